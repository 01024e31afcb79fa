"""Markup of lists and tables that Streamlit has no element for; every text in it is escaped.

The look stands in `markup.css`, which `show` brings along.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ek_data.text import xml

STYLE = f"<style>{Path(__file__).with_name('markup.css').read_text(encoding='utf-8')}</style>"


class Markup(str):
    """Text that is markup already."""

    __slots__ = ()


def tag(name: str, *content: str, **attributes: str) -> Markup:
    """Return an element with its `content`: what is no markup yet is text. ``class_`` is the attribute ``class``."""
    given = "".join(f' {key.rstrip("_").replace("_", "-")}="{xml(value)}"' for key, value in attributes.items())
    inside = "".join(part if isinstance(part, Markup) else xml(part) for part in content)
    return Markup(f"<{name}{given}>{inside}</{name}>")


def colour(light_and_dark: str, number: float | None = None) -> dict[str, str]:
    """Return the attribute that gives an element its colour, and the share of a bar that is full."""
    share = "" if number is None else f";--share:{100 * number:.0f}%"
    return {"style": f"--colour:{light_and_dark}{share}"}


def show(markup: Markup) -> None:
    """Show an element on the page."""
    st.html(STYLE + markup)
