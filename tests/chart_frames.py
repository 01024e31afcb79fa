"""Small frames in the form that the charts expect, one for each chart, with a reason for each row."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import cache

import pandas as pd
import plotly.graph_objects as go

from ek_data.charts import (
    adoption,
    completeness,
    events,
    funding,
    measures,
    municipalities,
    peers,
    progress_matrix,
    projector,
)
from ek_data.charts.drawers import plotly
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Spec
from ek_data.charts.time import events_ribbon, figure_history, timelines
from ek_data.i18n import GERMAN, Language
from ek_data.tables import EVENTS

LONG = "Verbandsgemeinde Altenkirchen-Flammersfeld im Westerwald (Sieg)"  # longer than 60 characters

CURVE = (
    pd.DataFrame(
        [
            (2024, 0, 0, 0, 1, 7, True, True),  # one may have been earlier than the month of its report
            (2024, 1, 3, 1, 0, 7, True, True),  # one of the three is known by the date of a report only
            (2024, 2, 5, 1, 0, 7, True, False),  # beyond the month the younger cohort has reached
            (2025, 0, 1, 0, 0, 7, True, True),
            (2025, 1, 1, 0, 0, 7, True, True),
        ],
        columns=["cohort", "month", "municipalities", "at_latest", "perhaps", "n", "compared", "common"],
    )
    .astype(dict.fromkeys(("cohort", "month", "municipalities", "at_latest", "perhaps", "n"), "Int64"))
    .assign(unnamed=False)
)

MATRIX = pd.DataFrame(
    [
        ("newsletter", 2024, 2, 7, False, "named"),
        ("newsletter", 2025, 1, 7, False, "named"),
        ("padlet", 2024, 0, 7, True, "unnamed"),  # no municipality is named, the cohort is
        ("padlet", 2025, 0, 7, False, "nothing"),
        ("juleica", 2024, 0, 7, False, "nothing"),  # nowhere implemented: in the table only
        ("juleica", 2025, 0, 7, False, "nothing"),
    ],
    columns=["category", "cohort", "municipalities", "n", "cohort_statement", "reported"],
)

STATED = pd.DataFrame([(2024, "padlet", "implemented")], columns=["cohort", "category", "status"])

MUNICIPALITIES = pd.DataFrame(
    [
        ("071385001000", "VG Asbach", "association", 2024),
        ("073310000000", "LK Alzey-Worms", "district", 2025),
        ("071355002000", LONG, "association", 2024),
    ],
    columns=["ars", "name", "kind", "cohort"],
).astype({"cohort": "Int64"})

FIRSTS = MUNICIPALITIES.assign(
    month=pd.array([4, None, 9], dtype="Int64"),  # the Landkreis: not yet
    latest_only=pd.array([False, None, True], dtype="boolean"),
    date=pd.to_datetime(["2024-05-17", None, "2024-10-01"]),
    precision=["day", None, "month"],
    observed=pd.array([22, 10, 22], dtype="Int64"),
)

NUMBERS = MUNICIPALITIES.assign(
    implemented=pd.array([5, 2, 5], dtype="Int64"),
    other=pd.array([1, 0, 0], dtype="Int64"),
    per_1000=pd.array([None, 0.02, 0.32], dtype="Float64"),  # the population of Asbach is not known
)

COUNTS = pd.DataFrame(
    [
        ("newsletter", "implemented", False, 3),
        ("newsletter", "planned", False, 1),
        ("padlet", "implemented", True, 2),  # stated for a cohort only: beside the bar
    ],
    columns=["category", "status", "cohort_level", "n"],
).assign(overdue=False)

PROGRESS = (
    pd.DataFrame(
        [
            ("071385001000", "VG Asbach", 2024, "newsletter", "implemented", 1, 2),  # one of two is implemented
            ("071385001000", "VG Asbach", 2024, "padlet", "planned", 0, 1),
            ("073310000000", "LK Alzey-Worms", 2025, "newsletter", "in_preparation", 0, 1),
        ],
        columns=["ars", "name", "cohort", "category", "status", "done", "n"],
    )
    .astype({"cohort": "Int64"})
    .assign(overdue=False, programme=True)
)

CONFERENCES = pd.DataFrame(
    {
        "event_id": ["E1", "E2", "E3", "E4"],
        "title": ["Ehrenamtskonferenz", "Vereinekonferenz", "Vereinekonferenz des Landes", "Vereinekonferenz"],
        "ars": ["071385001000", "073310000000", None, "071355002000"],
        "name": ["VG Asbach", "LK Alzey-Worms", None, LONG],  # the third is held by the state
        "cohort": pd.array([2024, 2025, None, 2024], dtype="Int64"),
        "starts_on": pd.to_datetime(["2024-11-01", "2025-03-29", None, "2025-05-02"]),
        "starts_on_precision": ["month", "day", None, "day"],
        "attendance": pd.array([75, 62, 100, None], dtype="Int64"),  # the last: not stated
        "attendance_qualifier": ["about", "exact", "at_most", None],
    }
)

EVENT_ROWS = EVENTS.typed(
    pd.DataFrame(
        {
            "event_id": ["E1", "E2", "E3"],
            "type": ["conference", "network_meeting", "online_training"],
            "title": ["Ehrenamtskonferenz", "Netzwerktreffen", "Digitalisierung"],
            "starts_on": pd.to_datetime(["2024-11-01", "2026-04-08", None]),
            "starts_on_precision": ["month", "day", None],  # a month, a day, unknown
            "status": ["held", "announced", "held"],
            "relation": "programme",
        }
    )
).assign(overdue=False, host=None)

LIFE = pd.DataFrame(
    {
        "release": [1, 2, 3, 4],
        "published": ["01.02.2025", "01.03.2025", "01.04.2025", "01.05.2025"],
        "value": pd.array([14, None, 14, 16], "Float64"),  # the second kept none
        "said": pd.array(["14", None, "14", "16"], "string"),
    }
)

PARTICIPATIONS = pd.DataFrame(
    {
        "ars": ["071385001000", "073310000000"],
        "name": ["VG Asbach", "LK Alzey-Worms"],
        "cohort": pd.array([2024, 2025], dtype="Int64"),
        "event_id": ["E1", "E1"],
        "type": ["network_meeting", "network_meeting"],
        "title": ["Netzwerktreffen", "Netzwerktreffen"],
        "starts_on": pd.to_datetime(["2025-04-08", "2025-04-08"]),
        "starts_on_precision": ["day", "day"],
        "people": pd.array([3, None], dtype="Int64"),
    }
)

MEASURES = pd.DataFrame(
    {
        "measure_id": ["M1", "M2", "M3"],
        "title": ["Newsletter der Vereine", "Padlets", "Vereinsdatenbank"],
        "name": pd.array(["VG Asbach", None, "VG Asbach"], dtype="string"),  # the second: for the cohort only
        "cohort": [2024, 2024, 2024],
        "category": ["newsletter", "padlet", "vereinsdatenbank"],
        "status": ["implemented", "implemented", "planned"],
        "started_on": pd.to_datetime(["2024-05-17", None, None]),
        "started_on_precision": ["day", None, None],
        "status_on": pd.to_datetime(["2025-04-08", "2024-11-01", None]),  # the third has no date at all
        "status_on_precision": ["day", "month", None],
        "planned": [False, False, True],
        "overdue": False,
    }
)

RANGES = pd.DataFrame(
    {
        "metric": ["population", "implemented"],
        "own": pd.array([15862, None], dtype="Float64"),  # how much it does is not stated
        "values": [[13313.0, 15862.0, 40459.0], [0.0, 2.0]],
    }
)

SPREAD = MUNICIPALITIES.assign(implemented=pd.array([2, None, 0], dtype="Int64"))  # of the Landkreis nothing is known

FUNDING = pd.DataFrame(
    {
        "ars": ["073310000000", "071385001000"],
        "name": ["LK Alzey-Worms", "VG Asbach"],
        "cohort": [2025, 2024],
        "year": pd.array([2025, 2025], dtype="Int64"),
        "amount": pd.array([3200, None], dtype="Float64"),  # the second one is not known
        "qualifier": pd.array(["at_least", None], dtype="string"),  # because a measure has no amount
        "stated": pd.array([2, 0], dtype="Int64"),
        "unstated": pd.array([1, 4], dtype="Int64"),
        "measure": pd.array([None, None], dtype="string"),  # named where it is the only one
    }
)

BOARD = pd.DataFrame(
    [
        ("071385001000", "VG Asbach", 2024, "measures", "partly", "2024-11-01", "month", 12),
        ("071385001000", "VG Asbach", 2024, "events", "missing", None, None, None),
        ("071385001000", "VG Asbach", 2024, "population", "known", "2024-12-31", "day", 10),
        ("073310000000", "LK Alzey-Worms", 2025, "measures", "known", "2025-10-01", "month", 1),
        ("073310000000", "LK Alzey-Worms", 2025, "events", "missing", None, None, None),
        ("073310000000", "LK Alzey-Worms", 2025, "population", "known", "2024-12-31", "day", 10),
        ("071355002000", LONG, 2024, "measures", "missing", None, None, None),
        ("071355002000", LONG, 2024, "events", "not_due", None, None, None),
        ("071355002000", LONG, 2024, "population", "known", "2024-12-31", "day", 10),  # known of all: no column
    ],
    columns=["ars", "name", "cohort", "area", "state", "newest", "newest_precision", "months"],
).astype({"months": "Int64", "newest": "datetime64[us]"})

DRAWN: dict[str, tuple[Callable[..., Picture], tuple[object, ...]]] = {
    "adoption_curve": (adoption.adoption_curve, (CURVE,)),
    "adoption_matrix": (adoption.adoption_matrix, (MATRIX,)),
    "first_implemented": (municipalities.first_implemented, (FIRSTS,)),
    "funding": (funding.funding, (FUNDING, ("3.200.",), 2025)),
    "measures_per_municipality": (municipalities.measures_per_municipality, (NUMBERS,)),
    "measures_by_status": (measures.measures_by_status, (COUNTS,)),
    "progress_matrix": (progress_matrix.progress_matrix, (PROGRESS, MUNICIPALITIES, STATED)),
    "completeness": (completeness.completeness, (BOARD, {"population": ("area_km2",)})),
    "conference_attendance": (events.conference_attendance, (CONFERENCES,)),
    "figure_history": (figure_history.figure_history, (LIFE, "Maßnahmen")),
    "programme_timeline": (timelines.programme_timeline, (EVENT_ROWS.assign(host=pd.NA), dt.date(2025, 11, 19))),
    "event_ribbon": (events_ribbon.event_ribbon, (EVENT_ROWS, dt.date(2025, 11, 19), dt.date(2026, 3, 1))),
    "measure_timeline": (timelines.measure_timeline, (MEASURES,)),
    "reported_numbers": (projector.reported_numbers, (NUMBERS,)),
    "standing": (peers.standing, (RANGES, "VG Kaisersesch")),
    "distribution": (peers.distribution, (SPREAD, "071385001000")),
}


def picture(chart: str, lang: Language) -> Picture:
    function, arguments = DRAWN[chart]
    return function(*arguments, lang)


def picture_of_nothing(chart: str, lang: Language) -> Picture:
    function, arguments = DRAWN[chart]
    return function(*(rows.head(0) if isinstance(rows, pd.DataFrame) else rows for rows in arguments), lang)


def picture_of_one_row(chart: str, lang: Language) -> Picture:
    function, arguments = DRAWN[chart]
    return function(*(rows.head(1) if isinstance(rows, pd.DataFrame) else rows for rows in arguments), lang)


@cache
def spec(chart: str, lang: Language = GERMAN) -> Spec:
    """Return what a picture shows, where there is something to draw."""
    found = picture(chart, lang).spec
    assert found is not None
    return found


def figure(chart: str, lang: Language = GERMAN) -> go.Figure:
    """Return the picture as Plotly draws it, and for now PowerPoint reads it."""
    return plotly.draw(spec(chart, lang), lang)


def texts(picture: Picture) -> list[str]:
    """Return every text that is drawn or told: rows, ends, ticks, titles, marks, entries of the key."""
    if picture.spec is None:
        return []
    of = picture.spec
    rows = [text for row in of.rows for text in (row.name, row.end)]
    axes = [text for axis in (of.across, of.up) if axis for text in (axis.title, *(words for _at, words in axis.ticks))]
    marks = [text for mark in of.marks for text in (mark.text, mark.brief or "", *mark.said)]
    others = [*(words for words, _look in of.key), *(guide.words for guide in of.guides)]
    return [*rows, *axes, *marks, *others, *(line.end for line in of.steps)]
