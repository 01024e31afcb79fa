"""Measures on the page: the strip of all of them, the matrix with the panel beside it, and what lies outside."""

from __future__ import annotations

import streamlit as st

from ek_data.analysis import cohorts, measures
from ek_data.charts import build
from ek_data.charts.measures import StatusGroup, groups
from ek_data.charts.picture import Picture
from ek_data.dataset.filters import number_from
from ek_data.i18n import N_, Language
from ek_data.palette import OVERDUE
from ek_data.text import markdown
from ek_data.ui import link
from ek_data.ui.components import drawing, paging, pictures, tables
from ek_data.ui.components.markup import Markup, square, tag
from ek_data.ui.context import Context
from ek_data.ui.explore import peers, profile

BEYOND, BEYOND_IN_LINK, ALL = "measures_beyond", "bezug", "alle"
OPENED, OPENED_IN_LINK = "measures_cohort", "offen"
CLICKED = "measures_clicked"  # a cohort, for the next run, because its choice is drawn before the matrix
MOST_LINES = 6
TAB, TAB_IN_LINK = "measures_tab", "reiter"
MATRIX, TIME, ROWS = "matrix", "zeit", "zeilen"
TABS = {MATRIX: N_("Who does what"), TIME: N_("Time"), ROWS: N_("All rows")}


def matrix(context: Context) -> Picture:
    """Return the matrix as it was asked for."""
    return context.data.result(build.progress_matrix, *_asked(context))


def _asked(context: Context) -> tuple[slice, Language, bool, int | None]:
    return paging.rows_of_page(_rows(context), "progress"), context.lang, _beyond(), _opened()


def _rows(context: Context) -> int:
    """Return how many rows the matrix has with what is opened in it."""
    _years, n = context.data.result(build.progress_rows, _beyond(), _opened())
    return n


def take() -> None:
    """Let the link decide what is shown, before anything is drawn."""
    link.take(BEYOND, BEYOND_IN_LINK, lambda asked: ALL in asked)
    link.take(OPENED, OPENED_IN_LINK, lambda asked: number_from("".join(asked[-1:])))
    if clicked := st.session_state.pop(CLICKED, None):
        st.session_state[OPENED] = clicked


def _beyond() -> bool:
    return bool(st.session_state.get(BEYOND))


def _opened() -> int | None:
    opened: int | None = st.session_state.get(OPENED)
    return opened


def strip(context: Context) -> None:
    """Show each measure as a square under its status, which is the key of the matrix too."""
    lang, data = context.lang, context.data
    named, whole = groups(data.result(cohorts.status_by_category), lang)
    parts = [_group(group, lang.number(group.n)) for group in named]
    if whole:
        parts.append(_group(whole, f"+\N{NO-BREAK SPACE}{lang.number(whole.n)}", "whole"))
    if any(late for group in named for _look, late in group.marks):
        clock = tag("span", square(OVERDUE), f" {lang('overdue')}", class_="squares")
        parts.append(tag("li", clock, class_="key"))
    st.html(tag("ul", *parts, class_="strip"))


def _group(group: StatusGroup, number: str, css: str = "named") -> Markup:
    squares = [square(look, late=late) for look, late in group.marks]
    said = tag("span", tag("b", number), f" {group.words}")
    return tag("li", said, tag("span", *squares, class_="squares", aria_hidden="true"), class_=css)


def tabs(context: Context) -> str:
    """Draw the choice of what is shown, and beside it whether that is more than the programme; return the former."""
    lang = context.lang
    link.take(TAB, TAB_IN_LINK, lambda asked: asked[-1] if asked and asked[-1] in TABS else MATRIX)
    if link.asked(tables.SEARCH) and not link.asked(TAB_IN_LINK):
        st.session_state[TAB] = ROWS
    st.session_state.setdefault(TAB, MATRIX)
    with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"):
        chosen = st.segmented_control(
            lang("View"),
            list(TABS),
            format_func=lambda code: lang(TABS[code]),
            key=TAB,
            persist_state="session",
            required=True,
            label_visibility="collapsed",
        )
        if chosen == MATRIX and (n := len(context.data.result(measures.outside))):
            st.toggle(lang("also outside the programme ({n})", n=lang.number(n)), key=BEYOND, persist_state="session")
    link.say(BEYOND_IN_LINK, [ALL] if _beyond() else [])
    opened = str(chosen)
    link.say(TAB_IN_LINK, [opened] if opened != MATRIX else [])
    return opened


def who_does_what(picture: Picture, context: Context) -> None:
    """Show the matrix, and beside it who has the category that is chosen in it."""
    lang, data = context.lang, context.data
    category = peers.asked(context)
    left, right = st.columns([10, 3], gap="medium")
    with left, st.container(gap="xsmall"):
        _choose_cohort(context)
        asked = _asked(context)  # before the choice of a page is drawn, which could not be set afterwards
        paging.pager(_rows(context), "progress")
        with st.container(key="measures-wide"):
            drawn = data.result(build.progress_below_strip, *asked)
            _follow(drawing.show(drawn, context, category or ""), context)
        with st.container(key="measures-narrow"):
            listed = data.result(build.progress_by_category, lang, _beyond())
            _follow(drawing.show(listed, context, category or ""), context)
        said = [
            f"**{markdown(heading)}:** {markdown(words)}"
            for heading, words in data.result(build.beside_progress, lang, _beyond())
        ]
        if _beyond():
            said.append(markdown(data.result(measures.outside_sentence, lang)))
        lines = "  \n".join(said)
        if len(said) > MOST_LINES:
            st.expander(lang("Only without names, and nothing reported")).caption(lines)
        else:
            st.caption(lines)
        pictures.behind(picture, context)
    with right:
        peers.panel(category, context)


def _choose_cohort(context: Context) -> None:
    """Draw the choice of the cohort that is opened where there are too many rows for all."""
    years, _n = context.data.result(build.progress_rows, _beyond(), _opened())
    if years:
        if _opened() not in years:
            st.session_state[OPENED] = years[-1]
        st.segmented_control(
            context.lang("Cohort with its municipalities"), years, key=OPENED, persist_state="session", required=True
        )
        link.say(OPENED_IN_LINK, [str(_opened())])


def _follow(key: str | None, context: Context) -> None:
    """Follow what was chosen in the matrix: a category, a cohort, or a municipality."""
    if key is None:
        return
    if key in context.names:
        profile.open_profile(key, context)
    if key.isdecimal():
        st.session_state[CLICKED] = int(key)
    else:
        st.session_state[peers.KEY] = key
    st.rerun()
