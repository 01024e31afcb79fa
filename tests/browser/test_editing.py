"""Changing a row in a real browser: by keyboard alone, at any width, and two editors at one cell."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import BrowserContext, Page, expect

from ek_data.exports import questionnaire
from ek_data.i18n import GERMAN
from ek_data.store import drafts
from ek_data.store.publisher import open_store
from ek_data.updates.draft import Edit, change
from tests.browser.axe import findings
from tests.browser.clicks import NAME, NOTE
from tests.browser.conftest import dashboard, fits, noticed, settled, shows
from tests.browser.keyboard import tab_to
from tests.browser.uploads import visit
from tests.programme import HASSLOCH, RHEIN_SELZ
from tests.store.places import shipped_store

CARD = "veranstaltungen?veranstaltung=E08"  # a conference with 75 people
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PHONE, DESKTOP = {"width": 390, "height": 844}, {"width": 1440, "height": 900}


@pytest.fixture
def place(tmp_path: Path) -> str:
    return shipped_store(tmp_path / "store")


@pytest.fixture
def address(place: str) -> Iterator[str]:
    with dashboard("--store", place) as address:
        yield address


def test_number_is_changed_by_keyboard_alone_and_nothing_in_the_way_is_inaccessible(address: str, tab: Page) -> None:
    visit(tab, f"{address}/{CARD}")
    tab_to(tab, "Ändern")
    tab.keyboard.press("Enter")
    drawer = tab.get_by_role("dialog")
    expect(drawer.get_by_role("textbox", name="Teilnehmende")).to_be_visible()
    settled(tab)
    assert findings(tab).ours == []
    tab_to(tab, "Teilnehmende")
    tab.keyboard.press("Control+A")
    tab.keyboard.type("ca. 78")
    tab.keyboard.press("Tab")
    shows(drawer, "bisher: 75")
    settled(tab)
    tab.keyboard.press("Control+Enter")
    expect(drawer).to_have_count(0)
    shows(tab, "Entwurf: 1 Zeile geändert, gespeichert")
    settled(tab)
    assert findings(tab).ours == []
    tab.reload()
    shows(tab, "Entwurf: 1 Zeile geändert, gespeichert")
    settled(tab)
    tab_to(tab, "Ansehen und veröffentlichen")
    tab.keyboard.press("Enter")
    shows(tab, "Teilnehmende: 75 → ca. 78")


@pytest.mark.full
def test_what_is_typed_is_in_the_draft_although_the_drawer_is_left_by_escape(address: str, tab: Page) -> None:
    visit(tab, f"{address}/karte?kommune={RHEIN_SELZ}")
    tab.get_by_role("link", name="Ändern").click()
    field = tab.get_by_role("dialog").get_by_role("textbox", name="Einwohner")
    expect(field).to_have_value("40459")
    settled(tab)
    field.fill("40460")
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("dialog", name="Kommune ändern")).to_have_count(0)
    shows(tab, "Entwurf: 1 Zeile geändert, gespeichert")
    tab.reload()
    tab.get_by_role("link", name="Ändern").click()
    expect(field).to_have_value("40460")


@pytest.mark.full
def test_no_field_begins_anew_while_another_one_is_read(address: str, tab: Page) -> None:
    visit(tab, f"{address}/{CARD}")
    tab.get_by_role("button", name="Ändern", exact=True).first.click()
    drawer = tab.get_by_role("dialog")
    below = drawer.get_by_role("textbox", name="Hinweis").element_handle()
    drawer.get_by_role("textbox", name="Teilnehmende").fill("78")
    drawer.get_by_role("textbox", name="Teilnehmende").blur()
    shows(drawer, "ungewöhnlich genau")  # which stands above the other field now
    settled(tab)
    assert below.evaluate("field => field.isConnected")  # a new one would not have what is typed just now
    drawer.get_by_role("button", name="Ansehen und veröffentlichen").click()
    note = tab.get_by_label(NOTE).element_handle()
    settled(tab)
    tab.get_by_label(NAME).fill("Anna")
    tab.get_by_label(NAME).blur()
    settled(tab)
    assert note.evaluate("field => field.isConnected")


@pytest.mark.full
def test_nothing_of_a_draft_is_printed(address: str, place: str, tab: Page) -> None:
    edit = Edit("measures", "M02", 1, {"title": "Datenbank 7831"})
    change(open_store(place).objects, drafts.HERE, lambda draft: draft.having(edit), dt.datetime.now(dt.UTC))
    visit(tab, f"{address}/massnahmen?reiter=zeilen")
    shows(tab, "→ Datenbank 7831")
    shows(tab, "Entwurf: 1 Zeile geändert, gespeichert")
    tab.get_by_role("link", name="Ändern").first.click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    settled(tab)
    tab.emulate_media(media="print")
    for unpublished in ("7831", "Ändern", "Entwurf:", "Fertig"):
        expect(tab.get_by_text(unpublished).filter(visible=True)).to_have_count(0)
    shows(tab, "Vereinsdatenbanken")


@pytest.mark.full
def test_drawer_and_bar_fit_on_a_phone(address: str, tab: Page) -> None:
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    visit(tab, f"{address}/{CARD}")
    tab.get_by_role("button", name="Ändern", exact=True).first.click()
    field = tab.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende")
    field.fill("viele")
    field.blur()
    shows(tab, "ist keine Zahl")
    settled(tab)
    fits(tab)
    tab.get_by_role("button", name="Fertig").click()
    shows(tab, "Entwurf: 1 Zeile geändert, gespeichert")
    settled(tab)
    fits(tab)


@pytest.mark.full
def test_cell_that_somebody_else_published_meanwhile_is_asked_about_and_answered_by_keyboard(
    address: str, place: str, context: BrowserContext
) -> None:
    mine, theirs = context.new_page(), context.new_page()
    for page in (mine, theirs):
        page.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
        visit(page, f"{address}/{CARD}")
        tab_to(page, "Ändern")
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende")).to_be_visible()
        settled(page)
    type_and_look(theirs, "90")
    publish_by_keyboard(theirs, "gezählt")
    shows(theirs, "Datenstand 2 ist veröffentlicht.")
    type_and_look(mine, "78")  # seen in release 1
    shows(mine, "jetzt „90“ (Anna")
    choose(mine, "Nehmen, was in den Dateien steht")
    publish_by_keyboard(mine, "noch einmal gezählt")
    shows(mine, "Datenstand 3 ist veröffentlicht.")
    assert open_store(place).dataset(3).events.set_index("event_id").at["E08", "attendance"] == 78


def type_and_look(tab: Page, number: str) -> None:
    """Write a number into the open form, and go from there to the difference."""
    tab.bring_to_front()
    tab_to(tab, "Teilnehmende")
    tab.keyboard.press("Control+A")
    tab.keyboard.type(number)
    tab_to(tab, "Ansehen und veröffentlichen")
    tab.keyboard.press("Enter")
    shows(tab, f"→ {number}")
    settled(tab)


def returned(place: str, ars: str, row: int, began: str) -> bytes:
    """Return the workbook of a municipality as it comes back: one of its measures began then."""
    book = load_workbook(io.BytesIO(questionnaire.workbook(open_store(place).newest()[0], ars, GERMAN)))
    sheet = book["Maßnahmen"]
    heads = {cell.value: cell.column for cell in sheet[1]}
    sheet.cell(row, heads["Beginn"]).value = began
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.mark.full
def test_three_answers_at_once_become_a_release(address: str, place: str, tab: Page) -> None:
    tab.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    visit(tab, f"{address}/vollstaendigkeit?kommune={RHEIN_SELZ}")
    tab_to(tab, "Arbeitsmappe (.xlsx)")
    with tab.expect_download() as download:
        tab.keyboard.press("Enter")
    assert download.value.suggested_filename == f"fragen-VG-Rhein-Selz-{RHEIN_SELZ}.xlsx"
    answers = {
        "rhein-selz.xlsx": returned(place, RHEIN_SELZ, 2, "03.2025"),
        "rhein-selz-2.xlsx": returned(place, RHEIN_SELZ, 2, "04.2025"),
        "hassloch.xlsx": returned(place, HASSLOCH, 2, "2025"),
    }
    tab.add_init_script("delete window.showOpenFilePicker")  # the test would not be told of it; other browsers lack it
    visit(tab, f"{address}/aktualisieren")
    files = [{"name": name, "mimeType": XLSX, "buffer": content} for name, content in answers.items()]
    tab_to(tab, "Dateien auswählen")
    with tab.expect_file_chooser() as chooser:
        tab.keyboard.press("Enter")
    chooser.value.set_files(files)  # type: ignore[arg-type]
    shows(tab, "Antworten von: Gemeinde Haßloch und VG Rhein-Selz")
    shows(tab, "1 Angabe ist in diesen Dateien verschieden.")
    settled(tab)
    assert findings(tab).ours == []
    accessible_on_a_phone(tab)
    choose(tab, "rhein-selz-2.xlsx/Maßnahmen")
    shows(tab, "2 Maßnahmen geändert.")
    publish_by_keyboard(tab, "Antworten")
    shows(tab, "Datenstand 2 ist veröffentlicht.")


@pytest.mark.full
def test_change_is_taken_back_although_somebody_else_published_since(address: str, place: str, tab: Page) -> None:
    store = open_store(place)
    events = store.dataset(1).events
    this = events["event_id"] == "E08"
    mine = events.assign(attendance=events["attendance"].mask(this, 78), place=events["place"].mask(this, "Mainz"))
    store.publish(1, {"events": mine}, author="Anna", note="gezählt")
    theirs = mine.assign(attendance=mine["attendance"].mask(this, 90))
    store.publish(2, {"events": theirs}, author="Berta", note="andere Quelle")
    tab.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    visit(tab, f"{address}/datenstaende")
    noticed(tab, 3)
    tab_to(tab, "2 frühere Datenstände")
    tab.keyboard.press("Enter")
    settled(tab)
    tab_to(tab, "Diese Änderung zurücknehmen")  # of the one before the newest
    tab.keyboard.press("Enter")
    shows(tab, "jetzt „90“ (Berta")
    settled(tab)
    assert findings(tab).ours == []
    accessible_on_a_phone(tab)
    choose(tab, "So lassen, wie sie jetzt sind")
    publish_by_keyboard(tab, "zurück")
    shows(tab, "Datenstand 4 ist veröffentlicht.")
    after = store.dataset(4).events.set_index("event_id").loc["E08"]
    assert (after["attendance"], after["place"]) == (90, events.set_index("event_id").at["E08", "place"])


def accessible_on_a_phone(tab: Page) -> None:
    """Look at what is open on a phone, too, and come back."""
    tab.set_viewport_size(PHONE)  # type: ignore[arg-type]
    settled(tab)
    assert findings(tab).ours == []
    fits(tab)
    tab.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    settled(tab)


def choose(tab: Page, answer: str) -> None:
    """Go to the answers among which this one is, and on to it, by keyboard."""
    group = tab.get_by_role("radiogroup").filter(has=tab.get_by_text(answer, exact=True)).last
    answers = [text.strip() for text in group.locator("label").all_inner_texts()]
    chosen = group.get_by_role("radio", checked=True)
    at = answers[0] if not chosen.count() else chosen.first.evaluate("each => each.labels[0].innerText").strip()
    tab_to(tab, at)
    if not chosen.count() and answer == at:
        tab.keyboard.press("Space")
    for _step in range(answers.index(answer) - answers.index(at)):
        tab.keyboard.press("ArrowDown")
    settled(tab)


def publish_by_keyboard(tab: Page, note: str) -> None:
    """Write who publishes and why, and publish."""
    for label, text in ((NAME, "Anna"), (NOTE, note)):
        tab_to(tab, label)
        tab.keyboard.type(text)
    tab.keyboard.press("Tab")
    settled(tab)
    tab.get_by_label(NOTE).focus()
    tab_to(tab, "Veröffentlichen")
    tab.keyboard.press("Enter")
