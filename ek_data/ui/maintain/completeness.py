"""What is missing in one sentence, and what to ask one municipality for."""

from __future__ import annotations

import streamlit as st

from ek_data.analysis import completeness, reminders
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import navigation
from ek_data.ui.components import words
from ek_data.ui.context import Context
from ek_data.ui.explore.profile import KEY, choose


def summary(context: Context) -> None:
    """Say in one sentence what is missing, with the way to the board; nothing without names, as on the board."""
    lang = context.lang
    if context.anonymous:
        return
    words.heading(lang("What is missing"))
    st.markdown(markdown(context.data.result(finding, lang)))
    board_page = navigation.page("vollstaendigkeit")
    st.page_link(board_page, label=lang("Completeness by municipality, with reminders to send"))


def finding(data: Dataset, lang: Language) -> str:
    """Return in how many municipalities something is missing, and what most often."""
    board = data.result(completeness.board)
    return " ".join(filter(None, (reminders.finding(board, lang), reminders.most_missing(board, lang))))


def missing(data: Dataset, ars: str, lang: Language) -> list[str]:
    """Return what is missing of one municipality."""
    return reminders.missing_lines(data.result(completeness.gaps, ars), lang)


def ages(data: Dataset, ars: str, lang: Language) -> list[str]:
    """Return how old the newest statements on one municipality are."""
    cells = data.result(completeness.board)
    return reminders.ages(cells[cells["ars"] == ars], lang)


def one(context: Context) -> None:
    """Show what is missing of the municipality chosen, and the mail that asks for it."""
    lang = context.lang
    ars = choose(context, participants=True)
    if ars is None:
        return
    asked, mail = st.columns([2, 3], gap="large")
    with asked:
        words.lines(lang("Missing"), context.whole.result(missing, ars, lang), context)
        words.lines(lang("How old"), context.data.result(ages, ars, lang), context)
        profile = navigation.page("steckbrief")
        st.page_link(profile, label=lang("Open the profile"), query_params={KEY: ars})
    with mail:
        written = context.whole.result(reminders.reminder, ars, lang)
        words.heading(lang("Reminder to copy"), 3)
        if written is None:
            st.markdown(lang("Nothing is missing, so there is nothing to ask for."))
            return
        st.code(written.subject, language=None, wrap_lines=True)
        st.code(written.body, language=None, wrap_lines=True)
        upload = navigation.page("aktualisieren")
        st.page_link(upload, label=lang("Templates to attach, and the way to upload the answer"))
