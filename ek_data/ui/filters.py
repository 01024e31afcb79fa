"""The filters in the sidebar. They survive page and language changes and stand in the link as neutral codes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, cast

import streamlit as st

from ek_data.dataset import Dataset, Selection
from ek_data.i18n import N_, Language
from ek_data.tables import MEASURES, MUNICIPALITIES

PERIOD = "zeitraum"


@dataclass(frozen=True)
class Filter:
    """One choice of several values: its key in the link, its label, and what may be chosen."""

    key: str
    label: str
    options: Callable[[Dataset], Iterable[Any]]
    words: Callable[[Language, Any], str]


FILTERS = (
    Filter(
        "staffel",
        N_("Cohort"),
        lambda dataset: sorted(dataset.municipalities["cohort"].dropna().unique()),
        lambda _, year: str(year),
    ),
    Filter(
        "art",
        N_("Kind of municipality"),
        lambda dataset: _used(dataset.municipalities["kind"]),
        lambda _, code: _.of(MUNICIPALITIES["kind"].option(code).words),
    ),
    Filter(
        "kreis",
        N_("Landkreis"),
        lambda dataset: sorted(dataset.municipalities["district"].dropna().unique()),
        lambda _, name: name,
    ),
    Filter(
        "kategorie",
        N_("Category of measure"),
        lambda dataset: _used(dataset.measures["category"]),
        lambda _, code: _.of(MEASURES["category"].option(code).words),
    ),
)


def choose(dataset: Dataset, _: Language) -> Selection:
    """Draw the filters and return what they ask for."""
    _read_link(dataset)
    chosen = {filter_.key: _draw(filter_, dataset, _) for filter_ in FILTERS}
    first, last = _draw_period(dataset, _)
    if any(chosen.values()) or (first, last) != (None, None):
        st.button(_(N_("Reset filters")), on_click=_reset, icon=":material/filter_alt_off:")
    _write_link(first, last)
    return Selection(
        cohorts=tuple(int(year) for year in chosen["staffel"]),
        kinds=tuple(chosen["art"]),
        districts=tuple(chosen["kreis"]),
        categories=tuple(chosen["kategorie"]),
        first_year=first,
        last_year=last,
    )


def in_words(selection: Selection, _: Language) -> str:
    """Return the filters in force as one sentence, or an empty text."""
    words = {filter_.key: filter_.words for filter_ in FILTERS}
    parts = [
        f"{_(label)}: {_.listing([words[key](_, value) for value in values])}"
        for key, label, values in (
            ("staffel", N_("Cohort"), selection.cohorts),
            ("art", N_("Kind of municipality"), selection.kinds),
            ("kreis", N_("Landkreis"), selection.districts),
            ("kategorie", N_("Category of measure"), selection.categories),
        )
        if values
    ]
    if selection.first_year or selection.last_year:
        parts.append(f"{_(N_('Period'))}: {selection.first_year or '…'}–{selection.last_year or '…'}")
    return "; ".join(parts)


def _used(values: Any) -> list[str]:
    present = set(values.dropna().unique())
    return [code for code in values.cat.categories if code in present]


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


def _years(dataset: Dataset) -> list[int]:
    dates = [dataset.measures["started_on"], dataset.measures["status_on"], dataset.events["starts_on"]]
    years = sorted({int(year) for days in dates for year in days.dt.year.dropna().unique()})
    return list(range(years[0], years[-1] + 1)) if years else []


def _draw_period(dataset: Dataset, _: Language) -> tuple[int | None, int | None]:
    years = _years(dataset)
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
    for filter_ in FILTERS:
        wanted = set(st.query_params.get_all(filter_.key))
        st.session_state[filter_.key] = [value for value in filter_.options(dataset) if str(value) in wanted]
    years = _years(dataset)
    first, _dash, last = st.query_params.get(PERIOD, "").partition("-")
    if years and (first.isdigit() or last.isdigit()):
        st.session_state[PERIOD] = (int(first) if first else years[0], int(last) if last else years[-1])


def _write_link(first: int | None, last: int | None) -> None:
    for filter_ in FILTERS:
        _put(filter_.key, [str(value) for value in st.session_state[filter_.key]])
    _put(PERIOD, [f"{first or ''}-{last or ''}"] if first or last else [])


def _put(key: str, values: list[str]) -> None:
    if values:
        st.query_params[key] = values
    elif key in st.query_params:
        del st.query_params[key]
