"""What is reported of a day has happened: a date after today is an error, and moves neither Stand nor comparison."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pandas as pd
import pytest

from ek_data import i18n
from ek_data.changes.effect import effect
from ek_data.dataset.lookup import Known
from ek_data.i18n import GERMAN, today
from ek_data.store.publisher import make_store
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES, MUNICIPALITIES
from ek_data.tables.types import Table
from ek_data.validation.check import Checked, check
from tests.programme import ALZEY, ASBACH, fact, measure, municipality, programme
from tests.selection import first
from tests.validation.raws import raw

KNOWN = Known.of(programme([municipality(ASBACH, name="Verbandsgemeinde Asbach")]))
ROWS: dict[Table, dict[str, str]] = {  # one sound row of each table that has dates
    MUNICIPALITIES: {
        "Regionalschlüssel": ASBACH,
        "Kommune": "Verbandsgemeinde Asbach",
        "Art": "Verbandsgemeinde",
        "Staffel": "2024",
        "Teilnahme": "nimmt teil",
        "Beleg": "belegt",
    },
    MEASURES: {
        "Maßnahmen-Nr.": "M1",
        "Kommune": "Verbandsgemeinde Asbach",
        "Staffel": "2024",
        "Kategorie": "Padlet",
        "Bezeichnung": "Padlet",
        "Status": "geplant",
        "Bezug": "Programm",
        "Beleg": "belegt",
    },
    EVENTS: {
        "Veranstaltungs-Nr.": "E1",
        "Veranstaltungsart": "Netzwerktreffen",
        "Bezeichnung": "Treffen",
        "Status": "angekündigt",
        "Bezug": "Programm",
        "Beleg": "belegt",
    },
    KEY_FACTS: {
        "Angaben-Nr.": "F1",
        "Kennzahl": "Projektlaufzeit",
        "Angabe": "Laufzeit",
        "Quelle": "https://example.org",
        "Beleg": "belegt",
    },
}


@pytest.fixture(autouse=True)
def ninth_of_april(monkeypatch: pytest.MonkeyPatch) -> None:
    """Today is 9 April 2026."""
    monkeypatch.setattr(i18n, "today", lambda: dt.date(2026, 4, 9))


def checked(table: Table, **changed: str) -> Checked:
    row = ROWS[table] | {name.replace("_", " "): value for name, value in changed.items()}
    return check(raw(table.file, [list(row), list(row.values())]), table, known=KNOWN)


def told(table: Table, **changed: str) -> list[str]:
    return [problem.located(GERMAN) for problem in checked(table, **changed).errors]


@pytest.mark.parametrize("status", ["geplant", "in Vorbereitung", "umgesetzt", "beendet"])
def test_status_was_reported_by_today_whatever_it_is(status: str) -> None:
    assert told(MEASURES, Status=status, Status_vom="2062") == [
        "massnahmen.csv, Zelle I2 (Status vom): „2062“ passt nicht. Erwartet: kein Datum in der Zukunft."
    ]


@pytest.mark.parametrize("day", ["09.04.2026", "04.2026", "2026", "08.04.2026"])
def test_today_and_the_current_month_and_year_are_not_in_the_future(day: str) -> None:
    assert told(MEASURES, Status_vom=day) == []


@pytest.mark.parametrize("day", ["10.04.2026", "05.2026", "2027"])
def test_tomorrow_next_month_and_next_year_are(day: str) -> None:
    assert len(told(MEASURES, Status_vom=day)) == 1


@pytest.mark.parametrize(
    ("table", "column", "more"),
    first(
        3,
        [
            (MUNICIPALITIES, "Ausgezeichnet am", {}),
            (MUNICIPALITIES, "Ausgeschieden am", {"Teilnahme": "ausgeschieden"}),
            (MUNICIPALITIES, "Stand der Einwohnerzahl", {}),
            (MUNICIPALITIES, "Teilnahme seit", {"Teilnahme": "abgeschlossen"}),
            (MUNICIPALITIES, "Teilnahme seit", {"Teilnahme": "ausgeschieden"}),
            (MUNICIPALITIES, "Teilnahme seit", {"Staffel": "2025"}),  # begun in 2025, and yet in 2026
            (MEASURES, "Beginn", {"Status": "umgesetzt"}),
            (MEASURES, "Beginn", {"Status": "beendet"}),
            (EVENTS, "Datum", {"Status": "durchgeführt"}),
            (KEY_FACTS, "Stand", {}),
        ],
    ),
)
def test_what_has_happened_has_no_date_in_the_future(table: Table, column: str, more: dict[str, str]) -> None:
    (problem,) = checked(table, **more, **{column.replace(" ", "_"): "31.12.2026"}).errors
    assert (problem.row, problem.column, problem.value) == (2, column, "31.12.2026")
    assert "Zukunft" in problem.sentence(GERMAN)
    assert "31.12.2026" in problem.sentence(GERMAN)


@pytest.mark.parametrize(
    ("table", "column", "more"),
    [
        (MUNICIPALITIES, "Teilnahme seit", {"Staffel": "2027"}),
        (MEASURES, "Beginn", {"Status": "geplant"}),
        (MEASURES, "Beginn", {"Status": "in Vorbereitung"}),
        (EVENTS, "Datum", {"Status": "angekündigt"}),
        (EVENTS, "Datum", {"Status": "abgesagt"}),
    ],
)
def test_what_is_to_come_may_be_announced(table: Table, column: str, more: dict[str, str]) -> None:
    assert told(table, **more, **{column.replace(" ", "_"): "01.01.2027"}) == []


def test_today_is_the_day_in_germany(monkeypatch: pytest.MonkeyPatch) -> None:
    class LateEvening(dt.datetime):
        @classmethod
        def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
            return dt.datetime(2026, 4, 8, 22, 30, tzinfo=dt.UTC).astimezone(tz)

    monkeypatch.setattr(dt, "datetime", LateEvening)
    assert today() == dt.date(2026, 4, 9)


def test_release_that_holds_such_a_date_can_still_be_opened(tmp_path: Path) -> None:
    stored = programme([], [measure(ASBACH, status_on="2062-01-01")])
    store = make_store(str(tmp_path / "store"))
    store.publish(0, stored.tables, author="Anna", note="vor der Regel")
    pd.testing.assert_frame_equal(store.newest().dataset.measures, stored.measures)


def test_effect_says_how_stand_months_and_window_move() -> None:
    members = [municipality(ASBACH, 2024), municipality(ALZEY, 2025)]
    reported = measure(ASBACH, status_on="2025-11-19")
    old = programme(members, [reported], facts=[fact("duration", 3)])
    new = programme(members, [reported, measure(ALZEY, status_on="2026-03-03")], facts=[fact("duration", 3)])
    said = {
        pair.after.label.de: (pair.before.words(GERMAN), pair.after.words(GERMAN))
        for pair in effect(old, new).values()
        if pair.before and pair.after
    }
    assert list(said.items())[:4] == [
        ("Stand", ("19. November 2025", "3. März 2026")),
        ("Programmmonat, bis zu dem die Daten reichen, Staffel 2024", ("22", "26")),
        ("Programmmonat, bis zu dem die Daten reichen, Staffel 2025", ("10", "14")),
        ("Gemeinsames Fenster der Staffeln, bis Programmmonat", ("10", "14")),
    ]


def test_cohort_that_has_not_begun_has_no_month_yet() -> None:
    old = programme([municipality(ASBACH, 2024)], facts=[fact("duration", 3)])
    new = programme([municipality(ASBACH, 2024), municipality(ALZEY, 2026)], facts=[fact("duration", 3, "2026-02-01")])
    pair = effect(old, new)["observed_2026"]
    assert pair.before is None
    assert pair.after is not None
    assert pair.after.words(GERMAN) == "1"
