"""Figures, checks and pictures of the programme "Engagierte Kommune" in Rheinland-Pfalz.

For people who write Python (``docs/python.md`` has examples):

    import ek_data as ek

    ek.load("data").figures["participants"]

Each package holds one subject and uses only what lies below it; ``docs/architecture.md`` shows them from top to
bottom. What all use lies flat beside them: `i18n` and `errors` first. To read: `tables` (what the data are), then
`dataset.dataset` (the data of one release), then `figures.headline` (what is counted).
"""

from __future__ import annotations

from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ek_data.charts.drawers.file import as_png as png_file
    from ek_data.charts.drawers.file import as_svg as svg_file
    from ek_data.charts.drawers.plotly import draw as plotly_figure
    from ek_data.charts.picture import Picture
    from ek_data.dataset.dataset import Dataset
    from ek_data.dataset.filters import Selection
    from ek_data.errors import Fault
    from ek_data.exports.python_interface import PICTURES, Programme, load
    from ek_data.figures.figure import Figure
    from ek_data.i18n import ENGLISH, GERMAN

__all__ = [
    "ENGLISH",
    "GERMAN",
    "PICTURES",
    "Dataset",
    "Fault",
    "Figure",
    "Picture",
    "Programme",
    "Selection",
    "load",
    "plotly_figure",
    "png_file",
    "svg_file",
]

_WHERE = {
    "ENGLISH": "i18n",
    "GERMAN": "i18n",
    "PICTURES": "exports.python_interface",
    "Dataset": "dataset.dataset",
    "Fault": "errors",
    "Figure": "figures.figure",
    "Picture": "charts.picture",
    "Programme": "exports.python_interface",
    "Selection": "dataset.filters",
    "load": "exports.python_interface",
    "plotly_figure": "charts.drawers.plotly",
    "png_file": "charts.drawers.file",
    "svg_file": "charts.drawers.file",
}
_NAMED_THERE = {"plotly_figure": "draw", "png_file": "as_png", "svg_file": "as_svg"}


def __getattr__(name: str) -> Any:
    """Import a public name when it is asked for, because the command line and the pages begin with other modules."""
    if name not in _WHERE:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return resolve_name(f"{__name__}.{_WHERE[name]}:{_NAMED_THERE.get(name, name)}")
