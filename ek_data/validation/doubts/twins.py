"""Twins: rows under two keys that tell of the same thing, so that it would be counted twice."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.keys import are_among
from ek_data.i18n import N_
from ek_data.spelling import closest, folded
from ek_data.tables.types import Precision, Table, Type
from ek_data.validation.doubts.doubt import Doubt

TWIN = N_(
    "“{value}” seems to be the same as “{other}”: {columns} are alike. If it is the same, keep one row, under "
    "“{other}”. If not, let the title or the date tell them apart."
)
SEPARATOR = pa.scalar("\x1f", pa.large_string())
FEW = 5  # rows of one identity with whose titles those of the others are compared
LONG = 4  # letters of a word that is no number of a part, so that one letter may be a typing error


def doubts(rows: pd.DataFrame, table: Table, before: pd.DataFrame) -> Iterator[Doubt]:
    """Yield the rows that are like one above them in the file or one of those `before`, unless both are in these."""
    key = table.key[0]
    told = np.zeros(len(rows), bool)
    for columns, mine, theirs in _comparisons(rows, before, table):
        other = _others(rows, before, table, mine, theirs)
        mask = other.notna().to_numpy(dtype=bool) & ~told
        told |= mask
        labels = tuple(table[name].label for name in columns)
        yield Doubt(key, TWIN, mask, {"other": other, "columns": labels}, of_whole_rows=True)


def _comparisons(
    rows: pd.DataFrame, before: pd.DataFrame, table: Table
) -> Iterator[tuple[Sequence[str], pd.Series, pd.Series]]:
    """Yield columns and what they say of `rows` and of those `before`, as often as rows are to be compared."""
    if table.same_in:
        yield table.same_in, _alike(rows, table.same_in, table), _alike(before, table.same_in, table)
        undated = [name for name in table.same_in if table[name].type is not Type.DATE]
        dates = rows[[name for name in table.same_in if name not in undated]]
        lacking = rows[dates.isna().all(axis="columns")]
        yield undated, _alike(lacking, undated, table).reindex(rows.index), _alike(before, undated, table)
    if table.only_once:
        mine, theirs = (_known_alike(each, table.only_once, table) for each in (rows, before))
        yield table.only_once, mine, theirs


def _others(rows: pd.DataFrame, before: pd.DataFrame, table: Table, mine: pd.Series, theirs: pd.Series) -> pd.Series:
    """Return for each row the key of the first one with its identity and a title like its own, those `before` first."""
    key, title = table.key[0], next(name for name in table.same_in if table[name].type is Type.TEXT)
    ours = pd.DataFrame({"key": rows[key], "same": mine, "title": rows[title], "row": rows.index})
    old = pd.DataFrame({"key": before[key], "same": theirs, "title": before[title]})
    is_new = ~are_among(ours["key"], old["key"])
    elsewhere = old[~are_among(old["key"], ours["key"])]
    everybody = pd.concat([elsewhere, ours[~is_new], ours[is_new]]).dropna(subset=["key", "same"])
    shared = everybody[everybody["same"].duplicated(keep=False)].fillna({"title": ""})
    if shared.empty:  # as in nearly every file; what follows takes most of the time
        return pd.Series(pd.NA, rows.index, rows[key].dtype)
    shared = shared.assign(at=range(len(shared)))
    first = shared.groupby("same", sort=False).head(FEW).drop(columns="row")
    first = first.rename(columns={"key": "other", "title": "its", "at": "above"})
    met = shared.dropna(subset="row").merge(first, on="same")
    met = met[(met["above"] < met["at"]) & (met["key"] != met["other"])]
    alike = [are_alike(one, other) for one, other in zip(met["title"], met["its"], strict=True)]
    met = met[np.array(alike, bool)]
    long_since = pd.MultiIndex.from_frame(old.loc[are_among(old["same"], met["same"]), ["key", "same"]])
    both = pd.MultiIndex.from_frame(met[["key", "same"]]).isin(long_since)
    both &= pd.MultiIndex.from_frame(met[["other", "same"]]).isin(long_since)
    return met[~both].drop_duplicates("row").set_index("row")["other"].reindex(rows.index)


def are_alike(title: str, other: str) -> bool:
    """Whether two titles do not tell things apart: one says all that the other says, or they differ by a typing error.

    "Vereinekonferenz" says nothing beside "Erste Vereinekonferenz"; "Teil 1" and "Teil 2" are two.
    """
    words, others = (set(re.findall(r"\w+", each.lower())) for each in (title, other))
    if words <= others or others <= words or folded(title) == folded(other):
        return True
    is_mistype = all(len(word) >= LONG and not word.isdigit() for word in words ^ others)
    return is_mistype and closest(title, {folded(other): True}) is not None


def _alike(rows: pd.DataFrame, columns: Sequence[str], table: Table) -> pd.Series:
    """Return what rows are compared by; what is unknown is like what is unknown.

    A cohort says something of its own only where no municipality is named.
    """
    cohort = table.cohort
    texts = [_text(rows, name, table) for name in columns if name != cohort]
    if cohort and cohort in columns and table.municipality:
        own = rows[cohort].where(rows[table.municipality].isna())
        texts.append(_text(own.to_frame(), cohort, table))
    joined: pd.Series = pc.binary_join_element_wise(*texts, SEPARATOR).to_pandas().astype("string")
    return joined.set_axis(rows.index)


def _known_alike(rows: pd.DataFrame, columns: Sequence[str], table: Table) -> pd.Series:
    """Return what rows are compared by where all of it is known, dates to the day."""
    known = rows[list(columns)].notna().all(axis="columns")
    for name in columns:
        if table[name].type is Type.DATE:
            known &= rows[table[name].precision] == Precision.DAY
    return _alike(rows[known], columns, table).reindex(rows.index)


def _text(rows: pd.DataFrame, name: str, table: Table) -> pa.Array:
    """Return the values of a column as texts; of those that people write, letters and digits alone."""
    column = table[name]
    if column.type is Type.DATE:
        return pc.binary_join_element_wise(_arrow(rows[name]), _arrow(rows[column.precision]), SEPARATOR)
    texts = _arrow(rows[name])
    if column.type is not Type.TEXT:
        return texts
    return pc.replace_substring_regex(texts, r"[^\pL\pN]+", "")


def _arrow(values: pd.Series) -> pa.Array:
    texts = pa.array(values, from_pandas=True)
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return pc.utf8_lower(pc.fill_null(whole.cast(pa.large_string()), ""))
