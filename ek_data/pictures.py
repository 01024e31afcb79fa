"""A picture: a figure with the words, the rows and the sources that belong to it."""

from __future__ import annotations

from dataclasses import dataclass, replace

import pandas as pd
import plotly.graph_objects as go


@dataclass(frozen=True, eq=False)
class Picture:
    """What a page, a slide and a notebook show alike.

    `name` is a slug for file names, `finding` one sentence made from the data, which is the alternative text too.
    `figure` is None where there is nothing to draw; then `finding` says what would be here and how it gets here.
    `table` holds the same rows in words, with headers in the language. `sources` are web addresses, the most
    frequent first.
    """

    name: str
    title: str
    finding: str
    figure: go.Figure | None
    table: pd.DataFrame
    notes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()

    def sourced(self, *rows: pd.DataFrame) -> Picture:
        """Return the picture with the sources of the `rows` behind it."""
        return replace(self, sources=sources_of(*rows))


def sources_of(*rows: pd.DataFrame) -> tuple[str, ...]:
    """Return the distinct web addresses in ``source_url`` of the `rows`, the most frequent first."""
    addresses = [frame["source_url"].dropna() for frame in rows if "source_url" in frame]
    if not addresses:
        return ()
    return tuple(pd.concat(addresses).value_counts(sort=True).index)
