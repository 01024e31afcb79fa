"""The filters in the title row: buttons that say what is chosen. They survive page and language changes.

They stand in the link as neutral codes. Only those that act on a page are drawn there; what else is chosen waits for
the pages on which it acts.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import (
    EVERYTHING,
    FILTERS,
    PERIOD,
    PERIOD_KEY,
    Filter,
    Selection,
    choices,
    each_in_words,
    offered,
    period_from,
    selection_from,
    selection_into,
    years_in_words,
    years_of,
)
from ek_data.i18n import N_, Language
from ek_data.text import markdown
from ek_data.ui import link
from ek_data.ui.navigation import MenuEntry

FIRST, LAST = "von", "bis"
ANY = 0  # None would be no choice at all, for which Streamlit shows English words
SIDE_BY_SIDE = 10  # so many values are shown at once; more are in a list that can be searched
NAMED = 2  # so many values stand on the button; of more, their number


def chosen(dataset: Dataset) -> Selection:
    """Return what is chosen in all filters, wherever they are drawn, once the link is followed."""
    possible = dataset.result(choices)
    for filter_ in FILTERS:
        asked = link.asked(filter_.key)
        if asked is not None:
            wanted = selection_from({filter_.key: asked}).values(filter_)
            st.session_state[filter_.key] = [value for value in possible[filter_.key] if value in wanted]
        kept = st.session_state[filter_.key]
        if not set(kept) <= set(possible[filter_.key]):  # another release, or no names any more
            st.session_state[filter_.key] = [value for value in kept if value in possible[filter_.key]]
    first, last = _years(dataset)
    values = {filter_.name: tuple(st.session_state[filter_.key]) for filter_ in FILTERS}
    selection = Selection.of(first or None, last or None, **values)
    for key, texts in selection_into(selection).items():
        link.say(key, texts)
    return selection


def _years(dataset: Dataset) -> tuple[int, int]:
    """Return the first and the last year chosen, `ANY` where there is none, and make them fit the data."""
    asked = link.asked(PERIOD_KEY)
    if asked is not None:
        first, last = period_from({PERIOD_KEY: asked})
        st.session_state[FIRST], st.session_state[LAST] = first or ANY, last or ANY
    years = dataset.result(years_of)
    for key in (FIRST, LAST):
        if st.session_state[key] not in years:
            st.session_state[key] = ANY
    if st.session_state[FIRST] > st.session_state[LAST] > ANY:
        st.session_state[LAST] = ANY
    return st.session_state[FIRST], st.session_state[LAST]


def draw(dataset: Dataset, selection: Selection, names: Collection[str], lang: Language) -> None:
    """Draw the filters that act on a page, each behind a button with what is chosen, and the way to choose nothing."""
    if not names:
        return
    for filter_ in FILTERS:
        if filter_.name in names:
            _draw(filter_, dataset, lang)
    if PERIOD in names and dataset.result(years_of):
        _draw_period(dataset, selection, lang)
    if selection != EVERYTHING:
        reset_button(lang)


def _draw(filter_: Filter, dataset: Dataset, lang: Language) -> None:
    kept = st.session_state[filter_.key]
    worth, possible = dataset.result(offered)[filter_.key], dataset.result(choices)[filter_.key]
    options = [value for value in possible if value in worth or value in kept]
    if not options:  # without names there is no district to choose
        return
    label = lang(filter_.label)
    words = {value: filter_.words(value, lang) for value in options}
    listed = {value: filter_.listed(value, lang) for value in options}
    settings: dict[str, Any] = {"key": filter_.key, "format_func": listed.__getitem__, "persist_state": "session"}
    with _button(filter_.key, label, [words[value] for value in kept], lang):
        if len(options) > SIDE_BY_SIDE:
            st.multiselect(label, options, placeholder=lang("all"), **settings)
        else:
            st.pills(label, options, selection_mode="multi", **settings)


def _draw_period(dataset: Dataset, selection: Selection, lang: Language) -> None:
    years = dataset.result(years_of)
    first = st.session_state[FIRST]
    shown = [years_in_words(selection)] if selection.only((PERIOD,)) != EVERYTHING else []
    with _button(PERIOD_KEY, lang("Period"), shown, lang):
        _draw_year(FIRST, lang("From"), years, lang)
        _draw_year(LAST, lang("To"), [year for year in years if year >= first], lang)


def _draw_year(key: str, label: str, years: list[int], lang: Language) -> None:
    st.selectbox(
        label,
        [ANY, *years],
        key=key,
        format_func=lambda year: lang("all") if year == ANY else str(year),
        persist_state="session",
    )


def _button(key: str, label: str, values: list[str], lang: Language) -> Any:
    """Draw the button of a filter and return what opens at it."""
    shown = ", ".join(values) if len(values) <= NAMED else lang("{n} chosen", n=len(values))
    return st.popover(f"{label}: **{markdown(shown or lang('all'))}**", key=f"filter-{key}")


def reset_button(lang: Language, *, first: bool = False) -> None:
    """Draw the button that takes every filter back, as the `first` thing to do where nothing else is shown."""
    st.button(
        lang("Reset filters"),
        on_click=_reset,
        key="reset-first" if first else "reset",
        icon=":material/filter_alt_off:",
        type="primary" if first else "tertiary",
    )


def _reset() -> None:
    for filter_ in FILTERS:
        st.session_state[filter_.key] = []
    st.session_state[FIRST] = st.session_state[LAST] = ANY


def said(selection: Selection, entry: MenuEntry, lang: Language) -> list[str]:
    """Return in sentences what is chosen that acts on a page, what does not, and what that leaves as it is."""
    acting = selection.only(entry.filters)
    idle = each_in_words(selection.only({*NAMES} - {*entry.filters}), lang)
    sentences = []
    if acting != EVERYTHING:
        sentences.append(lang("Filtered by {filters}.", filters="; ".join(each_in_words(acting, lang))))
        sentences += [lang(beyond) for beyond, names in entry.beyond.items() if acting.only(names) != EVERYTHING]
    if idle:
        filters = lang.listing(lang("“{filter}”", filter=each) for each in idle)
        one, many = N_("The filter {filters} does not apply here."), N_("The filters {filters} do not apply here.")
        sentences.append(lang(one if len(idle) == 1 else many, filters=filters))
    return sentences


NAMES = (*(filter_.name for filter_ in FILTERS), PERIOD)
