"""What lies below ``/daten/``: the tables as CSV and Parquet, their description, and the page that lists them."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlencode

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import csv_bytes
from ek_data.exports.calendar import MEDIA_TYPE, calendar_file
from ek_data.exports.datapackage import SEPARATORS, datapackage, file_stem
from ek_data.exports.public_page import public_page
from ek_data.i18n import Language
from ek_data.slides.options import Choice
from ek_data.store.parquet import packed
from ek_data.tables import TABLES
from ek_data.tables.types import Table


@dataclass(frozen=True)
class Asked:
    """What the address of a public file asks for: the server's own address, a release, a language."""

    address: str
    release: int | None
    language: Language

    @property
    def query(self) -> str:
        """The query that asks for the same release and language."""
        return urlencode(Choice(release=self.release, language=self.language.code).to_query(), doseq=True)


@dataclass(frozen=True)
class PublicFile:
    """A file that is made from the data when it is asked for. A table is saved under its name, the rest is read."""

    media_type: str
    content: Callable[[Dataset, Asked], bytes]
    is_table: bool = False

    def saved_as(self, name: str, dataset: Dataset) -> str:
        """Return the name for the reader's disk: ``kommunen-stand-3.csv``."""
        stem, _dot, ending = name.rpartition(".")
        release = f"-stand-{dataset.origin.release}" if dataset.origin.release else ""
        return f"{stem}{release}.{ending}"


def _csv(table: Table, dataset: Dataset, asked: Asked) -> bytes:
    names = Known.of(dataset).unique_names
    separator = SEPARATORS[asked.language.code]
    return csv_bytes(dataset.tables[table.name], table, names, lang=asked.language, separator=separator)


def _parquet(table: Table, dataset: Dataset, asked: Asked) -> bytes:
    return bytes(packed(dataset.tables[table.name], table))


def _description(dataset: Dataset, asked: Asked) -> bytes:
    package = datapackage(dataset, asked.address, asked.language, query=asked.query)
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _events(dataset: Dataset, asked: Asked) -> bytes:
    return calendar_file(dataset, asked.language)


def _list(dataset: Dataset, asked: Asked) -> bytes:
    return public_page(dataset, asked.language, asked.query)


CALENDAR = "termine.ics"
FILES = {
    "": PublicFile("text/html; charset=utf-8", _list),
    "datapackage.json": PublicFile("application/json", _description),
    CALENDAR: PublicFile(MEDIA_TYPE, _events),
    **{
        f"{file_stem(table)}.csv": PublicFile("text/csv; charset=utf-8", partial(_csv, table), True) for table in TABLES
    },
    **{
        f"{file_stem(table)}.parquet": PublicFile("application/vnd.apache.parquet", partial(_parquet, table), True)
        for table in TABLES
    },
}
