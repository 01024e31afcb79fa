"""Changing rows on the pages: who may, what is said beside a field, and the way from the drawer to a release."""

from __future__ import annotations

import datetime as dt
import re
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from ek_data.dataset.keys import keys_of
from ek_data.store import drafts
from ek_data.store.publisher import Store
from ek_data.tables import EVENTS as EVENTS_TABLE
from ek_data.tables import MEASURES
from ek_data.ui import cached
from ek_data.ui.components import change_links
from ek_data.updates.draft import Draft, Edit, change, newest
from ek_data.updates.workflow import Upload
from tests.pages.conftest import ADDRESSES, Opened, copied, unfolded, words
from tests.programme import RHEIN_SELZ

EVENTS, UPLOAD, RELEASES = "explore/events.py", "maintain/upload.py", "maintain/releases.py"
CARD = {"veranstaltung": "E08"}  # a conference with 75 people
NOW = dt.datetime.now(dt.UTC)


def click(app: AppTest, label: str) -> AppTest:
    return next(button for button in app.button if button.label.replace("\\", "") == label).click().run()


def labels(app: AppTest) -> list[str]:
    return [button.label.replace("\\", "") for button in app.button]


def field(app: AppTest, column: str) -> str:
    """Return the key of the field of a column."""
    keys = [widget.key or "" for widget in (*app.text_input, *app.selectbox, *app.text_area)]
    return next(key for key in keys if key.startswith("edit-events-E08") and key.endswith(f"-{column}"))


def kept(store: Store) -> Draft:
    return newest(store.objects, drafts.HERE, dt.datetime.now(dt.UTC))


def test_whoever_may_only_look_sees_nothing_to_change(opened: Opened, store: Store) -> None:
    app = opened(EVENTS, EK_STORE=store.place, query=CARD)
    assert not app.exception
    assert "Ändern" not in labels(app)


LONG = 24  # letters of a title that is found in no other text
LISTED = {
    "explore/measures.py": {"reiter": "zeilen"},
    "explore/profile.py": {"kommune": "073395006000"},
    "explore/events.py": {},
    "explore/funding.py": {},
    "explore/overview.py": {},
    "explore/since.py": {"seit": "2024-01-01"},
    "about/sources.py": {},
}
"""Pages on which rows are listed, and what opens the list."""


def linked(opened: Opened, store: Store) -> dict[str, int]:
    """Return how many rows of each page lead to where they are changed."""
    pages = {page: opened(page, EK_STORE=store.place, query=query) for page, query in LISTED.items()}
    unfolded(pages["explore/overview.py"], "reported")
    assert not any(app.exception for app in pages.values())
    bodies = {page: [html.proto.body for html in app.get("html")] for page, app in pages.items()}
    return {
        page: len(re.findall(rf"{change_links.LINK}\w", f"{words(app)} {bodies[page]}")) for page, app in pages.items()
    }


@pytest.mark.full
def test_nobody_else_is_led_to_a_drawer(opened: Opened, store: Store) -> None:
    assert set(linked(opened, store).values()) == {0}


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_rows_lead_editors_to_their_drawer_wherever_they_are_listed(opened: Opened, store: Store) -> None:
    found = linked(opened, store)
    assert min(found.values()) > 0, found


PARTS = re.compile(r"<(?P<tag>li|tr)\b(?:(?!<(?:li|tr)\b).)*?</(?P=tag)>", re.DOTALL)  # innermost ones


def parts(app: AppTest) -> list[str]:
    """Return the smallest parts of a page that may be one row: lines of text, of lists and of tables."""
    texts = [line for each in (*app.markdown, *app.caption) for line in each.value.splitlines()]
    texts += [" ".join(map(str, row)) for table in app.table for row in table.value.to_numpy()]
    texts += [found[0] for html in app.get("html") for found in PARTS.finditer(html.proto.body)]
    return [unescape(text).replace("\\", "") for text in texts]


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_no_page_shows_editors_a_row_without_the_way_to_its_drawer(opened: Opened, store: Store) -> None:
    data = store.dataset(1)
    rows = {
        title: change_links.address(key, table)
        for table in (EVENTS_TABLE, MEASURES)
        for key, title in zip(keys_of(data.tables[table.name], table), data.tables[table.name]["title"], strict=True)
    }
    rows = {title: address for title, address in rows.items() if sum(title in other for other in rows) == 1}
    rows = {title: address for title, address in rows.items() if len(title) > LONG}
    lacking = []
    for script in ADDRESSES:
        app = opened(script, EK_STORE=store.place, query=LISTED.get(script, {}))
        assert not app.exception, script
        for part in parts(app):
            titles = [title for title in rows if title in part and f"„{title}“" not in part]
            if len(titles) == 1 and rows[titles[0]] not in part:  # a sentence that lists several is no row
                lacking.append((script, *titles, part))
    assert lacking == []


