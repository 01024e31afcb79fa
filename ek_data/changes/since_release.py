"""What is new in a release compared with an earlier one: everything is known of both."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from ek_data.changes.diff import Changes, Counts, TableChanges, difference
from ek_data.changes.kinds import CANCELLED, CHANGED, FINISHED, HELD, NEW, REMOVED
from ek_data.changes.news import News, called, codes, in_order, marked
from ek_data.dataset.dataset import PARTICIPATING, Dataset
from ek_data.dataset.filters import EVERYTHING, Selection
from ek_data.tables.events import EventStatus
from ek_data.tables.measures import DONE, Progress


def between(older: Dataset, newer: Dataset, selection: Selection = EVERYTHING) -> News:
    """Return what is new in `newer` compared with `older`, of the rows that `selection` leaves; both are unfiltered."""
    changes = difference(older, newer)
    was, now = older.filtered(selection), newer.filtered(selection)
    measures = _of_changes(changes.tables["measures"], NEW.code, _measure_kinds)
    events = changes.tables["events"]
    held_since = _status(events.added) == EventStatus.HELD
    held_since &= events.added["starts_on"] > (pd.Timestamp(older.as_of) if older.as_of else pd.NaT)
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
    finished = now.isin(DONE) & (now != before) & (before != Progress.ENDED)
    return np.where(finished.fillna(True).to_numpy(bool), FINISHED.code, CHANGED.code)


def _event_kinds(before: pd.Series, now: pd.Series) -> np.ndarray:
    other = (now != before).fillna(True).to_numpy(bool)
    held, cancelled = ((now == kind).fillna(False).to_numpy(bool) for kind in (EventStatus.HELD, EventStatus.CANCELLED))
    return np.select([other & held, other & cancelled], codes(HELD, CANCELLED), CHANGED.code)


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


def _status(rows: pd.DataFrame) -> pd.Series:
    return rows["status"].astype("string")
