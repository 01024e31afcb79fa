"""What is wrong in ``programm.toml`` is told with its line, all of it at once, and what would be right."""

from __future__ import annotations

import pytest

from ek_data.errors import Invalid
from ek_data.i18n import GERMAN
from ek_data.programme.current import current, using
from ek_data.programme.model import LISTS
from ek_data.programme.parsing import published, read
from ek_data.tables import MEASURES
from ek_data.validation.parsers.text import choice

TEXT = current().text
ONE_MORE = ("categories = [\n", 'categories = [\n  { code = "podcast", de = "Podcast", en = "Podcast" },\n')


def line_of(text: str, part: str) -> int:
    return text[: text.index(part)].count("\n") + 1


@pytest.mark.parametrize(
    ("before", "after", "marked", "sentence"),
    [
        ('code = "juleica", de', 'code = "newsletter", de', '"Juleica', "Den Code „newsletter“ gibt es zweimal."),
        ('code = "juleica", de', 'code = "Die Juleica", de', '"Juleica', "Der Code „Die Juleica“ darf nur aus kleinen"),
        ('en = "Padlet", ', "", '"Padlet"', "„en“ fehlt: Worte stehen in beiden Sprachen da."),
        (
            'roles = ["member"]',
            'roles = ["members"]',
            '["members"]',
            "Die Rolle „members“ gibt es in der Liste „kinds“ nicht. Ist „member“ gemeint?",
        ),
        ("first = 2024", 'first = "2024"', 'first = "2024"', "„first“ muss eine ganze Zahl ohne"),
        ("first = 2024", "first = 2051", "first = 2051", "Das erste Jahr (2051) liegt nach dem letzten (2050)."),
        ('lands = ["07"]', 'lands = ["7"]', 'lands = ["7"]', "„7“ ist kein Schlüssel eines Landes"),
        ('lands = ["07"]', 'lands = "07"', 'lands = "07"', "„lands“ muss eine Liste in eckigen Klammern sein."),
        ("[places]", "[places]\ncolour = 1", "colour = 1", "„colour“ bedeutet hier nichts. Möglich: lands, shortened"),
        ("[cohorts]\nfirst = 2024\nlast = 2050\n", "", "", "„cohorts“ fehlt."),
        (
            "[cohorts]",
            '[[qualifiers]]\ncode = "roughly"\nde = "grob"\nen = "roughly"\n[cohorts]',
            "[[qualifiers]]",
            "Die Liste „qualifiers“ hat nur die Codes exact, about",
        ),
        ('en = "Padlet", ', 'en = "Padlet", group = "digital", ', '"Padlet"', "Es gibt keine Gruppen."),
        ('short = "LK", ', 'short = "LK", group = "x", ', '"LK"', "Nur Kategorien stehen in Gruppen."),
        (
            '["member"]',
            '["kickoff"]',
            '["kickoff"]',
            "Die Rolle „kickoff“ gibt es in der Liste „kinds“ nicht. Rollen: dis",
        ),
        ('["member"]', '["member", "member"]', '"member", "', "Die Rolle „member“ steht zweimal da."),
        ("[5, 30000]", "[30000, 5]", "[30000, 5]", "„usual“ muss die kleinste und die größte übliche Zahl sein"),
        (
            'de = "Padlet", en',
            'de = "newsletter", en',
            '"newsletter", en',
            "„Newsletter“ heißen zwei Optionen: „newsletter“",
        ),
        ('de = "Padlet", en', 'de = " ", en', '" ", en', "„de“ ist leer."),
        ('award = { de = "Plakette"', 'award = { de = ""', 'award = { de = ""', "„award: de“ ist leer."),
        ('example = "Verbandsgemeinde Asbach"', 'example = ""', 'example = ""', "„example“ ist leer."),
        ('award = { de = "Plakette"', 'award = { de = "{x}"', '"{x}"', "„award: de“ darf keine geschweiften Klammern"),
        (
            'spellings = ["Padlets"]',
            'spellings = ["Newsletter"]',
            '["Newsletter"]',
            "„Newsletter“ stünde in Dateien für zwei Optionen: „newsletter“ und „padlet“.",
        ),
        (
            'spellings = ["Padlets"]',
            'spellings = ["vereinsnewsletter"]',
            '["vereinsnewsletter"]',
            "„Vereinsnewsletter“ stünde in Dateien für zwei Optionen",
        ),
        (
            "[cohorts]",
            '[[qualifiers]]\ncode = "exact"\nde = "etwa"\nen = "so"\n[cohorts]',
            "[[qualifiers]]",
            "„etwa“ stünde in Dateien für zwei Optionen: „about“ und „exact“.",
        ),
        (
            'insgesamt", en = "Participating municipalities", roles = ["programme_size"]',
            'insgesamt", en = "Participating municipalities", roles = ["cohort_size"]',
            'code = "municipalities_total"',
            "Die Rolle „cohort_size“ hat schon „municipalities_in_cohort“",
        ),
        (
            '"Padlet", spellings',
            '"Padlet", spelling',
            "spelling = ",
            "„spelling“ bedeutet hier nichts. Ist „spellings“",
        ),
        ("[cohorts]", "[cohorts]\nqualifiers = []", "qualifiers", "„qualifiers“ gehört an den Anfang der Datei"),
        ("first = 2024", "first = 24", "first = 24", "„24“ ist keine Jahreszahl mit vier Ziffern."),
        ('code = "engagierte-', 'code = "Engagierte ', '"Engagierte ', "„Engagierte kommunen“ steht in Dateinamen"),
        ('of = "kinds.district"', 'of = "kinds.town"', 'of = "kinds.town"', "„kinds.town“ nennt keine Option"),
    ],
)
def test_mistake_is_told_with_its_line(before: str, after: str, marked: str, sentence: str) -> None:
    text = TEXT.replace(before, after, 1)
    with pytest.raises(Invalid) as caught:
        read(text.encode())
    problem = caught.value.problems[0]
    assert len(caught.value.problems) == 1
    assert problem.sentence(GERMAN).startswith(sentence)
    assert problem.located(GERMAN).startswith(f"programm.toml, Zeile {line_of(text, marked) if marked else 1}: ")


