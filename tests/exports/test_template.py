"""A template holds today's rows, helps to fill in more, and read back untouched changes nothing."""

from __future__ import annotations

import io
from pathlib import Path

import pandas as pd
import pytest
from openpyxl import Workbook, load_workbook

from ek_data.__main__ import main
from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.exports.template import SPARE_ROWS, template
from ek_data.i18n import ENGLISH, GERMAN, LANGUAGES, Language
from ek_data.reading.read import read
from ek_data.settings import SHIPPED
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES, PARTICIPATIONS, TABLES
from ek_data.tables.types import Table
from ek_data.validation.batch import check_all
from ek_data.validation.recognise import headers
from tests.programme import ALZEY, ASBACH, conference, measure, municipality, programme, shipped
from tests.selection import each

SMALL = programme(
    [
        municipality(ASBACH, name="Verbandsgemeinde Asbach", area_km2=12.345),  # three decimals: or thousands?
        municipality(ALZEY, name="=Alzey"),  # begins like a formula
    ],
    [measure(ASBACH, started_on="2024-11-01", started_on_precision="month")],  # a month is not a day
    [conference(75, "about")],
)


def opened(table: Table, dataset: Dataset = SMALL, lang: Language = GERMAN) -> Workbook:
    return load_workbook(io.BytesIO(template(table, dataset, lang)))


@pytest.mark.parametrize("language", each(LANGUAGES, {"de"}))
@pytest.mark.parametrize("table", each(TABLES, ["measures", "events"], lambda table: table.name))
@pytest.mark.parametrize("data", each(["public", "demo"], {"public"}, full=()))
def test_untouched_template_reads_back_as_the_same_rows(table: Table, data: str, language: str) -> None:
    dataset = shipped() if data == "public" else demo(14, 60)
    raw = read(template(table, dataset, Language(language)), "vorlage.xlsx", headers())
    checks = check_all([raw], dataset)
    assert [problem.located(GERMAN) for problem in checks.errors] == []
    (checked,) = checks.checked
    assert checked.table is table
    assert [problem.located(GERMAN) for problem in checked.problems] == []
    pd.testing.assert_frame_equal(checked.rows, dataset.tables[table.name])


def test_three_decimals_and_formulas_survive_the_round_trip() -> None:
    raw = read(template(MUNICIPALITIES, SMALL, GERMAN), "vorlage.xlsx", headers())
    rows = check_all([raw], SMALL).checked[0].rows
    assert rows["area_km2"].tolist()[0] == 12.345
    assert rows["name"].tolist() == ["Verbandsgemeinde Asbach", "=Alzey"]


def test_keys_and_dates_are_text_and_numbers_are_numbers() -> None:
    sheet = opened(MUNICIPALITIES)["Kommunen"]
    labels = {cell.value: cell.column_letter for cell in sheet[1]}
    assert sheet["A2"].value == "071385001000"
    assert sheet["A2"].number_format == "@"
    assert sheet[f"{labels['Staffel']}2"].value == 2024
    assert opened(MEASURES)["Maßnahmen"]["H2"].value == "11.2024"


def test_allowed_values_and_names_can_be_chosen() -> None:
    book = opened(MEASURES)
    lists = {column[0].value: [cell.value for cell in column[1:] if cell.value] for column in book["Auswahl"].columns}
    assert lists["Status"] == ["geplant", "in Vorbereitung", "umgesetzt", "beendet"]
    assert lists["Kommune"] == ["'=Alzey", "Verbandsgemeinde Asbach"]
    rules = {str(rule.sqref): rule for rule in book["Maßnahmen"].data_validations.dataValidation}
    rule = rules[f"F2:F{2 + SPARE_ROWS}"]
    assert (rule.type, rule.errorStyle) == ("list", "warning")
    assert rule.formula1.startswith("'Auswahl'!")


def test_every_column_explains_itself() -> None:
    for table in TABLES:
        book = opened(table, lang=ENGLISH)
        messages = [rule.prompt for rule in book[table.label.en].data_validations.dataValidation]
        assert len(messages) == len(table.columns)
        assert all(messages)
        explained = [row[0].value for row in book["Explanation"].iter_rows(min_row=2)]
        assert explained == [column.label.en for column in table.columns]


def test_references_to_events_can_be_chosen() -> None:
    lists = [cell.value for cell in opened(PARTICIPATIONS)["Auswahl"]["B"] if cell.value]
    assert lists == ["Veranstaltungs-Nr.", *SMALL.tables[EVENTS.name]["event_id"]]


def test_command_writes_the_template(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "vorlage.xlsx"
    assert main(["template", "kommunen", "--out", str(out), "--data", str(SHIPPED)]) == 0
    assert "Vorlage der Tabelle „Kommunen“" in capsys.readouterr().out
    assert load_workbook(out).sheetnames == ["Kommunen", "Erläuterung", "Auswahl", "Über diese Datei"]


@pytest.mark.full
def test_command_says_where_it_cannot_write(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["template", "measures", "--out", str(tmp_path / "nowhere" / "v.xlsx"), "--data", str(SHIPPED)]) == 2
    assert "kann nicht geschrieben werden" in capsys.readouterr().err
