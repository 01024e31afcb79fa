"""Veranstaltungen: which there were, and who came."""

import streamlit as st

from ek_data.figures import event_words
from ek_data.figures.attendance import attendance_sentence
from ek_data.figures.headline import events_sentence
from ek_data.tables import EVENTS
from ek_data.text import as_sentence, markdown
from ek_data.ui import title
from ek_data.ui.components import tables
from ek_data.ui.context import current, stop
from ek_data.ui.editing import drawer
from ek_data.ui.explore import events

context = current()
lang, data = context.lang, context.data

if title.nothing_left("events", context):
    stop()
title.finding(
    data.result(event_words.held_finding, lang),
    context,
    counted=data.result(event_words.events_counted, lang),
    notes=tuple(filter(None, (as_sentence(data.result(attendance_sentence, lang)),))),
)
outside = events.also_outside(context)
events.ribbon(outside, context, drawer.button)

overview, all_rows = st.tabs(
    [lang("At a glance"), lang("All rows ({n})", n=lang.number(len(data.events)))], on_change="rerun"
)
if overview.open:
    with overview, st.container(key="glance"):
        one, two, three = st.columns([10, 10, 11], gap="large")
        with one:
            events.unconfirmed(context)
        with two:
            events.came(outside, context)
        with three:
            events.named(context)
if all_rows.open:
    with all_rows:
        st.caption(markdown(data.result(events_sentence, lang)))
        tables.rows(data.events, EVENTS, context, name="all_events", empty=lang("No event is in the data yet."))
