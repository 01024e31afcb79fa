"""An option is one line: whatever the file declares, every page, picture and file is made, and no row is lost."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from pptx import Presentation

from ek_data.charts import build
from ek_data.charts.named import NAMED, Wanted
from ek_data.exports.figures_json import as_json, figures_schema
from ek_data.exports.spreadsheet import write_folder, xlsx_bytes
from ek_data.exports.template import template
from ek_data.figures.headline import headline
from ek_data.i18n import LANGUAGES, Language
from ek_data.maps.indicators import INDICATORS
from ek_data.programme.current import current, using
from ek_data.slides.deck import deck
from ek_data.slides.docx.file import docx
from ek_data.slides.html.document import html
from ek_data.slides.options import SLIDES, Choice
from ek_data.slides.pptx.file import pptx
from ek_data.store.sources import load
from ek_data.tables import MEASURES, TABLES, dictionary
from ek_data.ui.navigation import SECTIONS
from tests.decks import AREAS
from tests.pages.conftest import Opened, opened  # noqa: F401
from tests.programmes.mutations import filled, mutated
from tests.selection import each

SHIPPED = current()
SEEDS = range(1_000)
SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
USUAL, FULL = {"0"}, {str(seed) for seed in range(1, 8)}


@pytest.mark.parametrize("seed", each(SEEDS, USUAL, full=FULL))
def test_everything_is_made_of_any_programme_and_no_row_is_lost(seed: int, tmp_path: Path) -> None:
    rng = Random(seed)
    with using(mutated(SHIPPED, rng)):
        data = filled(current(), rng)
        lang = Language(rng.choice(list(LANGUAGES)))
        figures = headline(data)
        by_status = [figure for name, figure in figures.items() if figure.by == "status"]
        named = data.measures["municipality"].notna()
        assert sum(int(figure.value or 0) for figure in by_status) == named.sum()
        picture = build.measures_by_status(data, lang)
        assert picture.spec is not None
        assert picture.spec.counted == len(data.measures)
        for made in NAMED.values():
            made.make(Wanted(data, AREAS, lang, str(data.municipalities["ars"].iloc[0]), rng.choice(list(INDICATORS))))
        choice = Choice.of(tuple(SLIDES), tuple(data.participants["ars"][:1]), language=lang.code)
        slides = deck(data, AREAS, choice, lang)
        assert html(slides).startswith(b"<!")
        assert docx(slides)
        assert len(Presentation(io.BytesIO(pptx(slides))).slides) == len(slides.slides)
        assert set(as_json(data)) == set(figures_schema()["properties"])
        assert xlsx_bytes(data, lang)
        for table in TABLES:
            assert template(table, data, lang)
            assert len(dictionary.columns(table, lang)) == len(table.columns)
        write_folder(data, tmp_path)
        again = load(tmp_path)
        for table in TABLES:
            assert len(again.tables[table.name]) == len(data.tables[table.name]), table.name
        assert list(again.measures["status"]) == list(data.measures["status"])
        assert again.measures.dtypes.equals(MEASURES.empty().dtypes)


@pytest.mark.parametrize("script", each(SCRIPTS, {"explore/measures.py"}))
def test_every_page_opens_with_another_programme(opened: Opened, script: str, tmp_path: Path) -> None:  # noqa: F811
    rng = Random(7)
    with using(mutated(SHIPPED, rng)):
        write_folder(filled(current(), rng), tmp_path)
    app = opened(script, EK_DATA=str(tmp_path))
    assert [found.message for found in app.exception] == []
    assert len(app.title) == 1
