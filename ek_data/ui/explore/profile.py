"""Choosing the municipality of the profile; the link carries its regional key."""

from __future__ import annotations

import streamlit as st

from ek_data.analysis import profile
from ek_data.ui import navigation
from ek_data.ui.context import Context

KEY, ADDRESS = "kommune", "steckbrief"


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
    wanted = st.query_params.get(KEY, st.session_state.get(KEY))
    st.session_state[KEY] = wanted if wanted in names else next(iter(names))
    ars: str = st.selectbox(
        context.lang("Municipality"), list(names), format_func=names.__getitem__, key=KEY, on_change=_into_link
    )
    st.query_params[KEY] = ars
    return ars


def _into_link() -> None:
    st.query_params[KEY] = st.session_state[KEY]


def place(address: str) -> str:
    """Return what tells where the reader is: on the profile the municipality as well as the page."""
    return f"{address} {st.query_params.get(KEY, '')}" if address == ADDRESS else address


def open_profile(ars: str, context: Context) -> None:
    """Go to the profile of one municipality."""
    st.switch_page(navigation.page(ADDRESS), query_params={KEY: ars})
