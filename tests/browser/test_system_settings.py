"""A page with settings of the system: without movements, and with forced colours."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import settled


@pytest.mark.full
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


@pytest.mark.full
def test_map_can_be_told_apart_with_forced_colours(public: str, tab: Page) -> None:
    tab.emulate_media(forced_colors="active")
    tab.goto(f"{public}/karte")
    settled(tab)
    shape = tab.locator("g.shape path").first
    fill, stroke = shape.evaluate("path => [getComputedStyle(path).fill, getComputedStyle(path).stroke]")
    assert fill != stroke
    assert tab.locator("text.symbol").first.evaluate("text => getComputedStyle(text).fill") != fill
