"""Text files of each kind that docs/einlesen.md tells of, made from a seed: the table in them, what is to be said.

Each kind is a function of a random generator and returns a `File`. Ten of each are as good as unseen.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random

from ek_data.reading import file_kinds, suspicions
from ek_data.reading.read import TEXT_FORMULAS
from ek_data.reading.table import assemble, header, layout, non_data_rows, row_widths
from ek_data.reading.text import broken_quotes, decoding, dialect

Rows = list[list[str]]
PLACES = ("Mainz", "Bad Ems", "Haßloch", "Wörth am Rhein", "Höhr-Grenzhausen", "Kaiserslautern", "Daun", "Nürburg")
THINGS = ("Bürgerbus", "Börse", "Verein", "Fest der Vereine", "Anlaufstelle", "Büro für Ehrenamt", "Grüße", "Tag")
NAMES = ("Ort", "Zahl", "Was", "Jahr", "Fläche", "Träger", "Wert in Euro", "Hinweis")
AMOUNT = 10


@dataclass(frozen=True)
class File:
    """The bytes of a file, the table that they hold with its header, and the messages of what must be said of it.

    A file without `rows` is refused with what must be said.
    """

    data: bytes
    rows: Rows
    said: frozenset[str] = frozenset()
    name: str = "a.csv"
    may: frozenset[str] = field(default_factory=frozenset)


def files(make: Callable[[Random], File]) -> list[File]:
    """Return the inputs of a kind, always the same ones."""
    rng = Random(f"einlesen {make.__name__}")
    return [make(rng) for _n in range(AMOUNT)]


def some_rows(rng: Random, least: int = 2) -> Rows:
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
    rows = some_rows(rng)
    return File(_written(rows, rng.choice(";,\t|"), end=rng.choice(("\r\n", "\n"))).encode(), rows)


def unusual_separators(rng: Random) -> File:
    rows = [[cell.replace(" ", "-") for cell in row] for row in some_rows(rng)]
    return File(_written(rows, rng.choice("#~^ ")).encode(), rows, frozenset({dialect.UNUSUAL}))


def encodings(rng: Random) -> File:
    rows = some_rows(rng)
    return File(_written(rows).encode(rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp1252"))), rows)


def old_code_pages(rng: Random) -> File:
    rows = [*some_rows(rng), ["Bürgerhaus", "5"]]
    rows[-1] += ["Größe"] * (len(rows[0]) - 2)
    return File(_written(rows).encode(rng.choice(("cp850", "mac-roman"))), rows, frozenset({decoding.OLD}))


def line_breaks_in_cells(rng: Random) -> File:
    rows = some_rows(rng)
    for row in rng.sample(rows[1:], 2):
        row[0] = rng.choice(("Ort, mit Komma\nund Zeile", "erste\n\ndritte", '"so" sagt man\nhier'))
    return File(_written(rows, rng.choice(";,\t"), end="\n").encode(), rows)


def separators_of_the_text(rng: Random) -> File:
    rows = some_rows(rng)
    for row in rng.sample(rows[1:], rng.randint(1, 3)):
        row[0] = rng.choice(("Mainz; Stadt", "Trier, Stadt", "A|B", "a; b; c"))
    return File(_written(rows, rng.choice(";,")).encode(), rows)


def single_quotation_marks(rng: Random) -> File:
    rows = some_rows(rng)
    text = "\n".join(";".join(f"'{cell}'" for cell in row) for row in rows) + "\n"
    return File(text.encode(), rows, frozenset({dialect.APOSTROPHES}))


def titles_above(rng: Random) -> File:
    rows = some_rows(rng)
    titles = rng.sample(["Auswertung der Kommunen", "Stand der Daten", "Amt für Ehrenamt"], rng.randint(1, 3))
    return File(("\r\n".join(titles) + "\r\n" + _written(rows)).encode(), rows, frozenset({layout.TITLE}))


def totals_below(rng: Random) -> File:
    rows = some_rows(rng)
    word = rng.choice(("Summe", "Gesamt", "Insgesamt", "Gesamtergebnis"))
    total = [word, str(sum(int(row[1]) for row in rows[1:])), *[""] * (len(rows[0]) - 2)]
    return File(_written([*rows, total]).encode(), rows, frozenset({layout.TOTAL}))


def numbers_over_numbers(rng: Random) -> File:
    first, step, n = rng.choice((0, 1, 1950, 2019)), rng.choice((1, 1, 5, 10)), rng.randint(3, 6)
    header = ["Ort", *(str(first + step * at) for at in range(n))]
    rows = [[rng.choice(PLACES), *(str(rng.choice((7, 8, 8, 40, 90))) for _n in range(n - 1)), "7"] for _n in range(5)]
    for row in rows:
        row[2:4] = [row[1], row[1]][: len(row[2:4])]  # no steps
    return File(_written([header, *rows]).encode(), [header, *rows])


def padded_rows(rng: Random) -> File:
    rows = some_rows(rng)
    padded = [row + [""] * (rng.randint(1, 4) if at and rng.random() < 0.5 else 0) for at, row in enumerate(rows)]
    padded[1] = rows[1] + [""]
    return File(_written(padded).encode(), rows, frozenset({row_widths.PADDED}), may=frozenset({header.EMPTY_COLUMNS}))


def empty_rows_between(rng: Random) -> File:
    rows = some_rows(rng, least=4)
    at = rng.randint(2, len(rows) - 1)
    blank = [[""] * len(rows[0])] * rng.randint(1, 3)
    return File(_written([*rows[:at], *blank, *rows[at:]]).encode(), rows, frozenset({assemble.BLANK}))


def wrongly_converted(rng: Random) -> File:
    rows = some_rows(rng)
    rows[1][0] = rng.choice(("Bürgerhaus", "Größe", "Verbände")).encode().decode("cp1252", "replace")
    said = suspicions.LOST if "\ufffd" in rows[1][0] else suspicions.CONVERTED
    return File(_written(rows).encode(), rows, frozenset({said}), may=frozenset({suspicions.CONVERTED}))


def lists_in_cells(rng: Random) -> File:
    rows = some_rows(rng)
    for row in rows[1:]:
        row[0] = "|".join(rng.sample(PLACES, rng.randint(2, 4)))
    return File(_written(rows, rng.choice(";,")).encode(), rows)


def line_breaks_beside_a_short_row(rng: Random) -> File:
    rows = some_rows(rng, least=4)
    for row in rows[2:4]:
        row[0] = rng.choice(("erste\nzweite", "Ort\n\nund Zeile"))
    rows[1][-1] = ""
    lines = [_written([row], end="\n") for row in rows]
    lines[1] = _written([rows[1][:-1]], end="\n")
    return File("".join(lines).encode(), rows, frozenset({row_widths.SHORT}))


def lost_quotation_marks_that_join_rows(rng: Random) -> File:
    rows = [[cell.replace(",", ".") for cell in row] for row in some_rows(rng, least=4)]
    joined = rng.randint(1, len(rows) - 3)
    rows[2][0] = "\n".join([*(",".join(row) for row in rows[1 : joined + 1]), rng.choice(PLACES)])
    return File(_written(rows, ",", end="\n").encode(), rows, frozenset({suspicions.SWALLOWED}))


def quotation_marks_not_closed(rng: Random) -> File:
    rows = [[cell.replace(",", ".") for cell in row] for row in some_rows(rng, least=4)]
    lines = [",".join(row) for row in rows]
    at = rng.randint(1, len(rows) - 2)
    rows[at][0] = '"' + rows[at][0]
    lines[at] = '"' + lines[at]
    lines[-1] = ",".join(f'"{cell}"' for cell in rows[-1])
    return File(("\n".join(lines) + "\n").encode(), rows, frozenset({broken_quotes.QUOTE}))


def single_quotation_marks_and_backslashes(rng: Random) -> File:
    rows = some_rows(rng)
    rows[1][0] = rng.choice(("it's", "Wie geht's", "d'Ester", "'s Häusl am Rhein"))
    lines = [";".join(row) for row in rows]
    lines[1] = ";".join("'" + cell.replace("'", "\\'") + "'" for cell in rows[1])
    said = frozenset({dialect.APOSTROPHES, dialect.ESCAPED})
    return File(("\n".join(lines) + "\n").encode(), rows, said)


def databases(rng: Random) -> File:
    start = rng.choice((b"SQLite format 3\0", b"\0\1\0\0Standard Jet DB\0", b"\0\1\0\0Standard ACE DB\0"))
    name = rng.choice(("a.csv", "a.db", "a.xlsx", "a"))
    return File(start + rng.randbytes(rng.randint(80, 4_000)), [], frozenset({file_kinds.DATABASE}), name)


def headers_missing(rng: Random) -> File:
    width = rng.randint(2, 5)
    rows = [[str(rng.randint(3_000, 90_000)) for _cell in range(width)] for _row in range(rng.randint(4, 9))]
    return File(_written(rows).encode(), rows, frozenset({assemble.VALUED}))


def dates_over_numbers(rng: Random) -> File:
    first, n = rng.randint(2001, 2020), rng.randint(2, 5)
    shape = rng.choice(("31.12.{}", "01.01.{}", "{}", "Jahr {}"))
    header = ["Ort", *(shape.format(first + at) for at in range(n))]
    rows = [header, *([place, *("7" for _n in range(n))] for place in rng.sample(PLACES, rng.randint(3, 6)))]
    return File(_written(rows).encode(), rows)


def headings_between(rng: Random) -> File:
    header, *body = some_rows(rng, least=4)
    rows = [["Nr.", *header], *([f"M{at}", *row] for at, row in enumerate(body, start=1))]
    word, message = rng.choice(
        (
            ("Staffel 2024", non_data_rows.HEADING),
            ("Landkreise", non_data_rows.HEADING),
            ("Zwischensumme", layout.TOTAL),
        )
    )
    at = rng.randint(2, len(rows) - 2)
    return File(_written([*rows[:at], [word, *[""] * len(header)], *rows[at:]]).encode(), rows, frozenset({message}))


def headers_repeated(rng: Random) -> File:
    rows = some_rows(rng, least=4)
    at, change = rng.randint(2, len(rows) - 1), rng.choice((str.upper, str.lower, str))
    again = [change(name) for name in rows[0]]
    return File(_written([*rows[:at], again, *rows[at:]]).encode(), rows, frozenset({non_data_rows.REPEATED}))


def formulas_of_a_text(rng: Random) -> File:
    rows = some_rows(rng)
    written = [[f'="{cell}"' if rng.random() < 0.5 else cell for cell in row] for row in rows]
    written[1][0] = f'="{rows[1][0]}"'
    return File(_written(written).encode(), rows, frozenset({TEXT_FORMULAS}))


def surplus_cells(rng: Random) -> File:
    rows = some_rows(rng, least=4)
    at, surplus = rng.randint(1, len(rows) - 2), rng.choice(("zuviel", "noch offen", "17", "x; y"))
    wider = [[*row, surplus if number == at else ""] for number, row in enumerate(rows)]
    lines = [wider[number] if number == at else row for number, row in enumerate(rows)]
    return File(_written(lines).encode(), wider, frozenset({row_widths.LONG}))


def rows_wider_than_the_header(rng: Random) -> File:
    rows = some_rows(rng)
    wider = [rows[0] + [""], *([*row, rng.choice(THINGS)] for row in rows[1:])]
    return File(_written([rows[0], *wider[1:]]).encode(), wider, frozenset({row_widths.WIDER, header.UNNAMED}))


TEXTS: tuple[Callable[[Random], File], ...] = (
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
    lists_in_cells,
    line_breaks_beside_a_short_row,
    lost_quotation_marks_that_join_rows,
    quotation_marks_not_closed,
    single_quotation_marks_and_backslashes,
    databases,
    headers_missing,
    dates_over_numbers,
    formulas_of_a_text,
    headings_between,
    headers_repeated,
    surplus_cells,
    rows_wider_than_the_header,
)
