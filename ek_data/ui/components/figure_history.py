"""The history of a headline figure behind its sign: a small curve over all releases, and the rows that moved it."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.changes.figure_history import Point, Step, history, steps
from ek_data.charts.picture import Picture
from ek_data.charts.time.figure_history import figure_history
from ek_data.dataset.filters import EVERYTHING
from ek_data.errors import Fault
from ek_data.figures.figure import Figure
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import cached
from ek_data.ui.components import drawing
from ek_data.ui.context import Context

MOST_STEPS = 20  # to choose from


def show(figure: Figure, context: Context) -> None:
    """Show what a figure was in each release up to the one that is shown; nothing where the data are no releases."""
    lang, number = context.lang, context.release
    releases = [each for each in cached.releases(context.version) if number is None or each.number <= number]
    if not releases:
        return
    points = history(figure.name, releases)
    if sum(point.quantity is not None for point in points) < 2:
        said = lang("From the second release on that keeps this figure, its course is drawn here.")
        st.caption(markdown(said))
        return
    picture = drawn(figure, points, lang)
    st.markdown(markdown(picture.finding))
    drawing.show(picture, context)
    if context.selection != EVERYTHING:
        st.caption(lang("The course is that of all rows, without filters."))
    for note in picture.notes:
        st.caption(markdown(note))
    if not context.anonymous:
        _moves(figure, steps(points)[:MOST_STEPS], lang)


def drawn(figure: Figure, points: tuple[Point, ...], lang: Language) -> Picture:
    """Return the picture of a figure over all releases."""
    kept = [point.quantity for point in points]
    values = pd.DataFrame(
        {
            "release": [point.release.number for point in points],
            "published": [lang.moment(point.release.published_at) for point in points],
            "value": pd.array([each.value if each else None for each in kept], "Float64"),
            "said": pd.array(
                [quantity.words(lang, figure.digits) if quantity else None for quantity in kept], "string"
            ),
        }
    )
    return figure_history(values, lang.of(figure.label), lang)


def _moves(figure: Figure, found: tuple[Step, ...], lang: Language) -> None:
    """Show the rows that moved a figure in the step chosen, at first the newest."""
    if not found:
        st.markdown(lang("It has not changed."))
        return
    step: Step = st.selectbox(
        lang("What moved it?"), found, format_func=lambda step: _said(step, figure, lang), key=f"moved-{figure.name}"
    )
    try:
        lines = cached.moved(step.before.release.number, step.after.release.number, figure.name, lang.code)
    except Fault as fault:
        st.markdown(markdown(fault.sentence(lang)))
        return
    st.markdown("\n".join(f"- {markdown(line)}" for line in lines) or lang("No row of its table."))


def _said(step: Step, figure: Figure, lang: Language) -> str:
    before, after = (
        point.quantity.words(lang, figure.digits) if point.quantity else "" for point in (step.before, step.after)
    )
    return lang("Release {number}: {before} → {after}", number=step.after.release.number, before=before, after=after)
