"""Every page by keyboard alone: everything is reached, the focus is seen, nothing holds it, and it works."""

from __future__ import annotations

from itertools import cycle
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from ek_data.ui.navigation import SECTIONS
from tests.browser.conftest import dashboard, settled
from tests.browser.test_maintain import MENDED, NOTE, drop, sign
from tests.store.places import shipped_store

ADDRESSES = [entry.address for entries in SECTIONS.values() for entry in entries]
MOST_STOPS = 400
REACHABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((each) =>
    !each.disabled && each.tabIndex >= 0 && !each.closest("template, [inert], [aria-hidden=true]")
    && each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width
    && !(each.type === "radio" && !each.checked)
    && !(each.getAttribute("role") === "radio" && each.getAttribute("aria-checked") !== "true")
  ).length"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  window.stops ??= new Map();
  if (!window.stops.has(at)) window.stops.set(at, window.stops.size);
  const field = at.matches("input") && at.closest("[role=group], [data-testid=stTextInputRootElement]");
  const look = getComputedStyle(field || at); // of a field the whole is framed, because it cuts off what stands out
  const outlined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const ringed = at.matches(".shape") && at.getRootNode().querySelector(".focused.ring").getAttribute("d");
  const seen = outlined || Boolean(ringed);
  const box = at.getBoundingClientRect();
  const name = at.getAttribute("aria-label") || at.innerText || at.labels?.[0]?.innerText || at.tagName;
  return { number: window.stops.get(at), name: name.slice(0, 60), seen, tag: at.tagName,
    inside: box.bottom > 0 && box.top < innerHeight, main: Boolean(at.closest("[data-testid=stMain]")
      ?? at.getRootNode().host?.closest("[data-testid=stMain]")) };
}"""

CHOOSER = """() => {
  window.asked = 0;
  window.showOpenFilePicker = async () => { window.asked += 1; return []; };
  HTMLInputElement.prototype.click = function () { if (this.type === "file") window.asked += 1; };
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top until the focus comes round, and return each place it stopped at."""
    page.evaluate("document.activeElement.blur(); window.stops = new Map()")
    stops: list[dict[str, Any]] = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["number"] < len({each["number"] for each in stops}) - 1):
            break  # out of the page, or round
        stops.append(stop)
    return stops


def tab_to(page: Page, name: str, most: int = MOST_STOPS) -> None:
    """Press Tab until something has the focus whose name ends so: an icon's word may stand before it."""
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop and name in stop["name"].strip().split("\n"):
            return
    raise AssertionError(f"{name} is not reached")


def visit(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)
    expect(page.get_by_text("Zum Inhalt springen")).to_be_attached()  # the document is mended after the first run


@pytest.mark.parametrize(("address", "scheme"), list(zip(ADDRESSES, cycle(("light", "dark")), strict=False)))
def test_tab_reaches_everything_shows_where_it_is_and_is_never_held(
    public: str, tab: Page, address: str, scheme: Any
) -> None:
    tab.emulate_media(color_scheme=scheme)
    visit(tab, f"{public}/{'' if address == 'uebersicht' else address}")
    stops = walk(tab)
    assert stops[0]["name"] == "Zum Inhalt springen"
    assert [stop["name"] for stop in stops if not stop["seen"]] == []
    assert [stop["name"] for stop in stops if not stop["inside"]] == []
    assert len({stop["number"] for stop in stops}) >= tab.evaluate(REACHABLE)
    parts = [stop["main"] for stop in stops if stop["name"] != "Zum Inhalt springen"]
    assert parts.index(True) > 10  # the menu and the filters come first
    assert all(parts[parts.index(True) : len(parts) - 3])  # then the page itself, without a jump back


def test_skip_link_leads_into_the_page(public: str, tab: Page) -> None:
    visit(tab, f"{public}/quellen")
    tab.keyboard.press("Tab")
    tab.keyboard.press("Enter")
    tab.keyboard.press("Tab")
    assert tab.evaluate(FOCUSED)["main"]


def test_language_is_switched_by_keyboard_and_the_document_says_it(public: str, tab: Page) -> None:
    visit(tab, f"{public}/karte")
    expect(tab.locator("html")).to_have_attribute("lang", "de")
    tab_to(tab, "Deutsch")
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Space")
    expect(tab.locator("h1")).to_have_text("Map")
    expect(tab.locator("html")).to_have_attribute("lang", "en")
    visit(tab, f"{public}/karte")
    expect(tab.locator("html")).to_have_attribute("lang", "de")


def test_filter_is_set_and_taken_back_by_keyboard(public: str, tab: Page) -> None:
    visit(tab, public)
    tab_to(tab, "Staffel")
    tab.keyboard.type("2025")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("7 Kommunen nehmen am Programm teil")).to_be_visible()
    tab.keyboard.press("Escape")
    settled(tab)
    tab_to(tab, "Filter zurücksetzen")
    tab.keyboard.press("Enter")
    expect(tab.get_by_text("14 Kommunen nehmen am Programm teil")).to_be_visible()


def test_map_is_walked_with_the_arrows_and_opens_a_profile(public: str, tab: Page) -> None:
    visit(tab, f"{public}/karte")
    tab_to(tab, "Ganzes Land zeigen")  # the buttons come after the map
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Shift+Tab")
    tab.keyboard.press("Shift+Tab")
    before = tab.evaluate(FOCUSED)["name"]
    tab.keyboard.press("ArrowLeft")
    after = tab.evaluate(FOCUSED)
    assert after["name"] != before
    assert after["seen"]
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Steckbrief")


def test_table_of_a_picture_is_opened_read_and_closed_by_keyboard(public: str, tab: Page) -> None:
    visit(tab, f"{public}/staffelvergleich")
    tab_to(tab, "Als Tabelle")
    tab.keyboard.press("Enter")
    expect(tab.get_by_role("columnheader", name="Programmmonat")).to_be_visible()
    settled(tab)
    tab_to(tab, "CSV für Excel", most=20)
    tab.keyboard.press("Escape")
    expect(tab.get_by_test_id("stPopoverBody")).to_have_count(0)


def test_upload_is_published_by_keyboard(tmp_path: Any, tab: Page) -> None:
    with dashboard("--store", shipped_store(tmp_path / "store")) as address:
        visit(tab, f"{address}/aktualisieren")
        tab_to(tab, "Dateien auswählen")
        tab.evaluate(CHOOSER)
        tab.keyboard.press("Enter")
        tab.wait_for_function("window.asked > 0")
        drop(tab, MENDED[2])  # a file chooser belongs to the system, not to the page
        sign(tab, "Anna", "mit der Tastatur")
        tab.get_by_label(NOTE).focus()
        tab_to(tab, "Veröffentlichen", most=5)
        tab.keyboard.press("Enter")
        expect(tab.get_by_text("Datenstand 2 ist veröffentlicht.")).to_be_visible(timeout=30_000)


def test_slides_are_reordered_and_shown_by_keyboard(public: str, tab: Page) -> None:
    visit(tab, f"{public}/praesentation?folien=title,map,closing")
    tab_to(tab, "Tiefer")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**folien=map%2Ctitle%2Cclosing**")
    settled(tab)
    tab_to(tab, "Vorführen")
    with tab.context.expect_page() as opening:
        tab.keyboard.press("Enter")
    shown = opening.value
    shown.wait_for_selector(".slide.current")
    shown.keyboard.press("ArrowRight")
    shown.wait_for_url("**#2")
    shown.keyboard.press("Tab")
    assert shown.evaluate(FOCUSED)["seen"]
