"""The public tables described for other programs: a Frictionless Data Package, profile 2.0, from the declaration.

The CSV is the one that Excel opens by double click and that can be uploaded again: in German with semicolon and decimal
comma, as Power Query and Datawrapper read it where German is set, in English with comma and decimal point. It holds
words and names of municipalities. The Parquet files hold codes, regional keys, and dates with their precision.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import Any
from urllib.parse import urlsplit

from ek_data.about import sources
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.lookup import Known
from ek_data.i18n import GERMAN, N_, Language
from ek_data.programme.current import current
from ek_data.tables import BY_NAME, MUNICIPALITIES, TABLES
from ek_data.tables.types import (
    AtLeast,
    Between,
    Column,
    NotAfterToday,
    Precision,
    RegionalKey,
    RegionalKeys,
    Rule,
    Table,
    Type,
    YearOfCohort,
)

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
SEPARATORS, DECIMAL_SIGNS = {"de": ";", "en": ","}, {"de": ",", "en": "."}
PARTIAL_DATE = r"\d{4}(-\d{2}(-\d{2})?)?"
TYPES = {Type.INTEGER: "integer", Type.YEAR: "integer", Type.DECIMAL: "number"}

TITLE = N_("Public data of {of_the_programme} {in_region}")
DESCRIPTION = N_(
    "Who takes part in the programme, what the municipalities do, and which events there were, as publicly reported. "
    "An empty cell means: not known; it never means zero. Each row names its source. A text that a spreadsheet would "
    "take for a formula begins with an apostrophe."
)
PARTIAL = N_("A day, a month or a year, as precise as it is known: 2024-11-23, 2024-11 or 2024.")
PRECISION = N_("How precisely the date is known. The date itself is the first day of the month or year.")
UNIT = N_("Unit: {unit}.")


def datapackage(dataset: Dataset, address: str, lang: Language = GERMAN, *, query: str = "") -> dict[str, Any]:
    """Return the description of the five tables at ``<address>/daten/``, ready for JSON.

    `query` is appended to the addresses of the files, where they are asked for in one language or one release.
    """
    package = {
        "$schema": PROFILE,
        "name": current().programme.code,
        "title": f"{DEMO_MARK}: {lang(TITLE)}" if dataset.demo else lang(TITLE),
        "description": lang(DESCRIPTION),
        "homepage": address,
        "version": str(dataset.origin.release or ""),
        "created": dataset.origin.published_at.isoformat() if dataset.origin.published_at else "",
        "licenses": [] if dataset.demo else _licences(address, lang),
        "sources": [{"title": urlsplit(url).hostname or url, "path": url} for url in _cited(dataset)],
        "resources": [*_csv_files(dataset, address, query, lang), *_parquet_files(address, query, lang)],
    }
    return _filled(package)


def _licences(address: str, lang: Language) -> list[dict[str, str]]:
    return [{"path": f"{address}/quellen", "title": lang.of(each)} for each in current().licences]


def file_stem(table: Table) -> str:
    """Return the name of a table in public addresses: "kommunen" for ``kommunen.csv``."""
    return PurePosixPath(table.file).stem


def _csv_files(dataset: Dataset, address: str, query: str, lang: Language) -> Iterable[dict[str, Any]]:
    known = Known.of(dataset)
    by_name = len(known.unique_names) == len(dataset.municipalities)
    for table in TABLES:
        yield _resource(table, lang) | {
            "name": file_stem(table),
            "path": _path(address, f"{file_stem(table)}.csv", query),
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "dialect": {"delimiter": SEPARATORS[lang.code], "lineTerminator": "\r\n", "quoteChar": '"', "header": True},
            "schema": {
                "fields": [_csv_field(column, lang) for column in table.columns],
                "missingValues": [""],
                "primaryKey": [lang.of(table[name].label) for name in table.key],
                "foreignKeys": [
                    _foreign_key(
                        lang.of(column.label), file_stem(BY_NAME[column.refers_to]), lang.of(_named(column).label)
                    )
                    for column in table.columns
                    if column.refers_to and (by_name or column.type is not Type.ARS)
                ],
            },
        }


def _parquet_files(address: str, query: str, lang: Language) -> Iterable[dict[str, Any]]:
    for table in TABLES:
        yield _resource(table, lang) | {
            "name": f"{file_stem(table)}-parquet",
            "path": _path(address, f"{file_stem(table)}.parquet", query),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": {
                "fields": [field for column in table.columns for field in _parquet_fields(column, lang)],
                "primaryKey": list(table.key),
                "foreignKeys": [
                    _foreign_key(
                        column.name, f"{file_stem(BY_NAME[column.refers_to])}-parquet", BY_NAME[column.refers_to].key[0]
                    )
                    for column in table.columns
                    if column.refers_to
                ],
            },
        }


def _resource(table: Table, lang: Language) -> dict[str, Any]:
    return {"type": "table", "title": lang.of(table.label), "description": lang.of(table.description)}


def _path(address: str, file: str, query: str) -> str:
    return f"{address}/daten/{file}" + (f"?{query}" if query else "")


def _csv_field(column: Column, lang: Language) -> dict[str, Any]:
    field = _field(column, lang.of(column.label), lang)
    match column.type:
        case Type.DATE:
            field["description"] += " " + lang(PARTIAL)
            field["constraints"]["pattern"] = PARTIAL_DATE
        case Type.CHOICE:
            field["constraints"]["enum"] = [lang.of(option.words) for option in column.options]
        case Type.DECIMAL:
            field["decimalChar"] = DECIMAL_SIGNS[lang.code]
    return field


def _parquet_fields(column: Column, lang: Language) -> list[dict[str, Any]]:
    field = _field(column, column.name, lang)
    match column.type:
        case Type.DATE:
            precision = {"name": column.precision, "type": "string", "description": lang(PRECISION)}
            return [field | {"type": "datetime"}, precision | {"constraints": {"enum": list(Precision)}}]
        case Type.CHOICE:
            field["categories"] = [{"value": option.code, "label": lang.of(option.words)} for option in column.options]
            field["constraints"]["enum"] = list(column.codes)
    return [field]


def _field(column: Column, name: str, lang: Language) -> dict[str, Any]:
    unit = [lang(UNIT, unit=lang.of(column.unit.words))] if column.unit else []
    field: dict[str, Any] = {
        "name": name,
        "title": lang.of(column.label),
        "description": " ".join([lang.of(column.description), *unit]),
        "type": TYPES.get(column.type, "string"),
        "constraints": {"required": column.required},
    }
    for rule in column.rules:
        if rule.severity == "error" and not column.refers_to:
            field["constraints"] |= _constraint(rule)
    return field | ({"format": "uri"} if column.type is Type.URL else {})


def _constraint(rule: Rule) -> Mapping[str, Any]:
    """Return the rule in the terms of Table Schema."""
    match rule:
        case AtLeast(minimum):
            return {"minimum": minimum}
        case Between(minimum, maximum):
            return {"minimum": minimum, "maximum": maximum}
        case RegionalKey() | RegionalKeys():
            return {"pattern": rule.pattern}
        case YearOfCohort():
            return {"minimum": current().cohorts.first, "maximum": current().cohorts.last}
        case NotAfterToday():
            return {}  # because a descriptor that is read tomorrow knows no today
    raise TypeError(rule)  # a new kind of rule needs its words here


def _named(column: Column) -> Column:
    """Return the column that holds what the cells of `column` say in CSV: municipalities stand there by name."""
    table = BY_NAME[str(column.refers_to)]
    return table["name"] if table is MUNICIPALITIES else table[table.key[0]]


def _foreign_key(field: str, resource: str, there: str) -> dict[str, Any]:
    return {"fields": [field], "reference": {"resource": resource, "fields": [there]}}


def _cited(dataset: Dataset) -> list[str]:
    return [] if dataset.demo else sources.register(dataset, GERMAN).iloc[:, 0].tolist()


def _filled(package: Mapping[str, Any]) -> dict[str, Any]:
    """Return what is not empty, because the profile knows no empty lists and texts."""
    return {name: value for name, value in package.items() if value}
