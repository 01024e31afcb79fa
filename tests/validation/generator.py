"""Files with cells of each kind that docs/einlesen.md tells of, made from a seed, and what must hold of each."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from random import Random
from typing import NamedTuple

from openpyxl import Workbook

from ek_data.tables import EVENTS
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation import check, unread_formats
from ek_data.validation.parsers.numbers import PERCENTAGE
from tests.reading import books
from tests.validation.test_doubts import AREAS, DATA, EVENT, MEASURE, PLACE, Row

AMOUNT = 10


class Made(NamedTuple):
    """Files, and what must hold of them once they are read and checked."""

    files: tuple[Upload, ...]
    holds: Callable[[Preparation], bool]

    def prepared(self) -> Preparation:
        return prepare(self.files, DATA, areas=AREAS)


def inputs(make: Callable[[Random], Made]) -> list[Made]:
    """Return the inputs of a kind, always the same ones."""
    rng = Random(make.__name__)
    return [make(rng) for _n in range(AMOUNT)]


def made(usual: Row, cells: Row, holds: Callable[[Preparation], bool]) -> Made:
    """Return a file of one row that differs from the usual one in some cells."""
    return made_of([usual | cells], holds)


def made_of(rows: list[Row], holds: Callable[[Preparation], bool]) -> Made:
    return Made((_csv(rows),), holds)


def _csv(rows: list[Row], name: str = "a.csv") -> Upload:
    return Upload(name, "\r\n".join(";".join(row) for row in ([*rows[0]], *(each.values() for each in rows))).encode())


def _book(rows: list[dict[str, object]], code: str = "General", column: str = "", merged: str = "") -> Upload:
    """Return a workbook, the cells of a column in a number format."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    for row in ([*rows[0]], *(list(each.values()) for each in rows)):
        sheet.append(row)
    if column:
        for number in range(2, len(rows) + 2):
            sheet.cell(number, list(rows[0]).index(column) + 1).number_format = code
    if merged:
        sheet.merge_cells(merged)
    out = io.BytesIO()
    workbook.save(out)
    return Upload("a.xlsx", out.getvalue())


def numbers_with_words(rng: Random) -> Made:
    number = rng.randint(20, 400)
    word, code = rng.choice((("ca.", "about"), ("rund", "about"), ("mind.", "at_least"), ("über", "more_than")))
    text = f"{word} {number}{rng.choice(('', ' TN', ' Teilnehmende'))}"
    read_as = {"attendance": number, "attendance_qualifier": code}
    return made(EVENT, {"Teilnehmende": text, "Genauigkeit": ""}, lambda of: _row(of, *read_as) == [*read_as.values()])


def dates_in_words(rng: Random) -> Made:
    day, month = rng.randint(1, 28), rng.randint(1, 12)
    name = MONTHS[month - 1]
    text = rng.choice(
        (f"{day}.{month}.2025", f"{day:02}.{month:02}.2025", f"{day}. {name} 2025", f"{day}-{month}-2025")
    )
    return made(EVENT, {"Datum": text}, lambda of: f"{_row(of, 'starts_on')[0]:%d.%m}" == f"{day:02}.{month:02}")


def typing_errors(rng: Random) -> Made:
    option = rng.choice([each for each in EVENTS["type"].options if len(each.words.de) > 8])
    at = rng.randint(1, len(option.words.de) - 2)
    mistyped = option.words.de[:at] + option.words.de[at + 1 :]
    cells = {"Veranstaltungsart": mistyped}
    return made(EVENT, cells, lambda of: of.blocked and _suggested(of) == [option.words.de])


def other_words(rng: Random) -> Made:
    first = rng.choice(("Ehrenamts", "Vereins", "Engagement", "Bürger", "Freiwilligen"))
    word = first + rng.choice(("pass", "lotse", "stammtisch", "fonds", "archiv", "wette", "zeitung"))
    return made(MEASURE, {"Kategorie": word}, lambda of: of.blocked and _suggested(of) == [])


def sizes_out_of_proportion(rng: Random) -> Made:
    cells = {"Teilnehmende": str(rng.randint(20_397, 5_000_000)), "Veranstaltungsart": rng.choice(_labels("type"))}
    return made(EVENT, cells, lambda of: _doubted(of) == ["H2"])


