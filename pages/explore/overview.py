"""Übersicht: the most important figures at a glance."""

import streamlit as st

from ek_data import agenda, clock, figures, overview
from ek_data.i18n import N_
from ek_data.ui import changes, completeness, maps, navigation, show
from ek_data.ui.page import here

page = here()
_, numbers = page._, page.figures

st.markdown(overview.opening(numbers, _))

show.cards(page.data.result(overview.cards, _), page)

where, what = st.columns([5, 4], gap="large")
with where:
    show.heading(_(N_("Who takes part")))
    maps.small(page)
with what:
    show.heading(_(N_("Events")))
    coming = page.data.result(agenda.coming_lines, _, clock.today())
    show.lines(_(N_("Next")), coming, page, empty=_(N_("No coming event is announced in the data.")))
    show.lines(_(N_("Most recent")), page.data.result(agenda.recent_lines, _), page)
    show.heading(_(N_("Measures by status")))
    show.figure_lines([numbers[name] for name in overview.STATUS_FIGURES], page)

show.heading(_(N_("What the programme reports")))
st.markdown(_(N_("Reported for the programme or a cohort as a whole, not computed from the rows.")))
show.statements(page.whole.key_facts, page, metrics=overview.REPORTED)
st.page_link(navigation.page("quellen"), label=_(N_("All key facts and sources")))

changes.since_last(page)

completeness.summary(page)

show.heading(_(N_("Before you pass these figures on")))
show.remarks(page.whole.result(figures.contradictions), page)
