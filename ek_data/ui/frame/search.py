"""The search over everything, which every page offers: municipalities, measures, events and terms."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
import streamlit as st

from ek_data.about import glossary
from ek_data.analysis import global_search
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import N_, Language
from ek_data.tables import EVENTS, MEASURES
from ek_data.text import markdown
from ek_data.ui import navigation
from ek_data.ui.components import tables
from ek_data.ui.context import Context
from ek_data.ui.explore import events, measures

MOST = 5  # of each group
SEARCHED = "measures"  # the group whose page can be searched further
LONGEST_NOTE = 90  # characters of what stands beside a term


class Hit(NamedTuple):
    """One result: what it is called, what is said of it, and what the link to it asks for."""

    label: str
    detail: str
    query: dict[str, str]


class ResultGroup(NamedTuple):
    """A group of results: its heading, the page they lead to, and how a row becomes a result."""

    title: str
    address: str
    hits: Callable[[np.ndarray, Context], Iterator[Hit]]


def button(context: Context) -> None:
    """Draw the button that opens the search."""
    if st.button(context.lang("Search"), icon=":material/search:", key="open-search"):
        st.dialog(context.lang("Search"), width="medium")(_dialog)(context)


def _dialog(context: Context) -> None:
    lang = context.lang
    sought = st.text_input(lang("Municipality, measure, event or term"), key="sought", max_chars=global_search.LONGEST)
    if not sought.strip():
        st.caption(lang("Every word has to occur; accents and a typing error do no harm."))
        return
    found = global_search.find(context.whole.result(_index, lang), sought)
    _said_instead(found, lang)
    if not any(map(len, found.groups.values())):
        st.markdown(markdown(lang("Nothing is found for “{words}”.", words=sought.strip())))
    for name, positions in found.groups.items():
        if len(positions):
            _show(name, positions, sought, context)


def _index(data: Dataset, lang: Language) -> global_search.Index:
    return global_search.index(data, tuple(term.name for term in glossary.explained(lang)), lang)


def _said_instead(found: global_search.Found, lang: Language) -> None:
    for word, meant in found.instead.items():
        if meant:
            said = lang.listing(lang("“{word}”", word=each) for each in meant)
            st.caption(markdown(lang("“{word}” occurs nowhere. Sought is {meant}.", word=word, meant=said)))


def _show(name: str, positions: np.ndarray, sought: str, context: Context) -> None:
    """List the first results of a group as links, and where all of them are."""
    lang, group = context.lang, GROUPS[name]
    page = navigation.page(group.address)
    st.markdown(f"**{lang(group.title)}** · {lang.number(len(positions))}")
    with st.container(gap=None, key=f"found-{group.address}"):
        for number, hit in enumerate(group.hits(positions[:MOST], context)):
            with st.container(
                horizontal=True, vertical_alignment="center", gap="small", key=f"hit-{group.address}-{number}"
            ):
                st.page_link(page, label=markdown(hit.label), icon="", help="", query_params=hit.query, width="content")
                if hit.detail:
                    st.caption(markdown(hit.detail), width="content")
        if (more := len(positions) - MOST) > 0:
            st.page_link(
                page,
                label=lang.more(more),
                icon="",
                help="",
                query_params=_sought(sought) if name == SEARCHED else {},
                width="content",
            )


def _sought(words: str) -> dict[str, str]:
    """Return what the link to the rows of a page asks for."""
    return {measures.TAB_IN_LINK: measures.ROWS, tables.SEARCH: words[: tables.LONGEST_SEARCH]}


def _municipalities(positions: np.ndarray, context: Context) -> Iterator[Hit]:
    for row in context.whole.municipalities.iloc[positions].to_dict("records"):
        cohort = "" if pd.isna(row["cohort"]) else context.lang("Cohort {cohort}", cohort=row["cohort"])
        yield Hit(context.called(row["ars"], row["name"]), cohort, {"kommune": row["ars"]})


def _measures(positions: np.ndarray, context: Context) -> Iterator[Hit]:
    lang, status = context.lang, MEASURES["status"].words(context.lang)
    for row in context.whole.measures.iloc[positions].to_dict("records"):
        named = pd.notna(row["municipality"])
        whose = context.called(row["municipality"]) if named else lang("Cohort {cohort}", cohort=row["cohort"])
        yield Hit(row["title"], f"{whose} · {status[row['status']]}", _sought(row["title"]))


def _events(positions: np.ndarray, context: Context) -> Iterator[Hit]:
    types = EVENTS["type"].words(context.lang)
    for row in context.whole.events.iloc[positions].to_dict("records"):
        date = "" if pd.isna(row["starts_on"]) else context.lang.date(row["starts_on"], row["starts_on_precision"])
        yield Hit(row["title"], " · ".join(filter(None, (types[row["type"]], date))), events.asked_for(row))


def _terms(positions: np.ndarray, context: Context) -> Iterator[Hit]:
    terms = glossary.explained(context.lang)
    for term in (terms[place] for place in positions):
        meaning = "".join(text for text, _anchor in term.meaning)
        short = meaning if len(meaning) <= LONGEST_NOTE else f"{meaning[:LONGEST_NOTE].rsplit(' ', 1)[0]} …"
        yield Hit(term.name, short, {})


GROUPS = {
    "municipalities": ResultGroup(N_("Municipalities"), "steckbrief", _municipalities),
    "measures": ResultGroup(N_("Measures"), "massnahmen", _measures),
    "events": ResultGroup(N_("Events"), "veranstaltungen", _events),
    "terms": ResultGroup(N_("Glossary"), "glossar", _terms),
}
