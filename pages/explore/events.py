"""Veranstaltungen: which meetings and conferences there were, and who came."""

import streamlit as st

from ek_data import charts, cohorts, figures
from ek_data.attendance import attendance_sentence
from ek_data.i18n import N_
from ek_data.tables import EVENTS
from ek_data.text import markdown
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_, numbers = page._, page.figures
programme = figures.programme(page.data.events)

st.markdown(markdown(attendance_sentence(page.data, _)))
cards = st.columns(4)
for card, name in zip(cards, ("conferences_held", "conferences_announced", "attendance_max", "trainings"), strict=True):
    with card:
        show.metric(numbers[name], page)

stated = figures.key_facts(page.whole, "conference_attendance")
conferences = cohorts.conference_attendance(page.data)
show.picture(charts.conference_attendance(conferences, _, stated=stated).sourced(programme), page)
show.heading(_(N_("Meetings of the cohorts")))
show.figure_lines([figure for name, figure in numbers.items() if "_meetings_" in name], page)
show.statements(page.whole.key_facts, page, metrics=("joint_meetings", "in_person_meetings", "online_trainings"))
for remark in figures.contradictions(page.whole):
    if remark.code == "meetings":
        show.remark(remark, page)

show.picture(charts.event_calendar(programme, _).sourced(programme), page)
took_part = cohorts.participation_matrix(page.data)
shown = show.page_of_rows(took_part["ars"].nunique(), "participation", page)
show.picture(charts.participation_matrix(took_part, _, shown).sourced(page.data.participations), page)

show.heading(_(N_("All events")))
show.rows(page.data.events, EVENTS, page, empty=_(N_("No event is in the data yet.")))
