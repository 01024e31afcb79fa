"""News: what is new since an earlier release or since a day, for the page, the slide and the minutes.

Between two releases everything is known: what was added, what became finished, what else changed. A single release
holds no earlier state. There only dates can tell, and what they leave open is counted apart instead of guessed.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from ek_data.changes import kinds
from ek_data.changes.diff import Changes, Counts, TableChanges, difference, in_one_line
from ek_data.changes.kinds import CANCELLED, CHANGED, FINISHED, HELD, NEW, REMOVED, Kind
from ek_data.dataset.anonymise import letters, without_names
from ek_data.dataset.dataset import PARTICIPATING, Dataset, short_names
from ek_data.dataset.filters import EVERYTHING, Selection
from ek_data.dataset.partial_dates import last_day, last_days
from ek_data.dataset.programme import in_programme
from ek_data.figures.qualified import Row
from ek_data.i18n import Language
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.events import EventStatus
from ek_data.tables.measures import DONE, Progress
from ek_data.tables.municipalities import Membership
from ek_data.tables.roles import Role

SETTLED = (EventStatus.HELD, EventStatus.CANCELLED)
MOST_NAMED, MOST_MEETINGS = 5, 12


@dataclass(frozen=True, eq=False)
class News:
    """What is new.

    `measures` and `events` are the rows concerned with three columns more: `news` (the code of one of `kinds.KINDS`),
    `before` (the earlier status, <NA> if there is none) and `columns` (names of those that changed).
    `joined` and `left` are municipalities, `municipalities` all that there are or were, by short name.
    `elsewhere` counts what changed in further rows of each table. `unsure` counts measures whose date is too imprecise
    to say, `undated` those without any; both are 0 where two releases were `compared`.
    Rows stand in the order in which they are told.
    """

    measures: pd.DataFrame
    events: pd.DataFrame
    joined: pd.DataFrame
    left: pd.DataFrame
    municipalities: pd.DataFrame
    compared: bool
    elsewhere: Mapping[str, Counts] = field(default_factory=dict)
    unsure: int = 0
    undated: int = 0

    @cached_property
    def names(self) -> dict[str, str]:
        """Short names of all municipalities by ARS."""
        return dict(zip(self.municipalities["ars"], self.municipalities["name"], strict=True))

    @property
    def empty(self) -> bool:
        """Whether nothing at all is new."""
        rows = (self.measures, self.events, self.joined, self.left)
        return all(part.empty for part in rows) and not any(any(counts) for counts in self.elsewhere.values())

    def sentences(self, lang: Language) -> list[str]:
        """Return one line for each subject that has news: municipalities, measures, events, everything else."""
        lines = [
            self._joined(lang),
            self._left(lang),
            _told("measures", self.measures, kinds.OF_MEASURES, lang),
            _told("events", self.events, kinds.OF_EVENTS, lang),
            *(_counted(name, counts, lang) for name, counts in self.elsewhere.items()),
        ]
        return [line for line in lines if line]

    def apart(self, lang: Language) -> list[str]:
        """Return what of the measures and events is of a cohort as a whole, or no part of the programme."""
        outside = [~in_programme(rows) for rows in (self.measures, self.events)]
        whole = int((self.measures["municipality"].isna() & ~outside[0]).sum())
        other = int(sum(rows.sum() for rows in outside))
        said = []
        if whole:
            said.append(
                lang.plural(
                    "Of these, {n} measure is stated for a cohort as a whole.",
                    "Of these, {n} measures are stated for a cohort as a whole.",
                    whole,
                )
            )
        if other:
            said.append(
                lang.plural(
                    "Of these, {n} measure or event is no part of the programme and in no figure.",
                    "Of these, {n} measures and events are no part of the programme and in no figure.",
                    other,
                )
            )
        return said

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
        measures = self.measures[self.measures["news"].isin([FINISHED.code, NEW.code])]
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

    def _way(self, row: Row, status: Mapping[str, str], lang: Language) -> str:
        now = status[row["status"]]
        if row["news"] == NEW.code:
            return lang("new: {status}", status=now)
        if pd.isna(row["before"]):
            return now
        return lang("{before}, now {status}", before=status[row["before"]], status=now)

    @cached_property
    def counts(self) -> pd.DataFrame:
        """How many measures are new, finished and changed, by ARS and category; what was removed is in no picture.

        Columns: the kinds of news that are drawn.
        """
        named = self.measures[self.measures["municipality"].notna() & (self.measures["news"] != REMOVED.code)]
        keys = [named["municipality"].rename("ars"), named["category"].astype("string")]
        counts = named.groupby([*keys, named["news"]], observed=True).size().unstack(fill_value=0)
        return counts.reindex(columns=list(kinds.LOOKS), fill_value=0).astype("int64")

    def by_municipality(self) -> pd.DataFrame:
        """Return the same counts by ARS.

        Columns: as of `counts`.
        """
        return self.counts.groupby(level="ars").sum()

    def anonymous(self, shown: Dataset) -> News:
        """Return the same news without names. `shown` is the named release on the other pages: its letters are used."""
        names = letters(shown.municipalities["ars"], further=self.names)
        called = self.municipalities["ars"].map(names).astype("string")
        return replace(
            self,
            municipalities=self.municipalities.assign(name=called),
            measures=without_names(self.measures, MEASURES),
            events=without_names(self.events, EVENTS),
        )


def _columns_changed(names: Sequence[str], lang: Language) -> str:
    return lang("changed: {columns}", columns=lang.listing(lang.of(EVENTS[name].label) for name in names))


def between(older: Dataset, newer: Dataset, selection: Selection = EVERYTHING) -> News:
    """Return what is new in `newer` compared with `older`, of the rows that `selection` leaves; both are unfiltered."""
    changes = difference(older, newer)
    was, now = older.filtered(selection), newer.filtered(selection)
    measures = _of_changes(changes.tables["measures"], NEW.code, _measure_kinds)
    events = changes.tables["events"]
    held_since = _after(events.added, "starts_on", older.as_of)[0] & _is(events.added, EventStatus.HELD)
    before, today = _taking_part(was), _taking_part(now)
    joined, left = today[~today["ars"].isin(before["ars"])], before[~before["ars"].isin(today["ars"])]
    return News(
        measures=_left_by_filters(measures, "measure_id", was.measures, now.measures),
        events=_left_by_filters(
            _of_changes(events, np.where(held_since, HELD.code, NEW.code), _event_kinds),
            "event_id",
            was.events,
            now.events,
        ),
        joined=joined,
        left=left,
        municipalities=_called(older, newer),
        compared=True,
        elsewhere=_elsewhere(changes, {*joined["ars"], *left["ars"]}) if selection == EVERYTHING else {},
    )


def after(dataset: Dataset, day: dt.date, selection: Selection = EVERYTHING) -> News:
    """Return what the dates of one release say about the time after `day`, of the rows that `selection` leaves.

    New is what began since, finished what is reported since as implemented or ended, changed what is reported since in
    another status. A date that is known to the month or year only counts if all of it lies after `day`.
    """
    shown = dataset.filtered(selection)
    measures, events, municipalities = shown.measures, shown.events, shown.municipalities
    began, began_perhaps = _after(measures, "started_on", day, dataset.as_of)
    told, told_perhaps = _after(measures, "status_on", day)
    became = np.select([began, told & measures["status"].isin(DONE), told], _codes(NEW, FINISHED, CHANGED), "")
    past = _after(events, "starts_on", day)[0]
    return News(
        measures=_marked(measures, became),
        events=_marked(
            events, np.select([past & _is(events, status) for status in SETTLED], _codes(HELD, CANCELLED), "")
        ),
        joined=municipalities[_after(municipalities, "joined_on", day, dataset.as_of)[0]],
        left=municipalities[
            _after(municipalities, "left_on", day, dataset.as_of)[0] & _is(municipalities, Membership.LEFT)
        ],
        municipalities=_called(dataset),
        compared=False,
        unsure=int(((became == "") & (began_perhaps | told_perhaps)).sum()),
        undated=int((measures["started_on"].isna() & measures["status_on"].isna()).sum()),
    )


def meetings(dataset: Dataset) -> list[pd.Series]:
    """Return the meetings held whose date is known, to look back to: the last network meeting, then the others.

    All are in the order of time, newest first, but for the last network meeting, which is what is mostly meant.
    """
    events = dataset.events[(dataset.events["status"] == EventStatus.HELD) & dataset.events["starts_on"].notna()]
    events = events[events["type"].isin(EVENTS["type"].having(Role.MEETING)) & in_programme(events)]
    ordered = events.sort_values("starts_on", ascending=False, kind="stable")
    network = ordered["type"].isin(EVENTS["type"].having(Role.NETWORK_MEETING))
    last = network & network.cumsum().eq(1)
    return [row for _place, row in pd.concat([ordered[last], ordered[~last]]).head(MOST_MEETINGS).iterrows()]


def last_day_of(event: pd.Series) -> dt.date:
    """Return the last day on which an event with a known date can have been."""
    return last_day(event["starts_on"], event["starts_on_precision"])


def _of_changes(
    changes: TableChanges, added: str | np.ndarray, became: Callable[[pd.Series, pd.Series], np.ndarray]
) -> pd.DataFrame:
    """Return the rows that differ with `news`, `before` and `columns`; the text of `before` is the earlier status."""
    earlier, names = _text(changes.before["status"]), np.array(changes.differs.columns, dtype=object)
    columns = [tuple(names[row]) for row in changes.differs.to_numpy(dtype=bool)]
    changed = _with(changes.after, became(earlier, _text(changes.after["status"])), earlier, columns)
    came = _with(changes.added, added, pd.Series(pd.NA, changes.added.index, "string"))
    went = _with(changes.removed, REMOVED.code, _text(changes.removed["status"]))
    return _in_order(pd.concat([came, changed, went], ignore_index=True))


def _with(
    rows: pd.DataFrame, news: str | np.ndarray, before: pd.Series, columns: Sequence[tuple[str, ...]] | None = None
) -> pd.DataFrame:
    changed = pd.Series(list(columns or [()] * len(rows)), index=rows.index, dtype=object)
    became = pd.Series(news, index=rows.index, dtype="string")
    return rows.assign(news=became, before=before, columns=changed)


def _measure_kinds(before: pd.Series, now: pd.Series) -> np.ndarray:
    finished = now.isin(DONE) & (now != before) & (before != Progress.ENDED)
    return np.where(finished.fillna(True).to_numpy(bool), FINISHED.code, CHANGED.code)


def _event_kinds(before: pd.Series, now: pd.Series) -> np.ndarray:
    other = (now != before).fillna(True).to_numpy(bool)
    held, cancelled = ((now == kind).fillna(False).to_numpy(bool) for kind in SETTLED)
    return np.select([other & held, other & cancelled], _codes(HELD, CANCELLED), CHANGED.code)


def _codes(*told: Kind) -> list[str]:
    return [kind.code for kind in told]


def _marked(rows: pd.DataFrame, became: np.ndarray) -> pd.DataFrame:
    told = became != ""
    part = rows[told].reset_index(drop=True)
    return _in_order(_with(part, became[told], pd.Series(pd.NA, part.index, "string")))


def _in_order(news: pd.DataFrame) -> pd.DataFrame:
    """Return the rows in the order in which their kinds are told, events of a kind by their date."""
    rows = news.sort_values("starts_on", kind="stable") if "starts_on" in news else news
    places = rows["news"].map(kinds.ORDER)
    return rows.iloc[places.argsort(kind="stable")].reset_index(drop=True)


def _after(
    rows: pd.DataFrame, column: str, day: dt.date | None, until: dt.date | None = None
) -> tuple[np.ndarray, np.ndarray]:
    """Return where a date lies after `day` for certain, and where it may: not before `day` ends, nor after `until`."""
    dates = rows[column]
    if day is None:
        return np.zeros(len(rows), dtype=bool), np.zeros(len(rows), dtype=bool)
    precision = rows[f"{column}_precision"] if f"{column}_precision" in rows else pd.Series("day", rows.index)
    known = dates.notna() & ((dates <= pd.Timestamp(until)) if until else True)
    certain = (known & (dates > pd.Timestamp(day))).to_numpy(bool)
    possible = (known & (last_days(dates, precision) > pd.Timestamp(day))).to_numpy(bool)
    return certain, possible & ~certain


def _is(rows: pd.DataFrame, status: str) -> np.ndarray:
    return (_text(rows["status"]) == status).fillna(False).to_numpy(bool)


def _text(codes: pd.Series) -> pd.Series:
    return codes.astype("string")


def _taking_part(dataset: Dataset) -> pd.DataFrame:
    return dataset.municipalities[dataset.municipalities["status"].isin(PARTICIPATING)]


def _left_by_filters(news: pd.DataFrame, key: str, was: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that the filters leave today, and of those removed the ones that they left before."""
    gone = news["news"] == REMOVED.code
    kept = (gone & news[key].isin(was[key])) | (~gone & news[key].isin(now[key]))
    return news[kept].reset_index(drop=True)


