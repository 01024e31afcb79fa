"""Ledger: what the tables hold, counted row by row in plain Python, apart from the code that counts for the pages.

`Ledger` counts, `FIGURES` says which headline figure must be which count, and `SENTENCES` which value of a message.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cached_property
from typing import Any, NamedTuple
from unittest.mock import patch

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.programme.model import Programme
from ek_data.programme.roles import Role

Row = dict[str, Any]


class Ledger:
    """The rows of a data set as a clerk with a pencil counts them. All who take part have begun."""

    def __init__(self, dataset: Dataset, programme: Programme) -> None:
        self.rows = {name: [_known(row) for row in frame.to_dict("records")] for name, frame in dataset.tables.items()}
        self._roles = {
            (name, line.code): set(line.roles)
            for name in ("statuses", "categories", "event_types", "metrics")
            for line in getattr(programme, name)
        }

    def plays(self, name: str, code: str, role: Role) -> bool:
        return role in self._roles[name, code]

    @cached_property
    def members(self) -> list[Row]:
        return [row for row in self.rows["municipalities"] if row["status"] != "left"]

    @cached_property
    def measures(self) -> list[Row]:
        return [row for row in self.rows["measures"] if row["relation"] == "programme"]

    @cached_property
    def named(self) -> list[Row]:
        return [row for row in self.measures if row["municipality"]]

    @cached_property
    def named_of_members(self) -> list[Row]:
        there = {row["ars"] for row in self.members}
        return [row for row in self.named if row["municipality"] in there]

    @cached_property
    def done(self) -> list[Row]:
        return [row for row in self.named if self.plays("statuses", row["status"], Role.DONE)]

    @cached_property
    def done_each(self) -> Counter[str]:
        """How many measures each participant has implemented, as far as it has any."""
        return Counter(row["municipality"] for row in self.named_of_members if row in self.done)

    @cached_property
    def reporting(self) -> set[str]:
        return {row["municipality"] for row in self.named_of_members}

    @cached_property
    def events(self) -> list[Row]:
        return [row for row in self.rows["events"] if row["relation"] == "programme"]

    @cached_property
    def held(self) -> list[Row]:
        return [row for row in self.events if row["status"] == "held"]

    def of_type(self, role: Role) -> list[Row]:
        return [row for row in self.held if self.plays("event_types", row["type"], role)]

    def plays_any(self, name: str, role: Role) -> bool:
        return any(role in roles for (list_, _code), roles in self._roles.items() if list_ == name)

    @cached_property
    def told(self) -> list[Row]:
        """The conferences held of which a number of people is told."""
        return [row for row in self.of_type(Role.CONFERENCE) if row["attendance"] is not None]

    @cached_property
    def paid(self) -> set[str]:
        """The participants of whom a key fact says what they were paid in a year."""
        told = {
            row["municipality"] for row in self.rows["key_facts"] if self.plays("metrics", row["metric"], Role.FUNDING)
        }
        return told & {row["ars"] for row in self.members}

    def of_cohort(self, rows: list[Row], cohort: object) -> list[Row]:
        return [row for row in rows if str(row["cohort"]) in str(cohort)]

    def figures(self) -> dict[str, float]:
        """Return the headline figures that follow from the rows, by name."""
        everywhere = {f"participants_{cohort}": n for cohort, n in _by(self.members, "cohort")}
        everywhere |= {f"participants_{kind}": n for kind, n in _by(self.members, "kind")}
        everywhere |= {f"measures_{status}": n for status, n in _by(self.named, "status")}
        everywhere |= {f"measures_{category}": n for category, n in _by(self.named, "category")}
        return everywhere | {
            "participants": len(self.members),
            "left": len(self.rows["municipalities"]) - len(self.members),
            "population_sum": sum(row["population"] for row in self.members),
            "implementing": len(self.done_each),
            "measures": len(self.named),
            "measures_cohort_level": len(self.measures) - len(self.named),
            "measures_done": len(self.done),
            "certified": sum(row["certified_on"] is not None for row in self.members),
            **(self._of_conferences() if self.plays_any("event_types", Role.CONFERENCE) else {}),
        }

    def _of_conferences(self) -> dict[str, float]:
        held = self.of_type(Role.CONFERENCE)
        return {
            "conferences_held": len(held),
            "attendance_known": len(self.told),
            "attendance_missing": len(held) - len(self.told),
        }


def _known(row: Mapping[Any, Any]) -> Row:
    return {str(name): None if pd.isna(value) else value for name, value in row.items()}


def _by(rows: list[Row], column: str) -> list[tuple[Any, int]]:
    return list(Counter(row[column] for row in rows).items())


class Told(NamedTuple):
    """A message that was put into words, with its values."""

    message: str
    values: Mapping[str, Any]
    words: str


@contextmanager
def listening() -> Iterator[list[Told]]:
    """Give a list that takes every message that is put into words meanwhile."""
    heard: list[Told] = []
    said, plural = Language.__call__, Language.plural

    def hear(self: Language, message: str, /, **values: Any) -> str:
        words = said(self, message, **values)
        heard.append(Told(message, values, words))
        return words

    def hear_plural(self: Language, one: str, many: str, n: int, /, **values: Any) -> str:
        words = plural(self, one, many, n, **values)
        heard.append(Told(one, values | {"n": n}, words))
        return words

    with ExitStack() as stack:
        stack.enter_context(patch.object(Language, "__call__", hear))
        stack.enter_context(patch.object(Language, "plural", hear_plural))
        yield heard


Values = Mapping[str, Any]
SENTENCES: dict[str, Callable[[Ledger, Values], dict[str, int]]] = {
    "{n} municipality takes part in the programme: {cohorts}.": lambda of, _: {"n": len(of.members)},
    "{number} in cohort {cohort}": lambda of, v: (
        {"number": len(of.of_cohort(of.members, v["cohort"]))} if str(v["number"]).isdigit() else {}
    ),
    "At least {n} of {all} municipalities has implemented a measure.": lambda of, _: {
        "n": len(of.done_each),
        "all": len(of.members),
    },
    "The only municipality has implemented at least one measure.": lambda of, _: {"n": len(of.done_each)},
    "No implemented measure is reported from the only municipality.": lambda of, _: {"n": len(of.members)},
    "{n} without a report, that is not a no": lambda of, _: {"n": len(of.members) - len(of.done_each)},
    "{n} left, not counted": lambda of, _: {"n": len(of.rows["municipalities"]) - len(of.members)},
    "and {n} for a cohort as a whole": lambda of, _: {"n": len(of.measures) - len(of.named)},
    "{n} with a figure": lambda of, _: {"n": len(of.told)},
    "at {known} of {all} held": lambda of, _: {"known": len(of.told)},
    "{held} {conference} was held; the number of people attending is known": lambda of, _: {"known": len(of.told)},
    "{n} {conference}: {people} people attending.": lambda of, _: {"n": len(of.told)},
    "{n} event is reported as held": lambda of, _: {"n": len(of.held)},
    "Events of the programme · n = {n}": lambda of, _: {"n": len(of.events)},
    "The calendar file holds {n} event.": lambda of, _: {"n": sum(row["starts_on"] is not None for row in of.events)},
    "Implemented measures are reported from {some} of {all}": lambda of, _: {
        "some": len(of.done_each),
        "all": len(of.members),
    },
    "{low} to {high} each": lambda of, _: {"low": min(of.done_each.values()), "high": max(of.done_each.values())},
    "{n} measure of the programme from {reporting} of {municipalities}": lambda of, _: {
        "n": len(of.named_of_members),
        "reporting": len(of.reporting),
        "municipalities": len(of.members),
    },
    "{n} of who takes part no more or not yet": lambda of, _: {"n": len(of.named) - len(of.named_of_members)},
    "For {named} of {n} municipalities a measure is reported, for {done} at least one implemented.": lambda of, _: {
        "named": len(of.reporting),
        "n": len(of.members),
        "done": len(of.done_each),
    },
    "{cohort}: {count} of {n} with a report": lambda of, v: {
        "count": len({row["ars"] for row in of.of_cohort(of.members, v["cohort"])} & of.reporting),
        "n": len(of.of_cohort(of.members, v["cohort"])),
    },
    "{n} of {total} categories is implemented in at least one named municipality": lambda of, _: {
        "n": len({row["category"] for row in of.named_of_members if row in of.done})
    },
    "Named for municipalities: {n} measure, of them {done}.": lambda of, _: {"n": len(of.named), "done": len(of.done)},
    "No amount is known of {n} municipality": lambda of, _: {"n": len(of.members) - len(of.paid)},
    "{some} of {n} participating municipality": lambda of, _: {"n": len(of.members)},
    "{n} participating municipality, in {districts}.": lambda of, _: {"n": len(of.members)},
    "Of {count} of the {n} municipalities {none} is known": lambda of, _: {"n": len(of.members)},
    "{rows} rows rest on {n} web address": lambda of, _: {
        "rows": sum(map(len, of.rows.values())),
        "n": len({row["source_url"] for rows in of.rows.values() for row in rows if row.get("source_url")}),
    },
}


def wrong(heard: list[Told], ledger: Ledger) -> list[str]:
    """Return the sentences whose numbers are not those of the ledger."""
    return [each.words for each in heard if each.message in SENTENCES and not _right(each, ledger)]


def _right(told: Told, ledger: Ledger) -> bool:
    counted = SENTENCES[told.message](ledger, told.values)
    return all(_number(told.values[name]) == n for name, n in counted.items())


def _number(value: object) -> int:
    """Return the first number in the words for a value, none as 0: "mindestens 3 Kommunen", "keine"."""
    found = re.search(r"\d[\d.,]*", str(value))
    return int(re.sub(r"\D", "", found[0])) if found else 0
