"""Limits of files: each bound is checked before memory is spent, and has its sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass

from ek_data.errors import Invalid, Unreadable
from ek_data.i18n import N_

MEGABYTE = 1 << 20
TOO_LARGE = N_("The file has {size} MB. At most {limit} MB are read.")
TOO_MANY_ROWS = N_("The file has more than {limit} rows. Please split it.")
TOO_MANY_COLUMNS = N_("Row {row} has {n} columns. At most {limit} are read.")
TOO_MANY_CELLS = N_(
    "Row {row} has {n} columns, and the file has {rows} rows. That is too much for one table. Please split the file."
)
TOO_LONG_LINE = N_("Line {row} is longer than any row of a table may be. Is this a table?")
TOO_LONG = N_("Row {row} has a cell with more than {limit} characters. Is a quotation mark missing?")
NO_NUMBER = N_("The setting {name} has to be a whole number, not “{value}”.")
SETTINGS = {
    "EK_MAX_SIZE_MB": ("size", MEGABYTE),
    "EK_MAX_UNPACKED_MB": ("unpacked", MEGABYTE),
    "EK_MAX_ROWS": ("rows", 1),
    "EK_MAX_COLUMNS": ("columns", 1),
    "EK_MAX_CHARACTERS": ("characters", 1),
}


@dataclass(frozen=True)
class Limits:
    """The bounds of what is read, and of what a child process may spend on a workbook or Parquet file."""

    size: int = 200 * MEGABYTE
    unpacked: int = 2048 * MEGABYTE
    rows: int = 2_000_000
    columns: int = 300
    cells: int = 60_000_000
    characters: int = 32_767
    memory: int = 1024 * MEGABYTE
    seconds: int = 60

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Limits:
        """Return the limits with what the operator sets: EK_MAX_ROWS, EK_MAX_SIZE_MB and the others of `SETTINGS`.

        Raises `Invalid` if a setting is no whole number.
        """
        return cls(**numbers(SETTINGS, environment))

    @property
    def line(self) -> int:
        """The longest line of text a row within the other bounds can have."""
        return self.columns * (self.characters + 3)

    def allowed_seconds(self, size: int) -> int:
        """The time for a file of `size` bytes: a small file that takes long is an attack."""
        return min(self.seconds, 3 + size // MEGABYTE)

    def check_size(self, size: int) -> None:
        if size > self.size:
            raise Unreadable(TOO_LARGE, size=-(-size // MEGABYTE), limit=self.size // MEGABYTE)

    def check_rows(self, rows: int) -> None:
        if rows > self.rows:
            raise Unreadable(TOO_MANY_ROWS, limit=self.rows)

    def check_columns(self, columns: int, row: int) -> None:
        if columns > self.columns:
            raise Unreadable(TOO_MANY_COLUMNS, row=row, n=columns, limit=self.columns)

    def check_lines(self, text: bytes) -> None:
        """Refuse a text with a line longer than any row may be, before a line is held in memory."""
        longest, start = 4 * self.line, 0
        while len(text) - start > longest:
            end = max(text.rfind(sign, start, start + longest) for sign in (b"\n", b"\r"))
            if end < 0:
                ends = text.count(b"\n", 0, start) + text.count(b"\r", 0, start) - text.count(b"\r\n", 0, start)
                raise Unreadable(TOO_LONG_LINE, row=ends + 1)
            start = end + 1


def numbers(settings: Mapping[str, tuple[str, int]], environment: Mapping[str, str]) -> dict[str, int]:
    """Return the bounds set in the environment. `settings` are the bound and the unit by the variable's name."""
    chosen = {}
    for name, (bound, unit) in settings.items():
        if value := environment.get(name):
            if not value.isdecimal():
                raise Invalid(NO_NUMBER, name=name, value=value)
            chosen[bound] = int(value) * unit
    return chosen
