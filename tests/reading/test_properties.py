"""What must hold for any table and any bytes."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from ek_data.errors import Unreadable
from ek_data.reading.read import read
from tests.reading.rows import rows_of

ENCODINGS = ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32")
LETTERS = st.characters(codec="cp1252", exclude_categories=("Cc", "Cf", "Cs", "Zs", "Zl", "Zp"))
CELLS = st.one_of(
    st.text(LETTERS, max_size=8),
    st.text(st.sampled_from("ab;,\t|\"'\n\r \\äß€"), max_size=6),
    st.integers().map(str),
    st.dates().map(lambda day: day.strftime("%d.%m.%Y")),
)
NAMES = ("Kommune", "Staffel", "Einwohner", "Fläche", "Straße")


@st.composite
def tables(draw: st.DrawFn) -> list[list[str]]:
    width = draw(st.integers(2, 5))
    rows = draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=8))
    return [list(NAMES[:width]), *rows]


def written(rows: list[list[str]], encoding: str, delimiter: str, end: str, everything: bool) -> bytes:
    """Return CSV by the book; Python's own writer leaves a lone carriage return unquoted."""
    return "".join(delimiter.join(quoted(cell, delimiter, everything) for cell in row) + end for row in rows).encode(
        encoding
    )


def is_utf8(data: bytes) -> bool:
    with suppress(UnicodeDecodeError):
        return bool(data.decode())
    return False


def quoted(cell: str, delimiter: str, everything: bool) -> str:
    needed = everything or any(sign in cell for sign in (delimiter, '"', "\r", "\n"))
    return '"' + cell.replace('"', '""') + '"' if needed else cell


@settings(max_examples=100, deadline=None)
@given(
    tables(),
    st.sampled_from(ENCODINGS),
    st.sampled_from(";,\t|"),
    st.sampled_from(("\n", "\r\n", "\r")),
    st.booleans(),
)
def test_any_table_written_as_csv_reads_back_identically_or_says_why_not(
    rows: list[list[str]], encoding: str, delimiter: str, end: str, everything: bool
) -> None:
    data = written(rows, encoding, delimiter, end, everything)
    assume(encoding != "cp1252" or data.isascii() or not is_utf8(data))  # the same bytes may be either
    raw = read(data, "a.csv", [NAMES])
    kept = [tuple(row) for row in rows[1:] if any(cell.strip() for cell in row)]
    identical = raw.header == tuple(rows[0]) and rows_of(raw) == kept
    assert identical or raw.findings


@settings(max_examples=300, deadline=None)
@given(st.binary(max_size=300))
@pytest.mark.full
def test_any_bytes_give_a_table_or_a_sentence(data: bytes) -> None:
    taken_or_refused(data)


@settings(max_examples=300, deadline=None)
@given(st.text(st.sampled_from(";,\t\"'\n\r a1ä.|\\\0\x1a-_#="), max_size=60), st.sampled_from(ENCODINGS))
@pytest.mark.full
def test_any_mixture_of_signs_gives_a_table_or_a_sentence(text: str, encoding: str) -> None:
    taken_or_refused(text.encode(encoding, "replace"))


@settings(max_examples=8, deadline=None)
@given(st.sampled_from((b"PK\x03\x04", b"PAR1", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")), st.binary(max_size=200))
@pytest.mark.full
def test_any_bytes_that_pass_for_a_workbook_or_parquet_give_a_sentence(magic: bytes, data: bytes) -> None:
    taken_or_refused(magic + data)


def taken_or_refused(data: bytes) -> None:
    with suppress(Unreadable):  # any other exception fails the test
        raw = read(data, "a.csv")
        assert raw.cells.num_columns == len(raw.header) == len(raw.columns)
        assert raw.cells.num_rows == len(raw.rows)
