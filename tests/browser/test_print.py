"""What a page looks like on paper."""

from __future__ import annotations

import os
import re
import shutil
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import pytest
from playwright.sync_api import Browser, Page, expect

from ek_data.slides.options import Choice
from ek_data.web.public_presentation import report
from tests.browser.conftest import settled
from tests.browser.paper import TOOLS, printed
from tests.programme import shipped

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
CHOICE = Choice.of(
    slides=("title", "map", "headline", "strip", "status", "conferences", "profiles", "closing"),
    profiles=("073320025025",),
)
MANY_MEASURES = "073375006000"  # a municipality with 55 of them in the invented data
ENOUGH = 4.5  # contrast of text to its ground after WCAG


@pytest.mark.full
@pytest.mark.parametrize("data", ["public", pytest.param("demo", marks=pytest.mark.full)])
def test_profile_is_one_sheet_of_a4(request: pytest.FixtureRequest, tab: Page, data: str) -> None:
    tab.goto(f"{request.getfixturevalue(data)}/steckbrief")
    settled(tab)
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0)
    sheet = tab.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(sheet)) == 1
    size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert size
    assert [round(float(each)) for each in size.groups()] == [595, 842]


@pytest.mark.full
def test_profile_of_many_measures_is_two_sheets_at_most(demo: str, tab: Page) -> None:
    tab.goto(f"{demo}/steckbrief?kommune={MANY_MEASURES}")
    settled(tab)
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0)
    assert len(PAGE.findall(tab.pdf(prefer_css_page_size=True))) <= 2


@pytest.mark.full
def test_overview_takes_two_sheets_without_what_is_shut(public: str, tab: Page) -> None:
    tab.goto(f"{public}/")
    settled(tab)
    assert len(PAGE.findall(tab.pdf(format="A4"))) == 2
    tab.emulate_media(media="print")
    assert tab.locator("summary").filter(visible=True).count() == 0


@pytest.mark.full
def test_columns_follow_one_another_on_paper(public: str, tab: Page) -> None:
    tab.set_viewport_size({"width": 720, "height": 1018})  # A4 at 96 pixels an inch, without its margins
    tab.goto(f"{public}/veranstaltungen")
    settled(tab)
    tab.emulate_media(media="print")
    columns = tab.get_by_test_id("stColumn").filter(visible=True)
    assert columns.count() == 3
    boxes = [column.bounding_box() or {} for column in columns.all()]
    assert len({round(box["x"]) for box in boxes}) == 1
    blocks = columns.locator("> [data-testid=stVerticalBlock]")  # in flexible ones a map lies over what follows it
    assert blocks.evaluate_all("all => all.map(each => getComputedStyle(each).display)") == ["block"] * 3


@pytest.mark.full
def test_measures_left_out_on_paper_are_counted(demo: str, tab: Page) -> None:
    tab.goto(f"{demo}/steckbrief?kommune={MANY_MEASURES}")
    settled(tab)
    tab.emulate_media(media="print")
    measures = tab.locator("ul.ek-measures > li")
    shown = measures.filter(visible=True).count()
    assert 0 < shown < measures.count()
    counted = [
        int(words.rpartition(" ")[2]) for words in tab.locator(".ek-group").filter(visible=True).all_inner_texts()
    ]
    assert sum(counted) == measures.count()


@pytest.mark.full
def test_two_municipalities_side_by_side_lose_no_row_on_paper(public: str, tab: Page) -> None:
    tab.goto(f"{public}/steckbrief?kommune=071385001000&mit=073400000000")
    settled(tab)
    tab.emulate_media(media="print")
    rows = tab.get_by_role("table", name="Zwei Kommunen").locator("tbody tr")
    assert rows.count() > 8
    assert rows.filter(visible=True).count() == rows.count()


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The presentation as a file, where there are the tools to look at paper."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and not os.environ.get("CI"):
        pytest.skip(
            f"{' and '.join(missing)} not installed (Debian: poppler-utils): paper is looked at in the CI only."
        )
    file = tmp_path_factory.mktemp("deck") / "praesentation.html"
    file.write_bytes(report(shipped(), None, CHOICE, "https://kommunen.example/bericht"))
    return file


@pytest.mark.full
@pytest.mark.parametrize(
    ("place", "scheme", "number", "backgrounds"),
    [
        ("file", "light", 1, True),  # the ground of the first slide is dark on the screen, to the edges of the window
        ("server", "dark", 1, True),
        ("file", "dark", 4, False),
    ],
)
def test_every_word_on_paper_can_be_read(
    request: pytest.FixtureRequest,
    chromium: Browser,
    file: Path,
    tmp_path: Path,
    place: str,
    scheme: Literal["light", "dark"],
    number: int,
    *,
    backgrounds: bool,
) -> None:
    query = urlencode(CHOICE.to_query(), doseq=True)
    address = file.as_uri() if place == "file" else f"{request.getfixturevalue('public')}/bericht?{query}"
    page = chromium.new_page(viewport={"width": 1280, "height": 720}, color_scheme=scheme)
    page.goto(f"{address}#{number}")
    words = printed(page, tmp_path, backgrounds=backgrounds)
    page.close()
    assert {word.page for word in words} == set(range(1, len(CHOICE.slides) + 1))
    assert [word for word in words if word.contrast < ENOUGH] == []
