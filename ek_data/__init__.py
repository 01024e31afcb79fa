"""Figures, checks and pictures of the programme "Engagierte Kommune" in Rheinland-Pfalz.

For a notebook or a script (``docs/python.md`` has examples):

    import ek_data

    data = ek_data.read("data")                       # a folder of tables or the address of a store
    data.measures                                     # each table as a pandas frame
    ek_data.headline(data)["participants"]            # a figure with its definition and its rows
    ek_data.pictures.adoption_curve(data, ek_data.GERMAN, None).figure  # a Plotly figure

Each package holds one subject and uses only what lies below it; `[tool.importlinter]` in ``pyproject.toml`` lists
them from top to bottom. What all use lies flat beside them: `i18n` and `errors` first. To read: `tables` (what the
data are), then `dataset.dataset` (the data of one release), then `figures.headline` (what is counted).
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ek_data.charts import build as pictures
    from ek_data.charts.picture import Picture
    from ek_data.dataset.dataset import Dataset, Selection
    from ek_data.figures.figure import Figure
    from ek_data.figures.headline import headline
    from ek_data.i18n import ENGLISH, GERMAN
    from ek_data.store.sources import read

__all__ = ["ENGLISH", "GERMAN", "Dataset", "Figure", "Picture", "Selection", "headline", "pictures", "read"]

_WHERE = {
    "ENGLISH": "ek_data.i18n:ENGLISH",
    "GERMAN": "ek_data.i18n:GERMAN",
    "Dataset": "ek_data.dataset.dataset:Dataset",
    "Figure": "ek_data.figures.figure:Figure",
    "Picture": "ek_data.charts.picture:Picture",
    "Selection": "ek_data.dataset.dataset:Selection",
    "headline": "ek_data.figures.headline:headline",
    "pictures": "ek_data.charts.build",
    "read": "ek_data.store.sources:read",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for: the command line and the pages begin with other modules."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return resolve_name(_WHERE[name])
