"""Files of a release: what Excel and programs open, and what comes back when they are read again."""

from __future__ import annotations

import datetime as dt
import io
import tempfile
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from ek_data.dataset.dataset import DEMO_MARK, Dataset, Origin
from ek_data.dataset.filters import Selection
from ek_data.errors import Fault
from ek_data.exports import spreadsheet
from ek_data.exports.imprint import Imprint
from ek_data.exports.spreadsheet import csv_archive, csv_bytes, parquet_archive, plain_xlsx, write_folder, xlsx_bytes
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.store import data_sources
from ek_data.store.data_sources import load
from ek_data.tables import KEY_FACTS, MEASURES, TABLES
from ek_data.tables.shared_choices import CERTAINTIES, RELATIONS
from ek_data.tables.types import Precision
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Upload, prepare
from ek_data.validation.parsers import text as words
from tests.dataset.test_wording import ALZEY_WORMS, ASBACH, ONE_OF_EACH
from tests.decks import DEMO
from tests.programme import shipped
from tests.selection import each


def test_csv_is_what_german_excel_opens() -> None:
    content = csv_bytes(ONE_OF_EACH, MEASURES, {ASBACH: "Verbandsgemeinde Asbach"})
    assert content.startswith(b"\xef\xbb\xbf")
    header, row, end = content.decode("utf-8-sig").split("\r\n")
    assert header.startswith("Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status")
    assert row == ("M1;Verbandsgemeinde Asbach;2024;Vereinsdatenbank;'=1+1;in Vorbereitung;;2024-11;;1500;1234,5;;;;;;")
    assert end == ""


def test_a_municipality_without_a_name_of_its_own_is_written_as_its_key() -> None:
    assert f"M1;{ASBACH};" in csv_bytes(ONE_OF_EACH, MEASURES, {}).decode("utf-8-sig")


def test_english_csv_has_english_words_and_a_decimal_point() -> None:
    content = csv_bytes(ONE_OF_EACH, MEASURES, {}, lang=ENGLISH, separator=",").decode("utf-8-sig")
    assert "Association database" in content
    assert ",1234.5," in content


@pytest.mark.full
@pytest.mark.parametrize("archive", each([csv_archive, parquet_archive], ["csv_archive"], lambda made: made.__name__))
def test_archive_unpacks_to_the_same_data(archive, tmp_path: Path) -> None:
    dataset = shipped()
    zipfile.ZipFile(io.BytesIO(archive(dataset))).extractall(tmp_path)
    again = data_sources.load(tmp_path)
    for table in TABLES:
        pd.testing.assert_frame_equal(again.tables[table.name], dataset.tables[table.name])


def test_the_workbook_keeps_keys_as_text_and_numbers_as_numbers() -> None:
    dataset = shipped()
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(dataset)))
    assert book.sheetnames == [*(table.label.de for table in TABLES), "Über diese Datei"]
    sheet = book["Kommunen"]
    cells = dict(zip((cell.value for cell in sheet[1]), sheet[2], strict=True))
    assert cells["Regionalschlüssel"].value == dataset.municipalities["ars"].iloc[0]
    assert cells["Einwohnerzahl"].value == dataset.municipalities["population"].iloc[0]
    assert cells["Stand der Einwohnerzahl"].is_date
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == (
        "A2",
        f"A1:{sheet.cell(sheet.max_row, len(cells)).coordinate}",
    )


def test_a_formula_in_a_workbook_is_text() -> None:
    sheet, _about = plain(pd.DataFrame({"a": ["=1+1"]}), "Liste: [1]").worksheets
    assert (sheet["A2"].data_type, sheet.title) == ("s", "Liste 1")


def test_a_text_too_long_for_a_cell_is_told() -> None:
    with pytest.raises(Fault, match="longer than a cell"):
        plain(pd.DataFrame({"a": ["x" * 32_768]}))


