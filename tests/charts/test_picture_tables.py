"""The rows behind pictures and pages: a year is a name, and the order is that of the picture."""

from __future__ import annotations

import datetime as dt
import inspect
import io
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

import pandas as pd
import pytest
from openpyxl import load_workbook

from ek_data.analysis import funding, peers, profile
from ek_data.changes.difference_table import listed_rows
from ek_data.changes.since import after
from ek_data.charts import build, events, news_pictures
from ek_data.charts.picture import Picture
from ek_data.charts.time import timelines
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.exports import spreadsheet
from ek_data.exports.imprint import Imprint
from ek_data.i18n import ENGLISH, GERMAN, LANGUAGES, Language
from ek_data.maps import indicators
from ek_data.slides.pptx.tables import grid_of
from ek_data.tables import TABLES
from tests import chart_frames
from tests.decks import DEMO, PUBLIC, made
from tests.selection import each, first

DATA = {"public": PUBLIC, "demo": DEMO}
EACH = pytest.mark.parametrize("name", first(1, DATA))
GROUPED_YEAR = re.compile(r"(?<![\d.,])(?:1[.,]9|2[.,]0)\d\d(?![\d.,]?\d)")


@cache
def pictures(name: str, language: str) -> dict[str, Picture]:
    """Return all pictures of the pages, with all rows."""
    data, lang = DATA[name], Language(language)
    given = {
        "data": data,
        "lang": lang,
        "category": None,
        "rows": slice(None),
        "today": dt.date(2026, 11, 29),
        "outside": False,
    }
    given |= {"indicator": next(iter(indicators.INDICATORS)), "ars": str(data.participants["ars"].iloc[0])}
    given["year"] = next(iter(funding.years(data)), None)
    return {
        made.__name__: picture
        for made in vars(build).values()
        if inspect.isfunction(made) and made.__annotations__.get("return") in ("Picture", "Picture | None")
        if (picture := made(**{each: given[each] for each in inspect.signature(made).parameters if each in given}))
    }


def page_tables(data: Dataset, lang: Language) -> Iterator[tuple[str, pd.DataFrame]]:
    """Yield the tables of pages and slides that belong to no picture."""
    ars, category = str(data.participants["ars"].iloc[0]), peers.known_categories(data)[0]
    yield from ((table.name, listed_rows(data.tables[table.name], table, data.names, lang)) for table in TABLES)
    yield "facts", profile.facts(data, ars, lang)
    yield "news", news_pictures.measures(after(data, dt.date(2025, 4, 8)), data.as_of, lang).whole
    yield "peers", peers.table(peers.who_has(data, category), lang)
    yield from ((each.code, each.table) for each in made(data).slides if each.table is not None)


def columns(frames: dict[str, pd.DataFrame], lang: Language) -> Iterator[tuple[str, str, Any]]:
    for name, frame in frames.items():
        for label, values in wording.readable(frame, lang).items():
            yield from ((name, str(label), value) for value in values.dropna().unique())


@pytest.mark.parametrize("name", each(DATA, ["public"]))
@pytest.mark.parametrize("language", each(LANGUAGES, ["de"]))
@pytest.mark.night
def test_no_year_has_a_separator(name: str, language: str) -> None:
    lang = Language(language)
    frames = {made: picture.table for made, picture in pictures(name, language).items()}
    cells = list(columns(frames | dict(page_tables(DATA[name], lang)), lang))
    quantities = (
        lang.of(table[each].label) for table in TABLES for each in ("population", "funding_eur") if each in table
    )
    apart = set(quantities)
    assert [cell for cell in cells if cell[1] not in apart and GROUPED_YEAR.search(str(cell[2]))] == []
    assert {"2024", "2025"} <= {value for _made, label, value in cells if label == lang.of(TABLES[0]["cohort"].label)}


@pytest.mark.parametrize(("lang", "said"), [(GERMAN, "2.024"), (ENGLISH, "2,024")])
def test_declaration_tells_a_year_from_a_quantity_of_the_same_size(lang: Language, said: str) -> None:
    cohort, people = (lang.of(TABLES[0][column].label) for column in ("cohort", "population"))
    rows = pd.DataFrame({cohort: pd.array([2024, None], "Int64"), people: [2024, 2025]})
    assert wording.readable(rows, lang).iloc[0].tolist() == ["2024", said]
    assert wording.readable(rows.astype("Float64"), lang).iloc[0].tolist() == ["2024", said]
    assert [cell.text for cell in grid_of(rows, lang).rows[0]] == ["2024", said]


@pytest.mark.full
def test_years_are_numbers_in_files() -> None:
    table = pictures("public", "de")["adoption_matrix"].table
    sheet = load_workbook(io.BytesIO(spreadsheet.plain_xlsx(table, Imprint("Liste"), GERMAN))).active
    assert {row[1].value for row in sheet.iter_rows(min_row=2)} == {2024, 2025}
    assert b";2024;" in wording.plain_csv(table)
    rows = wording.words(PUBLIC.measures, TABLES[1], GERMAN)
    assert {2024, 2025} <= set(rows["Staffel"])


def in_order(picture: Picture) -> bool:
    """Whether the names of the rows of the picture first occur in its table as they stand from top to bottom."""
    labels = [row.name for row in picture.spec.rows if not row.look] if picture.spec else []
    columns = [values.dropna().astype("string").unique() for _label, values in picture.table.items()]
    most = max(([each for each in values if each in labels] for values in columns), key=len)
    return most == [label for label in labels if label in most]


@EACH
def test_rows_stand_in_the_order_of_the_picture(name: str) -> None:
    apart = {"event_ribbon"}  # its rows are kinds of events; the table goes along the calendar as the marks do
    apart |= {"funding"}  # one year is drawn; the table goes through all of them
    apart |= {"progress_by_category", "journey"}  # a table of municipalities, and one along the calendar
    shown = {made: each for made, each in pictures(name, "de").items() if each.spec is not None and made not in apart}
    assert [made for made, picture in shown.items() if not in_order(picture)] == []


@pytest.mark.full
@pytest.mark.parametrize("chart", sorted(set(chart_frames.DRAWN) - {"event_ribbon"}))
def test_rows_of_small_data_stand_in_the_order_of_the_picture(chart: str) -> None:
    assert in_order(chart_frames.picture(chart, GERMAN))


def test_measures_shown_one_by_one_and_conferences_of_one_day_stand_in_the_order_of_the_picture() -> None:
    measures = chart_frames.MEASURES.iloc[[2, 0, 1]].assign(started_on=pd.Timestamp("2024-05-17"))
    conferences = chart_frames.CONFERENCES.iloc[[1, 0]].assign(starts_on=pd.Timestamp("2025-03-29"))
    timeline = timelines.measure_timeline(measures, GERMAN)
    beside = events.conference_attendance(conferences, GERMAN)
    assert in_order(timeline)
    assert beside.spec is not None
    labels = [row.name for row in beside.spec.rows]
    assert all(said in label for said, label in zip(beside.table["Kommune"], labels, strict=True))
