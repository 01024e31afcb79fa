"""Long texts and lists of the pages about the data: contents beside a text, a search, and the sources to open.

The entries lead to headings of the same page by their anchors, so the browser's own search and old links keep working.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import NamedTuple

import streamlit as st

from ek_data.about.sources import Host
from ek_data.i18n import Language
from ek_data.tables import BY_NAME
from ek_data.text import markdown
from ek_data.ui import link
from ek_data.ui.components import paging
from ek_data.ui.components.markup import Markup, tag, web_link

SEARCH_IN_LINK, LONGEST_SEARCH = "suche", 100
PAGE = 25


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


def listing(hosts: Sequence[Host], lang: Language) -> None:
    """List where the sources lie, what is to be looked at first, each with its addresses when it is opened."""
    part = paging.page_of_rows(len(hosts), "hosts", PAGE)
    st.html(tag("div", *(_host(host, lang) for host in hosts[part]), class_="origins"))


def _host(host: Host, lang: Language) -> Markup:
    counted = lang.listing(BY_NAME[name].counted(n, lang) for name, n in host.rows.items())
    listed = [tag("li", web_link(url, url), f" ({lang.number(n)})") for url, n in host.addresses]
    summary = tag("summary", tag("b", host.name), " ", tag("span", counted), *_to_look_at(host, lang))
    return tag("details", summary, tag("ul", *listed))


def _to_look_at(host: Host, lang: Language) -> Iterator[Markup | str]:
    said = [
        lang.plural("{n} on it alone, doubtful", "{n} on it alone, doubtful", host.doubtful) if host.doubtful else "",
        lang.plural("{n} not read for long", "{n} not read for long", host.unread) if host.unread else "",
    ]
    for words in filter(None, said):
        yield from (" ", tag("em", f"· {words}"))
