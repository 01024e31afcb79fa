"""The largest programme and the smallest: all is made of both, no row is lost, and no word is of another programme."""

from __future__ import annotations

import io
from pathlib import Path
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from ek_data.__main__ import main
from ek_data.analysis import completeness
from ek_data.charts import named
from ek_data.charts.drawers import svg
from ek_data.exports.figures_json import as_json
from ek_data.exports.pictures import codes
from ek_data.exports.spreadsheet import xlsx_bytes
from ek_data.exports.template import workbook
from ek_data.figures import overview
from ek_data.figures.attendance import attendance_sentence
from ek_data.figures.headline import headline
from ek_data.geo.boundary_watch import of_data
from ek_data.i18n import ENGLISH, LANGUAGES, Language
from ek_data.maps import indicators
from ek_data.programme.model import LISTS
from ek_data.reading.read import read_all
from ek_data.slides.deck import deck
from ek_data.slides.docx.file import docx
from ek_data.slides.html.document import html
from ek_data.slides.options import SLIDES, Choice
from ek_data.slides.pptx.file import pptx
from ek_data.store.data_sources import load
from ek_data.tables import TABLES
from ek_data.ui.navigation import SECTIONS
from ek_data.validation.batch import check_all
from ek_data.validation.recognise import headers
from tests.pages.conftest import Opened, opened, words  # noqa: F401
from tests.programmes import extremes
from tests.selection import each

SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
SVG = "{http://www.w3.org/2000/svg}"
USUAL = {"explore/events.py", "explore/cohorts.py", "explore/overview.py"}
OFTEN = {"explore/map.py", "explore/measures.py", "explore/profile.py", "maintain/completeness.py"}


@pytest.fixture(scope="session")
def smallest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extremes.write_smallest(tmp_path_factory.mktemp("smallest"))


@pytest.fixture(scope="session")
def largest(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return extremes.write_largest(tmp_path_factory.mktemp("largest"))


@pytest.fixture(params=[pytest.param("largest", marks=pytest.mark.full), "smallest"])
def folder(request: pytest.FixtureRequest) -> Path:
    made: Path = request.getfixturevalue(request.param)
    return made


def sizes(folder: Path) -> dict[str, int]:
    return {table.name: len(load(folder).tables[table.name]) for table in TABLES}


def test_folder_is_sound_and_as_large_as_it_says(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(folder)]) == 0, capsys.readouterr().out
    programme, data = load(folder).programme, load(folder)
    lists = tuple(len(getattr(programme, name)) for name in LISTS)
    assert (lists, len(programme.groups), len(data.municipalities["cohort"].unique())) == {
        "largest": ((12, 60, 10, 20, 30), 9, 9),
        "smallest": ((1, 1, 1, 1, 1), 0, 1),
    }[folder.name.rstrip("0123456789")]
    assert set(data.measures["category"]) == {line.code for line in programme.categories}
    assert set(data.events["type"]) == {line.code for line in programme.event_types}


@pytest.mark.full
def test_all_files_hold_every_row(folder: Path) -> None:
    data = load(folder)
    for lang in map(Language, LANGUAGES):
        for file in (xlsx_bytes(data, lang), workbook(TABLES, data, "", lang)):
            read = check_all(read_all(file, "liste.xlsx", headers()))
            assert {each.table.name: len(each.rows) for each in read.checked} == sizes(folder)


@pytest.mark.parametrize("language", each(LANGUAGES, (), full={"en"}))
def test_slides_are_made_of_it(folder: Path, language: str) -> None:
    data, lang = load(folder), Language(language)
    choice = Choice.of(tuple(SLIDES), tuple(data.participants["ars"][:2]), language=language)
    made = deck(data, of_data(folder).current(), choice, lang)
    assert len(Presentation(io.BytesIO(pptx(made))).slides) == len(made.slides)
    assert html(made).startswith(b"<!")
    assert docx(made)


@pytest.mark.full
def test_pictures_name_all_that_they_draw(folder: Path) -> None:
    data, areas = load(folder), of_data(folder).current()
    for name, made in named.NAMED.items():
        shown = made.make(named.Wanted(data, areas, ENGLISH, str(data.participants["ars"].iloc[0])))
        if shown is not None and shown.spec is not None:
            root = ElementTree.fromstring(svg.draw(shown.spec, shown.finding))
            marks = [group for group in root.iter(f"{SVG}g") if group.get("data-row")]
            assert sum(int(group.get("data-counts", "")) for group in marks) == shown.spec.counted, name


def test_nothing_is_about_conferences_where_there_are_none(smallest: Path) -> None:
    data = load(smallest)
    assert [name for name in headline(data) if "conference" in name or "attendance" in name] == []
    assert [tile.figure.name for tile in overview.tiles(data, ENGLISH)][3:] == ["certified", "population_unique"]
    assert "attendance" not in completeness.summary(completeness.board(data)).index
    assert "conference" not in indicators.offered()
    assert "conferences" not in Choice.of().slides
    assert not any(name.endswith("-teilnehmende") for name in codes())
    assert [key for key in as_json(data) if "conference" in key or "attendance" in key] == ["attendance_by_type"]
    assert attendance_sentence(data, ENGLISH) == ""


@pytest.mark.parametrize("script", each(SCRIPTS, USUAL, full=OFTEN))
@pytest.mark.usefixtures("opened")
def test_every_page_opens(opened: Opened, folder: Path, script: str) -> None:  # noqa: F811
    app = opened(script, EK_DATA=str(folder), language="English")
    assert not app.exception
    assert len(app.title) == 1
    assert "could not be shown" not in words(app)
    if "smallest" in folder.name:
        assert [word for word in ("from the kick-off meeting", "onference") if word in words(app)] == []
