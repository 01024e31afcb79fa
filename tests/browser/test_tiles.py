"""The numbers on the tiles of the overview, in windows of many widths."""

from __future__ import annotations

import csv
import re
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ek_data.settings import SHIPPED
from ek_data.tables import MUNICIPALITIES
from tests.browser.conftest import dashboard, eventually, settled

NUMBERS_NOT_WHOLE = """() => [...document.querySelectorAll("[class*=st-key-tile-]")].flatMap((tile) => {
  const box = tile.getBoundingClientRect(), number = tile.querySelector("dd b"), lines = [...number.getClientRects()];
  const inside = lines.every((line) => line.left >= box.left - 1 && line.right <= box.right + 1);
  return lines.length === 1 && inside && tile.scrollWidth <= tile.clientWidth + 1 ? [] : [number.innerText];
})"""


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


@pytest.mark.night
def test_number_on_a_tile_stays_whole_and_inside_at_every_width(tab: Page, tmp_path: Path) -> None:
    with dashboard("--data", str(without_inhabitants_of_one(tmp_path / "data"))) as address:
        tab.set_viewport_size({"width": 1920, "height": 900})
        tab.goto(address)
        settled(tab)
        number = tab.locator(".st-key-tile-population_unique dd").first
        expect(number).to_have_text(re.compile(r"^mindestens \d\d\.\d{3}\.\d{3}$"))
        for width in (1920, 1536, 1440, 1366, 1280, 1100, 1024, 800, 390, 320):
            tab.set_viewport_size({"width": width, "height": 900})
            eventually(tab, NUMBERS_NOT_WHOLE, [])
