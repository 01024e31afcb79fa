"""Values that can be read and yet cannot be true: each is named with its cell and with what would be right."""

from __future__ import annotations

from typing import Any

import pytest

from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED
from ek_data.store import data_sources
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation import check
from tests.selection import each, first

AREAS = boundaries.load(SHIPPED / boundaries.SHIPPED).areas
DATA = data_sources.load(SHIPPED)
EVENT = {
    "Veranstaltungs-Nr.": "N1",
    "Veranstaltungsart": "Vereinekonferenz",
    "Bezeichnung": "Zweite Konferenz",
    "Datum": "2025-03-07",
    "Kommune": "Gemeinde Haßloch",
    "Staffel": "2024",
    "Status": "durchgeführt",
    "Teilnehmende": "80",
    "Genauigkeit": "genau",
    "Bezug": "Programm",
    "Hinweis": "",
    "Beleg": "belegt",
}
MEASURE = {
    "Maßnahmen-Nr.": "N1",
    "Kommune": "Gemeinde Haßloch",
    "Kategorie": "Padlet",
    "Bezeichnung": "Pinnwand der Vereine",
    "Status": "umgesetzt",
    "Bezug": "Programm",
    "Reichweite": "300",
    "Förderung (Euro)": "5000",
    "Hinweis": "",
    "Beleg": "belegt",
}
PLACE = {
    "Regionalschlüssel": "073385004000",
    "Kommune": "Verbandsgemeinde Maxdorf",
    "Art": "Verbandsgemeinde",
    "Landkreis": "Rhein-Pfalz-Kreis",
    "Staffel": "2026",
    "Teilnahme": "nimmt teil",
    "Einwohner": "13211",
    "Fläche (km²)": "17",
    "Breite": "49,4878",
    "Länge": "8,2936",
    "Beleg": "belegt",
}
Row = dict[str, str]


def prepared(usual: Row, *changed: Row) -> Preparation:
    """Return a file whose rows differ from the usual one in some cells, read and checked against the shipped data."""
    rows = [";".join(usual), *(";".join((usual | cells).values()) for cells in changed)]
    return prepare([Upload("a.csv", "\r\n".join(rows).encode())], DATA, areas=AREAS)


def told(usual: Row, *changed: Row) -> list[str]:
    """Return the cells that are doubted, each with the sentence."""
    (checked,) = prepared(usual, *changed).checks.checked
    return [f"{problem.cell}: {problem.sentence(GERMAN)}" for problem in checked.problems if problem.row is not None]


