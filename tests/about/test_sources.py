"""The page of the sources names what rests on one doubtful source, or on one that nobody has read for long."""

import datetime as dt
from typing import Any

import pandas as pd

from ek_data.about import sources
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.settings import SHIPPED
from tests.programme import ASBACH, conference, measure, municipality, programme

FIRST, SECOND = "https://a.example", "https://b.example"
TODAY = dt.date(2026, 12, 15)


def doubted(**more: Any) -> dict[str, Any]:
    said = {"source_url": FIRST, "source_quality": "doubtful", "note": "Wirkt automatisch erstellt."}
    return measure(ASBACH, **{**said, **more})


def read(day: str, precision: str, **more: Any) -> dict[str, Any]:
    return measure(ASBACH, source_read_on=pd.Timestamp(day), source_read_on_precision=precision, **more)


def of(*measures: dict[str, Any], **more: Any) -> Dataset:
    return programme([municipality(ASBACH, name="Verbandsgemeinde Asbach")], list(measures), **more)


def test_row_on_one_doubtful_source_is_listed_with_its_note() -> None:
    listed = sources.doubtful(of(doubted(), measure(ASBACH, source_url=FIRST)), GERMAN)
    assert listed.to_dict("records") == [
        {
            "Tabelle": "Maßnahmen",
            "Zeile": "m1 · Padlet · VG Asbach",
            "Hinweis": "Wirkt automatisch erstellt.",
            "Quelle": FIRST,
        }
    ]


def test_second_source_lifts_the_doubt_and_the_same_address_twice_does_not() -> None:
    dataset = of(doubted(further_source_url=SECOND), doubted(further_source_url=FIRST))
    assert sources.doubtful(dataset, GERMAN)["Zeile"].tolist() == ["m2 · Padlet · VG Asbach"]


def test_without_names_the_same_rows_are_doubted_and_neither_note_nor_source_is_shown() -> None:
    dataset = anonymised(of(doubted(), doubted(further_source_url=SECOND)))
    assert sources.doubtful(dataset, GERMAN).to_dict("records") == [
        {"Tabelle": "Maßnahmen", "Zeile": "m1 · Padlet · Kommune A"}
    ]


def test_source_read_more_than_a_year_ago_is_listed_oldest_first() -> None:
    rows = [read("2025-11-01", "month"), read("2025-12-01", "month"), read("2024-01-01", "year"), measure(ASBACH)]
    listed = sources.long_unread(of(*rows), TODAY, GERMAN)
    assert listed["Quelle zuletzt gelesen"].tolist() == ["2024", "2025-11"]


def test_rows_of_which_no_reading_is_noted_are_counted_and_not_listed() -> None:
    dataset = of(read("2026-11-01", "month"), measure(ASBACH), events=[conference()])
    assert sources.never_read(dataset, GERMAN) == (
        "Bei 3 von 4 Zeilen ist nicht vermerkt, wann die Quelle zuletzt gelesen wurde."
    )
    assert sources.long_unread(dataset, TODAY, GERMAN).empty


def test_second_source_of_a_row_is_in_the_register() -> None:
    listed = sources.register(of(doubted(further_source_url=SECOND)), ENGLISH)
    assert listed.set_index("Source")["Measures"].to_dict() == {FIRST: 1, SECOND: 1}


def test_hosts_stand_with_what_is_to_be_looked_at_first_and_count_a_row_once() -> None:
    often = measure(ASBACH, source_url="https://c.example/1", further_source_url="https://www.c.example/2")
    old = read("2024-01-01", "year", source_url=SECOND)
    found = sources.hosts(of(often, often, old, doubted()), TODAY)
    assert [(host.name, host.rows, host.doubtful, host.unread) for host in found] == [
        ("a.example", {"measures": 1}, 1, 0),
        ("b.example", {"measures": 1}, 0, 1),
        ("c.example", {"measures": 2}, 0, 0),
    ]
    assert found[2].addresses == (("https://c.example/1", 2), ("https://www.c.example/2", 2))


def test_solidity_tells_rows_by_certainty_and_number_of_sources() -> None:
    rows = [doubted(), doubted(further_source_url=SECOND), measure(ASBACH, certainty="derived")]
    told = sources.solidity(of(*rows), GERMAN).set_index("Tabelle").loc["Maßnahmen"].to_dict()
    assert told == {
        "Zeilen": 3,
        "belegt": 2,
        "abgeleitet": 1,
        "Eine Quelle": 1,
        "Zwei Quellen": 1,
        "Ohne Quelle": 1,
        "Allein auf einer zweifelhaften": 1,
        "Lesedatum vermerkt": 0,
    }


def test_explanation_is_cut_into_its_chapters() -> None:
    before, *chapters = sources.document(SHIPPED, GERMAN)
    assert before.title == ""
    assert before.text.startswith("Die mitgelieferten Tabellen")
    assert [chapter.title for chapter in chapters][:2] == ["Woher die Tabellen stammen", "Lizenzen und Nennungen"]
