"""A release as one file to download: all tables as CSV or Parquet in a ZIP archive, or as a workbook."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import PurePath

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import csv_bytes, parquet_bytes
from ek_data.tables import TABLES


def csv_archive(dataset: Dataset) -> bytes:
    """Return the five tables as the CSV files that Excel opens and that can be uploaded again, in a ZIP archive."""
    names = Known.of(dataset).unique_names
    return _archive({table.file: csv_bytes(dataset.tables[table.name], table, names) for table in TABLES})


def parquet_archive(dataset: Dataset) -> bytes:
    """Return the five tables as Parquet files in a ZIP archive."""
    files = {PurePath(table.file).with_suffix(".parquet"): dataset.tables[table.name] for table in TABLES}
    return _archive({str(file): parquet_bytes(rows) for file, rows in files.items()})


def _archive(files: Mapping[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
