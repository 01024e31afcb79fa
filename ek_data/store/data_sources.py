"""Sources of the data: a folder of tables, the releases of a store, or invented data."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ek_data.dataset.dataset import Dataset, Origin
from ek_data.demo import demo
from ek_data.errors import Conflict, Fault, Invalid, Missing, Problem, Unreadable
from ek_data.geo import boundaries
from ek_data.i18n import N_
from ek_data.programme.current import in_folder, use
from ek_data.programme.parsing import FILE_NAME
from ek_data.reading.raw import Raw
from ek_data.reading.read import read
from ek_data.settings import SHIPPED, Settings
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store, ensure_first, make_store, open_store
from ek_data.tables import TABLES
from ek_data.tables.types import Table
from ek_data.validation.batch import Checks, check_all
from ek_data.validation.recognise import headers

ENDINGS = (".csv", ".parquet")
WORKBOOKS = (".xlsx", ".xls", ".ods")
NO_FOLDER = N_("The folder {folder} does not exist.")
NO_FILE = N_("The file {file} is missing in the folder {folder}.")
NOT_READ = N_(
    "{file} is not read: the tables of a folder are CSV. Drop it on the page “Update data”, or make a CSV of it: uv "
    "run ek-data read {path} > {csv}"
)
NOT_OPENED = N_("The file {file} in the folder {folder} cannot be opened.")
SHIPPED_INSTEAD = N_("The folder {folder} has no {file}: the one that comes with the dashboard is used.")
NOTHING_INSTEAD = N_("The folder {folder} has no {file}: where the data come from stands in their rows only.")
ACCOUNT = "QUELLEN.md"
ONE_ERROR = N_("The data in {folder} cannot be used. {first}")
SEVERAL_ERRORS = N_(
    "The data in {folder} cannot be used: {n} errors. The first one: {first} All are listed by: uv run ek-data check "
    "{folder}"
)


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
    use(in_folder(folder))
    raws = [_read(folder, table) for table in TABLES]
    return check_all(raws, tables={raw.file: table.name for raw, table in zip(raws, TABLES, strict=True)})


def table_files(folder: Path) -> list[Path]:
    """Return the table files that lie in a folder."""
    return [file for table in TABLES if (file := _file(folder, table))]


def stand_ins(folder: Path) -> Iterator[Fault]:
    """Yield what a folder of tables does not hold, each with what is used instead."""
    if not (folder / FILE_NAME).is_file():
        yield Fault(SHIPPED_INSTEAD, folder=folder, file=FILE_NAME)
    if not boundaries.locate(folder).is_file():
        yield Fault(SHIPPED_INSTEAD, folder=folder, file=boundaries.SHIPPED)
    if not (folder / ACCOUNT).is_file():
        yield Fault(NOTHING_INSTEAD, folder=folder, file=ACCOUNT)


def not_read(folder: Path) -> Iterator[Fault]:
    """Yield which tables a folder lacks, and which workbooks in it look like one."""
    for table in TABLES:
        csv = folder / table.file
        if _file(folder, table) is None:
            yield Missing(NO_FILE, file=table.file, folder=folder)
        for path in (csv.with_suffix(ending) for ending in WORKBOOKS if csv.with_suffix(ending).is_file()):
            yield Fault(NOT_READ, file=path.name, path=path, csv=csv)


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


MEASURES_EACH = 28  # invented measures for each invented municipality: 400 for 14


class Source(Protocol):
    """What can give the data; pages see nothing of where they lie."""

    def version(self) -> str:
        """Return a short text that changes whenever there is something new to show. Cheap enough for every run."""

    def dataset(self, release: int | None = None) -> Dataset:
        """Return the data of `release`, or the newest that is sound. Raises a `Fault` if there is none."""

    def releases(self) -> tuple[Release, ...]:
        """Return the releases there are, newest first; none where the data are no releases."""

    def faults(self) -> tuple[Fault, ...]:
        """Return what is wrong with the place, although data can be shown."""


@dataclass(frozen=True)
class FolderSource:
    """The table files of a folder, as they are now. `instead_of` says of what they stand in the place."""

    path: Path
    instead_of: tuple[Fault, ...] = ()

    def version(self) -> str:
        files = self.path.glob("*") if self.path.is_dir() else ()
        return str(max((file.stat().st_mtime_ns for file in files if file.is_file()), default=0))

    def dataset(self, release: int | None = None) -> Dataset:
        return load(self.path)

    def releases(self) -> tuple[Release, ...]:
        return ()

    def faults(self) -> tuple[Fault, ...]:
        return self.instead_of


@dataclass(frozen=True)
class DemoSource:
    """Invented data, the same at every start."""

    municipalities: int

    def version(self) -> str:
        return f"demo-{self.municipalities}"

    def dataset(self, release: int | None = None) -> Dataset:
        return self._dataset

    def releases(self) -> tuple[Release, ...]:
        return ()

    def faults(self) -> tuple[Fault, ...]:
        return ()

    @cached_property
    def _dataset(self) -> Dataset:
        return demo(self.municipalities, MEASURES_EACH * self.municipalities)


@dataclass(frozen=True)
class StoreSource:
    """The releases of a store."""

    store: Store

    def version(self) -> str:
        return str(self.store.newest_number())

    def dataset(self, release: int | None = None) -> Dataset:
        return self.store.newest().dataset if release is None else self.store.dataset(release)

    def releases(self) -> tuple[Release, ...]:
        return self.store.releases()

    def faults(self) -> tuple[Fault, ...]:
        return self.store.newest().faults


def source_at(place: str | Path) -> Source:
    """Return the source at `place`: a folder with table files, or a store. Raises a `Fault` if it is neither."""
    path = Path(place)
    return FolderSource(path) if holds_tables(path) else StoreSource(open_store(str(place), writing=False))


def open_source(settings: Settings, *, writing: bool = True) -> Source:
    """Return the source that `settings` ask for. Raises a `Fault` if there can be none.

    Without `writing` nothing is made: as long as the usual store does not exist, the shipped data stand for it.
    """
    if settings.demo:
        return DemoSource(settings.demo)
    if settings.data:
        return FolderSource(settings.data)
    if writing:
        return StoreSource(open_for_writing(settings.store))
    try:
        return StoreSource(open_store(settings.store, writing=False))
    except Missing as fault:
        if settings.store != Settings.store:
            raise
        return FolderSource(SHIPPED, (fault,))


def open_for_writing(url: str) -> Store:
    """Return the store at `url`. Only the usual one is made where there is none, with the shipped data as release 1."""
    if url == Settings.store:
        with suppress(Conflict):  # because it is there already
            ensure_first(make_store(url), load(SHIPPED))
    return open_store(url)