def test_list_needs_an_option_that_is_offered() -> None:
    lines = [f"{line[:-3]}, retired = true }}," if '{ code = "' in line else line for line in TEXT.splitlines()]
    with pytest.raises(Invalid) as caught:
        read("\n".join(lines).encode())
    told = [problem.sentence(GERMAN) for problem in caught.value.problems]
    assert told == [
        f"In der Liste „{name}“ sind alle Optionen zurückgezogen. Mindestens eine muss angeboten werden."
        for name in LISTS
    ]


def test_metric_may_follow_one_that_is_retired() -> None:
    retired = TEXT.replace('roles = ["cohort_size"]', 'roles = ["cohort_size"], retired = true')
    assert read(retired.replace('roles = ["programme_size"]', 'roles = ["cohort_size"]').encode()).codes


def test_release_with_what_was_no_mistake_when_it_was_published_is_read() -> None:
    ambiguous = TEXT.replace('spellings = ["Padlets"]', 'spellings = ["Newsletter"]').encode()
    assert published(ambiguous).codes == current().codes


def test_all_mistakes_are_told_in_the_order_of_their_lines() -> None:
    with pytest.raises(Invalid) as caught:
        read(TEXT.replace('en = "Padlet", ', "", 1).replace("last = 2050", "last = true", 1).encode())
    rows = [problem.row for problem in caught.value.problems]
    assert len(rows) == 2
    assert rows == sorted(rows, key=int)
    assert caught.value.sentence(GERMAN).startswith("Die Datei programm.toml ist nicht verwendbar. Fehler: 2.")


SYNTAX = {  # what is written in place of the line of Padlet, and what is said of it
    '{ code = "padlet", de = Padlet, en = "Padlet" },': '„Padlet“ muss in geraden Anführungszeichen stehen: "Padlet".',
    '{ code = "padlet", de = „Padlet“, en = "Padlet" },': 'Anführungszeichen müssen gerade sein: "…".',
    '{ code = "padlet", de = "Padlet, en = "Padlet" },': "Ein Anführungszeichen fehlt: Jeder Text beginnt und endet",
    '{ code = "padlet" de = "Padlet", en = "Padlet" },': "Vor „de“ fehlt ein Komma.",
    '{ code = "padlet", de = "Padlet", en = "Padlet", },': "Das Komma vor „}“ ist zu viel.",
    '{ code = "padlet", de = "Padlet", en = "Padlet" }': "Am Ende dieser Zeile fehlt ein Komma.",
    '{ code = "padlet", de = "Padlet", en = "Padlet",': "„}“ fehlt: Eine Option steht auf einer Zeile",
    '{ code: "padlet", de = "Padlet", en = "Padlet" },': "Zwischen dem Namen und seinem Wert fehlt „=“.",
    '{ code = "padlet", de = "C:\\Padlet", en = "P" },': "Ein umgekehrter Schrägstrich steht doppelt da",
    '{ code\u00a0= "padlet", de = "Padlet", en = "P" },': "Hier steht ein unsichtbares Zeichen (NO-BREAK SPACE).",
    '{ code = "padlet", de = "P", en = "P", retired = ja },': "„ja“ muss true oder false sein, klein geschrieben",
    '{ code = "padlet", de = "P", de = "Q", en = "P" },': "„de“ steht zweimal da.",
    '{ code = "padlet", de = "P", en = "P", usual = [05, 7] },': "Eine Zahl, die mit 0 beginnt, ist ein Text",
}


