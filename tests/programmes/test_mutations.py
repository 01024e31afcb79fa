"""An option is one line: whatever the file declares, all is made of it, no row is lost and every count is right."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random

import pytest
from pptx import Presentation

from ek_data.charts import build
from ek_data.charts.drawers import file as drawer
from ek_data.charts.named import NAMED, Wanted
from ek_data.dataset.dataset import Dataset
from ek_data.exports.figures_json import as_json, figures_schema
from ek_data.exports.public import FILES, FileRequest
from ek_data.exports.spreadsheet import write_folder, xlsx_bytes
from ek_data.exports.template import workbook
from ek_data.figures.headline import headline
from ek_data.i18n import LANGUAGES, Language
from ek_data.maps.indicators import INDICATORS
from ek_data.programme.current import current, using
from ek_data.reading.read import read_all
from ek_data.slides.deck import deck
from ek_data.slides.docx.file import docx
from ek_data.slides.html.document import html
from ek_data.slides.options import SLIDES, Choice
from ek_data.slides.pptx.file import pptx
from ek_data.store.data_sources import load
from ek_data.tables import MEASURES, TABLES, dictionary
from ek_data.ui.navigation import SECTIONS
from ek_data.validation.batch import check_all
from ek_data.validation.recognise import headers
from tests.decks import AREAS
from tests.pages.conftest import Opened, opened  # noqa: F401
from tests.programmes.ledger import Ledger, listening, wrong
from tests.programmes.mutations import changes, filled, mutated
from tests.selection import each

SHIPPED = current()
SEEDS = range(100)
SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
PARTS = 3  # of the pages, taken in turns
USUAL, FULL = ["0"], list("12345678")


@pytest.fixture
def lang(seed: int) -> Language:
    return Language(list(LANGUAGES)[seed % len(LANGUAGES)])


@pytest.fixture
def coarse(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures of few pixels, because nobody looks at them."""
    monkeypatch.setattr(drawer, "SCALE", 0.2)


@pytest.mark.usefixtures("coarse")
@pytest.mark.parametrize("seed", each(SEEDS, USUAL, full=FULL))
def test_everything_is_made_of_any_programme_and_counts_as_its_rows_do(seed: int, lang: Language) -> None:
    rng = Random(seed)
    with using(mutated(SHIPPED, rng)), listening() as heard:
        data = filled(current(), rng)
        ledger, figures = Ledger(data, current()), headline(data)
        counted = ledger.figures()
        assert {name: int(figures[name].value or 0) for name in counted} == counted
        of_all = build.measures_by_status(data, lang)
        assert of_all.spec is not None
        assert of_all.spec.counted == len(ledger.measures)
        for made in NAMED.values():
            made.make(Wanted(data, AREAS, lang, str(data.municipalities["ars"].iloc[0]), rng.choice(list(INDICATORS))))
        choice = Choice.of(tuple(SLIDES), tuple(data.participants["ars"][:1]), language=lang.code)
        slides = deck(data, AREAS, choice, lang)
        assert html(slides).startswith(b"<!")
        assert docx(slides)
        assert len(Presentation(io.BytesIO(pptx(slides))).slides) == len(slides.slides)
        assert set(as_json(data)) == set(figures_schema()["properties"])
    assert wrong(heard, ledger) == []


@pytest.mark.parametrize("seed", each(SEEDS, USUAL, full=FULL))
def test_no_row_is_lost_in_any_file_of_any_programme(seed: int, lang: Language, tmp_path: Path) -> None:
    rng = Random(seed)
    with using(mutated(SHIPPED, rng)):
        data = filled(current(), rng)
        write_folder(data, tmp_path)
        again = load(tmp_path)
        assert sizes(again) == sizes(data)
        assert list(again.measures["status"]) == list(data.measures["status"])
        assert again.measures.dtypes.equals(MEASURES.empty().dtypes)
        file = rng.choice([xlsx_bytes(data, lang), workbook(TABLES, data, "", lang)])
        read = check_all(read_all(file, "liste.xlsx", headers()))
        assert {each.table.name: len(each.rows) for each in read.checked} == sizes(data)
        for table in TABLES:
            public = FILES[table.file].content(data, FileRequest("", None, lang))
            assert len(public.decode().splitlines()) == 1 + len(data.tables[table.name])
            assert len(dictionary.columns(table, lang)) == len(table.columns)


def sizes(data: Dataset) -> dict[str, int]:
    return {table.name: len(data.tables[table.name]) for table in TABLES}


@pytest.mark.parametrize("seed", each(SEEDS, USUAL, full=FULL))
def test_pages_open_with_any_programme_and_count_as_its_rows_do(
    seed: int,
    lang: Language,
    opened: Opened,  # noqa: F811
    tmp_path: Path,
) -> None:
    rng = Random(seed)
    with using(mutated(SHIPPED, rng)):
        data = filled(current(), rng)
        ledger = Ledger(data, current())
        write_folder(data, tmp_path)
    for script in SCRIPTS[seed % PARTS :: PARTS]:
        with listening() as heard:
            app = opened(script, language=LANGUAGES[lang.code], EK_DATA=str(tmp_path))
        assert [found.message for found in app.exception] == [], script
        assert len(app.title) == 1
        assert wrong(heard, ledger) == [], script


def test_full_run_makes_more_than_a_thousand_mutations_and_opens_every_page_in_both_languages() -> None:
    seeds = [int(seed) for seed in (*USUAL, *FULL)]
    assert sum(len(changes(SHIPPED, mutated(SHIPPED, Random(seed)))) for seed in seeds) > 1_000
    assert len({(seed % PARTS, seed % len(LANGUAGES)) for seed in seeds}) == PARTS * len(LANGUAGES)