def test_address_of_a_row_names_it_whatever_its_key_holds() -> None:
    for key in ("E08", "a/b?ä (1)", ("E/1", "073")):
        assert change_links.opened(change_links.address(key, EVENTS_TABLE)) == ("events", key)


@pytest.mark.usefixtures("here")
def test_answer_to_a_question_is_entered_at_the_row_that_lacks_it(opened: Opened, store: Store) -> None:
    app = opened("maintain/completeness.py", EK_STORE=store.place, query={"kommune": RHEIN_SELZ})
    started = next(button for button in app.button if (button.key or "").startswith("enter-measures-started_on"))
    app = started.click().run()
    [year] = [each for each in app.text_input if (each.key or "").endswith("-started_on-year")]
    [month] = [each for each in app.selectbox if (each.key or "").endswith("-started_on-month")]
    month.set_value("03").run()
    assert "Es fehlt noch: Jahr" in words(app)
    assert kept(store) == Draft()
    for said, there in (("2025", "2025-03"), ("13.4.2024", "2024-04-13")):
        app.text_input(key=year.key).set_value(said).run()
        assert app.text_input(key=year.key).value == there[:4]
        [edit] = kept(store).edits
        assert edit.texts == {"started_on": there}


@pytest.mark.usefixtures("here")
def test_new_row_of_a_municipality_knows_whose_it_is(opened: Opened, store: Store) -> None:
    app = click(opened("explore/profile.py", EK_STORE=store.place, query={"kommune": RHEIN_SELZ}), "Neue Maßnahme")
    assert kept(store) == Draft()
    [title] = [each for each in app.text_input if (each.key or "").endswith("-title")]
    title.set_value("Padlet").run()
    [edit] = kept(store).edits
    cells = edit.texts or {}
    assert (cells["municipality"], cells["cohort"]) == ("Verbandsgemeinde Rhein-Selz", "2024")


@pytest.mark.usefixtures("here")
def test_new_row_is_kept_under_the_number_that_it_is_given_unless_another_row_has_it(
    opened: Opened, store: Store
) -> None:
    app = click(opened(EVENTS, EK_STORE=store.place), "Neue Veranstaltung")
    [number] = [each for each in app.text_input if (each.key or "").endswith("-event_id")]
    for typed, there in (("E77", "E77"), ("E08", "E77"), ("E78", "E78")):
        app.text_input(key=number.key).set_value(typed).run()
        assert [(edit.key, (edit.texts or {})["event_id"]) for edit in kept(store).edits] == [(there, there)]
        assert any("schon eine andere Zeile" in error.value for error in app.error) == (typed != there)


def typed(app: AppTest, part: str, text: str) -> AppTest:
    """Write into the field whose key ends so."""
    [found] = [each for each in app.text_input if (each.key or "").endswith(f"-{part}")]
    return app.text_input(key=found.key).set_value(text).run()


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_category_that_is_new_is_added_from_the_form_of_the_row_that_has_it(opened: Opened, store: Store) -> None:
    app = click(opened("explore/profile.py", EK_STORE=store.place, query={"kommune": RHEIN_SELZ}), "Neue Maßnahme")
    app = click(app, "Neue Option: Kategorie …")
    app = click(typed(typed(app, "de", "Hörstück"), "en", "Audio play"), "Fertig")
    app = typed(app, "title", "Vereine im Ohr")
    option, row = kept(store).edits
    assert (option.table, row.table, (row.texts or {})["category"]) == ("categories", "measures", "Hörstück")
    assert not any("Hörstück" in error.value for error in app.error)
    prepared = kept(store).prepared(store.dataset(1))
    with prepared.reviewed():
        found = [problem for checked in prepared.checks.checked for problem in checked.problems]
    assert "Hörstück" not in {problem.value for problem in found}


@pytest.mark.usefixtures("here")
def test_row_that_the_draft_has_says_so_wherever_it_is_shown(opened: Opened, store: Store) -> None:
    mine = Draft((Edit("events", "E08", 1, {"attendance": "78"}), Edit("measures", "M02", 1, {"title": "Datenbank"})))
    change(store.objects, drafts.HERE, lambda _draft: mine, NOW)
    rows = parts(opened("explore/measures.py", EK_STORE=store.place, query={"reiter": "zeilen"}))
    assert [row for row in rows if "Vereinsdatenbanken" in row and ":blue-background[→ Datenbank]" in row]
    assert sum(":blue-background" in row for row in rows) == 1
    app = opened(EVENTS, EK_STORE=store.place, query=CARD)
    assert "Ändern · im Entwurf" in labels(app)
    styles = [html.proto.body for html in app.get("html")]
    assert any(f'a[href="{change_links.LINK}events/E08"]' in style and "im Entwurf" in style for style in styles)