@pytest.mark.parametrize("written", SYNTAX)
def test_what_is_no_toml_is_said_with_what_would_be_right(written: str) -> None:
    lines = TEXT.splitlines()
    at = next(number for number, line in enumerate(lines) if '"padlet"' in line)
    lines[at] = f"  {written}"
    with pytest.raises(Invalid) as caught:
        read("\n".join(lines).encode())
    (problem,) = caught.value.problems
    assert (problem.row, problem.sentence(GERMAN)[: len(SYNTAX[written])]) == (at + 1, SYNTAX[written])


@pytest.mark.parametrize(
    ("before", "after", "marked", "sentence"),
    [
        (
            "]\n\n# Status",
            "\n\n# Status",
            "statuses = [",
            "Die Liste „categories“ vor dieser Zeile ist nicht geschlossen",
        ),
        ("categories = [", "categories =", "categories =", "Nach „=“ steht nichts. Eine Liste beginnt dort mit „[“."),
        ("first = 2024", "first = 2024;", "2024;", "„;“ ist hier zu viel. Bemerkungen stehen nach „#“."),
        ("first = 2024", "first = 2024\nfirst = 2025", "first = 2025", "„first“ steht zweimal da."),
        ("first = 2024", "// Jahre\nfirst = 2024", "// Jahre", "„// Jahre“ ist nicht lesbar. Eine Zeile ist"),
        ("categories = [", "categories = [ ]", '{ code = "hauptamt', "Eine Option steht in einer Liste"),
    ],
)
def test_lists_and_lines_that_are_no_toml_are_told(before: str, after: str, marked: str, sentence: str) -> None:
    text = TEXT.replace(before, after, 1)
    with pytest.raises(Invalid) as caught:
        read(text.encode())
    (problem,) = caught.value.problems
    assert (problem.row, problem.sentence(GERMAN)[: len(sentence)]) == (line_of(text, marked), sentence)


def test_lines_that_are_no_toml_hide_no_other_mistake() -> None:
    text = (
        TEXT.replace('de = "Padlet"', "de = Padlet")
        .replace("first = 2024", "first = 2024;")
        .replace('["member"]', '["x"]')
    )
    with pytest.raises(Invalid) as caught:
        read(text.encode())
    rows = [line_of(text, part) for part in ('["x"]', "de = Padlet", "2024;")]
    assert [problem.row for problem in caught.value.problems] == rows


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_file_is_read_as_any_editor_writes_it(encoding: str, end: str) -> None:
    assert read(TEXT.replace("\n", end).replace("  {", "\t{").encode(encoding)).codes == current().codes


def test_letters_of_windows_are_told_with_their_line_and_all_else_too() -> None:
    with pytest.raises(Invalid) as caught:
        read(TEXT.replace("first = 2024", "first = 24", 1).encode("cp1252"))
    (letters, year) = caught.value.problems
    assert (letters.row, year.sentence(GERMAN)) == (1, "„24“ ist keine Jahreszahl mit vier Ziffern.")
    assert "ist nicht in UTF-8. Bitte die Datei mit der Codierung „UTF-8“ speichern" in letters.sentence(GERMAN)


def test_an_option_is_one_line_and_the_declaration_has_it() -> None:
    with using(read(TEXT.replace(*ONE_MORE).encode())):
        assert MEASURES["category"].codes[0] == "podcast"
        assert choice(MEASURES["category"])("Podcast").value == "podcast"
        assert MEASURES.dtypes()["category"].categories[0] == "podcast"  # type: ignore[union-attr]
        assert "Podcast" in MEASURES["category"].words(GERMAN).values()
    assert "podcast" not in MEASURES["category"].codes
