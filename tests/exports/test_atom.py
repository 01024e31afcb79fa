"""The feed of releases: valid, with what changed and what that moved, and without anything that somebody wrote."""

from __future__ import annotations

import datetime as dt
from xml.etree import ElementTree

from ek_data.errors import Damaged
from ek_data.exports.atom import MOST, feed
from ek_data.figures.headline import headline
from ek_data.figures.qualified import Quantity
from ek_data.i18n import GERMAN
from ek_data.store.manifest import BROKEN, Release
from tests.programme import ASBACH, measure, municipality, programme

FIGURES = headline(programme([municipality(ASBACH)], [measure(ASBACH)]))
ADDRESS = "https://dashboard.example.org"
ATOM = {"a": "http://www.w3.org/2005/Atom"}


def release(number: int, **more: object) -> Release:
    day = dt.datetime(2025, 5, 1, 10, tzinfo=dt.UTC) + dt.timedelta(days=number)
    return Release(number, {}, {}, "Anna Beispiel", "Anruf von Bernd Muster", day, **more)  # type: ignore[arg-type]


def read(*releases: Release) -> tuple[str, ElementTree.Element]:
    written = feed(releases, lambda _older, _newer, _language: ["1 Maßnahme neu"], FIGURES, ADDRESS, GERMAN)
    return written.decode(), ElementTree.fromstring(written)


def test_feed_has_what_atom_requires_newest_first() -> None:
    _text, root = read(release(1), release(2))
    assert root.tag == "{http://www.w3.org/2005/Atom}feed"
    assert root.findtext("a:id", "", ATOM) == f"{ADDRESS}/daten/neues.atom"
    assert root.findtext("a:updated", "", ATOM) == "2025-05-03T10:00:00+00:00"
    assert root.findtext("a:author/a:name", "", ATOM)
    entries = root.findall("a:entry", ATOM)
    assert [entry.findtext("a:title", "", ATOM)[:12] for entry in entries] == ["Datenstand 2", "Datenstand 1"]
    assert len({entry.findtext("a:id", "", ATOM) for entry in entries}) == 2
    assert all(entry.findtext("a:updated", "", ATOM) and entry.findtext("a:content", "", ATOM) for entry in entries)


def test_entry_says_what_changed_and_what_that_moved() -> None:
    _text, root = read(
        release(1, figures={"measures": Quantity(14), "participants": Quantity(2)}),
        release(2, figures={"measures": Quantity(15), "participants": Quantity(2)}),
        release(3),  # kept none: nothing is said of what nobody knows
    )
    told = [entry.findtext("a:content", "", ATOM) for entry in root.findall("a:entry", ATOM)]
    assert told == ["1 Maßnahme neu.", "1 Maßnahme neu.\nMaßnahmen: bisher 14, neu 15.", "Erster Datenstand."]


def test_nothing_that_somebody_wrote_is_in_the_feed() -> None:
    text, _root = read(release(1), release(2, restores=1))
    assert "Anna" not in text
    assert "Bernd" not in text


def test_release_that_cannot_be_read_is_a_sentence_without_the_words_of_the_fault_and_no_end_of_the_feed() -> None:
    def damaged(_older: int, _newer: int, _language: str) -> list[str]:
        raise Damaged(BROKEN, number="Anna")

    text = feed([release(1), release(2)], damaged, FIGURES, ADDRESS, GERMAN).decode()
    assert "lässt sich nicht sagen" in text
    assert "Anna" not in text


def test_control_characters_that_xml_forbids_do_not_break_the_feed() -> None:
    written = feed([release(1), release(2)], lambda *_: ["1\x0b neu"], FIGURES, ADDRESS, GERMAN)
    assert "1 neu." in written.decode()
    assert ElementTree.fromstring(written).tag.endswith("feed")


def test_feed_of_many_releases_holds_the_newest() -> None:
    _text, root = read(*map(release, range(1, 31)))
    assert len(root.findall("a:entry", ATOM)) == MOST
