"""Each page enlarged, narrow and with wide letters; its headings, and its pictures with their names and tables."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ek_data.settings import SHIPPED
from ek_data.tables import MUNICIPALITIES
from ek_data.ui.navigation import SECTIONS
from tests.browser.conftest import dashboard, eventually, fits, settled

ADDRESSES = [entry.address for entries in SECTIONS.values() for entry in entries]
WIDER = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((each) => each.checkVisibility()).map((each) => [Number(each.tagName[1]), each.textContent])"""
CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stMain] :is(p, h1, h2, h3, li, td, th, button, label)")]
  .filter((each) => each.checkVisibility() && !each.closest("[data-testid=stFileUploader], .js-plotly-plot"))
  .filter((each) => {
    const look = getComputedStyle(each);
    return (look.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 2)
      || (look.overflowY !== "visible" && each.scrollHeight > each.clientHeight + 2);
  }).map((each) => each.innerText.slice(0, 60))"""
NUMBERS_NOT_WHOLE = """() => [...document.querySelectorAll("[data-testid=stMetricValue]")].flatMap((value) => {
  const card = value.closest("[data-testid=stMetric]").getBoundingClientRect();
  const text = [...value.querySelector("p").childNodes].at(-1);
  const number = document.createRange();
  number.setStart(text, text.data.search(/\\S/));
  number.setEnd(text, text.data.length);
  const lines = [...number.getClientRects()];
  const cut = [value, ...value.querySelectorAll("*")].some((each) => each.scrollWidth > each.clientWidth + 1
    && getComputedStyle(each).display !== "inline" && getComputedStyle(each).overflowX !== "visible");
  const inside = value.getBoundingClientRect().right <= card.right + 1
    && lines.every((line) => line.left >= card.left - 1 && line.right <= card.right + 1);
  return lines.length === 1 && inside && !cut ? [] : [value.innerText];
})"""
PICTURES = """() => [...document.querySelectorAll(".stPlotlyChart")].map((chart) => {
  const place = chart.closest(".stElementContainer");
  let next = place.nextElementSibling;
  while (next && !next.querySelector("[data-testid=stPopover]") && !next.querySelector("h2, h3")) {
    next = next.nextElementSibling;
  }
  return [chart.getAttribute("role"), chart.getAttribute("aria-label"), next?.innerText ?? ""];
})"""
SMALL = """() => [...document.querySelectorAll("[data-testid=stMain] :is(button, a, [role=button])")]
  .filter((each) => each.tabIndex >= 0)
  .filter((each) => each.checkVisibility() && !each.closest("p, li, td, .modebar, g"))
  .map((each) => [each, each.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([each]) => each.outerHTML.slice(0, 120))"""


def skipped(headings: list[tuple[int, str]]) -> list[str]:
    """Return the headings that stand more than one level below the one before."""
    levels = [0, *(level for level, _text in headings)]
    return [text for before, (level, text) in zip(levels, headings, strict=False) if level > before + 1]


def test_skipped_heading_is_found() -> None:
    assert skipped([(1, "a"), (2, "b"), (3, "c"), (2, "d")]) == []
    assert skipped([(1, "a"), (3, "b"), (2, "c")]) == ["b"]


@pytest.mark.parametrize("address", ADDRESSES)
def test_page_is_whole_when_narrow_enlarged_and_widely_spaced(public: str, tab: Page, address: str) -> None:
    tab.goto(f"{public}/{'' if address == 'uebersicht' else address}")
    settled(tab)
    headings = tab.evaluate(HEADINGS)
    assert [level for level, _text in headings].count(1) == 1
    assert skipped(headings) == []
    for role, name, beside in tab.evaluate(PICTURES):
        assert role == "figure"
        assert name
        assert "Als Tabelle" in beside
    assert tab.evaluate(SMALL) == []
    for width in (640, 320):  # 1280 px at 200 % and at 400 %
        tab.set_viewport_size({"width": width, "height": 512})
        tab.wait_for_timeout(400)
        fits(tab)
    tab.add_style_tag(content=WIDER)
    for width in (320, 1280):
        tab.set_viewport_size({"width": width, "height": 900})
        tab.wait_for_timeout(300)
        eventually(tab, CUT_OFF, [])


def test_nothing_moves_for_who_asked_for_it(public: str, tab: Page) -> None:
    tab.emulate_media(reduced_motion="reduce")
    tab.goto(f"{public}/karte")
    settled(tab)
    longest = tab.evaluate(
        """() => Math.max(...[...document.querySelectorAll("*")].flatMap((each) => {
          const look = getComputedStyle(each);
          return [look.transitionDuration, look.animationDuration].flatMap((all) => all.split(",").map(parseFloat));
        }))"""
    )
    assert longest <= 0.001


def test_map_can_be_told_apart_with_forced_colours(public: str, tab: Page) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(f"{public}/karte")
    settled(tab)
    shape = tab.locator("g.shape path").first
    fill, stroke = shape.evaluate("path => [getComputedStyle(path).fill, getComputedStyle(path).stroke]")
    assert fill != stroke
    assert tab.locator("text.symbol").first.evaluate("text => getComputedStyle(text).fill") != fill


def without_inhabitants_of_one(folder: Path) -> Path:
    """Write the shipped data with a municipality whose inhabitants are not known, and others with a great many."""
    shutil.copytree(SHIPPED, folder, ignore=shutil.ignore_patterns("store"))
    file, label = folder / MUNICIPALITIES.file, MUNICIPALITIES["population"].label.de
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *rows = csv.reader(opened, delimiter=";")
    for number, row in enumerate(rows):
        row[header.index(label)] = "1200000" if number else ""
    with file.open("w", encoding="utf-8-sig", newline="") as written:
        csv.writer(written, delimiter=";").writerows([header, *rows])
    return folder


def test_number_on_a_card_stays_whole_and_inside_at_every_width(tab: Page, tmp_path: Path) -> None:
    with dashboard("--data", str(without_inhabitants_of_one(tmp_path / "data"))) as address:
        tab.set_viewport_size({"width": 1920, "height": 900})
        tab.goto(address)
        settled(tab)
        expect(tab.get_by_test_id("stMetricValue").nth(1)).to_have_text(re.compile(r"^mindestens \d\d\.\d{3}\.\d{3}$"))
        for close_menu in (False, True):
            if close_menu:
                tab.set_viewport_size({"width": 1920, "height": 900})
                tab.get_by_test_id("stSidebarHeader").hover()
                tab.get_by_test_id("stSidebarCollapseButton").get_by_role("button").click()
            for width in (1920, 1536, 1440, 1366, 1280, 1100, 1024, 800, 390, 320):
                tab.set_viewport_size({"width": width, "height": 900})
                eventually(tab, NUMBERS_NOT_WHOLE, [])