# usual row, what is written instead, the cell, and what its sentence says would be right
DOUBTFUL: dict[str, tuple[Row, Row, str, str]] = {
    "name of another key": (PLACE, {"Kommune": "Stadt Trier"}, "A2", "072110000000"),
    "name that nobody has": (PLACE, {"Kommune": "Verbandsgemeinde Nirgendwo"}, "B2", "Maxdorf (Verbandsgemeinde)"),
    "key in no boundary": (PLACE, {"Regionalschlüssel": "073385099000"}, "A2", "073385004000"),
    "key and name in no boundary": (
        PLACE,
        {"Regionalschlüssel": "079990000000", "Kommune": "Stadt Nirgendwo"},
        "A2",
        "Bitte den Schlüssel prüfen",
    ),
    "kind of another": (PLACE, {"Art": "verbandsfreie Gemeinde"}, "C2", "Verbandsgemeinde"),
    "district of another": (PLACE, {"Landkreis": "Bad Dürkheim"}, "D2", "Rhein-Pfalz-Kreis"),
    "cohort far from the others": (PLACE, {"Staffel": "2042"}, "E2", "2024 und 2025"),
    "few inhabitants": (PLACE, {"Einwohner": "5"}, "G2", "3.000 bis 100.000"),
    "area of another": (PLACE, {"Fläche (km²)": "1700"}, "H2", "17 km²"),
    "place far away": (PLACE, {"Breite": "50,4878"}, "I2", "Breite und Länge"),
    "longitude where the latitude belongs": (PLACE, {"Breite": "8,2936"}, "I2", "die von 48,9 bis 51 reichen"),
    "inhabitants unlike before": (
        PLACE,
        {
            "Regionalschlüssel": "073320025025",
            "Kommune": "Gemeinde Haßloch",
            "Art": "verbandsfreie Gemeinde",
            "Landkreis": "Bad Dürkheim",
            "Staffel": "2024",
            "Einwohner": "2039",
            "Fläche (km²)": "39,95",
            "Breite": "49,36306",
            "Länge": "8,25583",
        },
        "G2",
        "20.396",
    ),
    "many at a conference": (
        EVENT,
        {"Kommune": "", "Teilnehmende": "80000"},
        "H2",
        "80.000 passt der Größe nach nicht: Üblich sind 5 bis 2.000",
    ),
    "more than inhabitants": (EVENT, {"Teilnehmende": "30000"}, "H2", "20.396"),
    "number of a date as attendance": (EVENT, {"Teilnehmende": "45000"}, "H2", "15.03.2023"),
    "exact number of a date as reach": (
        MEASURE,
        {"Kommune": "Landkreis Südwestpfalz", "Reichweite": "45736"},
        "G2",
        "Datum 20.03.2025. Ist 45.736 gemeint?",
    ),
    "number of a date as reach, beyond the inhabitants": (
        MEASURE,
        {"Reichweite": "45736"},
        "G2",
        "45.736 passt der Größe nach nicht",
    ),
    "reach of a whole country": (MEASURE, {"Reichweite": "90000000"}, "G2", "20.396"),
    "funding of millions": (MEASURE, {"Förderung (Euro)": "5000000"}, "H2", "1 bis 250.000"),
    "event that is there already": (
        EVENT,
        {
            "Datum": "2025-03-29",
            "Kommune": "Landkreis Alzey-Worms",
            "Staffel": "2024",
            "Bezeichnung": "Vereinekonferenz",
        },
        "A2",
        "„E10“",
    ),
    "measure that is there already": (
        MEASURE,
        {"Kommune": "Verbandsgemeinde Otterbach-Otterberg", "Kategorie": "Bürgerbus", "Bezeichnung": "Bürger-Bus"},
        "A2",
        "„M25“",
    ),
    "key with a space": (MEASURE, {"Maßnahmen-Nr.": "M 10"}, "A2", "„M10“"),
    "key with a leading zero": (MEASURE, {"Maßnahmen-Nr.": "M010"}, "A2", "„M10“"),
    "key with a letter for a digit": (MEASURE, {"Maßnahmen-Nr.": "M1O"}, "A2", "„M10“"),
    "key with a Cyrillic letter": (MEASURE, {"Maßnahmen-Nr.": "\u041c10"}, "A2", "„M10“"),
    "mobile number": (MEASURE, {"Hinweis": "Herr X (privat 0171 1234567) fragen"}, "I2", "0171 1234567"),
    "number after a word": (MEASURE, {"Hinweis": "Tel. 06131/123456"}, "I2", "06131/123456"),
    "number from abroad": (EVENT, {"Bezeichnung": "Termin, +49 (0) 6131 16-0"}, "C2", "+49 (0) 6131 16"),
    "e-mail address": (MEASURE, {"Hinweis": "Fragen an vorname.nachname@example.org"}, "I2", "nachname@example.org"),
    "person": (EVENT, {"Bezeichnung": "Termin mit Herrn Dr. Müller"}, "C2", "Herrn Dr. Müller"),
    "person to ask": (EVENT, {"Hinweis": "Ansprechpartnerin: Erika Mustermann"}, "K2", "Erika Mustermann"),
}
REMARKS = {
    "phone": ("Mobil 0171 2024 2025", "Handy: 12345678", "Mobiltelefon 1234567"),
    "mail": ("a.b@example.org", "a.b (at) example.org"),
    "person": ("Kontakt: Peter Schmidt", "Leitung Anna-Lena Krämer", "Frau Müller", "Vorsitzender Konrad Werner"),
    "person with an initial": ("Ansprechpartnerin: Dr. A. Muster", "Kontakt: E. Muster", "Frau von der Heide"),
}
HARMLESS = {
    "means and houses": ("Fördermittel 2024/2025", "Landesmittel 1 200 000", "Mittel 250000 (2024)", "Hotel 2024-2025"),
    "chapters and buses": ("Kapitel 3 (2024-2025)", "Bürgermobil 2023/2024", "Mikrofon 2024/2025"),
    "spans of years": ("Mobil 2024-2025", "Bürger-Mobil 250000 (2024)", "Mobil 2023/24 - 2024/25"),
    "offices": ("Kontakt: Staatskanzlei Mainz", "Ansprechpartner: Freiwillige Feuerwehr", "Kontakt: Rotes Kreuz"),
    "subjects": ("Leitung Workshop Öffentlichkeitsarbeit", "Beauftragte Bürgerschaftliches Engagement"),
    "articles": ("Beauftragte der Stadt", "Kontakt: von der Verwaltung", "Frau zu sein, Mann zu sein"),
    "councils": ("Vorsitzende Deutscher Frauenrat", "Leiter Soziale Dienste"),
    "places": ("Dr. Konrad Adenauer Platz", "Dr. Hans-Böckler-Straße", "Dr. Müller Straße"),
    "no titles": ("am Fr. Nachmittag", "Frau Holle"),
    "account": ("Instagram @engagierte.kommunen",),
}
USUAL = ("name of another key", "number of a date as attendance", "event that is there already", "key with a space")


