import datetime as dt
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from ek_data.dataset.lookup import Known
from ek_data.errors import Problem, Repair
from ek_data.i18n import ENGLISH, GERMAN, Words
from ek_data.programme.options import Option
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.shared_choices import QUALIFIERS
from ek_data.tables.types import AtLeast, Between, Column, Type
from ek_data.tables.units import EUROS, PEOPLE
from ek_data.validation import parse
from ek_data.validation.parse import ANOTHER_COLUMN, LIMIT, PARSERS, TOO_VARIED, Attention, Coerced, coerce

SAME = Words("Spalte", "Column")
KNOWN = Known(
    MUNICIPALITIES.typed(
        pd.DataFrame(
            {
                "ars": [
                    "073310000000",
                    "073310003003",
                    "071385001000",
                    "071385001006",
                    "073320025025",
                    "071325006000",
                ],
                "name": [
                    "Landkreis Alzey-Worms",
                    "Stadt Alzey",
                    "Verbandsgemeinde Asbach",
                    "Ortsgemeinde Asbach",  # the same bare name as the association around it
                    "Gemeinde Haßloch",
                    "Verbandsgemeinde Hamm (Sieg)",
                ],
                "kind": [
                    "district",
                    "free_town",
                    "association",
                    "member_municipality",
                    "free_municipality",
                    "association",
                ],
            }
        )
    )
)


def column(type_: Type, **more: Any) -> Column:
    return Column(name="column", type=type_, label=SAME, description=SAME, **more)


NUMBER = column(Type.INTEGER, unit=PEOPLE)
COHORT = column(Type.YEAR)
DECIMAL = column(Type.DECIMAL)
MONEY = column(Type.DECIMAL, unit=EUROS)
LATITUDE = column(Type.DECIMAL, rules=(Between(48.9, 51.0),))
LONGITUDE = column(Type.DECIMAL, rules=(Between(6.0, 8.6),))
DATE = column(Type.DATE)
TEXT = column(Type.TEXT)
KEY = column(Type.KEY)
URL = column(Type.URL)
OWN_ARS = column(Type.ARS)
ARS = column(Type.ARS, refers_to="municipalities")
QUALIFIER = column(Type.CHOICE, options=QUALIFIERS)


def one(text: str, of: Column) -> Coerced:
    return coerce(pa.chunked_array([[text]], pa.string()), of, KNOWN)


def value(text: str, of: Column) -> Any:
    """Return the value, for dates the written form of day and precision."""
    coerced = one(text, of)
    found = coerced.values[0].as_py()
    if coerced.precisions is None or found is None:
        return found
    return f"{found:%Y-%m-%d}"[: {"day": 10, "month": 7, "year": 4}[coerced.precisions[0].as_py()]]


def problem(text: str, of: Column) -> Problem | None:
    return one(text, of).problems.get(0)


def repair(text: str, of: Column) -> Repair | None:
    return one(text, of).repairs.get(0)


