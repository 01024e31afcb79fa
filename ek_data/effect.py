"""The effect of a change on the headline figures: what each said before, and what it says now."""

from __future__ import annotations

from typing import NamedTuple

from ek_data.dataset import Dataset
from ek_data.figure import Figure
from ek_data.figures import headline
from ek_data.i18n import GERMAN


class Effect(NamedTuple):
    """One headline figure before and after; None where there is no such figure."""

    before: Figure | None
    after: Figure | None


def effect(old: Dataset, new: Dataset) -> dict[str, Effect]:
    """Return the headline figures that read differently in `new`, by name, in the order in which they are told."""
    before, after = headline(old), headline(new)
    pairs = {name: Effect(before.get(name), after.get(name)) for name in {**before, **after}}
    return {name: pair for name, pair in pairs.items() if _read(pair.before) != _read(pair.after)}


def _read(figure: Figure | None) -> str | None:
    return None if figure is None else figure.words(GERMAN)
