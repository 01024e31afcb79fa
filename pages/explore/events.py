"""Veranstaltungen: which meetings and conferences there were, and who came."""

import streamlit as st

from ek_data.charts import build
from ek_data.figures import contradictions, headline
from ek_data.figures.attendance import attendance_finding, attendance_sentence, conferences_as_measures
from ek_data.figures.overview import Tile
from ek_data.tables import EVENTS
from ek_data.text import as_sentence
from ek_data.ui import title
from ek_data.ui.components import figures, pictures, tables, words
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
figures.tiles([Tile(numbers[name], lang.of(numbers[name].label)) for name in told], context)

pictures.made(lambda data: data.result(build.attendance_beside_ceiling, lang), context)
if apart := data.result(conferences_as_measures, lang):
    st.caption(apart)

counted, reported = st.columns(2, gap="large")
with counted:
    words.heading(lang("Meetings of the cohorts"))
    figures.figure_lines([figure for figure in numbers.values() if figure.family in headline.MEETINGS], context)
with reported:
    words.heading(lang("What is reported of them"))
    words.statements(context.whole.key_facts, context, metrics=contradictions.MEETINGS)
words.remarks([remark for remark in data.result(contradictions.contradictions) if remark.code == "meetings"], context)

words.heading(lang("Calendar"))
calendar.lists(context)
calendar.offer(context)
pictures.made(lambda data: data.result(build.event_calendar, lang), context)
pictures.paged(
    data.result(build.number_of_members),
    "participation",
    lambda data, rows: data.result(build.participation_matrix, rows, lang),
    context,
)

words.heading(lang("All events"))
st.markdown(data.result(headline.events_sentence, lang))
tables.rows(data.events, EVENTS, context, name="all_events", empty=lang("No event is in the data yet."))