READ = [  # text, column, value, what was repaired
    ("1234", NUMBER, 1234, None),
    ("2024", COHORT, 2024, None),
    ("2024.0", COHORT, 2024, "2024"),  # a spreadsheet took it for a measured value
    ("-5", NUMBER, -5, None),
    ("1.234", NUMBER, 1234, None),  # thousands: a count of people has no decimals
    ("1.234.567", NUMBER, 1234567, None),
    ("1 234", NUMBER, 1234, None),
    ("1\u00a0234", NUMBER, 1234, "1 234"),  # non-breaking space, as Excel groups in some countries
    ("14,0", NUMBER, 14, "14"),
    ("14.0", NUMBER, 14, "14"),
    ("120 Personen", NUMBER, 120, "120"),
    ("\N{MINUS SIGN}5", NUMBER, -5, None),
    ("1.234,5", DECIMAL, 1234.5, None),
    ("1234.5", DECIMAL, 1234.5, None),
    ("1234,5", DECIMAL, 1234.5, None),
    ("1,234.5", DECIMAL, 1234.5, "1234,5"),
    ("0.123", DECIMAL, 0.123, None),  # no group of thousands begins with a zero
    ("1.234,50 €", MONEY, 1234.5, "1234,5"),
    ("EUR 500", MONEY, 500.0, "500"),
    ("49.2149", LATITUDE, 49.2149, None),  # four digits after the dot: no thousands
    ("49.214", LATITUDE, 49.214, "49,214"),  # only this reading lies in Rheinland-Pfalz
    ("7.629", LONGITUDE, 7.629, "7,629"),
    ("1.234", column(Type.DECIMAL, rules=(Between(1000, 2000),)), 1234.0, None),
    ("09.04.2025", DATE, "2025-04-09", None),
    ("9. 4. 2025", DATE, "2025-04-09", None),
    ("9.4.25", DATE, "2025-04-09", "2025-04-09"),
    ("2025-04-09", DATE, "2025-04-09", None),
    ("2025/04/09", DATE, "2025-04-09", None),
    ("2025-04-09 00:00:00", DATE, "2025-04-09", "2025-04-09"),
    ("2024-11", DATE, "2024-11", None),
    ("11.2024", DATE, "2024-11", None),
    ("11/2024", DATE, "2024-11", None),
    ("April 2025", DATE, "2025-04", None),
    ("Apr. 2025", DATE, "2025-04", None),
    ("März 2025", DATE, "2025-03", None),
    ("Mrz 25", DATE, "2025-03", "2025-03"),  # what Excel makes of 2025-03
    ("Nov 24", DATE, "2024-11", "2024-11"),
    ("9. April 2025", DATE, "2025-04-09", None),
    ("9 April 2025", DATE, "2025-04-09", None),
    ("2024", DATE, "2024", None),
    ("45756", DATE, "2025-04-09", "2025-04-09"),  # Excel's day number
    ("45756.75", DATE, "2025-04-09", "2025-04-09"),  # with the time of the day
    ("2025-04-08T22:00:00Z", DATE, "2025-04-09", "2025-04-09"),  # midnight in Germany
    ("2024-12-31 23:30:00+00:00", DATE, "2025-01-01", "2025-01-01"),
    ("2025-04-09T23:30:00+02:00", DATE, "2025-04-09", "2025-04-09"),
    ("April 9, 2025", DATE, "2025-04-09", "2025-04-09"),
    ("9-Apr-25", DATE, "2025-04-09", "2025-04-09"),
    ("2025.04.09", DATE, "2025-04-09", None),
    ("Jänner 2025", DATE, "2025-01", None),
    ("31/12/2024", DATE, "2024-12-31", "2024-12-31"),
    ("Ehrenamtsbörse", TEXT, "Ehrenamtsbörse", None),
    ("Ehrenamtsbo\u0308rse", TEXT, "Ehrenamtsbörse", "Ehrenamtsbörse"),  # decomposed, as macOS writes
    ("VG\u00a0Asbach", TEXT, "VG Asbach", "VG Asbach"),
    ("zwei\u200bteilig ", TEXT, "zweiteilig", "zweiteilig"),
    ("erste\r\nzweite Zeile", TEXT, "erste\nzweite Zeile", "erste\nzweite Zeile"),
    ("'=SUMME(A1)", TEXT, "=SUMME(A1)", "=SUMME(A1)"),  # our own export's guard
    ("0017", KEY, "0017", None),  # a number as key keeps its zeros
    ("M 01", KEY, "M 01", None),
    ("https://www.rlp.de/a?b=1#c", URL, "https://www.rlp.de/a?b=1#c", None),
    ("https://rlp.de/Straße", URL, "https://rlp.de/Straße", None),
    ("rund", QUALIFIER, "about", None),
    ("about", QUALIFIER, "about", None),
    ("ca.", QUALIFIER, "about", "rund"),
    ("BIS ZU", QUALIFIER, "at_most", "bis zu"),
    ("073310000000", OWN_ARS, "073310000000", None),
    ("73310000000", OWN_ARS, "073310000000", "073310000000"),  # Excel ate the zero
    ("07331 0000000", OWN_ARS, "073310000000", "073310000000"),
    ("07331", OWN_ARS, "073310000000", "073310000000"),  # a district's own key
    ("7331", OWN_ARS, "073310000000", "073310000000"),
    ("07331003", OWN_ARS, "073310003003", "073310003003"),  # AGS of the town
    ("7331003", OWN_ARS, "073310003003", "073310003003"),
    ("071385001", OWN_ARS, "071385001000", "071385001000"),  # the association's nine digits
    ("71385001", OWN_ARS, "071385001000", "071385001000"),
    ("Landkreis Alzey-Worms", ARS, "073310000000", None),
    ("LK Alzey-Worms", ARS, "073310000000", None),
    ("VG Asbach", ARS, "071385001000", None),
    ("Haßloch", ARS, "073320025025", "Gemeinde Haßloch"),
    ("HASSLOCH", ARS, "073320025025", "Gemeinde Haßloch"),
    ("vg asbach", ARS, "071385001000", "Verbandsgemeinde Asbach"),  # understood, and said to be
    ("Kreis Alzey-Worms", ARS, "073310000000", "Landkreis Alzey-Worms"),
    ("Kreisverwaltung Alzey-Worms", ARS, "073310000000", "Landkreis Alzey-Worms"),
    ("VG-Verwaltung Asbach", ARS, "071385001000", "Verbandsgemeinde Asbach"),
    ("Stadtverwaltung Alzey", ARS, "073310003003", "Stadt Alzey"),
    ("Asbach (VG)", ARS, "071385001000", "Verbandsgemeinde Asbach"),
    ("Alzey, Stadt", ARS, "073310003003", "Stadt Alzey"),
    ("7331003", ARS, "073310003003", "073310003003"),
]

