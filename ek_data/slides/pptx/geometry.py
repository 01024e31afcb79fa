"""Room on a slide: boxes in EMU, the unit of PowerPoint (12,700 to the point), and how they are divided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

POINT, CM = 12_700, 360_000


class Box(NamedTuple):
    """A rectangle in EMU from the upper left corner of the slide."""

    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        return self.x + self.width

    @property
    def bottom(self) -> int:
        return self.y + self.height

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width / POINT, self.height / POINT

    def top(self, height: int) -> Box:
        """Return the upper part of this height."""
        return self._replace(height=min(height, self.height))

    def foot(self, height: int) -> Box:
        """Return the lower part of this height."""
        height = min(height, self.height)
        return self._replace(y=self.bottom - height, height=height)

    def below(self, above: int) -> Box:
        """Return what is left underneath the first `above` EMU."""
        above = min(above, self.height)
        return self._replace(y=self.y + above, height=self.height - above)

    def above(self, foot: int) -> Box:
        """Return what is left over the last `foot` EMU."""
        return self._replace(height=max(self.height - foot, 0))

    def inside(self, margin: int) -> Box:
        return Box(self.x + margin, self.y + margin, self.width - 2 * margin, self.height - 2 * margin)

    def columns(self, shares: Sequence[float], gap: int) -> list[Box]:
        """Return boxes side by side whose widths have the proportions of `shares`."""
        room = self.width - gap * (len(shares) - 1)
        boxes, x = [], self.x
        for share in shares:
            width = int(room * share / sum(shares))
            boxes.append(Box(x, self.y, width, self.height))
            x += width + gap
        return boxes

    def rows(self, shares: Sequence[float], gap: int) -> list[Box]:
        """Return boxes one below the other whose heights have the proportions of `shares`."""
        upright = Box(self.y, self.x, self.height, self.width).columns(shares, gap)
        return [Box(box.y, box.x, box.height, box.width) for box in upright]

    def square(self) -> Box:
        """Return the largest square in the middle."""
        side = min(self.width, self.height)
        return Box(self.x + (self.width - side) // 2, self.y + (self.height - side) // 2, side, side)
