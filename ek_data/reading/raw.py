"""Raw tables, as reading returns them: the text of every cell, where it stood, and what was noticed on the way."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Problem
from ek_data.i18n import N_
from ek_data.reading.grid import RowNumbers
from ek_data.reading.number_formats import Formats, shown

BEYOND = N_("“{surplus}” stands beyond the last column and is not taken over.")


@dataclass(frozen=True)
class Aside:
    """A row that was set aside: its cells under the columns of the table, what stands beyond them, and what was said.

    `holds_data` says that it may be a row of the table all the same.
    """

    texts: tuple[str, ...]
    surplus: str
    finding: Finding
    holds_data: bool

    @property
    def row(self) -> int:
        return self.finding.row or 0


class Stamp(NamedTuple):
    """The release that a template was made of: its number, and its seal, because numbers of another store are alike.

    `whose` is the municipality that it was sent to with questions.
    """

    release: int
    seal: str
    whose: str = ""


@dataclass(frozen=True)
class Excerpt:
    """What a file is a part of: rows of a `table`, of which it has some columns.

    `before` are the texts that stood in its cells before somebody edited them.
    """

    table: str
    before: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Raw:
    """What a file says, before anything is interpreted: every cell as text.

    `file` is the name as given, for display only, never used as a path. `header` holds the column names as the file
    writes them, `cells` one string column per header entry, named "0", "1", … (an empty cell is ""), `rows` the
    number of each row in Excel, counted from 1, and `columns` the position of each column in the file, counted from
    0. The last `overflow` columns have no name: they hold what single rows have beyond the header. Behind them
    stand the last `added` columns, which the file does not have. `formats` says which cells of a workbook are no
    texts, and what they show. `aside` are the rows above and below the table. `workbook` is the name of the
    workbook of which this is one of several sheets. `stamp` names the release that our own template was made of,
    `excerpt` says of which rows it has a part.
    """

    file: str
    header: tuple[str, ...]
    cells: pa.Table
    rows: RowNumbers
    header_row: int
    columns: tuple[int, ...]
    findings: tuple[Finding, ...]
    encoding: str = ""
    delimiter: str = ""
    sheet: str | None = None
    workbook: str = ""
    overflow: int = 0
    added: int = 0
    formats: Formats = field(default_factory=Formats)
    aside: tuple[Aside, ...] = ()
    stamp: Stamp | None = None
    excerpt: Excerpt | None = None

    def taking(self, rows: Collection[int]) -> Raw:
        """Return the same file with rows that were set aside in their place of the table, as somebody wants it."""
        back = [each for each in self.aside if each.row in rows]
        if not back:
            return self
        texts = zip(*(each.texts for each in back), strict=True)
        added = pa.table([pa.array(column, pa.string()) for column in texts], names=self.cells.column_names)
        numbers = np.concatenate([self.rows, np.array([each.row for each in back], dtype=np.int64)])
        order = np.argsort(numbers, kind="stable")
        said = {(each.row, each.finding.message) for each in back}
        kept = [each for each in self.findings if (each.row, each.message) not in said]
        beyond = [
            Problem(BEYOND, {"surplus": each.surplus}, self.file, each.row, value=each.surplus, severity="warning")
            for each in back
            if each.surplus
        ]
        return replace(
            self,
            cells=pa.concat_tables([self.cells, added]).take(pa.array(order)),
            rows=numbers[order],
            findings=tuple(sorted([*kept, *beyond], key=lambda finding: finding.row or 0)),
        )

    def without(self, rows: Collection[int]) -> Raw:
        """Return the same file without some of its rows and what was noticed about them."""
        if not rows:
            return self
        kept = ~np.isin(self.rows, list(rows))
        findings = tuple(each for each in self.findings if each.row not in rows)
        return replace(self, cells=self.cells.filter(pa.array(kept)), rows=self.rows[kept], findings=findings)

    def having(self, header: str, texts: Sequence[str]) -> Raw:
        """Return the same file with one more column, or with `texts` in the empty cells of the one that is so called.

        The empty cells of a column that was added say nothing about rows that are there already.
        """
        new = pa.chunked_array([pa.array(texts, pa.string())])
        if header in self.header:
            at = self.header.index(header)
            there = self.cells.column(at)
            blank = pc.equal(pc.utf8_trim_whitespace(there), "")
            return replace(self, cells=self.cells.set_column(at, str(at), pc.if_else(blank, new, there)))
        return replace(
            self,
            header=(*self.header, header),
            cells=self.cells.append_column(str(len(self.header)), new),
            columns=(*self.columns, max(self.columns, default=-1) + 1),
            added=self.added + 1,
        )

    def shown(self, position: int) -> pa.ChunkedArray:
        """Return the texts of a column as people see them: "1.234,50 €" where a cell holds the number 1234.5."""
        return self._by_format(position, shown)

    def changed(self, changes: Mapping[int, Callable[[str, str], str]]) -> Raw:
        """Return the same file, the columns at the positions of `changes` as these make them of text and format."""
        columns = [
            self._by_format(at, changes[at]) if at in changes else column
            for at, column in enumerate(self.cells.columns)
        ]
        return replace(self, cells=pa.table(columns, names=self.cells.column_names))

    def _by_format(self, position: int, change: Callable[[str, str], str]) -> pa.ChunkedArray:
        codes = self.formats.at(self.columns[position], self.rows)
        return self.formats.applied(change, self.cells.column(position), codes)

    def numbers_marked(self, position: int) -> pa.ChunkedArray:
        """Return the texts of a column, number cells such as 1.234 so that nobody takes the dot for thousands."""
        texts, codes = self.cells.column(position), self.formats.at(self.columns[position], self.rows)
        if codes is None:
            return texts
        mask = pa.array(codes > 0)
        here = pc.and_(mask, pc.match_substring_regex(texts, r"^-?[0-9]{1,3}\.[0-9]{3}$"))
        marked = pc.binary_join_element_wise(pc.replace_substring(texts, ".", ","), "0", "")
        return pc.if_else(here, marked, texts).cast(pa.string())
