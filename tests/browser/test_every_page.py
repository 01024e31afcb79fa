"""Every page, visited in German with the public data and in English with invented ones; each test reads that record.

EK_RECORD_RESULTS=1 writes `ek_data/about/test_results/accessibility.json` anew; every other run is compared with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ek_data.i18n import catalogue
from ek_data.programme.current import current
from ek_data.ui.language import LANGUAGES
from ek_data.ui.navigation import HOME, SECTIONS, MenuEntry
from tests.browser.axe import Findings, colour_findings, findings, judge
from tests.browser.conftest import SIDEWAYS, go, new_profile, settled, soon
from tests.browser.keyboard import REACHABLE, SKIP, walk
from tests.browser.views import look
from tests.browser.watching import Watched, watch
from tests.selection import each

ENTRIES = [entry for entries in SECTIONS.values() for entry in entries]
ABOUT = list(SECTIONS.values())[-1]  # pages to read: their turn comes at night
DAILY = [entry for entry in ENTRIES if entry not in ABOUT]
SIZES = ((1920, 900), (640, 512), (320, 512), (390, 900))  # 640 and 320 are 1280 px at 200 % and at 400 %
WIDER = """* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-bottom: 2em !important; }"""
FACTS = """() => {
  const all = (which) => [...document.querySelectorAll(which)];
  const drawn = (picture) => [...picture.querySelectorAll("*")].map((each) => each.shadowRoot ?? each)
    .map((root) => root.querySelector("svg[viewBox][aria-label], .stPlotlyChart")).find(Boolean);
  return {
    tab: document.title,
    titles: all("h1").map((each) => each.textContent),
    text: document.querySelector("[data-testid=stApp]").innerText,
    faults: all("[data-testid=stException]").length,
    headings: all("h1, h2, h3, h4, h5, h6").filter((each) => each.checkVisibility())
      .map((each) => [Number(each.tagName[1]), each.textContent]),
    pictures: all("[class*='st-key-picture-']").map(drawn)
      .map((each) => [each?.getAttribute("role"), each?.getAttribute("aria-label")]),
    besides: all("[class*='st-key-links-']").map((each) => each.innerText),
    small: all("[data-testid=stMain] :is(button, a, [role=button])").filter((each) => each.tabIndex >= 0)
      .filter((each) => each.checkVisibility() && !each.closest("p, li, td, dd, .modebar, g"))
      .map((each) => [each, each.getBoundingClientRect()])
      .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
      .map(([each]) => each.outerHTML.slice(0, 120)),
  };
}"""
CUT_OFF = """() => [...document.querySelectorAll("[data-testid=stMain] :is(p, h1, h2, h3, li, td, th, button, label)")]
  .filter((each) => each.checkVisibility() && !each.closest("[data-testid=stFileUploader], .js-plotly-plot"))
  .filter((each) => {
    const look = getComputedStyle(each);
    return (look.overflowX !== "visible" && each.scrollWidth > each.clientWidth + 2)
      || (look.overflowY !== "visible" && each.scrollHeight > each.clientHeight + 2);
  }).map((each) => each.innerText.slice(0, 60))"""
ENGLISH_MONTHS = re.compile(r"\b(January|February|March|May|June|July|October|December)\b")
ENGLISH = [
    "Choose an option",
    *(
        message
        for message, german in catalogue("de").items()
        if isinstance(message, str) and len(message) > 8 and message != german and "{" not in message
    ),
]


@dataclass
class Visit:
    """What one page showed with one data set in one language."""

    language: str
    facts: dict[str, Any]
    beyond: dict[tuple[int, int], object] = field(default_factory=dict)
    findings: list[Findings] = field(default_factory=list)


@dataclass
class Record:
    """What became of visiting one page: by its link in German, by the menu in English."""

    entry: MenuEntry
    tab: Page
    visits: list[Visit]
    stops: list[dict[str, Any]]
    reachable: int
    cut_off: dict[int, object]
    watched: Watched


@dataclass
class Tabs:
    """A tab for each data set and language, which stays open from one page to the next."""

    context: BrowserContext
    roots: dict[str, str]
    watched: Watched
    open: dict[tuple[str, str], Page] = field(default_factory=dict)

    def by_link(self, address: str) -> Page:
        """Open a page by its link."""
        page = self._tab("public", "Deutsch")
        page.set_viewport_size({"width": 1280, "height": 900})
        page.goto(f"{self.roots['public']}/{'' if address == HOME else address}?sprache=Deutsch")
        settled(page)
        return page

    def by_menu(self, data: str, language: str, address: str) -> Page:
        """Come to a page from any other."""
        page = self._tab(data, language)
        page.set_viewport_size({"width": 1280, "height": 900})
        if page.url == "about:blank":
            page.goto(f"{self.roots[data]}/glossar?sprache={language}" + ("&staffel=2024" if data == "demo" else ""))
            settled(page)
        go(page, address)
        return page

    def _tab(self, data: str, language: str) -> Page:
        at = data, language
        if at not in self.open:
            self.open[at] = self.context.new_page()
        self.open[at].bring_to_front()
        return self.open[at]


@pytest.fixture(scope="module")
def tabs(public: str, demo: str, chromium: Browser) -> Iterator[Tabs]:
    context = new_profile(chromium, reduced_motion="reduce")
    yield Tabs(context, {"public": public, "demo": demo}, watch(context))
    context.close()


def address(entry: MenuEntry) -> str:
    return entry.address


@pytest.fixture(scope="module", params=[*each(DAILY, {HOME}, address), *each(ABOUT, (), address, full=())])
def record(request: pytest.FixtureRequest, tabs: Tabs) -> Record:
    """Visit a page in every way, once for all tests that read the record."""
    entry = request.param
    tabs.watched.forget()
    page = tabs.by_link(entry.address)
    first = Visit("Deutsch", page.evaluate(FACTS), {(1280, 900): beyond(page, (1280, 900))})
    stops, reachable = walk(page), page.evaluate(REACHABLE)
    look(page, 1280, "light")
    first.findings.append(findings(page))
    look(page, 1280, "dark")
    first.findings.append(colour_findings(page))
    first.beyond |= {size: beyond(page, size) for size in SIZES}
    page.add_style_tag(content=WIDER)
    cut_off = {width: cut(page, width) for width in (320, 1280)}
    page = tabs.by_menu("demo", "English", entry.address)
    second = Visit("English", page.evaluate(FACTS))
    second.beyond = {size: beyond(page, size) for size in ((1280, 900), (1920, 900), (390, 900))}
    look(page, 390, "dark")  # any other data, language, width and colours: the long form of the test
    second.findings.append(findings(page))
    return Record(entry, page, [first, second], stops, reachable, cut_off, tabs.watched)


def beyond(page: Page, size: tuple[int, int]) -> object:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    settled(page)
    return soon(page, SIDEWAYS, 0)


def cut(page: Page, width: int) -> object:
    page.set_viewport_size({"width": width, "height": 900})
    settled(page)
    return soon(page, CUT_OFF, [])


def test_page_opens_by_its_link_and_by_the_menu(record: Record) -> None:
    for visit in record.visits:
        assert visit.facts["faults"] == 0
        lang = LANGUAGES[visit.language]
        assert lang("Page not found") not in visit.facts["text"]
        assert visit.facts["tab"] == f"{lang(record.entry.title)} · {lang.of(current().programme.title)}"
        assert len(visit.facts["titles"]) == 1
        assert (visit.facts["titles"] == [lang(record.entry.title)]) == (not record.entry.finds)


def test_page_asks_nobody_but_the_server(record: Record) -> None:
    assert record.watched.hosts == {"127.0.0.1"}


def test_page_breaks_no_policy(record: Record) -> None:
    assert record.watched.violations == []


def test_page_is_no_wider_than_its_window(record: Record) -> None:
    assert [(visit.language, size, by) for visit in record.visits for size, by in visit.beyond.items() if by] == []


def test_nothing_is_cut_off_when_letters_stand_wide(record: Record) -> None:
    assert record.cut_off == {320: [], 1280: []}


def test_german_page_has_no_word_of_ours_in_english(record: Record) -> None:
    assert english_in(record.visits[0].facts["text"]) == []


def test_headings_skip_no_level(record: Record) -> None:
    headings = record.visits[0].facts["headings"]
    assert [level for level, _text in headings].count(1) == 1
    assert skipped(headings) == []


def test_pictures_have_a_name_and_a_table(record: Record) -> None:
    facts = record.visits[0].facts
    assert all(role in ("img", "group", "figure") and name for role, name in facts["pictures"])
    if facts["pictures"]:
        assert facts["besides"]
        assert all("Tabelle" in links for links in facts["besides"])


def test_buttons_are_large_enough_for_a_finger(record: Record) -> None:
    assert record.visits[0].facts["small"] == []


def test_tab_reaches_everything(record: Record) -> None:
    assert record.stops[0]["name"] == SKIP
    assert len({stop["number"] for stop in record.stops}) >= record.reachable


def test_focus_is_seen_wherever_it_is(record: Record) -> None:
    assert [stop["name"] for stop in record.stops if not stop["seen"]] == []
    assert [stop["name"] for stop in record.stops if not stop["inside"]] == []


def test_tab_goes_through_the_menu_and_then_through_the_page(record: Record) -> None:
    parts = [stop["main"] for stop in record.stops if stop["name"] != SKIP]
    assert parts.index(True) > 10  # the menu and the filters come first
    assert all(parts[parts.index(True) : len(parts) - 3])  # then the page itself, without a jump back


def test_axe_finds_nothing_of_ours(record: Record) -> None:
    judge(record.entry.address, [each for visit in record.visits for each in visit.findings], record.tab)


def english_in(text: str) -> list[str]:
    """Return the English words of ours in `text`: month names and messages that have a translation."""
    found = [message for message in ENGLISH if re.search(rf"(?<!\w){re.escape(message)}(?!\w)", text)]
    return [*found, *ENGLISH_MONTHS.findall(text)]


def skipped(headings: list[tuple[int, str]]) -> list[str]:
    """Return the headings that stand more than one level below the one before."""
    levels = [0, *(level for level, _text in headings)]
    return [text for before, (level, text) in zip(levels, headings, strict=False) if level > before + 1]


def test_english_is_found_where_it_is() -> None:
    assert english_in("Stand 8 January 2025, Cohort comparison") == ["Cohort comparison", "January"]


def test_skipped_heading_is_found() -> None:
    assert skipped([(1, "a"), (2, "b"), (3, "c"), (2, "d")]) == []
    assert skipped([(1, "a"), (3, "b"), (2, "c")]) == ["b"]