@pytest.mark.usefixtures("here")
@pytest.mark.parametrize("query", [CARD | {"anonym": "1"}])
def test_nothing_is_changed_where_names_are_hidden(opened: Opened, store: Store, query: dict[str, str]) -> None:
    assert "Ändern" not in labels(opened(EVENTS, EK_STORE=store.place, query=query))


@pytest.mark.usefixtures("here")
def test_number_changed_in_the_drawer_goes_through_the_draft_into_a_release_and_back(
    opened: Opened, store: Store
) -> None:
    app = click(opened(EVENTS, EK_STORE=store.place, query=CARD), "Ändern")
    app.text_input(key=field(app, "attendance")).set_value("ca. 78").run()
    assert "bisher: 75" in words(app)
    app = click(app, "Fertig")
    assert not app.exception
    assert kept(store) == Draft((Edit("events", "E08", 1, {"attendance": "ca. 78"}),))
    assert store.newest_number() == 1  # nothing is published yet

    later = opened(UPLOAD, EK_STORE=store.place)  # another session of the same editor
    assert "Teilnehmende: 75 → ca. 78" in words(later)
    later.text_input(key="author").set_value("Anna")
    later.text_area[0].set_value("gezählt")
    later = later.button(key="publish").click().run()
    assert not later.exception
    told = copied(later, "message")
    assert "Datenstand 2" in told
    assert "Teilnehmende: bisher 75, neu 78" in told
    assert "Teilnehmende (Vereinekonferenzen): bisher rund 135, neu rund 140" in told
    events = store.dataset(2).events.set_index("event_id")
    assert events.at["E08", "attendance"] == 78
    assert kept(store) == Draft()

    back = click(opened(RELEASES, EK_STORE=store.place), "Diese Änderung zurücknehmen")
    assert not back.exception
    assert kept(store) == Draft((Edit("events", "E08", 2, {"attendance": "75"}),))


@pytest.mark.usefixtures("here")
@pytest.mark.full
def test_what_is_wrong_stands_beside_its_field_and_the_draft_keeps_it_all_the_same(
    opened: Opened, store: Store
) -> None:
    app = click(opened(EVENTS, EK_STORE=store.place, query=CARD), "Ändern")
    app.text_input(key=field(app, "attendance")).set_value("viele").run()
    assert any("ist keine Zahl" in error.value for error in app.error)
    app.text_input(key=field(app, "attendance")).set_value("78").run()
    assert "„rund 78“ ist ungewöhnlich genau" in words(app)
    app = click(app, "„genau“ übernehmen")
    assert kept(store).edits[0].texts == {"attendance": "78", "attendance_qualifier": "genau"}
    app.selectbox(key=field(app, "attendance_qualifier")).set_value("rund").run()
    app.text_input(key=field(app, "attendance")).set_value("80").run()
    assert "ungewöhnlich genau" not in words(app)
    assert "Steht dort auch die neue Zahl?" in words(app)
    app.text_input(key=field(app, "source_url")).set_value("").run()
    assert any("Bitte die Quelle angeben" in error.value for error in app.error)
    assert kept(store).edits[0].texts == {"attendance": "80", "source_url": ""}
    click(app, "Bisherige Quelle behalten")
    assert "Steht dort auch die neue Zahl?" not in words(app)
    assert kept(store).edits[0].texts == {"attendance": "80"}


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_field_that_is_reset_is_no_longer_in_the_draft_and_the_others_stay(opened: Opened, store: Store) -> None:
    mine = Draft((Edit("events", "E08", 1, {"attendance": "78", "title": "Anders"}),))
    change(store.objects, drafts.HERE, lambda _draft: mine, NOW)
    app = click(opened(EVENTS, EK_STORE=store.place, query=CARD), "Ändern · im Entwurf")
    app.text_input(key=field(app, "attendance")).set_value("75").run()
    click(app, "Fertig")
    assert kept(store) == Draft((Edit("events", "E08", 1, {"title": "Anders"}),))


