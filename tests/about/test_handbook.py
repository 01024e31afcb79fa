"""The handbook shows every page and names what is really there; its pictures are those that the script makes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ek_data.about import handbook
from ek_data.i18n import GERMAN, catalogue
from ek_data.tables import TABLES
from ek_data.ui import navigation

PICTURES = handbook.DOCUMENT.parent / "bilder"
TEXT = handbook.DOCUMENT.read_text(encoding="utf-8")
NAMED = [part for part in handbook.parts() if isinstance(part, handbook.Screenshot)]
OWN = "handbuch"  # shows the pictures, so it needs none itself
LARGEST = 4_000_000  # bytes of all pictures together


def test_every_page_is_named_and_shown() -> None:
    titles = {address: title for address, title in navigation.titles(GERMAN).items() if address != OWN}
    assert [title for title in titles.values() if f"„{title}“" not in TEXT] == []
    assert set(titles) <= {picture.file.stem for picture in NAMED}


def test_pictures_are_those_of_the_folder_and_small() -> None:
    assert sorted(picture.file.name for picture in NAMED) == sorted(file.name for file in PICTURES.iterdir())
    assert all(picture.file.is_file() and len(picture.alt) > 8 for picture in NAMED)
    assert sum(file.stat().st_size for file in PICTURES.iterdir()) < LARGEST


def test_links_lead_to_headings() -> None:
    anchors = [heading.anchor for heading in handbook.headings()]
    assert len(anchors) == len(set(anchors))
    assert {"erkunden", "auf-einen-blick-sehen-wo-das-programm-steht"} <= set(anchors)
    linked = re.findall(r"(?<!!)\[[^\]]+\]\(#([^)]+)\)", TEXT)
    assert linked
    assert set(linked) <= set(anchors)


def test_parts_are_the_document_without_its_title() -> None:
    words = " ".join(part for part in handbook.parts() if isinstance(part, str))
    assert "bilder/" not in words
    assert words.startswith("Für alle")
    assert len(NAMED) == TEXT.count("](bilder/")


def test_what_is_quoted_stands_on_the_screen_like_that() -> None:
    quoted = set(re.findall("„([^“]+)“", TEXT.replace("\n", " ")))
    screen = [words.casefold() for words in on_screen()]
    unknown = {words for words in quoted if not any(each.startswith(words.casefold()) for each in screen)}
    assert unknown == {"0 Fehler", "Vorlage Veranstaltungen", "Zahl laut Protokoll vom …"}  # made up or put together


def on_screen() -> Iterator[str]:
    """Yield every German message and label."""
    for message in catalogue("de").values():
        yield from [message] if isinstance(message, str) else message
    for table in TABLES:
        yield table.label.de
        for column in table.columns:
            yield column.label.de
            yield from (option.words.de for option in column.options)
