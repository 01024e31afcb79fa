"""The view in the link: what is chosen stands in the address of the page, and an address that is followed wins.

The session keeps what is chosen. It is asked first as long as the reader stays, because the menu leads to bare
addresses. A link decides when a session begins with it, when the reader goes back or forward in the browser, and for
each value that a link inside the dashboard sets. What a page does not say leaves its address.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urlencode, urlsplit

import streamlit as st

from ek_data.ui.streamlit_internals import went_through_history

KEY = "link"


@dataclass(frozen=True)
class Link:
    """What stands in the address in this run, whether what it leaves out is asked for as well, and what it will say.

    `known` is what the session knew of the address of this `page` when the run began, key by key; `taken` what it knows
    by now, with which the next run begins. A run that is interrupted has taken up a part of the address and has written
    nothing. `shown` is what the browser holds as its address: a link to the page it stands on changes only `now`.
    """

    page: str
    now: Mapping[str, Sequence[str]]
    shown: Mapping[str, Sequence[str]]
    decides: bool
    known: Mapping[str, Sequence[str]]
    taken: dict[str, Sequence[str]]
    said: dict[str, Sequence[str]] = field(default_factory=dict)


@contextmanager
def followed() -> Iterator[None]:
    """Take up the address at the beginning of a run, and write at its end what was said, in one step."""
    now = {key: st.query_params.get_all(key) for key in st.query_params}
    before: Link | None = st.session_state.get(KEY)
    page = urlsplit(st.context.url or "").path
    if before is None or went_through_history():
        link = Link(page, now, now, decides=True, known={}, taken={})
    elif page != before.page:  # what stands in the address of another page was set by the link that led there
        link = Link(page, now, now, before.decides, {}, {})
    else:
        link = Link(page, now, before.shown, before.decides, before.taken, dict(before.taken))
    st.session_state[KEY] = link
    yield
    if not link.said == now == link.shown:
        st.query_params.from_dict(link.said)
    st.session_state[KEY] = replace(link, shown=link.said, decides=False, taken=link.said)


def asked(key: str) -> Sequence[str] | None:
    """Take up what the link asks for: its values, none for the default, and None where the session decides."""
    link: Link = st.session_state[KEY]
    values = link.taken[key] = link.now.get(key, ())
    if values:
        return values if values != link.known.get(key) else None
    return () if link.decides and key not in link.known else None


def take(widget: str, key: str, read: Callable[[Sequence[str]], Any]) -> None:
    """Let the link decide on the value of a widget that is not drawn yet."""
    values = asked(key)
    if values is not None:
        st.session_state[widget] = read(values)


def say(key: str, values: Sequence[str]) -> None:
    """Let the link hold the values of a key, no values for the default."""
    if values:
        link: Link = st.session_state[KEY]
        link.said[key] = list(values)


def to(address: str, **values: str) -> str:
    """Return the link to another page with `values`, which keeps what this one says."""
    return f"{address}?{urlencode({**said(), **values}, doseq=True)}"


def said() -> Mapping[str, Sequence[str]]:
    """Return what the link will hold, as far as it was said."""
    link: Link = st.session_state[KEY]
    return link.said
