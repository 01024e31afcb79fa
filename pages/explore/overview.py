"""Übersicht: the most important figures at a glance."""

import streamlit as st

from ek_data import i18n
from ek_data.figures import agenda, contradictions, overview
from ek_data.ui import components, navigation, title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import changes, maps
from ek_data.ui.maintain import completeness

context = current()
lang, numbers = context.lang, context.figures

if title.nothing_left("participants", context):
    stop()
title.finding(overview.opening(numbers, lang), context, counted=lang("Measures and events of the programme"))

components.cards(context.data.result(overview.cards, lang), context)

where, what = st.columns([5, 4], gap="large")
with where:
    maps.small(context)
with what:
    components.heading(lang("Events"))
    coming = context.data.result(agenda.coming_lines, i18n.today(), lang)
    components.lines(lang("Next"), coming, context, empty=lang("No coming event is announced in the data."))
    components.lines(lang("Most recent"), context.data.result(agenda.recent_lines, lang), context)
    components.heading(lang("Measures by status"))
    components.figure_lines([numbers[name] for name in overview.STATUS_FIGURES], context)

components.heading(lang("What the programme reports"))
st.markdown(lang("Reported for the programme or a cohort as a whole, not computed from the rows."))
components.statements(context.whole.key_facts, context, metrics=overview.REPORTED)
st.page_link(navigation.page("quellen"), label=lang("All key facts and sources"))

changes.since_last(context)

completeness.summary(context)

components.heading(lang("Before you pass these figures on"))
components.remarks(context.whole.result(contradictions.contradictions), context)
