"""Übersicht: the most important figures at a glance."""

import streamlit as st

from ek_data import clock
from ek_data.figures import agenda, contradictions, overview
from ek_data.i18n import N_
from ek_data.ui import components, navigation
from ek_data.ui.explore import changes, maps
from ek_data.ui.maintain import completeness
from ek_data.ui.page import here

page = here()
_, numbers = page._, page.figures

st.markdown(overview.opening(numbers, _))

components.cards(page.data.result(overview.cards, _), page)

where, what = st.columns([5, 4], gap="large")
with where:
    components.heading(_(N_("Who takes part")))
    maps.small(page)
with what:
    components.heading(_(N_("Events")))
    coming = page.data.result(agenda.coming_lines, _, clock.today())
    components.lines(_(N_("Next")), coming, page, empty=_(N_("No coming event is announced in the data.")))
    components.lines(_(N_("Most recent")), page.data.result(agenda.recent_lines, _), page)
    components.heading(_(N_("Measures by status")))
    components.figure_lines([numbers[name] for name in overview.STATUS_FIGURES], page)

components.heading(_(N_("What the programme reports")))
st.markdown(_(N_("Reported for the programme or a cohort as a whole, not computed from the rows.")))
components.statements(page.whole.key_facts, page, metrics=overview.REPORTED)
st.page_link(navigation.page("quellen"), label=_(N_("All key facts and sources")))

changes.since_last(page)

completeness.summary(page)

components.heading(_(N_("Before you pass these figures on")))
components.remarks(page.whole.result(contradictions.contradictions), page)
