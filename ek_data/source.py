"""Where the dashboard takes its data from: a folder, the releases of a store, or invented data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Protocol

from ek_data import folder
from ek_data.dataset import Dataset
from ek_data.demo import demo
from ek_data.settings import SHIPPED, Settings


class Source(Protocol):
    """What can give the data; pages see nothing of where they lie."""

    def version(self) -> str:
        """Return a short text that changes whenever there is something new to show. Cheap enough for every run."""

    def dataset(self, release: int | None = None) -> Dataset:
        """Return the data of `release`, or the newest."""


@dataclass(frozen=True)
class FolderSource:
    """The table files of a folder, as they are now."""

    path: Path

    def version(self) -> str:
        files = sorted(self.path.glob("*")) if self.path.is_dir() else []
        return str(max((file.stat().st_mtime_ns for file in files if file.is_file()), default=0))

    def dataset(self, release: int | None = None) -> Dataset:
        return folder.load(self.path)


@dataclass(frozen=True)
class DemoSource:
    """Invented data, the same at every start."""

    municipalities: int

    def version(self) -> str:
        return f"demo-{self.municipalities}"

    @cached_property
    def _dataset(self) -> Dataset:
        return demo(municipalities=self.municipalities, measures=400 * max(1, self.municipalities // 14))

    def dataset(self, release: int | None = None) -> Dataset:
        return self._dataset


def open_source(settings: Settings) -> Source:
    """Return the source that `settings` ask for."""
    if settings.demo:
        return DemoSource(settings.demo)
    return FolderSource(settings.data or SHIPPED)
