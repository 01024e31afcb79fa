"""The events as a calendar: what comes, what was, what nobody has confirmed, and the file for one's own calendar."""

from __future__ import annotations

import streamlit as st

from ek_data import i18n
from ek_data.dataset.programme import of_programme
from ek_data.exports.calendar import MEDIA_TYPE, calendar_file, dated
from ek_data.exports.public import CALENDAR
from ek_data.figures import agenda
from ek_data.text import markdown
from ek_data.ui.components import paging, words
from ek_data.ui.context import Context, server_address

SHOWN = 6


def lists(context: Context) -> None:
    """Show the next and the latest events side by side, and those announced of which nothing more is known."""
    lang, data, today = context.lang, context.data, i18n.today()
    next_, latest = st.columns(2, gap="large")
    with next_:
        coming = data.result(agenda.coming_lines, today, lang, SHOWN)
        words.lines(lang("Next"), coming, context, empty=lang("No coming event is announced in the data."))
    with latest:
        words.lines(lang("Most recent"), data.result(agenda.recent_lines, lang, SHOWN), context)
    over = data.result(agenda.unconfirmed, today)
    if not over.empty:
        words.heading(lang("Overdue: announced, and no source says whether they were held"), 3)
        lines = agenda.lines(over[paging.page_of_rows(len(over), "unconfirmed", SHOWN)], context.names, lang)
        st.markdown("\n".join(f"- {markdown(line)}" for line in lines))


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