def telephone_numbers(rng: Random) -> Made:
    area, number = rng.choice(("0171", "06131", "0651", "030")), str(rng.randint(10_000, 9_999_999))
    text = f"{rng.choice(('Tel. ', 'Rückruf ', ''))}{area}{rng.choice((' ', '/', '-', ' / '))}{number}"
    return made(MEASURE, {"Hinweis": f"Fragen: {text}"}, lambda of: _doubted(of) == ["I2"])


def keys_that_look_alike(rng: Random) -> Made:
    key = f"M{rng.randint(10, 59)}"
    twin = rng.choice(
        (f"{key[0]} {key[1:]}", f"M-{key[1:]}", f"M0{key[1:]}", key.lower(), f"\u041c{key[1:]}", f"{key}.")
    )
    return made(MEASURE, {"Maßnahmen-Nr.": twin}, lambda of: "A2" in _doubted(of) and not of.blocked)


def control_characters(rng: Random) -> Made:
    sign = chr(rng.choice((1, 2, 7, 8, 11, 14, 31)))
    return made(MEASURE, {"Bezeichnung": f"Pinnwand{sign} der Vereine"}, lambda of: of.blocked and "D2" in _doubted(of))


def headers_in_another_spelling(rng: Random) -> Made:
    header = rng.choice([each for each in MEASURE if each.isalpha()])
    spelt = rng.choice((header.upper(), header.lower(), f" {header} ", f"{header}:", header.replace("ß", "ss").upper()))
    row = {spelt if each == header else each: cell for each, cell in MEASURE.items()}
    return made_of([row], lambda of: not of.blocked and _said(of, check.UNKNOWN_HEADER) == 0)


def tables_that_cannot_be_told(rng: Random) -> Made:
    words = rng.sample(("Wo", "Was", "Wann", "Wer", "Wie viele", "Warum", "Sonstiges"), rng.randint(3, 6))
    rows = [dict.fromkeys(words, f"Text {number}") for number in range(rng.randint(1, 4))]
    return made_of(rows, lambda of: of.blocked and len(of.checks.refused) == 1)


def two_columns_for_one_thing(rng: Random) -> Made:
    header = rng.choice([each for each in MEASURE if each.isalpha() and each != "Hinweis"])
    same = rng.random() < 0.5
    row = MEASURE | {header.upper(): MEASURE[header] if same else f"{MEASURE[header]}x"}
    asked, told = (check.HEADER_AGAIN, 0) if same else (check.HEADER_TWICE, 1)
    return made_of([row], lambda of: _said(of, asked) == 1 and of.blocked == bool(told))


def unknown_headers(rng: Random) -> Made:
    header = rng.choice(("Laufende Bemerkung", "Aktenzeichen", "Raumgröße", "Q17", "Budgetlinie", "Farbe"))
    return made_of([MEASURE | {header: "x"}], lambda of: not of.blocked and _said(of, check.UNKNOWN_HEADER) == 1)


def missing_columns(rng: Random) -> Made:
    required = rng.random() < 0.5
    columns = ("Kategorie", "Bezeichnung", "Status") if required else ("Reichweite", "Förderung (Euro)", "Hinweis")
    gone = rng.sample(columns, rng.randint(1, 2))
    message = check.REQUIRED_MISSING if required else check.OPTIONAL_MISSING
    rows = [{header: cell for header, cell in MEASURE.items() if header not in gone}]
    return made_of(rows, lambda of: _said(of, message) == 1 and of.blocked == required)


def percentages_among_other_numbers(rng: Random) -> Made:
    column = rng.choice(("Reichweite", "Förderung (Euro)"))
    row: dict[str, object] = {**MEASURE, column: rng.randint(1, 999) / 1000}
    book = _book([row], rng.choice(("0%", "0.0%", "0.00 %")), column)
    return Made((book,), lambda of: of.blocked and _said(of, PERCENTAGE) == 1)


def words_in_number_formats(rng: Random) -> Made:
    word, code = rng.choice((("ca. ", "about"), ("rd. ", "about"), ("mind. ", "at_least"), (">", "more_than")))
    number, thousand = rng.randint(20, 400), rng.random() < 0.5
    row: dict[str, object] = {**EVENT, "Teilnehmende": number / 100 if thousand else number, "Genauigkeit": ""}
    book = _book([row], f'"{word}"0.00" Tsd."' if thousand else f'"{word}"#,##0', "Teilnehmende")
    read = [number * 10 if thousand else number, code]
    return Made((book,), lambda of: _row(of, "attendance", "attendance_qualifier") == read and not of.blocked)


