"""Ten generated files of each kind: their tables come out as they were written, and what is to be said is said."""

from __future__ import annotations

import pytest

from ek_data.errors import Unreadable
from ek_data.reading.read import read
from tests.reading.generated_workbooks import WORKBOOKS, workbooks
from tests.reading.generator import AMOUNT, TEXTS, File, files
from tests.reading.rows import rows_of
from tests.selection import each

CASES = {f"{kind.__name__} {n}": (kind, n) for kind in (*TEXTS, *WORKBOOKS) for n in range(AMOUNT)}
USUAL = [f"{kind.__name__} {n}" for kind in TEXTS for n in range(2)] + [f"{workbooks.__name__} 0"]
FULL = [f"{kind.__name__} {n}" for kind in (*TEXTS, *WORKBOOKS) for n in range(2)]


@pytest.mark.parametrize("case", each(CASES, USUAL, full=FULL))
def test_generated_file_gives_its_table_and_only_what_is_to_be_said(case: str) -> None:
    kind, number = CASES[case]
    file = files(kind)[number]
    rows, said = outcome(file)
    assert rows == file.rows
    assert file.said <= said <= file.said | file.may


def outcome(file: File) -> tuple[list[list[str]], set[str]]:
    """Return the table of a file and what is said of it; of a refused one no rows and the refusal."""
    try:
        raw = read(file.data, file.name)
    except Unreadable as refusal:
        return [], {refusal.message}
    return [list(raw.header), *map(list, rows_of(raw))], {finding.message for finding in raw.findings}
