"""Sources of the data: the releases of a store, a folder of tables, or invented data."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.errors import Conflict, Fault, Missing
from ek_data.settings import SHIPPED, Settings
from ek_data.store import folder
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store, ensure_first, make_store, open_store

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
        return folder.load(self.path)

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
    return FolderSource(path) if folder.holds_tables(path) else StoreSource(open_store(str(place), writing=False))


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
            ensure_first(make_store(url), folder.load(SHIPPED))
    return open_store(url)
