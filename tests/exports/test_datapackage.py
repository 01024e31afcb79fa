import csv
import datetime as dt
import io
import json
import re
from dataclasses import replace
from typing import Any

import pandas as pd
import pyarrow.parquet as pq
import pytest

import tests.programme
from ek_data.dataset.dataset import Dataset, Origin
from ek_data.demo import demo
from ek_data.exports.datapackage import datapackage, file_stem
from ek_data.exports.public import FILES, FileRequest
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.settings import SHIPPED
from ek_data.tables import TABLES
from tests.programme import ALZEY, ALZEY_WORMS, measure, municipality, programme

ADDRESS = "https://beispiel.de"
LANGUAGES = pytest.mark.parametrize("language", [GERMAN, ENGLISH], ids=["de", "en"])


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return tests.programme.shipped()


def resources(dataset: Dataset, lang: Language = GERMAN) -> dict[str, Any]:
    return {each["name"]: each for each in datapackage(dataset, ADDRESS, lang)["resources"]}


def read_as_described(dataset: Dataset, resource: dict[str, Any], lang: Language) -> list[dict[str, str]]:
    """Read the CSV with nothing but the description."""
    name = resource["path"].rpartition("/")[2]
    text = (
        FILES[name]
        .content(dataset, FileRequest(ADDRESS, None, lang))
        .decode(resource["encoding"])
        .removeprefix("\ufeff")
    )
    dialect = resource["dialect"]
    lines = io.StringIO(text, newline=dialect["lineTerminator"])
    return list(csv.DictReader(lines, delimiter=dialect["delimiter"], quotechar=dialect["quoteChar"], strict=True))


def keeps(text: str, field: dict[str, Any]) -> bool:
    """Whether a cell is what its field says, in the terms of Table Schema."""
    allowed = field["constraints"]
    if text == "":
        return not allowed["required"]
    number = {"integer": int, "number": lambda text: float(text.replace(field["decimalChar"], "."))}.get(field["type"])
    value = number(text) if number else text
    return (
        ("enum" not in allowed or text in allowed["enum"])
        and ("pattern" not in allowed or re.fullmatch(allowed["pattern"], text) is not None)
        and ("minimum" not in allowed or value >= allowed["minimum"])
        and ("maximum" not in allowed or value <= allowed["maximum"])
    )


def test_five_tables_are_there_as_csv_and_as_parquet(shipped: Dataset) -> None:
    paths = [each["path"] for each in datapackage(shipped, ADDRESS)["resources"]]
    stems = [file_stem(table) for table in TABLES]
    assert paths == [f"{ADDRESS}/daten/{stem}.{ending}" for ending in ("csv", "parquet") for stem in stems]
    assert {path.rpartition("/")[2] for path in paths} == set(FILES) - {"", "datapackage.json", "termine.ics"}


@LANGUAGES
def test_the_csv_reads_back_as_described(shipped: Dataset, language: Language) -> None:
    for table in TABLES:
        resource = resources(shipped, language)[file_stem(table)]
        rows = read_as_described(shipped, resource, language)
        fields = resource["schema"]["fields"]
        assert len(rows) == len(shipped.tables[table.name]) > 0
        assert (
            list(rows[0])
            == [field["name"] for field in fields]
            == [language.of(column.label) for column in table.columns]
        )
        assert [(row, field["name"]) for row in rows for field in fields if not keeps(row[field["name"]], field)] == []


@LANGUAGES
def test_keys_are_unique_and_references_are_there(shipped: Dataset, language: Language) -> None:
    described = resources(shipped, language)
    read = {name: read_as_described(shipped, described[name], language) for name in map(file_stem, TABLES)}
    for name, rows in read.items():
        schema = described[name]["schema"]
        keys = [tuple(row[field] for field in schema["primaryKey"]) for row in rows]
        assert len(set(keys)) == len(keys)
        for foreign in schema["foreignKeys"]:
            [here], [there] = foreign["fields"], foreign["reference"]["fields"]
            targets = {row[there] for row in read[foreign["reference"]["resource"]]}
            assert {row[here] for row in rows} - {""} <= targets
    assert [len(described[file_stem(table)]["schema"]["foreignKeys"]) for table in TABLES] == [0, 1, 1, 2, 1]


