"""The grid in a real browser: by keyboard alone, pasted and typed at speed, and its hints beside what is typed."""

from __future__ import annotations

import datetime as dt
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from ek_data.store import drafts
from ek_data.store.publisher import open_store
from ek_data.tables import EVENTS
from ek_data.updates.draft import newest
from tests.browser.axe import findings
from tests.browser.clicks import Clicks
from tests.browser.conftest import dashboard, patience, settled, shows
from tests.browser.keyboard import tab_to
from tests.browser.test_editing import DESKTOP, accessible_on_a_phone, publish_by_keyboard
from tests.browser.test_maintain import visit
from tests.store.places import shipped_store

PASTED = ("75,5", "1.234", "ca. 80", "80-100", "50 %")
UNSURE = "Genauigkeit: Bei der Zahl der Teilnehmenden fehlt die Angabe"
COLUMNS = [column.name for column in EVENTS.columns]
OPEN = "Direkt bearbeiten, als Tabelle"
ROWS = 12  # that are typed at once
SPEEDS = (0, 15, 50, 90)  # milliseconds between two keys
ROUNDS = 15


@pytest.fixture
def place(tmp_path: Path) -> str:
    return shipped_store(tmp_path / "store")


@pytest.fixture
def address(place: str) -> Iterator[str]:
    with dashboard("--store", place) as address:
        yield address


@pytest.mark.full
def test_grid_is_filled_by_keyboard_and_what_is_typed_or_pasted_arrives_until_it_is_published(
    address: str, place: str, tab: Page
) -> None:
    tab.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_grid(address, tab)
    assert findings(tab).ours == []
    accessible_on_a_phone(tab)
    go_to(tab, "attendance")
    paste(tab, "\n".join(PASTED))
    hints(tab, 0, "Teilnehmende: „75,5“ ist keine ganze Zahl.")
    hints(tab, 4, "Teilnehmende: Die Zelle ist eine Prozentangabe")
    shows(tab, "E05: Teilnehmende: Die Zelle ist eine Prozentangabe")  # in the list
    go_to(tab, "starts_on")
    paste(tab, "2024-11")
    arrives(place, "starts_on", ["2024-11"])
    assert in_draft(place, "attendance") == list(PASTED)
    settled(tab)
    assert findings(tab).ours == []
    go_to(tab, "attendance")
    paste(tab, "75\n80\n81\n82\n83")
    arrives(place, "attendance", ["75", "80", "81", "82", "83"])
    hints(tab, 4, UNSURE)
    go_to(tab, "type")
    paste(tab, "Messe\nNetzwerktrefen")  # no types of events
    hints(tab, 0, "Veranstaltungsart: „Messe“ gehört nicht zu den erlaubten Werten.")
    hints(tab, 1, "Meinten Sie „Netzwerktreffen“?")
    tab.keyboard.press("ArrowDown")
    type_cells(tab, ["Netzwerktreffen"], 60)
    hints(tab, 1, UNSURE)
    take_in = "„Messe“ als neue Veranstaltungsart aufnehmen"
    expect(tab.get_by_role("button", name=take_in)).to_be_visible()
    settled(tab)
    tab_to(tab, take_in)
    tab.keyboard.press("Enter")
    tab_to(tab, "Englisches Wort (Pflicht)")
    tab.keyboard.type("Fair")
    tab_to(tab, "Aufnehmen")
    tab.keyboard.press("Enter")
    shows(tab, "Veranstaltungsart „Messe“ ist neu, auf Englisch „Fair“")
    publish_by_keyboard(tab, "als Tabelle")
    shows(tab, "Datenstand 2 ist veröffentlicht.")
    store = open_store(place)
    event = store.dataset(2).events.set_index("event_id").loc["E01"]
    assert (event["type"], event["attendance"]) == ("messe", 75)
    assert store.programme().choices["event_types"].by_code["messe"].words.en == "Fair"


@pytest.mark.full
def test_every_cell_arrives_although_the_next_is_typed_before_the_one_before_is_closed(
    address: str, place: str, tab: Page
) -> None:
    open_grid(address, tab)
    type_round(place, tab, 0, 0)
    go_to(tab, "attendance")
    for row in range(8):  # as many as are drawn
        hints(tab, row, f"Teilnehmende: „Ort 0 {row}“ ist mehr als eine einfache Zahl.")
    tab.keyboard.press("Control+Home")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Enter")
    expect(tab.locator(".gdg-input")).to_have_value(re.compile("„Ort 0 0“ ist mehr .* in den Hinweis.$"))  # all of it
    tab.keyboard.press("Escape")
    go_to(tab, "attendance")
    type_cells(tab, ["80"], 0)
    hints(tab, 0, UNSURE)
    go_to(tab, "attendance")
    tab.keyboard.press("Delete")  # as it is published
    arrives(place, "attendance", [f"Ort 0 {row}" for row in range(1, ROWS)])
    hints(tab, 0, "")


