"""Notebook: the programme for people who write Python, with tables, figures and pictures behind one name."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ek_data.charts import build
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.errors import Missing
from ek_data.figures.figure import Figure
from ek_data.figures.headline import headline
from ek_data.i18n import GERMAN, N_, Language
from ek_data.store.data_sources import source_at

PICTURES: dict[str, Callable[..., Picture]] = {
    name: function
    for name, function in inspect.getmembers(build, inspect.isfunction)
    if function.__module__ == build.__name__ and function.__annotations__.get("return") == "Picture"
}
NO_PICTURE = N_("There is no picture {name}. There are {names}.")


@dataclass(frozen=True, eq=False)
class Programme:
    """The programme as one release of the data, or a part of it, knows it. Words are in the language `lang`."""

    dataset: Dataset
    lang: Language = GERMAN

    @property
    def release(self) -> int | None:
        """The number of the release; None where the data come from a folder of tables."""
        return self.dataset.origin.release

    @property
    def tables(self) -> Mapping[str, pd.DataFrame]:
        """The tables by name, typed as ``docs/tabellen.md`` describes. Copy a frame before you change it."""
        return self.dataset.tables

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The headline figures by name, each with its definition, its rows and what is missing."""
        return headline(self.dataset)

    def picture(self, name: str, **options: Any) -> Picture:
        """Return a picture of the dashboard, one of `ek_data.PICTURES`; `options` are those of the function there.

        Raises `ek_data.errors.Missing`, which names all pictures, for a name that is none of them.
        """
        if name not in PICTURES:
            raise Missing(NO_PICTURE, name=name, names=", ".join(PICTURES))
        return PICTURES[name](self.dataset, lang=self.lang, **options)

    def filtered(self, **filters: Any) -> Programme:
        """Return the part that `filters` leave, as `ek_data.Selection.of` takes them: ``cohorts=(2024,)``."""
        return replace(self, dataset=self.dataset.filtered(Selection.of(**filters)))


def load(place: str | Path, release: int | None = None, lang: Language = GERMAN) -> Programme:
    """Return the data at `place`: a folder of tables, or a store with its newest sound release or the one asked for.

    Raises `ek_data.errors.Fault`, whose `sentence` says what is wrong, if there are none or they have errors.
    """
    return Programme(source_at(place).dataset(release), lang)
