"""The safe side of reading workbooks and Parquet: starts `unpack.py` in a process of its own and takes its tables."""

from __future__ import annotations

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem, Unreadable
from ek_data.i18n import N_, Words
from ek_data.reading.file_kinds import FileKind
from ek_data.reading.grid import Grid, MergedArea, letters
from ek_data.reading.limits import TOO_MANY_COLUMNS, TOO_MANY_ROWS, Limits
from ek_data.reading.number_formats import BOOLEAN, BUILT_IN, GENERAL, Formats
from ek_data.reading.workbooks.bounded_child import BUSY, places, refusal

SCRIPT = Path(__file__).with_name("unpack.py")
REFUSALS = {
    "damaged": N_(
        "The file is damaged, incomplete or written in an unusual way, so that it cannot be opened. If Excel opens it, "
        "please save it there anew as .xlsx."
    ),
    "encrypted": N_("The file is protected by a password. Please save it without one."),
    "archive": N_("This is an archive and not a workbook. Please unpack it first."),
    "unpacked": N_("The file unpacks to {size} MB. That is too much for a table."),
    "rows": TOO_MANY_ROWS,
    "columns": TOO_MANY_COLUMNS,
    "memory": N_("The file needs too much memory or time to be opened. Please save the table as CSV."),
    "unknown": N_(
        "The file holds something that cannot be read here, though it may be sound. Please open it in Excel and save "
        "it anew as .xlsx or CSV."
    ),
    "busy": BUSY,
}
UNOPENED = N_("The sheet “{sheet}” could not be opened.")
ERRONEOUS = N_("The formula gives the error {value}. Please enter the value or empty the cell.")
GERMAN_ERRORS = {"#N/A": "#NV", "#VALUE!": "#WERT!", "#REF!": "#BEZUG!", "#NUM!": "#ZAHL!"}
"""What German Excel shows for an error."""
UNCOMPUTED = N_("The result of this formula is not stored in the file. Please open it in Excel and save it again.")
MORE_CELLS = N_("Formulas with an error or without a stored result: {n}.")
HIDDEN_ROWS = N_("Hidden rows were read as well: {n}, the first is row {row}.")
HIDDEN_COLUMNS = N_("Hidden columns were read as well: {n}, the first is {column}.")
STRUCK = N_("Cells that are struck through were read as well: {n}, the first is {cell}.")
COMMENTS = N_("Comments on cells were not read: {n}, the first is at {cell}.")
ODD = N_("The column holds lists or binary data. They were written as text.")


def grids(data: bytes, kind: FileKind, limits: Limits) -> tuple[Grid, ...]:
    """Return the sheets of a workbook, or the one table of a Parquet file, or raise `Unreadable`."""
    with places, tempfile.TemporaryFile() as out:
        _unpack(data, kind, limits, out)
        out.seek(0)
        return tuple(_grid(table) for table in _tables(out))


def _unpack(data: bytes, kind: FileKind, limits: Limits, out: IO[bytes]) -> None:
    seconds = limits.allowed_seconds(len(data))
    bounds = {
        "unpacked": limits.unpacked,
        "rows": limits.rows,
        "columns": limits.columns,
        "memory": limits.memory,
        "seconds": seconds,
        "output": limits.memory // 2,
    }
    refused = refusal([str(SCRIPT), kind.value, json.dumps(bounds)], data, out, seconds)
    if refused:
        raise _refusal(refused, limits)


def _refusal(values: dict[str, Any], limits: Limits) -> Unreadable:
    code = values.pop("code")
    limit = {"rows": limits.rows, "columns": limits.columns}.get(code)
    return Unreadable(REFUSALS[code], **values, **({} if limit is None else {"limit": limit}))


def _tables(out: IO[bytes]) -> Iterator[pa.Table]:
    """Yield the Arrow streams that follow each other in a file."""
    end = os.fstat(out.fileno()).st_size
    source = pa.PythonFile(out, "r")
    while source.tell() < end:
        yield pa.ipc.open_stream(source).read_all()


def _grid(table: pa.Table) -> Grid:
    about: dict[str, Any] = json.loads(table.schema.metadata[b"about"])
    width, first = about["width"], about.get("first_column", 0)
    return Grid(
        table.select(range(width)).replace_schema_metadata(None),
        np.arange(1, len(table) + 1),
        np.full(len(table), width),
        first_column=first,
        findings=tuple(_remarks(about)),
        sheet=about.get("sheet"),
        hidden=about.get("hidden", False),
        formats=_formats(table.columns[width:], first, about),
        merged=tuple(
            MergedArea(top + 1, left, bottom + 1, right) for top, left, bottom, right in about.get("merged", ())
        ),
    )


def _formats(columns: list[pa.ChunkedArray], first: int, about: dict[str, Any]) -> Formats:
    names = [BUILT_IN.get(name, GENERAL) if isinstance(name, int) else name for name in about.get("formats", ())]
    codes = {first + at: column.to_numpy() for at, column in enumerate(columns) if pc.max(column).as_py()}
    return Formats((GENERAL, BOOLEAN, *names), codes, known=about.get("formatted", True))


def _remarks(about: dict[str, Any]) -> Iterator[Finding]:
    if about.get("unreadable"):
        yield Problem(UNOPENED, {"sheet": about["sheet"]})
    for cell, value in about.get("errors", ()):
        said = Words(f"{GERMAN_ERRORS[value]} ({value})" if value in GERMAN_ERRORS else value, value)
        yield Problem(ERRONEOUS, {"value": said}, cell=cell, row=_row(cell), value=value)
    for cell in about.get("formulas", ()):
        yield Problem(UNCOMPUTED, cell=cell, row=_row(cell))
    found, shown = about.get("errors_n", 0) + about.get("formulas_n", 0), len(about.get("errors", ()))
    if found > shown + len(about.get("formulas", ())):
        yield Problem(MORE_CELLS, {"n": found})
    for row in about.get("first_hidden", ()):
        yield Problem(HIDDEN_ROWS, {"n": about["hidden_rows"], "row": row}, row=row, severity="warning")
    if hidden := _hidden_columns(about):
        yield Problem(HIDDEN_COLUMNS, {"n": len(hidden), "column": letters(hidden[0])}, severity="warning")
    for message, counted, first in ((STRUCK, "struck", "first_struck"), (COMMENTS, "comments", "first_comment")):
        for cell in about.get(first, ()):
            values = {"n": about[counted], "cell": cell}
            yield Problem(message, values, row=_row(cell), cell=cell, severity="warning")
    for column in about.get("odd", ()):
        yield Problem(ODD, column=column, severity="warning")


def _hidden_columns(about: dict[str, Any]) -> list[int]:
    """Return the hidden columns within the table, counted from 0: people hide those beyond it as well."""
    within = range(about.get("first_column", 0), about.get("first_column", 0) + about["width"])
    return [at for first, last in about.get("hidden_columns", ()) for at in range(first - 1, last) if at in within]


def _row(cell: str) -> int:
    return int("".join(character for character in cell if character.isdigit()))
