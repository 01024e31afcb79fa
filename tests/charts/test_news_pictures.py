"""What is new on the map and in rows: told by number and word, not by colour alone."""

from __future__ import annotations

import datetime as dt

from ek_data.changes.feed import feed
from ek_data.changes.since import after, between
from ek_data.charts import news_pictures
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
FOUND = between(OLDER, NEWER)


def test_rows_tell_what_became_of_each_measure_by_municipality_those_without_a_name_last() -> None:
    rows = news_pictures.measures(FOUND, None, GERMAN).whole
    assert rows["Kommune"].tolist() == ["VG Asbach", "Alzey", "Alzey", "Staffel 2024"]
    assert rows["Neues"].tolist() == ["umgesetzt oder beendet", "neu", "geändert", "neu"]
    assert rows.iloc[0]["Status vorher"] == "geplant"
    assert rows.iloc[0]["Geändert"] == "Status, Status vom"
    assert rows.iloc[0]["Status vom"] == "02.05.2025"


def test_rows_by_date_have_no_column_for_what_nobody_knows() -> None:
    rows = news_pictures.measures(after(NEWER, dt.date(2025, 4, 8)), None, ENGLISH).whole
    assert rows["Status"].tolist() == ["implemented"]
    assert not {"News", "Status before"} & set(rows)


def test_plan_that_is_overdue_says_so_among_the_news() -> None:
    plan = measure(ASBACH, "planned", started_on="2025-05-01", status_on="2025-05-01", **DAY)
    found = after(programme(MEMBERS, [plan]), dt.date(2025, 4, 8))
    assert news_pictures.measures(found, dt.date(2025, 6, 1), GERMAN).whole["Status"].tolist() == [
        "geplant, überfällig"
    ]


def test_event_is_told_with_its_place() -> None:
    held = after(NEWER, dt.date(2025, 4, 8))
    assert news_pictures.events(held, GERMAN) == ["durchgeführt: 1. Juni 2025 · Vereinekonferenz, Oppenheim"]
    assert news_pictures.dated_events(held, GERMAN) == [("1. Juni 2025", "Vereinekonferenz, Oppenheim")]
    ahead = conference(status="announced", starts_on="2025-06-01", starts_on_precision="month")
    put_in = between(OLDER, programme(MEMBERS, [], [ahead]))
    assert news_pictures.dated_events(put_in, GERMAN) == [("Juni 2025", "neu: Vereinekonferenz")]


def test_map_marks_who_has_news_in_ink_by_their_number_and_in_words() -> None:
    marks = news_pictures.map_marks(FOUND, GERMAN).set_index("ars")
    assert marks["symbol"].to_dict() == {ASBACH: "1", ALZEY: "2", RHEIN_SELZ: ""}
    assert marks["strength"].to_dict() == {ASBACH: 1.0, ALZEY: 1.0, RHEIN_SELZ: news_pictures.PALE}
    assert marks.loc[ALZEY, "text"] == "Alzey: 1 neu, 1 geändert"
    assert marks.loc[RHEIN_SELZ, "text"] == "VG Rhein-Selz: neu dabei"
    drawn = news_pictures.news_map(FOUND, AREAS, GERMAN).map
    assert drawn is not None
    assert [entry.label for entry in drawn.legend][:2] == ["Zahl der neuen Meldungen", "nichts Neues"]


def test_sentence_map_and_feed_count_the_same_municipalities() -> None:
    members = [*MEMBERS, municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz", status="left")]
    rows = [measure(ars, status_on="2025-05-02", **DAY) for ars in (ASBACH, RHEIN_SELZ)]
    rows += [measure(ALZEY, status_on="2025-04-01", status_on_precision="month")]  # may be from before
    found = after(programme(members, rows), dt.date(2025, 4, 8))
    said = "1 von 2 teilnehmenden Kommunen und 1 ausgeschiedene mit neuen Meldungen"
    assert found.sentences(GERMAN)[0].startswith(said)
    assert news_pictures.news_map(found, AREAS, GERMAN).finding == f"{said}."
    marks = news_pictures.map_marks(found, GERMAN)
    assert marks["symbol"].tolist() == ["1", ""]  # no place for the one that left
    assert [group.name for group in feed(found, found.measures, None, GERMAN)] == ["VG Asbach", "VG Rhein-Selz"]
    assert found.reporting_members == (1, 2)


def test_day_since_which_nothing_is_certain_says_how_much_may_be() -> None:
    rows = [measure(ASBACH, status_on="2025-11-01", status_on_precision="month")]
    held = conference(starts_on="2025-11-19", relation="adjacent", starts_on_precision="day")
    data, day = programme(MEMBERS, rows, [held]), dt.date(2025, 11, 6)
    found = after(data, day).of_programme()
    assert news_pictures.nothing_since(found, day, data.as_of, GERMAN) == (
        "Seit dem 6. November 2025 nichts mit Tagesdatum; 1 Meldung trägt nur „November 2025“."
    )
    began = measure(ASBACH, started_on="2023-01-01", status_on="2025-11-19", **DAY)  # reported on a day, and not new
    told = after(programme(MEMBERS, [began]), day)
    assert news_pictures.nothing_since(told, day, None, GERMAN) == (
        "Seit dem 6. November 2025 ist nichts mit Sicherheit neu gemeldet."
    )
    assert news_pictures.nothing_since(found, dt.date(2026, 1, 1), data.as_of, GERMAN).startswith(
        "Die Daten reichen nur"
    )
