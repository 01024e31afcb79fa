"""Invented events: the meetings of each cohort, and what the municipalities hold themselves."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from ek_data.dataset.dataset import PARTICIPATING
from ek_data.demo.chance import AS_OF, DAY, NEVER, Mask, Rng, between, days, drawn, new_year, numbered, partial, some
from ek_data.demo.places import ends, starts
from ek_data.i18n import GERMAN
from ek_data.tables import EVENTS, KEY_FACTS

MEETINGS = (  # type, month of the programme
    ("kickoff", 1), ("working_meeting", 2), ("online_training", 3), ("network_meeting", 4), ("working_meeting", 5),
    ("online_training", 6), ("working_meeting", 8), ("online_training", 9), ("network_meeting", 10),
    ("working_meeting", 11), ("online_training", 12), ("working_meeting", 14), ("network_meeting", 15),
    ("working_meeting", 17), ("online_training", 18), ("network_meeting", 20), ("closing", 22),
)  # fmt: skip
HOSTED = {
    "conference": 9, "launch": 1, "opening": 1, "volunteers_day": 2, "state_volunteering_day": 0.3, "reception": 1,
    "project_workshop": 1, "award": 1, "action_day": 1, "training": 2,
}  # fmt: skip
HOSTED_PER_MUNICIPALITY = 4
GUESTS = 2  # further municipalities at an event that one of them holds
USUAL_SIZE = {"conference": 70, "volunteers_day": 180, "state_volunteering_day": 6_000, "online_training": 25}
QUALIFIERS = {"exact": 0.3, "about": 0.4, "at_least": 0.1, "more_than": 0.12, "at_most": 0.08}
FATES = {"as dated": 0.93, "cancelled": 0.04, "not reported": 0.03}
LAYOUTS = {"in_person": 0.85, "hybrid": 0.15}  # of what is no online training
RELATION = {"programme": 0.3, "adjacent": 0.5, "predates": 0.2}  # of what is no conference
COUNTED = {"known": 0.75, "missing": 0.25}
UNITS = {"people": 0.9, "associations": 0.1}
PAID = 2  # municipalities of which a key fact states an amount
CITY = "Musterstadt"
STATED = (  # metric, value, unit, qualifier, date, its precision, cohort
    ("joint_meetings", 6, "Treffen", "exact", "2026-06-30", "day", 2024),
    ("in_person_meetings", 6, "Treffen", "exact", "2026-06-01", "month", 2024),
    ("online_trainings", 5, "Fortbildungen", "exact", "2026-01-01", "year", 2024),
    ("duration", 2, "Jahre", "exact", "2024-01-01", "year", None),
    ("accompaniment", 2, "Jahre", "about", "2024-01-01", "year", None),
    ("funding_per_year", 5_000, "Euro", "at_most", "2024-01-01", "year", None),
    ("minimum_team", 3, "Personen", "at_least", "2024-01-01", "year", None),
    ("conference_attendance", 120, "Personen", "at_most", "2026-06-30", "day", None),
    ("conferences_per_year", 1, "Konferenz", "exact", "2024-01-01", "year", None),
    ("period_end", None, None, None, "2026-06-01", "month", None),
    ("volunteers_state", 1_000_000, "Personen", "more_than", "2025-01-01", "year", None),
    ("volunteering_rate", 33.3, "%", "about", "2025-01-01", "year", None),
    ("associations_state", 30_000, "Vereine", "about", "2025-01-01", "year", None),
    ("initiative_cohort", 6, "Kommunen", "exact", "2014-01-01", "year", None),
    ("other", 12, "Projektgruppen", "about", "2026-06-01", "month", None),
)
COLUMNS = ["metric", "value", "unit", "qualifier", "as_of", "as_of_precision", "cohort"]


def events(rng: Rng, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return the typed-to-be rows of all events of `municipalities` and of their cohorts.

    Columns: those of the table of events that are known.
    """
    rows = pd.concat([_meetings(rng, municipalities), _hosted(rng, municipalities)], ignore_index=True)
    size = len(rows)
    held = _held(rng, rows)
    when = np.where(some(rng, size, 0.94), days(rows["day"]), NEVER)
    online = rows["type"].to_numpy() == "online_training"
    layout = drawn(rng, LAYOUTS, size)
    return rows.drop(columns="day").assign(
        event_id=numbered("E", size),
        **partial(rng, "starts_on", when),
        **_attendance(rng, rows["type"], held["status"] == "held"),
        status=held["status"],
        format=pd.Series(np.where(online, "online", layout)).where(some(rng, size, 0.8)),
    )


