"""A workbook with several sheets: each is a file of its own, and what is probably not meant is left out but offered."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.dataset.dataset import Dataset
from ek_data.exports.spreadsheet import xlsx_bytes
from ek_data.settings import SHIPPED, Settings
from ek_data.store.data_sources import open_source
from ek_data.store.publisher import open_store
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.recognise import NOT_TAKEN
from ek_data.validation.sheets import CONTACTS, NO_TABLE
from tests.reading import books
from tests.store.places import shipped_store
from tests.updates.test_workflow import BASE, HEADER, NEW, SOUND

COLUMNS = HEADER.strip().split(";")
FIRST, SECOND = ([text.strip().split(";")] for text in (NEW, SOUND))
CONTACT = [["Name", "Telefon", "E-Mail"], ["Stelle A", "06131 123456", "a@example.org"]]
SUMS = [["Jahr", "Summe"], [2025, 7]]


def book(**sheets: list[list[object]]) -> Upload:
    return Upload("liste.xlsx", books.xlsx(sheets))


def prepared(**sheets: list[list[object]]) -> Preparation:
    return prepare([book(**sheets)], BASE)


def test_each_sheet_is_a_file_of_its_own_and_two_of_one_table_are_put_together() -> None:
    found = prepared(Neu=[COLUMNS, *FIRST], Alt=[COLUMNS, *SECOND], Leer=[])
    assert [(each.file, each.table.name) for each in found.checks.checked] == [
        ("liste.xlsx/Neu", "measures"),
        ("liste.xlsx/Alt", "measures"),
    ]
    assert planned(found).changes.counts["measures"] == (1, 1, 0)


def test_sheets_with_contacts_or_without_a_table_are_left_out_and_can_be_taken_all_the_same() -> None:
    found = prepared(Vorhaben=[COLUMNS, *FIRST], Kontakte=CONTACT, Summen=SUMS)
    assert found.checks.left_out == {"liste.xlsx/Kontakte": CONTACTS, "liste.xlsx/Summen": NO_TABLE}
    assert not found.blocked
    taken = found.as_table("liste.xlsx/Summen", "events")
    assert set(taken.checks.left_out) == {"liste.xlsx/Kontakte"}
    assert taken.blocked  # because columns are missing in it


def test_sheet_that_is_not_wanted_is_left_out_and_stays_so_in_the_corrected_file() -> None:
    before = prepared(Neu=[COLUMNS, *FIRST], Alt=[COLUMNS, *SECOND]).as_table("liste.xlsx/Alt", NOT_TAKEN)
    again = prepared(Neu=[COLUMNS, *FIRST], Alt=[COLUMNS, *SECOND, *FIRST]).carrying(before.choices)
    assert again.checks.left_out == {"liste.xlsx/Alt": ""}


def test_where_no_sheet_is_a_table_only_the_one_that_fits_best_is_asked_about() -> None:
    found = prepared(Liste=[["Kommune", "Was", "Wann"], ["Stadt Alzey", "Treffen", "2025"]], Summen=SUMS)
    assert [problem.file for problem in found.checks.refused] == ["liste.xlsx/Liste"]
    assert set(found.checks.left_out) == {"liste.xlsx/Summen"}


@pytest.mark.parametrize("ending", ["xlsx", "xlsm"])
def test_workbook_of_all_tables_comes_back_without_a_difference(ending: str) -> None:
    base: Dataset = open_source(Settings(data=SHIPPED), writing=False).dataset()
    found = prepare([Upload(f"export.{ending}", xlsx_bytes(base))], base)
    assert (len(found.checks.checked), found.checks.left_out, found.blocked) == (5, {}, False)
    assert planned(found).changes.empty


def test_command_line_takes_each_sheet_and_says_what_it_leaves(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    place, file = shipped_store(tmp_path / "store"), tmp_path / "liste.xlsx"
    row = ["M900", "Gemeinde Haßloch", 2024, "Padlet", "Padlet der Vereine", "umgesetzt", "Programm", "belegt"]
    file.write_bytes(books.xlsx({"Neu": [COLUMNS, row], "Alt": [COLUMNS, ["M901", *row[1:]]], "Kontakte": CONTACT}))
    who = ["--store", place, "--author", "Anna", "--note", "Liste"]
    assert main(["publish", str(file), "--table", "liste.xlsx/Alt:", *who]) == 0
    said = capsys.readouterr().out
    assert "liste.xlsx/Kontakte: nicht übernommen (Kontaktdaten)" in said
    assert "liste.xlsx/Alt: nicht übernommen." in said
    rows = open_store(place).newest()[0].measures
    assert {"M900"} == {"M900", "M901"} & set(rows["measure_id"])
