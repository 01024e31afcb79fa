"""Finding rows by what somebody remembers of them, and putting them in the order of a column."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.i18n import Language
from ek_data.tables.types import Column, Table, Type

Searched = tuple[pd.Series, Callable[[str], str]]  # the values of a column, and the words that stand for each
DESCENDING = "-"  # before the name of a column


def search(rows: pd.DataFrame, table: Table, sought: str, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return the rows in whose texts, choices or municipality every word of `sought` occurs.

    Columns: those of `rows`. `names` maps ARS to name.
    Upper and lower case make no difference; an empty search finds everything.
    """
    words = sought.casefold().split()
    return rows[_holding(words, _texts(rows, table, names, lang), len(rows))] if words else rows


def ordered(rows: pd.DataFrame, table: Table, order: str, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return `rows` in the order of the column that `order` names, from the highest on after "-"; unknown ones last.

    Columns: those of `rows`. Alike rows stay in their order, and so do all without an `order`.
    """
    if not order:
        return rows
    name = order.removeprefix(DESCENDING)
    keys = _keys(rows[name], table[name], names, lang).reset_index(drop=True)
    return rows.iloc[keys.sort_values(ascending=order == name, kind="stable").index]


def _keys(values: pd.Series, column: Column, names: Mapping[str, str], lang: Language) -> pd.Series:
    """Return what sorts: dates and numbers as they are, values with a rank by it, words by their letters."""
    if column.type is Type.CHOICE and any(option.rank for option in column.options):
        return -column.furthest(values)
    if column.type in (Type.CHOICE, Type.ARS, Type.TEXT, Type.KEY):
        words = column.words(lang) if column.type is Type.CHOICE else names
        return values.astype("string").map(lambda value: words.get(value, value).casefold(), na_action="ignore")
    return values


def places(
    rows: pd.DataFrame, table: Table, sought: str, order: str, names: Mapping[str, str], lang: Language
) -> np.ndarray | None:
    """Return the positions of the rows found, in their order; None where all stand as they are."""
    if not sought and not order:
        return None
    numbered = rows.reset_index(drop=True)
    found = ordered(search(numbered, table, sought, names, lang), table, order, names, lang)
    return found.index.to_numpy(dtype=np.int32)


def _texts(rows: pd.DataFrame, table: Table, names: Mapping[str, str], lang: Language) -> list[Searched]:
    said: dict[Type, Callable[[Column], Callable[[str], str]]] = {
        Type.TEXT: lambda _column: str,
        Type.CHOICE: lambda column: lambda code: column.words(lang).get(code, ""),
        Type.ARS: lambda _column: lambda ars: names.get(ars, ""),
    }
    return [(rows[column.name], said[column.type](column)) for column in table.columns if column.type in said]


def _holding(words: list[str], columns: list[Searched], n: int) -> np.ndarray:
    """Return a mask of the rows in which each of `words` stands in some column; each distinct text is read once."""
    found = np.zeros((len(words), n), dtype=bool)
    for values, said in columns:
        encoded = _encoded(values)
        texts = [said(text).casefold() if text is not None else "" for text in encoded.dictionary.to_pylist()]
        codes = pc.fill_null(encoded.indices, len(texts)).to_numpy(zero_copy_only=False)
        for number, word in enumerate(words):
            holding = np.fromiter((word in text for text in (*texts, "")), dtype=bool, count=len(texts) + 1)
            found[number] |= holding[codes]
    return np.asarray(np.logical_and.reduce(found))


def _encoded(values: pd.Series) -> pa.DictionaryArray:
    texts = pa.array(values.astype("string") if values.dtype != "category" else values)
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return whole if isinstance(whole, pa.DictionaryArray) else whole.dictionary_encode()
