"""The figures of the shipped facts, counted a second time with nothing but `csv` and loops."""

import calendar
import csv
import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from ek_data.exports.figures_json import as_json
from ek_data.store.data_sources import load
from ek_data.tables import MEASURES

DATA = Path(__file__).parents[2] / "data"
CODES = {option.words.de: option.code for name in ("category", "status") for option in MEASURES[name].options}


def rows(file: str) -> list[dict[str, str]]:
    with (DATA / file).open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def last_day(text: str) -> dt.date:
    """Return the last day of "2024", "2024-11" or "2024-11-23"."""
    year, month, day = ([int(part) for part in text.split("-")] + [0, 0])[:3]
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def first_day(text: str) -> dt.date:
    return dt.date.fromisoformat(text + "-01-01"[: 10 - len(text)] if len(text) != 7 else text + "-01")


def months(start: dt.date, day: dt.date) -> int:
    """Count the months that are completed, one after the other."""
    count = 0
    while (start.year + (start.month + count) // 12, (start.month + count) % 12 + 1, start.day) <= (
        day.year,
        day.month,
        day.day,
    ):
        count += 1
    return count


@pytest.fixture(scope="module")
def told() -> dict[str, Any]:
    return as_json(load(DATA))


@pytest.fixture(scope="module")
def taking_part() -> list[dict[str, str]]:
    return [row for row in rows("kommunen.csv") if row["Teilnahme"] in ("nimmt teil", "abgeschlossen")]


@pytest.fixture(scope="module")
def measures() -> list[dict[str, str]]:
    return [row for row in rows("massnahmen.csv") if row["Bezug"] == "Programm"]


@pytest.fixture(scope="module")
def as_of() -> dt.date:
    texts = [row["Status vom"] for row in rows("massnahmen.csv")]
    texts += [row["Datum"] for row in rows("veranstaltungen.csv") if row["Status"] == "durchgeführt"]
    texts += [row["Stand"] for row in rows("eckdaten.csv")]
    texts += [row["Ausgezeichnet am"] for row in rows("kommunen.csv")]
    return max(first_day(text) for text in texts if text)


def test_participants(told: dict[str, Any], taking_part: list[dict[str, str]]) -> None:
    assert told["participants"] == len(taking_part) == 14
    assert told["participants_by_cohort"] == Counter(row["Staffel"] for row in taking_part) == {"2024": 7, "2025": 7}
    assert sum(told["participants_by_kind"].values()) == 14
    assert told["left"] == sum(row["Teilnahme"] == "ausgeschieden" for row in rows("kommunen.csv")) == 1
    assert told["certified"] == sum(bool(row["Ausgezeichnet am"]) for row in taking_part)


def test_inhabitants_are_counted_once(told: dict[str, Any], taking_part: list[dict[str, str]]) -> None:
    districts = {row["Regionalschlüssel"][:5] for row in taking_part if row["Art"] == "Landkreis"}
    total = once = 0
    for row in taking_part:
        total += int(row["Einwohnerzahl"])
        if row["Art"] == "Landkreis" or row["Regionalschlüssel"][:5] not in districts:
            once += int(row["Einwohnerzahl"])
    assert (told["population_unique"], told["population_sum"]) == (once, total) == (481_547, 501_015)


def test_measures(told: dict[str, Any], measures: list[dict[str, str]]) -> None:
    named = [row for row in measures if row["Kommune"]]
    status = Counter(CODES[row["Status"]] for row in named)
    assert told["measures"] == len(named)
    assert {code: n for code, n in told["measures_by_status"].items() if n} == status
    assert told["measures_by_category"] == Counter(CODES[row["Kategorie"]] for row in named)
    assert told["measures_cohort_level"] == len(measures) - len(named)


def test_conferences_and_their_attendance(told: dict[str, Any]) -> None:
    conferences = [
        row
        for row in rows("veranstaltungen.csv")
        if row["Bezug"] == "Programm" and row["Veranstaltungsart"] == "Vereinekonferenz"
    ]
    held = [row for row in conferences if row["Status"] == "durchgeführt"]
    known = [row for row in held if row["Teilnehmende"] and row["Gezählt werden"] in ("", "Personen")]
    people = [int(row["Teilnehmende"]) for row in known]
    assert told["conferences_held"] == len(held)
    assert told["conferences_announced"] == sum(row["Status"] == "angekündigt" for row in conferences)
    assert told["attendance_known_sum"] == sum(people)
    assert told["attendance_known_count"] == len(people)
    assert told["attendance_missing_count"] == len(held) - len(people)
    assert told["attendance_max"] == max(people)
    assert told["attendance_rounded_count"] == sum(row["Genauigkeit"] == "rund" for row in known)


def test_meetings_and_trainings(told: dict[str, Any]) -> None:
    held = [
        row for row in rows("veranstaltungen.csv") if row["Bezug"] == "Programm" and row["Status"] == "durchgeführt"
    ]
    for key, kind in (
        ("network_meetings_by_cohort", "Netzwerktreffen"),
        ("working_meetings_by_cohort", "Arbeitstreffen"),
    ):
        counted = Counter(row["Staffel"] for row in held if row["Veranstaltungsart"] == kind)
        assert {cohort: n for cohort, n in told[key].items() if n} == counted
    assert told["trainings"] == sum("ortbildung" in row["Veranstaltungsart"] for row in held)


def test_adoption(told: dict[str, Any], taking_part: list[dict[str, str]], measures: list[dict[str, str]]) -> None:
    cohorts = {row["Kommune"]: row["Staffel"] for row in taking_part} | {
        row["Regionalschlüssel"]: row["Staffel"] for row in taking_part
    }
    adopted: dict[str, dict[str, set[str]]] = {"2024": {}, "2025": {}}
    stated: dict[str, set[str]] = {"2024": set(), "2025": set()}
    for row in measures:
        if row["Status"] not in ("umgesetzt", "beendet"):
            continue
        if not row["Kommune"]:
            stated[row["Staffel"]].add(CODES[row["Kategorie"]])
        elif row["Kommune"] in cohorts:
            adopted[cohorts[row["Kommune"]]].setdefault(CODES[row["Kategorie"]], set()).add(row["Kommune"])
    for cohort in ("2024", "2025"):
        counts = {category: n for category, n in told["adoption"][cohort].items() if n}
        assert counts == {category: len(names) for category, names in adopted[cohort].items()}
        assert set(told["adoption_stated_for_cohort"][cohort]) == stated[cohort]


def test_adoption_curve(
    told: dict[str, Any], taking_part: list[dict[str, str]], measures: list[dict[str, str]], as_of: dt.date
) -> None:
    assert told["as_of"] == as_of.isoformat()
    for cohort in ("2024", "2025"):
        start = dt.date(int(cohort), 1, 1)
        firsts = []
        for town in (row for row in taking_part if row["Staffel"] == cohort):
            assert not town["Teilnahme seit"]  # else this count would have to know of it
            done = [
                last_day(row["Beginn"] or row["Status vom"])
                for row in measures
                if row["Kommune"] in (town["Kommune"], town["Regionalschlüssel"])
                and row["Status"] in ("umgesetzt", "beendet")
            ]
            firsts += [months(start, min(*done, as_of))] if done else []
        curve = [sum(first <= month for first in firsts) for month in range(months(start, as_of) + 1)]
        assert told["adoption_curve"][cohort] == curve
        assert told["adoption_curve_n"][cohort] == [7] * len(curve)
    assert told["common_window_month"] == months(dt.date(2025, 1, 1), as_of)
