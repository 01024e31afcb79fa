"""Rows set aside: those that may hold data are a warning, and can be taken into the table all the same."""

from __future__ import annotations

import pytest

from ek_data.errors import Problem, Repair
from ek_data.reading.raw import BEYOND, Raw
from ek_data.reading.read import read
from ek_data.reading.table import layout
from tests.reading.rows import rows_of

HEADER, ROWS = "Ort;Jahr;Zahl", ["Asbach;2024;5", "Trier;2025;7", "Mainz;2024;1"]


def raw_with(*below: str, above: tuple[str, ...] = ()) -> Raw:
    return read("\n".join([*above, HEADER, *ROWS, *below, ""]).encode(), "a.csv", [HEADER.split(";")])


@pytest.mark.parametrize(
    ("below", "messages"),
    [
        (["Gesamt;2024;13"], {5: layout.TOTAL}),
        (["Ergebnis;;"], {5: layout.TOTAL}),  # the word of German spreadsheets
        (["______", "Worms;2024;3", "Speyer;2025;4"], {6: layout.NOTE_DATA, 7: layout.NOTE_DATA}),
        (["", "Worms"], {6: layout.NOTE_DATA}),
        (["", "Quelle: Angaben der Kommunen"], {}),
        (["", "Alle Zahlen wurden im Mai 2025 bei den Kommunen erfragt."], {}),
    ],
)
def test_row_set_aside_is_a_warning_where_it_may_hold_data(below: list[str], messages: dict[int, str]) -> None:
    raw = raw_with(*below)
    assert {each.row: each.message for each in raw.findings if isinstance(each, Problem)} == messages
    assert {each.row for each in raw.aside if each.holds_data} == set(messages)
    assert len(raw.rows) == 3


def test_full_row_above_the_header_is_a_warning_and_a_title_is_none() -> None:
    raw = raw_with(above=("Worms;2024;3", "Stand;Mai"))
    assert [(type(each), each.row) for each in raw.findings] == [(Problem, 1), (Repair, 2)]


def test_row_set_aside_comes_back_into_its_place_and_is_no_longer_spoken_of() -> None:
    raw = raw_with("______", "Worms;2024;3;mehr", "Speyer;2025;4", above=("Mainz;2023;9",))
    again = raw.taking({1, 7})
    assert rows_of(again)[0] == ("Mainz", "2023", "9")
    assert rows_of(again)[-1] == ("Worms", "2024", "3")
    assert again.rows.tolist() == [1, 3, 4, 5, 7]
    said = [(each.row, each.message, each.value) for each in again.findings if isinstance(each, Problem)]
    assert said == [(7, BEYOND, "mehr"), (8, layout.NOTE_DATA, "Speyer 2025 4")]
