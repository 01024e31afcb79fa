"""The tables of one release as typed frames, and views of them narrowed by the filters."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from ek_data.cache import Kept, key_of
from ek_data.dataset.filters import EVERYTHING, Selection, narrowed
from ek_data.programme.current import current, reviewing
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.model import Programme
from ek_data.programme.roles import Role
from ek_data.tables import BY_NAME, MUNICIPALITIES, TABLES

T = TypeVar("T")

DEMO_MARK = "Beispieldaten – frei erfunden"
PARTICIPATING = MUNICIPALITIES["status"].having(Role.TAKES_PART)
MOST_RESULTS = 250  # kept with a data set: all pages have about fifty in two languages
MOST_BYTES = 64 * 1024**2  # of positions of rows, which searches leave behind


@dataclass(frozen=True)
class Origin:
    """Where a data set comes from: a folder of files, or a release of a store with its seal."""

    place: str
    release: int | None = None
    published_at: dt.datetime | None = None
    author: str = ""
    note: str = ""
    seal: str = ""


@dataclass(frozen=True, eq=False)
class Dataset:
    """One consistent version of all five tables, typed as `ek_data.tables` declares. Frames are never changed.

    `unfiltered` is the data set of which this one is a filtered view: what is said about the whole programme, and
    the date up to which the data speak, do not change because somebody looks at a part of them. `programme` is that of
    the place they were read from.
    """

    tables: Mapping[str, pd.DataFrame]
    origin: Origin = field(default_factory=lambda: Origin(""))
    unfiltered: Dataset | None = field(default=None, repr=False)
    programme: Programme = field(default_factory=current, repr=False)

    @classmethod
    def of(cls, origin: Origin | None = None, **frames: pd.DataFrame) -> Dataset:
        """Return a data set of the given frames; a table that is not given is empty."""
        typed = {table.name: table.typed(frames.get(table.name, pd.DataFrame())) for table in TABLES}
        unknown = set(frames) - set(BY_NAME)
        if unknown:
            raise KeyError(f"no such table: {', '.join(sorted(unknown))}")
        return cls(typed, origin or Origin(""))

    @property
    def municipalities(self) -> pd.DataFrame:
        return self.tables["municipalities"]

    @property
    def measures(self) -> pd.DataFrame:
        return self.tables["measures"]

    @property
    def events(self) -> pd.DataFrame:
        return self.tables["events"]

    @property
    def participations(self) -> pd.DataFrame:
        return self.tables["participations"]

    @property
    def key_facts(self) -> pd.DataFrame:
        return self.tables["key_facts"]

    @cached_property
    def participants(self) -> pd.DataFrame:
        """The municipalities that take part or have completed the programme, without those `to_come`."""
        return self.municipalities[self._takes_part & ~self._begins_later]

    @cached_property
    def to_come(self) -> pd.DataFrame:
        """The municipalities whose cohort begins after the day up to which the data speak: none of them counts yet."""
        return self.municipalities[self._takes_part & self._begins_later]

    @cached_property
    def gone(self) -> pd.DataFrame:
        """The municipalities that take part no more."""
        return self.municipalities[~self._takes_part]

    @property
    def _takes_part(self) -> pd.Series:
        return self.municipalities["status"].isin(PARTICIPATING)

    @property
    def _begins_later(self) -> pd.Series:
        """Which municipalities are of a cohort of a later year than the data speak of; without such a day, of none."""
        last = self.as_of.year if self.as_of else dt.MAXYEAR
        return (self.municipalities["cohort"] > last).fillna(False).astype(bool)

    @cached_property
    def names(self) -> pd.Series:
        """Short names of all municipalities, indexed by ARS."""
        return short_names(self.municipalities["name"]).set_axis(self.municipalities["ars"])

    @cached_property
    def names_by_ars(self) -> dict[str, str]:
        """The same short names as a mapping."""
        return dict(zip(self.names.index, self.names, strict=True))

    @cached_property
    def demo(self) -> bool:
        """Whether the data are the invented ones. The mark is in the rows, so it survives every copy and upload."""
        return bool(self.municipalities["note"].str.startswith(DEMO_MARK).any())

    @cached_property
    def as_of(self) -> dt.date | None:
        """The latest day about which the data say that something is or was so; announcements do not count."""
        if self.unfiltered is not None:
            return self.unfiltered.as_of
        held = self.events["starts_on"][self.events["status"] == EventStatus.HELD]
        days = pd.concat(
            [held, self.measures["status_on"], self.key_facts["as_of"], self.municipalities["certified_on"]]
        )
        latest = days.max()
        return None if pd.isna(latest) else latest.date()

    def result(self, make: Callable[..., T], *arguments: Any) -> T:
        """Return ``make(self, *arguments)``, made at the first request and thrown away with the data set.

        Arguments are compared by `==`. Nobody may change what is returned, because others get it as well.
        """
        return self._kept.result(key_of(make, arguments), lambda: make(self, *arguments), _bytes)

    @cached_property
    def _kept(self) -> Kept:
        return Kept(MOST_RESULTS, MOST_BYTES)

    @property
    def size(self) -> int:
        """The number of rows of all tables."""
        return sum(len(rows) for rows in self.tables.values())

    def under(self, programme: Programme) -> Dataset:
        """Return the same rows under a programme that has all options of this one, and maybe more."""
        with reviewing(programme):
            tables = {table.name: table.typed(self.tables[table.name]) for table in TABLES}
        return replace(self, tables=tables, programme=programme)

    def filtered(self, selection: Selection) -> Dataset:
        """Return the rows that `selection` leaves. Rows without a municipality follow their cohort alone."""
        if selection == EVERYTHING:
            return self
        return replace(self, tables=narrowed(self.tables, selection), unfiltered=self.unfiltered or self)


def short_names(names: pd.Series) -> pd.Series:
    """Return names for charts and tables: "VG Asbach" for "Verbandsgemeinde Asbach", "LK" for "Landkreis"."""
    for long, short in current().places.shortened.items():
        names = names.str.replace(rf"^{re.escape(long)} ", f"{short} ", regex=True)
    return names


def _bytes(made: object) -> int:
    return made.nbytes if isinstance(made, np.ndarray) else 0