def zeros_of_number_formats(rng: Random) -> Made:
    number, width = rng.randint(1, 9_999), rng.randint(5, 8)
    row: dict[str, object] = {**EVENT, "Hinweis": number}
    book = _book([row], rng.choice(("", '"PLZ "')) + "0" * width, "Hinweis")
    return Made((book,), lambda of: str(_row(of, "note")[0]).removeprefix("PLZ ") == f"{number:0{width}}")


def formats_that_say_something_else(rng: Random) -> Made:
    row: dict[str, object] = {**MEASURE, "Förderung (Euro)": rng.randint(100, 9_000)}
    code = rng.choice(("[$$-409]#,##0.00", "[$CHF] 0", '[>50]"viele";0', '"ca. "0', '"mind. "#,##0'))
    return Made((_book([row], code, "Förderung (Euro)"),), lambda of: of.blocked and "H2" in _doubted(of))


def moments_with_a_zone(rng: Random) -> Made:
    day = dt.date(2025, rng.randint(4, 10), rng.randint(2, 20))
    moment = rng.choice((f"{day - dt.timedelta(1)}T22:{rng.randint(0, 59):02}:00Z", f"{day} 10:00:00+00:00"))
    return made(EVENT, {"Datum": moment}, lambda of: _row(of, "starts_on")[0].date() == day)


def formats_that_were_not_read(rng: Random) -> Made:
    usual, column, text = rng.choice(
        ((MEASURE, "Hinweis", f"0.{rng.randint(101, 999)}"), (EVENT, "Datum", f"2025-{rng.randint(1, 12):02}-01"))
    )
    row = usual | {column: text}
    return Made(
        (Upload("a.ods", books.ods([[*row], [*row.values()]])),), lambda of: _said(of, unread_formats.DOUBTFUL) == 1
    )


def merged_numbers(rng: Random) -> Made:
    n = rng.randint(2, 5)
    rows = [{**MEASURE, "Maßnahmen-Nr.": f"N{at}", "Bezeichnung": f"Wand {at}"} for at in range(n)]
    numbered: list[dict[str, object]] = [{**row, "Reichweite": rng.randint(20, 900)} for row in rows]
    return Made(
        (_book(numbered, merged=f"G2:G{n + 1}"),), lambda of: of.blocked and _said(of, check.MERGED_NUMBER) == 1
    )


def two_files_for_a_table(rng: Random) -> Made:
    one, other = (MEASURE | {"Maßnahmen-Nr.": f"N{at}", "Bezeichnung": f"Wand {at}"} for at in rng.sample(range(99), 2))
    files = (_csv([one], "a.csv"), _csv([other], "b.csv"))
    return Made(files, lambda of: not of.blocked and planned(of).changes.counts["measures"][0] == 2)


def grouped_numbers(rng: Random) -> Made:
    number = rng.randint(1_000, 9_999)
    text = f"{number:,}".replace(",", rng.choice(".'’ \u202f\u00a0"))
    return made(MEASURE, {"Reichweite": text}, lambda of: _row(of, "reach") == [number] and not of.blocked)


def numbers_with_units(rng: Random) -> Made:
    number, (word, code) = rng.randint(20, 400), rng.choice((("Personen", "people"), ("Vereine", "associations")))
    cells = {"Teilnehmende": f"{number}{rng.choice((' ', chr(160)))}{word}"}
    return made(EVENT, cells, lambda of: _row(of, "attendance", "attendance_unit") == [number, code])


def amounts_of_money(rng: Random) -> Made:
    amount = rng.randint(1, 99) * 100
    whole = f"{amount:,}".replace(",", ".")
    text = rng.choice((f"{whole},00 €", f"{whole} Euro", f"€ {whole}", f"{whole},-", f"{whole},-- €", f"{amount} EUR"))
    return made(
        MEASURE, {"Förderung (Euro)": text}, lambda of: _row(of, "funding_eur") == [amount] and _doubted(of) == []
    )


def numbers_with_two_readings(rng: Random) -> Made:
    text = f"1.{rng.randint(100, 999)}"
    number = int(text.replace(".", ""))
    return made(PLACE, {"Fläche (km²)": text}, lambda of: _row(of, "area_km2") == [number] and "H2" in _doubted(of))


