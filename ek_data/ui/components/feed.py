"""The feed: groups with marks, dates and sources, each report in a line."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.changes.feed import FeedGroup, FeedItem
from ek_data.palette import INK, either
from ek_data.tables import MEASURES
from ek_data.tables.shared_columns import cohort_look
from ek_data.ui.components import change_links, source_links
from ek_data.ui.components.markup import Markup, colour, tag, web_link
from ek_data.ui.context import Context

SHOWN = 6  # entries of a group; more are folded
MOST_SQUARES = 40  # more could not be counted with the eye


def show(groups: Sequence[FeedGroup], context: Context, name: str) -> None:
    """Show groups of reports, each under its municipality."""
    may_change = change_links.may_change(context)
    with st.container(key=f"feed-{name}"):
        st.html("".join(_group(group, context, may_change) for group in groups))


def squares(some: int, n: int, said: str) -> None:
    """Show `some` of `n` as squares, or as a bar where there are too many to be counted; `said` is read aloud."""
    if n > MOST_SQUARES:
        drawn = [tag("span", class_="share", style=f"--share:{some / n:.4f}")]
    else:
        drawn = [tag("i")] * some + [tag("i", class_="none")] * (n - some)
    st.html(tag("p", *drawn, class_="of-all", role="img", aria_label=said))


def dated(lines: Sequence[tuple[str, str]]) -> None:
    """Show lines with their dates in front."""
    st.html(tag("dl", *(part for day, said in lines for part in (tag("dt", day), tag("dd", said))), class_="dated"))


def _group(group: FeedGroup, context: Context, may_change: bool) -> Markup:
    of_cohort = colour(either(cohort_look(group.cohort).colour if group.cohort else INK))
    heading = tag("h2", tag("i", **of_cohort), group.name, " ", tag("small", group.summary))
    entries = [_entry(entry, group.named, context, may_change) for entry in group.entries]
    parts = [heading, tag("ul", *entries[:SHOWN])]
    if more := entries[SHOWN:]:
        parts.append(tag("details", tag("summary", context.lang.more(len(more))), tag("ul", *more)))
    return tag("section", *parts)


def _entry(entry: FeedItem, named: bool, context: Context, may_change: bool) -> Markup:
    shape = f"mark {entry.look.symbol}{'' if named else ' unnamed'}"
    source = (
        "" if context.anonymous or not entry.source else web_link(entry.source, source_links.short_host(entry.source))
    )
    link = change_links.in_markup(entry.key, MEASURES, context.lang) if may_change else ""
    return tag(
        "li",
        tag("i", class_=shape, **colour(either(entry.look.colour))),
        tag("b", entry.title, link),
        tag("span", entry.status),
        tag("span", entry.date),
        tag("span", source),
    )
