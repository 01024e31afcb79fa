"""Übersicht: the most important figures at a glance."""

import streamlit as st

from ek_data import clock
from ek_data.figures import agenda, contradictions, overview
from ek_data.ui import components, navigation
from ek_data.ui.explore import changes, maps
from ek_data.ui.maintain import completeness
from ek_data.ui.page import here

page = here()
lang, numbers = page.lang, page.figures

st.markdown(overview.opening(numbers, lang))

components.cards(page.data.result(overview.cards, lang), page)

where, what = st.columns([5, 4], gap="large")
with where:
    components.heading(lang("Who takes part"))
    maps.small(page)
with what:
    components.heading(lang("Events"))
    coming = page.data.result(agenda.coming_lines, lang, clock.today())
    components.lines(lang("Next"), coming, page, empty=lang("No coming event is announced in the data."))
    components.lines(lang("Most recent"), page.data.result(agenda.recent_lines, lang), page)
    components.heading(lang("Measures by status"))
    components.figure_lines([numbers[name] for name in overview.STATUS_FIGURES], page)

components.heading(lang("What the programme reports"))
st.markdown(lang("Reported for the programme or a cohort as a whole, not computed from the rows."))
components.statements(page.whole.key_facts, page, metrics=overview.REPORTED)
st.page_link(navigation.page("quellen"), label=lang("All key facts and sources"))

changes.since_last(page)

completeness.summary(page)

components.heading(lang("Before you pass these figures on"))
components.remarks(page.whole.result(contradictions.contradictions), page)