LESS_EXACT = "Ist der Tag unbekannt, genügt der Monat oder das Jahr."
AS_LISTED = (
    "Möglich sind die Namen aus der Auswahlliste der Vorlage; "
    "eine neue Kommune gehört in die Tabelle „Kommunen“, vorher oder zusammen mit dieser Datei."
)
UNREADABLE = [  # text, column, German sentence, suggestion
    ("k. A.", NUMBER, "„k. A.“ ist keine Zahl. Leer lassen, wenn unbekannt.", ""),
    ("-", NUMBER, "„-“ ist keine Zahl. Leer lassen, wenn unbekannt.", ""),
    ("viele", NUMBER, "„viele“ ist keine Zahl. Bitte in Ziffern schreiben, zum Beispiel 78.", None),
    ("14,5", NUMBER, "„14,5“ ist keine ganze Zahl.", None),
    ("1,234", NUMBER, "„1,234“ ist keine ganze Zahl.", "1234"),
    (
        "80 €",
        NUMBER,
        "„80 €“ ist mehr als eine einfache Zahl. Hierher gehört nur eine Zahl; was sonst zu sagen ist, in den Hinweis.",
        None,
    ),  # another unit is another number
    ("rund 75", NUMBER, None, "75"),
    ("(75)", NUMBER, None, "75"),
    ("(5.000 €)", MONEY, None, "5.000 €"),  # perhaps a loss
    ("1,5E+06", NUMBER, None, None),  # digits are lost
    ("12345678901234567", NUMBER, "„12345678901234567“ hat zu viele Ziffern für eine Zahl.", None),
    ("١٢", NUMBER, "„١٢“ ist keine Zahl. Bitte in Ziffern schreiben, zum Beispiel 78.", None),
    ("2024/25", COHORT, None, None),  # two years are none
    (
        "Staffel 2024",
        COHORT,
        "„Staffel 2024“ ist keine Jahreszahl. Hierher gehört nur das Jahr, zum Beispiel 2024.",
        "2024",
    ),
    (
        "2025-10-08",
        NUMBER,
        "Aus einer Eingabe wie 8-10 hat die Tabellenkalkulation das Datum „2025-10-08“ gemacht. Bitte die Zelle als "
        "Text formatieren und die Zahl eintragen.",
        None,
    ),
    ("n/a", DECIMAL, "„n/a“ ist keine Zahl. Leer lassen, wenn unbekannt.", ""),
    ("31.02.2025", DATE, f"Das Datum „31.02.2025“ gibt es nicht. {LESS_EXACT}", None),
    ("00.00.2025", DATE, f"Das Datum „00.00.2025“ gibt es nicht. {LESS_EXACT}", None),
    ("13.2024", DATE, f"Das Datum „13.2024“ gibt es nicht. {LESS_EXACT}", None),
    ("04/09/2025", DATE, None, None),  # April or September
    ("Frühjahr", DATE, None, None),
    ("unbekannt", DATE, "„unbekannt“ ist kein Datum. Leer lassen, wenn unbekannt.", ""),
    ("01.01.0025", DATE, "Das Jahr in „01.01.0025“ liegt nicht zwischen 1900 und 2100.", None),
    ("99999", DATE, None, None),  # no plausible day number
    ("a\x07b", TEXT, None, "ab"),
    ("a\x07b", KEY, None, "ab"),
    ("Haus\x0bam Markt", TEXT, None, "Haus\nam Markt"),  # a line break of Word: joined, the words would be spoilt
    ("B\x81rgerhaus", TEXT, None, None),  # was an "ü" in MS-DOS: without it the name would be worse
    ("javascript:alert(1)", URL, None, None),
    ("https://rlp.de@example.org", URL, None, None),  # looks like one host, leads to another
    ("https://[", URL, None, None),
    ("www.rlp.de/ehrenamt", URL, None, "https://www.rlp.de/ehrenamt"),
    ("rundd", QUALIFIER, None, "rund"),
    ("?", QUALIFIER, "„?“ gehört nicht zu den erlaubten Werten. Leer lassen, wenn unbekannt.", ""),
    ("7,33E+10", OWN_ARS, None, None),  # the digits are lost: never a guess
    ("7.33E+10", ARS, None, None),
    (
        "Haßloch",
        OWN_ARS,
        "„Haßloch“ ist kein Regionalschlüssel. Er hat 12 Ziffern und beginnt mit 07. "
        "Teilnehmende ohne Schlüssel erhalten einen Code wie x-region.",
        None,
    ),
    ("07999", OWN_ARS, None, "079990000000"),
    ("07999999", OWN_ARS, None, None),  # an AGS does not tell the association
    ("079990000000", ARS, f"„079990000000“ ist nicht unter den Kommunen. {AS_LISTED}", None),
    ("Hassloh", ARS, f"„Hassloh“ ist nicht unter den Kommunen. {AS_LISTED}", "Gemeinde Haßloch"),
    (
        "Verbandsgemeinde Linz",
        ARS,
        f"„Verbandsgemeinde Linz“ ist nicht unter den Kommunen. {AS_LISTED}",
        None,
    ),  # its own
    ("VG Hamm", ARS, f"„VG Hamm“ ist nicht unter den Kommunen. {AS_LISTED}", "Verbandsgemeinde Hamm (Sieg)"),
    ("VG Assbach", ARS, f"„VG Assbach“ ist nicht unter den Kommunen. {AS_LISTED}", "Verbandsgemeinde Asbach"),
    ("Asbach", ARS, None, None),  # the association or the municipality in it
]


