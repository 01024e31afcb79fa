"""The history of a headline figure: what it was in each release, and which rows moved it from one to the next."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

import pandas as pd

from ek_data.changes.diff import Changes, TableChanges, table_difference
from ek_data.changes.difference_table import concerning, in_lines
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import row_names
from ek_data.figures.figure import Figure
from ek_data.figures.headline import headline
from ek_data.figures.qualified import Quantity
from ek_data.i18n import N_, Language
from ek_data.store.manifest import Release
from ek_data.tables import BY_NAME

MOST_LINES = 8


class Point(NamedTuple):
    """A figure in one release; None where none was kept with it."""

    release: Release
    quantity: Quantity | None


class Step(NamedTuple):
    """A figure before and after it changed, in releases that follow one another as far as they kept it."""

    before: Point
    after: Point


def history(name: str, releases: Sequence[Release]) -> tuple[Point, ...]:
    """Return a figure in each of the `releases`, oldest first."""
    return tuple(Point(each, each.figures.get(name)) for each in sorted(releases, key=lambda each: each.number))


def steps(points: Sequence[Point]) -> tuple[Step, ...]:
    """Return where a figure changed, newest first; across a gap nobody can tell in which release it did."""
    kept = [point for point in points if point.quantity is not None]
    changed = [Step(one, other) for one, other in pairwise(kept) if one.quantity != other.quantity]
    return tuple(reversed(changed))


def moved(older: Dataset, newer: Dataset, name: str, lang: Language) -> list[str]:
    """Return in lines which rows came into a figure, which left it, and which changed what is added up in it."""
    before, after = (data.result(headline).get(name) for data in (older, newer))
    known = after or before
    if known is None:
        return []
    table = BY_NAME[known.table]
    found = table_difference(_rows(before, known), _rows(after, known), table)
    names = older.names_by_ars | newer.names_by_ars
    lines = [
        *_named(N_("now counted: {row}"), found.added, found, names, lang),
        *_named(N_("no longer counted: {row}"), found.removed, found, names, lang),
    ]
    if known.column:
        again = TableChanges(table, found.added[:0], found.removed[:0], found.before, found.after, found.differs)
        lines += in_lines(Changes({table.name: concerning(again, [known.column])}), names, MOST_LINES, lang)
    return lang.some(lines, MOST_LINES)


def _rows(figure: Figure | None, known: Figure) -> pd.DataFrame:
    return known.whole[:0] if figure is None else figure.rows


def _named(
    message: str, rows: pd.DataFrame, changes: TableChanges, names: Mapping[str, str], lang: Language
) -> list[str]:
    return [lang(message, row=row) for row in row_names(rows, changes.table, names)]
