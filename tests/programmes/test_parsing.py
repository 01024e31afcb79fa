"""What is wrong in ``programm.toml`` is told with its line, all of it at once, and what would be right."""

from __future__ import annotations

import pytest

from ek_data.errors import Invalid
from ek_data.i18n import GERMAN
from ek_data.programme.current import current, using
from ek_data.programme.parsing import read
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
        ('en = "Padlet", ', "", '"Padlet"', "„categories.12.words“ muss in beiden Sprachen dastehen"),
        ('roles = ["member"]', 'roles = ["members"]', '["members"]', "Die Rolle „members“ gibt es nicht. Rollen: "),
        ("first = 2024", 'first = "2024"', 'first = "2024"', "„cohorts.first“ muss eine ganze Zahl sein."),
        ("first = 2024", "first = 2051", "first = 2051", "Das erste Jahr (2051) liegt nach dem letzten (2050)."),
        ('lands = ["07"]', 'lands = ["7"]', 'lands = ["7"]', "„7“ ist kein Schlüssel eines Landes"),
        ('lands = ["07"]', 'lands = "07"', 'lands = "07"', "„places.lands“ muss eine Liste in eckigen Klammern sein."),
        ("[places]", "[places]\ncolour = 1", "colour = 1", "„colour“ bedeutet hier nichts. Möglich: lands, shortened"),
        ("[cohorts]\nfirst = 2024\nlast = 2050\n", "", "", "„cohorts“ fehlt."),
        (
            "[cohorts]",
            '[[qualifiers]]\ncode = "roughly"\nde = "grob"\nen = "roughly"\n[cohorts]',
            "[[qualifiers]]",
            "Die Liste „qualifiers“ hat nur die Codes exact, about",
        ),
        ('en = "Padlet", ', 'en = "Padlet", group = "digital", ', '"Padlet"', "Die Gruppe „digital“ gibt es nicht."),
        ('short = "LK", ', 'short = "LK", group = "x", ', '"LK"', "Nur Kategorien stehen in Gruppen."),
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


def test_all_mistakes_are_told_in_the_order_of_their_lines() -> None:
    with pytest.raises(Invalid) as caught:
        read(TEXT.replace('en = "Padlet", ', "", 1).replace("last = 2050", "last = true", 1).encode())
    rows = [problem.row for problem in caught.value.problems]
    assert len(rows) == 2
    assert rows == sorted(rows, key=int)
    assert caught.value.sentence(GERMAN).startswith("Die Datei programm.toml ist nicht verwendbar. Fehler: 2.")


def test_what_is_no_toml_is_said_with_its_place() -> None:
    with pytest.raises(Invalid, match=r"programm.toml, row 5: The file is no TOML: "):
        read(b"\n\n\n\nnonsense\n")


def test_an_option_is_one_line_and_the_declaration_has_it() -> None:
    with using(read(TEXT.replace(*ONE_MORE).encode())):
        assert MEASURES["category"].codes[0] == "podcast"
        assert choice(MEASURES["category"])("Podcast").value == "podcast"
        assert MEASURES.dtypes()["category"].categories[0] == "podcast"  # type: ignore[union-attr]
        assert "Podcast" in MEASURES["category"].words(GERMAN).values()
    assert "podcast" not in MEASURES["category"].codes
