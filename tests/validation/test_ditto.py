"""Cells that only point at the cell above are told with what stands there, never taken as text."""

from __future__ import annotations

import pytest

from ek_data.dataset.lookup import Known
from ek_data.tables import EVENTS
from ek_data.validation.check import Checked, check
from tests.validation.raws import raw

HEADER = ["Veranstaltungs-Nr.", "Bezeichnung", "Status", "Teilnehmende"]


def events(*rows: list[str]) -> Checked:
    return check(raw("v.csv", [HEADER, *rows]), EVENTS, known=Known())


@pytest.mark.parametrize("mark", ["dito", "Dito", "dto.", "〃", '"', "''", "s. o.", "siehe oben", "wie oben", "desgl."])
def test_mark_for_the_cell_above_is_an_error_that_offers_what_stands_there(mark: str) -> None:
    checked = events(
        ["E1", "Auftakt", "durchgeführt", "80"],
        ["E2", mark, mark, mark],
        ["E3", mark, "geplant", "70"],  # points at a mark, which points further up
    )
    offered = {problem.cell: problem.suggestion for problem in checked.errors if problem.cell}
    assert offered == {"B3": "Auftakt", "C3": "durchgeführt", "D3": "80", "B4": "Auftakt"}


def test_mark_with_nothing_above_is_an_error_without_an_offer() -> None:
    checked = events(["E1", "dito", "durchgeführt", "80"])
    assert [(problem.cell, problem.suggestion) for problem in checked.errors if problem.cell] == [("B2", None)]


def test_words_that_only_hold_such_a_mark_are_text() -> None:
    checked = events(["E1", "Auftakt", "durchgeführt", "80"], ["E2", "Siehe oben: Auftakt", "durchgeführt", "80"])
    assert not [problem for problem in checked.errors if problem.cell == "B3"]
