"""The sources by where they lie, each opening to its addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import streamlit as st

from ek_data.about.sources import Host
from ek_data.i18n import Language
from ek_data.tables import BY_NAME
from ek_data.ui.components import paging
from ek_data.ui.components.markup import Markup, tag, web_link

PAGE = 25


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