@pytest.mark.parametrize("case", each(DOUBTFUL, (*USUAL, "mobile number")))
def test_doubtful_value_is_named_with_its_cell_and_what_would_be_right(case: str) -> None:
    usual, cells, cell, right = DOUBTFUL[case]
    sentences = told(usual, cells)
    assert [sentence.partition(":")[0] for sentence in sentences] == [cell]
    assert right in sentences[0]


PLAUSIBLE: dict[str, tuple[Row, Row]] = {
    "as usual": (EVENT, {}),
    "next cohort but one": (PLACE, {"Staffel": "2027"}),
    "without an addition to the name": (
        PLACE,
        {
            "Regionalschlüssel": "073130000000",
            "Kommune": "Stadt Landau",
            "Art": "kreisfreie Stadt",
            "Landkreis": "",
            "Einwohner": "46677",
            "Fläche (km²)": "82,94",
            "Breite": "49,1983",
            "Länge": "8,1169",
        },
    ),
    "member of an association": (
        PLACE,
        {
            "Regionalschlüssel": "073385004001",
            "Kommune": "Ortsgemeinde Birkenheide",
            "Art": "verbandsangehörige Gemeinde",
            "Einwohner": "3200",
        },
    ),
    "large conference": (EVENT, {"Teilnehmende": "450"}),
    "landwide day": (EVENT, {"Veranstaltungsart": "Ehrenamtstag", "Kommune": "", "Teilnehmende": "15000"}),
    "second event of a day": (EVENT, {"Kommune": "Landkreis Alzey-Worms", "Staffel": "2025", "Datum": "2025-03-30"}),
    "same title in another year": (EVENT, {"Bezeichnung": "Vereinekonferenz", "Datum": "2026-03"}),
    "key of another form": (EVENT, {"Veranstaltungs-Nr.": "2024-1"}),
    "dates and numbers in a note": (MEASURE, {"Hinweis": "Seit 01.04.2024, Ausgabe 45/2024, Schlüssel 073320025025"}),
    "offices in a note": (MEASURE, {"Hinweis": "Ansprechpartner: Kreisverwaltung Bad Dürkheim, für Frau und Mann"}),
    "hours and amounts": (MEASURE, {"Hinweis": "Donnerstags 14-18 Uhr, 0 Euro, 1.500.000 Personen, 0,5 Stellen"}),
    "account on a network": (MEASURE, {"Hinweis": "Konto @ehrenamt, A/B-Test 2025/26, +50 Vereine"}),
}


