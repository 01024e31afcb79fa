import re
from functools import cache

import pytest
from fontTools.ttLib import TTFont

from ek_data.analysis.completeness_words import SYMBOLS
from ek_data.maps import indicators
from ek_data.palette import SIGNS
from ek_data.ui.context import OWN
from ek_data.web import fonts
from scripts.fonts import icons, ligatures


@cache
def letters() -> set[int]:
    return set(TTFont(fonts.FOLDER / "letters.woff2").getBestCmap())


def test_every_icon_that_is_written_somewhere_can_be_drawn() -> None:
    known = {"icon_name", "star_filled"}  # named in a text about icons; no icon of the whole font either
    drawn = set(ligatures(TTFont(fonts.FOLDER / "icons.woff2")))
    assert icons() - known <= drawn, "uv run python scripts/fonts.py"


@pytest.mark.parametrize(
    "text", ["Übergröße, „Café“ – 3 ≤ 5 €", "Łódź, Žižkov", *SIGNS.values(), *SYMBOLS.values(), OWN]
)
def test_letters_and_signs_of_the_pages_need_no_whole_font(text: str) -> None:
    of_the_system = {int(code, 16) for code in re.findall(r"U\+([0-9A-F]+)", fonts.SIGNS)}
    assert {ord(letter) for letter in text} <= letters() | of_the_system


def test_signs_of_the_map_are_signs_of_the_pages() -> None:
    assert set(indicators.SIGNS.values()) <= {*SIGNS.values(), "×"}


@pytest.mark.parametrize("name", ["letters", "icons"])
def test_a_part_says_whose_it_is_and_has_a_name_of_its_own(name: str) -> None:
    said = TTFont(fonts.FOLDER / f"{name}.woff2")["name"]
    assert "Adobe" in str(said.getName(0, 3, 1)) or "Google" in str(said.getName(0, 3, 1))
    assert str(said.getName(1, 3, 1)) == f"Dashboard {name}"


def test_all_faces_of_a_family_are_of_the_same_weights() -> None:
    """Of faces with other weights a browser takes one alone, and has none of the letters of the others."""
    weights = re.findall(r'font-family: "Source Sans"; font-weight: (\d+ \d+);', fonts.STYLE)
    assert (weights, fonts.STYLE.count("@font-face")) == (["100 900"] * 2, 2)
