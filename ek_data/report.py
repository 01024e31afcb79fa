"""The presentation at the public address, as HTML."""

from __future__ import annotations

from ek_data import boundaries, html_deck
from ek_data.choice import Choice
from ek_data.dataset import Dataset
from ek_data.deck import deck
from ek_data.i18n import Language
from ek_data.settings import SHIPPED


def report(dataset: Dataset, earlier: Dataset | None, choice: Choice, address: str) -> bytes:
    """Return what `choice` asks for of `dataset`, with its own `address`; `earlier` is the release to compare with."""
    areas = boundaries.load(boundaries.locate(SHIPPED))
    return html_deck.html(deck(dataset, areas, choice, Language(choice.language), address=address, earlier=earlier))
