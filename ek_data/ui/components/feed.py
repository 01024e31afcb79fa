"""The feed as HTML: groups with marks, dates and sources. Every word passes through `xml`."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.changes.feed import Entry, Group
from ek_data.palette import INK, either
from ek_data.tables.columns import cohort_look
from ek_data.text import is_web_address, xml
from ek_data.ui.components import words
from ek_data.ui.context import Context

SHOWN = 6  # entries of a group; more are folded
MOST_SQUARES = 40  # more could not be counted with the eye


def show(groups: Sequence[Group], context: Context, name: str) -> None:
    """Show groups of reports, each under its municipality."""
    with st.container(key=f"feed-{name}"):
        st.html("".join(_group(group, context) for group in groups))


def squares(some: int, n: int, said: str) -> None:
    """Show `some` of `n` as squares, or as a bar where there are too many to be counted; `said` is read aloud."""
    if n > MOST_SQUARES:
        drawn = f'<span class="share" style="--share:{some / n:.4f}"></span>'
    else:
        drawn = "<i></i>" * some + '<i class="none"></i>' * (n - some)
    st.html(f'<p class="of-all" role="img" aria-label="{xml(said)}">{drawn}</p>')


def dated(lines: Sequence[tuple[str, str]]) -> None:
    """Show lines with their dates in front."""
    st.html('<dl class="dated">' + "".join(f"<dt>{xml(day)}</dt><dd>{xml(said)}</dd>" for day, said in lines) + "</dl>")


def _group(group: Group, context: Context) -> str:
    colour = either(cohort_look(group.cohort).colour if group.cohort else INK)
    shown = "".join(_entry(entry, group.named, context) for entry in group.entries[:SHOWN])
    return (
        f'<section><h2><i style="--colour:{colour}"></i>{xml(group.name)} <small>{xml(group.summary)}</small></h2>'
        f"<ul>{shown}</ul>{_rest(group, context)}</section>"
    )


def _rest(group: Group, context: Context) -> str:
    rest = group.entries[SHOWN:]
    if not rest:
        return ""
    listed = "".join(_entry(entry, group.named, context) for entry in rest)
    return f"<details><summary>{xml(context.lang.more(len(rest)))}</summary><ul>{listed}</ul></details>"


def _entry(entry: Entry, named: bool, context: Context) -> str:
    shape = entry.look.symbol if named else f"{entry.look.symbol} unnamed"
    return (
        f'<li><i class="{shape}" style="--colour:{either(entry.look.colour)}"></i><b>{xml(entry.title)}</b>'
        f"<span>{xml(entry.status)}</span><span>{xml(entry.date)}</span>"
        f"<span>{'' if context.anonymous else _source(entry.source)}</span></li>"
    )


def _source(url: str) -> str:
    if not url:
        return ""
    host = xml(words.short_host(url))
    return f'<a href="{xml(url)}" target="_blank" rel="noopener noreferrer">{host}</a>' if is_web_address(url) else host