def words_without_their_column(rng: Random) -> Made:
    number = rng.randint(20, 400)
    word, code = rng.choice((("ca.", "about"), ("mind.", "at_least"), ("bis zu", "at_most"), (">", "more_than")))
    row = {header: cell for header, cell in EVENT.items() if header != "Genauigkeit"}
    cells = {"Teilnehmende": f"{word} {number}"}
    return made(row, cells, lambda of: _row(of, "attendance", "attendance_qualifier") == [number, code])


def words_beside_money(rng: Random) -> Made:
    word, amount = rng.choice(("ca.", "rund", "max.", "mind.", "bis zu", "etwa")), rng.randint(11, 99) * 100
    cells = {"Förderung (Euro)": f"{word} {amount}"}
    return made(MEASURE, cells, lambda of: of.blocked and _suggested(of) == [str(amount)])


def ranges(rng: Random) -> Made:
    first = rng.randint(20, 200)
    last, words = first + rng.randint(5, 200), rng.choice(("{}-{}", "ca. {} – {}", "{} bis ca. {}", "zw. {} und {}"))
    text = words.format(first, last)
    read_as = [last, "at_most", f"Teilnehmende: {text}"]
    cells = {"Teilnehmende": text, "Genauigkeit": ""}
    return made(EVENT, cells, lambda of: _row(of, "attendance", "attendance_qualifier", "note") == read_as)


def ranges_without_a_note(rng: Random) -> Made:
    first, more = rng.randint(20, 200), rng.randint(5, 200)
    row = {header: cell for header, cell in EVENT.items() if header not in ("Hinweis", "Genauigkeit")}
    cells = {"Teilnehmende": f"{first}-{first + more}"}
    return made(row, cells, lambda of: of.blocked and _doubted(of) == ["H2"])


def words_that_contradict_their_column(rng: Random) -> Made:
    word, told = rng.choice((("ca.", "genau"), ("mind.", "rund"), ("über", "genau"), ("rund", "mindestens")))
    cells = {"Teilnehmende": f"{word} {rng.randint(20, 400)}", "Genauigkeit": told}
    return made(EVENT, cells, lambda of: of.blocked and _doubted(of) == ["H2"])


def numbers_that_are_not_plain(rng: Random) -> Made:
    number = rng.randint(30, 99)
    words = (
        "{} Autos",
        "{}++",
        "{}/100",
        "{}*",
        "{} oder 100",
        "{}+5",
        "mind. 20-{}",
        "{}-10",
        "{} Euro",
        "um die {}?",
    )
    text = rng.choice(words).format(number)
    return made(EVENT, {"Teilnehmende": text, "Genauigkeit": ""}, lambda of: of.blocked and _doubted(of) == ["H2"])


def numbers_close_to_another(rng: Random) -> Made:
    number = rng.randint(20, 400)
    word, code = rng.choice((("knapp", "about"), ("fast", "about"), ("gut", "more_than"), ("<", "at_most")))
    text = f"{word} {number}"
    cells = {"Teilnehmende": text, "Genauigkeit": ""}
    read_as = [number, code, f"Teilnehmende: {text}"]
    return made(EVENT, cells, lambda of: _row(of, "attendance", "attendance_qualifier", "note") == read_as)


def numbers_in_thousands(rng: Random) -> Made:
    number = rng.randint(1, 99)
    text = rng.choice(("{} T€", "{} Tsd. €", "{} TEUR", "{}k €", "{} Tausend Euro", "TEUR {}")).format(number)
    return made(MEASURE, {"Förderung (Euro)": text}, lambda of: _row(of, "funding_eur") == [number * 1000])


def numbers_with_marks(rng: Random) -> Made:
    number, mark = rng.randint(30, 99), rng.choice(("*", "²", " (mit Presse)", " (davon 12 online)", "!", "†"))
    cells = {"Teilnehmende": f"{number}{mark}", "Genauigkeit": ""}
    return made(
        EVENT, cells, lambda of: of.blocked and [each.problem.suggestion for each in of.suggestions] == [str(number)]
    )


def marks_for_the_cell_above(rng: Random) -> Made:
    mark = rng.choice(("dito", "Dto.", "〃", "s. o.", "wie oben", "desgl."))
    header = rng.choice(("Bezeichnung", "Kommune", "Status", "Teilnehmende"))
    rows = [EVENT, EVENT | {"Veranstaltungs-Nr.": "E902", header: mark}]
    return made_of(rows, lambda of: of.blocked and _suggested(of) == [EVENT[header]])


