"""Übersicht: the most important figures at a glance."""

import streamlit as st

from ek_data import i18n
from ek_data.figures import agenda, contradictions, overview
from ek_data.ui import navigation, title
from ek_data.ui.components import figures, words
from ek_data.ui.context import current, stop
from ek_data.ui.explore import changes, maps
from ek_data.ui.maintain import completeness

context = current()
lang, numbers = context.lang, context.figures

if title.nothing_left("participants", context):
    stop()
title.finding(overview.opening(numbers, lang), context, counted=lang("Measures and events of the programme"))

figures.cards(context.data.result(overview.cards, lang), context)

where, what = st.columns([5, 4], gap="large")
with where:
    maps.small(context)
with what:
    words.heading(lang("Events"))
    coming = context.data.result(agenda.coming_lines, i18n.today(), lang)
    words.lines(lang("Next"), coming, context, empty=lang("No coming event is announced in the data."))
    words.lines(lang("Most recent"), context.data.result(agenda.recent_lines, lang), context)
    words.heading(lang("Measures by status"))
    figures.figure_lines([numbers[name] for name in overview.STATUS_FIGURES], context)

words.heading(lang("What the programme reports"))
st.markdown(lang("Reported for the programme or a cohort as a whole, not computed from the rows."))
words.statements(context.whole.key_facts, context, metrics=overview.REPORTED)
st.page_link(navigation.page("quellen"), label=lang("All key facts and sources"))

changes.since_last(context)

completeness.summary(context)

words.heading(lang("Before you pass these figures on"))
words.remarks(context.whole.result(contradictions.contradictions), context)
