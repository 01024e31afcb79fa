"""News: what is new since an earlier release or since a day, for the page, the slide and the minutes.

Between two releases everything is known: what was added, what became finished, what else changed. A single release
holds no earlier state. There only dates can tell, and what they leave open is told apart instead of guessed. One object
holds all that is told, so that its numbers cannot differ between sentence, map, matrix and list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, TypeVar

import numpy as np
import pandas as pd

from ek_data.cache import Kept, key_of
from ek_data.changes import news_kinds
from ek_data.changes.diff import Counts, in_one_line
from ek_data.changes.news_kinds import CHANGED, NEW, REMOVED, NewsKind
from ek_data.dataset import programme_rows
from ek_data.dataset.anonymise import pseudonyms, without_names
from ek_data.dataset.dataset import Dataset, short_names
from ek_data.figures.qualified import Row
from ek_data.i18n import Language
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES
from ek_data.tables.types import Table

T = TypeVar("T")

MOST_NAMED = 5
MOST_RESULTS = 50  # kept with the news: the page has about ten in two languages


VAGUE = ("vague_on", "vague_on_precision")


@dataclass(frozen=True, eq=False)
class Vague:
    """Measures and events that carry the same month or year, part of which lies before the day."""

    day: dt.date
    precision: str
    measures: pd.DataFrame
    events: pd.DataFrame

    @property
    def n(self) -> int:
        return len(self.measures) + len(self.events)

    def date(self, lang: Language) -> str:
        return lang.date(self.day, self.precision)


def _dated(rows: pd.DataFrame, day: dt.date, precision: str) -> pd.DataFrame:
    return rows[(rows["vague_on"] == day) & (rows["vague_on_precision"] == precision)]


def _none_vague(table: Table) -> pd.DataFrame:
    dates = pd.Series(dtype="datetime64[us]"), pd.Series(dtype="string")
    return table.empty().assign(**dict(zip(VAGUE, dates, strict=True)))


@dataclass(frozen=True, eq=False)
class News:
    """What is new.

    `measures` and `events` are the rows concerned with three columns more: `news` (the code of a `NewsKind`),
    `before` (the earlier status, <NA> if there is none) and `columns` (names of those that changed).
    `joined` and `left` are municipalities, `municipalities` all that there are or were, by short name, with
    `takes_part`. `elsewhere` counts what changed in further rows of each table. `hidden` counts the measures and events
    that are no part of the programme and were taken out.

    The rest is empty where two releases were `compared`: `earlier` are measures that are reported since, but began
    before; `vague` and `vague_events` those whose date may lie before, in the columns `vague_on` and
    `vague_on_precision`; `undated` the measures without any date; `cancelled` the events of which nobody says whether
    they were cancelled since or before. Rows stand in the order in which they are told.
    """

    measures: pd.DataFrame
    events: pd.DataFrame
    joined: pd.DataFrame
    left: pd.DataFrame
    municipalities: pd.DataFrame
    compared: bool
    elsewhere: Mapping[str, Counts] = field(default_factory=dict)
    earlier: pd.DataFrame = field(default_factory=MEASURES.empty)
    vague: pd.DataFrame = field(default_factory=lambda: _none_vague(MEASURES))
    vague_events: pd.DataFrame = field(default_factory=lambda: _none_vague(EVENTS))
    undated: pd.DataFrame = field(default_factory=MEASURES.empty)
    cancelled: pd.DataFrame = field(default_factory=EVENTS.empty)
    certified: pd.DataFrame = field(default_factory=MUNICIPALITIES.empty)
    hidden: int = 0

    @cached_property
    def names(self) -> dict[str, str]:
        """Short names of all municipalities by ARS."""
        return dict(zip(self.municipalities["ars"], self.municipalities["name"], strict=True))

    def result(self, make: Callable[..., T], *arguments: Any) -> T:
        """Return ``make(self, *arguments)``, made at the first request and thrown away with the news."""
        return self._kept.result(key_of(make, arguments), lambda: make(self, *arguments))

    @cached_property
    def _kept(self) -> Kept:
        return Kept(MOST_RESULTS)

    @property
    def empty(self) -> bool:
        """Whether nothing at all is new for certain."""
        rows = (self.measures, self.events, self.joined, self.left)
        return all(part.empty for part in rows) and not any(any(counts) for counts in self.elsewhere.values())

    def of_programme(self) -> News:
        """Return the news of the programme itself; what else there is stays as a number."""
        own = replace(
            self,
            measures=_of_programme(self.measures),
            events=_of_programme(self.events),
            earlier=_of_programme(self.earlier),
            vague=_of_programme(self.vague),
            vague_events=_of_programme(self.vague_events),
            undated=_of_programme(self.undated),
            cancelled=_of_programme(self.cancelled),
        )
        return replace(own, hidden=self._told - own._told)

    @property
    def _told(self) -> int:
        """How many measures and events are told in any way."""
        return sum(map(len, (self.measures, self.events, self.earlier, self.vague, self.vague_events)))

    def sentences(self, lang: Language) -> list[str]:
        """Return one line for each subject that has news: municipalities, measures, events, everything else."""
        removed = self.measures["news"] == REMOVED.code
        named = self.measures["municipality"].notna()
        lines = [
            self._joined(lang),
            self._left(lang),
            self.reported(lang),
            self._of_cohorts(self.measures[~named & ~removed], lang),
            _told("measures", self.measures[removed], (REMOVED,), lang),
            self.events_sentence(lang),
            *(_counted(name, counts, lang) for name, counts in self.elsewhere.items()),
        ]
        return [line for line in lines if line]

    def headline(self, since: str, lang: Language) -> str:
        """Return in short what is new: "Seit … melden 4 Kommunen 12 Maßnahmen: 8 umgesetzt …"; empty without any."""
        drawn = self._drawn
        if drawn.empty:
            return ""
        return lang.plural(
            "{since} {n} municipality reports {measures}: {counts}",
            "{since} {n} municipalities report {measures}: {counts}",
            drawn["municipality"].nunique(),
            since=since,
            measures=MEASURES.counted(len(drawn), lang),
            counts=self.in_short(drawn, ", ", lang),
        )

    def in_short(self, rows: pd.DataFrame, between: str, lang: Language) -> str:
        """Return how many of some measures have got how far, or between two releases what became of how many."""
        column = "news" if self.compared else "status"
        words = (
            {kind.code: lang(kind.word) for kind in news_kinds.KINDS}
            if self.compared
            else MEASURES["status"].words(lang)
        )
        order = news_kinds.ORDER if self.compared else MEASURES["status"].furthest_first
        counts = rows[column].value_counts()
        return between.join(f"{lang.number(int(counts[code]))} {words[code]}" for code in order if counts.get(code))

    def events_sentence(self, lang: Language) -> str:
        """Return how many events were held, added or changed; empty without any."""
        return _told("events", self.events, news_kinds.OF_EVENTS, lang)

    def reported(self, lang: Language) -> str:
        """Return of how many municipalities what is new: "3 von 14 … mit neuen Meldungen: 6 Maßnahmen umgesetzt …"."""
        counts = _told("measures", self._drawn, news_kinds.OF_MEASURES, lang)
        return f"{self.reporting(lang)}: {counts}" if counts else ""

    @cached_property
    def reporting_members(self) -> tuple[int, int]:
        """How many of those that take part have news of their measures, and how many take part."""
        members = self.municipalities.loc[self.municipalities["takes_part"], "ars"]
        return int(members.isin(self._drawn["municipality"]).sum()), len(members)

    @cached_property
    def perhaps_members(self) -> int:
        """How many of those that take part have no such news but a report of a month or year that may be new."""
        members = self.municipalities.loc[self.municipalities["takes_part"], "ars"]
        perhaps = members.isin(self.vague["municipality"]) & ~members.isin(self._drawn["municipality"])
        return int(perhaps.sum())

    def beyond(self, lang: Language) -> list[str]:
        """Return one line for each subject that is neither in the feed nor an event."""
        removed = self.measures[self.measures["news"] == REMOVED.code]
        lines = [
            self._joined(lang),
            self._left(lang),
            _told("measures", removed, (REMOVED,), lang),
            *(_counted(name, counts, lang) for name, counts in self.elsewhere.items()),
        ]
        return [line for line in lines if line]

    def reporting(self, lang: Language) -> str:
        """Return how many municipalities have news of their measures; those that take no longer part are told apart."""
        members = self.municipalities[self.municipalities["takes_part"]]
        told = self.municipalities["ars"].isin(self._drawn["municipality"])
        said = lang.plural(
            "{some} of {n} participating municipality",
            "{some} of {n} participating municipalities",
            len(members),
            some=lang.number(int((told & self.municipalities["takes_part"]).sum())),
        )
        if gone := int((told & ~self.municipalities["takes_part"]).sum()):
            said = lang("{municipalities} and {n} that left", municipalities=said, n=lang.number(gone))
        return lang("{municipalities} with new reports", municipalities=said)

    def _of_cohorts(self, rows: pd.DataFrame, lang: Language) -> str:
        counts = _told("measures", rows, news_kinds.OF_MEASURES, lang)
        return lang("For a cohort as a whole, without names: {counts}", counts=counts) if counts else ""

    def apart(self, lang: Language) -> list[str]:
        """Return what is no part of the programme, and what was cancelled nobody says when."""
        said = []
        if other := int(sum((~programme_rows.in_programme(rows)).sum() for rows in (self.measures, self.events))):
            said.append(
                lang.plural(
                    "Of these, {n} measure or event is no part of the programme and in no figure.",
                    "Of these, {n} measures and events are no part of the programme and in no figure.",
                    other,
                )
            )
        if n := len(self.cancelled):
            said.append(
                lang.plural(
                    "{n} event is cancelled; the data do not say whether since then or before.",
                    "{n} events are cancelled; the data do not say whether since then or before.",
                    n,
                )
            )
        return said

    @cached_property
    def vague_dates(self) -> list[Vague]:
        """What may lie before the day, by the date that it carries, the latest first."""
        both = pd.concat([rows[list(VAGUE)] for rows in (self.vague, self.vague_events)])
        dates = both.drop_duplicates().sort_values(VAGUE[0], ascending=False, kind="stable")
        return [
            Vague(day, precision, *(_dated(rows, day, precision) for rows in (self.vague, self.vague_events)))
            for day, precision in dates.itertuples(index=False, name=None)
        ]

    def vague_sentence(self, most: int, lang: Language) -> str:
        """Return how many reports carry a month or a year only, of at most so many of these; empty without any."""
        said = [
            lang.plural("{n} report carries “{date}” only", "{n} reports carry “{date}” only", each.n, date=date)
            if place == 0
            else lang("{n} “{date}” only", n=lang.number(each.n), date=date)
            for place, each in enumerate(self.vague_dates[:most])
            for date in [each.date(lang)]
        ]
        return ", ".join(said)

    def _joined(self, lang: Language) -> str:
        names = self._listed(self.joined, lang)
        if not names:
            return ""
        n = len(self.joined)
        return lang.plural("{n} municipality joined: {names}", "{n} municipalities joined: {names}", n, names=names)

    def _left(self, lang: Language) -> str:
        names = self._listed(self.left, lang)
        if not names:
            return ""
        n = len(self.left)
        return lang.plural("{n} municipality left: {names}", "{n} municipalities left: {names}", n, names=names)

    def _listed(self, rows: pd.DataFrame, lang: Language) -> str:
        return lang.listing(lang.some([self.names[ars] for ars in rows["ars"]], MOST_NAMED))

    def lines(self, most: int, lang: Language) -> list[str]:
        """Return at most `most` lines on measures finished or new, municipalities first, then on events that changed.

        The last may say how many more there are.
        """
        status = MEASURES["status"].words(lang)
        measures = self.measures[~self.measures["news"].isin([CHANGED.code, REMOVED.code])]
        measures = measures.sort_values("municipality", key=pd.Series.isna, kind="stable")
        events = self.events[self.events["news"] == CHANGED.code]
        n = len(measures) + len(events)
        more = n - most + 1 if n > most else 0
        room = most - 1 if more else most
        said = [
            f"{self.where(row, lang)}: {row['title']} ({self._way(row, status, lang)})"
            for row in measures.head(room).to_dict("records")
        ]
        said += [
            f"{row['title']} ({_columns_changed(row['columns'], lang)})"
            for row in events.head(room - len(said)).to_dict("records")
        ]
        return [*said, *([lang.more(more)] if more else [])]

    def where(self, row: Row, lang: Language) -> str:
        """Return of whom a row tells: a municipality, or a cohort as a whole."""
        if pd.notna(row["municipality"]):
            return self.names[row["municipality"]]
        return lang("Cohort {cohort}", cohort=row["cohort"]) if pd.notna(row["cohort"]) else lang("Programme")

    def whose(self, rows: pd.DataFrame, lang: Language) -> list[str]:
        """Return of whom some measures tell, each once."""
        return list(dict.fromkeys(self.where(row, lang) for row in rows.to_dict("records")))

    def _way(self, row: Row, status: Mapping[str, str], lang: Language) -> str:
        now = status[row["status"]]
        if row["news"] == NEW.code:
            return lang("new: {status}", status=now)
        if pd.isna(row["before"]):
            return now
        return lang("{before}, now {status}", before=status[row["before"]], status=now)

    @cached_property
    def _drawn(self) -> pd.DataFrame:
        """The measures with news of a named municipality; what was removed is in no picture."""
        return self.measures[self.measures["municipality"].notna() & (self.measures["news"] != REMOVED.code)]

    @cached_property
    def by_municipality(self) -> pd.DataFrame:
        """How many measures are new, finished and so on, by ARS.

        Columns: the kinds of news of measures.
        """
        named = self._drawn
        counts = named.groupby([named["municipality"].rename("ars"), named["news"]]).size().unstack(fill_value=0)
        return counts.reindex(columns=codes(*news_kinds.OF_MEASURES), fill_value=0).astype("int64")

    def anonymous(self, shown: Dataset) -> News:
        """Return the same news without names. `shown` is the named release on the other pages: its letters are used."""
        names = pseudonyms(shown.municipalities["ars"], further=self.names)
        called = self.municipalities["ars"].map(names).astype("string")
        return replace(
            self,
            municipalities=self.municipalities.assign(name=called, areas=None),
            measures=without_names(self.measures, MEASURES),
            earlier=without_names(self.earlier, MEASURES),
            vague=without_names(self.vague, MEASURES),
            undated=without_names(self.undated, MEASURES),
            events=without_names(self.events, EVENTS),
            vague_events=without_names(self.vague_events, EVENTS),
            cancelled=without_names(self.cancelled, EVENTS),
        )


def _of_programme(rows: pd.DataFrame) -> pd.DataFrame:
    return programme_rows.of_programme(rows).reset_index(drop=True)


def _columns_changed(names: Sequence[str], lang: Language) -> str:
    return lang("changed: {columns}", columns=lang.listing(lang.of(EVENTS[name].label) for name in names))


def called(shown: Dataset, *older: Dataset) -> pd.DataFrame:
    """Return all municipalities of the release `shown` and of older ones; what the shown one says of each goes first.

    Columns: ars, areas, name (short), cohort, kind, takes_part (in what is shown).
    """
    whole = [each.unfiltered or each for each in (shown, *older)]
    rows = pd.concat([each.municipalities[["ars", "areas", "name", "cohort", "kind"]] for each in whole])
    known = rows.drop_duplicates("ars", ignore_index=True)
    return known.assign(name=short_names(known["name"]), takes_part=known["ars"].isin(shown.participants["ars"]))


def _told(name: str, rows: pd.DataFrame, told: Sequence[NewsKind], lang: Language) -> str:
    counts = rows["news"].value_counts()
    return in_one_line(name, ((kind.sentence, int(counts.get(kind.code, 0))) for kind in told), lang)


def _counted(name: str, counts: Counts, lang: Language) -> str:
    return in_one_line(name, ((kind.sentence, n) for kind, n in zip(news_kinds.OF_OTHERS, counts, strict=True)), lang)


def marked(
    rows: pd.DataFrame, news: str | np.ndarray, before: pd.Series, columns: Sequence[tuple[str, ...]] | None = None
) -> pd.DataFrame:
    """Return rows with the columns `news`, `before` and `columns` of `News`."""
    changed = pd.Series(list(columns or [()] * len(rows)), index=rows.index, dtype=object)
    became = pd.Series(news, index=rows.index, dtype="string")
    return rows.assign(news=became, before=before, columns=changed)


def in_order(news: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order in which their kinds are told, events of a kind by their date."""
    rows = news.sort_values("starts_on", kind="stable") if "starts_on" in news else news
    places = rows["news"].map(news_kinds.ORDER)
    return rows.iloc[places.argsort(kind="stable")].reset_index(drop=True)


def codes(*told: NewsKind) -> list[str]:
    """Return the codes of some kinds of news."""
    return [kind.code for kind in told]
