"""Markup of lists and tables that Streamlit has no element for; every text in it is escaped.

The look stands in `markup.css`, which `show` brings along.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import streamlit as st

from ek_data.palette import Look, either
from ek_data.text import is_web_address, xml

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


def square(look: Look, *, late: bool = False) -> Markup:
    """Return a status as a mark in the form and colour of its look, with a clock where it is overdue."""
    css = f"mark {look.symbol}{' late' if late else ''}"
    return tag("i", class_=css, aria_hidden="true", **colour(either(look.colour)))


def web_link(url: str, label: str) -> Markup | str:
    """Return a link to an address that opens beside the page, or the `label` alone where it is none of the web."""
    return tag("a", label, href=url, target="_blank", rel="noopener noreferrer") if is_web_address(url) else label


def show(markup: Markup, *, width: int | Literal["stretch"] = "stretch") -> None:
    """Show an element on the page, as wide as its place or so many pixels."""
    st.html(STYLE + markup, width=width)
