"""Veranstaltungen: which meetings and conferences there were, and who came."""

import streamlit as st

from ek_data.charts import build
from ek_data.figures import contradictions, headline
from ek_data.figures.attendance import attendance_finding, attendance_sentence, conferences_as_measures
from ek_data.tables import EVENTS
from ek_data.text import as_sentence
from ek_data.ui import components, title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import calendar

context = current()
lang, data, numbers = context.lang, context.data, context.figures

if title.nothing_left("events", context):
    stop()
title.finding(
    data.result(attendance_finding, lang),
    context,
    counted=lang("Events of the programme"),
    notes=(as_sentence(data.result(attendance_sentence, lang)),),
)
told = ("conferences_held", "conferences_announced", "attendance_max", "trainings")
components.cards([(numbers[name], "") for name in told], context)

components.made(lambda data: data.result(build.attendance_beside_ceiling, lang), context)
if apart := data.result(conferences_as_measures, lang):
    st.caption(apart)

counted, reported = st.columns(2, gap="large")
with counted:
    components.heading(lang("Meetings of the cohorts"))
    components.figure_lines([figure for figure in numbers.values() if figure.family in headline.MEETINGS], context)
with reported:
    components.heading(lang("What is reported of them"))
    components.statements(context.whole.key_facts, context, metrics=contradictions.MEETINGS)
components.remarks(
    [remark for remark in data.result(contradictions.contradictions) if remark.code == "meetings"], context
)

components.heading(lang("Calendar"))
calendar.lists(context)
calendar.offer(context)
components.made(lambda data: data.result(build.event_calendar, lang), context)
components.paged(
    data.result(build.number_of_members),
    "participation",
    lambda data, rows: data.result(build.participation_matrix, rows, lang),
    context,
)

components.heading(lang("All events"))
st.markdown(data.result(headline.events_sentence, lang))
components.rows(data.events, EVENTS, context, name="all_events", empty=lang("No event is in the data yet."))
