"""The HTML file as people open it: without a network, by keyboard, with a finger, on a phone, on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED
from ek_data.slides.deck import deck
from ek_data.slides.html import document
from ek_data.slides.options import Choice
from tests.browser.conftest import soon
from tests.programme import shipped
from tests.selection import each

SMALLER = [pytest.param(*size, marks=pytest.mark.full) for size in ((1280, 720), (1024, 768))]
OTHERS = [pytest.param(*size, marks=pytest.mark.full) for size in ((1920, 1080), (1920, 940))]
PHONE = [pytest.param(390, 844, marks=pytest.mark.full)]
FULL = "() => document.fullscreenElement !== null"
LONG = "Verbandsgemeinde Oberhausen-Niederkirchen am Großen Donnersberg"
OVERFLOWING = """() => [...document.querySelectorAll(".slide")].flatMap((slide) => {
  const edge = slide.getBoundingClientRect();
  const footer = slide.querySelector("footer").getBoundingClientRect();
  return [...slide.querySelectorAll("header, .body > *, .notes, .card, .words table, .words li, .chart svg")]
    .filter((each) => !each.closest("details"))
    .map((each) => [each, each.getBoundingClientRect()])
    .filter(([, box]) => box.width)
    .filter(([, box]) => box.right > edge.right + 1 || box.left < edge.left - 1 || box.bottom > footer.top + 2)
    .map(([each]) => `${slide.id}: ${each.tagName}.${each.getAttribute("class")}`);
})"""
TEXT_SIZES = """() => [...document.querySelectorAll(".slide *")].flatMap((each) => {
  const own = [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  if (!own || each.closest(".unseen, details > .scroll, defs, desc, title") || each.matches("title, desc")) return [];
  const drawn = each.getBoundingClientRect();
  if (!drawn.width) return [];
  const svg = each.ownerSVGElement;
  const zoom = svg ? svg.getScreenCTM().a : 1;
  return [[each.tagName.toLowerCase(), Math.round(parseFloat(getComputedStyle(each).fontSize) * zoom * 10) / 10]];
})"""


def long_named(dataset: Dataset) -> Dataset:
    names = dataset.municipalities["name"].mask(dataset.municipalities.index < 3, LONG)
    return replace(
        dataset, tables={**dataset.tables, "municipalities": dataset.municipalities.assign(name=names.astype("string"))}
    )


def write(folder: Path, dataset: Dataset) -> Path:
    choice = Choice.of(profiles=tuple(dataset.municipalities["ars"][:2]), since=1)
    areas = boundaries.load(boundaries.locate(SHIPPED))
    address = "https://kommunen.example/bericht?kommunen=" + ",".join(choice.profiles)
    made = deck(dataset, areas, choice, GERMAN, address=address, earlier=dataset)
    file = folder / "praesentation.html"
    file.write_bytes(document.html(made))
    return file


@pytest.fixture(scope="module", params=each(["public", "demo with long names"], {"public"}))
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    dataset = shipped() if request.param == "public" else long_named(demo(200, 3000))
    return write(tmp_path_factory.mktemp("deck"), dataset)


@pytest.fixture
def offline(chromium: Browser) -> Iterator[BrowserContext]:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, locale="de-DE", reduced_motion="reduce")
    context.set_offline(True)
    yield context
    context.close()


Open = Callable[..., Page]


@pytest.fixture
def opened(offline: BrowserContext, file: Path) -> Iterator[Open]:
    """Open the file in a window of some size; no request, fault or complaint may come of it."""
    asked: list[str] = []
    faults: list[str] = []

    def open_(width: int = 1920, height: int = 1080, fragment: str = "") -> Page:
        page = offline.new_page()
        page.on("request", lambda request: asked.append(request.url))
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
        page.set_viewport_size({"width": width, "height": height})
        page.goto(file.as_uri() + fragment)
        page.wait_for_selector(".chart .main-svg", state="attached")
        return page

    yield open_
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert faults == []


def resize(page: Page, width: int, height: int) -> None:
    """Change the window and wait until the page has heard of it and drawn a frame."""
    page.evaluate(
        "() => { window.followed = new Promise((done) =>"
        " addEventListener('resize', () => requestAnimationFrame(() => done(true)), {once: true})); }"
    )
    page.set_viewport_size({"width": width, "height": height})
    page.evaluate("window.followed")


def slides_of(page: Page) -> int:
    return page.locator(".slide").count()


def current(page: Page) -> int:
    [number] = page.eval_on_selector_all(
        ".slide", "all => all.filter(e => e.checkVisibility({visibilityProperty: true})).map(e => +e.id)"
    )
    assert page.evaluate("location.hash") in ("", f"#{number}")
    return int(number)


@pytest.mark.full
def test_all_charts_are_drawn(opened: Open) -> None:
    page = opened()
    places = page.locator(".chart").count()
    assert places >= 6
    assert page.locator(".chart > div.js-plotly-plot").count() == places
    marks = page.eval_on_selector_all(".chart", "all => all.map(e => e.querySelectorAll('.point, .js-line').length)")
    assert all(marks), marks


def test_keys_turn_the_pages_and_nothing_is_loaded_anew(opened: Open) -> None:
    page = opened()
    page.evaluate("window.untouched = true")
    last = slides_of(page)
    steps = [
        ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2), ("Shift+Space", 1),
        ("ArrowLeft", 1), ("End", last), ("ArrowRight", last), ("Home", 1),
    ]  # fmt: skip
    for key, expected in steps:
        page.keyboard.press(key)
        assert current(page) == expected, key
    assert page.evaluate("window.untouched")
    page.keyboard.press("ArrowRight")
    assert page.locator("#announcement").inner_text().startswith(f"Folie 2 von {last}: ")


@pytest.mark.full
def test_f_fills_the_screen_and_escape_leaves_it(opened: Open) -> None:
    page = opened()
    page.keyboard.press("f")
    assert soon(page, FULL, True) is True
    page.keyboard.press("Escape")
    assert soon(page, FULL, False) is False


@pytest.mark.full
def test_address_leads_to_a_slide(opened: Open) -> None:
    page = opened(fragment="#4")
    assert current(page) == 4
    page.evaluate("location.hash = '#2'")
    assert soon(page, "() => document.getElementById('2').classList.contains('current')", True) is True


@pytest.mark.full
def test_table_behind_a_chart_opens_by_keyboard_and_closes_with_escape(opened: Open) -> None:
    page = opened(fragment="#4")
    page.locator(".current summary").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".current details[open] table").is_visible()
    page.keyboard.press("Escape")
    assert page.locator(".current details[open]").count() == 0
    assert current(page) == 4


@pytest.mark.full
def test_finger_turns_the_pages(offline: BrowserContext, opened: Open) -> None:
    page = opened()
    swipe = """([from, to]) => {
      const at = (x) => new Touch({identifier: 1, target: document.body, clientX: x, clientY: 500});
      const say = (kind, x, list) => document.body.dispatchEvent(
        new TouchEvent(kind, {touches: list ? [at(x)] : [], changedTouches: [at(x)], bubbles: true}));
      say("touchstart", from, true);
      say("touchend", to, false);
    }"""
    page.evaluate(swipe, [900, 300])
    assert current(page) == 2
    page.evaluate(swipe, [300, 900])
    assert current(page) == 1
    page.evaluate(swipe, [500, 530])  # a tap that slipped
    assert current(page) == 1


@pytest.mark.full
def test_text_is_legible_from_the_back_of_the_room(opened: Open) -> None:
    page = opened()
    sizes = page.evaluate(TEXT_SIZES)
    assert len(sizes) > 100
    assert sorted(each for each in sizes if each[1] < 24) == []
    assert [each for each in sizes if each[0] in ("h1", "h2") and each[1] < 40] == []


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), *SMALLER])
def test_nothing_leaves_its_slide_or_runs_into_the_footer(opened: Open, width: int, height: int) -> None:
    assert opened(width, height).evaluate(OVERFLOWING) == []


@pytest.mark.full
@pytest.mark.parametrize(("width", "height"), [(1280, 1000), *OTHERS])
def test_buttons_stand_on_the_stage_and_cover_no_number(opened: Open, width: int, height: int) -> None:
    page = opened(width, height)
    boxes = [page.locator(place).bounding_box() for place in (".controls", ".current .number", ".current")]
    controls, number, stage = ({"x": 0, "y": 0, "width": 0, "height": 0} | (box or {}) for box in boxes)
    assert controls["width"]
    assert number["width"]
    assert controls["x"] + controls["width"] <= number["x"]
    assert controls["y"] + controls["height"] <= stage["y"] + stage["height"]


@pytest.mark.full
def test_page_follows_the_window_without_drawing_anew(opened: Open) -> None:
    page = opened()
    page.keyboard.press("End")
    resize(page, 1280, 720)
    assert current(page) == slides_of(page)
    assert page.evaluate(OVERFLOWING) == []


@pytest.mark.full
def test_phone_gets_a_page_to_scroll(opened: Open) -> None:
    page = opened(390, 844)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert page.locator(".slide:visible").count() == slides_of(page)
    smallest = page.evaluate(
        "Math.min(...[...document.querySelectorAll('p, li, td, dd')]"
        ".map((each) => parseFloat(getComputedStyle(each).fontSize)))"
    )
    assert smallest >= 14
    resize(page, 844, 390)  # turned
    assert page.evaluate("document.documentElement.scrollWidth") <= 844
    assert page.locator(".slide:visible").count() == slides_of(page)


@pytest.mark.full
def test_slides_can_be_read_as_a_page_on_a_large_screen(opened: Open) -> None:
    page = opened(1280, 900)
    page.locator("#read").click()
    assert page.locator(".slide:visible").count() == slides_of(page)
    page.locator("#read").click()
    assert page.locator(".slide:visible").count() == 1


@pytest.mark.parametrize(("width", "height"), [(1920, 1080), *PHONE])
@pytest.mark.full
def test_print_has_one_slide_on_each_page(opened: Open, width: int, height: int) -> None:
    page = opened(width, height)
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert len(re.findall(rb"/Type\s*/Page\b(?!s)", paper)) == slides_of(page)
    assert set(re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper)) == {b"0 0 1440 810"}


@pytest.mark.full
def test_dark_setting_has_light_text(chromium: Browser, file: Path) -> None:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, color_scheme="dark")
    page = context.new_page()
    page.goto(file.as_uri() + "#4")
    tick = page.locator(".current .xtick text").first
    assert tick.evaluate("e => getComputedStyle(e).fill") == "rgb(238, 242, 245)"
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(16, 24, 30)"
    context.close()
