"""A picture: what is drawn, with the words, the rows and the sources that belong to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import urlsplit

import pandas as pd

from ek_data.charts.spec import Spec
from ek_data.dataset.wording import Worded
from ek_data.i18n import Language
from ek_data.maps.model import Map
from ek_data.tables.shared_columns import addresses

MOST_HOSTS = 6  # of sources that are named in a line; the table has all
RowsBehind = pd.DataFrame | Callable[[], pd.DataFrame]


class PartNote(str):
    """A note that says which rows are drawn where not all are: it goes wherever the drawing goes."""


@dataclass(frozen=True, eq=False)
class Picture:
    """What a page, a slide and a notebook show alike.

    `name` is a slug for file names, `finding` one sentence made from the data, which is the alternative text too.
    `subtitle` says what is counted, in which unit, and of how many; empty where the title says it all.
    `about` names the one municipality it is about, where only its page would say so.
    It is drawn from `spec`, or from `map`. Where both are None there is nothing to draw; then `finding` says what would
    be here and how it gets here.
    `listed` holds the same rows in words, with headers in the language: a frame, or rows that are put into words when
    somebody reads them, where there may be many.
    """

    name: str
    title: str
    finding: str
    spec: Spec | None
    listed: pd.DataFrame | Worded
    notes: tuple[str, ...] = ()
    subtitle: str = ""
    about: str = ""
    map: Map | None = None
    origin: tuple[RowsBehind, ...] = field(default=(), repr=False)

    @cached_property
    def rows(self) -> Worded:
        """The rows in words, to be read part by part."""
        return self.listed if isinstance(self.listed, Worded) else Worded.of(self.listed)

    @property
    def empty(self) -> bool:
        """Whether there is nothing to draw and no row to show."""
        return self.spec is None and not len(self.rows)

    @property
    def table(self) -> pd.DataFrame:
        """All rows in words."""
        return self.rows.whole

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The web addresses behind it, the most frequent first."""
        return sources_of(*(rows if isinstance(rows, pd.DataFrame) else rows() for rows in self.origin))

    @property
    def rows_behind(self) -> int:
        """How many rows of the data it is made from; 0 where that is not known."""
        return sum(len(rows if isinstance(rows, pd.DataFrame) else rows()) for rows in self.origin)

    def sourced(self, *rows: RowsBehind) -> Picture:
        """Return the picture with the sources of the `rows` behind it, or of those that a function gives on demand."""
        return replace(self, origin=rows)


def hosts_of(addresses: Iterable[str]) -> list[str]:
    """Return the hosts of web addresses, each once, in their order."""
    return list(dict.fromkeys(urlsplit(address).netloc for address in addresses))


def hosts_in_words(addresses: Iterable[str], lang: Language) -> str:
    """Return in a line whose the addresses are, the first of many; empty without any."""
    hosts = lang.some(hosts_of(addresses), MOST_HOSTS)
    return lang("Sources: {hosts}", hosts=lang.listing(hosts)) if hosts else ""


def sources_of(*rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the distinct web addresses of the first and second sources of the `rows`, the most frequent first."""
    if not rows:
        return ()
    return tuple(pd.concat([addresses(frame) for frame in rows]).value_counts(sort=True).index)
