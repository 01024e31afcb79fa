"""The events for one's own calendar: a file, and an address to subscribe to."""

from __future__ import annotations

import streamlit as st

from ek_data.dataset.programme import of_programme
from ek_data.exports.calendar import MEDIA_TYPE, calendar_file, dated
from ek_data.exports.public import CALENDAR
from ek_data.text import markdown
from ek_data.ui.context import Context, server_address


def offer(context: Context) -> None:
    """Offer the events whose day is known as a file for a calendar, and the address to subscribe to."""
    lang, events = context.lang, of_programme(context.data.events)
    n, left_out = len(dated(events)), len(events) - len(dated(events))
    said = lang.plural("The calendar file holds {n} event.", "The calendar file holds {n} events.", n)
    if left_out:
        said += " " + lang.plural(
            "{n} event of which the day is not known is left out.",
            "{n} events of which the day is not known are left out.",
            left_out,
        )
    st.markdown(markdown(said))
    st.download_button(
        lang("Calendar file (.ics)"),
        lambda: calendar_file(context.data, lang),
        CALENDAR,
        MEDIA_TYPE,
        on_click="ignore",
        icon=":material/event_available:",
        disabled=not n,
    )
    address = f"{server_address()}/daten/{CALENDAR}"
    st.markdown(
        lang("To subscribe to all events, enter this address in your calendar: {address}", address=f"`{address}`")
    )
