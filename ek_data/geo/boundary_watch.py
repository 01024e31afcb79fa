"""The boundaries in force: the file of a folder, read anew whenever another is there."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path
from threading import Lock

from ek_data.errors import Fault
from ek_data.geo.border_lines import Lines
from ek_data.geo.boundaries import SHIPPED, Boundaries, load, locate
from ek_data.geo.regional_key import LAENDER
from ek_data.i18n import N_
from ek_data.programme.current import current
from ek_data.settings import SHIPPED as DATA

OLDER = N_("{reason} The map shows the boundaries that were read before.")
NONE = N_("{reason} The map shows no boundaries until there is one for it; docs/programm.md tells how to make it.")

Stamp = tuple[str, int, int]
NOTHING = Boundaries({}, Lines((), ()), (), "", "")


class BoundaryWatch:
    """The boundary file of a folder, read anew whenever its name, date or size is another."""

    def __init__(self, folder: Path, laender: Collection[str] = LAENDER) -> None:
        self._folder, self._laender = folder, laender
        self._lock = Lock()
        self._mark: Stamp | None = None
        self._held = NOTHING
        self.fault: Fault | None = None

    def current(self) -> Boundaries:
        """Return the newest sound boundaries; none at all if no file has been sound yet."""
        with self._lock:
            path = locate(self._folder)
            if (mark := _mark(path)) != self._mark:
                self._mark = mark
                self._take(path)
            return self._held

    def _take(self, path: Path) -> None:
        try:
            self._held, self.fault = load(path, self._laender), None
        except Fault as fault:
            self._held = self._held if self._held.areas else self._shipped()
            self.fault = Fault(OLDER if self._held.areas else NONE, reason=fault)

    def _shipped(self) -> Boundaries:
        try:
            return load(self._folder / SHIPPED, self._laender)
        except Fault:  # said already, or the same file
            return NOTHING


def of_data(folder: Path) -> BoundaryWatch:
    """Return the boundaries beside the data in `folder`, or the shipped ones, of the Länder of the programme."""
    return BoundaryWatch(folder if locate(folder).is_file() else DATA, current().places.lands)


def _mark(path: Path) -> Stamp:
    try:
        status = path.stat()
    except OSError:
        return str(path), 0, -1
    return str(path), status.st_mtime_ns, status.st_size
