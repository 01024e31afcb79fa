"""What is new on the map, in the matrix, on the curve and in rows: told by sign and word, not by colour alone."""

from __future__ import annotations

import datetime as dt

import pandas as pd

from ek_data.analysis import cohorts
from ek_data.changes import news
from ek_data.changes.kinds import LOOKS
from ek_data.charts import build_news
from ek_data.geo import boundaries
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.settings import SHIPPED
from tests.programme import ALZEY, ASBACH, RHEIN_SELZ, conference, measure, municipality, programme

AREAS = boundaries.load(boundaries.locate(SHIPPED))
DAY = {"status_on_precision": "day", "started_on_precision": "day"}
MEMBERS = [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(ALZEY, 2025, name="Alzey")]
OLDER = programme(
    MEMBERS,
    [
        measure(ASBACH, "planned", category="newsletter", title="Newsletter"),
        measure(ALZEY, "planned", title="Padlet"),
        measure(ALZEY, started_on="2025-02-10", status_on="2025-03-01", **DAY),
    ],
)
NEWER = programme(
    [*MEMBERS, municipality(RHEIN_SELZ, 2025, name="Verbandsgemeinde Rhein-Selz")],
    [
        measure(
            ASBACH,
            "implemented",
            category="newsletter",
            title="Newsletter",
            status_on="2025-05-02",
            status_on_precision="day",
        ),
        measure(ALZEY, "in_preparation", title="Padlet"),
        measure(ALZEY, started_on="2025-02-10", status_on="2025-03-01", **DAY),
        measure(ALZEY, "planned", category="vereinsdatenbank", title="Datenbank"),
        measure(None, "planned", cohort=2024, title="für die Staffel"),
    ],
    [conference(starts_on="2025-06-01", starts_on_precision="day", place="Oppenheim")],
)
FOUND = news.between(OLDER, NEWER)


def test_rows_tell_what_was_finished_first_and_what_it_was_before() -> None:
    rows = build_news.measures(FOUND, GERMAN).whole
    assert rows["Neues"].tolist() == ["umgesetzt oder beendet", "neu", "neu", "geändert"]
    assert rows.iloc[0]["Status vorher"] == "geplant"
    assert rows.iloc[0]["Geändert"] == "Status, Status vom"
    assert rows.iloc[0]["Status vom"] == "02.05.2025"
    assert rows["Kommune"].tolist() == ["VG Asbach", "Alzey", "Staffel 2024", "Alzey"]


def test_rows_by_date_have_no_column_for_what_nobody_knows() -> None:
    rows = build_news.measures(news.after(NEWER, dt.date(2025, 4, 8)), ENGLISH).whole
    assert rows["News"].tolist() == ["finished"]
    assert "Status before" not in rows


def test_event_is_told_with_its_place() -> None:
    held = news.after(NEWER, dt.date(2025, 4, 8))
    assert build_news.events(held, GERMAN) == ["durchgeführt: 1. Juni 2025 · Vereinekonferenz, Oppenheim"]


def test_map_marks_each_municipality_by_a_sign_and_in_words() -> None:
    marks = build_news.map_marks(FOUND, NEWER, GERMAN).set_index("ars")
    assert marks["symbol"].to_dict() == {ASBACH: "✓", ALZEY: "+", RHEIN_SELZ: "★"}
    assert marks.loc[ALZEY, "text"] == "Alzey: 1 neu, 1 geändert"
    assert marks.loc[RHEIN_SELZ, "text"] == "VG Rhein-Selz: neu dabei"
    legend = build_news.map_of(FOUND, NEWER, AREAS, GERMAN).legend
    assert [(entry.symbol, entry.label) for entry in legend][:4] == [
        ("✓", "umgesetzt oder beendet"),
        ("+", "neu"),
        ("★", "neu dabei"),
        ("–", "nichts Neues"),
    ]
    assert build_news.behind_map(FOUND, NEWER, GERMAN).finding == "Bei 3 von 3 teilnehmenden Kommunen gibt es Neues."


def test_matrix_draws_one_symbol_for_each_municipality_and_category() -> None:
    picture = build_news.matrix(FOUND, GERMAN)
    assert (
        picture.finding
        == "Bei 2 Kommunen gibt es Neues zu ihren Maßnahmen: 1 umgesetzt oder beendet, 1 neu, 1 geändert."
    )
    assert picture.figure is not None
    drawn = [trace for trace in picture.figure.data if trace.hovertext and any(trace.hovertext)]
    assert {trace.marker.symbol for trace in drawn} == {look.symbol for look in LOOKS.values()}
    assert picture.table["Kommune"].tolist() == ["VG Asbach", "Alzey", "Alzey"]


def test_matrix_without_news_is_a_sentence() -> None:
    picture = build_news.matrix(news.between(NEWER, NEWER), GERMAN)
    assert picture.figure is None
    assert picture.finding == "Bei keiner Kommune gibt es Neues zu Maßnahmen. Jede neue Maßnahme wird hier ein Zeichen."


def test_curve_has_a_star_where_each_cohort_stood_on_the_day() -> None:
    points = cohorts.curve_on(NEWER, dt.date(2025, 2, 1)).set_index("cohort")
    assert points["month"].to_dict() == {2024: 13, 2025: 1}
    assert points.loc[2024, ["municipalities", "now"]].tolist() == [0, 1]
    picture = build_news.curve_since(NEWER, dt.date(2025, 2, 1), GERMAN)
    assert "Staffel 2024 damals keine sichere Meldung, jetzt mindestens 1 von 1" in picture.finding
    assert [trace.marker.symbol for trace in picture.figure.data].count("star") == 2  # type: ignore[union-attr]


def test_curve_between_two_releases_has_a_star_where_the_older_ended() -> None:
    points = cohorts.curve_ended(NEWER, OLDER)
    expected = {"cohort": [2024, 2025], "month": [14, 2], "municipalities": [0, 1], "now": [1, 1], "n": [1, 1]}
    pd.testing.assert_frame_equal(points, pd.DataFrame(expected), check_dtype=False)


def test_day_before_a_cohort_began_has_no_star_for_it() -> None:
    assert cohorts.curve_on(NEWER, dt.date(2024, 12, 31))["cohort"].tolist() == [2024]
    assert cohorts.curve_on(NEWER, dt.date(2030, 1, 1)).empty
