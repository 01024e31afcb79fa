"""Signs in the cells that something went wrong before: wrong conversions, lost characters, stray quotes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from itertools import compress, islice

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Severity
from ek_data.i18n import N_
from ek_data.reading.grid import Grid, address
from ek_data.reading.text.dialect import Dialect
from ek_data.reading.text.structure import has_lone_returns

CONVERTED = N_("Umlauts or other characters were converted wrongly before (“{value}”). Please save as UTF-8 again.")
LOST = N_("Characters were lost before and replaced by �.")
CONTROL = N_("The cell holds an invisible control character.")
ZEROS = N_("The cell holds zero characters, as old workbooks do (“{value}”). Please save the file as .xlsx in Excel.")
SWALLOWED = N_("The cell holds line breaks and separators. Is a quotation mark missing?")
STRAY = N_("The cell holds a quotation mark that is not doubled as it should be.")
MORE = N_("Further cells with the same doubt: {n}.")
MOST = 100

MOJIBAKE = "Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\u00a0-\u00bf]|ï»¿"
SIGNS = (
    (r"\x00", ZEROS),
    (MOJIBAKE, CONVERTED),
    ("\ufffd", LOST),
    ("[\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]", CONTROL),
)
_ANY = "|".join(pattern for pattern, _ in SIGNS)
# The first two bytes of what the patterns above may match in UTF-8; umlauts, dashes and quotes begin with others.
_PAIRS = np.zeros(1 << 16, bool)
_PAIRS[[0xC383, 0xC3A2, 0xC382, 0xC3AF, 0xEFBF, 0xEFBB, *range(0xC280, 0xC2A0)]] = True
_CHUNK = 1 << 20


def of_text(grid: Grid, utf8: bytes, dialect: Dialect) -> tuple[Finding, ...]:
    """Return the doubts about the cells of a text, each check only where the text gives rise to it."""
    found: list[Finding] = []
    if _may_hold_signs(utf8):
        found += signs(grid)
    one_line_each = grid.one_line_each or len(grid.rows) == 0 or not _spans(grid, utf8)
    if not one_line_each:
        found += _swallowed(grid, dialect.shown)
    elif dialect.plain and dialect.quote.encode() in utf8 and not grid.findings:
        found += _stray_quotes(grid, utf8, dialect)
    return tuple(found)


def _spans(grid: Grid, utf8: bytes) -> bool:
    """Whether cells hold line breaks: the text then has more lines than records."""
    end = len(utf8)
    while end and utf8[end - 1] in b"\r\n":
        end -= 1
    return utf8.count(b"\n", 0, end) + 1 > int(grid.rows[-1]) or has_lone_returns(utf8)


def _may_hold_signs(utf8: bytes) -> bool:
    """Whether a text can hold any of the signs: quick, so that a clean large file costs next to nothing."""
    octets = np.frombuffer(utf8, np.uint8)
    start = len(codecs.BOM_UTF8) if utf8.startswith(codecs.BOM_UTF8) else 0
    return any(_chunk_may(octets[at : at + _CHUNK + 1]) for at in range(start, len(utf8), _CHUNK))


def _chunk_may(octets: np.ndarray) -> bool:
    low = np.count_nonzero(octets < 32) - sum(np.count_nonzero(octets == sign) for sign in b"\t\n\r")
    if low or np.count_nonzero(octets == 0x7F):
        return True
    leads = np.flatnonzero(octets[:-1] >= 0xC2)
    pairs = octets[leads].astype(np.uint16) << 8 | octets[leads + 1]
    return bool(_PAIRS[pairs].any())


def signs(grid: Grid) -> Iterator[Finding]:
    """Yield a problem for each cell with a sign of wrong conversion, lost or invisible characters."""
    for number, column in enumerate(grid.cells.columns):
        if not pc.any(pc.match_substring_regex(column, _ANY)).as_py():
            continue
        for pattern, message in SIGNS:
            yield from _cells(grid, number, pc.match_substring_regex(column, pattern), message)


def _swallowed(grid: Grid, delimiter: str) -> Iterator[Finding]:
    """Yield a problem for each cell that holds the end of a row, whole rows and the beginning of another."""
    usual = int(np.bincount(grid.widths).argmax()) - 1 if len(grid.widths) else 0
    if usual < 1 or not delimiter:
        return
    for number, column in enumerate(grid.cells.columns):
        breaks = pc.match_substring_regex(column, "[\r\n]")
        if pc.any(breaks).as_py():
            places = np.flatnonzero(breaks.combine_chunks().to_numpy(zero_copy_only=False))
            texts = column.take(pa.array(places)).to_pylist()
            mask = np.zeros(len(column), bool)
            mask[
                [at for at, text in zip(places, texts, strict=True) if _holds_rows(text, delimiter, number, usual)]
            ] = True
            yield from _cells(grid, number, pa.chunked_array([mask]), SWALLOWED)


def _holds_rows(text: str, delimiter: str, column: int, usual: int) -> bool:
    """Whether the lines of a cell have the separators of rows that a quotation mark in its column has joined."""
    first, *between, last = (line.count(delimiter) for line in re.split(r"\r\n|\r|\n", text))
    return first == usual - column and last == column and all(found == usual for found in between)


def _stray_quotes(grid: Grid, utf8: bytes, dialect: Dialect) -> Iterator[Finding]:
    """Yield a problem for each row with a quotation mark in a cell that is not enclosed and doubled.

    Only where every row is one line, because the line is needed as it stands in the file.
    """
    quote, delimiter = re.escape(dialect.quote), re.escape(dialect.delimiter)
    holding = np.zeros(len(grid.rows), bool)
    for column in grid.cells.columns:
        found = pc.match_substring(column, dialect.quote)
        if pc.any(found).as_py():
            holding |= found.combine_chunks().to_numpy(zero_copy_only=False)
    if not holding.any():
        return
    wanted = np.zeros(int(grid.rows[-1]), bool)
    wanted[grid.rows[holding] - 1] = True
    lines = (line.decode("utf-8-sig") for line in compress(re.split(rb"\r\n|\n|\r", utf8), wanted))
    cell = rf"(?:{quote}(?:[^{quote}]|{quote}{quote})*{quote}|[^{quote}{delimiter}]*)"
    proper = re.compile(rf"{cell}(?:{delimiter}{cell})*")
    for row, line in islice(zip(np.flatnonzero(wanted) + 1, lines, strict=False), 10 * MOST):
        if not proper.fullmatch(line):
            yield Problem(STRAY, row=int(row), value=line[:200], severity="warning")


def _cells(grid: Grid, number: int, mask: pa.ChunkedArray, message: str) -> Iterator[Finding]:
    places = np.flatnonzero(mask.combine_chunks().to_numpy(zero_copy_only=False))
    for at in places[:MOST]:
        row, value = int(grid.rows[at]), grid.cells.column(number)[int(at)].as_py()[:200]
        cell = address(row, grid.first_column + number)
        severity: Severity = "error" if message == ZEROS else "warning"
        yield Problem(
            message, {"value": value[:60].replace("\0", "")}, row=row, cell=cell, value=value, severity=severity
        )
    if len(places) > MOST:
        row = int(grid.rows[places[MOST]])
        yield Problem(MORE, {"n": len(places) - MOST}, row=row, severity="warning")
