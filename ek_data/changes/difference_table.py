"""The difference of two data sets as tables to read: rows that came and went, and cells with what they were and are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import islice

import numpy as np
import pandas as pd

from ek_data.changes.diff import Changes, TableChanges
from ek_data.changes.effect import Effect
from ek_data.dataset import wording
from ek_data.dataset.keys import row_names
from ek_data.i18n import N_, Language
from ek_data.tables.types import Table

KINDS = {"added": N_("new rows"), "changed": N_("changed rows"), "removed": N_("removed rows")}
KIND = {"added": N_("new row"), "removed": N_("removed row")}
EMPTY = N_("(empty)")
NO_FIGURE = "–"


def changed_cells(changes: TableChanges, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return one row for each changed cell: which row, which column, what it was and what it is now, in words."""
    cells = changes.in_words(lang, names)
    of_each = changes.differs.to_numpy().sum(axis=1)
    rows = row_names(changes.after, changes.table, names).repeat(of_each).reset_index(drop=True)
    return pd.DataFrame(
        {
            lang("Row"): rows,
            lang("Column"): cells["column"],
            lang("so far"): cells["before"].astype("string").fillna(lang(EMPTY)),
            lang("from now on"): cells["after"].astype("string").fillna(lang(EMPTY)),
        }
    )


def cells_page(changes: TableChanges, part: slice, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return some of the changed cells; only the rows they lie in are put into words.

    Columns: as of `changed_cells`.
    """
    until = changes.differs.to_numpy().sum(axis=1).cumsum()
    first, last = np.searchsorted(until, [part.start, part.stop - 1], side="right")
    before = int(until[first - 1]) if first else 0
    cells = changed_cells(changes.only(slice(int(first), int(last) + 1)), names, lang)
    return cells.iloc[part.start - before : part.stop - before].reset_index(drop=True)


def concerning(changes: TableChanges, columns: list[str]) -> TableChanges:
    """Return the changes of some columns only; of all columns if none is named."""
    if not columns:
        return changes
    only = changes.differs & changes.differs.columns.isin(columns)
    return replace(changes, differs=only).only(np.asarray(only.to_numpy().any(axis=1)))


def number_of_cells(changes: TableChanges) -> int:
    """Return how many cells changed."""
    return int(changes.differs.to_numpy().sum())


def changed_columns(changes: TableChanges) -> list[str]:
    """Return the names of the columns in which something changed."""
    return [str(name) for name, differs in changes.differs.items() if differs.any()]


def listed_rows(rows: pd.DataFrame, table: Table, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return whole rows in words, under the labels of their columns."""
    return wording.readable(wording.words(rows, table, lang, names), lang)


def effect_sentences(effect: Mapping[str, Effect], lang: Language) -> list[str]:
    """Return the rows of `effect_table` as lines to read: what it is, what it said and what it will say."""
    rows = effect_table(effect, lang).itertuples(index=False, name=None)
    return [lang("{figure}: so far {before}, from now on {after}", figure=f, before=b, after=a) for f, b, a in rows]


def effect_table(effect: Mapping[str, Effect], lang: Language) -> pd.DataFrame:
    """Return one row for each headline figure that changes: its label, what it said and what it will say.

    Columns: figure, so far, from now on; in words.
    """
    figures = [(pair.after or pair.before, pair) for pair in effect.values()]
    return pd.DataFrame(
        {
            lang("Figure"): [lang.of(figure.label) for figure, _pair in figures if figure],
            lang("so far"): [pair.before.words(lang) if pair.before else NO_FIGURE for _figure, pair in figures],
            lang("from now on"): [pair.after.words(lang) if pair.after else NO_FIGURE for _figure, pair in figures],
        },
        dtype="string",
    )


def in_lines(changes: Changes, names: Mapping[str, str], most: int, lang: Language) -> list[str]:
    """Return the difference as at most so many lines to read, and how many more there are."""
    n = sum(number_of_cells(each) + len(each.added) + len(each.removed) for each in changes.tables.values())
    lines = list(islice(_lines(changes, names, most, lang), most))
    return [*lines, lang.more(n - len(lines))] if n > len(lines) else lines


def _lines(changes: Changes, names: Mapping[str, str], most: int, lang: Language) -> Iterator[str]:
    for each in changes.tables.values():
        for row, column, before, after in cells_page(each, slice(0, most), names, lang).itertuples(index=False):
            yield lang(
                "{figure}: so far {before}, from now on {after}", figure=f"{row}, {column}", before=before, after=after
            )
        for kind, rows in (("added", each.added), ("removed", each.removed)):
            yield from (f"{lang(KIND[kind])}: {row}" for row in row_names(rows[:most], each.table, names))


def changed_tables(changes: Changes) -> list[str]:
    """Return the names of the tables that differ."""
    return [name for name, counts in changes.counts.items() if any(counts)]