def test_rules_of_the_declaration_are_constraints(shipped: Dataset) -> None:
    fields = {field["name"]: field for field in resources(shipped)["kommunen"]["schema"]["fields"]}
    assert fields["Einwohnerzahl"]["constraints"] == {"required": False, "minimum": 1, "maximum": 5_000_000}
    assert fields["Regionalschlüssel"]["constraints"] == {"required": True, "pattern": r"(07\d{10}|x(-[a-z0-9]+)+)"}
    assert fields["Staffel"]["constraints"] == {"required": True, "minimum": 2024, "maximum": 2050}
    assert fields["Fläche (km²)"]["description"].endswith("Einheit: km².")
    assert fields["Quelle"]["format"] == "uri"


def test_a_partial_date_is_no_date_in_csv(shipped: Dataset) -> None:
    [date] = [field for field in resources(shipped)["veranstaltungen"]["schema"]["fields"] if field["name"] == "Datum"]
    assert date["type"] == "string"
    assert all(keeps(text, date) for text in ("2024-11-23", "2024-11", "2024", ""))
    assert not keeps("23.11.2024", date)


def test_parquet_holds_the_columns_and_codes_described(shipped: Dataset) -> None:
    for table in TABLES:
        content = FILES[f"{file_stem(table)}.parquet"].content(shipped, FileRequest(ADDRESS, None, GERMAN))
        rows = pq.read_table(io.BytesIO(content)).to_pandas()
        fields = {
            field["name"]: field for field in resources(shipped)[f"{file_stem(table)}-parquet"]["schema"]["fields"]
        }
        assert list(rows) == list(fields)
        for name, field in fields.items():
            assert set(rows[name].dropna()) <= set(field["constraints"].get("enum", rows[name].dropna()))
            assert pd.api.types.is_datetime64_any_dtype(rows[name]) == (field["type"] == "datetime")


def test_a_name_that_two_municipalities_share_is_no_key() -> None:
    twins = [municipality(ALZEY_WORMS, name="Stadt Au"), municipality(ALZEY, name="Stadt Au")]
    described = resources(programme(twins, [measure(ALZEY)]))
    assert described["massnahmen"]["schema"]["foreignKeys"] == []
    assert len(described["massnahmen-parquet"]["schema"]["foreignKeys"]) == 1


def test_a_release_gives_version_and_time(shipped: Dataset) -> None:
    at = dt.datetime(2025, 11, 19, 8, 30, tzinfo=dt.UTC)
    package = datapackage(replace(shipped, origin=Origin("", 3, at)), ADDRESS, query="stand=3")
    assert (package["version"], package["created"]) == ("3", "2025-11-19T08:30:00+00:00")
    assert all(each["path"].endswith("?stand=3") for each in package["resources"])
    assert not {"version", "created"} & set(datapackage(shipped, ADDRESS))


def test_sources_and_terms_are_those_of_the_shipped_data(shipped: Dataset) -> None:
    package = datapackage(shipped, ADDRESS)
    assert {each["path"] for each in package["sources"]} >= set(shipped.key_facts["source_url"])
    assert "Destatis" in package["licenses"][0]["title"]
    assert "name" not in package["licenses"][0]  # there is no licence with a name
    terms = package["licenses"][0]["title"].partition(": ")[2]
    assert terms in (SHIPPED / "QUELLEN.md").read_text(encoding="utf-8")


def test_invented_data_say_so_and_name_no_source() -> None:
    package = datapackage(demo(municipalities=14, measures=20), ADDRESS)
    assert package["title"].startswith("Beispieldaten")
    assert not {"sources", "licenses"} & set(package)


def test_empty_tables_are_described_too() -> None:
    package = datapackage(programme(), ADDRESS)
    assert json.loads(json.dumps(package)) == package
    assert "sources" not in package  # the profile knows no empty list
