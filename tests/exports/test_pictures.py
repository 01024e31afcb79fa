"""Pictures for others: by the German name of the file, with the filters of the link, or a sentence why not."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import parse_qs

import pytest

from ek_data.charts.drawers.file import NoPicture
from ek_data.exports.pictures import PictureFile, codes, picture_file
from ek_data.i18n import ENGLISH, GERMAN
from tests.decks import AREAS, PUBLIC
from tests.programme import ASBACH


def svg(name: str, link: str = "", **more: Any) -> str:
    asked = PictureFile.of(f"{name}.svg", parse_qs(link))
    return picture_file(asked, PUBLIC, AREAS, more.get("lang", GERMAN), more.get("earlier")).decode()


def test_names_of_the_files_stay_because_documents_link_to_them() -> None:
    assert sorted(codes()) == [
        "foerderung",
        "karte",
        "karte-des-neuen",
        "massnahmen-je-kommune",
        "massnahmen-nach-status",
        "massnahmen-umsetzungsstand",
        "massnahmen-zeitstrahl",
        "programmverlauf",
        "staffelvergleich-erste-massnahme",
        "staffelvergleich-kategorien",
        "staffelvergleich-kurve",
        "steckbrief-vergleich",
        "steckbrief-verteilung",
        "veranstaltungen-zeitband",
        "vereinekonferenzen-teilnehmende",
        "vollstaendigkeit",
        "weg-im-programm",
    ]


@pytest.mark.parametrize(
    ("name", "link", "said"),
    [
        ("massnahmen-nach-status", "staffel=2024", "Gefiltert nach: Staffel: 2024"),
        ("karte", "", "Umgesetzt"),  # as the page Karte opens
        ("karte", "ansicht=cohort", "14 teilnehmende Kommunen"),
        ("karte", "ansicht=unsinn", "Umgesetzt"),
        ("karte-des-neuen", "seit=2025-04-08", "Zahl der neuen Meldungen"),
        ("weg-im-programm", f"kommune={ASBACH}", "VG Asbach"),
        ("massnahmen-umsetzungsstand", "anonym=1", "Kommune A"),
    ],
)
def test_picture_shows_what_the_link_asks_for(name: str, link: str, said: str) -> None:
    assert said in svg(name, link)


def test_picture_without_names_has_none() -> None:
    shown = svg("massnahmen-umsetzungsstand", "anonym=1")
    assert not [name for name in PUBLIC.names if name in shown]


def test_png_is_one_and_english_is_english() -> None:
    asked = PictureFile.of("massnahmen-nach-status.png", {})
    assert picture_file(asked, PUBLIC, AREAS, GERMAN).startswith(b"\x89PNG")
    assert "As of 19 November 2025" in svg("massnahmen-nach-status", lang=ENGLISH)


@pytest.mark.parametrize(
    ("file", "link", "why"),
    [
        ("karte.gif", "", "Ein Bild karte.gif gibt es hier nicht."),
        ("../kommunen.svg", "", "Ein Bild ../kommunen.svg gibt es hier nicht."),
        ("karte.svg", "anonym=1", "Dieses Bild würde Namen zeigen"),
        ("weg-im-programm.svg", "", "Dieses Bild handelt von einer Kommune"),
        ("weg-im-programm.svg", "kommune=1", "Dieses Bild handelt von einer Kommune"),
        ("weg-im-programm.svg", f"kommune={ASBACH}&anonym=1", "Dieses Bild handelt von einer Kommune"),
        ("karte-des-neuen.svg", "seit=morgen", "Dieses Bild zeigt, was neu ist"),
        ("foerderung.svg", "", "Es gibt nichts zu zeichnen"),
    ],
)
def test_picture_that_is_not_there_is_a_sentence(file: str, link: str, why: str) -> None:
    with pytest.raises(NoPicture) as raised:
        picture_file(PictureFile.of(file, parse_qs(link)), PUBLIC, AREAS, GERMAN)
    assert raised.value.sentence(GERMAN).startswith(why)


def test_earlier_release_is_compared_with_what_is_shown() -> None:
    asked = PictureFile.of("karte-des-neuen.svg", {"seit": ["3"]})
    assert asked.compared == 3
    assert PictureFile.of("karte-des-neuen.svg", {"seit": ["2025-04-08"]}).since == dt.date(2025, 4, 8)
    drawn = picture_file(asked, PUBLIC, AREAS, GERMAN, PUBLIC.filtered(asked.selection))
    assert "nichts Neues" in drawn.decode()
