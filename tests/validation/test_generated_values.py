"""Ten generated cells of each kind, each written into a file and read through: what they become and what is said."""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import NamedTuple

import pytest

from ek_data.tables import EVENTS
from ek_data.updates.workflow import Preparation
from tests.selection import each
from tests.validation.test_doubts import EVENT, MEASURE, Row, prepared

AMOUNT = 10


class Made(NamedTuple):
    """A row, the cells that differ from it, and what must hold of the file."""

    usual: Row
    cells: Row
    holds: Callable[[Preparation], bool]


def numbers_with_words(rng: Random) -> Made:
    number = rng.randint(20, 400)
    word, code = rng.choice((("ca.", "about"), ("rund", "about"), ("mind.", "at_least"), ("über", "more_than")))
    text = f"{word} {number}{rng.choice(('', ' TN', ' Teilnehmende'))}"
    read_as = {"attendance": number, "attendance_qualifier": code}
    return Made(EVENT, {"Teilnehmende": text, "Genauigkeit": ""}, lambda of: _row(of, *read_as) == [*read_as.values()])


def dates_in_words(rng: Random) -> Made:
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    name = MONTHS[month - 1]
    text = rng.choice(
        (f"{day}.{month}.2025", f"{day:02}.{month:02}.2025", f"{day}. {name} 2025", f"{day}-{month}-2025")
    )
    return Made(EVENT, {"Datum": text}, lambda of: f"{_row(of, 'starts_on')[0]:%d.%m}" == f"{day:02}.{month:02}")


def typing_errors(rng: Random) -> Made:
    option = rng.choice([each for each in EVENTS["type"].options if len(each.words.de) > 8])
    at = rng.randint(1, len(option.words.de) - 2)
    mistyped = option.words.de[:at] + option.words.de[at + 1 :]
    cells = {"Veranstaltungsart": mistyped}
    return Made(EVENT, cells, lambda of: of.blocked and _suggested(of) == [option.words.de])


def other_words(rng: Random) -> Made:
    first = rng.choice(("Ehrenamts", "Vereins", "Engagement", "Bürger", "Freiwilligen"))
    word = first + rng.choice(("pass", "lotse", "stammtisch", "fonds", "archiv", "wette", "zeitung"))
    return Made(MEASURE, {"Kategorie": word}, lambda of: of.blocked and _suggested(of) == [])


def sizes_out_of_proportion(rng: Random) -> Made:
    cells = {"Teilnehmende": str(rng.randint(20_397, 5_000_000)), "Veranstaltungsart": rng.choice(_labels("type"))}
    return Made(EVENT, cells, lambda of: _doubted(of) == ["H2"])


def telephone_numbers(rng: Random) -> Made:
    area, number = rng.choice(("0171", "06131", "0651", "030")), str(rng.randint(10_000, 9_999_999))
    text = f"{rng.choice(('Tel. ', 'Rückruf ', ''))}{area}{rng.choice((' ', '/', '-', ' / '))}{number}"
    return Made(MEASURE, {"Hinweis": f"Fragen: {text}"}, lambda of: _doubted(of) == ["I2"])


def keys_that_look_alike(rng: Random) -> Made:
    key = f"M{rng.randint(10, 59)}"
    twin = rng.choice(
        (f"{key[0]} {key[1:]}", f"M-{key[1:]}", f"M0{key[1:]}", key.lower(), f"\u041c{key[1:]}", f"{key}.")
    )
    return Made(MEASURE, {"Maßnahmen-Nr.": twin}, lambda of: "A2" in _doubted(of) and not of.blocked)


MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November")
MONTHS += ("Dezember",)
KINDS = (
    numbers_with_words,
    dates_in_words,
    typing_errors,
    other_words,
    sizes_out_of_proportion,
    telephone_numbers,
    keys_that_look_alike,
)
CASES = {f"{kind.__name__} {n}": (kind, n) for kind in KINDS for n in range(AMOUNT)}


@pytest.mark.parametrize("case", each(CASES, [f"{kind.__name__} 0" for kind in KINDS]))
def test_generated_cell_becomes_what_it_says_or_is_told(case: str) -> None:
    kind, number = CASES[case]
    rng = Random(kind.__name__)
    made = [kind(rng) for _n in range(AMOUNT)][number]
    assert made.holds(prepared(made.usual, made.cells)), made.cells


def _row(of: Preparation, *columns: str) -> list[object]:
    return of.checks.checked[0].rows.loc[0, list(columns)].tolist()


def _suggested(of: Preparation) -> list[str | None]:
    return [each.problem.suggestion for each in of.suggestions]


def _doubted(of: Preparation) -> list[str | None]:
    return [problem.cell for problem in of.checks.checked[0].problems if problem.row is not None]


def _labels(column: str) -> list[str]:
    return [option.words.de for option in EVENTS[column].options]
