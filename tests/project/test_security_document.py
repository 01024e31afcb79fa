"""Each row of the tables in docs/sicherheit.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = (ROOT / "docs" / "sicherheit.md").read_text(encoding="utf-8")
ROWS = [line for line in DOCUMENT.splitlines() if line.startswith("|") and not re.match(r"\|[-|:\s]+\|$", line)]
HEADERS = [row for row, after in zip(DOCUMENT.splitlines(), DOCUMENT.splitlines()[1:], strict=False) if "|---" in after]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)(?:\[([^`]+)\])?`")


@pytest.mark.parametrize("row", [row for row in ROWS if row not in HEADERS])
def test_row_names_a_test_that_exists(row: str) -> None:
    named = TEST.findall(row)
    assert named, "the row names no test"
    for file, test, case in named:
        code = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {test}(" in code
        assert not case or f'"{case}"' in code
