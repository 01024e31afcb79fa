"""Finding measures by what somebody remembers of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.tables import MEASURES

Texts = tuple[pd.Series, Callable[[str], str]]  # the values of a column, and the words that stand for each


def search(measures: pd.DataFrame, sought: str, names: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return the measures in whose title, category, note or municipality every word of `sought` occurs.

    Columns: those of `measures`. `names` maps ARS to name.
    Upper and lower case make no difference; an empty search finds everything.
    """
    categories = MEASURES["category"].words(lang)
    columns: tuple[Texts, ...] = (
        (measures["title"], str),
        (measures["category"], lambda code: categories.get(code, "")),
        (measures["municipality"], lambda ars: names.get(ars, "")),
        (measures["note"], str),
    )
    words = sought.casefold().split()
    return measures[_holding(words, columns, len(measures))] if words else measures


def places(dataset: Dataset, words: tuple[str, ...], lang: Language) -> np.ndarray | None:
    """Return the positions of the measures found by all `words`; None where nothing is sought."""
    if not words:
        return None
    found = search(dataset.measures, " ".join(words), (dataset.unfiltered or dataset).names_by_ars, lang)
    return found.index.to_numpy(dtype=np.int32)


def _holding(words: list[str], columns: tuple[Texts, ...], n: int) -> np.ndarray:
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
