"""Parts of the first page: what is open, and what opens below it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext

import streamlit as st

from ek_data.changes import effect
from ek_data.errors import Fault
from ek_data.figures import overview
from ek_data.figures.contradictions import contradictions
from ek_data.figures.open_questions import Asked, OpenQuestion, open_questions
from ek_data.figures.overview import BESIDE, EARLIER, REPORTED, TERM, metrics
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import cached, link, navigation
from ek_data.ui.components import words
from ek_data.ui.components.markup import Markup, tag
from ek_data.ui.context import Context
from ek_data.ui.explore.profile import ADDRESS, KEY

MOST = 8  # named of one question; half as many of what takes more than a line
ONE_LINE = 45  # characters


def ask(context: Context) -> None:
    """Show how much is open of each kind, and whom to ask; a name leads to the profile."""
    lang = context.lang
    words.heading(lang("Open: worth asking about"))
    with st.grid(3, min_column_width=200, gap="xsmall", key="open"):
        for number, question in enumerate(context.data.result(open_questions, lang)):
            _question(question, number, lang)


def _question(question: OpenQuestion, number: int, lang: Language) -> None:
    asked = question.asked
    most = MOST if all(len(each.words) <= ONE_LINE for each in asked[:MOST]) else MOST // 2
    more = asked[most:]
    with st.container(gap=None) if more else nullcontext():
        st.html(tag("p", tag("b", lang.number(len(asked))), " ", question.title) + _whom(asked[:most]))
        if more:
            with st.expander(lang.more(len(more)), on_change="rerun", key=f"open-more-{number}") as rest:
                if rest.open:
                    st.html(_whom(more))


def _whom(asked: Sequence[Asked]) -> Markup:
    """Return links to the profiles of those to ask; what no municipality holds stands among the events."""
    return tag("p", *(tag("a", each.words, href=_place(each)) for each in asked), class_="whom")


def _place(asked: Asked) -> str:
    return link.to("veranstaltungen") if asked.ars is None else link.to(ADDRESS, **{KEY: asked.ars})


def reported(context: Context) -> None:
    """Show closed what sources report as a whole: on it, how long it lasts, what stands beside it, who left."""
    lang, facts = context.lang, context.whole.key_facts
    n = context.whole.result(overview.reported)
    label = lang.plural("What sources report: {n} statement", "What sources report: {n} statements", n)
    with st.expander(label, on_change="rerun", key="reported") as told:
        if not told.open:
            return
        st.markdown(lang("Reported for the programme or a cohort as a whole, not computed from the rows."))
        words.statements(facts, context, metrics=metrics(REPORTED))
        words.heading(lang("Until when does the programme run?"), 3)
        words.statements(facts, context, metrics=metrics(TERM))
        words.heading(lang("Beside it: {region} as a whole"), 3)
        words.statements(facts, context, metrics=metrics(BESIDE))
        if facts["metric"].isin(metrics(EARLIER)).any():
            words.heading(lang("Before the programme: who took part in earlier cohorts"), 3)
            words.statements(facts, context, metrics=metrics(EARLIER), notes=True)
        _left(context)
        st.page_link(navigation.page("quellen"), label=lang("All key facts and sources"))


def _left(context: Context) -> None:
    """Name those that have left and are in no figure, each with what is noted of it."""
    gone = context.data.result(overview.gone, context.lang)
    if not gone:
        return
    words.heading(context.lang("Who has left and is not counted"), 3)
    for each in gone:
        st.page_link(navigation.page("steckbrief"), label=markdown(each.said), icon="", query_params={KEY: each.ars})
        if each.note:
            st.caption(markdown(each.note))


def mind(context: Context) -> None:
    """Show closed what contradicts itself or is derived."""
    lang, found = context.lang, context.whole.result(contradictions)
    label = lang.plural("Before you pass these on: {n} hint", "Before you pass these on: {n} hints", len(found))
    with st.expander(label, on_change="rerun", key="mind") as told:
        if told.open:
            words.remarks(found, context)


def changed(context: Context) -> None:
    """Say closed what the release that is shown changed from the one before; nothing where there is no earlier one.

    Without names nothing is said either, because notes of a release name municipalities.
    """
    lang = context.lang
    pair = effect.before(cached.releases(context.version), context.release)
    if context.anonymous or pair is None:
        return
    older, newer = pair
    with st.expander(lang("Since the last release"), on_change="rerun", key="changed") as told:
        if not told.open:
            return
        try:
            changes = cached.changes(context.version, older.number, newer.number)
        except Fault as fault:
            st.markdown(markdown(fault.sentence(lang)))
            return
        st.markdown("\n".join(f"- {markdown(line)}" for line in effect.sentences(changes, older, newer, lang)))
        since = {"seit": str(older.number)}
        st.page_link(navigation.page("neues"), label=lang("Since the last meeting"), query_params=since)
        st.page_link(navigation.page("datenstaende"), label=lang("All releases"))