def plain(rows: pd.DataFrame, title: str = "Liste", lang: Language = GERMAN, **more: Any) -> Workbook:
    about = Imprint.of(title, shipped(), lang, **more)
    return openpyxl.load_workbook(io.BytesIO(plain_xlsx(rows, about, lang)))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("11", 11),  # a month of the programme
        ("89.974", 89_974),
        ("953,59", 953.59),
        ("0,50", 0.5),
        ("2024", 2024),
        ("-3", -3),
        ("08.04.2025", dt.datetime(2025, 4, 8)),
        ("8. April 2025", dt.datetime(2025, 4, 8)),
        ("November 2024", "November 2024"),  # no day
        ("30. Februar 2024", "30. Februar 2024"),
        ("3. Mai 1215", "3. Mai 1215"),  # Excel has no such day
        ("rund 75", "rund 75"),
        ("noch nicht berichtet", "noch nicht berichtet"),
        ("073310000000", "073310000000"),  # keys
        ("110000000000", "110000000000"),
        ("007", "007"),
        ("1.2.3", "1.2.3"),
        ("1,2,3", "1,2,3"),
        ("12.34", "12.34"),  # grouped otherwise than here
        ("12345", "12345"),
    ],
)
def test_text_that_writes_a_number_or_a_day_is_one_in_a_workbook(text: str, value: object) -> None:
    cell = plain(pd.DataFrame({"a": ["Wort", text]})).worksheets[0]["A3"]
    assert cell.value == value
    assert cell.number_format == {str: "@", dt.datetime: "dd.mm.yyyy"}.get(type(value), "General")


def test_english_texts_are_read_as_english() -> None:
    rows = pd.DataFrame({"a": ["89,974", "953.59", "8 April 2025", "89.974"]})
    values = [cell.value for cell in plain(rows, lang=ENGLISH).worksheets[0]["A"][1:]]
    assert values == [89_974, 953.59, dt.datetime(2025, 4, 8), 89.974]


def test_workbook_says_what_it_is_from_when_and_where() -> None:
    chosen = Selection.of(cohorts=(2024,))
    book = plain(pd.DataFrame({"a": [1]}), sources=("https://a.example/x",), selection=chosen)
    said = [tuple(cell.value for cell in row) for row in book["Über diese Datei"].iter_rows()]
    assert said == [
        ("Titel", "Liste"),
        ("Stand", "19. November 2025"),
        ("Filter", "Staffel: 2024"),
        ("Quelle", "https://a.example/x"),
    ]
    assert (book.properties.title, book.properties.subject) == ("Liste", "19. November 2025 · Staffel: 2024")
    released = replace(shipped(), origin=Origin("", 3, dt.datetime(2025, 11, 27, 12, tzinfo=dt.UTC)))
    assert ("Datenstand", "3 vom 27. November 2025") in Imprint.of("Liste", released, GERMAN).lines
    assert ("Daten", DEMO_MARK) in Imprint.of("Liste", DEMO, GERMAN).lines


@pytest.mark.parametrize(
    ("title", "sheet"),
    [
        ("Erste umgesetzte Maßnahme jeder Kommune", "Erste umgesetzte Maßnahme…"),
        ("Maßnahmen nach Status", "Maßnahmen nach Status"),
        ("'Liste'", "Liste"),
    ],
)
def test_sheet_has_whole_words_of_the_title(title: str, sheet: str) -> None:
    book = plain(pd.DataFrame({"a": [1]}), title)
    assert book.sheetnames == [sheet, "Über diese Datei"]
    assert book.properties.title == title


def test_sheet_on_the_file_is_no_table_when_the_workbook_comes_back() -> None:
    prepared = prepare([Upload("alle.xlsx", xlsx_bytes(shipped()))], shipped())
    assert not [raw.sheet for raw in prepared.raws if raw.sheet == "Über diese Datei"]
    assert planned(prepared).changes.empty


def test_parquet_keeps_the_types() -> None:
    table = pq.read_table(io.BytesIO(spreadsheet.parquet_bytes(ONE_OF_EACH)))
    pd.testing.assert_frame_equal(MEASURES.typed(table.to_pandas()), ONE_OF_EACH)


