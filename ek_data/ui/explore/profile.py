"""Choosing the municipality of the profile; the link carries its regional key."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.analysis import profile
from ek_data.text import markdown
from ek_data.ui import link, navigation
from ek_data.ui.components import words
from ek_data.ui.context import Context

KEY, ADDRESS = "kommune", "steckbrief"
NARROW = 420  # pixels: the longest name has room


def choose(context: Context, *, participants: bool = False) -> str | None:
    """Draw the choice of a municipality and return its ARS, or None if there is none.

    With `participants` only those that take part and that the filters leave may be chosen.
    """
    names = (context.data if len(context.data.municipalities) else context.whole).result(profile.names)
    if participants:
        taking_part = set(context.data.participants["ars"])
        names = {ars: name for ars, name in names.items() if ars in taking_part}
    if not names:
        return None
    _take()
    if st.session_state.get(KEY) not in names:
        st.session_state[KEY] = next(iter(names))
    ars: str = st.selectbox(
        context.lang("Municipality"),
        list(names),
        format_func=names.__getitem__,
        key=KEY,
        persist_state="session",
        width=NARROW,
    )
    link.say(KEY, [ars])
    return ars


def place(address: str) -> str:
    """Return what tells where the reader is: on the profile the municipality as well as the page."""
    if address != ADDRESS:
        return address
    _take()
    return f"{address} {st.session_state.get(KEY, '')}"


def _take() -> None:
    link.take(KEY, KEY, lambda asked: "".join(asked[-1:]))


def open_profile(ars: str, context: Context) -> None:
    """Go to the profile of one municipality."""
    st.switch_page(navigation.page(ADDRESS), query_params={KEY: ars})


def neighbours(rows: pd.DataFrame, context: Context) -> None:
    """List the nearest participants as links to their profiles."""
    lang = context.lang
    if rows.empty:
        return
    words.heading(lang("Nearest participants"))
    for each in rows.to_dict("records"):
        said = lang(
            "{name}, cohort {cohort}, {km} km",
            name=context.whole.names[each["ars"]],
            cohort=each["cohort"],
            km=lang.number(each["distance_km"], 0),
        )
        st.page_link(
            navigation.page("steckbrief"),
            label=markdown(said),
            icon="",
            help="",
            query_params={"kommune": each["ars"]},
        )
