"""The search over everything."""

from __future__ import annotations

import pytest

from ek_data.analysis import global_search
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import GERMAN
from tests.dataset.test_anonymise import found as names_found
from tests.programme import ASBACH, HASSLOCH, RHEIN_SELZ, conference, measure, municipality, programme, shipped

DATASET = programme(
    [
        municipality(HASSLOCH, name="Gemeinde Haßloch"),
        municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz"),
        municipality(ASBACH, name="Verbandsgemeinde Gemünden Café"),
    ],
    [
        measure(RHEIN_SELZ, title="Team Ehrenamt", category="kommunales_team"),
        measure(HASSLOCH, title="Portal", category="ehrenamtsportal"),
        measure(HASSLOCH, title="Alles zum Ehrenamtsportal <b>neu</b>", category="newsletter"),
    ],
    [conference(title="Erste Konferenz", municipality=HASSLOCH)],
)
TERMS = ("Leitstelle", "Staffel")


def hits(sought: str, dataset: Dataset = DATASET) -> dict[str, list[int]]:
    found = global_search.find(global_search.index(dataset, TERMS, GERMAN), sought)
    return {name: positions.tolist() for name, positions in found.groups.items() if len(positions)}


@pytest.mark.parametrize(
    ("sought", "municipality"),
    [
        ("haßloch", 0),
        ("HASSLOCH", 0),
        ("Haslloch", 0),  # two letters in the wrong order
        ("vg rhein-selz", 1),
        ("rheinselz", 1),
        ("selz rhein", 1),
        ("gemunden", 2),
        ("Gemuenden cafe", 2),
        ("cafë", 2),
    ],
)
def test_municipality_is_found_however_it_is_typed(sought: str, municipality: int) -> None:
    assert hits(sought)["municipalities"] == [municipality]


def test_every_word_has_to_occur_in_some_column_of_the_same_row() -> None:
    assert hits("team rhein-selz") == {"measures": [0]}
    assert hits("team haßloch") == {}


def test_hit_in_the_title_comes_before_one_in_another_column() -> None:
    assert hits("ehrenamtsportal")["measures"] == [2, 1]


def test_terms_and_events_are_found_too() -> None:
    assert hits("leitstele") == {"terms": [0]}
    assert hits("konferenz haßloch") == {"events": [0]}


def test_what_was_taken_in_place_of_a_word_is_told_as_it_is_written() -> None:
    searched = global_search.index(DATASET, TERMS, GERMAN)
    assert global_search.find(searched, "Haslloch Portal").instead == {"Haslloch": ("Haßloch",)}
    assert global_search.find(searched, "xyzxyz").instead == {"xyzxyz": ()}


@pytest.mark.parametrize("sought", ["", "  ", "„“", "xyz", "*" * 5_000, "<script>", "a\x00b", "x " * 5_000])
def test_search_for_nothing_or_for_hostile_text_finds_nothing(sought: str) -> None:
    assert hits(sought) == {}


def test_nothing_hidden_is_found_without_names() -> None:
    hidden = anonymised(shipped())
    for name in ("Haßloch", "Kaisersesch", "Rhein-Selz", "Oppenheim"):
        assert hits(name, hidden) == {}
    searched = global_search.index(hidden, (), GERMAN)
    assert names_found(shipped(), " ".join(searched.words.values())) == []
