"""Choosing the municipality of the profile; the link carries its regional key."""

from __future__ import annotations

import streamlit as st

from ek_data.analysis import profile
from ek_data.ui import link, navigation
from ek_data.ui.context import Context

KEY, OTHER, ADDRESS = "kommune", "mit", "steckbrief"
NARROW = 420  # pixels: the longest name has room


def choose(context: Context, *, participants: bool = False) -> str | None:
    """Draw the choice of a municipality and return its ARS, or None if there is none.

    With `participants` only those that take part and that the filters leave may be chosen.
    """
    names = _offered(context, participants=participants)
    if not names:
        return None
    _decide(names, context)
    return _select(names, context.lang("Municipality"), KEY)


def _decide(names: dict[str, str], context: Context) -> str:
    """Return who is chosen before the choice is drawn: by the link, else before, else one's own or the first."""
    _take()
    if st.session_state.get(KEY) not in names:
        st.session_state[KEY] = context.mine if context.mine in names else next(iter(names))
    ars: str = st.session_state[KEY]
    return ars


def as_title(context: Context) -> str | None:
    """Draw the choice as the title of the page, with the way to the one before and the one after."""
    names = _offered(context)
    if not names:
        return None
    keys, lang = list(names), context.lang
    place = keys.index(_decide(names, context))
    before, after = keys[place - 1], keys[(place + 1) % len(keys)]  # before the first comes the last
    with st.container(horizontal=True, vertical_alignment="center", gap="small", width="content", key="profile-title"):
        st.button("‹", on_click=_go_to, args=(before,), help=lang("Previous municipality"), key="profile-before")
        ars = choose(context)
        st.button("›", on_click=_go_to, args=(after,), help=lang("Next municipality"), key="profile-after")
    return ars


def choose_other(context: Context, ars: str) -> str | None:
    """Draw the choice of a second municipality to compare with, and return its ARS if there is one."""
    names = {other: name for other, name in _offered(context).items() if other != ars}
    link.take(OTHER, OTHER, lambda asked: "".join(asked[-1:]) or None)
    if st.session_state.get(OTHER) not in names:
        st.session_state[OTHER] = None
    return _select(names, context.lang("Compare with"), OTHER, placeholder=context.lang("compare with …"))


def _offered(context: Context, *, participants: bool = False) -> dict[str, str]:
    names = (context.data if len(context.data.municipalities) else context.whole).result(profile.names)
    taking_part = set(context.data.participants["ars"])
    offered = (ars for ars in names if ars in taking_part or not participants)
    return {ars: context.called(ars, names[ars]) for ars in offered}


def _select(names: dict[str, str], label: str, key: str, placeholder: str | None = None) -> str | None:
    ars: str | None = st.selectbox(
        label,
        list(names),
        index=None if placeholder else 0,
        format_func=names.__getitem__,
        key=key,
        persist_state="session",
        width=NARROW,
        placeholder=placeholder,
        label_visibility="collapsed" if placeholder else "visible",
    )
    link.say(key, [ars] if ars else [])
    return ars


def _go_to(ars: str) -> None:
    st.session_state[KEY] = ars


def place(address: str) -> str:
    """Return what tells where the reader is: on the profile the municipality as well as the page."""
    if address != ADDRESS:
        return address
    _take()
    return f"{address} {st.session_state.get(KEY, '')}"


def _take() -> None:
    link.take(KEY, KEY, lambda asked: "".join(asked[-1:]))


def open_profile(ars: str, context: Context) -> None:
    """Go to the profile of one municipality.

    Streamlit writes what is asked of it into the address of the page that is left as well, to which "back" leads.
    """
    st.switch_page(navigation.page(ADDRESS), query_params={**link.said(), KEY: ars})
