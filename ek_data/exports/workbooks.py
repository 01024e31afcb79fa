"""Workbooks to send: the templates with the rows of one municipality alone, and those of several in an archive."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Collection, Iterable
from pathlib import Path

from ek_data.analysis.completeness import AREAS, of_one
from ek_data.dataset.dataset import Dataset
from ek_data.exports.template import template
from ek_data.i18n import Language
from ek_data.tables.types import Table

NOT_IN_FILE_NAMES = re.compile(r"[^\w()-]+")
ASKED = tuple(dict.fromkeys(area.table for area in AREAS if not area.known_elsewhere))
"""The tables for which municipalities are asked."""


def workbook(table: Table, dataset: Dataset, ars: str, lang: Language) -> bytes:
    """Return the template of a table with what is known of one municipality, to be completed and sent back."""
    return template(table, of_one(dataset, ars), lang)


def file_name(table: Table, dataset: Dataset, ars: str) -> str:
    """Return a file name that says of which table and municipality the workbook is."""
    name = NOT_IN_FILE_NAMES.sub("-", dataset.names_by_ars[ars]).strip("-")
    return f"{Path(table.file).stem}-{name}.xlsx"


def archive(dataset: Dataset, whose: Iterable[str], lang: Language, tables: Collection[Table] = ASKED) -> bytes:
    """Return the workbooks of several municipalities as one .zip, in a folder for each."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_STORED) as archived:
        for ars in whose:
            for table in tables:
                name = file_name(table, dataset, ars)
                folder = name.removeprefix(f"{Path(table.file).stem}-").removesuffix(".xlsx")
                archived.writestr(f"{folder}-{ars}/{name}", workbook(table, dataset, ars, lang))
    return buffer.getvalue()
