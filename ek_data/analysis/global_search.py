"""Search over everything: municipalities, measures, events and terms, by what somebody remembers of them.

Every word has to occur, in any order. Case, accents and ways to write an umlaut make no difference. In place of a word
that occurs nowhere those are taken of which it may be a typing error.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.spelling import folded, near, skeleton
from ek_data.tables import EVENTS, MEASURES

LONGEST, MOST_WORDS = 100, 8  # characters and words of a search that are read
SIGNS = "„“”‚‘’\"'(),.;:!?"  # around a word
PARTS = re.compile(r"[^\W_]+")


class Texts(NamedTuple):
    """A column to search in: the forms of the words of each distinct text, and which of these each row has."""

    forms: tuple[str, ...]
    codes: np.ndarray


@dataclass(frozen=True, eq=False)
class Index:
    """What can be searched: the columns of each group, the first of which tells most, and all words by their forms."""

    groups: Mapping[str, tuple[Texts, ...]]
    words: Mapping[str, str]


class Found(NamedTuple):
    """The positions of the rows found in each group, best first, and what was taken in place of which word."""

    groups: Mapping[str, np.ndarray]
    instead: Mapping[str, tuple[str, ...]]


def index(dataset: Dataset, terms: tuple[str, ...], lang: Language) -> Index:
    """Return what can be searched in a data set, and in `terms`."""
    words: dict[str, str] = {}
    known: dict[str, tuple[str, ...]] = {}
    names = dataset.names_by_ars

    def texts(values: pd.Series, said: Callable[[str], str] = str) -> Texts:
        encoded = _encoded(values)
        told = ["" if text is None else said(text) for text in encoded.dictionary.to_pylist()]
        for word in {word: None for text in told for word in text.split()}:
            if word not in known:
                known[word] = _forms(word)
                words.update(dict.fromkeys(known[word], word.strip(SIGNS)))
        forms = [" ".join(form for word in text.split() for form in known[word]) for text in told]
        codes = pc.fill_null(encoded.indices, len(forms)).to_numpy(zero_copy_only=False)
        return Texts((*forms, ""), codes)

    def declared(rows: pd.DataFrame, column: str, options: Mapping[str, str]) -> Texts:
        return texts(rows[column], lambda code: options.get(code, ""))

    whole, measures, events = dataset.municipalities, dataset.measures, dataset.events
    groups = {
        "municipalities": (texts(whole["name"]), declared(whole, "ars", names)),
        "measures": (
            texts(measures["title"]),
            declared(measures, "category", MEASURES["category"].words(lang)),
            declared(measures, "municipality", names),
        ),
        "events": (
            texts(events["title"]),
            declared(events, "type", EVENTS["type"].words(lang)),
            texts(events["place"]),
            declared(events, "municipality", names),
        ),
        "terms": (texts(pd.Series(terms, dtype="string")),),
    }
    return Index(groups, words)


def find(searched: Index, sought: str) -> Found:
    """Return what is found by all words of `sought`; without a word nothing is."""
    wanted: list[tuple[str, ...]] = []
    instead: dict[str, tuple[str, ...]] = {}
    known = "\n".join(searched.words)
    for word in sought[:LONGEST].split()[:MOST_WORDS]:
        forms = tuple(filter(None, dict.fromkeys((folded(word), skeleton(word)))))
        if not forms:  # signs only
            continue
        if not any(form in known for form in forms):
            meant = dict.fromkeys(other for form in forms for other in near(form, searched.words))
            forms, instead[word] = tuple(meant), tuple(dict.fromkeys(searched.words[form] for form in meant))
        wanted.append(forms)
    return Found({name: _rows(columns, wanted) for name, columns in searched.groups.items()}, instead)


def _rows(columns: tuple[Texts, ...], wanted: list[tuple[str, ...]]) -> np.ndarray:
    """Return the positions of the rows in which each word occurs; those that have all in the first column lead."""
    n = len(columns[0].codes)
    if not wanted or not all(wanted):  # a word that is nowhere is in no row
        return np.zeros(0, dtype=np.int64)
    held = np.array([[_holds(column, forms) for column in columns] for forms in wanted]).reshape(-1, len(columns), n)
    [found] = np.nonzero(np.logical_and.reduce(held.any(axis=1)))
    elsewhere = ~np.logical_and.reduce(held[:, 0])[found]
    return np.asarray(found[np.argsort(elsewhere, kind="stable")])


def _holds(column: Texts, forms: tuple[str, ...]) -> np.ndarray:
    holding = np.fromiter((any(form in text for form in forms) for text in column.forms), bool, len(column.forms))
    return np.asarray(holding[column.codes])


def _forms(word: str) -> tuple[str, ...]:
    """Return how a word may be typed: with and without accents, and each part of a compound with a hyphen."""
    parts = PARTS.findall(word)
    told = [word, *parts] if len(parts) > 1 else [word]
    return tuple(filter(None, dict.fromkeys(form(each) for each in told for form in (folded, skeleton))))


def _encoded(values: pd.Series) -> pa.DictionaryArray:
    texts = pa.array(values.astype("string") if values.dtype != "category" else values)
    whole = texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts
    return whole if isinstance(whole, pa.DictionaryArray) else whole.dictionary_encode()
