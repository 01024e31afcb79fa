"""Veranstaltungen: which meetings and conferences there were, and who came."""

import streamlit as st

from ek_data import charts, cohorts, figures, participation, programme_time, reported
from ek_data.attendance import attendance_sentence
from ek_data.i18n import N_
from ek_data.tables import EVENTS
from ek_data.text import as_sentence, markdown
from ek_data.ui import show
from ek_data.ui.page import here

page = here()
_, numbers = page._, page.figures
programme = figures.programme(page.data.events)

st.markdown(markdown(as_sentence(attendance_sentence(page.data, _))))
cards = st.columns(4)
for card, name in zip(cards, ("conferences_held", "conferences_announced", "attendance_max", "trainings"), strict=True):
    with card:
        show.metric(numbers[name], page)

limit = reported.ceiling(page.whole, _)
conferences = cohorts.conference_attendance(page.data)
show.picture(charts.conference_attendance(conferences, _, limit).sourced(programme), page)

counted, reported = st.columns(2, gap="large")
with counted:
    show.heading(_(N_("Meetings of the cohorts")))
    show.figure_lines([figure for name, figure in numbers.items() if "_meetings_" in name], page)
with reported:
    show.heading(_(N_("What is reported of them")))
    show.statements(page.whole.key_facts, page, metrics=("joint_meetings", "in_person_meetings", "online_trainings"))
show.remarks([remark for remark in figures.contradictions(page.whole) if remark.code == "meetings"], page)

show.picture(charts.event_calendar(programme, _).sourced(programme), page)
took_part, members = participation.took_part(page.data), programme_time.members(page.data)
rows = show.page_of_rows(len(members), "participation")
show.picture(charts.participation_matrix(took_part, members, _, rows).sourced(took_part), page)

show.heading(_(N_("All events")))
show.rows(page.data.events, EVENTS, page, name="all_events", empty=_(N_("No event is in the data yet.")))