@pytest.mark.usefixtures("here")
def test_new_row_gets_the_next_number_and_a_removed_one_is_told(opened: Opened, store: Store) -> None:
    app = opened(UPLOAD, EK_STORE=store.place)
    app.selectbox(key="edit-table").set_value("events").run()
    highest = max(store.dataset(1).events["event_id"])
    app = click(app, "Neue Veranstaltung")
    keys = [each.value for each in app.text_input if (each.key or "").endswith("-event_id")]
    assert keys == [f"E{int(highest[1:]) + 1:0{len(highest) - 1}}"]
    app = click(click(opened(EVENTS, EK_STORE=store.place, query=CARD), "Ändern"), "Diese Zeile entfernen")
    assert kept(store) == Draft((Edit("events", "E08", 1, None),))


@pytest.mark.usefixtures("here")
def test_draft_of_somebody_else_can_be_seen_taken_up_and_thrown_away(opened: Opened, store: Store) -> None:
    theirs = Draft((Edit("events", "E08", 1, {"attendance": "81"}),), (Upload("liste.csv", b"Nr.;Wer\r\n1;x\r\n"),))
    change(store.objects, "Bernd", lambda _draft: theirs, NOW)
    app = opened(UPLOAD, EK_STORE=store.place)
    assert "Teilnehmende: 75 → 81" in words(app)
    assert "liste.csv" in words(app)
    assert kept(store) == Draft()
    click(app, "Übernehmen")
    assert kept(store) == theirs
    assert drafts.of_others(store.objects, drafts.HERE, NOW) == []


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_what_is_taken_out_of_a_draft_or_thrown_away_can_be_brought_back(opened: Opened, store: Store) -> None:
    mine = Draft((Edit("events", "E08", 1, {"attendance": "78"}),), (Upload("liste.csv", b"Nr.;Wer\r\n1;x\r\n"),))
    theirs = Draft((Edit("events", "E10", 1, {"attendance": "81"}),))
    change(store.objects, drafts.HERE, lambda _draft: mine, NOW)
    change(store.objects, "Bernd", lambda _draft: theirs, NOW)
    app = opened(UPLOAD, EK_STORE=store.place)
    for taken_out in ("Zurücknehmen", "Entfernen", "Entwurf verwerfen, auch die Dateien"):
        app = click(app, taken_out)
        assert kept(store) != mine
        assert "Aus dem Entwurf genommen: " in words(app)
        app = click(app, "Zurückholen")
        assert kept(store) == mine
    app = click(app, "Verwerfen")
    assert drafts.of_others(store.objects, drafts.HERE, NOW) == []
    click(app, "Zurückholen")
    assert newest(store.objects, "Bernd", NOW) == theirs


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_draft_is_compared_anew_when_somebody_else_publishes(opened: Opened, store: Store) -> None:
    mine = Draft((Edit("events", "E08", 1, {"attendance": "78"}),))
    change(store.objects, drafts.HERE, lambda _draft: mine, NOW)
    app = opened(UPLOAD, EK_STORE=store.place)
    events = store.dataset(1).events
    theirs = events.assign(attendance=events["attendance"].where(events["event_id"] != "E08", 90))
    store.publish(1, {"events": theirs}, author="Bernd", note="andere Quelle")
    cached.look_again()  # because the newest release is looked for every few seconds only
    app = opened(UPLOAD, EK_STORE=store.place)
    assert "jetzt „90“ (Bernd" in words(app).replace("\\", "")
    assert app.button(key="publish").disabled
    assert "die Daten wurden seitdem geändert" in words(opened(EVENTS, EK_STORE=store.place))


@pytest.mark.full
@pytest.mark.usefixtures("here")
def test_click_publishes_only_what_was_shown_and_what_another_window_added_is_shown_first(
    opened: Opened, store: Store
) -> None:
    change(store.objects, drafts.HERE, lambda _draft: Draft((Edit("events", "E08", 1, {"attendance": "78"}),)), NOW)
    (Path(store.place) / drafts.EARLIER).mkdir()
    (Path(store.place) / drafts.EARLIER / "0123").write_bytes(b"")  # as an earlier version left it
    app = opened(UPLOAD, EK_STORE=store.place)
    assert "werden nicht mehr gelesen" in words(app)
    app.text_input(key="author").set_value("Anna")
    app.text_area[0].set_value("gezählt").run()
    other = Edit("events", "E08", 1, {"title": "Konferenz"})
    change(store.objects, drafts.HERE, lambda draft: draft.having(other), NOW)
    app.button(key="publish").click().run()
    assert "Der Unterschied hat sich inzwischen geändert" in words(app)
    assert store.newest_number() == 1
    app.button(key="publish").click().run()
    event = store.dataset(2).events.set_index("event_id").loc["E08"]
    assert (event["attendance"], event["title"]) == (78, "Konferenz")
