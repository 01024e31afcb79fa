"""Without names: letters that agree everywhere, figures that stay, and no text by which a municipality is told."""

from __future__ import annotations

import re
from io import BytesIO

import pandas as pd
import pytest
from pptx import Presentation

import tests.programme
from ek_data.dataset import regions
from ek_data.dataset.anonymise import anonymised, other_keys, pseudonyms
from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.exports import spreadsheet
from ek_data.figures import headline
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED
from ek_data.slides.deck import deck
from ek_data.slides.html import document
from ek_data.slides.options import SLIDES, Choice
from ek_data.slides.pptx import file
from ek_data.tables import TABLES
from ek_data.tables.types import Type
from tests.programme import ALZEY, ALZEY_WORMS, ASBACH, RHEIN_SELZ, measure, municipality, programme

PREFIX = re.compile(r"^(Landkreis|Verbandsgemeinde|Gemeinde|Stadt) ")


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return tests.programme.shipped()


def telling(dataset: Dataset) -> set[str]:
    """Return the words by which a municipality is known: "Alzey-Worms", "Haßloch" …, and their districts."""
    rows = dataset.municipalities
    names = rows["name"].str.replace(PREFIX, "", regex=True)
    return {*names, *rows["district"].dropna()}


def found(dataset: Dataset, text: str) -> list[str]:
    return sorted(word for word in telling(dataset) if word in text)


def test_letters_are_for_every_municipality_once() -> None:
    called = pseudonyms([f"{number:012}" for number in range(30)])
    assert sorted(called.values(), key=lambda name: (len(name), name))[24:28] == [
        "Kommune Y",
        "Kommune Z",
        "Kommune AA",
        "Kommune AB",
    ]
    assert len(set(called.values())) == 30


def test_order_of_the_letters_is_not_that_of_the_keys(shipped: Dataset) -> None:
    keys = sorted(shipped.municipalities["ars"])
    called = pseudonyms(keys)
    assert [called[key] for key in keys] != sorted(called.values())


def test_letters_do_not_depend_on_the_order_of_the_rows(shipped: Dataset) -> None:
    keys = list(shipped.municipalities["ars"])
    assert pseudonyms(keys) == pseudonyms(reversed(keys))


def test_other_keys_are_nested_as_the_real_ones_and_belong_to_nobody() -> None:
    keys = [ALZEY_WORMS, ALZEY, RHEIN_SELZ, ASBACH]
    other = other_keys(keys)
    assert len(set(other.values())) == len(keys)
    assert all(key.startswith("9") and len(key) == 12 for key in other.values())
    made = programme([municipality(key) for key in keys]).municipalities
    renamed = made.assign(ars=made["ars"].map(other))
    assert regions.outermost(renamed).tolist() == regions.outermost(made).tolist() == [True, False, True, True]
    assert other[ALZEY_WORMS].endswith("0000000")
    assert other[ASBACH].endswith("000")


def test_codes_in_place_of_keys_become_keys_of_nobody_that_lie_inside_nothing() -> None:
    other = other_keys([ALZEY_WORMS, ALZEY, "x-region", "x-region-nord"])
    assert len({key[:5] for key in other.values()}) == 3
    assert all(key.startswith("9") and len(key) == 12 for key in other.values())
    assert regions.container(pd.Series(other, dtype="string")).isna().tolist() == [key != ALZEY for key in other]


def test_figures_stay_the_same(shipped: Dataset) -> None:
    told = {name: figure.words(GERMAN) for name, figure in headline.headline(shipped).items()}
    assert {name: figure.words(GERMAN) for name, figure in headline.headline(anonymised(shipped)).items()} == told


def test_measures_stay_with_their_municipality() -> None:
    named = programme([municipality(ASBACH), municipality(ALZEY)], [measure(ASBACH, title="Padlet der VG Asbach")])
    hidden = anonymised(named)
    [row] = hidden.measures.to_dict("records")
    assert row["municipality"] == other_keys([ASBACH, ALZEY])[ASBACH]
    assert row["title"] == "Padlet"
    assert hidden.names_by_ars[row["municipality"]] == pseudonyms([ASBACH, ALZEY])[ASBACH]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_text_of_a_row_tells_a_municipality(shipped: Dataset, table) -> None:
    rows = anonymised(shipped).tables[table.name]
    texts = [column.name for column in table.columns if column.type in (Type.TEXT, Type.URL, Type.ARS)]
    assert found(shipped, "\n".join(rows[texts].astype("string").fillna("").agg(" ".join, axis=1))) == []
    assert not set(shipped.municipalities["ars"]) & set(rows[texts].to_numpy().ravel())


def test_names_of_the_real_data_would_be_found(shipped: Dataset) -> None:
    assert found(
        shipped, spreadsheet.csv_bytes(shipped.measures, TABLES[1], shipped.names_by_ars, lang=GERMAN).decode()
    )


def test_invented_data_stay_marked_as_invented() -> None:
    assert anonymised(demo(14, 60)).demo


def anonymous_deck(dataset: Dataset):
    profiles = tuple(other_keys(dataset.municipalities["ars"]).values())[:2]
    areas = boundaries.load(boundaries.locate(SHIPPED))
    return deck(dataset, areas, Choice.of(tuple(SLIDES), profiles=profiles, anonymous=True), GERMAN)


@pytest.mark.full
def test_slides_name_nobody_and_have_no_map(shipped: Dataset) -> None:
    made = anonymous_deck(shipped)
    assert "map" not in [slide.code for slide in made.slides]
    assert sum(slide.code.startswith("profile-") for slide in made.slides) == 2
    page = document.html(made).decode()
    assert "Kommune A" in page
    assert found(shipped, page) == []


@pytest.mark.full
def test_powerpoint_names_nobody_not_even_in_the_notes(shipped: Dataset) -> None:
    slides = Presentation(BytesIO(file.pptx(anonymous_deck(shipped)))).slides
    texts = [shape.text_frame.text for slide in slides for shape in slide.shapes if shape.has_text_frame]
    texts += [slide.notes_slide.notes_text_frame.text for slide in slides if slide.has_notes_slide]
    assert found(shipped, "\n".join(texts)) == []


def test_link_carries_the_choice() -> None:
    assert Choice(anonymous=True).to_query() == {"anonym": ["1"]}
    assert Choice.from_query({"anonym": ["1"]}).anonymous
    assert not Choice.from_query({"anonym": ["0"]}).anonymous
