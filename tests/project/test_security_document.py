"""Each row of the tables of docs/sicherheit.md, einlesen.md and praesentieren.md names a test that is there."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

import pytest

from tests.reading.generated_workbooks import WORKBOOKS
from tests.reading.generator import TEXTS
from tests.validation.generator import CELLS

ROOT = Path(__file__).parent.parent.parent
LEAST = {"sicherheit": 50, "einlesen": 40, "praesentieren": 40}
REASON = re.compile(r"\| nicht: .{20,} \|$")  # why something of a presentation stays as it is
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)(?:\[([^`]+)\])?`")


def rows_of(document: str) -> list[str]:
    """Return the rows of the tables of a document, without their headers."""
    lines = (ROOT / "docs" / f"{document}.md").read_text(encoding="utf-8").splitlines()
    headers = {row for row, after in pairwise(lines) if "|---" in after}
    return [line for line in lines if line.startswith("|") and line not in headers and "|---" not in line]


@pytest.mark.parametrize("document", LEAST)
def test_every_row_names_tests_that_exist(document: str) -> None:
    rows = rows_of(document)
    assert len(rows) >= LEAST[document]
    assert [
        row for row in rows if not TEST.search(row) and not (document == "praesentieren" and REASON.search(row))
    ] == []
    assert [(row, named) for row in rows for named in TEST.findall(row) if not exists(*named)] == []


BESIDES = {"empty_rows_between", "wrongly_converted", "workbooks"}  # usual enough to have no row of their own


def test_ten_inputs_of_every_kind_are_generated_or_the_row_says_why_not() -> None:
    last = [row.strip("| ").rpartition("| ")[2] for row in rows_of("einlesen")]
    named = [kind for cell in last for kind in re.findall(r"`(\w+)`", cell)]
    assert [cell for cell in last if not re.fullmatch(r"`\w+`(, `\w+`)*|nicht: .{10,}", cell)] == []
    assert sorted(named) == sorted({kind.__name__ for kind in (*TEXTS, *WORKBOOKS, *CELLS)} - BESIDES)


def exists(file: str, test: str, case: str) -> bool:
    place = ROOT / file
    code = place.read_text(encoding="utf-8") if place.exists() else ""
    return f"def {test}(" in code and (not case or f'"{case}"' in code)
