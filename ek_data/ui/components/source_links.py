"""Sources as links: in brackets behind a sentence, or as a list below a picture or table."""

from __future__ import annotations

import re
from urllib.parse import unquote

import streamlit as st

from ek_data.i18n import Language
from ek_data.text import link as text_link
from ek_data.ui.components import paging

SOURCES = 25  # of a list


def in_brackets(urls: tuple[str, ...]) -> str:
    """Return source addresses as short links in brackets, nothing where there are none."""
    links = ", ".join(text_link(url, short_host(url)) for url in urls)
    return f" ({links})" if links else ""


def source_list(urls: tuple[str, ...], lang: Language) -> None:
    """List source addresses as links, the host first."""
    if not urls:
        st.markdown(lang("No source is given for these rows."))
        return
    st.markdown(lang("Sources:"))
    part = paging.page_of_rows(len(urls), "sources", SOURCES)
    st.markdown(
        "\n".join(f"{n}. {text_link(url, host(url))}" for n, url in enumerate(urls[part], start=part.start + 1))
    )


def host(url: str) -> str:
    """Return the host of an address with the last part of its path, short enough to read."""
    match = re.match(r"https?://(?:www\.)?([^/?#]+)(?:.*/([^/?#]{1,60}))?", url)
    if not match:
        return url
    last = unquote(match[2] or "")
    return f"{match[1]} · {last if last.isprintable() else match[2]}" if last else match[1]


def short_host(url: str) -> str:
    """Return the host of an address alone, for narrow places."""
    return host(url).partition(" · ")[0]
