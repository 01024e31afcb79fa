"""How long the presentation takes to make, as PowerPoint and as HTML."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator

from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.settings import SHIPPED, Settings
from ek_data.slides.deck import deck
from ek_data.slides.html import document
from ek_data.slides.options import Choice
from ek_data.slides.pptx import file
from ek_data.store.data_sources import open_source
from tests.bench.frame import Measured, Row

NAME = "decks"
ROWS = (
    Row("pptx", "Präsentation als PowerPoint machen", "s"),
    Row("html", "Präsentation als HTML-Datei machen", "s"),
)


def measure(tiny: bool) -> Iterator[Measured]:
    """Make the presentation of the shipped data several times."""
    dataset = open_source(Settings(data=SHIPPED)).dataset()
    areas = boundaries.load(boundaries.locate(SHIPPED))

    def seconds(form: Callable[..., bytes]) -> float:
        started = time.perf_counter()
        form(deck(dataset, areas, Choice(), GERMAN, address="", earlier=None))
        return time.perf_counter() - started

    for code, form in (("pptx", file.pptx), ("html", document.html)):
        yield Measured(code, statistics.median(seconds(form) for _n in range(1 if tiny else 5)))
