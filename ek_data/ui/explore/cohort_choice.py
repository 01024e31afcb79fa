"""Comparison on the page: from when months count and which two cohorts; kept for the session, written in the link."""

from __future__ import annotations

import streamlit as st

from ek_data.analysis import cohort_words
from ek_data.analysis.cohort_words import CHOICES
from ek_data.analysis.programme_time import Comparison, Start, compared, observed_months, usual_start
from ek_data.dataset.filters import number_from
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS
from ek_data.text import markdown
from ek_data.ui import link
from ek_data.ui.context import Context

START, PAIR = "beginn", "vergleich"
ONE, OTHER = "compared_one", "compared_other"


def choose(category: str | None, context: Context) -> Comparison:
    """Draw the choices and how the other start would change the result; return how the cohorts are compared."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="assumption"):
        said = st.container(width="stretch")
        start = _choose_start(context)
        how = Comparison(start, _choose_pair(context, start))
    sentence = context.data.result(cohort_words.otherwise, context.lang, category, how)
    with said:
        st.markdown(markdown(sentence or context.lang(cohort_words.COUNTED[start])))
    return how


def _choose_start(context: Context) -> Start:
    """Ask from when months count, unless the programme has no meetings that begin a cohort."""
    if not EVENTS["type"].having(Role.KICKOFF):
        return Start.NEW_YEAR
    usual = usual_start().value
    st.session_state.setdefault(START, usual)
    link.take(START, START, lambda asked: asked[-1] if asked and asked[-1] in CHOICES else usual)
    st.segmented_control(
        context.lang("Months count"),
        [start.value for start in Start],
        required=True,
        format_func=lambda start: context.lang(CHOICES[Start(start)]),
        key=START,
        persist_state="session",
        label_visibility="collapsed",
        width="content",
    )
    start = Start(st.session_state[START])
    link.say(START, [start] if start != usual else [])
    return start


def _choose_pair(context: Context, start: Start) -> tuple[int, ...]:
    """Draw the choice of two cohorts where there are more, and return them."""
    lang, data = context.lang, context.data
    cohorts = [int(year) for year in data.result(observed_months, start)["cohort"]]
    if len(cohorts) < 3:
        return ()
    link.take(PAIR, PAIR, lambda asked: "".join(asked[-1:]))
    written = str(st.session_state.get(PAIR, ""))
    asked = tuple(year for part in written.split("-") if (year := number_from(part)) in cohorts and year)
    one, other = compared(data, Comparison(start, asked if len(set(asked)) == 2 else ()))
    st.session_state[ONE], st.session_state[OTHER] = one, other
    _select(lang("Compare cohort"), [year for year in cohorts if year != other], ONE)
    _select(lang("with cohort"), [year for year in cohorts if year != one], OTHER)
    link.say(PAIR, [_in_link(one, other)] if (one, other) != compared(data, Comparison(start)) else [])
    return one, other


def _select(label: str, cohorts: list[int], key: str) -> None:
    st.selectbox(
        label, cohorts, format_func=str, key=key, on_change=_remember_pair, label_visibility="collapsed", width=110
    )


def _remember_pair() -> None:
    st.session_state[PAIR] = _in_link(st.session_state[ONE], st.session_state[OTHER])


def _in_link(one: int, other: int) -> str:
    return "-".join(map(str, sorted((one, other))))