@pytest.mark.night
@pytest.mark.parametrize("slow", [1, 6])
def test_every_cell_arrives_whatever_the_speed(address: str, place: str, tab: Page, slow: int) -> None:
    open_grid(address, tab)
    tab.context.new_cdp_session(tab).send("Emulation.setCPUThrottlingRate", {"rate": slow})
    for number in range(ROUNDS):
        type_round(place, tab, number, SPEEDS[number % len(SPEEDS)])


@pytest.mark.full
def test_cell_is_kept_although_a_button_is_clicked_at_once_or_the_grid_is_closed_and_opened(
    address: str, place: str, tab: Page
) -> None:
    open_grid(address, tab)
    go_to(tab, "place")
    tab.keyboard.type("Mainz")
    tab.get_by_role("button", name="Neue Veranstaltung").click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    arrives(place, "place", ["Mainz"])
    tab.keyboard.press("Escape")
    settled(tab)
    tab.get_by_text(OPEN).click()
    expect(tab.get_by_test_id("stDataFrame")).to_have_count(0)
    tab.get_by_text("Zeilen hier ändern, Vorlagen").click()
    tab.get_by_text(OPEN).click()
    expect(cell(tab, COLUMNS.index("place") + 1, 0)).to_have_text("Mainz")
    go_to(tab, "place")
    tab.keyboard.press("ArrowDown")
    type_cells(tab, ["Trier"], 60)
    arrives(place, "place", ["Mainz", "Trier"])


def open_grid(address: str, tab: Page) -> None:
    """Open the grid of the events by keyboard."""
    tab.set_viewport_size(DESKTOP)  # type: ignore[arg-type]
    visit(tab, f"{address}/aktualisieren")
    Clicks(tab).choose("Tabelle", "Veranstaltungen")
    tab_to(tab, OPEN)
    tab.keyboard.press("Space")
    expect(tab.get_by_test_id("stDataFrame")).to_be_visible()
    settled(tab)


def go_to(tab: Page, column: str) -> None:
    """Go to the first cell of a column by keyboard; the hints stand behind the number of the row."""
    if not tab.evaluate("document.activeElement.matches('canvas')"):
        tab.evaluate("document.activeElement.blur()")
        tab_to(tab, "CANVAS")
    tab.keyboard.press("Control+Home")
    for _step in range(COLUMNS.index(column) + 1):
        tab.keyboard.press("ArrowRight")


def type_cells(tab: Page, texts: list[str], speed: int) -> None:
    """Type into the cell that is chosen, and into those below it."""
    for text in texts:
        tab.keyboard.type(text, delay=speed)
        tab.keyboard.press("Enter", delay=speed)


def type_round(place: str, tab: Page, number: int, speed: int) -> None:
    """Type as many texts as can be told apart, and hold that the draft has each of them."""
    words = [f"Ort {number} {row}" for row in range(ROWS)]
    go_to(tab, "attendance")
    type_cells(tab, words, speed)
    arrives(place, "attendance", words)
    settled(tab)


def paste(tab: Page, text: str) -> None:
    """Paste a text where the focus is."""
    tab.evaluate("(text) => navigator.clipboard.writeText(text)", text)
    tab.keyboard.press("Control+V")
    settled(tab)


def cell(tab: Page, column: int, row: int) -> Locator:
    """Return a cell as the grid says it to screen readers, by its place."""
    return tab.get_by_test_id(f"glide-cell-{column}-{row}")


def hints(tab: Page, row: int, text: str) -> None:
    """Hold that the hint on a row says this soon."""
    expect(cell(tab, 1, row)).to_contain_text(text) if text else expect(cell(tab, 1, row)).to_have_text("")


def in_draft(place: str, column: str) -> list[str]:
    """Return what the draft says of a column, row by row."""
    kept = newest(open_store(place).objects, drafts.HERE, dt.datetime.now(dt.UTC))
    edits = sorted(kept.edits, key=lambda edit: str(edit.key))
    return [edit.texts[column] for edit in edits if edit.texts and column in edit.texts]


def arrives(place: str, column: str, texts: list[str]) -> None:
    """Hold that the draft says this of a column soon: the grid sends what is typed a moment later."""
    deadline = time.monotonic() + patience()
    while in_draft(place, column) != texts and time.monotonic() < deadline:
        time.sleep(0.1)
    assert in_draft(place, column) == texts
