"""The feed of the news: a group for each municipality, in the words and with the dates of its reports."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from ek_data.changes.feed import feed, number_of_groups
from ek_data.changes.news_kinds import FINISHED
from ek_data.changes.since import after, between
from ek_data.i18n import GERMAN
from ek_data.tables import MEASURES
from tests.programme import ALZEY, ASBACH, measure, municipality, programme

DAY = dt.date(2025, 4, 8)
CERTIFIED = {"certified_on": "2025-11-06", "certified_on_precision": "day", "certified_certainty": "derived"}
MEMBERS = [
    municipality(ALZEY, 2025, name="Alzey"),
    municipality(ASBACH, name="Verbandsgemeinde Asbach", **CERTIFIED),
]


def test_groups_stand_by_cohort_and_name_and_those_without_a_name_last() -> None:
    rows = [
        measure(None, cohort=2024, title="Newsletter", status_on="2025-11-01", status_on_precision="month"),
        measure(ALZEY, title="Portal", status_on="2025-07-14", status_on_precision="day"),
        measure(ASBACH, "planned", title="Padlet", status_on="2025-11-01", status_on_precision="month"),
        measure(
            ASBACH, title="Team", status_on="2025-11-01", status_on_precision="month", source_url="https://a.example"
        ),
    ]
    found = after(programme(MEMBERS, rows), DAY)
    groups = feed(found, found.measures, None, GERMAN)
    assert [(group.name, group.cohort, group.summary, group.named) for group in groups] == [
        ("VG Asbach", 2024, "1 umgesetzt · 1 geplant · Plakette, abgeleitet", True),
        ("Alzey", 2025, "1 umgesetzt", True),
        ("Staffel 2024, ohne Namen der Kommune", 2024, "1 umgesetzt", False),
    ]
    assert number_of_groups(found, found.measures) == 3
    assert feed(found, found.measures, None, GERMAN, slice(1, 2)) == groups[1:2]
    team = groups[0].entries[0]
    assert (team.title, team.status, team.date, team.source) == ("Team", "umgesetzt", "Nov. 2025", "https://a.example")
    assert team.look == MEASURES["status"].looks["implemented"]
    assert groups[1].entries[0].date == "14. Juli 2025"


def test_report_whose_earlier_status_is_not_known_is_told_as_it_is_now() -> None:
    found = between(programme(MEMBERS, [measure(ASBACH, "planned", title="A")]), programme(MEMBERS, [measure(ASBACH)]))
    measures = found.measures.assign(news=FINISHED.code, before=pd.NA)
    assert {entry.status for group in feed(found, measures, None, GERMAN) for entry in group.entries} == {"umgesetzt"}


def test_report_that_carries_a_year_only_shows_that_year() -> None:
    rows = [measure(ASBACH, status_on="2025-01-01", status_on_precision="year")]
    found = after(programme(MEMBERS, rows), DAY)
    [group] = feed(found, found.vague, None, GERMAN)
    assert [entry.date for entry in group.entries] == ["2025"]


def test_between_two_releases_the_earlier_status_is_told_and_what_was_removed_is_no_report() -> None:
    older = [measure(ASBACH, "planned", title="wird fertig"), measure(ASBACH, title="A"), measure(ASBACH, title="weg")]
    newer = [measure(ASBACH, title="wird fertig"), measure(ASBACH, title="B")]
    found = between(programme(MEMBERS, older), programme(MEMBERS, newer))
    [group] = feed(found, found.measures, None, GERMAN)
    assert {entry.title: entry.status for entry in group.entries} == {
        "wird fertig": "geplant, jetzt umgesetzt",
        "B": "geändert: Bezeichnung",
    }
