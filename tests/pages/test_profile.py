"""Steckbrief, one's own municipality, and the search that every page offers."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from ek_data.analysis.peers import others_of_cohort
from ek_data.settings import SHIPPED
from ek_data.ui.explore.profile_sections import MOST_CATEGORIES
from ek_data.ui.mine import CHOSEN
from tests.dataset.test_anonymise import found
from tests.pages.conftest import Opened, words
from tests.programme import shipped
from tests.selection import first

PROFILE = "explore/profile.py"
PUBLIC = {"EK_DATA": str(SHIPPED)}
ASBACH, KAISERSESCH = "071385001000", "071355002000"


def links(app: AppTest) -> list[str]:
    """Return the labels of all links to pages."""
    return [link.proto.label.replace("\\", "") for link in app.get("page_link")]


def search(app: AppTest, sought: str) -> None:
    """Open the search with some words in it; by hand they are typed once it is open, which runs the dialogue alone."""
    app.session_state["sought"] = sought
    app.button(key="open-search").click().run()


def test_profile_begins_with_how_far_it_is_and_leads_to_its_neighbours(opened: Opened) -> None:
    app = opened(PROFILE, query={"kommune": KAISERSESCH}, **PUBLIC)
    said = words(app)
    assert "4 Maßnahmen: 1 umgesetzt und 3 geplant; ausgezeichnet am 6. November 2025 (Plakette)" in said
    assert (
        "Staffel 2024 · Landkreis Cochem-Zell · 15.862\N{NO-BREAK SPACE}Menschen · 140,6\N{NO-BREAK SPACE}km²" in said
    )
    assert "4 Treffen standen offen: Teilnahme belegt bei 2, keine Angabe zu 2." in said
    assert "Förderung in Euro nach Jahren" in said
    assert "VG Asbach · 50 km" in links(app)


@pytest.mark.full
def test_buttons_beside_the_title_go_through_all_municipalities_in_a_ring(opened: Opened) -> None:
    app = opened(PROFILE, query={"kommune": ASBACH}, **PUBLIC)
    names = app.selectbox(key="kommune").options
    app.button(key="profile-before").click().run()
    assert app.query_params["kommune"] != ASBACH
    app.button(key="profile-after").click().run()
    assert app.query_params["kommune"] == ASBACH
    app.selectbox(key="kommune").select_index(len(names) - 1).run()
    app.button(key="profile-after").click().run()
    assert app.selectbox(key="kommune").index == 0


@pytest.mark.full
def test_second_municipality_stands_beside_the_first_and_in_the_link(opened: Opened) -> None:
    app = opened(PROFILE, query={"kommune": ASBACH, "mit": KAISERSESCH}, **PUBLIC)
    assert "Kategorien mit Meldung: 0 gemeinsam, 0 nur VG Asbach, 4 nur VG Kaisersesch" in words(app)
    [table] = app.table
    assert list(table.value.columns) == ["Verglichen", "VG Asbach", "VG Kaisersesch"]
    assert app.query_params["mit"] == KAISERSESCH
    app.selectbox(key="mit").set_value(None).run()
    assert "mit" not in app.query_params


def test_own_municipality_is_marked_and_the_profile_begins_with_it(opened: Opened) -> None:
    app = opened("explore/funding.py", **PUBLIC)
    app.session_state[CHOSEN] = KAISERSESCH
    app.run()
    assert "★ VG Kaisersesch, meine Kommune" in links(app)
    app.switch_page("pages/explore/profile.py").run()
    assert app.selectbox(key="kommune").value == KAISERSESCH
    assert "★ Verbandsgemeinde Kaisersesch" in app.selectbox(key="kommune").options
    app.button(key="mine-choice").click().run()
    assert not any("★" in label for label in links(app))


@pytest.mark.full
def test_categories_that_others_report_beyond_those_shown_are_counted(opened: Opened) -> None:
    app = opened(PROFILE, query={"kommune": ASBACH}, **PUBLIC)
    n = others_of_cohort(shipped(), ASBACH)["category"].nunique()
    assert f"{n - MOST_CATEGORIES} weitere Kategorien" in [each.value for each in app.caption]


@pytest.mark.full
def test_open_questions_are_asked_of_those_with_a_name_alone(opened: Opened) -> None:
    app = opened(PROFILE, query={"kommune": KAISERSESCH}, **PUBLIC)
    assert "Offene Fragen an die Kommune" in words(app)
    app.toggle(key="anonym").set_value(True).run()
    assert "Offene Fragen an die Kommune" not in words(app)


@pytest.mark.full
def test_own_municipality_is_not_marked_without_names(opened: Opened) -> None:
    app = opened(PROFILE, query={"kommune": KAISERSESCH}, **PUBLIC)
    app.button(key="mine-choice").click().run()
    app.toggle(key="anonym").set_value(True).run()
    assert "★" not in words(app) + " ".join(links(app)) + " ".join(app.selectbox(key="kommune").options)


@pytest.mark.parametrize(
    ("sought", "label"),
    first(
        1,
        [
            ("Kaiseresch", "Verbandsgemeinde Kaisersesch"),
            ("juleica", "Ausbildung zur Jugendleitercard (Juleica)"),
            ("abschlussfeier", "Abschlussfeier der ersten Staffel"),
            ("leitstelle", "Leitstelle"),
        ],
    ),
)
def test_search_finds_from_any_page(opened: Opened, sought: str, label: str) -> None:
    app = opened("explore/funding.py", **PUBLIC)
    search(app, sought)
    assert label in links(app)


@pytest.mark.full
def test_event_that_is_found_leads_to_its_card_also_where_the_filters_leave_it_out(opened: Opened) -> None:
    app = opened("explore/funding.py", **PUBLIC)
    search(app, "abschlussfeier")
    [event] = [each for each in app.get("page_link") if "Abschlussfeier" in each.label]
    asked = dict(parse_qsl(event.proto.query_string))
    assert list(asked) == ["veranstaltung"]
    card = opened("explore/events.py", query={**asked, "staffel": "2025"}, **PUBLIC)
    assert any(each.key == "close-event" for each in card.button)
    assert "Abschlussfeier der ersten Staffel" in words(card)


@pytest.mark.full
def test_search_says_that_nothing_is_found_and_shows_hostile_text_as_text(opened: Opened) -> None:
    app = opened("explore/funding.py", **PUBLIC)
    search(app, "[x](http://boese) <b>")
    [said] = [each.value for each in app.markdown if "nichts zu finden" in each.value]
    assert "\\[x\\]\\(http" in said


def test_search_names_nothing_that_is_hidden(opened: Opened) -> None:
    app = opened("explore/funding.py", query={"anonym": "1"}, **PUBLIC)
    search(app, "vereinekonferenz")
    assert any("Kommune" in each.value for each in app.caption)
    assert found(shipped(), words(app) + " ".join(links(app))) == []


@pytest.mark.full
def test_profile_without_any_municipality_says_what_would_be_here(opened: Opened, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    assert "Noch ist keine Kommune in den Daten" in words(opened(PROFILE, EK_DATA=str(tmp_path)))


@pytest.mark.full
def test_more_than_eight_measures_stand_under_their_status_and_plans_are_folded(opened: Opened, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    plans = "".join(
        f"X{n};Verbandsgemeinde Kaisersesch;2024;Padlet;Plan {n};geplant;2025-11;;Programm;;;;;;;;belegt\n"
        for n in range(7)
    )
    with (tmp_path / "massnahmen.csv").open("a", encoding="utf-8") as measures:
        measures.write(plans)
    app = opened(PROFILE, query={"kommune": KAISERSESCH}, EK_DATA=str(tmp_path))
    [listed] = [each.proto.body for each in app.get("html") if '<p class="ek-group">' in each.proto.body]
    assert "umgesetzt · 1" in listed
    before, folded = listed.split("<details>")
    assert "geplant · 10" in before
    assert folded.count("<li>") == 10