def commas_of_thousands(rng: Random) -> Made:
    text = f"{rng.randint(1, 99)},{rng.randint(0, 999):03}"
    cells = {"Förderung (Euro)": text}
    return made(
        MEASURE, cells, lambda of: [each.problem.suggestion for each in of.suggestions] == [text.replace(",", "")]
    )


def dates_among_words(rng: Random) -> Made:
    year = rng.randint(2024, 2025)
    text = rng.choice(("ca. {}", "Weihnachten {}", "{} (geplant)", "voraussichtlich {}", "{}*")).format(year)
    return made(EVENT, {"Datum": text}, lambda of: [each.problem.suggestion for each in of.suggestions] == [str(year)])


def two_remarks_about_a_cell(rng: Random) -> Made:
    text = f"-{rng.randint(251, 900)}.000 €"
    return made(MEASURE, {"Förderung (Euro)": text}, lambda of: len(_remarks(of)) == len(set(_remarks(of))))


def rows_of_units(rng: Random) -> Made:
    units = {
        "Datum": rng.choice(("TT.MM.JJJJ", "Datum", "(Tag)")),
        "Teilnehmende": rng.choice(("Anzahl", "Zahl", "[TN]")),
    }
    said = {header: units.get(header, rng.choice(("Text", "", "Pflicht", "Auswahl"))) for header in EVENT}
    return made_of([said, EVENT], lambda of: not of.blocked and len(of.raws[0].rows) == len(of.raws[0].aside) == 1)


def no_answers(rng: Random) -> Made:
    text = rng.choice(("k. A.", "-", "?", "n/a", "k.A.", "—", "unbekannt", "offen", "n. b.", "..."))
    return made(EVENT, {"Teilnehmende": text}, lambda of: of.blocked and "H2" in _doubted(of))


def dates_in_other_spellings(rng: Random) -> Made:
    day = dt.date(2025, 1, 1) + dt.timedelta(rng.randint(0, 300))
    short, written = DAYS[day.weekday()][:2], f"{day.day}. {MONTHS[day.month - 1]} 2025"
    numbers = f"{day:%d.%m.%Y}"
    text = rng.choice(
        (
            f"{day.day}-{day.month}-2025",
            f"{short}, {numbers}",
            f"{short}., {numbers}",
            f"{DAYS[day.weekday()]}, {written}",
            f"am {written}",
            f"{numbers} 10:00",
            f"{numbers}, {rng.randint(8, 20)} Uhr",
        )
    )
    return made(EVENT, {"Datum": text}, lambda of: f"{_row(of, 'starts_on')[0]:%d.%m.%Y}" == numbers)


def wrong_days_of_the_week(rng: Random) -> Made:
    day = dt.date(2025, 1, 1) + dt.timedelta(rng.randint(0, 300))
    wrong = DAYS[(day.weekday() + rng.randint(1, 6)) % 7]
    text = rng.choice((f"{wrong[:2]}, {day:%d.%m.%Y}", f"{wrong}, {day:%d.%m.%Y}"))
    return made(EVENT, {"Datum": text}, lambda of: of.blocked and _doubted(of) == ["D2"])


def spans_of_days(rng: Random) -> Made:
    day, month = rng.randint(1, 26), rng.randint(1, 10)
    last = day + rng.randint(1, 2)
    text = rng.choice(
        (
            f"{day}./{last}.{month:02}.25",
            f"{day}.-{last}.{month:02}.2025",
            f"{day}. und {last}. {MONTHS[month - 1]} 2025",
            f"{day:02}.{month:02}. bis {last:02}.{month:02}.2025",
        )
    )
    read_as = (f"{day:02}.{month:02}.2025", f"Datum: {text}")
    return made(
        EVENT, {"Datum": text}, lambda of: (f"{_row(of, 'starts_on')[0]:%d.%m.%Y}", _row(of, "note")[0]) == read_as
    )


def parts_of_years(rng: Random) -> Made:
    text = _part_of_a_year(rng)
    return made(
        EVENT, {"Datum": text}, lambda of: _row(of, "starts_on_precision", "note") == ["year", f"Datum: {text}"]
    )


def parts_of_years_without_a_note(rng: Random) -> Made:
    row = {header: cell for header, cell in EVENT.items() if header != "Hinweis"}
    cells = {"Datum": _part_of_a_year(rng)}
    return made(row, cells, lambda of: not of.blocked and _doubted(of) == ["D2"])