@pytest.mark.parametrize(("text", "of", "expected", "repaired"), READ)
def test_a_text_becomes_its_value(text: str, of: Column, expected: Any, repaired: str | None) -> None:
    assert value(text, of) == expected
    found = repair(text, of)
    assert (found.repaired if found else None) == repaired


@pytest.mark.parametrize(("text", "of", "sentence", "suggestion"), UNREADABLE)
def test_a_text_that_says_nothing_usable_is_a_problem(
    text: str, of: Column, sentence: str | None, suggestion: str | None
) -> None:
    found = problem(text, of)
    assert found is not None
    assert found.severity == "error"
    assert value(text, of) is None
    assert found.suggestion == suggestion
    assert found.value == text
    if sentence:
        assert found.sentence(GERMAN) == sentence


def test_every_type_has_cases_of_both_kinds() -> None:
    assert {of.type for _text, of, *_ in READ} == set(Type) == set(PARSERS)
    assert {of.type for _text, of, *_ in UNREADABLE} == set(Type)


@pytest.mark.parametrize("type_", Type)
@pytest.mark.parametrize("blank", ["", " ", "\u00a0", "\u200b"])
def test_blank_is_unknown_and_never_zero(type_: Type, blank: str) -> None:
    coerced = one(blank, column(type_, options=QUALIFIERS))
    assert coerced.values[0].as_py() is None
    assert coerced.problems == {}


def test_blank_in_a_required_column_is_a_problem() -> None:
    found = problem("", column(Type.TEXT, required=True))
    assert found
    assert found.sentence(GERMAN) == "Der Wert fehlt."


def test_a_number_with_two_readings_is_read_as_german_with_a_warning() -> None:
    found = problem("1.234", DECIMAL)
    assert found
    assert (value("1.234", DECIMAL), found.severity) == (1234.0, "warning")


@pytest.mark.parametrize("text", ["=1+1", "@import", "-eins", "+zwei", "＝1+1", "＠import", "－eins", "＋zwei"])
def test_text_like_a_formula_is_kept_with_a_warning(text: str) -> None:
    found = problem(text, TEXT)
    assert found
    assert (value(text, TEXT), found.severity) == (text, "warning")


@pytest.mark.parametrize("text", ["=1+1", "＝1+1", "＠import"])
def test_guard_that_our_exports_put_before_a_formula_is_taken_away_again(text: str) -> None:
    assert value(f"'{text}", TEXT) == text


def test_a_number_is_no_formula() -> None:
    assert problem("-5", TEXT) is None


def test_signs_that_turn_the_writing_are_named_and_shown() -> None:
    found = problem("Kasse\u202egpj.exe", TEXT)
    assert found
    assert found.severity == "warning"
    assert "[U+202E]" in found.sentence(GERMAN)


