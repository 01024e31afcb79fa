"""Veranstaltungen: which meetings and conferences there were, and who came."""

import streamlit as st

from ek_data import figures, illustrations
from ek_data.attendance import attendance_sentence, conferences_as_measures
from ek_data.i18n import N_
from ek_data.tables import EVENTS
from ek_data.text import as_sentence, markdown
from ek_data.ui import calendar, show
from ek_data.ui.page import here

page = here()
_, data, numbers = page._, page.data, page.figures

st.markdown(markdown(as_sentence(data.result(attendance_sentence, _))))
told = ("conferences_held", "conferences_announced", "attendance_max", "trainings")
show.cards([(numbers[name], "") for name in told], page)

show.picture(data.result(illustrations.attendance_beside_ceiling, _), page)
if apart := data.result(conferences_as_measures, _):
    st.caption(apart)

counted, reported = st.columns(2, gap="large")
with counted:
    show.heading(_(N_("Meetings of the cohorts")))
    show.figure_lines([figure for name, figure in numbers.items() if "_meetings_" in name], page)
with reported:
    show.heading(_(N_("What is reported of them")))
    show.statements(page.whole.key_facts, page, metrics=("joint_meetings", "in_person_meetings", "online_trainings"))
show.remarks([remark for remark in data.result(figures.contradictions) if remark.code == "meetings"], page)

show.heading(_(N_("Calendar")))
calendar.lists(page)
calendar.offer(page)
show.picture(data.result(illustrations.event_calendar, _), page)
rows = show.page_of_rows(data.result(illustrations.number_of_members), "participation")
show.picture(data.result(illustrations.participation_matrix, _, rows), page)

show.heading(_(N_("All events")))
st.markdown(data.result(figures.events_sentence, _))
show.rows(data.events, EVENTS, page, name="all_events", empty=_(N_("No event is in the data yet.")))
