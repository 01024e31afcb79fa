"""The pictures of a presentation as one archive."""

from __future__ import annotations

import datetime as dt
import io
import zipfile

from ek_data.exports.picture_archive import picture_archive
from ek_data.i18n import GERMAN
from ek_data.slides.options import Choice
from tests.decks import AREAS, PUBLIC

SLIDES = ("title", "status", "map", "picture-way-through-the-programme.071385001000", "changes", "status~2")


def test_every_slide_with_a_picture_has_it_in_both_kinds_under_its_number() -> None:
    choice = Choice(SLIDES, since=dt.date(2025, 4, 8))
    with zipfile.ZipFile(io.BytesIO(picture_archive(choice, PUBLIC, AREAS, GERMAN))) as archive:
        assert archive.testzip() is None
        names = [
            "02-massnahmen-nach-status",
            "03-karte",
            "04-weg-im-programm",
            "05-karte-des-neuen",
            "06-massnahmen-nach-status",
        ]
        assert archive.namelist() == [f"{name}.{ending}" for name in names for ending in ("svg", "png")]
        assert "Stand 19. November 2025" in archive.read("02-massnahmen-nach-status.svg").decode()


def test_archive_without_names_has_no_picture_that_would_show_them() -> None:
    choice = Choice(("map", "status"), anonymous=True)
    with zipfile.ZipFile(io.BytesIO(picture_archive(choice, PUBLIC, AREAS, GERMAN))) as archive:
        assert archive.namelist() == ["01-massnahmen-nach-status.svg", "01-massnahmen-nach-status.png"]
