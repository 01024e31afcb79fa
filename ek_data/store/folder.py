"""A folder of table files as a data set: the shipped facts, an export, or somebody's own files."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from ek_data.dataset.dataset import Dataset, Origin
from ek_data.errors import Invalid, Missing, Problem, Unreadable
from ek_data.i18n import N_
from ek_data.reading.raw import Raw
from ek_data.reading.read import read
from ek_data.tables import TABLES
from ek_data.tables.types import Table
from ek_data.validation.batch import Checks, check_all
from ek_data.validation.recognise import headers

ENDINGS = (".csv", ".parquet")
NO_FOLDER = N_("The folder {folder} does not exist.")
NO_FILE = N_("The file {file} is missing in the folder {folder}.")
NOT_OPENED = N_("The file {file} in the folder {folder} cannot be opened.")
ONE_ERROR = N_("The data in {folder} cannot be used. {first}")
SEVERAL_ERRORS = N_("The data in {folder} cannot be used: {n} errors. The first one: {first}")


def holds_tables(folder: Path) -> bool:
    """Return whether a table file lies in `folder`."""
    return any(_file(folder, table) for table in TABLES)


def load(folder: Path) -> Dataset:
    """Return the five tables of `folder`. Raises `Missing` or, with all problems, `Invalid`."""
    checks = checked(folder)
    if not checks.sound:
        raise _invalid(folder, checks.errors)
    return Dataset({result.table.name: result.rows for result in checks.checked}, Origin(str(folder)))


def checked(folder: Path) -> Checks:
    """Return what the table files of `folder` say, with their problems. Raises `Missing` or `Invalid`."""
    if not folder.is_dir():
        raise Missing(NO_FOLDER, folder=folder)
    raws = [_read(folder, table) for table in TABLES]
    return check_all(raws, tables={raw.file: table.name for raw, table in zip(raws, TABLES, strict=True)})


def _read(folder: Path, table: Table) -> Raw:
    file = _file(folder, table)
    if file is None:
        raise Missing(NO_FILE, file=table.file, folder=folder)
    try:
        return read(file.read_bytes(), file.name, headers())
    except OSError as error:
        raise Missing(NOT_OPENED, file=file.name, folder=folder) from error
    except Unreadable as fault:
        raise _invalid(folder, [fault.problem(file.name)]) from fault


def _file(folder: Path, table: Table) -> Path | None:
    stem = Path(table.file).stem
    return next((file for ending in ENDINGS if (file := folder / (stem + ending)).is_file()), None)


def _invalid(folder: Path, errors: Sequence[Problem]) -> Invalid:
    message = ONE_ERROR if len(errors) == 1 else SEVERAL_ERRORS
    return Invalid(message, problems=errors, folder=folder, n=len(errors), first=errors[0])
