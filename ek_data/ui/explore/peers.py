"""Peers on the page: who has a category already as a panel, and whom one municipality can ask as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.analysis import measures, peers
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import in_programme
from ek_data.dataset.wording import Worded
from ek_data.palette import MUTED
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import cached, link, navigation
from ek_data.ui.components import tables
from ek_data.ui.context import Context
from ek_data.ui.explore.profile import KEY as MUNICIPALITY

KEY = "frage"
MOST_ANSWERS = 12
MOST_LINKS = 5


def asked(context: Context) -> str | None:
    """Return the category of which it is asked who has it: the one that is chosen, else one with something to do."""
    known = context.data.result(peers.known_categories)
    _take()
    chosen = st.session_state.get(KEY)
    return chosen if chosen in known else context.data.result(measures.first_asked)


def panel(category: str | None, context: Context) -> None:
    """Answer in a box who has a category already: by name, how far, since when, and of whom nothing is reported."""
    lang, data = context.lang, context.data
    with st.container(border=True, key="panel", gap="small"):
        if category is None:
            st.markdown(
                lang("No measure of a municipality is known yet. With the first one you can ask here who has it.")
            )
            return
        st.session_state[KEY] = category
        _choose(data.result(peers.known_categories), lang("Who does this already?"), context)
        st.markdown(markdown(data.result(peers.counted, category, lang)))
        found = data.result(peers.answers, category, lang)
        _list(found[:MOST_ANSWERS], context)
        if more := found[MOST_ANSWERS:]:
            with st.expander(lang.more(len(more)), on_change="rerun") as rest:
                if rest.open:
                    _list(more, context)
        said = (data.result(peers.for_cohorts, category, lang), data.result(peers.silent, category, lang))
        st.caption("\n\n".join(markdown(sentence) for sentence in said if sentence))


def _list(answers: tuple[peers.Peer, ...], context: Context) -> None:
    """List who can be asked, each as a link to the profile with the mark of the status before it."""
    for answer in answers:
        look = f"{answer.look.symbol}{'-late' if answer.overdue else ''}"
        colour = "beyond" if answer.look.colour == MUTED else "inside"
        with st.container(key=f"who-{look}-{colour}-{answer.ars}", gap=None):
            st.page_link(
                navigation.page("steckbrief"),
                label=markdown(context.called(answer.ars)),
                query_params={MUNICIPALITY: answer.ars},
            )
            st.caption(markdown(answer.facts))


def is_asked() -> bool:
    """Return whether the link asks for a category."""
    return bool(st.query_params.get(KEY))


def for_one(context: Context, ars: str) -> None:
    """Answer whom one municipality can ask about what is not known of itself, whom to ask first on top."""
    lang = context.lang
    _take()
    category = _choose(context.whole.result(peers.not_known_here, ars), lang.of(MEASURES["category"].label), context)
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


def _take() -> None:
    link.take(KEY, KEY, lambda values: "".join(values[-1:]))


def _choose(categories: list[str], label: str, context: Context) -> str | None:
    """Draw the choice of a category, at first the first of `categories`; the link carries its code."""
    if not categories:
        return None
    words = {code: context.lang.of(MEASURES["category"].option(code).words) for code in categories}
    if st.session_state.get(KEY) not in categories:
        st.session_state[KEY] = categories[0]
    chosen: str = st.selectbox(
        label,
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
    title = lang("Who does this already, who plans it?")
    tables.table(words, lang, name=title)
    if not in_programme(found).all():
        st.caption(
            lang(
                "“Adjacent” and “before the programme”: no measure of the programme, so it is in no chart and no "
                "figure."
            )
        )
    tables.downloads(Worded.of(words), name, f"{title} {MEASURES['category'].words(lang)[category]}", context)
    st.caption(
        lang("The data name no contact persons, because they hold nothing personal; the sources are in the profile.")
    )
    with st.container(horizontal=True):
        for ars in found["ars"].head(MOST_LINKS):
            st.page_link(
                navigation.page("steckbrief"),
                label=markdown(lang("Profile {name}", name=context.called(ars))),
                query_params={MUNICIPALITY: ars},
            )