def dates_that_are_not_plain(rng: Random) -> Made:
    day, month = rng.randint(2, 12), rng.randint(2, 12)
    words = (
        f"{day:02}/{month:02}/2025",
        "Winter 2024/25",
        "Dezember 2024/Januar 2025",
        "KW 1 2025",
        f"{day + 29}.02.2025",
    )
    text = rng.choice((*words, "nach Ostern 2025", f"{day}.{month}.", "Ende", "Q5 2025", "2024/2025"))
    return made(EVENT, {"Datum": text}, lambda of: of.blocked and _doubted(of) == ["D2"])


def names_as_offices_have_them(rng: Random) -> Made:
    whole = rng.choice(DATA.municipalities["name"])
    title, _, name = whole.partition(" ")
    text = rng.choice((f"{title}verwaltung {name}", f"{name}, {title}", f"{name} ({title})"))
    ars = str(DATA.municipalities.set_index("name").loc[whole, "ars"])
    return made(EVENT, {"Kommune": text}, lambda of: _row(of, "municipality") == [ars])


def keys_of_others(rng: Random) -> Made:
    names = [each for each in DATA.municipalities["name"] if each.startswith(("Landkreis", "Stadt"))]
    return made(PLACE, {"Kommune": rng.choice(names)}, lambda of: of.blocked and "A2" in _doubted(of))


def facts_of_others(rng: Random) -> Made:
    cells, cell = rng.choice(
        (
            ({"Regionalschlüssel": f"0733850{rng.randint(80, 99)}000"}, "A2"),
            ({"Art": rng.choice(("verbandsfreie Gemeinde", "verbandsfreie Stadt", "Landkreis"))}, "C2"),
            ({"Landkreis": rng.choice(("Bad Dürkheim", "Mainz-Bingen", "Ahrweiler"))}, "D2"),
            ({"Fläche (km²)": str(rng.randint(700, 9_000))}, "H2"),
            ({"Breite": f"{rng.randint(505, 520) / 10}".replace(".", ",")}, "I2"),
        )
    )
    return made(PLACE, cells, lambda of: cell in _doubted(of))


def coordinates_beyond_all(rng: Random) -> Made:
    cells, cell = rng.choice(
        (({"Breite": f"{rng.randint(511, 899) / 10}"}, "I2"), ({"Länge": f"{rng.randint(87, 1799) / 10}"}, "J2"))
    )
    cells = {name: text.replace(".", ",") for name, text in cells.items()}
    return made(PLACE, cells, lambda of: of.blocked and cell in _doubted(of))


def cohorts_far_from_the_others(rng: Random) -> Made:
    year = rng.choice((rng.randint(1990, 2015), rng.randint(2035, 2099)))
    return made(PLACE, {"Staffel": str(year)}, lambda of: set(_doubted(of)) == {"E2"})


def dates_as_counts(rng: Random) -> Made:
    cells = {"Teilnehmende": str(rng.randint(43_900, 46_000))}
    return made(EVENT | {"Kommune": ""}, cells, lambda of: _doubted(of) == ["H2"])


def one_event_under_two_numbers(rng: Random) -> Made:
    title = rng.choice(("Vereinekonferenz", "Treffen der Vereine", "Engagement vor Ort"))
    rows = [EVENT | {"Veranstaltungs-Nr.": f"N{at}", "Bezeichnung": title} for at in range(rng.randint(2, 4))]
    return made_of(rows, lambda of: _doubted(of) == [f"A{at + 2}" for at in range(1, len(rows))])


def events_of_a_day(rng: Random) -> Made:
    titles = rng.sample(("Vereinsrecht", "Datenschutz", "Versicherungen", "Spendenrecht", "Ehrenamtskarte"), 3)
    usual = EVENT | {"Veranstaltungsart": "Fortbildung"}
    rows = [usual | {"Veranstaltungs-Nr.": f"N{at}", "Bezeichnung": title} for at, title in enumerate(titles)]
    return made_of(rows, lambda of: _doubted(of) == [])


def contacts_of_persons(rng: Random) -> Made:
    first, last = rng.choice(("Anna", "Peter", "Erika", "Hans")), rng.choice(("Müller", "Schmidt", "Krämer", "Becker"))
    words = ("Kontakt: {} {}", "Ansprechpartnerin: {} {}", "Termin mit Herrn {} {}", "Leitung {}-Lena {}")
    mail = f"{first}.{last}@example.org".lower()
    text = rng.choice((rng.choice(words).format(first, last), f"Fragen an {mail}", mail.replace("@", " (at) ")))
    return made(MEASURE, {"Hinweis": text}, lambda of: _doubted(of) == ["I2"])