def test_a_rule_of_the_column_says_what_would_be_right() -> None:
    found = problem("-1", column(Type.INTEGER, rules=(AtLeast(0),)))
    assert found
    assert found.sentence(GERMAN) == "„-1“ ist negativ. Hier kann keine negative Zahl stehen."
    assert found.sentence(ENGLISH) == "“-1” is negative. No negative number can stand here."


def test_few_allowed_values_are_named() -> None:
    found = problem("vielleicht", QUALIFIER)
    assert found
    assert "genau, rund, mindestens, über und bis zu" in found.sentence(GERMAN)


def test_names_of_similar_events_are_not_suggested() -> None:
    found = problem("E01", column(Type.KEY, refers_to="events"))
    assert found
    assert found.suggestion is None
    assert found.sentence(GERMAN) == "„E01“ kommt in der Tabelle „Veranstaltungen“ nicht vor."


def test_a_column_of_unreadable_texts_is_given_up() -> None:
    texts = [f"Wort {n}" for n in range(LIMIT + 5)]
    coerced = coerce(pa.chunked_array([texts]), NUMBER, KNOWN)
    assert coerced.gave_up
    assert len(coerced.problems) == LIMIT + 1
    assert coerced.values.null_count == len(texts)


def test_texts_that_need_attention_are_counted_over_all_columns_of_a_file() -> None:
    attention = Attention(3)
    first = coerce(pa.chunked_array([["Padlet", " Aushang", "Brett "]]), TEXT, KNOWN, attention)
    assert (first.gave_up, first.values.to_pylist()) == (None, ["Padlet", "Aushang", "Brett"])
    second = coerce(pa.chunked_array([["a ", "b", "c ", "d"]]), TEXT, KNOWN, attention)
    assert (second.gave_up, second.values.to_pylist()) == (TOO_VARIED, ["a", "b", None, "d"])
    third = coerce(pa.chunked_array([["e", "f ", "g"]]), TEXT, KNOWN, attention)  # not even begun
    assert (third.gave_up, third.typed(TEXT)["column"].isna().tolist()) == (TOO_VARIED, [True, True, True])


def test_of_a_very_long_column_that_is_given_up_only_the_beginning_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parse, "ENOUGH", 5)
    coerced = coerce(pa.chunked_array([["a ", "b", "c ", "d", "e ", "f", "a "]]), TEXT, KNOWN, Attention(2))
    assert coerced.gave_up == TOO_VARIED
    values = coerced.typed(TEXT)["column"]
    assert values.dropna().to_dict() == {0: "a", 1: "b", 2: "c", 3: "d", 6: "a"}
    assert coerced.texts.take(pa.array(coerced.codes)).to_pylist() == ["a ", "b", "c ", "d", "e ", "", "a "]
    assert [coerced.texts[at].as_py() for at in coerced.repairs] == ["a ", "c "]


def test_values_that_break_a_rule_in_very_many_ways_are_given_up() -> None:
    texts = [str(-n) for n in range(1, LIMIT + 5)]
    coerced = coerce(pa.chunked_array([texts]), column(Type.INTEGER, rules=(AtLeast(0),)), KNOWN)
    assert coerced.gave_up == ANOTHER_COLUMN
    assert len(coerced.problems) == LIMIT + 1


def test_letters_with_thousands_of_accents_are_refused_before_they_are_put_in_order() -> None:
    found = problem("a" + "\u0301" * 100_000 + "\u0323" * 100_000, TEXT)  # to sort these takes minutes
    assert found
    assert "mehr Akzenten" in found.sentence(GERMAN)
    assert value("Ähm " * 100 + "Zoe\u0308", TEXT).endswith("Zoë")


def test_number_is_not_looked_for_in_a_long_text() -> None:
    found = problem("rund," + "1" * 100_000 + " x", NUMBER)
    assert found
    assert "ist mehr als eine einfache Zahl" in found.sentence(GERMAN)


def test_rows_get_the_values_of_their_texts() -> None:
    coerced = coerce(pa.chunked_array([["2024-11", "", "2024-11"]]), DATE, KNOWN)
    typed = coerced.typed(DATE)
    assert typed["column"].dt.date.tolist()[::2] == [dt.date(2024, 11, 1)] * 2
    assert typed["column"].isna().tolist() == [False, True, False]
    assert typed["column_precision"].tolist()[::2] == ["month", "month"]


def test_spelled_options_lead_to_their_own_code() -> None:
    options = (Option("a", Words("Eins", "One"), ("Zwei",)), Option("b", Words("Zwei", "Two")))
    assert value("zwei", column(Type.CHOICE, options=options)) == "b"  # a word goes before another's spelling
