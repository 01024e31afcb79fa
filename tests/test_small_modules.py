"""The small modules of the pages that explore: text, search, sources, indicators, participation, dictionary, source."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pandas as pd
import pytest

from ek_data.about import sources
from ek_data.analysis import participation
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.dataset.search import search
from ek_data.errors import Missing
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.settings import SHIPPED, Settings
from ek_data.store.data_sources import DemoSource, FolderSource, StoreSource, open_source
from ek_data.tables import MEASURES, TABLES, dictionary
from ek_data.text import APART, as_sentence, defuse, link, markdown, unbroken
from tests.programme import ALZEY, ASBACH, RHEIN_SELZ, measure, municipality, programme
from tests.store.places import shipped_store

DATASET = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", district="Neuwied"),
        municipality(RHEIN_SELZ, name="Verbandsgemeinde Rhein-Selz", district="Mainz-Bingen"),
        municipality(ALZEY, 2025, name="Stadt Alzey", district="Alzey-Worms"),
    ],
    [
        measure(ASBACH, title="Padlet für Vereine", source_url="https://a.example/1"),
        measure(ASBACH, "planned", title="Newsletter", category="newsletter", source_url="https://a.example/1"),
        measure(RHEIN_SELZ, title="Portal", category="ehrenamtsportal", source_url="https://b.example/2"),
    ],
)


@pytest.mark.parametrize(
    "text",
    ["**fett**", "![Bild](https://x.example/t.png)", "<script>", ":red[x]", "$a$", "[a](b)", "# x", ":material/home:"],
)
def test_markdown_of_data_is_shown_as_it_is(text: str) -> None:
    plain = markdown(text).replace(APART, "")
    assert plain.replace("\\", "") == text
    assert all(plain[at - 1] == "\\" for at, sign in enumerate(plain) if sign in "*[]<>:$!#()")


def test_number_does_not_part_from_its_word_at_the_end_of_a_line() -> None:
    said = unbroken("5 von 7 Kommunen seit dem 23. November 2024, n = 2")
    assert said.split(" ") == ["5\xa0von", "7\xa0Kommunen", "seit", "dem", "23.\xa0November", "2024,", "n\xa0=\xa02"]


@pytest.mark.parametrize(
    ("text", "defused"),
    [
        ("=HYPERLINK()", "'=HYPERLINK()"),
        ("+49 6131", "'+49 6131"),
        ("@jemand", "'@jemand"),
        ("- ein Strich", "'- ein Strich"),
        ("\t=1", "'\t=1"),
        ("＝1+1", "'＝1+1"),  # as wide as a letter of China or Japan
        ("＋1", "'＋1"),
        ("－1", "'－1"),
        ("'＠SUM", "''＠SUM"),
        ("-5", "-5"),  # a number does nothing
        ("-1.234,5", "-1.234,5"),
        ("'=1", "''=1"),  # so that reading back takes away one apostrophe, not the author's
        ("'s Lädchen", "'s Lädchen"),
        ("a=b", "a=b"),
    ],
)
def test_formulas_are_defused_and_nothing_else(text: str, defused: str) -> None:
    assert defuse(pd.Series([text], dtype="string")).tolist() == [defused]


def test_formula_that_is_not_known_stays_unknown() -> None:
    assert defuse(pd.Series([None], dtype="string")).isna().all()


@pytest.mark.parametrize(
    "text", ["http://x.example/a", "HTTPS://x.example", "www.x.example", "siehe (https://x.example)"]
)
def test_bare_web_address_in_data_looks_like_none_to_the_page(text: str) -> None:
    shown = re.sub(r"\\(.)", r"\1", markdown(text))  # what the page looks through for addresses
    assert re.search(r"(https?://|www(?=\.))[-.\w]+", text, re.IGNORECASE)
    assert not re.search(r"(https?://|www(?=\.))[-.\w]+", shown, re.IGNORECASE)
    assert shown.replace(APART, "") == text  # what is copied from the page is the address


@pytest.mark.parametrize("url", ["javascript:alert(1)", "data:text/html,x", "//x.example", "https://x y", ""])
def test_what_is_no_web_address_becomes_no_link(url: str) -> None:
    assert link(url, "label") == "label"


def test_web_address_becomes_a_link() -> None:
    assert link("https://x.example/a(b)", "x.example") == "[x\\.example](<https://x.example/a%28b%29>)"


@pytest.mark.parametrize(("words", "sentence"), [("rund 5", "Rund 5."), ("", ""), ("Ja!", "Ja!"), ("Aus.", "Aus.")])
def test_sentence_begins_large_and_ends_with_a_stop(words: str, sentence: str) -> None:
    assert as_sentence(words) == sentence


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("", 3),
        ("padlet", 1),  # in the title
        ("EHRENAMTSPORTAL", 1),  # the category in words, whatever its case
        ("asbach newsletter", 1),  # every word must occur
        ("selz", 1),  # the municipality
        ("nirgends", 0),
        ("(", 0),  # no pattern, just a sign
    ],
)
def test_search_finds_every_word_somewhere(sought: str, found: int) -> None:
    assert len(search(DATASET.measures, MEASURES, sought, DATASET.names, GERMAN)) == found


def test_register_counts_the_rows_of_each_source() -> None:
    register = sources.register(DATASET, GERMAN)
    assert register["Quelle"].tolist() == ["https://a.example/1", "https://b.example/2"]
    assert register["Maßnahmen"].tolist() == [2, 1]
    assert register["Kommunen"].tolist() == [0, 0]


@pytest.mark.parametrize("language", [GERMAN, ENGLISH])
def test_document_of_the_sources_has_no_title_of_its_own(language: object) -> None:
    first, *_rest = sources.document(SHIPPED, language)  # type: ignore[arg-type]
    assert first.title == ""
    assert not first.text.startswith("# ")


def test_participation_needs_an_event_of_the_programme_that_was_held() -> None:
    events = pd.DataFrame(
        {
            "event_id": ["E1", "E2", "E3"],
            "type": "kickoff",
            "title": "Auftakt",
            "status": ["held", "announced", "held"],
            "relation": ["programme", "programme", "adjacent"],
        }
    )
    attended = pd.DataFrame({"event_id": ["E1", "E2", "E3"], "ars": ASBACH})
    dataset = Dataset.of(municipalities=DATASET.municipalities, events=events, participations=attended)
    assert participation.took_part(dataset)["event_id"].tolist() == ["E1"]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
@pytest.mark.parametrize("language", [GERMAN, ENGLISH])
def test_dictionary_describes_every_column(table: object, language: object) -> None:
    described = dictionary.columns(table, language)  # type: ignore[arg-type]
    assert len(described) == len(table.columns)  # type: ignore[attr-defined]
    assert described.iloc[:, :4].notna().all(axis=None)
    assert (described.iloc[:, 1].str.len() > 5).all()


def test_selection_narrows_municipalities_and_what_belongs_to_them() -> None:
    narrowed = DATASET.filtered(Selection.of(districts=("Neuwied",)))
    assert narrowed.municipalities["ars"].tolist() == [ASBACH]
    assert len(narrowed.measures) == 2


def test_category_narrows_measures_only() -> None:
    narrowed = DATASET.filtered(Selection.of(categories=("newsletter",)))
    assert len(narrowed.municipalities) == 3
    assert narrowed.measures["category"].tolist() == ["newsletter"]


@pytest.mark.parametrize(
    ("language", "precision", "words"),
    [
        (GERMAN, "day", "8. April 2025"),
        (GERMAN, "month", "April 2025"),
        (GERMAN, "year", "2025"),
        (ENGLISH, "day", "8 April 2025"),
    ],
)
def test_date_is_as_precise_as_it_is_known(language: object, precision: str, words: str) -> None:
    assert language.date(dt.date(2025, 4, 8), precision) == words  # type: ignore[attr-defined]


def test_settings_choose_the_source(tmp_path: Path) -> None:
    assert isinstance(open_source(Settings(demo=14)), DemoSource)
    assert isinstance(open_source(Settings(data=SHIPPED)), FolderSource)
    assert isinstance(open_source(Settings(store=shipped_store(tmp_path))), StoreSource)


@pytest.mark.full
def test_only_the_usual_store_makes_itself_with_the_shipped_data(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = str(tmp_path / "usual")
    monkeypatch.setattr(Settings, "store", usual)
    stand_in = open_source(Settings(store=usual), writing=False)
    assert (len(stand_in.dataset().participants), stand_in.releases(), len(stand_in.faults())) == (14, (), 1)
    assert list(tmp_path.iterdir()) == []
    for _start in range(2):
        source = open_source(Settings(store=usual))
        assert (source.version(), len(source.dataset(1).participants), source.faults()) == ("1", 14, ())
    for writing in (True, False):
        with pytest.raises(Missing, match="ek-data init"):
            open_source(Settings(store=str(tmp_path / "other")), writing=writing)
    assert [each.name for each in tmp_path.iterdir()] == ["usual"]