def _elsewhere(changes: Changes, told: set[str]) -> dict[str, Counts]:
    """Count what is told in no other sentence: rows of the other tables, and municipalities that are not in `told`."""
    municipalities = changes.tables["municipalities"]
    corrected = Counts(0, int((~municipalities.after["ars"].isin(told)).sum()), 0)
    others = {name: changes.counts[name] for name in ("participations", "key_facts")}
    return {"municipalities": corrected, **others}


def _told(name: str, rows: pd.DataFrame, told: Sequence[Kind], lang: Language) -> str:
    counts = rows["news"].value_counts()
    return in_one_line(name, ((kind.sentence, int(counts.get(kind.code, 0))) for kind in told), lang)


def _counted(name: str, counts: Counts, lang: Language) -> str:
    return in_one_line(name, ((kind.sentence, n) for kind, n in zip(kinds.OF_OTHERS, counts, strict=True)), lang)


def _called(*datasets: Dataset) -> pd.DataFrame:
    """Return ars, short name, cohort and kind of all municipalities; what a later data set says of one goes first."""
    rows = pd.concat([each.municipalities[["ars", "name", "cohort", "kind"]] for each in reversed(datasets)])
    known = rows.drop_duplicates("ars", ignore_index=True)
    return known.assign(name=short_names(known["name"]))
