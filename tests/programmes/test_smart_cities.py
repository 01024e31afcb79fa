"""A second programme, from all of Germany: its folder is shown as it is, by its own words, boundaries and sources."""

from __future__ import annotations

import datetime as dt
import io
import shutil
from pathlib import Path

import brotli
import pytest
from pptx import Presentation

from ek_data.__main__ import main
from ek_data.changes import since
from ek_data.charts import build, news_pictures
from ek_data.geo.boundary_watch import of_data
from ek_data.geo.regional_key import is_own
from ek_data.i18n import GERMAN, LANGUAGES, Language
from ek_data.maps.indicators import COHORT
from ek_data.maps.labels import labels
from ek_data.settings import SHIPPED
from ek_data.slides.deck import deck
from ek_data.slides.html.document import html
from ek_data.slides.options import SLIDES, Choice
from ek_data.slides.pptx.file import pptx
from ek_data.store.data_sources import load
from ek_data.ui.navigation import SECTIONS
from tests.pages.conftest import Opened, opened  # noqa: F401
from tests.selection import each

DAY = dt.date(2025, 6, 3)
FOLDER = Path(__file__).parent / "smart_cities"
SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
PHONE = 358  # pixels across: the map on a screen of 390
USUAL = ["explore/overview.py", "explore/profile.py", "about/sources.py"]
OF_THE_OTHER = ("Engagierte Kommune", "Rheinland-Pfalz", "Vereinekonferenz", "Verbandsgemeinde", "Puderbach")


def test_every_participant_of_the_folder_is_read(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(FOLDER)]) == 0
    told = capsys.readouterr().out
    assert "kommunen.csv (Kommunen): 73 Zeilen, 0 Fehler" in told
    assert "  Fehler" not in told


def test_what_a_folder_does_not_hold_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for file in SHIPPED.glob("*.csv"):
        shutil.copy(file, tmp_path)
    assert main(["check", str(tmp_path)]) == 0
    told = capsys.readouterr().err
    for name in ("programm.toml", "grenzen.topojson"):
        assert f"Im Ordner {tmp_path} fehlt {name}: Es gilt die Datei, die dem Dashboard beiliegt." in told
    assert f"Im Ordner {tmp_path} fehlt QUELLEN.md: Woher die Daten stammen" in told


def test_every_error_of_the_programme_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = (FOLDER / "programm.toml").read_text("utf-8")
    (tmp_path / "programm.toml").write_text(text.replace("first = 2019\n", "").replace('de = "App", ', ""), "utf-8")
    assert main(["check", str(tmp_path)]) == 2
    told = capsys.readouterr().err
    assert "„de“ fehlt: Worte stehen in beiden Sprachen da." in told
    assert "„first“ fehlt." in told


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_slides_show_the_second_programme_and_no_word_of_the_first(language: str) -> None:
    data, lang = load(FOLDER), Language(language)
    choice = Choice.of(tuple(SLIDES), tuple(data.participants["ars"][:2]), language=language)
    made = deck(data, of_data(FOLDER).current(), choice, lang)
    assert len(data.participants) == 73
    shown = html(made).decode()
    assert "Smart Cities" in shown
    assert [word for word in OF_THE_OTHER if word in shown] == []
    assert len(Presentation(io.BytesIO(pptx(made))).slides) == len(made.slides)


@pytest.mark.parametrize("script", each(SCRIPTS, USUAL))
@pytest.mark.parametrize("language", each(LANGUAGES, {"de"}))
def test_page_opens_with_the_second_programme(opened: Opened, script: str, language: str) -> None:  # noqa: F811
    app = opened(script, language=LANGUAGES[language], EK_DATA=str(FOLDER))
    assert [found.message for found in app.exception] == []
    assert len(app.title) == 1


def test_all_of_germany_is_a_small_background_and_who_has_no_area_is_named_below() -> None:
    picture = build.municipality_map(load(FOLDER), COHORT, GERMAN, of_data(FOLDER).current())
    assert picture.map is not None
    background = "".join(picture.map.canvas.paths.values())
    assert len(brotli.compress(background.encode(), quality=5)) < 100_000  # bytes
    assert picture.map.without_boundary == ("Verband Region Rhein-Neckar",)
    assert len(picture.map.shapes) == 72
    news = news_pictures.news_map(since.after(load(FOLDER), DAY), of_data(FOLDER).current(), GERMAN)
    assert news.map is not None
    assert news.map.without_boundary == picture.map.without_boundary
    joint = [len(shape.pieces) for shape in picture.map.shapes if is_own(shape.ars)]
    assert sorted(joint) == [2, 2, 2, 2, 3, 3, 3, 5, 7]


def test_on_a_phone_those_of_which_something_is_known_have_their_names_first() -> None:
    drawn = build.municipality_map(load(FOLDER), "implemented", GERMAN, of_data(FOLDER).current()).map
    assert drawn is not None
    unit = drawn.canvas.width / PHONE
    named = {label.shape.ars for label in labels(drawn, 14 * unit, 12 * unit) if label.name}
    known = {shape.ars for shape in drawn.shapes if shape.symbol == "1"}
    assert (len(known), len(known & named)) == (6, 5)  # one stands among too many others


def test_words_of_the_ribbon_are_whole_where_there_is_room() -> None:
    spec = build.event_ribbon(load(FOLDER), dt.date(2026, 11, 30), False, GERMAN).spec
    assert spec is not None
    assert [mark.text for mark in spec.marks if "…" in mark.text] == []