def _meetings(rng: Rng, municipalities: pd.DataFrame) -> pd.DataFrame:
    cohorts = pd.DataFrame({"cohort": np.sort(municipalities["cohort"].unique())})
    rows = cohorts.merge(pd.DataFrame(MEETINGS, columns=["type", "month"]), how="cross")
    offset = (rows.pop("month").to_numpy() * 30 + rng.integers(0, 20, len(rows))) * DAY
    labels = _labels(rows["type"])
    return rows.assign(
        day=new_year(rows["cohort"]) + offset,
        title=labels + " der Staffel " + rows["cohort"].astype("string"),
        place=pd.Series(CITY, index=rows.index).mask(rows["type"] == "online_training"),
        municipality=pd.Series(pd.NA, index=rows.index, dtype="string"),
        relation="programme",
    )


def _hosted(rng: Rng, municipalities: pd.DataFrame) -> pd.DataFrame:
    size = HOSTED_PER_MUNICIPALITY * len(municipalities)
    kinds = drawn(rng, HOSTED, size)
    hosts = municipalities.take(rng.integers(0, len(municipalities), size)).reset_index(drop=True)
    start, end = starts(hosts), ends(hosts)
    others = drawn(rng, RELATION, size)
    relation = np.where((kinds == "conference") & some(rng, size, 0.85), "programme", others)
    left = (hosts["status"] == "left").to_numpy()
    planned = np.where(left, end, np.maximum(start, AS_OF) + 200 * DAY)
    before = np.datetime64("2024-01-01") - rng.integers(1, 3000, size) * DAY
    return pd.DataFrame(
        {
            "type": kinds,
            "cohort": hosts["cohort"].where(relation == "programme"),
            "day": np.where(relation == "predates", before, between(rng, start, planned)),
            "title": _labels(pd.Series(kinds)) + " – " + hosts["name"],
            "place": hosts["name"].str.split(" ", n=1).str[1],
            "municipality": hosts["ars"],
            "relation": relation,
        }
    )


def _labels(kinds: pd.Series) -> pd.Series:
    return kinds.map(EVENTS["type"].words(GERMAN)).astype("string")


def _held(rng: Rng, rows: pd.DataFrame) -> dict[str, npt.NDArray[np.str_]]:
    fate = drawn(rng, FATES, len(rows))
    past = (days(rows["day"]) <= AS_OF) & (fate == "as dated")
    return {"status": np.select([fate == "cancelled", past], ["cancelled", "held"], "announced")}


