"""Peers on the page: the choice of a category, and who does it already and whom to ask as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.analysis import peers
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lazy_table import Worded
from ek_data.dataset.programme import in_programme
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import cached, link, navigation
from ek_data.ui.components import tables, words
from ek_data.ui.context import Context
from ek_data.ui.explore.profile import KEY as MUNICIPALITY

KEY = "frage"
MOST_LINKS = 5


def by_category(context: Context) -> None:
    """Answer who has a category, by name."""
    lang = context.lang
    words.heading(lang("Who does this already, who plans it?"))
    category = _choose(context.data.result(peers.known_categories), context)
    if category is None:
        st.markdown(lang("No measure of a municipality is known yet. With the first one you can ask here who has it."))
        return
    _answer(
        context.data.result(peers.who_has, category),
        category,
        context.data,
        len(context.data.participants),
        context,
        others=False,
    )


def is_asked() -> bool:
    """Return whether the link asks for a category."""
    return bool(st.query_params.get(KEY))


def for_one(context: Context, ars: str) -> None:
    """Answer whom one municipality can ask about what is not known of itself, whom to ask first on top."""
    lang = context.lang
    category = _choose(context.whole.result(peers.not_known_here, ars), context)
    if category is None:
        st.markdown(lang("There is no category of which others have a measure and none is known here."))
        return
    found = context.whole.result(peers.whom_to_ask, category, ars, cached.areas())
    n = int((context.whole.participants["ars"] != ars).sum())
    _answer(found, category, context.whole, n, context, others=True)
    st.caption(
        lang(
            "First the same kind, among them similar size (at most one and a half times as large or as small), "
            "then the nearest as the crow flies. What lies inside one another comes last."
        )
    )


def _choose(categories: list[str], context: Context) -> str | None:
    """Draw the choice of a category, at first the first of `categories`; the link carries its code."""
    if not categories:
        return None
    words = {code: context.lang.of(MEASURES["category"].option(code).words) for code in categories}
    link.take(KEY, KEY, lambda asked: "".join(asked[-1:]))
    if st.session_state.get(KEY) not in categories:
        st.session_state[KEY] = categories[0]
    chosen: str = st.selectbox(
        context.lang.of(MEASURES["category"].label),
        sorted(categories, key=lambda code: words[code].casefold()),
        format_func=words.__getitem__,
        key=KEY,
        persist_state="session",
    )
    link.say(KEY, [chosen])
    return chosen


def _answer(found: pd.DataFrame, category: str, data: Dataset, n: int, context: Context, *, others: bool) -> None:
    lang = context.lang
    said = (peers.finding(found, category, n, lang, others=others), data.result(peers.for_cohorts, category, lang))
    st.markdown(markdown(" ".join(filter(None, said))))
    if found.empty:
        return
    words = tables.MADE_OF.result(found, lang.code, lambda: peers.table(found, lang))
    name = lang("who-does-this")
    tables.table(words, lang, name=lang("Who does this already, who plans it?"))
    if not in_programme(found).all():
        st.caption(
            lang(
                "“Adjacent” and “before the programme”: no measure of the programme, so it is in no chart and no "
                "figure."
            )
        )
    tables.downloads(Worded.of(words), name, lang)
    st.caption(
        lang("The data name no contact persons, because they hold nothing personal; the sources are in the profile.")
    )
    with st.container(horizontal=True):
        for ars in found["ars"].head(MOST_LINKS):
            st.page_link(
                navigation.page("steckbrief"),
                label=markdown(lang("Profile {name}", name=context.names[ars])),
                query_params={MUNICIPALITY: ars},
            )
