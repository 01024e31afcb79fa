"""The sources by where they lie, each opening to its addresses."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.about.sources import Host
from ek_data.i18n import Language
from ek_data.tables import BY_NAME
from ek_data.text import is_web_address, xml
from ek_data.ui.components import paging

PAGE = 25


def listing(hosts: Sequence[Host], lang: Language) -> None:
    """List where the sources lie, what is to be looked at first, each with its addresses when it is opened."""
    part = paging.page_of_rows(len(hosts), "hosts", PAGE)
    st.html(f"<div class='origins'>{''.join(_host(host, lang) for host in hosts[part])}</div>")


def _host(host: Host, lang: Language) -> str:
    counted = lang.listing(BY_NAME[name].counted(n, lang) for name, n in host.rows.items())
    listed = "".join(f"<li>{_address(url)} ({lang.number(n)})</li>" for url, n in host.addresses)
    return (
        f"<details><summary><b>{xml(host.name)}</b> <span>{xml(counted)}</span>{_to_look_at(host, lang)}</summary>"
        f"<ul>{listed}</ul></details>"
    )


def _to_look_at(host: Host, lang: Language) -> str:
    said = [
        lang.plural("{n} on it alone, doubtful", "{n} on it alone, doubtful", host.doubtful) if host.doubtful else "",
        lang.plural("{n} not read for long", "{n} not read for long", host.unread) if host.unread else "",
    ]
    return "".join(f" <em>· {xml(words)}</em>" for words in said if words)


def _address(url: str) -> str:
    """Return a link, or the plain text where it is none of the web."""
    if not is_web_address(url):
        return xml(url)
    return f"<a href='{xml(url)}' target='_blank' rel='noopener noreferrer'>{xml(url)}</a>"
