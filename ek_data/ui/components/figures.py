"""Headline figures with the way back to their rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from ek_data.figures.figure import Figure
from ek_data.figures.overview import NOT_REPORTED, Note, Part, Tile
from ek_data.i18n import Language
from ek_data.palette import Look, either
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.text import markdown, unbroken
from ek_data.ui.components import figure_history, tables
from ek_data.ui.components.markup import Markup, tag
from ek_data.ui.context import Context

SMALLEST = 160  # pixels of a tile: two stand side by side on a phone
MOST = 30  # squares that can be told apart and counted in one line


def tiles(told: Sequence[Tile], context: Context) -> None:
    """Show headline figures as tiles of one height, with the numbers in line; as many beside each other as fit."""
    with st.grid(3, min_column_width=SMALLEST, gap=12, key="tiles"):
        for tile in told:
            with st.container(height="stretch", gap=None, key=f"tile-{tile.figure.name}"):
                st.html(_drawn(tile, context.lang))
                origin_of(tile.figure, context)


def _drawn(tile: Tile, lang: Language) -> Markup:
    """Return a tile as HTML: what it is, the number, what makes it up, and the notes on that."""
    qualifier, number = tile.figure.parts(lang)
    said = [tag("small", qualifier), " "] if qualifier else []
    said += [tag("b", number)] + ([" ", tag("small", tile.beside)] if tile.beside else [])
    notes = [tag("dd", _spaced(map(_note, line))) for line in tile.notes if line]
    return tag("dl", tag("dt", tile.label), tag("dd", *said), tag("dd", strip(tile.groups)), *notes)


def _spaced(parts: Iterable[Markup]) -> Markup:
    return Markup(" ".join(parts))


def _note(note: Note) -> Markup:
    return tag("span", sample(note.look) if note.look else "", unbroken(note.words))


def origin_of(figure: Figure, context: Context) -> None:
    """Offer "Where does this number come from?": definition, rows and sources of a figure."""
    lang = context.lang
    question = lang("Where does this number come from?")
    key = f"origin-{figure.name}"
    with st.popover(question, icon=":material/info:", type="tertiary", on_change="rerun", key=key) as origin:
        if not origin.open:
            return
        declared = BY_NAME[figure.table]
        st.markdown(f"**{markdown(lang.of(figure.label))}:** {markdown(figure.words(lang))}")
        st.markdown(markdown(lang.of(figure.definition)))
        for remark in figure.remarks:
            st.markdown(markdown(lang.of(remark)))
        st.markdown(
            markdown(
                lang.plural(
                    "{n} row of the table “{table}”",
                    "{n} rows of the table “{table}”",
                    len(figure.index),
                    table=lang.of(declared.label),
                )
            )
        )
        figure_history.show(figure, context)
        tables.rows(
            figure.whole,
            declared,
            context,
            name=figure.name,
            empty=lang("No row."),
            columns=_columns(figure, declared),
            places=figure.index.to_numpy(),
        )


def _columns(figure: Figure, declared: Table) -> tuple[str, ...]:
    """Return the columns of the rows behind a figure: what was added up stands second, where it is seen."""
    if not figure.column:
        return declared.on_screen
    first, *others = declared.on_screen
    return (first, figure.column, *(name for name in others if name != figure.column))


def strip(groups: Sequence[Sequence[Part]]) -> Markup:
    """Return groups of parts as one line of HTML; what it says stands beside it in words."""
    few = sum(part.n for group in groups for part in group) <= MOST
    drawn = [_squares(group) if few else _bar(group) for group in groups if any(part.n for part in group)]
    return tag("span", *drawn, class_="squares" if few else "bar", aria_hidden="true")


def _squares(parts: Sequence[Part]) -> Markup:
    return tag("span", *(mark for part in parts for mark in [_mark(part.look)] * part.n))


def _bar(parts: Sequence[Part]) -> Markup:
    """Return parts of a bar, each as wide as its share."""
    inside = [_mark(part.look, f";flex-grow:{part.n}") for part in parts if part.n]
    return tag("span", *inside, style=f"flex-grow:{sum(part.n for part in parts)}")


def sample(look: Look) -> Markup:
    """Return one square of a look, to stand before the words that explain it."""
    return tag("span", _mark(look), class_="sample", aria_hidden="true")


def _mark(look: Look, share: str = "") -> Markup:
    return tag(
        "i", class_="silent" if look == NOT_REPORTED else look.symbol, style=f"--look:{either(look.colour)}{share}"
    )
