"""Each row of the tables in docs/sicherheit.md names a test that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = (ROOT / "docs" / "sicherheit.md").read_text(encoding="utf-8")
ROWS = [line for line in DOCUMENT.splitlines() if line.startswith("|") and not re.match(r"\|[-|:\s]+\|$", line)]
HEADERS = [row for row, after in zip(DOCUMENT.splitlines(), DOCUMENT.splitlines()[1:], strict=False) if "|---" in after]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)(?:\[([^`]+)\])?`")


def test_every_row_names_tests_that_exist() -> None:
    rows = [row for row in ROWS if row not in HEADERS]
    assert len(rows) > 50
    assert [row for row in rows if not TEST.search(row)] == []
    assert [(row, named) for row in rows for named in TEST.findall(row) if not exists(*named)] == []


def exists(file: str, test: str, case: str) -> bool:
    place = ROOT / file
    code = place.read_text(encoding="utf-8") if place.exists() else ""
    return f"def {test}(" in code and (not case or f'"{case}"' in code)
