"""Headline figures with the way back to their rows."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.figures.figure import Figure
from ek_data.figures.overview import Note, Tile
from ek_data.i18n import Language
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.text import markdown, xml
from ek_data.ui.components import life, tables
from ek_data.ui.components.strip import sample, strip
from ek_data.ui.context import Context

SMALLEST = 160  # pixels of a tile: two stand side by side on a phone


def tiles(told: Sequence[Tile], context: Context) -> None:
    """Show headline figures as tiles of one height, with the numbers in line; as many beside each other as fit."""
    with st.grid(3, min_column_width=SMALLEST, gap=12, key="tiles"):
        for tile in told:
            with st.container(height="stretch", gap=None, key=f"tile-{tile.figure.name}"):
                st.html(_drawn(tile, context.lang))
                origin_of(tile.figure, context)


def _drawn(tile: Tile, lang: Language) -> str:
    """Return a tile as HTML: what it is, the number, what makes it up, and the notes on that."""
    qualifier, number = tile.figure.parts(lang)
    said = [f"<small>{xml(qualifier)}</small>" if qualifier else "", f"<b>{xml(number)}</b>"]
    said += [f"<small>{xml(tile.beside)}</small>"] if tile.beside else []
    notes = "".join(f"<dd>{' '.join(map(_note, line))}</dd>" for line in tile.notes if line)
    number_line = " ".join(filter(None, said))
    return f"<dl><dt>{xml(tile.label)}</dt><dd>{number_line}</dd><dd>{strip(tile.groups)}</dd>{notes}</dl>"


def _note(note: Note) -> str:
    sign = sample(note.look) if note.look else ""
    return f"<span>{sign}{xml(note.words)}</span>"


def mark(figure: Figure, context: Context) -> None:
    """Mark a figure that something contradicts or that rests on inference, with the explanation behind the mark."""
    if not figure.remarks:
        return
    lang = context.lang
    with st.popover(lang("Mind this"), icon=":material/balance:", type="tertiary", key=f"mark-{figure.name}"):
        for remark in figure.remarks:
            st.markdown(markdown(lang.of(remark)))


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
        life.show(figure, context)
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
