"""A release in one file can be opened again and holds the same rows."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pandas as pd
import pytest

from ek_data.exports.archives import csv_archive, parquet_archive
from ek_data.settings import SHIPPED
from ek_data.store import folder
from ek_data.tables import TABLES


@pytest.mark.parametrize("archive", [csv_archive, parquet_archive])
def test_archive_unpacks_to_the_same_data(archive, tmp_path: Path) -> None:
    dataset = folder.load(SHIPPED)
    zipfile.ZipFile(io.BytesIO(archive(dataset))).extractall(tmp_path)
    again = folder.load(tmp_path)
    for table in TABLES:
        pd.testing.assert_frame_equal(again.tables[table.name], dataset.tables[table.name])