@pytest.mark.parametrize("case", each(PLAUSIBLE, ("as usual", "without an addition to the name", "offices in a note")))
def test_plausible_value_is_not_doubted(case: str) -> None:
    usual, cells = PLAUSIBLE[case]
    assert told(usual, cells) == []


@pytest.mark.parametrize("kind", first(2, REMARKS))
def test_contact_in_a_text_is_named(kind: str) -> None:
    found = told(MEASURE, *({"Maßnahmen-Nr.": f"N{at}", "Bezeichnung": text} for at, text in enumerate(REMARKS[kind])))
    assert [sentence.partition(":")[0] for sentence in found] == [f"D{at + 2}" for at in range(len(REMARKS[kind]))]


@pytest.mark.parametrize("kind", first(3, HARMLESS))
def test_text_without_contact_is_not_doubted(kind: str) -> None:
    rows = ({"Maßnahmen-Nr.": f"N{at}", "Bezeichnung": text} for at, text in enumerate(HARMLESS[kind]))
    assert told(MEASURE, *rows) == []


def test_nothing_is_not_out_of_proportion() -> None:
    assert told(MEASURE, {"Reichweite": "0", "Förderung (Euro)": "0"}) == []
    assert told(EVENT, {"Teilnehmende": "0"}) == []


def test_more_people_than_inhabitants_may_come_to_what_is_usually_that_large() -> None:
    assert told(EVENT, {"Veranstaltungsart": "Ehrenamtstag", "Teilnehmende": "25000"}) == []


def test_events_of_a_day_are_told_apart_by_their_titles() -> None:
    titles = ("Vereinsrecht", "Datenschutz", "Öffentlichkeitsarbeit Teil 1", "Öffentlichkeitsarbeit Teil 2")
    rows = [{"Veranstaltungs-Nr.": f"N{at}", "Bezeichnung": title} for at, title in enumerate(titles)]
    assert told(EVENT | {"Veranstaltungsart": "Fortbildung"}, *rows) == []


def test_titles_that_say_no_more_or_hold_a_typing_error_are_alike() -> None:
    titles = ("Datenschutz", "Fortbildung Vereinsrecht", "Vereinsrecht", "Datenshutz")
    rows = [{"Veranstaltungs-Nr.": f"N{at}", "Bezeichnung": title} for at, title in enumerate(titles)]
    found = told(EVENT | {"Veranstaltungsart": "Fortbildung"}, *rows)
    assert [sentence[:2] for sentence in found] == ["A4", "A5"]
    assert "nur eine Zeile behalten, unter „N1“" in found[0]


def test_that_a_file_is_too_long_to_be_searched_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "DOUBTED", 1)
    checked = prepared(EVENT, {}, {"Veranstaltungs-Nr.": "N2"}).checks.checked[0]
    assert [problem.message for problem in checked.problems if problem.message != check.OPTIONAL_MISSING] == [
        check.NOT_DOUBTED
    ]


@pytest.mark.full
def test_shipped_data_are_not_doubted() -> None:
    files = [Upload(file.name, file.read_bytes()) for file in sorted(SHIPPED.glob("*.csv"))]
    checks = prepare(files, data_sources.load(SHIPPED), areas=AREAS).checks
    assert [problem.located(GERMAN) for checked in checks.checked for problem in checked.problems if problem.row] == []


@pytest.mark.parametrize(
    ("key", "meant"),
    [
        ("07131070", "071310070070"),  # the AGS of Remagen
        ("7131070", "071310070070"),  # as a spreadsheet leaves it
        ("07338501", None),  # of a municipality in an association: the boundaries have that only
    ],
)
def test_ags_is_refused_and_the_key_proposed_that_the_boundaries_know(key: str, meant: str | None) -> None:
    (checked,) = prepared(PLACE, {"Regionalschlüssel": key}).checks.checked
    (problem,) = (each for each in checked.problems if each.cell == "A2" and each.severity == "error")
    assert problem.sentence(GERMAN).startswith(f"„{key}“ sieht wie ein Gemeindeschlüssel (AGS) mit 8 Ziffern aus.")
    assert problem.suggestion == meant


