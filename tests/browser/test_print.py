"""What a page looks like on paper."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


@pytest.mark.parametrize("data", ["public", "demo"])
def test_profile_is_one_sheet_of_a4(request: pytest.FixtureRequest, tab: Page, data: str) -> None:
    tab.goto(f"{request.getfixturevalue(data)}/steckbrief")
    settled(tab)
    expect(tab.get_by_test_id("stSkeleton")).to_have_count(0)
    sheet = tab.pdf(prefer_css_page_size=True)
    assert len(PAGE.findall(sheet)) == 1
    size = re.search(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", sheet)
    assert size
    assert [round(float(each)) for each in size.groups()] == [595, 842]


def test_rows_left_out_on_paper_are_told(demo: str, tab: Page) -> None:
    tab.goto(f"{demo}/steckbrief")
    settled(tab)
    tab.emulate_media(media="print")
    rows = tab.locator("[data-testid=stTable]").nth(1)
    expect(rows.locator("tbody tr").nth(8)).to_be_attached()
    assert rows.locator("tbody tr").nth(8).is_hidden()
    assert "Weitere Zeilen" in rows.evaluate("table => getComputedStyle(table, '::after').content")
