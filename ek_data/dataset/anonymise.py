"""The same data without names, for discussions in the round: every municipality is "Kommune A", "Kommune B" and so on.

It is a courtesy and no protection: sums stay as they are, and whoever knows the numbers can tell a municipality by
them.
What would tell one at a single search, its inhabitants and its area, is shown rounded where it stands alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from string import ascii_uppercase

import pandas as pd

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.wording import in_words
from ek_data.geo.regional_key import OF_DISTRICT, WHOLE, is_own
from ek_data.i18n import GERMAN
from ek_data.tables import BY_NAME
from ek_data.tables.shared_columns import SOURCE_QUALITY, has_two_sources
from ek_data.tables.types import Table, Type

FIRST_DIGIT = "9"  # no regional key of Germany begins with it
SECTIONS = ((0, 5), (5, 9), (9, 12))


def anonymised(dataset: Dataset) -> Dataset:
    """Return the tables of a release without names: letters for names, other keys, no free text, no source, no place.

    Letters and keys follow from the regional keys of the participants, so that page, slides and exports agree. Which
    municipality lies inside which can still be told from the new keys, because totals need it. What is hidden follows
    from the declaration of the tables: a text column that is added later is hidden as well.
    """
    keys = other_keys(dataset.municipalities["ars"])
    names = pseudonyms(dataset.municipalities["ars"])
    tables = {name: _hidden(rows, BY_NAME[name], keys) for name, rows in dataset.tables.items()}
    called = dataset.municipalities["ars"].map(names).astype("string")
    tables["municipalities"] = tables["municipalities"].assign(name=called, note=_demo_mark(dataset))
    return replace(dataset, tables=tables, origin=replace(dataset.origin, author="", note=""))


def pseudonyms(ars: Iterable[str], further: Iterable[str] = ()) -> dict[str, str]:
    """Return "Kommune A" to "Kommune Z", then "Kommune AA" and so on, by regional key; the order tells nothing.

    What is in `further` only, because it is in an earlier release, gets the letters after those.
    """
    known = sorted(set(ars), key=_shuffled)
    former = sorted(set(further) - set(known), key=_shuffled)
    return {key: f"Kommune {_letter(place)}" for place, key in enumerate([*known, *former])}


def other_keys(ars: Iterable[str]) -> dict[str, str]:
    """Return a key for each regional key that is nobody's, with the same nesting and the same zeros at the end."""
    known = sorted(set(ars), key=_shuffled)
    official = [key for key in known if not is_own(key)]
    numbers: dict[str, str] = {}
    for start, end in SECTIONS:
        for parent, sections in _grouped((key[:start], key[start:end]) for key in official).items():
            for number, section in enumerate((each for each in sections if int(each)), 1):
                numbers[parent + section] = f"{FIRST_DIGIT}{number:04}" if start == 0 else f"{number:0{end - start}}"
    others = {key: "".join(numbers.get(key[:end], key[start:end]) for start, end in SECTIONS) for key in official}
    after = len({key[:OF_DISTRICT] for key in official})  # codes lie inside nothing, like districts of their own
    coded = enumerate((key for key in known if is_own(key)), after + 1)
    return others | {key: f"{FIRST_DIGIT}{number:04}".ljust(WHOLE, "0") for number, key in coded}


def is_other_key(ars: str) -> bool:
    """Return whether a regional key is one of `other_keys`."""
    return ars.startswith(FIRST_DIGIT)


def coarse(value: float) -> float:
    """Return a number in one digit, by which nobody is found: 20,000 for 19,468, and 40 for 35.22."""
    return float(f"{value:.0e}")


def _grouped(pairs: Iterable[tuple[str, str]]) -> dict[str, list[str]]:
    groups: dict[str, dict[str, None]] = {}
    for parent, section in pairs:
        groups.setdefault(parent, {})[section] = None
    return {parent: list(sections) for parent, sections in groups.items()}


def without_names(rows: pd.DataFrame, table: Table) -> pd.DataFrame:
    """Return rows without what tells of whom they are, keys apart; words of a declared column stand for the title."""
    empty = {
        column.name: pd.Series(pd.NA, index=rows.index, dtype=rows[column.name].dtype)
        for column in table.columns
        if column.is_identifying
    }
    # because a second source, which lifts the doubt about the first, is hidden
    empty[SOURCE_QUALITY.name] = rows[SOURCE_QUALITY.name].mask(has_two_sources(rows))
    hidden = rows.assign(**empty)
    if table.anonymous is None:
        return hidden
    words = in_words(rows[table.anonymous], table[table.anonymous], GERMAN)
    if not table["title"].is_identifying:
        words = rows["title"].where(rows[str(table.municipality)].isna(), words)
    return hidden.assign(title=words)


def _hidden(rows: pd.DataFrame, table: Table, keys: dict[str, str]) -> pd.DataFrame:
    theirs = {column.name: rows[column.name] for column in table.columns if column.type is Type.ARS}
    mapped = {name: values.map(keys).astype("string") for name, values in theirs.items()}
    return without_names(rows, table).assign(**mapped)


def _demo_mark(dataset: Dataset) -> pd.Series:
    invented = dataset.municipalities["note"].str.startswith(DEMO_MARK).fillna(False)
    return invented.map({True: DEMO_MARK, False: pd.NA}).astype("string")


def _shuffled(ars: str) -> str:
    return hashlib.sha256(ars.encode()).hexdigest()


def _letter(place: int) -> str:
    """Return A, B, … Z, AA, AB … as columns of a spreadsheet are called."""
    before, last = divmod(place, len(ascii_uppercase))
    return (_letter(before - 1) if before else "") + ascii_uppercase[last]
