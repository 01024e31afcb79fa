"""What a part of the benchmark declares and yields: rows with their aims, and what was measured for them.

A part is a module with `NAME`, `ROWS` and ``measure(tiny)``, which yields one `Measured` for each row. With `tiny` it
does as little as shows that it works.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol


@dataclass(frozen=True)
class Aim:
    """A bound for the figure itself or for its ratio to the floor."""

    bound: float
    of: Literal["figure", "ratio"] = "figure"
    at_least: bool = False

    def met(self, figure: float, ratio: float | None) -> bool:
        """Return whether the aim is reached; a ratio that was not measured reaches none."""
        value = figure if self.of == "figure" else ratio
        return value is not None and (value >= self.bound if self.at_least else value <= self.bound)

    def words(self, unit: str) -> str:
        """Return the aim as it stands in the table."""
        sign = "≥" if self.at_least else "≤"
        return f"{sign} {german(self.bound)} {unit}" if self.of == "figure" else f"{sign} {german(self.bound)} ×"


@dataclass(frozen=True)
class Row:
    """One line of the table: what is measured, in which unit, beside which floor, with which aims."""

    code: str
    label: str
    unit: str
    floor: str = ""
    aims: tuple[Aim, ...] = ()


@dataclass(frozen=True)
class Measured:
    """What was measured for the row `code`, figure and floor in the same run."""

    code: str
    figure: float
    floor: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.figure / self.floor if self.floor else None


class Part(Protocol):
    """A module of the benchmark."""

    NAME: str
    ROWS: Sequence[Row]

    def measure(self, tiny: bool) -> Iterator[Measured]: ...


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of the values lie."""
    ordered = sorted(values)
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def german(value: float) -> str:
    """Return a number as it is read in German, with three significant digits."""
    text = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"
    return text.translate(str.maketrans(",.", ".,"))
