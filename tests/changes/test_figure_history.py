"""What a figure was in each release, and which rows moved it."""

from __future__ import annotations

import datetime as dt

from ek_data.changes.figure_history import history, moved, steps
from ek_data.figures.qualified import Quantity
from ek_data.i18n import GERMAN
from ek_data.store.manifest import Release
from tests.programme import ASBACH, HASSLOCH, conference, measure, municipality, programme

MEMBERS = [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(HASSLOCH, name="Gemeinde Haßloch")]


def release(number: int, *values: int) -> Release:
    figures = dict(zip(["measures"], map(Quantity, values), strict=False))
    return Release(number, {}, {}, "Anna", "", dt.datetime(2025, 5, number, tzinfo=dt.UTC), figures=figures)


def test_release_that_kept_no_figures_is_a_gap_and_what_changed_across_it_is_told() -> None:
    points = history("measures", (release(4, 16), release(3), release(2, 14), release(1, 14)))
    assert [point.quantity and point.quantity.value for point in points] == [14, 14, None, 16]
    assert [(step.before.release.number, step.after.release.number) for step in steps(points)] == [(2, 4)]


def test_rows_that_came_into_a_count_and_left_it_are_named() -> None:
    older = programme(MEMBERS, [measure(ASBACH), measure(ASBACH, "planned")])
    newer = programme(MEMBERS, [measure(ASBACH, "planned"), measure(ASBACH)])
    assert moved(older, newer, "measures_done", GERMAN) == [
        "zählt jetzt mit: m2 · Padlet · VG Asbach",
        "zählt nicht mehr mit: m1 · Padlet · VG Asbach",
    ]


def test_municipality_moves_a_figure_though_no_cell_of_its_own_changed() -> None:
    older, newer = programme(MEMBERS), programme(MEMBERS, [measure(HASSLOCH)])
    assert moved(older, newer, "implementing", GERMAN) == ["zählt jetzt mit: Gemeinde Haßloch"]


def test_value_that_is_added_up_is_told_before_and_after() -> None:
    older = programme(MEMBERS, events=[conference(75, "about", municipality=ASBACH)])
    newer = programme(MEMBERS, events=[conference(80, "about", municipality=ASBACH, note="gezählt")])
    assert moved(older, newer, "attendance", GERMAN) == [
        "e1 · Vereinekonferenz · VG Asbach, Teilnehmende: bisher 75, neu 80"
    ]
