"""A list of contents beside a long text, and a search above it.

The entries lead to headings of the same page by their anchors, so the browser's own search and old links keep working.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import link

SEARCH_IN_LINK, LONGEST_SEARCH = "suche", 100


class Entry(NamedTuple):
    """One line of the contents: a heading of the page, its anchor, and whether it stands below another."""

    title: str
    anchor: str
    below: bool = False


@contextmanager
def beside(entries: Sequence[Entry], lang: Language) -> Iterator[None]:
    """Show the contents in a column that stays in view, folded above the text where there is no room beside it."""
    listed = "\n".join(f"{'    ' * entry.below}- [{markdown(entry.title)}](#{entry.anchor})" for entry in entries)
    with st.container(key="contents-folded"), st.expander(lang("Contents")):
        st.markdown(listed)
    side, text = st.columns([1, 3], gap="large")
    with side, st.container(key="contents"):
        st.markdown(f"**{markdown(lang('Contents'))}**\n\n{listed}")
    with text:
        yield


def search(label: str, key: str) -> str:
    """Draw a search field, which the link carries, and return what is looked for."""
    link.take(key, SEARCH_IN_LINK, lambda asked: "".join(asked[-1:])[:LONGEST_SEARCH])
    wanted: str = st.text_input(
        label,
        key=key,
        max_chars=LONGEST_SEARCH,
        icon=":material/search:",
        placeholder=label,
        label_visibility="collapsed",
        persist_state="session",
        width=480,
    )
    link.say(SEARCH_IN_LINK, [wanted] if wanted else [])
    return wanted.strip()
