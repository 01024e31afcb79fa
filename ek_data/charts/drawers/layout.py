"""Where the parts of a picture stand, for every drawer: lines of a name, heights of rows, room beside the marks.

Sizes are pixels. Widths of words are estimates, because no drawer can measure them where the picture is made.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from itertools import accumulate, pairwise

from ek_data.charts.spec import Spec, Steps

TEXT_SIZE, COLUMN_TEXT_SIZE = 13, 11  # upright names smaller, because 20 of them must fit on a phone
ROW_HEIGHT, LINE_HEIGHT, LANE = 28, 17, 13
LABEL_WIDTH, HOVER_WIDTH = 20, 38  # characters of a line
LONGEST_WORD = 28  # characters that stay together where a line is meant to be shorter
CHARACTER = 8.0  # of a wide font at TEXT_SIZE
LINKED = re.compile(
    r"\w*?(?:amt|ein|heit|ion|keit|schaft|ung)s(?!ch)(?=\w{3})"
)  # German compounds often have an s between
SYLLABLE = re.compile(r"(?:sch|ch|s?[pt]r|s[pt]|[bdfgk]r|[bfgkp]l|[^\W_aeiouyäöü])(?=[aeiouyäöü])")


def lines_of(value: object, width: int = LABEL_WIDTH, most: int | None = None) -> list[str]:
    """Return `value` as lines of about `width` characters; what is more than `most` lines ends with "…"."""
    text = str(value)
    longest = max(map(len, text.replace("-", "- ").split()), default=0)
    room = max(width, min(LONGEST_WORD, longest))  # German words are long and have no gaps
    if most is None:
        return textwrap.wrap(text, room) or [""]
    return textwrap.wrap(text, room, max_lines=most, placeholder=" …") or [""]


def head_lines(name: str, width: int) -> list[str]:
    """Return the name of a column on four lines at most, a word that is longer than `width` in two parts."""
    parts = " ".join(_parted(word, width) for word in name.split())
    room = max(width, *map(len, re.split(r"(?<=-)|\s", parts)))  # a part that is longer is not cut once more
    return textwrap.wrap(parts, room, max_lines=4, placeholder=" …")


def _parted(word: str, width: int) -> str:
    """Return a long word with a hyphen where its second part begins: behind a linking s, else near its middle.

    Of two places as near, a word begins rather where two consonants stand.
    """
    if len(word) <= width or "-" in word:
        return word
    joint = LINKED.match(word)
    begins = {joint.end(): ""} if joint else {found.start(): found[0] for found in SYLLABLE.finditer(word)}
    near = min(begins, key=lambda at: (abs(at - len(word) / 2), -len(begins[at])), default=0)
    return f"{word[:near]}-{word[near:]}" if near else word


def row_lines(name: str, width: int = LABEL_WIDTH) -> list[str]:
    """Return the name of a row on three lines at most; the whole stands at its mark and in the table."""
    return lines_of(name, width, 3)


def row_heights(spec: Spec, width: int = LABEL_WIDTH) -> list[float]:
    """Return the height of each row: all alike, or as its lanes and the lines of its name need."""
    needed = [len(row_lines(row.name, width)) * LINE_HEIGHT + 8 for row in spec.rows]
    if is_even(spec):
        return [max(ROW_HEIGHT, *needed)] * len(needed) if needed else []
    return [max(row.lanes * LANE + 14, high + 2) for row, high in zip(spec.rows, needed, strict=True)]


def is_even(spec: Spec) -> bool:
    """Return whether all rows are equally high, so that the number of a row is its place."""
    return all(row.lanes == 1 for row in spec.rows)


def middles(spec: Spec) -> list[float]:
    """Return the middle of each row: its number where all are equally high, else pixels from the top."""
    if is_even(spec):
        return [float(place) for place in range(len(spec.rows))]
    heights = row_heights(spec)
    return [end - high / 2 for end, high in zip(accumulate(heights), heights, strict=True)]


def stairs(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Return the corners of a line that rises in steps through `points`."""
    corners = [points[0]]
    for (_x, before), (x, y) in pairwise(points):
        corners += [(x, before), (x, y)]
    return corners


def band(steps: Steps) -> list[tuple[float, float]]:
    """Return the corners of the area between a line of steps and what it may have been."""
    return [*stairs(steps.points), *reversed(stairs(steps.band))]


def room_beside(spec: Spec) -> float:
    """Return the pixels that words take to the right of the plot: ends of rows and lines, words at the last marks."""
    ends = [row.end for row in spec.rows] + [steps.end for steps in spec.steps]
    reach = spec.across.high - (spec.across.high - spec.across.low) * 0.2
    ends += [mark.text for mark in spec.marks if mark.side == "right" and mark.end > reach]
    longest = max((len(line) for end in ends for line in end.split("\n")), default=0)
    return 18 + CHARACTER * longest if longest else 22
