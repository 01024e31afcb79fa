"""Invented data of any size: what every page shows when everything is known, and what benchmarks run on."""

from __future__ import annotations

import numpy as np
import pandas as pd

from ek_data.dataset.dataset import DEMO_MARK, Dataset, Origin
from ek_data.demo.chance import AS_OF, CERTAINTY, drawn
from ek_data.demo.events import events, key_facts, participations
from ek_data.demo.measures import measures as invented_measures
from ek_data.demo.places import MOST_NAMES, SOURCE
from ek_data.demo.places import municipalities as invented_municipalities
from ek_data.errors import Invalid
from ek_data.i18n import N_
from ek_data.tables.types import PRECISION

FURTHER_SOURCE = "https://example.org/weitere-beispieldaten"


def demo(municipalities: int = 14, measures: int = 400, seed: int = 1) -> Dataset:
    """Return invented data with exactly so many municipalities and measures; the same seed gives the same data.

    They speak as of 30 June 2026. Up to 194 municipalities lie where a real one does, so that the map has areas;
    further ones have invented keys. Every note begins with `DEMO_MARK`. Raises Invalid for a size out of bounds.
    """
    if not (1 <= municipalities <= MOST_NAMES and measures >= 0):
        raise Invalid(N_("Demo data have 1 to {most} municipalities and 0 or more measures."), most=MOST_NAMES)
    rng = np.random.default_rng(seed)
    places = invented_municipalities(rng, municipalities)
    meetings = events(rng, places)
    frames = {
        "municipalities": places,
        "measures": invented_measures(rng, places, measures),
        "events": meetings,
        "participations": participations(rng, places, meetings),
        "key_facts": key_facts(places),
    }
    return Dataset.of(Origin("demo"), **{name: _marked(rng, rows) for name, rows in frames.items()})


def _marked(rng: np.random.Generator, rows: pd.DataFrame) -> pd.DataFrame:
    marked = rows.assign(note=DEMO_MARK, source_url=SOURCE, certainty=drawn(rng, CERTAINTY, len(rows)))
    return marked.assign(**_how_well_sourced(len(rows)))


def _how_well_sourced(size: int) -> dict[str, pd.Series]:
    """Return a second source, the quality and the reading of some rows: by their place, as nothing else depends on it.

    Every fifth has a second source, every eighth is of doubtful quality, every third was read, half of these long ago.
    """
    place = pd.Series(np.arange(size))
    read = pd.Series(pd.Timestamp(AS_OF), place.index).mask(
        place % 2 == 1, pd.Timestamp(AS_OF) - pd.DateOffset(years=2)
    )
    return {
        "further_source_url": pd.Series(FURTHER_SOURCE, place.index).where(place % 5 == 0),
        "source_quality": pd.Series("reliable", place.index).mask(place % 8 == 3, "doubtful").where(place % 2 == 1),
        "source_read_on": read.where(place % 3 == 0),
        f"source_read_on{PRECISION}": pd.Series("day", place.index).where(place % 3 == 0),
    }
