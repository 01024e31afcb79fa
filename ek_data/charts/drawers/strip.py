"""Draw what makes up a number as one line of squares that can be counted, or as a bar where they are too many."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ek_data.charts.drawers.svg import PAGE, symbol
from ek_data.palette import GRID, Look, either

WIDTH, HEIGHT = 236.0, 14.0
MOST = 30  # squares that can be told apart and counted in one line
PITCH, GAP = 17.0, 7.0  # pixels from one square to the next, and between groups
DOT = 4.0

Counted = tuple[int, Look]


def strip(groups: Sequence[Sequence[Counted]]) -> str:
    """Return groups of so many things of a look as an SVG of fixed height; what it says stands beside it in words."""
    shown = [[(n, look) for n, look in group if n] for group in groups]
    shown = [group for group in shown if group]
    total = sum(n for group in shown for n, _look in group)
    drawn = "".join(_squares(shown, total) if total <= MOST else _bar(shown, total))
    return (
        f'<svg class="strip" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" height="{HEIGHT:g}"'
        f' aria-hidden="true">{drawn}</svg>'
    )


def _squares(groups: Sequence[Sequence[Counted]], total: int) -> Iterator[str]:
    room = WIDTH - GAP * (len(groups) - 1)
    pitch = min(PITCH, room / max(total, 1))
    x = 0.0
    for group in groups:
        for n, look in group:
            size = DOT if look.symbol == "circle" else pitch - 3.5
            for _each in range(n):
                yield symbol(look, x + pitch / 2, HEIGHT / 2, size, PAGE)
                x += pitch
        x += GAP


def _bar(groups: Sequence[Sequence[Counted]], total: int) -> Iterator[str]:
    gap = 2.0
    unit = (WIDTH - gap * (len(groups) - 1)) / total
    x = 0.0
    for group in groups:
        for n, look in group:
            yield _segment(look, x, n * unit)
            x += n * unit
        x += gap


def _segment(look: Look, x: float, wide: float) -> str:
    """Return a part of the bar: full, half as strong where the square is half full, an outline, or pale for a dot."""
    colour = either(look.colour)
    box = f'<rect x="{x:.1f}" y="1.5" width="{max(wide - 0.5, 0.5):.1f}" height="{HEIGHT - 3:g}"'
    if look.symbol == "circle":
        return f'{box} style="fill:{GRID}"/>'
    shade = {"square": 1.0, "square-half": 0.5, "square-dashed": 0.5}.get(look.symbol, 0.0)
    return f'{box} style="fill:{colour};stroke:{colour}" fill-opacity="{shade:g}"/>'


def sample(look: Look) -> str:
    """Return one square of a look, to stand before the words that explain it."""
    drawn = symbol(look, 6, 6, DOT if look.symbol == "circle" else 10, PAGE)
    return f'<svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">{drawn}</svg>'
