"""Cells counted on the bytes are those that the strict reader of the standard library counts, or none at all."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ek_data.errors import Unreadable
from ek_data.reading.limits import Limits
from ek_data.reading.text import structure
from ek_data.reading.text.dialect import Dialect
from ek_data.reading.text.structure import structure_by_lines

LIMITS = Limits()
PLAIN = Dialect(";")


def by_csv(text: str) -> list[int] | None:
    try:
        return [len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True, **PLAIN.options)]
    except csv.Error:
        return None


@pytest.mark.parametrize(
    ("text", "widths"),
    [
        ("a;b\n1;2\n", [2, 2]),
        ("a;b\r\n\r\n1;2;3", [2, 0, 3]),  # a blank line, and no line end at the end
        ('a;"b;c"\n1;2\n', [2, 2]),  # a separator inside of quotation marks
        ('a;"b ""x"""\n', [2]),
        ("\n", [0]),
        ('a;"b\nc"\n', None),  # a cell over two lines
        ("a\rb\n", None),  # a line end of its own
        ('a;"b" c\n', None),  # breaks the rules
        ("x" * 140_000 + "\n", None),  # longer than the standard library allows
    ],
)
def test_lines_are_counted_or_left_to_the_strict_reader(text: str, widths: list[int] | None) -> None:
    found = structure_by_lines(text.encode(), PLAIN, LIMITS)
    assert (None if found is None else found.widths.tolist()) == widths


@settings(max_examples=400, deadline=None)
@given(st.text(alphabet='ab;"\n\rä ', max_size=40))
def test_any_text_is_counted_as_the_strict_reader_counts_it_or_not_at_all(text: str) -> None:
    found = structure_by_lines(text.encode(), PLAIN, LIMITS)
    assert found is None or found.widths.tolist() == by_csv(text)


def test_chunks_end_with_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(structure, "CHUNK", 7)
    text = 'a;b\nlang;"x;y";3\n\nz\n'
    found = structure_by_lines(text.encode(), PLAIN, LIMITS)
    assert found is not None
    assert found.widths.tolist() == by_csv(text)


def test_too_many_columns_are_refused_with_their_row() -> None:
    with pytest.raises(Unreadable):
        structure_by_lines(("a\n" + ";" * (LIMITS.columns + 5)).encode(), PLAIN, LIMITS)
