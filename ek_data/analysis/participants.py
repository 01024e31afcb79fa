"""What is known of each participant: its measures, in the programme or beyond it, and its conferences."""

from __future__ import annotations

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import in_programme, overdue
from ek_data.figures.attendance import conferences_of_programme, known_conferences
from ek_data.programme.fixed_lists import EventStatus
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.measures import DONE


def measures_at(dataset: Dataset, beyond: bool = False) -> pd.DataFrame:
    """Return the measures of participants, the furthest first: of the programme, with `beyond` all others as well.

    Columns: ars, category, title, status, relation, overdue, done, ours (it belongs to the programme).
    """
    rows = dataset.measures
    ours = in_programme(rows)
    rows = rows[rows["municipality"].isin(dataset.participants["ars"]) & (ours | beyond)]
    furthest = MEASURES["status"].furthest(rows["status"])
    found = rows.assign(
        ars=rows["municipality"],
        overdue=overdue(rows, MEASURES, dataset.as_of),
        done=rows["status"].isin(DONE),
        ours=ours[rows.index],
        place=furthest,
    ).sort_values(["ars", "place", "category"], kind="stable")
    columns = ["ars", "category", "title", "status", "relation", "overdue", "done", "ours"]
    return found[columns].reset_index(drop=True)


def conferences_at(dataset: Dataset) -> pd.DataFrame:
    """Return the conferences of the programme that participants held or announced, those held first.

    Columns: those of the table of events, with ars, overdue, done (it was held). Those that only a measure tells of
    have no number, date and people.
    """
    events = conferences_of_programme(dataset)
    ahead = events[events["status"].isin(EVENTS["status"].having(Role.ANNOUNCED))]
    rows = pd.concat([known_conferences(dataset), ahead], ignore_index=True)
    rows = rows[rows["municipality"].isin(dataset.participants["ars"])]
    return rows.assign(
        ars=rows["municipality"],
        overdue=overdue(rows, EVENTS, dataset.as_of),
        done=rows["status"] == EventStatus.HELD,
    ).reset_index(drop=True)


def beyond_programme(dataset: Dataset, category: str | None) -> int:
    """Return how many measures of participants lie beyond the programme, of a `category` or of any."""
    found = dataset.result(measures_at, True)
    return int((~found["ours"] & ((found["category"] == category) if category else True)).sum())
