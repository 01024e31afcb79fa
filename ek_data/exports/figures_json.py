"""The figures for other programs: what ``ek-data figures --json`` prints, its JSON Schema and its documentation.

Each key is declared once, with its definition; values, schema and ``docs/zahlen.md`` follow from the declaration.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pandas as pd

from ek_data.analysis import cohorts
from ek_data.analysis.programme_time import common_window
from ek_data.dataset.dataset import Dataset
from ek_data.figures import attendance, headline
from ek_data.figures.figure import Figure
from ek_data.i18n import GERMAN, Words
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES
from ek_data.tables.types import Column

COUNT: dict[str, Any] = {"type": "integer", "minimum": 0}
COUNT_OR_UNKNOWN: dict[str, Any] = {"type": ["integer", "null"], "minimum": 0}
TITLE = Words("Zahlen des Programms {programme}", "Figures of the programme {programme}")
YEAR = r"^\d{4}$"


def _by_code(column: Column, values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "propertyNames": {"enum": list(column.codes)}, "additionalProperties": values}


def _by_cohort(values: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "patternProperties": {YEAR: values}, "additionalProperties": False}


@dataclass(frozen=True)
class Results:
    """What the keys are read from, each computed once."""

    dataset: Dataset

    @cached_property
    def figures(self) -> dict[str, Figure]:
        return headline.headline(self.dataset)

    @cached_property
    def matrix(self) -> pd.DataFrame:
        return cohorts.adoption_matrix(self.dataset)

    @cached_property
    def curve(self) -> pd.DataFrame:
        return cohorts.adoption_curve(self.dataset)

    @cached_property
    def cohorts(self) -> list[int]:
        return sorted(self.dataset.participants["cohort"].dropna().unique().tolist())

    def value(self, name: str) -> int | None:
        """Return one figure as a whole number, None if it is not known."""
        value = self.figures[name].value
        return None if value is None else round(value)

    def values(self, family: str, by: str, codes: Sequence[str]) -> dict[str, int | None]:
        """Return the figures of a family that there are, in the order of `codes`."""
        found = {
            figure.code: figure.name for figure in self.figures.values() if (figure.family, figure.by) == (family, by)
        }
        return {code: self.value(found[code]) for code in codes if code in found}

    def by_cohort(self, family: str) -> dict[str, int | None]:
        return self.values(family, "cohort", [str(cohort) for cohort in self.cohorts])

    def adoption(self) -> dict[str, dict[str, int]]:
        grouped = self.matrix.groupby("cohort")
        return {
            str(cohort): dict(zip(rows["category"], rows["municipalities"].tolist(), strict=True))
            for cohort, rows in grouped
        }

    def stated(self) -> dict[str, list[str]]:
        stated = self.matrix[self.matrix["cohort_statement"]]
        return {str(cohort): stated.loc[stated["cohort"] == cohort, "category"].tolist() for cohort in self.cohorts}

    def curves(self, column: str) -> dict[str, list[int]]:
        return {str(cohort): self.curve.loc[self.curve["cohort"] == cohort, column].tolist() for cohort in self.cohorts}

    def attendance_by_type(self) -> dict[str, dict[Any, int | str | None]]:
        rows = attendance.attendance_by_type(self.dataset).astype(object)
        told = rows.where(rows.notna(), None).set_index("type")[list(OF_TYPE["properties"])]
        return {str(code): row for code, row in told.to_dict("index").items()}

    def common_window(self) -> int | None:
        month = common_window(self.dataset)
        return None if month < 0 else month

    def as_of(self) -> str | None:
        return self.dataset.as_of.isoformat() if self.dataset.as_of else None


@dataclass(frozen=True)
class JsonKey:
    """One key of the JSON object: its schema, its definition and how it is read.

    Those `of_conferences` are there where the programme has conferences.
    """

    name: str
    schema: dict[str, Any] | Callable[[], dict[str, Any]]
    definition: Words
    value: Callable[[Results], Any]
    of_conferences: bool = False

    def described(self) -> dict[str, Any]:
        """Return the schema with the definition, as the programme has its codes and words."""
        schema = self.schema() if callable(self.schema) else self.schema
        return {**schema, "description": GERMAN.of(self.definition)}


KINDS, STATUS, CATEGORIES = MUNICIPALITIES["kind"], MEASURES["status"], MEASURES["category"]
QUALIFIERS = (*EVENTS["attendance_qualifier"].codes, None)
NUMBERS = {"held": COUNT, "known": COUNT, "people": COUNT_OR_UNKNOWN, "qualifier": {"enum": list(QUALIFIERS)}}
OF_TYPE: dict[str, Any] = {
    "type": "object",
    "properties": NUMBERS,
    "required": list(NUMBERS),
    "additionalProperties": False,
}

KEYS = (
    JsonKey(
        "as_of",
        {"type": ["string", "null"], "format": "date"},
        Words(
            "Stand: letzter Tag, über den die Daten etwas Geschehenes sagen. Ankündigungen zählen nicht.",
            "Last day about which the data tell something that happened. Announcements do not count.",
        ),
        Results.as_of,
    ),
    JsonKey(
        "participants",
        COUNT,
        Words(
            "Teilnehmende Kommunen: Teilnahme „nimmt teil“ oder „abgeschlossen“, und die Staffel hat zum Stand der "
            "Daten begonnen.",
            "Participating municipalities: taking part or completed, of a cohort begun by the date of the data.",
        ),
        lambda of: of.value("participants"),
    ),
    JsonKey(
        "participants_by_cohort",
        _by_cohort(COUNT),
        Words("Teilnehmende Kommunen je Staffel.", "Participating municipalities by cohort."),
        lambda of: of.by_cohort("participants"),
    ),
    JsonKey(
        "participants_by_kind",
        partial(_by_code, KINDS, COUNT),
        Words("Teilnehmende Kommunen je Art.", "Participating municipalities by kind."),
        lambda of: of.values("participants", "kind", KINDS.codes),
    ),
    JsonKey(
        "left",
        COUNT,
        Words("Ausgeschiedene Kommunen.", "Municipalities that left."),
        lambda of: of.value("left"),
    ),
    JsonKey(
        "population_unique",
        COUNT_OR_UNKNOWN,
        Words(
            "Einwohnerinnen und Einwohner der teilnehmenden Kommunen; liegt eine Kommune in einer anderen "
            "teilnehmenden, zählt nur die größere.",
            "Inhabitants of the participating municipalities; where one lies inside another that takes part, only the "
            "larger counts.",
        ),
        lambda of: of.value("population_unique"),
    ),
    JsonKey(
        "population_sum",
        COUNT_OR_UNKNOWN,
        Words(
            "Dieselbe Summe über alle teilnehmenden Kommunen, mit Doppelzählung.",
            "The same sum over all participating municipalities, counting twice.",
        ),
        lambda of: of.value("population_sum"),
    ),
    JsonKey(
        "population_missing_count",
        COUNT,
        Words(
            "Teilnehmende Kommunen ohne Einwohnerzahl; sie fehlen in den Summen.",
            "Participating municipalities without a population; the sums lack them.",
        ),
        lambda of: of.figures["population_sum"].missing,
    ),
    JsonKey(
        "area_unique_km2",
        COUNT_OR_UNKNOWN,
        Words(
            "Fläche der teilnehmenden Kommunen ohne Doppelzählung, auf ganze Quadratkilometer gerundet.",
            "Area of the participating municipalities counted once, rounded to square kilometres.",
        ),
        lambda of: of.value("area_unique"),
    ),
    JsonKey(
        "area_sum_km2",
        COUNT_OR_UNKNOWN,
        Words(
            "Dieselbe Fläche mit Doppelzählung, auf ganze Quadratkilometer gerundet.",
            "The same area counting twice, rounded to square kilometres.",
        ),
        lambda of: of.value("area_sum"),
    ),
    JsonKey(
        "certified",
        COUNT,
        Words("Teilnehmende Kommunen mit Auszeichnung.", "Participating municipalities with the award."),
        lambda of: of.value("certified"),
    ),
    JsonKey(
        "measures",
        COUNT,
        Words(
            "Maßnahmen des Programms, bei denen eine Kommune genannt ist.",
            "Measures of the programme with a named municipality.",
        ),
        lambda of: of.value("measures"),
    ),
    JsonKey(
        "measures_by_status",
        partial(_by_code, STATUS, COUNT),
        Words("Dieselben Maßnahmen je Status.", "The same measures by status."),
        lambda of: of.values("measures", "status", STATUS.codes),
    ),
    JsonKey(
        "overdue_measures",
        COUNT,
        headline.OVERDUE_COUNTED,
        lambda of: of.value("overdue_measures"),
    ),
    JsonKey(
        "overdue_events",
        COUNT,
        headline.OVERDUE_COUNTED,
        lambda of: of.value("overdue_events"),
    ),
    JsonKey(
        "measures_by_category",
        partial(_by_code, CATEGORIES, COUNT),
        Words(
            "Dieselben Maßnahmen je Kategorie; nur Kategorien, die vorkommen.",
            "The same measures by category; only categories that occur.",
        ),
        lambda of: of.values("measures", "category", CATEGORIES.codes),
    ),
    JsonKey(
        "measures_cohort_level",
        COUNT,
        Words(
            "Maßnahmen des Programms, die nur für eine Staffel als Ganzes angegeben sind; sie zählen nirgends sonst.",
            "Measures of the programme stated for a cohort as a whole only; contained in no other figure.",
        ),
        lambda of: of.value("measures_cohort_level"),
    ),
    JsonKey(
        "conferences_held",
        COUNT,
        Words(
            "{conferences} des Programms, deren Durchführung belegt ist.",
            "{conferences} of the programme that were held according to a source.",
        ),
        lambda of: of.value("conferences_held"),
        of_conferences=True,
    ),
    JsonKey(
        "conferences_as_measures",
        COUNT,
        attendance.FURTHER_COUNTED,
        lambda of: of.value("conferences_as_measures"),
        of_conferences=True,
    ),
    JsonKey(
        "conferences_announced",
        COUNT,
        Words(
            "{conferences} des Programms, die nur angekündigt sind.",
            "{conferences} of the programme that are only announced.",
        ),
        lambda of: of.value("conferences_announced"),
        of_conferences=True,
    ),
    JsonKey(
        "attendance_known_sum",
        COUNT_OR_UNKNOWN,
        attendance.ATTENDANCE_COUNTED,
        lambda of: of.value("attendance"),
        of_conferences=True,
    ),
    JsonKey(
        "attendance_known_sum_qualifier",
        {"enum": list(QUALIFIERS)},
        Words(
            "Wie die Summe gemeint ist: genau, rund, mindestens, über oder bis zu; null ohne Summe.",
            "How the sum is meant: exactly, about, at least, more than or up to; null without a sum.",
        ),
        lambda of: of.figures["attendance"].qualifier,
        of_conferences=True,
    ),
    JsonKey("attendance_known_count", COUNT, attendance.KNOWN_COUNTED, lambda of: of.value("attendance_known"), True),
    JsonKey(
        "attendance_missing_count", COUNT, attendance.MISSING_COUNTED, lambda of: of.value("attendance_missing"), True
    ),
    JsonKey(
        "attendance_rounded_count", COUNT, attendance.ROUNDED_COUNTED, lambda of: of.value("attendance_rounded"), True
    ),
    JsonKey(
        "attendance_max", COUNT_OR_UNKNOWN, attendance.MAXIMUM_COUNTED, lambda of: of.value("attendance_max"), True
    ),
    JsonKey(
        "attendance_by_type",
        partial(_by_code, EVENTS["type"], OF_TYPE),
        Words(
            "Für jede Veranstaltungsart, deren Teilnehmende zählen: durchgeführte Veranstaltungen des Programms "
            "(`held`), wie viele davon eine Zahl von Personen haben (`known`), deren Summe (`people`) und wie sie "
            "gemeint ist (`qualifier`).",
            "For each type of event whose attendance counts: events of the programme that were held (`held`), how many "
            "of them have a number of people (`known`), the sum of these (`people`) and how it is meant (`qualifier`).",
        ),
        Results.attendance_by_type,
    ),
    JsonKey(
        "network_meetings_by_cohort",
        _by_cohort(COUNT_OR_UNKNOWN),
        Words(
            "Durchgeführte Netzwerktreffen je Staffel, die einzeln in den Daten stehen; null: keines ist gemeldet.",
            "Network meetings held by cohort that are in the data one by one; null where none is reported.",
        ),
        lambda of: of.by_cohort("network_meetings"),
    ),
    JsonKey(
        "working_meetings_by_cohort",
        _by_cohort(COUNT_OR_UNKNOWN),
        Words(
            "Durchgeführte Arbeitstreffen je Staffel, die einzeln in den Daten stehen; null: keines ist gemeldet.",
            "Working meetings held by cohort that are in the data one by one; null where none is reported.",
        ),
        lambda of: of.by_cohort("working_meetings"),
    ),
    JsonKey(
        "trainings",
        COUNT_OR_UNKNOWN,
        Words(
            "Durchgeführte Fortbildungen des Programms; null, wenn keine gemeldet ist.",
            "Trainings of the programme that were held; null where none is reported.",
        ),
        lambda of: of.value("trainings"),
    ),
    JsonKey(
        "adoption",
        lambda: _by_cohort(_by_code(CATEGORIES, COUNT)),
        Words(
            "Je Staffel und Kategorie die teilnehmenden Kommunen mit mindestens einer umgesetzten (auch beendeten) "
            "Maßnahme des Programms. Angaben für eine ganze Staffel zählen hier nicht: 0 heißt, dass keine Kommune "
            "genannt ist.",
            "By cohort and category the participating municipalities with at least one implemented (or ended) measure "
            "of the programme. Statements on a whole cohort do not count here: 0 means that no municipality is named.",
        ),
        Results.adoption,
    ),
    JsonKey(
        "adoption_stated_for_cohort",
        lambda: _by_cohort({"type": "array", "items": {"enum": list(CATEGORIES.codes)}}),
        Words(
            "Je Staffel die Kategorien, die eine Quelle für die Staffel als Ganzes als umgesetzt nennt.",
            "By cohort the categories that a source reports as implemented for the cohort as a whole.",
        ),
        Results.stated,
    ),
    JsonKey(
        "adoption_curve",
        _by_cohort({"type": "array", "items": COUNT}),
        Words(
            "Je Staffel für jeden Programmmonat ab 0 die Kommunen, die bis dahin mindestens eine Maßnahme umgesetzt "
            "hatten. Programmmonat: volle Monate seit dem 1. Januar des Jahres der Staffel oder dem bekannten Beginn. "
            "Es zählt der Beginn der Maßnahme, sonst das Datum ihres Status; ein Monat oder Jahr zählt an seinem Ende, "
            "spätestens am Stand der Daten. Jede Zahl ist die kleinste mögliche, denn nicht alles wird berichtet. "
            "Ausgeschiedene Kommunen zählen nicht.",
            "By cohort for each programme month from 0 the municipalities that had implemented at least one measure by "
            "then. Programme month: whole months since 1 January of the cohort's year or the known day of joining. The "
            "start of the measure counts, else the date of its status; a month or year counts at its end, never after "
            "the last day the data are about. Each number is the least, because not everything is reported. "
            "Municipalities that left do not count.",
        ),
        lambda of: of.curves("municipalities"),
    ),
    JsonKey(
        "adoption_curve_n",
        _by_cohort({"type": "array", "items": COUNT}),
        Words(
            "Je Staffel für jeden Programmmonat die Kommunen, über die die Daten so weit reichen.",
            "By cohort for each programme month the municipalities for which the data reach that far.",
        ),
        lambda of: of.curves("n"),
    ),
    JsonKey(
        "common_window_month",
        COUNT_OR_UNKNOWN,
        Words(
            "Letzter Programmmonat, bis zu dem die Daten über alle Kommunen der beiden verglichenen Staffeln reichen: "
            "der letzten zwei, über die sie mindestens 6 Monate reichen, sonst der zwei mit den meisten Monaten.",
            "Last programme month up to which the data reach for all municipalities of the two cohorts compared: the "
            "last two for which they reach 6 months at least, else the two with the most months.",
        ),
        Results.common_window,
    ),
)


def _keys() -> list[JsonKey]:
    return [key for key in KEYS if attendance.has_conferences() or not key.of_conferences]


def as_json(dataset: Dataset) -> dict[str, Any]:
    """Return all figures under neutral keys: whole numbers, None where not known."""
    results = Results(dataset)
    return {key.name: key.value(results) for key in _keys()}


def figures_schema() -> dict[str, Any]:
    """Return the JSON Schema of `as_json`, with the definitions as descriptions."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": GERMAN.of(TITLE),
        "type": "object",
        "properties": {key.name: key.described() for key in _keys()},
        "required": [key.name for key in _keys()],
        "additionalProperties": False,
    }


def figures_document() -> str:
    """Return ``docs/zahlen.md``: each key with its definition, in German."""
    rows = "\n".join(f"| `{key.name}` | {GERMAN.of(key.definition)} |" for key in _keys())
    return DOCUMENT.format(rows=rows)


DOCUMENT = """# Die Zahlen und wie sie gezählt werden

`ek-data figures --json` gibt diese Zahlen als JSON aus; ihr Schema steht in `figures.schema.json`. Alle Zahlen sind
ganze Zahlen; `null` heißt: nicht bekannt. Gezählt wird, was in den Daten steht. Maßnahmen und Veranstaltungen zählen
nur mit dem Bezug „Programm“. Diese Seite entsteht aus `ek_data/exports/figures_json.py`.

| Schlüssel | Definition |
|---|---|
{rows}
"""