def test_keys_of_a_file_that_differ_in_where_their_signs_stand_are_not_alike() -> None:
    keys = {"1-11": "a", "11-1": "b", "2024-1": "c", "20241": "d"}
    assert told(MEASURE, *({"Maßnahmen-Nr.": key, "Bezeichnung": title} for key, title in keys.items())) == []


def test_twins_within_a_file_are_named_at_all_but_the_first() -> None:
    rows = [{"Veranstaltungs-Nr.": number} for number in ("N1", "N2", "N3")]
    assert [each.partition(":")[0] for each in told(EVENT, *rows)] == ["A3", "A4"]


@pytest.mark.full
def test_twins_in_two_files_of_one_table_are_named() -> None:
    files = [prepared(MEASURE, {"Maßnahmen-Nr.": key}).files[0] for key in ("N1", "N2")]
    both = [Upload(f"{number}.csv", file.data) for number, file in enumerate(files)]
    checks = prepare(both, DATA, areas=AREAS).checks.checked
    assert [each.values["other"] for checked in checks for each in checked.problems if each.row is not None] == ["N1"]


def test_name_under_the_key_of_another_is_an_error_because_it_would_rename_the_other() -> None:
    found = prepared(PLACE, {"Kommune": "Stadt Trier", "Art": "kreisfreie Stadt"})
    assert found.blocked


def test_key_is_suggested_only_where_one_typing_error_explains_it() -> None:
    def suggested(**cells: Any) -> list[str | None]:
        return [each.problem.suggestion for each in prepared(PLACE, cells).suggestions]

    assert suggested(Regionalschlüssel="073385005000") == ["073385004000"]
    assert suggested(Regionalschlüssel="073399909000") == []


@pytest.mark.full
def test_what_the_data_have_just_so_is_doubted_no_more() -> None:
    """A file with the rows that were published in spite of a warning is not warned of again."""
    row = {"Kommune": "Verbandsgemeinde Nirgendwo"}
    plan = planned(prepared(PLACE, row))
    again = prepare(plan.prepared.files, plan.result, areas=AREAS)
    assert told(PLACE, row)
    assert [problem for problem in again.checks.checked[0].problems if problem.row is not None] == []


def test_participant_without_an_official_key_has_a_code_by_which_others_name_it() -> None:
    region = {"Regionalschlüssel": "x-region-maxdorf", "Kommune": "Region Maxdorf"}
    rows = [";".join(PLACE), ";".join((PLACE | region).values())]
    measures = [";".join(MEASURE), ";".join((MEASURE | {"Kommune": "x-region-maxdorf"}).values())]
    files = [Upload(f"{n}.csv", "\r\n".join(lines).encode()) for n, lines in enumerate((rows, measures))]
    first, second = prepare(files, DATA, areas=AREAS).checks.checked
    assert [
        problem.sentence(GERMAN) for checked in (first, second) for problem in checked.problems if problem.row
    ] == []
    assert (first.rows["ars"].tolist(), second.rows["municipality"].tolist()) == (["x-region-maxdorf"],) * 2


@pytest.mark.parametrize("code", ["x-", "x-Region", "region", "x region", "x-région"])
def test_code_in_place_of_a_key_has_one_form(code: str) -> None:
    assert any("Code wie x-region" in sentence for sentence in told(PLACE, {"Regionalschlüssel": code}))


def test_areas_of_a_cooperation_are_keys_of_the_boundaries_and_go_with_a_code_only() -> None:
    joint = {"Regionalschlüssel": "x-region", "Kommune": "Region", "Gebiete": "073385004000, 073310003003"}
    place = PLACE | {"Gebiete": ""}
    assert told(place, joint) == []
    assert any("nicht in den amtlichen Grenzen" in text for text in told(place, joint | {"Gebiete": "073385099000"}))
    assert any("durch Kommas getrennt" in text for text in told(place, joint | {"Gebiete": "Maxdorf und Alzey"}))
    assert any("statt eines Regionalschlüssels" in text for text in told(place, {"Gebiete": "073310003003"}))
