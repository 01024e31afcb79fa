"""The filters in the sidebar. They survive page and language changes and stand in the link as neutral codes."""

from __future__ import annotations

from typing import Any

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import FILTERS, Filter, Selection, choices, years_of
from ek_data.dataset.links import selection_from, selection_into
from ek_data.i18n import Language

FIRST, LAST = "von", "bis"
ANY = 0  # None would be no choice at all, for which Streamlit shows English words


def choose(dataset: Dataset, lang: Language) -> Selection:
    """Draw the filters and return what they ask for."""
    _read_link(dataset)
    title = lang("Filters")
    st.markdown(f"**{title}**")
    chosen = {filter_.name: tuple(_draw(filter_, dataset, lang)) for filter_ in FILTERS}
    first, last = _draw_period(dataset, lang)
    if any(chosen.values()) or (first, last) != (None, None):
        st.button(lang("Reset filters"), on_click=_reset, icon=":material/filter_alt_off:")
    selection = Selection.of(first, last, **chosen)
    for key, values in selection_into(selection).items():
        put(key, values)
    return selection


def _draw(filter_: Filter, dataset: Dataset, lang: Language) -> list[Any]:
    options = dataset.result(choices)[filter_.key]
    if not options:  # without names there is no district to choose
        return []
    kept = [value for value in st.session_state.get(filter_.key, []) if value in options]
    if kept != st.session_state.get(filter_.key, []):
        st.session_state[filter_.key] = kept
    return st.multiselect(
        lang(filter_.label),
        options,
        key=filter_.key,
        format_func=lambda value: filter_.words(value, lang),
        placeholder=lang("All"),
        persist_state="session",
    )


def _draw_period(dataset: Dataset, lang: Language) -> tuple[int | None, int | None]:
    years = dataset.result(years_of)
    from_, to = st.columns(2)
    with from_:
        first = _draw_year(FIRST, lang("From"), years, lang)
    with to:
        last = _draw_year(LAST, lang("To"), [year for year in years if not first or year >= first], lang)
    return first, last


def _draw_year(key: str, label: str, years: list[int], lang: Language) -> int | None:
    if st.session_state.get(key) not in years:
        st.session_state[key] = ANY
    year = st.selectbox(
        label,
        [ANY, *years],
        key=key,
        format_func=lambda year: lang("All") if year == ANY else str(year),
        persist_state="session",
    )
    return year or None


def _reset() -> None:
    for filter_ in FILTERS:
        st.session_state[filter_.key] = []
    st.session_state[FIRST] = st.session_state[LAST] = ANY


def _read_link(dataset: Dataset) -> None:
    """Take the filters from the link once, when the session begins; what does not exist is passed over."""
    if "link_read" in st.session_state:
        return
    st.session_state["link_read"] = True
    wanted = selection_from({key: st.query_params.get_all(key) for key in st.query_params})
    asked = selection_into(wanted)
    for filter_ in FILTERS:
        st.session_state[filter_.key] = [
            value for value in dataset.result(choices)[filter_.key] if str(value) in asked[filter_.key]
        ]
    st.session_state[FIRST], st.session_state[LAST] = wanted.first_year, wanted.last_year


def put(key: str, values: list[str]) -> None:
    """Write the values of a key into the link, or take the key out of it."""
    if values:
        st.query_params[key] = values
    elif key in st.query_params:
        del st.query_params[key]