def assert_comes_back(dataset: Dataset) -> None:
    with tempfile.TemporaryDirectory() as folder:
        write_folder(dataset, Path(folder))
        loaded = load(Path(folder))
    for table in TABLES:
        pd.testing.assert_frame_equal(loaded.tables[table.name], dataset.tables[table.name])


def test_the_shipped_data_come_back() -> None:
    assert_comes_back(shipped())


TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=30).map(words.tidied)
CLEAN = (TEXTS | st.sampled_from(["=1+1", "'=x", "-5", "zwei\nZeilen", 'ein "Wort"; und', "k. A."])).filter(
    lambda text: text != "" and words.text(text).value == text and not words.GUARDED.match(text)
)
GUARDED = st.sampled_from(["'=x", "''+y"])
DAYS = st.dates(pd.Timestamp(2020, 1, 1).date(), pd.Timestamp(2025, 12, 31).date())  # what has happened is past


@st.composite
def partial_dates(draw: st.DrawFn) -> tuple[pd.Timestamp | None, str | None]:
    precision = draw(st.none() | st.sampled_from(list(map(str, Precision))))
    day = pd.Timestamp(draw(DAYS))
    first = {"day": day, "month": day.replace(day=1), "year": day.replace(month=1, day=1)}
    return (first[precision], precision) if precision else (None, None)


@st.composite
def datasets(draw: st.DrawFn) -> Dataset:
    """Draw a data set that obeys the declaration, with awkward texts, numbers and dates."""
    numbers = st.floats(0, 1e12, allow_subnormal=False)
    count = draw(st.integers(0, 4))
    dates = [draw(partial_dates()) for _row in range(count)]
    options = {
        "category": MEASURES["category"].options,
        "status": MEASURES["status"].options,
        "relation": RELATIONS,
        "certainty": CERTAINTIES,
    }
    chosen = {
        name: [draw(st.sampled_from([option.code for option in allowed])) for _row in range(count)]
        for name, allowed in options.items()
    }
    return Dataset.of(
        municipalities=pd.DataFrame(
            {
                "ars": [ASBACH, ALZEY_WORMS],
                "name": ["Verbandsgemeinde Asbach", draw(CLEAN)],
                "kind": ["association", "district"],
                "cohort": [2024, 2025],
                "status": ["active", "left"],
                "note": [draw(st.none() | CLEAN | GUARDED), None],
                "latitude": [draw(st.floats(48.9, 51.0)), None],
                "certainty": ["sourced", "derived"],
            }
        ),
        measures=pd.DataFrame(
            chosen
            | {
                "measure_id": [f"{row:03}" for row in range(count)],
                "municipality": [draw(st.none() | st.sampled_from([ASBACH, ALZEY_WORMS])) for _row in range(count)],
                "title": [draw(CLEAN | GUARDED) for _row in range(count)],
                "started_on": [first for first, _precision in dates],
                "started_on_precision": [precision for _first, precision in dates],
                "reach": [draw(st.none() | st.integers(0, 10**14)) for _row in range(count)],
                "funding_eur": [draw(st.none() | numbers) for _row in range(count)],
            }
        ).assign(cohort=lambda rows: rows["municipality"].map({ASBACH: 2024, ALZEY_WORMS: 2025}).fillna(2024)),
        key_facts=pd.DataFrame(
            {
                "fact_id": ["F1"],
                "metric": [draw(st.sampled_from(KEY_FACTS["metric"].codes))],
                "title": [draw(CLEAN)],
                "value": [draw(st.none() | st.floats(-1e14, 1e14))],
                "source_url": ["https://www.rlp.de/"],
                "certainty": ["sourced"],
            }
        ),
    )


@pytest.mark.full
@pytest.mark.parametrize("examples", [4, pytest.param(200, marks=pytest.mark.night)])
def test_every_data_set_comes_back_from_a_folder(examples: int) -> None:
    settings(max_examples=examples, deadline=None)(given(datasets())(assert_comes_back))()
