"""One page of many rows: which are shown, the choice among them, and how the link carries it."""

from __future__ import annotations

import streamlit as st

from ek_data.dataset.filters import number_from
from ek_data.ui import link

ROWS = 40  # of a picture


def page_of_rows(n: int, name: str, size: int = ROWS) -> slice:
    """Draw the choice of a page where there are more than `size` rows, and return which rows to show."""
    rows = rows_of_page(n, name, size)
    pager(n, name, size)
    return rows


def rows_of_page(n: int, name: str, size: int = ROWS) -> slice:
    """Return which rows to show of those among which `pager` chooses, which may be drawn later."""
    if n <= size:
        return slice(0, size)
    key, place = f"page-{name}", f"seite-{name}"
    link.take(key, place, lambda asked: number_from("".join(asked[-1:])) or 1)
    number = min(st.session_state.get(key) or 1, -(-n // size))
    st.session_state[key] = number
    link.say(place, [str(number)] if number > 1 else [])
    return slice((number - 1) * size, number * size)


def pager(n: int, name: str, size: int = ROWS) -> None:
    """Draw the choice of a page where there are more than `size` rows. The link carries it."""
    if n > size:
        st.pagination(-(-n // size), key=f"page-{name}")
