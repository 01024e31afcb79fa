"""Amendments go into ``programm.toml`` line by line: whatever its style, comments and all other lines stay."""

from __future__ import annotations

import difflib
import json
import re
import tomllib

import pytest

from ek_data.dataset.filters import FILTERS
from ek_data.errors import Invalid
from ek_data.figures.qualified import Quantity
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.programme.amending import NOUNS, Amendment, amended, amendments, lines_of, roles_in_words, texts_of
from ek_data.programme.current import current, using
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.model import Programme
from ek_data.programme.parsing import read
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MEASURES
from ek_data.validation.parsers.text import choice

SHIPPED = current()
RENAMED = Amendment("categories", "padlet", {"de": "Pinnwand", "en": "Pinboard"})
RETIRED = Amendment("categories", "anlaufstelle", {"retired": "true"})
NEW = Amendment(
    "categories",
    "podcast",
    {"de": "Podcast", "en": "Podcast", "plural_de": "Podcasts", "plural_en": "Podcasts", "roles": "conference"},
)


def lines() -> list[str]:
    """Return the categories as they are written on one line each, without the braces."""
    given = tomllib.loads(SHIPPED.text)["categories"]
    return [
        ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in line.items()) for line in given
    ]


def styled(style: str) -> Programme:
    """Return the shipped programme with its categories written in another style, with comments of all kinds."""
    tables = "\n\n".join(
        "[[categories]] # eine\n" + line.replace(", ", "\n").replace('"\n"', '", "') for line in lines()
    )
    listed = {
        "line by line": "categories = [ # alle\n"
        + "".join(f"  {{ {line} }}, # {n}\n" for n, line in enumerate(lines()))
        + "]\n",
        "on one line": "categories = [" + ", ".join(f"{{ {line} }}" for line in lines()) + "] # alle\n",
        "as sections": "",
    }[style]
    text = re.sub(r"^categories = \[\n.*?^\]\n", lambda _found: listed, SHIPPED.text, flags=re.M | re.S)
    return read((text if listed else f"{text}\n{tables}\n").encode())


@pytest.mark.parametrize("style", ["line by line", "on one line", "as sections"])
def test_only_the_lines_of_amended_options_change_in_any_style(style: str) -> None:
    before = styled(style)
    after = amended(before, (RENAMED, RETIRED, NEW))
    of_code = after.choices["categories"].by_code
    assert of_code["padlet"].words == ("Pinnwand", "Pinboard")
    assert of_code["padlet"].spellings == ("Padlets", "Padlet")
    assert of_code["anlaufstelle"].retired
    assert of_code["podcast"].roles == ("conference",)
    assert after.choices["categories"].codes == (*before.choices["categories"].codes, "podcast")
    assert before.text.count("#") == after.text.count("#")
    gone = [line for line in difflib.ndiff(before.text.splitlines(), after.text.splitlines()) if line.startswith("- ")]
    assert all("adlet" in line or "nlaufstelle" in line for line in gone)
    assert amended(after, tuple(amendments(after, amended(before, (NEW,))))).text == amended(before, (NEW,)).text


def test_difference_of_two_programmes_makes_the_one_of_the_other() -> None:
    after = amended(SHIPPED, (RENAMED, RETIRED, NEW))
    assert amended(SHIPPED, tuple(amendments(SHIPPED, after))).text == after.text
    assert list(amendments(after, SHIPPED))[-1] == Amendment("categories", "podcast", {"retired": "true"})


@pytest.mark.parametrize(
    ("made", "sentence"),
    [
        (RENAMED, "Kategorie „Padlet“ heißt künftig „Pinnwand“ · Englisches Wort: Padlet → Pinboard"),
        (RETIRED, "Kategorie „Anlaufstelle“ wird nicht mehr angeboten"),
        (
            NEW,
            "Kategorie „Podcast“ ist neu, auf Englisch „Podcast“ · Deutsche Mehrzahl: Podcasts · Englische",
        ),
        (
            Amendment("kinds", "free_town", {"short": "St"}),
            "Art von Kommune „verbandsfreie Stadt“ Kürzel auf der Karte: S → St",
        ),
    ],
)
def test_amendment_is_said_in_a_sentence(made: Amendment, sentence: str) -> None:
    assert made.sentence(SHIPPED, GERMAN).startswith(sentence)
    assert made.sentence(SHIPPED, ENGLISH)


@pytest.mark.parametrize(
    ("texts", "sentence"),
    [
        ({"en": " "}, "Bitte das neue Wort in beiden Sprachen eintragen."),
        ({"plural_de": "Pinnwände"}, "Bitte die Mehrzahl in beiden Sprachen angeben oder in keiner."),
        ({"de": "newsletter"}, "„Newsletter“ ist schon bekannt."),
    ],
)
def test_option_lacks_no_word_and_takes_none_of_another(texts: dict[str, str], sentence: str) -> None:
    with pytest.raises(Invalid) as caught:
        amended(SHIPPED, (Amendment("categories", "padlet", texts),))
    assert caught.value.sentence(GERMAN).startswith(sentence)


def test_categories_stand_group_by_group_and_outside_groups_at_the_end() -> None:
    made = (
        Amendment("groups", "digital", {"de": "Digitales", "en": "Digital"}),
        Amendment("categories", "padlet", {"group": "digital"}),
        Amendment("categories", "newsletter", {"group": "digital"}),
    )
    after = amended(SHIPPED, made)
    assert made[1].sentence(after, GERMAN) == "Kategorie „Padlet“ "  # nothing is new any more
    assert made[1].sentence(SHIPPED, GERMAN, made) == "Kategorie „Padlet“ Gruppe: Digitales"
    with using(after):
        column = MEASURES["category"]
        assert column.codes[:3] == ("newsletter", "padlet", SHIPPED.choices["categories"].codes[0])
        assert sorted(column.codes) == sorted(SHIPPED.choices["categories"].codes)
        of_categories = next(each for each in FILTERS if each.column is column)
        assert of_categories.listed("padlet", GERMAN) == "Digitales: Padlet"
        assert of_categories.words("padlet", GERMAN) == "Padlet"


def test_two_options_may_exchange_their_words() -> None:
    there, back = ({"de": of, "en": of} for of in ("Newsletter", "Padlet"))
    after = amended(SHIPPED, (Amendment("categories", "padlet", there), Amendment("categories", "newsletter", back)))
    assert after.choices["categories"].by_code["newsletter"].words.de == "Padlet"


def test_options_of_a_fixed_list_are_called_otherwise_and_their_usual_words_understood() -> None:
    after = amended(SHIPPED, (Amendment("qualifiers", "about", {"de": "etwa"}),))
    assert 'qualifiers = [\n    { code = "about", de = "etwa", en = "about" },\n]' in after.text
    again = amended(after, (Amendment("qualifiers", "about", {"en": "roughly"}),))
    with using(again):
        column = EVENTS["attendance_qualifier"]
        assert column.codes == tuple(map(str, Qualifier))
        assert column.words(ENGLISH)["about"] == "roughly"
        assert {choice(column)(word).value for word in ("etwa", "rund", "about", "circa")} == {"about"}
        assert Quantity(75, Qualifier.ABOUT).words(GERMAN) == "etwa 75"


def test_every_role_of_an_option_is_told_in_words() -> None:
    programme = current()
    roles = {str(role) for role in Role}
    told = [
        (name, line.code, word)
        for name in NOUNS
        for line in lines_of(programme, name)
        for word in roles_in_words(name, (texts_of(programme, name, line.code) or {}).get("roles", ""), GERMAN)
    ]
    assert len(told) > 20
    assert [each for each in told if each[2] in roles] == []
