"""The filters in the sidebar. They survive page and language changes and stand in the link as neutral codes."""

from __future__ import annotations

from typing import Any, cast

import streamlit as st

from ek_data.dataset import Dataset, Selection
from ek_data.filtering import FILTERS, Filter, years_of
from ek_data.filtering import in_words as in_words
from ek_data.i18n import N_, Language
from ek_data.links import PERIOD, selection_from, selection_into


def choose(dataset: Dataset, _: Language) -> Selection:
    """Draw the filters and return what they ask for."""
    _read_link(dataset)
    chosen = {filter_.key: _draw(filter_, dataset, _) for filter_ in FILTERS}
    first, last = _draw_period(dataset, _)
    if any(chosen.values()) or (first, last) != (None, None):
        st.button(_(N_("Reset filters")), on_click=_reset, icon=":material/filter_alt_off:")
    selection = Selection(
        cohorts=tuple(int(year) for year in chosen["staffel"]),
        kinds=tuple(chosen["art"]),
        districts=tuple(chosen["kreis"]),
        categories=tuple(chosen["kategorie"]),
        first_year=first,
        last_year=last,
    )
    for key, values in selection_into(selection).items():
        _put(key, values)
    return selection


def _draw(filter_: Filter, dataset: Dataset, _: Language) -> list[Any]:
    options = list(filter_.options(dataset))
    kept = [value for value in st.session_state.get(filter_.key, []) if value in options]
    if kept != st.session_state.get(filter_.key, []):
        st.session_state[filter_.key] = kept
    return st.multiselect(
        _(filter_.label),
        options,
        key=filter_.key,
        format_func=lambda value: filter_.words(_, value),
        placeholder=_(N_("All")),
        persist_state="session",
    )


def _draw_period(dataset: Dataset, _: Language) -> tuple[int | None, int | None]:
    years = years_of(dataset)
    if len(years) < 2:
        return None, None
    kept = st.session_state.get(PERIOD)
    if kept and not (kept[0] in years and kept[1] in years):
        del st.session_state[PERIOD]
    st.session_state.setdefault(PERIOD, (years[0], years[-1]))
    first, last = cast("tuple[int, int]", st.select_slider(_(N_("Period")), years, key=PERIOD, persist_state="session"))
    return (first if first > years[0] else None), (last if last < years[-1] else None)


def _reset() -> None:
    for filter_ in FILTERS:
        st.session_state[filter_.key] = []
    st.session_state.pop(PERIOD, None)


def _read_link(dataset: Dataset) -> None:
    """Take the filters from the link once, when the session begins; what does not exist is passed over."""
    if "link_read" in st.session_state:
        return
    st.session_state["link_read"] = True
    query = {key: st.query_params.get_all(key) for key in st.query_params}
    wanted = selection_from(query)
    asked = selection_into(wanted)
    for filter_ in FILTERS:
        st.session_state[filter_.key] = [
            value for value in filter_.options(dataset) if str(value) in asked[filter_.key]
        ]
    years = years_of(dataset)
    if years and (wanted.first_year or wanted.last_year):
        st.session_state[PERIOD] = (wanted.first_year or years[0], wanted.last_year or years[-1])


def _put(key: str, values: list[str]) -> None:
    if values:
        st.query_params[key] = values
    elif key in st.query_params:
        del st.query_params[key]
