"""What is new since a day, or since an earlier release.

Of two releases everything is known. One release has its dates: it counts when something is reported, because when it
was done is rarely known: what began before the day is told apart, and so is what carries a month or a year that may lie
before it. When an event was cancelled nobody says: its date is that for which it had been planned. What lies after the
date of the data is to come, and no news yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import numpy as np
import pandas as pd

from ek_data.changes.diff import Changes, Counts, TableChanges, difference
from ek_data.changes.news import VAGUE, News, called, codes, in_order, marked
from ek_data.changes.news_kinds import CANCELLED, CHANGED, FINISHED, HELD, NEW, PLANNED, REMOVED, UNDERWAY
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import EVERYTHING, Selection
from ek_data.dataset.partial_dates import last_day, last_days
from ek_data.dataset.programme_rows import of_programme
from ek_data.i18n import Language
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.measures import DONE, RUNNING
from ek_data.tables.municipalities import Membership
from ek_data.tables.shared_choices import Relation

OVER = MEASURES["status"].having(Role.OVER)
ROLES = {FINISHED: Role.DONE, UNDERWAY: Role.UNDERWAY, PLANNED: Role.PLANNED}
MOST_MEETINGS = 12


def after(dataset: Dataset, day: dt.date, selection: Selection = EVERYTHING) -> News:
    """Return what the dates of one release say about the time after `day`, of the rows that `selection` leaves."""
    shown = dataset.filtered(selection)
    municipalities = shown.municipalities
    joined = _certainly(municipalities["joined_on"], day) & _until(municipalities["joined_on"], dataset.as_of)
    left = _certainly(municipalities["left_on"], day) & _until(municipalities["left_on"], dataset.as_of)
    measures, earlier, vague, undated = _measures(shown.measures, day, dataset.as_of)
    events, vague_events, cancelled = _events(shown.events, day, dataset.as_of)
    return News(
        measures=measures,
        events=events,
        joined=municipalities[joined],
        left=municipalities[left & (municipalities["status"] == Membership.LEFT)],
        municipalities=called(shown),
        compared=False,
        earlier=earlier,
        vague=vague,
        vague_events=vague_events,
        undated=undated,
        cancelled=cancelled,
        certified=municipalities[
            _certainly(municipalities["certified_on"], day) & _until(municipalities["certified_on"], dataset.as_of)
        ],
    )


def meetings(dataset: Dataset) -> list[pd.Series]:
    """Return the meetings of the programme held whose date is known, of whatever type, newest first.

    Where no meeting is known, the teams met at the conferences.
    """
    events = of_programme(dataset.events)
    held = events[(events["status"] == EventStatus.HELD) & events["starts_on"].notna()]
    met, conferred = (held[held["type"].isin(EVENTS["type"].having(role))] for role in (Role.MEETING, Role.CONFERENCE))
    held = met if len(met) else conferred
    ordered = held.sort_values("starts_on", ascending=False, kind="stable")
    return [row for _place, row in ordered.head(MOST_MEETINGS).iterrows()]


def meetings_in_words(dataset: Dataset, lang: Language) -> dict[str, str]:
    """Return type and date of the same meetings by the last day on which each can have been; of two a day the first."""
    types = EVENTS["type"].words(lang)
    held: dict[str, str] = {}
    for meeting in dataset.result(meetings):
        date = lang.date(meeting["starts_on"], meeting["starts_on_precision"])
        held.setdefault(last_day_of(meeting).isoformat(), f"{types[meeting['type']]}, {date}")
    return held


def last_day_of(event: pd.Series) -> dt.date:
    """Return the last day on which an event with a known date can have been."""
    return last_day(event["starts_on"], event["starts_on_precision"])


def _measures(rows: pd.DataFrame, day: dt.date, as_of: dt.date | None) -> tuple[pd.DataFrame, ...]:
    """Return the measures reported since, those of them that began before, those that are vague, and the undated.

    A plan has not begun, whatever date it has; what predates the programme began before any day of it.
    """
    begun = rows["status"].isin([*DONE, *RUNNING])
    started = rows["status"].isin(MEASURES["status"].having(Role.STARTED))
    began = rows["started_on"].where(started & _until(rows["started_on"], as_of))
    told = rows["status_on"].where(_until(rows["status_on"], as_of)).fillna(began.where(begun))
    precision = rows["status_on_precision"].astype("string")
    precision = precision.where(_until(rows["status_on"], as_of), rows["started_on_precision"].astype("string"))
    before = _over(began, rows["started_on_precision"], day) | (rows["relation"] == Relation.PREDATES)
    unclear = ~before & began.notna() & ~_certainly(began, day)
    perhaps = ~_over(told, precision, day) & told.notna()
    since = perhaps & (_certainly(told, day) | (_certainly(began, day) & begun))
    vague = perhaps & ~before & (unclear | ~since)
    kinds = [rows["status"].isin(MEASURES["status"].having(role)) for role in ROLES.values()]
    became = pd.Series(np.select(kinds, codes(*ROLES), ""), rows.index)
    dates = {
        VAGUE[0]: told.mask(since, began),
        VAGUE[1]: precision.mask(since, rows["started_on_precision"].astype("string")),
    }
    return (
        _news(rows, became.where(since & ~before & ~unclear, "")),
        rows[since & before].reset_index(drop=True),
        rows.assign(**dates)[vague].reset_index(drop=True),
        rows[told.isna()].reset_index(drop=True),
    )


def _events(rows: pd.DataFrame, day: dt.date, as_of: dt.date | None) -> tuple[pd.DataFrame, ...]:
    """Return the events held since, those of which the date may lie before, and those that may be cancelled since."""
    dates, precision = rows["starts_on"], rows["starts_on_precision"].astype("string")
    held = ((rows["status"] == EventStatus.HELD) & _until(dates, as_of)).to_numpy(bool)
    since, over = _certainly(dates, day), _over(dates, precision, day)
    became = pd.Series(np.where(held & since, HELD.code, ""), rows.index)
    named = rows.assign(**{VAGUE[0]: dates, VAGUE[1]: precision})
    return (
        _news(rows, became),
        named[held & ~since & ~over].reset_index(drop=True),
        rows[(rows["status"] == EventStatus.CANCELLED) & ~over].reset_index(drop=True),
    )


def _news(rows: pd.DataFrame, became: pd.Series) -> pd.DataFrame:
    part = rows[became != ""]
    return in_order(marked(part, became[part.index].to_numpy(), pd.Series(pd.NA, part.index, "string")))


def _certainly(dates: pd.Series, day: dt.date) -> pd.Series:
    """Return which dates lie after `day` from their first day on."""
    return dates > pd.Timestamp(day)


def _over(dates: pd.Series, precision: pd.Series, day: dt.date) -> pd.Series:
    """Return which dates are over by the end of `day`."""
    return last_days(dates, precision) <= pd.Timestamp(day)


def _until(dates: pd.Series, day: dt.date | None) -> pd.Series:
    """Return which dates the data can speak about, because what is to come is no news yet."""
    return dates.notna() & ((dates <= pd.Timestamp(day)) if day else True)


def between(older: Dataset, newer: Dataset, selection: Selection = EVERYTHING) -> News:
    """Return what is new in `newer` compared with `older`, of the rows that `selection` leaves; both are unfiltered."""
    changes = difference(older, newer)
    was, now = older.filtered(selection), newer.filtered(selection)
    measures = _of_changes(changes.tables["measures"], NEW.code, _measure_kinds)
    events = changes.tables["events"]
    held_since = _status(events.added) == EventStatus.HELD
    held_since &= events.added["starts_on"] > (pd.Timestamp(older.as_of) if older.as_of else pd.NaT)
    before, today = was.participants, now.participants
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
        municipalities=called(now, older),
        compared=True,
        elsewhere=_elsewhere(changes, {*joined["ars"], *left["ars"]}) if selection == EVERYTHING else {},
    )


def _of_changes(
    changes: TableChanges, added: str | np.ndarray, became: Callable[[pd.Series, pd.Series], np.ndarray]
) -> pd.DataFrame:
    """Return the rows that differ with `news`, `before` and `columns`; the text of `before` is the earlier status."""
    earlier, names = _status(changes.before), np.array(changes.differs.columns, dtype=object)
    columns = [tuple(names[row]) for row in changes.differs.to_numpy(dtype=bool)]
    changed = marked(changes.after, became(earlier, _status(changes.after)), earlier, columns)
    came = marked(changes.added, added, pd.Series(pd.NA, changes.added.index, "string"))
    went = marked(changes.removed, REMOVED.code, _status(changes.removed))
    return in_order(pd.concat([came, changed, went], ignore_index=True))


def _measure_kinds(before: pd.Series, now: pd.Series) -> np.ndarray:
    finished = now.isin(DONE) & (now != before) & ~before.isin(OVER)
    return np.where(finished.fillna(True).to_numpy(bool), FINISHED.code, CHANGED.code)


def _event_kinds(before: pd.Series, now: pd.Series) -> np.ndarray:
    other = (now != before).fillna(True).to_numpy(bool)
    held, cancelled = ((now == kind).fillna(False).to_numpy(bool) for kind in (EventStatus.HELD, EventStatus.CANCELLED))
    return np.select([other & held, other & cancelled], codes(HELD, CANCELLED), CHANGED.code)


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


def _status(rows: pd.DataFrame) -> pd.Series:
    return rows["status"].astype("string")
