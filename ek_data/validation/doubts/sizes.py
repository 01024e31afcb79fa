"""Sizes out of proportion: numbers that fit their column and yet not what they are about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import numpy as np
import pandas as pd

from ek_data import i18n
from ek_data.dataset.lookup import Known
from ek_data.i18n import N_, Words
from ek_data.tables.types import Column, Table
from ek_data.validation.doubts.doubt import Doubt, known_of

SERIAL = N_(
    "{number} is out of proportion. It is the number under which Excel keeps the date {date}. Please enter the number "
    "that was counted."
)
MAYBE_SERIAL = N_("{number} is also the number under which Excel keeps the date {date}. Is {number} meant?")
INHABITANTS = N_("{number} is more than the {n} inhabitants of {name}. Please check the number.")
UNUSUAL = N_("{number} is out of proportion: {least} to {most} are usual ({what}). Please check the number.")
BEYOND = N_("{number} is far more than in all other rows of this kind ({what}): {largest} at most. Please check it.")
ANOTHER = N_("{number} is very different from the {before} of the data so far. Please check the number.")

FIRST_DAY, EPOCH = dt.date(2015, 1, 1), dt.date(1899, 12, 30)
ROUND = 100  # what people count approximately ends with two zeros, the number of a date seldom
FAR, ENOUGH = 20, 3  # times as much as the most of so many other rows
TWICE = 2


def doubts(rows: pd.DataFrame, table: Table, known: Known) -> Iterator[Doubt]:
    """Yield for each column of numbers the rows in which one is out of proportion, each with the first reason."""
    before = known.rows(table)
    for column in table.columns:
        if column.is_quantity and rows[column.name].notna().any():
            values = rows[column.name].astype("Float64")
            done = known_of(values.isna() | values.eq(_as_before(rows, before, table, column)))
            for doubt in _about(rows, values, column, table, known):
                mask = doubt.mask & ~done
                done |= mask
                yield doubt._replace(mask=mask, values={"number": values, **doubt.values})


def _about(rows: pd.DataFrame, values: pd.Series, column: Column, table: Table, known: Known) -> Iterator[Doubt]:
    found = [
        *_inhabitants(rows, values, column, table, known),
        *_unusual(rows, values, column, table),
        *_beyond(rows, values, column, table, known),
        *_another(rows, values, column, table, known),
    ]
    if column.counts_people:
        doubtful = np.logical_or.reduce([each.mask for each in found] or [np.zeros(len(rows), bool)])
        yield from _serial(values, column, doubtful)
    yield from found


def _serial(values: pd.Series, column: Column, doubtful: np.ndarray) -> Iterator[Doubt]:
    """Numbers of days of these years: if they are out of proportion, and as a question if nobody counts so exactly."""
    first, last = ((day - EPOCH).days for day in (FIRST_DAY, i18n.today() + dt.timedelta(365)))
    is_day = known_of(values.between(first, last))
    exact = known_of(values % ROUND != 0)
    dates = values.map(
        lambda days: f"{EPOCH + dt.timedelta(int(days)):%d.%m.%Y}" if first <= days <= last else "", "ignore"
    )
    said = {"date": dates.astype("string")}
    yield Doubt(column.name, SERIAL, is_day & doubtful, said)
    yield Doubt(column.name, MAYBE_SERIAL, is_day & exact & ~doubtful, said)


def _inhabitants(rows: pd.DataFrame, values: pd.Series, column: Column, table: Table, known: Known) -> Iterator[Doubt]:
    """People that are more than live in their municipality, unless so many are usual of what they come to."""
    if not column.counts_people or table.municipality is None:
        return
    places = known.municipalities.dropna(subset=["ars"]).drop_duplicates("ars").set_index("ars")
    living = rows[table.municipality].map(places["population"].astype("Float64")).astype("Float64")
    names = rows[table.municipality].map(places["name"]).astype("string")
    mask = known_of(values > living)
    if column.sized_by:
        for _what, of_it, (_least, most) in _usual(rows, column, table):
            mask &= ~known_of(of_it & (values <= most))
    yield Doubt(column.name, INHABITANTS, mask, {"n": living, "name": names})


def _unusual(rows: pd.DataFrame, values: pd.Series, column: Column, table: Table) -> Iterator[Doubt]:
    """Numbers beyond what is declared as usual, for the column or for what its rows are of; nothing is no size."""
    for what, of_it, usual in _usual(rows, column, table):
        least, most = usual
        mask = known_of(of_it & (values != 0) & ((values < least) | (values > most)))
        yield Doubt(column.name, UNUSUAL, mask, {"least": float(least), "most": float(most), "what": what})


def _usual(rows: pd.DataFrame, column: Column, table: Table) -> Iterator[tuple[Words, pd.Series, tuple[float, float]]]:
    """Yield what rows are of, which they are, and the least and most that is usual of it."""
    if column.usual:
        yield column.label, pd.Series(True, index=rows.index), column.usual
    for option in table[column.sized_by].options if column.sized_by else ():
        if option.usual:
            yield option.words, rows[column.sized_by] == option.code, option.usual


def _beyond(rows: pd.DataFrame, values: pd.Series, column: Column, table: Table, known: Known) -> Iterator[Doubt]:
    """Numbers many times as large as in all rows of the same kind that are known."""
    if column.sized_by is None:
        return
    key, kind = table.key[0], column.sized_by
    others = known.rows(table).dropna(subset=[column.name])
    for option in table[kind].options:
        its = others[others[kind] == option.code]
        if len(its) < ENOUGH:
            continue
        ranked = its.set_index(key)[column.name].astype("Float64").sort_values()
        largest = pd.Series(ranked.iloc[-1], index=rows.index).where(rows[key] != ranked.index[-1], ranked.iloc[-2])
        mask = known_of((rows[kind] == option.code) & (values > FAR * largest))
        yield Doubt(column.name, BEYOND, mask, {"what": option.words, "largest": largest})


def _another(rows: pd.DataFrame, values: pd.Series, column: Column, table: Table, known: Known) -> Iterator[Doubt]:
    """Numbers that hardly change and are twice or half of what they were."""
    if not column.steady:
        return
    before = _as_before(rows, known.rows(table), table, column)
    mask = known_of((values > TWICE * before) | (values * TWICE < before))
    yield Doubt(column.name, ANOTHER, mask, {"before": before})


def _as_before(rows: pd.DataFrame, before: pd.DataFrame, table: Table, column: Column) -> pd.Series:
    """Return the number that the data have for each row so far."""
    if len(table.key) > 1:
        return pd.Series(pd.NA, index=rows.index, dtype="Float64")
    key = table.key[0]
    there = before.dropna(subset=[key]).drop_duplicates(key).set_index(key)[column.name].astype("Float64")
    return rows[key].map(there).astype("Float64")
