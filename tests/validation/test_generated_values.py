"""Ten generated files of each kind of cell, read through: what they become and what is said."""

from __future__ import annotations

import pytest

from tests.selection import each
from tests.validation.generator import AMOUNT, CELLS, inputs

CASES = {f"{kind.__name__} {n}": (kind, n) for kind in CELLS for n in range(AMOUNT)}
USUAL = [f"{kind.__name__} 0" for kind in CELLS[:7]]
FULL = [f"{kind.__name__} {n}" for kind in CELLS for n in range(1)]


@pytest.mark.parametrize("case", each(CASES, USUAL, full=FULL))
def test_generated_cell_becomes_what_it_says_or_is_told(case: str) -> None:
    kind, number = CASES[case]
    made = inputs(kind)[number]
    assert made.holds(made.prepared()), made.files[0].data[:2_000]
