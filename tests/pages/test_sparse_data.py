"""Data that hold no more than they must: each page opens all the same and says what is not known."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from ek_data.settings import SHIPPED
from ek_data.tables import TABLES
from ek_data.tables.types import Table
from ek_data.ui.navigation import SECTIONS
from tests.pages.conftest import Opened
from tests.selection import each

USUAL = ["explore/profile.py", "present/slides.py"]
SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
NAMED_OR_COUNTED = {"Kommune", "Staffel"}  # a measure needs one of them


def bare(table: Table, file: Path) -> list[list[str]]:
    """Return the rows of a shipped file, with every cell empty that may be."""
    with file.open(encoding="utf-8-sig", newline="") as opened:
        header, *rows = csv.reader(opened, delimiter=";")
    needed = {column.label.de for column in table.columns if column.required}
    needed |= NAMED_OR_COUNTED if table.name == "measures" else set()
    return [
        header,
        *([text if label in needed else "" for label, text in zip(header, row, strict=True)] for row in rows),
    ]


@pytest.fixture(scope="module")
def sparse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sparse")
    for table in TABLES:
        with (folder / table.file).open("w", encoding="utf-8-sig", newline="") as written:
            csv.writer(written, delimiter=";").writerows(bare(table, SHIPPED / table.file))
    return folder


@pytest.mark.parametrize("script", each(SCRIPTS, USUAL))
def test_page_opens_with_no_more_than_is_required(opened: Opened, sparse: Path, script: str) -> None:
    app = opened(script, EK_DATA=str(sparse))
    assert [each.message for each in app.exception] == []
    assert len(app.title) == 1
