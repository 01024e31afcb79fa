"""The way of a file: what kind it is, its text or sheets, its table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Missing, Problem, Repair, Unreadable
from ek_data.i18n import N_
from ek_data.reading import suspicions
from ek_data.reading.data_cells import filled
from ek_data.reading.edited_decks import raw_of_deck
from ek_data.reading.file_kinds import FileKind, kind_of, misnamed
from ek_data.reading.grid import Grid, address
from ek_data.reading.header_spellings import KnownHeaders
from ek_data.reading.limits import Limits
from ek_data.reading.number_formats import exact, precision, shown
from ek_data.reading.own_sheets import is_own, stamp_of
from ek_data.reading.raw import Raw
from ek_data.reading.table.assemble import raw_of
from ek_data.reading.text.decoding import decode
from ek_data.reading.text.dialect import understood
from ek_data.reading.text.records import grid_of
from ek_data.reading.workbooks import child

NOT_OPENED = N_("The file {file} cannot be opened.")
NO_TABLE = N_("The file holds no table.")
OTHER_SHEETS = N_("The sheet “{sheet}” was read. Not read: {others}.")
HIDDEN = N_("The sheet “{sheet}” that was read is hidden.")
TEXT_FORMULAS = N_(
    'Cells written as formulas of a text (="…") were read as that text. Number: {n}, the first in row {row}.'
)
TEXT_FORMULA = r'^="((?:[^"]|"")*)"$'
BEGINNING = 1 << 20  # bytes in which an export that writes such cells has some; to search a large file takes long
HEAD = 60
SHEET_OF = "/"  # which no name of a sheet holds
DAYLESS = N_("The cell shows “{value}”. Of the date {stored} in it no more than that was read.")
MORE = N_("Further cells of this kind: {n}.")
MOST = 100


def content_of(file: Path) -> bytes:
    """Return the bytes of a file. Raises `Missing` if it cannot be opened, `Unreadable` if it is too large to read."""
    try:
        Limits.of_environment().check_size(file.stat().st_size)
        return file.read_bytes()
    except OSError as error:
        raise Missing(NOT_OPENED, file=file) from error


def read(data: bytes, file: str, headers: Iterable[Iterable[str]] = (), limits: Limits | None = None) -> Raw:
    """Return the table that a file holds, every cell as text, with what was repaired or looks wrong.

    `file` is its name, for display only. `headers` are the known header spellings, one collection per table: by them
    delimiter, header row and sheet are found; without them, or where fewer than half of the names are known, by
    what fits best. Raises `Unreadable` with a sentence if there is no table or a limit is exceeded.
    """
    return _read(data, file, headers, limits, every_sheet=False)[0]


def read_all(data: bytes, file: str, headers: Iterable[Iterable[str]] = (), limits: Limits | None = None) -> list[Raw]:
    """Return the tables of a file as `read` does, of a workbook each of its sheets that holds anything.

    Of several sheets each is called like a file in the folder of the workbook: "liste.xlsx/Termine".
    """
    return _read(data, file, headers, limits, every_sheet=True)


def _read(
    data: bytes, file: str, headers: Iterable[Iterable[str]], limits: Limits | None, *, every_sheet: bool
) -> list[Raw]:
    limits = limits or Limits.of_environment()
    limits.check_size(len(data))
    kind = kind_of(data)
    raws = _raws(data, kind, KnownHeaders.of(headers), limits, every_sheet=every_sheet)
    if len(raws) < 2:
        return [_named(raw, file, kind) for raw in raws]
    return [replace(_named(raw, file, kind, raw.sheet or ""), workbook=file) for raw in raws]


def _raws(data: bytes, kind: FileKind, known: KnownHeaders, limits: Limits, *, every_sheet: bool) -> list[Raw]:
    """Return the table of a text or presentation, of a workbook that of the sheet that fits best or of all that do."""
    if kind is FileKind.TEXT:
        return [_text(data, known, limits)]
    grids = child.grids(data, kind, limits)
    if kind is FileKind.DECK:
        return [raw_of_deck(grids)]
    sheets, stamp = _sheets(grids, known, every_sheet=every_sheet), stamp_of(grids)
    return [replace(raw_of(as_formatted(sheet), known, limits), stamp=stamp) for sheet in sheets]


def _named(raw: Raw, file: str, kind: FileKind, sheet: str = "") -> Raw:
    """Return what was read with the name of its file, and of its sheet where that is one of several."""
    name = f"{file}{SHEET_OF}{sheet}" if sheet else file
    findings = sorted((*misnamed(file, kind), *raw.findings), key=lambda finding: finding.row or 0)
    return replace(raw, file=name, findings=tuple(finding.within(file=name) for finding in findings))


def _text(data: bytes, known: KnownHeaders, limits: Limits) -> Raw:
    limits.check_lines(data)
    text = decode(data, limits)
    limits.check_lines(text.utf8)
    dialect, utf8, findings = understood(text.utf8, known, limits)
    ended = utf8.endswith((b"\n", b"\r"))
    grid = replace(grid_of(utf8, dialect, limits), encoding=text.encoding, delimiter=dialect.shown)
    told = grid.findings
    grid = _without_text_formulas(grid) if utf8.find(b'="', 0, BEGINNING) >= 0 else grid
    doubts = suspicions.of_text(replace(grid, findings=told), utf8, dialect)
    findings = (*text.findings, *findings, *grid.findings, *doubts)
    del text, data
    return raw_of(replace(grid, findings=findings), known, limits, ended=ended)


def _without_text_formulas(grid: Grid) -> Grid:
    """Return a grid with the texts of cells such as ="0171", which exports write so that spreadsheets keep zeros."""
    cells, rows = grid.cells, list[int]()
    for at, column in enumerate(grid.cells.columns):
        found = pc.match_substring_regex(column, TEXT_FORMULA)
        if pc.any(found).as_py():
            inner = pc.replace_substring(pc.replace_substring_regex(column, TEXT_FORMULA, r"\1"), '""', '"')
            cells = cells.set_column(at, cells.field(at), pc.if_else(found, inner, column))
            rows += grid.rows[np.flatnonzero(found.combine_chunks().to_numpy(zero_copy_only=False))].tolist()
    if not rows:
        return grid
    return replace(grid, cells=cells).remarked(Repair(TEXT_FORMULAS, {"n": len(rows), "row": min(rows)}, row=min(rows)))


def _sheets(grids: tuple[Grid, ...], known: KnownHeaders, *, every_sheet: bool) -> list[Grid]:
    """Return the sheets to read, with what is to be said of them: all that hold anything, or the one that fits best."""
    holding = [grid for grid in grids if not _explains(grid) and not grid.blank().all()] if every_sheet else []
    if len(holding) < 2:
        return [_sheet(grids, known)]
    first, *others = holding
    return [_remarked(grid) for grid in (first.remarked(*_unread(grids)), *others)]


def _sheet(grids: tuple[Grid, ...], known: KnownHeaders) -> Grid:
    """Return the sheet that fits best: most known names, else visible and with most rows of several cells."""
    held = [grid for grid in grids if len(grid.rows)]
    if not held:
        raise Unreadable(child.REFUSALS["damaged"] if any(grid.findings for grid in grids) else NO_TABLE)
    best = max(held, key=lambda grid: _fit(grid, known))
    others = tuple(grid.sheet for grid in grids if grid is not best and not _explains(grid))
    told = [Problem(OTHER_SHEETS, {"sheet": best.sheet, "others": others}, severity="warning")] if others else []
    return _remarked(best.remarked(*_unread(grids), *told))


def _unread(grids: tuple[Grid, ...]) -> list[Finding]:
    """Return what is wrong with sheets that could not be opened."""
    return [finding for grid in grids if not len(grid.rows) for finding in grid.findings]


def _remarked(grid: Grid) -> Grid:
    """Return a sheet that is read with what is to be said of it."""
    hidden = [Problem(HIDDEN, {"sheet": grid.sheet}, severity="warning")] if grid.hidden else []
    return grid.remarked(*suspicions.signs(grid), *hidden)


def _explains(grid: Grid) -> bool:
    """Whether a sheet is one that our own templates and lists of hints add to a table."""
    return bool(len(grid.rows)) and is_own(grid.sheet, grid.texts(0, 1)[0][0])


def _fit(grid: Grid, known: KnownHeaders) -> tuple[int, bool, int]:
    score, _ = known.best([row for row in grid.texts(0, 2 * HEAD) if filled(row)][:HEAD])
    several = np.zeros(len(grid.rows), np.int64)
    for column in grid.cells.columns:
        several += column.combine_chunks().to_numpy(zero_copy_only=False) != ""
    return score, not grid.hidden, int((several > 1).sum())


def as_formatted(grid: Grid) -> Grid:
    """Return a sheet with percentages and partial dates as texts that say so, and a repair for each such date."""
    cells, findings = grid.cells, list[Finding]()
    for at, before in enumerate(grid.cells.columns):
        codes = grid.formats.at(grid.first_column + at, grid.rows)
        after = grid.formats.applied(exact, before, codes)
        if after is not before:
            cells = cells.set_column(at, cells.field(at), after)
            findings += _dayless(grid, at, before, after)
    return replace(grid, cells=cells).remarked(*findings)


def _dayless(grid: Grid, at: int, before: pa.ChunkedArray, after: pa.ChunkedArray) -> Iterator[Finding]:
    """Yield a repair for each date of which the day is not shown."""
    column = grid.first_column + at
    codes = grid.formats.cells[column][grid.rows - 1]
    partial = [number for number, code in enumerate(grid.formats.names, start=1) if precision(code) != "day"]
    changed = pc.not_equal(before, after).combine_chunks().to_numpy(zero_copy_only=False)
    places = np.flatnonzero(changed & np.isin(codes, partial))
    for place in places[:MOST].tolist():
        stored, read = before[place].as_py(), after[place].as_py()
        seen, row = shown(stored, grid.formats.names[codes[place] - 1]), int(grid.rows[place])
        values = {"value": seen, "stored": dt.date.fromisoformat(stored[:10]).strftime("%d.%m.%Y")}
        yield Repair(DAYLESS, values, row=row, cell=address(row, column), value=seen, repaired=read)
    if len(places) > MOST:
        yield Repair(MORE, {"n": len(places) - MOST}, row=int(grid.rows[places[MOST]]))
