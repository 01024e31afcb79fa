"""docs/architecture.md shows the house as it is."""

from __future__ import annotations

import re
from pathlib import Path

from scripts import house

ROOT = Path(__file__).parents[2]
TEXT = house.DOCUMENT.read_text("utf-8")
PATHS = re.findall(r"`((?:ek_data|pages|scripts|docs)/[\w./]*)`", TEXT)
FLAT, ROOM, LONGEST = 11, 16, 600


def test_rooms_are_drawn_from_the_contract() -> None:
    assert house.drawn(TEXT) == TEXT, "uv run python scripts/house.py"


def test_every_path_is_there() -> None:
    assert len(PATHS) > 20
    assert [path for path in PATHS if not (ROOT / path).exists()] == []


def test_every_noun_is_a_class_of_the_library() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "ek_data").rglob("*.py"))
    table = TEXT.partition("## Nouns")[2].partition("## Recipes")[0]
    nouns = [noun for row in re.findall(r"^\| (`.*?) \|", table, re.MULTILINE) for noun in re.findall(r"`(\w+)`", row)]
    assert len(nouns) > 20
    assert [noun for noun in nouns if not re.search(rf"^class {noun}\b", code, re.MULTILINE)] == []


def test_no_module_is_longer_than_one_subject_needs() -> None:
    lines = {str(file): len(file.read_text("utf-8").splitlines()) for file in (ROOT / "ek_data").rglob("*.py")}
    assert {name: n for name, n in lines.items() if n > LONGEST} == {}


def test_no_folder_of_the_library_is_full() -> None:
    folders = {
        folder.relative_to(ROOT).as_posix(): len([*folder.glob("*.py")])
        for folder in (ROOT / "ek_data").rglob("*")
        if folder.is_dir()
    }
    assert {folder: n for folder, n in folders.items() if n > ROOM} == {}
    assert len([*(ROOT / "ek_data").glob("*.py")]) <= FLAT
