"""Lookup of the municipalities and events that a file may refer to: by key, by name, by what is like it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from ek_data.dataset.dataset import Dataset, short_names
from ek_data.geo import regional_key
from ek_data.geo.boundaries import Area
from ek_data.programme.current import current, per_programme
from ek_data.spelling import folded
from ek_data.tables import BY_NAME, EVENTS, MUNICIPALITIES
from ek_data.tables.types import Table


@per_programme
def kind_words() -> re.Pattern[str]:
    """Return what a name may begin with that says the kind, the longest first: "Landkreis", "LK"."""
    kinds, places = MUNICIPALITIES["kind"].options, current().places
    said = {*places.titles, *places.shortened, *places.shortened.values()}
    said |= {word for kind in kinds for word in (kind.words.de, *kind.spellings)}
    return re.compile(rf"^(?:{'|'.join(sorted(map(re.escape, said), key=len, reverse=True))}) ", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Known:
    """The municipalities and events of the current release and of the files checked so far.

    `others` are the other tables of the release, `areas` the official boundaries by ARS, with which rows are compared.
    """

    municipalities: pd.DataFrame = field(default_factory=MUNICIPALITIES.empty)
    events: pd.DataFrame = field(default_factory=EVENTS.empty)
    others: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    areas: Mapping[str, Area] = field(default_factory=dict)

    @classmethod
    def of(cls, dataset: Dataset | None, areas: Mapping[str, Area] | None = None) -> Known:
        tables = dict(dataset.tables) if dataset else {}
        municipalities, events = (tables.pop(table.name, table.empty()) for table in (MUNICIPALITIES, EVENTS))
        return cls(municipalities, events, tables, areas or {})

    def rows(self, table: Table) -> pd.DataFrame:
        """Return the rows of any table that are known."""
        own = {MUNICIPALITIES.name: self.municipalities, EVENTS.name: self.events}
        return own.get(table.name, self.others.get(table.name, table.empty()))

    def including(self, table: str, rows: pd.DataFrame) -> Known:
        """Return what is known once `rows` of a table are known too; newer rows come before older ones."""
        if table == MUNICIPALITIES.name:
            return replace(self, municipalities=_joined(self.municipalities, rows, "ars"))
        if table == EVENTS.name:
            return replace(self, events=_joined(self.events, rows, "event_id"))
        key, *more = BY_NAME[table].key
        if more:  # nothing refers to it and nothing is compared with it
            return self
        return replace(self, others={**self.others, table: _joined(self.rows(BY_NAME[table]), rows, key)})

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """The keys that rows of other tables may name, by table."""
        return {
            MUNICIPALITIES.name: frozenset(self.municipalities["ars"].dropna()),
            EVENTS.name: frozenset(self.events["event_id"].dropna()),
        }

    @cached_property
    def names(self) -> Mapping[str, str]:
        """Full names of the municipalities by ARS."""
        return dict(self._pairs)

    @cached_property
    def unique_names(self) -> Mapping[str, str]:
        """The full names that mean one municipality only and can stand for its ARS, by ARS."""
        return {ars: name for ars, name in self._pairs if self.by_name.get(folded(name)) == (ars,)}

    @cached_property
    def cohorts(self) -> pd.Series:
        """Cohorts of the municipalities, indexed by ARS."""
        return self.municipalities.dropna(subset=["ars"]).set_index("ars")["cohort"]

    @cached_property
    def by_name(self) -> Mapping[str, tuple[str, ...]]:
        """ARS by folded full and short name: "Verbandsgemeinde Asbach", "VG Asbach"."""
        short = short_names(self.municipalities["name"])
        return _by_fold([*self._pairs, *zip(self.municipalities["ars"], short, strict=True)])

    @cached_property
    def spelled(self) -> frozenset[str]:
        """The full and short names exactly as they are written."""
        return frozenset(self.municipalities["name"].dropna()) | frozenset(short_names(self.municipalities["name"]))

    @cached_property
    def by_bare_name(self) -> Mapping[str, tuple[str, ...]]:
        """ARS by folded name without its kind: "Asbach"."""
        return _by_fold((ars, kind_words().sub("", name)) for ars, name in self._pairs)

    @cached_property
    def by_titled_name(self) -> Mapping[str, tuple[str, ...]]:
        """ARS by folded name under its title and each word for its kind: "Stadt Alzey", "Kreis Alzey-Worms"."""
        rows = self.municipalities.dropna(subset=["ars", "name"])
        return _by_fold(
            (ars, titled)
            for ars, name, kind in zip(rows["ars"], rows["name"], rows["kind"], strict=True)
            for titled in (name, *(f"{word} {kind_words().sub('', name)}" for word in words_for(kind)))
        )

    @cached_property
    def by_short_key(self) -> Mapping[str, tuple[str, ...]]:
        """ARS by the shorter keys in use: 5 digits of a district, 9 of an association, 8 (AGS) of any other."""
        return _by_short_key(self.keys[MUNICIPALITIES.name])

    @cached_property
    def areas_by_short_key(self) -> Mapping[str, tuple[str, ...]]:
        """The same of the boundaries."""
        return _by_short_key(self.areas)

    @cached_property
    def _pairs(self) -> list[tuple[str, str]]:
        named = self.municipalities.dropna(subset=["ars", "name"])
        return list(zip(named["ars"], named["name"], strict=True))


def words_for(kind: str | None) -> tuple[str, ...]:
    """Return the words that say a kind in front of a name: "Landkreis", "LK", "Kreis"."""
    if pd.isna(kind):
        return ()
    option = MUNICIPALITIES["kind"].option(str(kind))
    return (option.words.de, *option.spellings)


def _joined(older: pd.DataFrame, newer: pd.DataFrame, key: str) -> pd.DataFrame:
    return pd.concat([newer, older], ignore_index=True).drop_duplicates(key)


def _by_short_key(everything: Collection[str]) -> Mapping[str, tuple[str, ...]]:
    return _grouped(
        (short, ars)
        for ars in sorted(everything)
        for short in regional_key.shorter(ars)
        if len(short) != 9 or ars == short + "000" or short + "000" not in everything
    )


def _by_fold(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    return _grouped((folded(name), ars) for ars, name in pairs if not pd.isna(ars) and not pd.isna(name))


def _grouped(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    groups: dict[str, dict[str, None]] = defaultdict(dict)
    for word, ars in pairs:
        groups[word][ars] = None
    return {word: tuple(found) for word, found in groups.items() if word}
