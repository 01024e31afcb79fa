"""Workbooks of each kind that docs/einlesen.md tells of, made from a seed as the text files are."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable, Sequence
from random import Random

import xlsxwriter
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from ek_data.reading import read
from ek_data.reading.read import OTHER_SHEETS
from ek_data.reading.table import header, layout, merged
from ek_data.reading.workbooks import child
from tests.reading import books
from tests.reading.generator import PLACES, THINGS, File, some_rows


def _book(rows: Sequence[Sequence[object]], change: Callable[[Worksheet], object] = lambda _sheet: None) -> bytes:
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    change(sheet)
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def _valued(rows: Sequence[Sequence[str]]) -> list[list[object]]:
    return [[int(cell) if at and cell.isdecimal() else cell or None for cell in row] for at, row in enumerate(rows)]


def workbooks(rng: Random) -> File:
    rows = some_rows(rng)
    return File(books.xlsx({rng.choice(("Tabelle1", "Daten 2025")): _valued(rows)}), rows, name="a.xlsx")


def formatted_cells(rng: Random) -> File:
    number = rng.randint(1, 999)
    value, code, text = rng.choice(
        [
            (number / 1000, "0.0%", f"{number / 10:g} %".replace(".", ",")),
            (number * 10 + 0.5, "#,##0.00 [$€-407]", f"{number * 10 + 0.5:g}"),
            (dt.date(2025, 4, 1) + dt.timedelta(number), "dd.mm.yyyy", f"{dt.date(2025, 4, 1) + dt.timedelta(number)}"),
            (bool(number % 2), "General", "TRUE" if number % 2 else "FALSE"),
            (number, '0 "Personen"', f"{number}"),
        ]
    )
    rows = [["Ort", "Wert"], *([place, text] for place in rng.sample(PLACES, 3))]

    def change(sheet: Worksheet) -> None:
        for row in (2, 3, 4):
            sheet.cell(row, 2, value).number_format = code

    return File(_book(rows, change), rows, name=rng.choice(("a.xlsx", "a.xlsm")), may=frozenset({read.DAYLESS}))


def dates_without_a_day(rng: Random) -> File:
    month = dt.date(rng.randint(2019, 2026), rng.randint(1, 12), rng.randint(1, 28))
    code, text = rng.choice((("mmm yy", f"{month:%Y-%m}"), ("mmmm yyyy", f"{month:%Y-%m}"), ("yyyy", f"{month:%Y}")))
    rows = [["Ort", "Seit"], *([place, text] for place in rng.sample(PLACES, 2))]

    def change(sheet: Worksheet) -> None:
        for row in (2, 3):
            sheet.cell(row, 2, month).number_format = code

    return File(_book(rows, change), rows, frozenset({read.DAYLESS}), "a.xlsx")


def nameless_columns_of_workbooks(rng: Random) -> File:
    rows = [[*row, ""] for row in some_rows(rng)]
    rows[rng.randint(1, len(rows) - 1)][-1] = rng.choice(("zu prüfen", "offen", *THINGS))
    return File(_book(_valued(rows)), rows, frozenset({header.UNNAMED}), "a.xlsx")


def open_documents(rng: Random) -> File:
    rows = some_rows(rng)
    return File(books.ods(rows), rows, name="a.ods")


def merged_downwards(rng: Random) -> File:
    rows = some_rows(rng, least=4)
    last = rng.randint(3, len(rows))
    for row in rows[2:last]:
        row[0] = rows[1][0]
    return File(
        _book(_valued(rows), lambda sheet: sheet.merge_cells(f"A2:A{last}")), rows, frozenset({merged.FILLED}), "a.xlsx"
    )


def two_header_rows_with_merged_cells(rng: Random) -> File:
    group, parts = rng.choice(
        (("Besuch", ("Frauen", "Männer")), ("Zahl", ("vorher", "nachher")), ("Jahr", ("von", "bis")))
    )
    data = [[place, rng.randint(1, 99), rng.randint(1, 99), "x"] for place in rng.sample(PLACES, rng.randint(2, 6))]
    header = ["Ort", *(f"{group} {part}" for part in parts), "Art"]

    def change(sheet: Worksheet) -> None:
        for area in ("A1:A2", "B1:C1", "D1:D2"):
            sheet.merge_cells(area)

    book = _book([["Ort", group, None, "Art"], [None, *parts, None], *data], change)
    return File(book, [header, *([str(cell) for cell in row] for row in data)], frozenset({layout.FURTHER}), "a.xlsx")


def raised_signs(rng: Random) -> File:
    rows = some_rows(rng)
    at, (sign, raised) = rng.randint(1, len(rows) - 1), rng.choice((("1", "¹"), ("2)", "²⁾"), ("*", "*")))
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
        sheet.write_rich_string(at, 1, rows[at][1], book.add_format({"font_script": 1}), sign, " ")
    rows[at][1] += f"{raised} "
    return File(out.getvalue(), rows, name="a.xlsx")


def hidden_struck_and_commented(rng: Random) -> File:
    rows = some_rows(rng, least=4)
    at = rng.randint(2, len(rows))

    def hidden(sheet: Worksheet) -> None:
        sheet.row_dimensions[at].hidden = True

    def struck(sheet: Worksheet) -> None:
        sheet.cell(at, 1).font = Font(strike=True)

    def commented(sheet: Worksheet) -> None:
        sheet.cell(at, 2).comment = Comment("eigentlich mehr", "")

    def hidden_column(sheet: Worksheet) -> None:
        sheet.column_dimensions["B"].hidden = True

    ways = ((hidden, child.HIDDEN_ROWS), (hidden_column, child.HIDDEN_COLUMNS))
    change, said = rng.choice((*ways, (struck, child.STRUCK), (commented, child.COMMENTS)))
    return File(_book(_valued(rows), change), rows, frozenset({said}), rng.choice(("a.xlsx", "a.xlsm")))


def formulas_without_a_value(rng: Random) -> File:
    rows = [["a", "b"], *([str(rng.randint(1, 99)), str(rng.randint(1, 99))] for _n in range(3))]
    cells = books.row(1, "<is><t>a</t></is>", "<is><t>b</t></is>", kind="inlineStr")
    wrong, error = rng.randint(2, 4), rng.choice(("#DIV/0!", "#REF!", "#N/A", ""))
    for number, (first, second) in enumerate(rows[1:], 2):
        formula = (
            f'<c r="B{number}" t="e"><f>1/0</f><v>{error}</v></c>' if error else f'<c r="B{number}"><f>1+1</f></c>'
        )
        other = formula if number == wrong else f'<c r="B{number}"><v>{second}</v></c>'
        cells += f'<row r="{number}"><c r="A{number}"><v>{first}</v></c>{other}</row>'
    rows[wrong - 1][1] = ""
    return File(books.raw_xlsx(cells), rows, frozenset({child.ERRONEOUS if error else child.UNCOMPUTED}), "a.xlsx")


def several_sheets(rng: Random) -> File:
    rows, other = some_rows(rng, least=8), [["x", "y"], [1, 2]]
    names = rng.sample(("Daten", "Tabelle2", "Alt", "Übersicht"), 2)
    sheets = {names[0]: _valued(rows), names[1]: other}
    return File(books.xlsx(dict(sorted(sheets.items()))), rows, frozenset({OTHER_SHEETS}), "a.xlsx")


def broken_workbooks_and_archives(rng: Random) -> File:
    book = books.xlsx({"S": _valued(some_rows(rng))})
    if rng.random() < 0.3:
        archive = books.zipped({f"{rng.choice(THINGS)}.txt": rng.choice(PLACES)})
        return File(archive, [], frozenset({child.REFUSALS["archive"]}), "a.xlsx")
    return File(book[: rng.randint(200, len(book) - 200)], [], frozenset({child.REFUSALS["damaged"]}), "a.xlsx")


WORKBOOKS: tuple[Callable[[Random], File], ...] = (
    workbooks,
    formatted_cells,
    dates_without_a_day,
    nameless_columns_of_workbooks,
    open_documents,
    merged_downwards,
    two_header_rows_with_merged_cells,
    raised_signs,
    hidden_struck_and_commented,
    formulas_without_a_value,
    several_sheets,
    broken_workbooks_and_archives,
)
