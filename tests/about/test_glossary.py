"""The glossary explains terms that the dashboard uses, in both languages and in alphabetical order."""

import pytest

from ek_data.about import glossary
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.tables.municipalities import KINDS


@pytest.mark.parametrize("language", [GERMAN, ENGLISH], ids=["de", "en"])
def test_every_term_stands_once_in_alphabetical_order_with_a_sentence(language: Language) -> None:
    terms, meanings = (column.tolist() for _name, column in glossary.table(language).items())
    assert terms == sorted(set(terms), key=str.casefold)
    assert all(meaning.endswith(".") and meaning[0].isupper() for meaning in meanings)


def test_words_of_the_pages_are_explained() -> None:
    explained = set(glossary.table(GERMAN)["Begriff"])
    assert {"Staffel", "Vereinekonferenz", "Datenstand", "keine Angabe", "Beleg", "Regionalschlüssel"} <= explained
    assert {option.words.de for option in KINDS} - {"verbandsangehörige Gemeinde"} <= explained  # takes no part itself
