"""How a picture is drawn on a page: as SVG where its marks can be told apart, else with Plotly."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import streamlit as st

from ek_data.cache import KeptWith
from ek_data.charts.drawers import file, plotly, svg
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Spec
from ek_data.dataset.dataset import DEMO_MARK
from ek_data.palette import Theme
from ek_data.ui.context import OWN, Context

MADE_OF = KeptWith(32)  # drawings are kept with their picture, for all who see it in the same way
FEW = 400  # marks; beyond that a page of SVG would be heavier than the library
WIDTHS = {"narrow": svg.NARROW, "half": svg.HALF, "wide": svg.WIDE, "full": svg.FULL}
"""The style of the component shows one of them, by the room that there is."""
HERE = Path(__file__).parent
_component = st.components.v2.component(
    "picture",
    html='<div class="picture"></div>',
    css=(HERE / "picture.css").read_text(encoding="utf-8"),
    js=(HERE / "picture.js").read_text(encoding="utf-8"),
)
PLOTLY = {"displaylogo": False, "modeBarButtons": [["toImage"]], "responsive": True}


def show(picture: Picture, context: Context, chosen: str = "") -> str | None:
    """Draw a picture; where there is nothing to draw, the finding has said so.

    The row, column or mark whose key is `chosen` is marked. The answer is the key chosen just now, for the one run
    after the click or key press, else None.
    """
    if picture.spec is None:
        return None
    own = context.names.get(context.mine, "")
    spec = with_own(picture.spec, own)
    own = own if spec is not picture.spec else ""  # because a drawing without it is the same for everybody
    mark = DEMO_MARK if context.whole.demo else ""
    if len(spec.marks) <= FEW:
        drawing = MADE_OF.result(picture, (mark, own), lambda: _as_svg(spec, picture.finding, mark))
        answer = _component(
            key=f"picture-{picture.name}", data=f"{chosen}\n".encode() + drawing, on_chosen_change=lambda: None
        )
        key: str | None = answer.chosen
        return key
    theme: Theme = "dark" if st.context.theme.type == "dark" else "light"
    st.plotly_chart(
        MADE_OF.result(picture, (theme, mark, own), lambda: plotly.draw(spec, context.lang, theme, watermark=mark)),
        key=f"picture-{picture.name}",
        theme="streamlit",
        alt=picture.finding,
        config=PLOTLY | {"toImageButtonOptions": {"format": "svg", "filename": picture.name}},
    )
    return None


def show_key(picture: Picture, context: Context) -> None:
    """Draw the key of a picture alone, for its parts that stand beside one another below it."""
    if picture.spec and picture.spec.key:
        said = ", ".join(words for words, _look in picture.spec.key)
        show(replace(picture, name=f"{picture.name}-key", finding=said, spec=picture.spec.key_alone), context)


def with_own(spec: Spec, own: str) -> Spec:
    """Return a picture in which the rows of the municipality called `own` are marked; the same where it has none."""
    if not own or all(row.name != own for row in spec.rows):
        return spec
    marked = (replace(row, name=f"{OWN} {row.name}") if row.name == own else row for row in spec.rows)
    return replace(spec, rows=tuple(marked))


def as_svg_file(picture: Picture, context: Context) -> str:
    """Return a picture as a file that can stand alone."""
    return file.as_svg(picture, context.whole, context.lang, selection=context.selection)


def as_png_file(picture: Picture, context: Context) -> bytes:
    """Return the same for who only pastes it."""
    return file.as_png(as_svg_file(picture, context))


def _as_svg(spec: Spec, said: str, watermark: str) -> bytes:
    drawn = "".join(
        f'<div class="{name}">{svg.draw(spec, said, width=width, watermark=watermark)}</div>'
        for name, width in WIDTHS.items()
    )
    return drawn.encode()
