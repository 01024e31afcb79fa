"""Reading text whose quotation marks are broken, so that the damage stays in its row."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Sequence
from itertools import islice

from ek_data.errors import Finding, Problem
from ek_data.i18n import N_
from ek_data.reading.text.dialect import Dialect

QUOTE = N_("In this row a quotation mark is missing or too many: {text}")
MORE = N_("Rows with broken quotation marks: {n}.")
MOST = 1000
JUDGED = 1000
SPAN = 1000
PATIENCE = 100


def mended(lines: Sequence[str], dialect: Dialect) -> tuple[list[list[str]], tuple[Finding, ...]]:
    """Return the records of a text, blank lines as empty ones, and a problem for each row with a broken quote."""
    usual = _usual(lines, dialect)
    rows: list[list[str]] = []
    broken: list[tuple[int, str]] = []
    at = 0
    while at < len(lines):
        row, span = _record(lines, at, dialect, usual, SPAN if len(broken) < PATIENCE else 1)
        if not span:
            row, span = _single(lines[at], dialect, usual), 1
            broken.append((len(rows) + 1, lines[at]))
        rows.append(row)
        at += span
    findings = [
        Problem(QUOTE, {"text": line.strip()[:80]}, row=row, value=line.strip()[:200]) for row, line in broken[:MOST]
    ]
    more = [Problem(MORE, {"n": len(broken)}, row=broken[MOST][0])] if len(broken) > MOST else []
    return rows, (*findings, *more)


def _usual(lines: Sequence[str], dialect: Dialect) -> int:
    """Return the usual number of cells: of the records where all are whole, else of the lines that may be records."""
    head = lines[:JUDGED]
    try:
        records = csv.reader(lines, strict=True, **dialect.options)
        widths = Counter(len(row) for row in islice(records, JUDGED) if row)
    except csv.Error:
        whole = (line for line in head if line.strip() and line.count(dialect.quote) % 2 == 0)
        widths = Counter(len(_lenient(line, dialect)) for line in whole)
    return max(widths, key=lambda width: (widths[width], width), default=0)


def _record(lines: Sequence[str], at: int, dialect: Dialect, usual: int, span: int) -> tuple[list[str], int]:
    """Return the record that begins at a line and the number of lines it takes; 0 lines if its quotes are broken."""
    if dialect.quote not in lines[at] and dialect.plain:
        return _plain(lines[at], dialect), 1
    ahead = (lines[number] for number in range(at, min(at + span, len(lines))))
    reader = csv.reader(ahead, strict=True, **dialect.options)
    try:
        row = next(reader)
    except (csv.Error, StopIteration):
        return [], 0
    joined = reader.line_num > 1 and len(row) != usual
    if joined and len(_plain(lines[at], dialect)) == usual:
        return [], 0
    return row, reader.line_num


def _single(line: str, dialect: Dialect, usual: int) -> list[str]:
    """Return the cells of one line, its quotation marks taken as text where that gives the usual number of cells."""
    lenient, plain = _lenient(line, dialect), _plain(line, dialect)
    if len(lenient) != usual and len(plain) == usual:
        return [_unquoted(cell, dialect.quote) for cell in plain]
    return lenient


def _lenient(line: str, dialect: Dialect) -> list[str]:
    try:
        return [cell.rstrip("\r\n") for cell in next(csv.reader([line], **dialect.options), [])]
    except csv.Error:  # a cell beyond the limit of the module
        return _plain(line, dialect)


def _plain(line: str, dialect: Dialect) -> list[str]:
    text = line.rstrip("\r\n")
    return text.split(dialect.delimiter) if text else []


def _unquoted(cell: str, quote: str) -> str:
    return cell[1:-1] if len(cell) > 1 and cell.startswith(quote) and cell.endswith(quote) else cell
