"""Title row, finding and link of every page: filters that act, true sentences, and a view that can be shared."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
import streamlit as st

from ek_data.dataset.filters import FILTERS, PERIOD
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.settings import SHIPPED
from ek_data.tables import PARTICIPATIONS
from ek_data.ui import link, title
from ek_data.ui.filter_bar import FIRST
from ek_data.ui.frame import page
from ek_data.ui.frame.style import style
from ek_data.ui.navigation import ENTRIES
from tests.pages.conftest import Opened, buttons_of_filters, choose_filter, drawn_filters, words
from tests.selection import each, first

PUBLIC = {"EK_DATA": str(SHIPPED)}
MEASURES, EVENTS, MAP, NEWS = "explore/measures.py", "explore/events.py", "explore/map.py", "explore/since.py"
KEYS = {filter_.name: filter_.key for filter_ in FILTERS} | {PERIOD: FIRST}


@pytest.mark.parametrize("address", each(ENTRIES, {"veranstaltungen", "datenschutz"}))
def test_page_has_one_heading_and_the_filters_that_act_on_it(opened: Opened, address: str) -> None:
    entry = ENTRIES[address]
    app = opened(entry.script, **PUBLIC)
    assert len(app.title) == 1
    assert (app.title[0].value == GERMAN(entry.title)) == (not entry.finds)
    assert drawn_filters(app) == {KEYS[name] for name in entry.filters}


def test_button_of_a_filter_says_what_is_chosen(opened: Opened) -> None:
    app = choose_filter(opened(EVENTS, **PUBLIC), "staffel", 2024)
    assert buttons_of_filters(app) == ["Staffel: 2024", "Art: alle", "Landkreis: alle", "Zeitraum: alle"]
    choose_filter(app, "kreis", "Alzey-Worms", "Neuwied", "Westerwaldkreis")
    assert "Landkreis: 3 gewählt" in buttons_of_filters(app)


def test_one_click_takes_all_filters_back_and_is_offered_only_where_there_are_any(opened: Opened) -> None:
    app = opened(MEASURES, **PUBLIC)
    assert "reset" not in [button.key for button in app.button]
    choose_filter(app, "staffel", 2024)
    assert app.query_params["staffel"] == "2024"
    app.button(key="reset").click().run()
    assert "staffel" not in app.query_params
    assert "Gefiltert nach" not in words(app)


def test_filter_that_does_not_act_on_a_page_says_so_and_waits_for_one_on_which_it_does(opened: Opened) -> None:
    app = opened(EVENTS, query={"kategorie": "vereinekonferenz", "staffel": "2024"}, **PUBLIC)
    said = words(app)
    assert "Gefiltert nach Staffel: 2024." in said
    assert "Der Filter „Kategorie: Vereinekonferenz“ gilt hier nicht." in said
    assert app.query_params["kategorie"] == "vereinekonferenz"
    app.switch_page(f"pages/{MEASURES}").run()
    said = words(app)
    assert "Gefiltert nach Staffel: 2024; Kategorie: Vereinekonferenz." in said
    assert "gilt hier nicht" not in said


@pytest.mark.full
def test_filter_that_leaves_a_part_of_the_page_as_it_is_says_which(opened: Opened) -> None:
    beyond = "ändert die Zahl der Kommunen nicht"
    assert beyond in words(opened(EVENTS, query={"zeitraum": "2024-2024"}, **PUBLIC))
    assert beyond not in words(opened(EVENTS, query={"staffel": "2024"}, **PUBLIC))


def test_figures_follow_only_the_filters_that_act(opened: Opened) -> None:
    app = opened(query={"zeitraum": "2023-2023"}, **PUBLIC)
    assert [card.value for card in app.metric] == [card.value for card in opened(**PUBLIC).metric]
    assert "Der Filter „Zeitraum: 2023“ gilt hier nicht." in words(app)


@pytest.mark.parametrize(
    ("script", "query", "sentence"),
    first(
        2,
        [
            (MEASURES, {"kreis": "Vulkaneifel"}, "Zu diesem Filter gibt es keine Maßnahme"),
            (
                MEASURES,
                {"zeitraum": "2023-2023"},
                "Zu diesem Filter gibt es keine Maßnahme des Programms, bei der eine Kommune genannt ist",
            ),
            (MAP, {"kreis": "Vulkaneifel"}, "Zu diesem Filter gibt es keine Kommune"),
            (EVENTS, {"kreis": "Vulkaneifel"}, "Zu diesem Filter gibt es keine Veranstaltung"),
        ],
    ),
)
def test_filter_that_leaves_nothing_is_named_as_the_reason(
    opened: Opened, script: str, query: dict[str, str], sentence: str
) -> None:
    app = opened(script, query=query, **PUBLIC)
    assert app.title[0].value == sentence
    assert "sobald" not in words(app)
    app.button(key="reset-first").click().run()
    assert app.title[0].value != sentence


def test_data_without_a_row_are_not_blamed_on_a_filter(opened: Opened, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    said = words(opened(MEASURES, EK_DATA=str(tmp_path)))
    assert "Zu diesem Filter" not in said
    assert "sobald eine Datei mit Maßnahmen eingelesen ist" in said


def test_district_in_which_nobody_takes_part_is_not_offered(opened: Opened) -> None:
    app = opened(MEASURES, **PUBLIC)
    [districts] = [box for box in app.pills if box.key == "kreis"]
    assert "Alzey-Worms" in districts.options
    assert "Vulkaneifel" not in districts.options


@pytest.mark.parametrize(
    ("as_of", "german", "english"),
    [
        ("2025-11-19", ":orange[Stand 19. November 2025, vor 12 Monaten]", "12 months ago"),
        ("2026-05-30", ":orange[Stand 30. Mai 2026, vor 6 Monaten]", "6 months ago"),
        ("2026-05-31", "Stand 31. Mai 2026, vor 6 Monaten", "6 months ago"),
        ("2026-11-01", "Stand 1. November 2026, vor 4 Wochen", "4 weeks ago"),
        ("2026-11-29", "Stand 29. November 2026, heute", "today"),
        ("2025-11-15", ":orange[Stand 15. November 2025, vor 12 Monaten]", "12 months ago"),
    ],
)
def test_date_of_the_data_says_its_age_and_is_marked_from_half_a_year(as_of: str, german: str, english: str) -> None:
    day, today = dt.date.fromisoformat(as_of), dt.date(2026, 11, 29)
    assert title.stand(day, today, GERMAN).replace("\\", "") == german
    assert english in title.stand(day, today, ENGLISH)


OLD_LINKS = [
    ("", {"staffel": "2025", "art": "association"}, "5 Kommunen"),
    (MEASURES, {"kategorie": "newsletter", "zeitraum": "2024-2025"}, "Gefiltert nach Kategorie: Newsletter"),
    (MEASURES, {"frage": "vereinsdatenbank"}, "2 von 14 Kommunen: 1 in Vorbereitung, 1 geplant"),
    (MEASURES, {"kreis": "Alzey-Worms", "sprache": "English"}, "Filtered by District: Alzey-Worms."),
    (MEASURES, {"anonym": "1"}, "Anonymisiert: Buchstaben stehen"),
    ("explore/profile.py", {"kommune": "071385005000"}, "Landkreis Neuwied"),
    ("explore/since.py", {"seit": "2025-04-08"}, "8. April 2025"),
    ("present/slides.py", {"folien": "changes", "seit": "2025-04-08"}, "1 Folie"),
]


@pytest.mark.parametrize(("script", "query", "said"), first(2, OLD_LINKS))
def test_link_of_earlier_versions_still_shows_its_view(
    opened: Opened, script: str, query: dict[str, str], said: str
) -> None:
    app = opened(script, query=query, language=query.get("sprache", "Deutsch"), **PUBLIC)
    assert said in words(app)
    assert {key: app.query_params.get(key) for key in query} == query


@pytest.mark.parametrize(
    ("script", "query"),
    first(
        1, [(MAP, {"ansicht": "category.kommunales_team", "kommune": "073320025025"}), (MEASURES, {"suche": "team"})]
    ),
)
def test_link_holds_what_is_chosen_on_a_page(opened: Opened, script: str, query: dict[str, str]) -> None:
    app = opened(script, query=query, **PUBLIC)
    assert query.items() <= app.query_params.items()


def test_link_holds_the_page_of_a_picture(opened: Opened) -> None:
    query = {"reiter": "zeilen", "seite-rows-all_measures": "2", "seite-progress": "99"}
    app = opened(MEASURES, query=query, **PUBLIC)
    assert app.query_params["seite-rows-all_measures"] == "2"
    assert "seite-progress" not in app.query_params  # all municipalities stand on one page


def test_link_leaves_out_what_belongs_to_other_pages(opened: Opened) -> None:
    app = opened(EVENTS, query={"kommune": "073320025025", "frage": "kommunales_team", "staffel": "2024"}, **PUBLIC)
    assert dict(app.query_params) == {"staffel": "2024"}


def test_english_page_says_no_german_word_in_its_filters(opened: Opened) -> None:
    app = opened("explore/cohorts.py", language="English", **PUBLIC)
    assert buttons_of_filters(app) == ["Cohort: all", "Kind: all", "District: all", "Category: all"]


def interrupt_the_next_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """End the next run in the middle of its page, as a click does that comes before the page is whole."""
    below, left = title.below, [True]

    def interrupted(*args: Any, **settings: Any) -> None:
        if left:
            left.clear()
            st.rerun()
        below(*args, **settings)

    monkeypatch.setattr(title, "below", interrupted)


def test_run_that_is_interrupted_does_not_take_the_choice_back(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    app = choose_filter(opened(MEASURES, **PUBLIC), "staffel", 2024)
    interrupt_the_next_run(monkeypatch)
    choose_filter(app, "staffel", 2025)
    assert app.query_params["staffel"] == "2025"
    assert "Staffel: 2025" in buttons_of_filters(app)
    interrupt_the_next_run(monkeypatch)
    app.button(key="reset").click().run()
    assert "staffel" not in app.query_params


def test_link_is_followed_to_its_end_when_the_first_run_is_interrupted(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    interrupt_the_next_run(monkeypatch)
    query = {"staffel": "2024", "suche": "team"}
    assert query.items() <= opened(MEASURES, query=query, **PUBLIC).query_params.items()


def test_way_back_never_shows_names_that_are_hidden(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    app = opened(MEASURES, **PUBLIC)
    app.toggle(key="anonym").set_value(True).run()
    assert app.query_params["anonym"] == "1"
    del app.query_params["anonym"]
    monkeypatch.setattr(link, "went_through_history", lambda: True)
    app.run()
    assert app.toggle(key="anonym").value
    assert app.query_params["anonym"] == "1"


@pytest.mark.parametrize("script", first(1, ["explore/overview.py", EVENTS, "explore/funding.py"]))
def test_page_says_that_what_is_reported_does_not_follow_its_filters(opened: Opened, script: str) -> None:
    said = words(opened(script, query={"staffel": "2025", "art": "association"}, **PUBLIC))
    assert said.count("Was im Ganzen berichtet wird und die Hinweise dazu folgen den Filtern nicht.") == 1
    assert "Was im Ganzen berichtet wird" not in words(opened(script, **PUBLIC))


def without_participations(folder: Path) -> Path:
    """Return the shipped data in a folder, with no row in the table of participations."""
    for file in SHIPPED.glob("*.csv"):
        (folder / file.name).write_bytes(file.read_bytes())
    emptied = folder / PARTICIPATIONS.file
    emptied.write_bytes(emptied.read_bytes().splitlines(keepends=True)[0])
    return folder


@pytest.mark.full
def test_picture_that_is_empty_in_the_whole_data_is_not_blamed_on_a_filter(opened: Opened, tmp_path: Path) -> None:
    nothing = "Zu diesem Filter ist hier nichts zu zeigen."
    said = words(opened(EVENTS, query={"staffel": "2024"}, EK_DATA=str(without_participations(tmp_path))))
    assert nothing not in said
    assert "sobald" in said
    assert nothing in words(opened(MEASURES, query={"kategorie": "newsletter", "reiter": "zeit"}, **PUBLIC))


def test_news_that_the_filter_leaves_out_are_not_said_to_be_none(opened: Opened) -> None:
    app = opened(NEWS, query={"seit": "2025-04-08", "kreis": "Vulkaneifel"}, **PUBLIC)
    assert app.title[0].value == "Zu diesem Filter gibt es nichts Neues"
    assert "0 von 0" not in words(app)
    assert "sobald" not in words(app)
    app.button(key="reset-first").click().run()
    assert "Seit dem 8\\. April 2025 melden" in app.title[0].value


def test_no_news_in_the_whole_data_are_not_blamed_on_a_filter(opened: Opened) -> None:
    app = opened(NEWS, query={"seit": "2026-11-01", "staffel": "2024"}, **PUBLIC)
    assert "Zu diesem Filter" not in words(app)
    assert "Die Daten reichen nur bis zum 19. November 2025" in words(app)


def test_words_beside_the_mark_are_the_programme_that_is_named_in_the_tab() -> None:
    assert 'content: "Engagierte\\a Kommunen RLP"' in style(page.wordmark(GERMAN))
    assert 'content: "Demo\\a Land"' in style("Demo\nLand")
