"""The glossary explains terms that the dashboard uses, in both languages and in alphabetical order."""

import pytest

from ek_data.about import glossary
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.tables import MUNICIPALITIES


@pytest.mark.parametrize("language", [GERMAN, ENGLISH], ids=["de", "en"])
def test_every_term_stands_once_in_alphabetical_order_with_a_sentence(language: Language) -> None:
    terms = glossary.explained(language)
    names = [term.name for term in terms]
    meanings = ["".join(text for text, _anchor in term.meaning) for term in terms]
    assert names == sorted(set(names), key=str.casefold)
    assert all(meaning.endswith(".") and meaning[0].isupper() for meaning in meanings)


def test_words_of_the_pages_are_explained() -> None:
    explained = {term.name for term in glossary.explained(GERMAN)}
    assert {"Staffel", "Vereinekonferenz", "Datenstand", "keine Angabe", "Beleg", "Regionalschlüssel"} <= explained
    kinds = {option.words.de for option in MUNICIPALITIES["kind"].options}
    assert kinds - {"verbandsangehörige Gemeinde"} <= explained  # which takes no part itself


@pytest.mark.parametrize("language", [GERMAN, ENGLISH], ids=["de", "en"])
def test_meaning_leads_to_each_other_term_once_and_never_to_itself(language: Language) -> None:
    terms = glossary.explained(language)
    anchors = {term.anchor for term in terms}
    for term in terms:
        led = [anchor for _text, anchor in term.meaning if anchor]
        assert set(led) <= anchors - {term.anchor}
        assert len(led) == len(set(led))
    assert any(anchor for term in terms for _text, anchor in term.meaning)


def test_search_finds_words_of_a_meaning_whatever_their_capitals() -> None:
    assert "Staffel" in [term.name for term in glossary.explained(GERMAN) if term.holds("IM SELBEN JAHR")]
