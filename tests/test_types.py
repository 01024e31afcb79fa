"""Every type of a column means something in every room: its text is read, written, shown, compared and described."""

import pandas as pd
import pyarrow as pa
import pytest

from ek_data.changes.diff import difference
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.exports.datapackage import datapackage
from ek_data.i18n import GERMAN
from ek_data.tables import BY_NAME, dictionary
from ek_data.tables.types import Type
from ek_data.validation.parse import coerce

# what a file writes, what a page shows, what it is in a data package
CASES = {
    Type.TEXT: ("measures", "title", "Padlet", "Padlet", "string"),
    Type.KEY: ("measures", "measure_id", "007", "007", "string"),
    Type.ARS: ("municipalities", "ars", "071385001000", "071385001000", "string"),
    Type.URL: ("measures", "source_url", "https://www.rlp.de/", "https://www.rlp.de/", "string"),
    Type.CHOICE: ("measures", "status", "umgesetzt", "umgesetzt", "string"),
    Type.DATE: ("measures", "started_on", "2024-11", "11/2024", "string"),
    Type.INTEGER: ("measures", "reach", "1200", 1200, "integer"),
    Type.YEAR: ("measures", "cohort", "2024", 2024, "integer"),
    Type.DECIMAL: ("measures", "funding_eur", "1200,5", 1200.5, "number"),
}
PACKAGED = {
    (field.get("title"), resource["name"]): field["type"]
    for resource in datapackage(Dataset.of(), "https://example.org")["resources"]
    for field in resource["schema"]["fields"]
}
EACH = pytest.mark.parametrize("type_", CASES, ids=str)


def rows(type_: Type) -> pd.DataFrame:
    """Return one row of the table that the case is about, with the value of the case as it is read from a file."""
    name, column, text, *_told = CASES[type_]
    table = BY_NAME[name]
    read = coerce(pa.chunked_array([[text]], pa.string()), table[column], Known.of(Dataset.of()))
    assert (read.problems, read.repairs) == ({}, {})
    return table.typed(pd.DataFrame(read.typed(table[column])))


def test_no_type_is_left_out() -> None:
    assert set(CASES) == set(Type)
    assert all(BY_NAME[name][column].type is type_ for type_, (name, column, *_told) in CASES.items())


@EACH
def test_text_of_a_file_is_read_and_written_the_same(type_: Type) -> None:
    name, column, text, *_told = CASES[type_]
    table = BY_NAME[name]
    assert wording.texts(rows(type_), table, {})[table[column].label.de].tolist() == [text]


@EACH
def test_value_is_shown_in_words(type_: Type) -> None:
    name, column, _text, shown, _package = CASES[type_]
    table = BY_NAME[name]
    assert wording.words(rows(type_), table, GERMAN)[table[column].label.de].tolist() == [shown]


@EACH
def test_change_from_nothing_to_the_value_is_one_change(type_: Type) -> None:
    name, column, *_told = CASES[type_]
    key = dict.fromkeys(BY_NAME[name].key, "071385001000")
    after = rows(type_)
    after = after if column in key else after.assign(**key)
    before = after.drop(columns=[] if column in key else [column])
    changed = difference(Dataset.of(**{name: before}), Dataset.of(**{name: after})).tables[name]
    assert int(changed.differs.to_numpy().sum()) == (0 if column in key else 1)


@EACH
def test_type_is_described_for_people_and_for_programs(type_: Type) -> None:
    name, column, _text, _shown, package = CASES[type_]
    table = BY_NAME[name]
    described = dictionary.columns(table, GERMAN).iloc[[each.name for each in table.columns].index(column)]
    assert described["Art"] == GERMAN(dictionary.TYPES[type_])
    assert PACKAGED[table[column].label.de, table.file.removesuffix(".csv")] == package
