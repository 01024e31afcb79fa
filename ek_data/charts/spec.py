"""What a picture shows, before anybody draws it: rows, marks, axes, key. Every drawer reads this and nothing else.

A spec has `rows` below one another and marks at a place `across` them; a curve has a second axis in place of rows.
Words are final: in the language of the reader, with its separators.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal, NamedTuple

from ek_data.palette import Look

Said = tuple[str, ...]
PictureKind = Literal["steps", "bars", "dots", "squares", "strip", "matrix", "heat", "timeline"]
Side = Literal["right", "left", "above"]


class Form(StrEnum):
    """What a mark is: a symbol, a bar, a pale span of time, a thin line, or words alone."""

    POINT = "point"
    BAR = "bar"
    SPAN = "span"
    LINE = "line"
    WORDS = "words"


class DataCell(NamedTuple):
    """The one cell of the data that a number is, by table, the column of its key, key and column.

    `qualifier` is the column that says how exact it is.
    """

    table: str
    key_column: str
    key: str
    column: str
    qualifier: str = ""


@dataclass(frozen=True)
class Row:
    """One row. With a `look` it is a heading for those below it; `end` is written at its end, bold where it is
    `strong`; `lanes` stand in it. With a `key` it can be chosen on a page.
    """

    name: str
    look: Look | None = None
    end: str = ""
    lanes: int = 1
    strong: bool = False
    key: str = ""


@dataclass(frozen=True)
class Mark:
    """One mark in a `row` (a number of the spec's rows, or a height on the second axis) at `x`, for a bar to `until`.

    `said` are the facts told when it is touched, `text` is written beside it. `counts` is how many things it stands
    for, 0 for what only guides the eye. `brief` is the text where a phone has no room for the whole. `size` is in
    pixels, 0 as the distance of squares allows. `lane` is its place in its row. `overdue` marks a plan whose date has
    passed. `of` is what a bar counts where those of a row count different things. `origin` is its cell of the data
    where it is the number of one. With a `key` it can be chosen on a page.
    """

    row: float
    x: float
    look: Look
    said: Said = ()
    form: Form = Form.POINT
    until: float | None = None
    text: str = ""
    brief: str | None = None
    side: Side = "right"
    size: float = 11.0
    counts: int = 1
    lane: int = 0
    overdue: bool = False
    of: str = ""
    origin: DataCell | None = None
    key: str = ""

    @property
    def end(self) -> float:
        """Where across a mark ends: at its point, or where its bar or span does."""
        return self.x if self.until is None else self.until

    @property
    def middle(self) -> float:
        """Where across a mark is touched: at its point, or in the middle of its bar or span."""
        return self.x if self.until is None else (self.x + self.until) / 2


@dataclass(frozen=True)
class Axis:
    """An axis from `low` to `high` with words at its ticks, `brief` ones in the same order where room is short.

    `heads` says where the words stand: below the plot, above it, or upright above it. With `keys`, one for each tick,
    the columns can be chosen on a page.
    """

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...] = ()
    title: str = ""
    brief: tuple[str, ...] = ()
    heads: Literal["below", "above", "upright"] = "below"
    keys: tuple[str, ...] = ()


@dataclass(frozen=True)
class Steps:
    """A line that rises in steps through `points`, named at its end; `alone` is drawn grey, out of the comparison.

    `band` are the points up to which it may have been higher, at the same places.
    """

    name: str
    look: Look
    points: tuple[tuple[float, float], ...]
    end: str = ""
    alone: bool = False
    band: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True)
class Guide:
    """An upright line at `x` with its words, such as a reported ceiling or the day up to which the data speak."""

    x: float
    words: str


@dataclass(frozen=True)
class Spec:
    """A picture to draw. `key` explains the looks, `shaded` is the part of the axis that is compared.

    `room` are the characters that names of rows take at least, so that pictures beside one another have one scale.
    """

    kind: PictureKind
    across: Axis
    marks: tuple[Mark, ...]
    rows: tuple[Row, ...] = ()
    up: Axis | None = None
    steps: tuple[Steps, ...] = ()
    key: tuple[tuple[str, Look], ...] = ()
    guides: tuple[Guide, ...] = ()
    shaded: tuple[float, float] | None = None
    room: int = 0

    @property
    def offers(self) -> bool:
        """Whether something in it can be chosen."""
        return any((*self.across.keys, *(row.key for row in self.rows), *(mark.key for mark in self.marks)))

    @property
    def key_alone(self) -> Spec:
        """Its key without the picture."""
        return Spec(self.kind, Axis(0, 1), (), key=self.key)

    @property
    def counted(self) -> int:
        """How many things all marks stand for."""
        return sum(mark.counts for mark in self.marks)
