"""The HTML file as people open it: without a network, by keyboard, with a finger, on a phone, on paper."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route

from ek_data.charts.named import NAMED
from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED
from ek_data.slides.deck import deck
from ek_data.slides.html import document
from ek_data.slides.options import PICTURE, READY, Choice
from tests.browser.conftest import soon
from tests.programme import ASBACH, measure, municipality, programme, shipped
from tests.selection import each, first

DAY = dt.date(2025, 4, 8)
SMALLER = ((1280, 720), (1024, 768))
OTHERS = [pytest.param(*size, marks=pytest.mark.full) for size in ((1920, 1080), (1920, 940))]
PHONE = [pytest.param(390, 844, marks=pytest.mark.full)]
FULL = "() => document.fullscreenElement !== null"
LONG = "Verbandsgemeinde Oberhausen-Niederkirchen am Großen Donnersberg"
FAULTS = (Path(__file__).parent / "deck.js").read_text(encoding="utf-8")
SMALLEST = 35.9  # 36 pixels, but for what is lost by rounding the size of a drawing


def long_named(dataset: Dataset) -> Dataset:
    names = dataset.municipalities["name"].mask(dataset.municipalities.index < 3, LONG)
    return replace(
        dataset, tables={**dataset.tables, "municipalities": dataset.municipalities.assign(name=names.astype("string"))}
    )


def write(folder: Path, dataset: Dataset) -> Path:
    choice = Choice.of(profiles=tuple(dataset.municipalities["ars"][:2]), since=DAY)
    areas = boundaries.load(boundaries.locate(SHIPPED))
    address = "https://kommunen.example/bericht?kommunen=" + ",".join(choice.profiles)
    made = deck(dataset, areas, choice, GERMAN, address=address, earlier=dataset)
    file = folder / "praesentation.html"
    file.write_bytes(document.html(made))
    return file


def of_years_before(dataset: Dataset, years: int) -> Dataset:
    """Return data in which every cohort began earlier, so that all can be compared."""
    tables = {
        name: rows.assign(cohort=rows["cohort"] - years) if "cohort" in rows else rows
        for name, rows in dataset.tables.items()
    }
    return replace(dataset, tables=tables)


SOURCES: dict[str, Callable[[], Dataset]] = {
    "public": shipped,
    "one municipality": lambda: programme([municipality(ASBACH)], [measure(ASBACH)]),
    "large cohorts": lambda: of_years_before(demo(40, 900), 1),
    "demo with long names": lambda: long_named(demo(200, 3000)),
    "seven cohorts": lambda: of_years_before(demo(200, 3000), 5),
}


@pytest.fixture(scope="module", params=each(SOURCES, {"public"}))
def file(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(tmp_path_factory.mktemp("deck"), SOURCES[request.param]())


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
    return page.locator("main .slide").count()


def current(page: Page) -> int:
    [number] = page.eval_on_selector_all(
        ".slide", "all => all.filter(e => e.checkVisibility({visibilityProperty: true})).map(e => +e.id)"
    )
    assert page.evaluate("location.hash") in ("", f"#{number}")
    return int(number)


def test_keys_turn_the_pages_and_nothing_is_loaded_anew(opened: Open) -> None:
    page = opened()
    page.evaluate("window.untouched = true")
    last = slides_of(page)
    steps = [
        ("ArrowRight", 2), ("Space", 3), ("PageDown", 4), ("ArrowLeft", 3), ("PageUp", 2), ("Shift+Space", 1),
        ("ArrowLeft", 1), ("ArrowDown", 2), ("Enter", 3), ("n", 4), ("ArrowUp", 3), ("Backspace", 2), ("p", 1),
        ("End", last), ("ArrowRight", last), ("Home", 1), ("7", 1), ("Enter", 7), ("1", 7), ("0", 7), ("Enter", 10),
        ("Home", 1),
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
def test_table_and_notes_behind_a_slide_open_by_key_and_close_with_escape(opened: Open) -> None:
    page = opened(fragment="#5")
    for key, kind in (("t", "table"), ("i", "said")):
        page.keyboard.press(key)
        assert page.locator(f".current details.{kind}[open] .scroll").is_visible()
        page.keyboard.press("Escape")
        assert page.locator(".current details[open]").count() == 0
    assert current(page) == 5


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


def test_every_slide_is_legible_from_the_back_of_the_room(opened: Open) -> None:
    assert opened().evaluate(f"({FAULTS})({SMALLEST})") == []


@pytest.mark.full
@pytest.mark.parametrize(("width", "height"), SMALLER)
def test_smaller_stage_is_the_same_slide(opened: Open, width: int, height: int) -> None:
    assert opened(width, height).evaluate(f"({FAULTS})({SMALLEST * width / 1920})") == []


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
def test_page_stays_when_the_window_changes(opened: Open) -> None:
    page = opened()
    page.keyboard.press("End")
    resize(page, 1280, 720)
    assert current(page) == slides_of(page)


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


def test_keys_of_a_presenter(opened: Open) -> None:
    page = opened(fragment="#3")
    for key, colour in (("b", "rgb(0, 0, 0)"), (".", "rgb(0, 0, 0)"), ("w", "rgb(255, 255, 255)")):
        page.keyboard.press(key)
        assert page.locator("#blank").evaluate("e => getComputedStyle(e).backgroundColor") == colour
        page.keyboard.press("ArrowRight")  # brings the slide back and does not turn
        assert (page.locator("#blank").is_visible(), current(page)) == (False, 3)
    page.keyboard.press("d")
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(16, 24, 30)"
    page.mouse.click(900, 500)
    assert current(page) == 4
    page.keyboard.press("?")
    assert page.locator("#help").is_visible()
    page.locator("#shortcuts").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.mouse.click(900, 500)
    assert (page.locator("#blank").is_visible(), current(page)) == (False, 4)
    page.keyboard.press("ArrowRight")
    assert current(page) == 5


def test_no_key_is_taken_from_a_control_with_the_focus(opened: Open) -> None:
    page = opened(fragment="#3")
    page.locator("#theme").focus()
    for key in ("ArrowRight", "b", "7", "o"):
        page.keyboard.press(key)
    page.keyboard.press("Enter")  # presses the button
    assert (current(page), page.locator("#blank").is_visible()) == (3, False)
    assert page.evaluate("document.documentElement.style.colorScheme") == "dark"


@pytest.mark.full
def test_overview_shows_all_slides_and_leads_to_one(opened: Open) -> None:
    page = opened()
    page.keyboard.press("o")
    assert page.locator(".slide:visible").count() == slides_of(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    assert current(page) == 2
    page.keyboard.press("o")
    page.locator(".slide").nth(4).click()
    assert current(page) == 5


@pytest.mark.full
def test_parts_of_a_picture_come_step_by_step(opened: Open) -> None:
    page = opened(fragment="#7")
    rows = ".current .chart.stepwise .later"
    assert page.locator(rows).count() == 0
    page.keyboard.press("s")
    hidden = page.locator(rows).count()
    page.keyboard.press("ArrowRight")
    assert (0 <= page.locator(rows).count() < hidden, current(page)) == (True, 7)


@pytest.mark.full
def test_controls_and_pointer_hide_and_come_back(opened: Open) -> None:
    page = opened()
    opacity = "() => getComputedStyle(document.querySelector('.controls')).opacity"
    assert soon(page, opacity, "0") == "0"
    assert page.evaluate("getComputedStyle(document.documentElement).cursor") == "none"
    page.mouse.move(300, 300)
    assert soon(page, opacity, "1") == "1"


def test_presenter_view_has_notes_next_slide_and_clock(offline: BrowserContext, opened: Open) -> None:
    page = opened(fragment="#3")
    with offline.expect_page() as opening:
        page.keyboard.press("v")
    view = opening.value
    assert view.locator(".now h2").inner_text() == page.locator(".current h2").inner_text()
    assert view.locator(".then h2").count() == 1
    assert re.fullmatch(r"\d\d:\d\d · 0:\d\d", view.locator(".clock").inner_text())
    assert view.locator(".where").inner_text() == f"3 / {slides_of(page)}"
    assert len(view.locator("body > .notes").inner_text()) > 40
    view.keyboard.press("ArrowRight")
    assert current(page) == 4
    assert view.locator(".now h2").inner_text() == page.locator(".current h2").inner_text()
    page.close()
    assert soon_closed(view)


def soon_closed(page: Page) -> bool:
    if not page.is_closed():
        page.wait_for_event("close")
    return page.is_closed()


@pytest.mark.full
def test_handout_has_each_slide_with_its_notes(opened: Open) -> None:
    page = opened()
    page.keyboard.press("h")
    assert page.locator(".sheet:visible").count() == slides_of(page)
    notes = page.locator(".sheet .notes").nth(2).inner_text()
    assert "Programm" in notes
    paper = page.pdf(prefer_css_page_size=True, print_background=True)
    assert {size.split()[2][:3] for size in re.findall(rb"/MediaBox\s*\[([^\]]*)\]", paper)} == {b"594"}  # A4
    page.keyboard.press("h")
    assert page.locator(".sheet").count() == 0


@pytest.mark.full
def test_dark_setting_has_light_text(chromium: Browser, file: Path) -> None:
    context = chromium.new_context(viewport={"width": 1920, "height": 1080}, color_scheme="dark")
    page = context.new_page()
    page.goto(file.as_uri() + "#4")
    assert page.locator(".current h2").evaluate("e => getComputedStyle(e).color") == "rgb(238, 242, 245)"
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(16, 24, 30)"
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert page.locator(".current h2").evaluate("e => getComputedStyle(e).color") == "rgb(20, 33, 43)"
    assert page.locator(".slide").first.evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(6, 58, 91)"
    assert page.locator(".current").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    context.close()


@pytest.mark.full
def test_pages_turn_by_themselves_until_they_are_stopped(offline: BrowserContext, opened: Open) -> None:
    offline.clock.install()
    page = opened(fragment="#1")
    page.keyboard.press("a")
    offline.clock.fast_forward("00:21")
    assert current(page) == 2
    page.keyboard.press("a")
    offline.clock.fast_forward("01:00")
    assert current(page) == 2


def test_served_deck_says_that_somebody_published_and_asks_once_a_minute(chromium: Browser) -> None:
    made = deck(shipped(), boundaries.load(boundaries.locate(SHIPPED)), Choice(slides=("title",)), GERMAN)
    content, asked, tag = document.html(made, watched=True), [], ["1"]

    def answer(route: Route) -> None:
        asked.append(route.request.method)
        route.fulfill(
            body=content if route.request.method == "GET" else "",
            headers={"etag": f'"{tag[0]}"', "content-type": "text/html"},
        )

    context = chromium.new_context()
    context.clock.install()
    context.route("http://kommunen.example/bericht*", answer)
    page = context.new_page()
    page.add_init_script("const begin = setInterval; setInterval = (...all) => (window.asking = begin(...all));")
    page.goto("http://kommunen.example/bericht")
    page.wait_for_function("window.asking")  # the first answer is there, with which later ones are compared
    assert asked == ["GET", "HEAD"]
    for minutes in (1, 2):
        with page.expect_response("**/bericht"):
            context.clock.fast_forward("01:01")
        assert asked == ["GET", *["HEAD"] * (minutes + 1)]
        assert page.locator("#newer").is_hidden()
    tag[0] = "2"
    context.clock.fast_forward("01:01")
    page.locator("#newer").wait_for(state="visible")
    assert page.locator("#newer p").inner_text() == "Es sind neuere Daten veröffentlicht."
    context.close()


@pytest.mark.full
@pytest.mark.parametrize("source", first(1, ["public", "demo with long names"]))
def test_every_picture_of_the_pages_is_legible_as_a_slide(chromium: Browser, tmp_path: Path, source: str) -> None:
    dataset = SOURCES[source]()
    ars = dataset.municipalities["ars"].iloc[3]
    codes = [
        f"{PICTURE}-{code}" + (f".{ars}" if named.of_one else "") for code, named in NAMED.items() if code not in READY
    ]
    areas = boundaries.load(boundaries.locate(SHIPPED))
    file = tmp_path / "bilder.html"
    file.write_bytes(document.html(deck(dataset, areas, Choice(slides=tuple(codes), since=DAY), GERMAN)))
    page = chromium.new_page(viewport={"width": 1920, "height": 1080}, reduced_motion="reduce")
    page.goto(file.as_uri())
    assert page.evaluate(f"({FAULTS})({SMALLEST})") == []
    page.close()
