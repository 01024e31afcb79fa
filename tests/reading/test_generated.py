"""Ten generated files of each kind: their tables come out as they were written, and what is to be said is said."""

from __future__ import annotations

import pytest

from ek_data.reading.read import read
from tests.reading.generator import AMOUNT, KINDS, files
from tests.reading.test_usual_files import rows_of
from tests.selection import each

CASES = [f"{kind} {n}" for kind in KINDS for n in range(AMOUNT)]
USUAL = [f"{kind} {n}" for kind in KINDS for n in range(3) if kind != "workbooks" or n == 0]


@pytest.mark.parametrize("case", each(CASES, USUAL))
def test_generated_file_gives_its_table_and_only_what_is_to_be_said(case: str) -> None:
    kind, _, number = case.partition(" ")
    file = files(kind)[int(number)]
    raw = read(file.data, file.name)
    assert [list(raw.header), *map(list, rows_of(raw))] == file.rows
    assert file.said <= {finding.message for finding in raw.findings} <= file.said | file.may