def texts_without_contacts(rng: Random) -> Made:
    first = rng.randint(2019, 2025)
    words = (f"Fördermittel {first}/{first + 1}", f"Bürgermobil {first}-{first + 1}", f"Mittel 250000 ({first})")
    offices = (
        "Kontakt: Staatskanzlei Mainz",
        "Ansprechpartner: Kreisverwaltung Bad Dürkheim",
        "Leitung Workshop Recht",
    )
    places = ("Dr. Hans-Böckler-Straße 5", "Dr.-Müller-Straße", "Konto @ehrenamt", f"Seit 01.04.{first}, 0,5 Stellen")
    return made(MEASURE, {"Hinweis": rng.choice((*words, *offices, *places))}, lambda of: _doubted(of) == [])


def dates_to_come(rng: Random) -> Made:
    day = dt.date.today() + dt.timedelta(rng.randint(2, 900))
    return made(EVENT, {"Datum": f"{day:%d.%m.%Y}"}, lambda of: of.blocked and "D2" in _doubted(of))


def _part_of_a_year(rng: Random) -> str:
    season = rng.choice(("Frühjahr", "Sommer", "Herbst", "Spätsommer", "Ende", "Anfang", "Mitte"))
    quarter = rng.randint(1, 4)
    return rng.choice(
        (f"Q{quarter} 2025", f"{quarter}. Quartal 2025", f"{season} 2025", "1. Halbjahr 2025", f"2025 Q{quarter}")
    )


MONTHS = ("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November")
MONTHS += ("Dezember",)
DAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")


CELLS: tuple[Callable[[Random], Made], ...] = (
    numbers_with_words,
    dates_in_words,
    typing_errors,
    other_words,
    sizes_out_of_proportion,
    telephone_numbers,
    keys_that_look_alike,
    control_characters,
    headers_in_another_spelling,
    tables_that_cannot_be_told,
    two_columns_for_one_thing,
    unknown_headers,
    missing_columns,
    percentages_among_other_numbers,
    formats_that_were_not_read,
    merged_numbers,
    two_files_for_a_table,
    grouped_numbers,
    numbers_with_units,
    amounts_of_money,
    numbers_with_two_readings,
    words_without_their_column,
    words_beside_money,
    ranges,
    ranges_without_a_note,
    words_that_contradict_their_column,
    numbers_that_are_not_plain,
    numbers_close_to_another,
    numbers_in_thousands,
    numbers_with_marks,
    words_in_number_formats,
    zeros_of_number_formats,
    formats_that_say_something_else,
    moments_with_a_zone,
    marks_for_the_cell_above,
    commas_of_thousands,
    two_remarks_about_a_cell,
    rows_of_units,
    no_answers,
    dates_in_other_spellings,
    wrong_days_of_the_week,
    spans_of_days,
    parts_of_years,
    parts_of_years_without_a_note,
    dates_that_are_not_plain,
    dates_among_words,
    names_as_offices_have_them,
    keys_of_others,
    facts_of_others,
    coordinates_beyond_all,
    cohorts_far_from_the_others,
    dates_as_counts,
    one_event_under_two_numbers,
    events_of_a_day,
    contacts_of_persons,
    texts_without_contacts,
    dates_to_come,
)


def _remarks(of: Preparation) -> list[str | None]:
    """Return the cells of all remarks."""
    found = of.checks.checked[0]
    return [each.cell for each in (*found.problems, *found.repairs) if each.cell]


def _row(of: Preparation, *columns: str) -> list[object]:
    return of.checks.checked[0].rows.loc[0, list(columns)].tolist()


def _suggested(of: Preparation) -> list[str | None]:
    return [each.problem.suggestion for each in of.suggestions]


def _doubted(of: Preparation) -> list[str | None]:
    return [problem.cell for problem in of.checks.checked[0].problems if problem.row is not None]


def _said(of: Preparation, message: str) -> int:
    checked = of.checks.checked[0]
    return sum(each.message == message for each in [*checked.problems, *checked.repairs])


def _labels(column: str) -> list[str]:
    return [option.words.de for option in EVENTS[column].options]
