"""Headline figures with the way back to their rows."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from ek_data.figures.figure import Figure
from ek_data.tables import BY_NAME
from ek_data.text import markdown
from ek_data.ui.components import tables
from ek_data.ui.context import Context


def cards(figures: Iterable[tuple[Figure, str]], context: Context) -> None:
    """Show headline figures on cards, each with its note; as many stand beside each other as there is room for."""
    told = list(figures)
    with st.container(key="cards"):
        for place, (figure, note) in zip(st.columns(len(told)), told, strict=True):
            with place:
                _card(figure, note, context)


def _card(figure: Figure, note: str, context: Context) -> None:
    """Draw one figure with the way back to its rows and a mark where something contradicts it."""
    lang = context.lang
    qualifier, number = map(markdown, figure.parts(lang))
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card-{figure.name}"):
        st.metric(markdown(lang.of(figure.label)), f":small[{qualifier}] {number}" if qualifier else number)
        origin_of(figure, context)
        if note:
            st.caption(markdown(note))
        mark(figure, context)


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
        places = figure.index.to_numpy()
        tables.rows(figure.whole, declared, context, name=figure.name, empty=lang("No row."), places=places)


def figure_lines(figures: list[Figure], context: Context) -> None:
    """Show several figures as lines of words, each with the way back to its rows."""
    for figure in figures:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"{markdown(context.lang.of(figure.label))}: **{markdown(figure.words(context.lang))}**",
                width="stretch",
            )
            mark(figure, context)
            origin_of(figure, context)
