"""Pictures on a slide: never smaller type, but fewer rows, and how many more there are."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from ek_data.charts.drawers import svg
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Spec
from ek_data.i18n import GERMAN
from ek_data.palette import INK, Look
from ek_data.slides.slide_sizes import HIGH, REMARK, WIDE, by_numbers, room_for_picture, sized

SQUARE = Look(INK, "square")


def bars(rows: int) -> Picture:
    names = [f"Zeile {n}" for n in range(rows)]
    marks = tuple(Mark(n, 0, SQUARE, (names[n],), Form.BAR, until=n + 1) for n in range(rows))
    spec = Spec("bars", Axis(0, rows), marks, tuple(Row(name, end="1") for name in names), key=(("Zeile 0", SQUARE),))
    return Picture("balken", "Balken", "Ein Satz.", spec, pd.DataFrame({"Zeile": names, "Zahl": range(rows)}))


@pytest.mark.parametrize(("rows", "remark"), [(2, ""), (40, "weitere")])
def test_rows_that_fit_are_drawn_and_the_others_are_counted(rows: int, remark: str) -> None:
    shown = sized(bars(rows), GERMAN)
    assert shown.picture.spec is not None
    drawn = len(shown.picture.spec.rows)
    assert {mark.row for mark in shown.picture.spec.marks} == set(range(drawn))
    assert shown.remark == (f"… {rows - drawn} {remark}" if remark else "")
    assert svg.fitting(shown.picture.spec, WIDE, HIGH - REMARK) == drawn
    assert shown.picture.spec.key == ()  # its rows say the same


def test_picture_without_room_for_two_rows_is_the_beginning_of_its_table() -> None:
    high = bars(9)
    assert high.spec is not None
    crowded = replace(high.spec, rows=tuple(replace(row, lanes=30) for row in high.spec.rows))
    shown = sized(replace(high, spec=crowded), GERMAN)
    assert shown.picture.spec is None
    assert shown.table is not None
    assert shown.table["Zeile"].tolist() == ["Zeile 0", "Zeile 1", "Zeile 2", "Zeile 3"]
    assert shown.remark == "… 5 weitere"


def test_remark_takes_its_room_from_the_picture() -> None:
    assert room_for_picture("") > room_for_picture("kurz") > room_for_picture("lang " * 30)


def block(sizes: list[int]) -> Spec:
    heads = tuple((float(10 * n), f"Staffel {2024 + n}") for n in range(len(sizes)))
    words = tuple(
        Mark(0, place + 3, SQUARE, form=Form.WORDS, text="3 von 7", brief="3", counts=0) for place, _ in heads
    )
    squares = tuple(Mark(0, place, SQUARE, size=0) for place, _ in heads)
    return Spec("squares", Axis(0, 10 * len(sizes), heads, heads="above"), words + squares, (Row("Padlet"),))


@pytest.mark.parametrize(
    ("sizes", "heads", "texts", "squares"),
    [
        ([7, 7], ["Staffel 2024", "Staffel 2025"], {"3 von 7"}, 2),  # as it is
        ([30, 28], ["2024 (n = 30)", "2025 (n = 28)"], {"3"}, 2),
        ([7] * 5, ["’24", "’25", "’26", "’27", "’28"], {"3"}, 0),  # numbers only
    ],
)
def test_large_and_many_cohorts_are_told_by_numbers(
    sizes: list[int], heads: list[str], texts: set[str], squares: int
) -> None:
    cohorts = pd.Series(sizes, index=range(2024, 2024 + len(sizes)))
    shown = by_numbers(block(sizes), cohorts, GERMAN)
    assert [words for _place, words in shown.across.ticks] == heads
    assert {mark.text for mark in shown.marks if mark.form == Form.WORDS} == texts
    assert sum(mark.form == Form.POINT for mark in shown.marks) == squares
