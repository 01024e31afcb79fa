"""Large files are decoded piece by piece and keep their mark, which must make no difference; and what is no text must
not take long.
"""

from __future__ import annotations

import codecs
from unittest.mock import patch

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ek_data.errors import Unreadable
from ek_data.reading.data_cells import is_value
from ek_data.reading.limits import TOO_LONG_LINE, Limits
from ek_data.reading.read import read
from ek_data.reading.text import decoding
from ek_data.reading.text.decoding import Text, decode
from ek_data.reading.text.dialect import Dialect
from ek_data.reading.text.records import grid_of

PARTS = [
    b"a",
    b";",
    b"\n",
    b"\r",
    b"\r\n",
    b"\xe4",
    b"\xfc",
    b"\xc3\xa4",
    b"\xe2\x82\xac",
    b"\xf0\x9f\x98\x80",
    b"\xc3",
]
UNITS = [b"a\0", b"\n\0", b"\xe4\0", b"\xac\x20", b"\x3d\xd8\x00\xde", b"\x00\xdc", b"\x3d\xd8", b"x"]


def decoded(data: bytes, piece: int) -> Text | str:
    with patch.object(decoding, "PIECE", piece):
        try:
            return decode(data)
        except Unreadable as refusal:
            return refusal.message


@settings(max_examples=400, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=40).map(b"".join))
@pytest.mark.full
def test_text_of_one_or_two_encodings_is_the_same_in_pieces(data: bytes) -> None:
    assert decoded(data, 7) == decoded(data, 1 << 20)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(UNITS), max_size=40).map(b"".join))
@pytest.mark.full
def test_damaged_utf_16_is_the_same_in_pieces(data: bytes) -> None:
    assert decoded(b"\xff\xfe" + data, 7) == decoded(b"\xff\xfe" + data, 1 << 20)


@pytest.mark.parametrize(
    "text",
    [
        b'"Na;me";b\r\n1;2\r\n',  # the mark stands before a quotation mark
        b"\r\na;b\r\n1;2\r\n",  # and in a row without cells
        b"sep=;\r\na;b\r\n1;2\r\n",
        b'"a;b"\r\n"1;2"\r\n',
        b'a;b\n1;"2\n3;4\n',
        b'"a";b\n1;2;3\n4;5\n',
    ],
)
def test_mark_at_the_beginning_makes_no_difference(text: bytes) -> None:
    plain, marked = read(text, "a.csv"), read(codecs.BOM_UTF8 + text, "a.csv")
    assert (marked.header, marked.findings, marked.rows.tolist()) == (plain.header, plain.findings, plain.rows.tolist())
    assert marked.cells.equals(plain.cells)


@pytest.mark.parametrize(
    ("text", "row"),
    [
        (b"a\nb\n" + b"x" * 13, 3),
        (b"a\r\nb\r\n" + b"x" * 13 + b"\n1\n", 3),
        (b"a\rb\r\r" + b"x" * 13, 4),
        (b"x" * 13, 1),
        (b"x" * 11 + b"\n" + b"y" * 11 + b"\n", None),
        (b"\n" * 100, None),
    ],
)
def test_line_that_no_table_has_is_refused_with_its_number(text: bytes, row: int | None) -> None:
    limits = Limits(columns=1, characters=0)  # lines of at most 12 bytes
    if row is None:
        limits.check_lines(text)
        return
    with pytest.raises(Unreadable) as refusal:
        limits.check_lines(text)
    assert (refusal.value.message, refusal.value.values) == (TOO_LONG_LINE, {"row": row})


@pytest.mark.parametrize(
    "text", ["1" + " " * 200_000 + "x", " " * 200_000 + "1x", "1" * 61, "1" + "\t " * 100_000 + "1"]
)
def test_long_text_is_no_value_and_is_not_searched_for_one(text: str) -> None:
    assert not is_value(text)


@pytest.mark.parametrize("text", ["1.234,50 €", "  17 ", "08.04.2025", "-3e5", "12:30"])
def test_values_are_values_with_spaces_around_them(text: str) -> None:
    assert is_value(text)


def test_broken_quotation_marks_in_many_rows_are_each_told() -> None:
    text = b'a;"b" c\n' * 30_000  # each row was once looked for from the beginning of the file
    grid = grid_of(text, Dialect(";"), Limits())
    assert len(grid.rows) == 30_000
    assert grid.findings[-1].values == {"n": 30_000}


@pytest.mark.full
def test_irregular_rows_keep_their_place_among_a_great_many() -> None:
    text = "".join(f"{n};b\n" if n % 3 else f"{n};b;c\n" for n in range(120_000))  # in blocks of 50,000
    grid = grid_of(text.encode(), Dialect(";"), Limits())
    assert grid.cells.column(0).to_pylist() == [str(n) for n in range(120_000)]
    assert grid.cells.column(2).to_pylist() == ["" if n % 3 else "c" for n in range(120_000)]
