"""Data in which nobody knows one thing: no figure, picture or sentence may depend on a cell that may stay empty."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable

import pandas as pd
import pytest

from ek_data.analysis.completeness import gaps
from ek_data.analysis.reminders import questions
from ek_data.dataset.dataset import Dataset
from ek_data.figures import overview
from ek_data.figures.event_words import held_finding, lines
from ek_data.figures.headline import headline
from ek_data.figures.open_questions import open_questions
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED
from ek_data.slides.deck import Deck, deck
from ek_data.slides.options import Choice
from ek_data.slides.pptx.file import pptx
from ek_data.tables import TABLES
from ek_data.tables.types import PRECISION, Table
from ek_data.updates.workflow import Upload, prepare
from ek_data.validation.error_workbook import error_workbook, problems_csv
from tests.programme import shipped
from tests.selection import each

Spoil = Callable[[list[list[str]], int], list[list[str]]]
DATASET = shipped()
AREAS = boundaries.load(boundaries.locate(SHIPPED))
OPTIONAL = {table.name: [column.name for column in table.columns if not column.required] for table in TABLES}
SINGLY = [(table, column) for table, columns in OPTIONAL.items() for column in columns]


def without(table: str, *columns: str) -> Dataset:
    """Return the shipped data with some columns of a table empty."""
    rows = DATASET.tables[table]
    names = [name for column in columns for name in (column, f"{column}{PRECISION}") if name in rows]
    empty = {name: pd.Series(pd.NA, rows.index).astype(rows[name].dtype) for name in names}
    return Dataset({**DATASET.tables, table: rows.assign(**empty)})


def slides(sparse: Dataset) -> Deck:
    towns = tuple(sparse.municipalities["ars"])
    return deck(sparse, AREAS, Choice.of(profiles=towns[:2], since=1), GERMAN, earlier=DATASET)


def breaks_nothing(sparse: Dataset, towns: list[str]) -> None:
    """Hold that there are figures, sentences, lines and reminders."""
    assert overview.opening(headline(sparse), GERMAN).startswith("14 Kommunen")
    assert len(overview.tiles(sparse, GERMAN)) == 6
    assert len(open_questions(sparse, GERMAN)) == 3
    assert all(bool(questions(sparse, ars, GERMAN)) == bool(gaps(sparse, ars)) for ars in towns)
    assert held_finding(sparse, GERMAN)
    assert len(lines(sparse.events, sparse.names, GERMAN)) == len(sparse.events)


@pytest.mark.parametrize(
    "blank",
    each(SINGLY, {"measures-started_on", "events-attendance"}, "-".join, full=["-".join(at) for at in SINGLY[::20]]),
)
def test_what_nobody_knows_breaks_nothing(blank: tuple[str, str]) -> None:
    sparse = without(*blank)
    breaks_nothing(sparse, [sparse.municipalities["ars"].iloc[0]])


@pytest.mark.full
@pytest.mark.parametrize("table", each(OPTIONAL, {"participations"}, full=()))
def test_table_without_anything_that_may_be_unknown_breaks_nothing(table: str) -> None:
    sparse = without(table, *OPTIONAL[table])
    breaks_nothing(sparse, list(sparse.municipalities["ars"]))
    made = slides(sparse)
    assert len(made.slides) >= 9
    assert pptx(made)


@pytest.mark.night
@pytest.mark.parametrize(("table", "column"), SINGLY)
def test_slides_are_made_without_what_nobody_knows(table: str, column: str) -> None:
    sparse = without(table, column)
    breaks_nothing(sparse, list(sparse.municipalities["ars"]))
    made = slides(sparse)
    assert len(made.slides) >= 10
    assert pptx(made)


def emptied(rows: list[list[str]], at: int) -> list[list[str]]:
    return [rows[0], *([*row[:at], "", *row[at + 1 :]] for row in rows[1:])]


def shortened(rows: list[list[str]], at: int) -> list[list[str]]:
    return [[*row[:at], *row[at + 1 :]] for row in rows]


@pytest.mark.full
@pytest.mark.parametrize("table", each(TABLES, {"participations"}, lambda table: table.name, full=()))
@pytest.mark.parametrize("spoilt", [emptied, shortened])
def test_upload_that_lacks_a_column_is_told_so_and_goes_back(table: Table, spoilt: Spoil) -> None:
    with (SHIPPED / table.file).open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.reader(opened, delimiter=";"))
    for at, label in enumerate(rows[0]):
        written = io.StringIO()
        csv.writer(written, delimiter=";").writerows(spoilt(rows, at))
        prepared = prepare([Upload(table.file, written.getvalue().encode())], DATASET)
        [checked] = prepared.checks.checked
        required = next(column.required for column in table.columns if column.label.de == label)
        assert not required or label in problems_csv(checked, GERMAN).decode("utf-8-sig")
        assert prepared.blocked or not required
        assert error_workbook(checked, GERMAN)