def _attendance(rng: Rng, kinds: pd.Series, held: Mask) -> dict[str, pd.Series]:
    """Return number, qualifier and unit; conferences have every qualifier and some that nobody counted."""
    size = len(kinds)
    conference = (kinds == "conference").to_numpy()
    known = np.zeros(size, dtype=bool)
    qualifier = np.full(size, None, dtype=object)
    for group in (conference, ~conference):
        counted = np.flatnonzero(group & held)
        counted = counted[drawn(rng, COUNTED, len(counted)) == "known"]
        known[counted] = True
        qualifier[counted] = drawn(rng, QUALIFIERS, len(counted))
    usual = kinds.map(USUAL_SIZE).fillna(40).to_numpy() * rng.lognormal(0, 0.4, size)
    number = np.where(qualifier == "exact", usual.astype(int), np.maximum(usual // 5 * 5, 5)).astype(int)
    units = drawn(rng, UNITS, size)
    return {
        "attendance": pd.Series(number, dtype="Int64").where(known),
        "attendance_qualifier": pd.Series(qualifier, dtype="object"),
        "attendance_unit": pd.Series(units, dtype="object").where(known),
    }


def participations(rng: Rng, municipalities: pd.DataFrame, meetings: pd.DataFrame) -> pd.DataFrame:
    """Return the typed-to-be rows of who took part in the events that were held.

    Columns: those of the table of participations.
    """
    held = meetings.loc[meetings["status"] == "held", ["event_id", "municipality", "cohort", "starts_on"]]
    rows = pd.concat([_of_cohort(rng, held, municipalities), _at_hosts(rng, held, municipalities)])
    rows = rows.drop_duplicates(["event_id", "ars"], ignore_index=True)
    people = pd.Series(1 + rng.poisson(2, len(rows)), dtype="Int64")
    return rows.assign(people=people.where(some(rng, len(rows), 0.85)))


def _of_cohort(rng: Rng, held: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return most of the members of a cohort for each of its meetings, until they left."""
    members = municipalities.loc[:, ["ars", "cohort"]].assign(until=ends(municipalities))
    rows = held[held["municipality"].isna()].merge(members, on="cohort")
    gone = rows["starts_on"] > rows["until"]
    return rows.loc[~gone & some(rng, len(rows), 0.8), ["event_id", "ars"]]


def _at_hosts(rng: Rng, held: pd.DataFrame, municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return the host of each event and some guests."""
    hosted = held[held["municipality"].notna()]
    guests = municipalities["ars"].to_numpy()[rng.integers(0, len(municipalities), (GUESTS, len(hosted)))]
    columns = [hosted["municipality"].to_numpy(), *guests]
    return pd.concat([pd.DataFrame({"event_id": hosted["event_id"].to_numpy(), "ars": ars}) for ars in columns])


def key_facts(municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return the typed-to-be rows: one statement or more for each metric.

    Columns: those of the table of key facts that are known.
    """
    begun = municipalities[new_year(municipalities["cohort"]) <= AS_OF]
    participants = begun[begun["status"].isin(PARTICIPATING)]
    rows = pd.concat(
        [
            _counted("municipalities_started", begun.groupby("cohort").size()),
            _counted("municipalities_in_cohort", participants.groupby("cohort").size()),
            _counted("municipalities_total", pd.Series([len(participants)], index=pd.Index([pd.NA], name="cohort"))),
            _paid(participants.head(PAID)),
            pd.DataFrame(STATED, columns=COLUMNS).astype({"value": "Float64", "cohort": "Int64"}),
        ],
        ignore_index=True,
    )
    labels = KEY_FACTS["metric"].words(GERMAN)
    dates = pd.to_datetime(rows["as_of"])
    return rows.assign(fact_id=numbered("F", len(rows)), title=rows["metric"].map(labels), as_of=dates)


def _paid(municipalities: pd.DataFrame) -> pd.DataFrame:
    """Return what some were paid in one year, as a whole."""
    return pd.DataFrame(
        {
            "metric": "funding_received",
            "value": pd.array([3_500] * len(municipalities), "Float64"),
            "unit": "Euro",
            "qualifier": "exact",
            "as_of": "2025-01-01",
            "as_of_precision": "year",
            "municipality": municipalities["ars"].array,
        }
    )


def _counted(metric: str, counts: pd.Series) -> pd.DataFrame:
    return pd.DataFrame(
        {
            "metric": metric,
            "value": counts.astype("Float64").to_numpy(),
            "unit": "Kommunen",
            "qualifier": "exact",
            "as_of": str(AS_OF),
            "as_of_precision": "day",
            "cohort": counts.index.to_series().astype("Int64").array,
        }
    )
