"""Inputs of each kind that docs/einlesen.md tells of, made from a seed: files, the table in them, what is to be said.

Each kind is a function of a random generator and returns a `File`. Ten of each are as good as unseen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from ek_data.reading import suspicions, table
from ek_data.reading.text import decoding, dialect
from tests.reading import books

Rows = list[list[str]]
PLACES = ("Mainz", "Bad Ems", "Haßloch", "Wörth am Rhein", "Höhr-Grenzhausen", "Kaiserslautern", "Daun", "Nürburg")
THINGS = ("Bürgerbus", "Börse", "Verein", "Fest der Vereine", "Anlaufstelle", "Büro für Ehrenamt", "Grüße", "Tag")
NAMES = ("Ort", "Zahl", "Was", "Jahr", "Fläche", "Träger", "Wert in Euro", "Hinweis")
AMOUNT = 10


@dataclass(frozen=True)
class File:
    """The bytes of a file, the table that they hold with its header, and the messages of what must be said of it."""

    data: bytes
    rows: Rows
    said: frozenset[str] = frozenset()
    name: str = "a.csv"
    may: frozenset[str] = field(default_factory=frozenset)


def files(kind: str) -> list[File]:
    """Return the inputs of a kind, always the same ones."""
    rng = Random(f"einlesen {kind}")
    return [KINDS[kind](rng) for _n in range(AMOUNT)]


def _rows(rng: Random, least: int = 2) -> Rows:
    """Return a header and rows: a place, a number, and a few columns of words, numbers or years."""
    width = rng.randint(3, 6)
    makers: list[Callable[[], str]] = [lambda: rng.choice(PLACES), lambda: str(rng.randint(0, 9_999))]
    others = (lambda: rng.choice(THINGS), lambda: str(rng.randint(2019, 2026)), lambda: f"{rng.randint(1, 99)},5")
    makers += [rng.choice(others) for _n in range(width - 2)]
    header = ["Ort", "Zahl", *rng.sample(NAMES[2:], width - 2)]
    return [header, *([make() for make in makers] for _n in range(rng.randint(max(least, 3), 12)))]


def _written(rows: Rows, delimiter: str = ";", quote: str = '"', end: str = "\r\n") -> str:
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, quotechar=quote, lineterminator=end).writerows(rows)
    return out.getvalue()


def usual_separators(rng: Random) -> File:
    rows = _rows(rng)
    return File(_written(rows, rng.choice(";,\t|"), end=rng.choice(("\r\n", "\n"))).encode(), rows)


def unusual_separators(rng: Random) -> File:
    rows = [[cell.replace(" ", "-") for cell in row] for row in _rows(rng)]
    return File(_written(rows, rng.choice("#~^ ")).encode(), rows, frozenset({dialect.UNUSUAL}))


def encodings(rng: Random) -> File:
    rows = _rows(rng)
    return File(_written(rows).encode(rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))), rows)


def old_code_pages(rng: Random) -> File:
    rows = [*_rows(rng), ["Bürgerhaus", "5"]]
    rows[-1] += ["Größe"] * (len(rows[0]) - 2)
    return File(_written(rows).encode(rng.choice(("cp850", "mac-roman"))), rows, frozenset({decoding.OLD}))


def line_breaks_in_cells(rng: Random) -> File:
    rows = _rows(rng)
    for row in rng.sample(rows[1:], 2):
        row[0] = rng.choice(("Ort, mit Komma\nund Zeile", "erste\n\ndritte", '"so" sagt man\nhier'))
    return File(_written(rows, rng.choice(";,\t"), end="\n").encode(), rows)


def separators_of_the_text(rng: Random) -> File:
    rows = _rows(rng)
    for row in rng.sample(rows[1:], rng.randint(1, 3)):
        row[0] = rng.choice(("Mainz; Stadt", "Trier, Stadt", "A|B", "a; b; c"))
    return File(_written(rows, rng.choice(";,")).encode(), rows)


def single_quotation_marks(rng: Random) -> File:
    rows = _rows(rng)
    text = "\n".join(";".join(f"'{cell}'" for cell in row) for row in rows) + "\n"
    return File(text.encode(), rows, frozenset({dialect.APOSTROPHES}))


def titles_above(rng: Random) -> File:
    rows = _rows(rng)
    titles = rng.sample(["Auswertung der Kommunen", "Stand der Daten", "Amt für Ehrenamt"], rng.randint(1, 3))
    return File(("\r\n".join(titles) + "\r\n" + _written(rows)).encode(), rows, frozenset({table.TITLE}))


def totals_below(rng: Random) -> File:
    rows = _rows(rng)
    word = rng.choice(("Summe", "Gesamt", "Insgesamt", "Gesamtergebnis"))
    total = [word, str(sum(int(row[1]) for row in rows[1:])), *[""] * (len(rows[0]) - 2)]
    return File(_written([*rows, total]).encode(), rows, frozenset({table.TOTAL}))


def numbers_over_numbers(rng: Random) -> File:
    first, step, n = rng.choice((0, 1, 1950, 2019)), rng.choice((1, 1, 5, 10)), rng.randint(3, 6)
    header = ["Ort", *(str(first + step * at) for at in range(n))]
    rows = [[rng.choice(PLACES), *(str(rng.choice((7, 8, 8, 40, 90))) for _n in range(n - 1)), "7"] for _n in range(5)]
    for row in rows:
        row[2:4] = [row[1], row[1]][: len(row[2:4])]  # no steps
    return File(_written([header, *rows]).encode(), [header, *rows])


def padded_rows(rng: Random) -> File:
    rows = _rows(rng)
    padded = [row + [""] * (rng.randint(1, 4) if at and rng.random() < 0.5 else 0) for at, row in enumerate(rows)]
    padded[1] = rows[1] + [""]
    return File(_written(padded).encode(), rows, frozenset({table.PADDED}), may=frozenset({table.EMPTY_COLUMNS}))


def empty_rows_between(rng: Random) -> File:
    rows = _rows(rng, least=4)
    at = rng.randint(2, len(rows) - 1)
    blank = [[""] * len(rows[0])] * rng.randint(1, 3)
    return File(_written([*rows[:at], *blank, *rows[at:]]).encode(), rows, frozenset({table.BLANK}))


def wrongly_converted(rng: Random) -> File:
    rows = _rows(rng)
    rows[1][0] = rng.choice(("Bürgerhaus", "Größe", "Verbände")).encode().decode("cp1252", "replace")
    said = suspicions.LOST if "\ufffd" in rows[1][0] else suspicions.CONVERTED
    return File(_written(rows).encode(), rows, frozenset({said}), may=frozenset({suspicions.CONVERTED}))


def workbooks(rng: Random) -> File:
    rows = _rows(rng)
    cells = [[int(cell) if at and cell.isdecimal() else cell for cell in row] for at, row in enumerate(rows)]
    return File(books.xlsx({rng.choice(("Tabelle1", "Daten 2025")): cells}), rows, name="a.xlsx")


KINDS: dict[str, Callable[[Random], File]] = {
    make.__name__: make
    for make in (
        usual_separators,
        unusual_separators,
        encodings,
        old_code_pages,
        line_breaks_in_cells,
        separators_of_the_text,
        single_quotation_marks,
        titles_above,
        totals_below,
        numbers_over_numbers,
        padded_rows,
        empty_rows_between,
        wrongly_converted,
        workbooks,
    )
}
