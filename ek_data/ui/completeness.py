"""The board of completeness on the page, and what to ask one municipality for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data import completeness, reminders
from ek_data.i18n import N_
from ek_data.text import markdown
from ek_data.ui import navigation, show
from ek_data.ui.page import Context
from ek_data.ui.profile import KEY, choose
from ek_data.worded import Worded

COLOURS = {"known": "green", "partly": "blue", "missing": "orange", "not_due": "gray"}


def summary(page: Context) -> None:
    """Say in one sentence what is missing, with the way to the board; nothing without names, as on the board."""
    _ = page._
    if page.anonymous:
        return
    show.heading(_(N_("What is missing")))
    st.markdown(markdown(reminders.finding(page.data.result(completeness.board), _)))
    board_page = navigation.page("vollstaendigkeit", _)
    st.page_link(board_page, label=_(N_("Completeness by municipality, with reminders to send")))


def board(cells: pd.DataFrame, page: Context) -> None:
    """Show municipalities × areas, page by page, each state as symbol, colour and word with its newest date."""
    _ = page._
    title = _(N_("Completeness by municipality and area"))
    table = reminders.board_table(cells, _)
    part = table[show.page_of_rows(len(table), "completeness", show.PAGE)]
    areas = part.columns[1:]
    shown = part.assign(**{column: part[column].map(_coloured) for column in areas})
    shown = shown.assign(**{part.columns[0]: part.iloc[:, 0].map(markdown)})
    show.plain_table(shown.rename(columns=markdown), title)
    st.caption(
        _(
            N_(
                "● known · ◐ partly: something asked for is empty or only inferred · ○ missing · – does not apply: "
                "no row that could have it. In brackets the newest date. Order by name, no ranking."
            )
        )
    )
    show.downloads(Worded.of(table), _(N_("completeness")), _)


def _coloured(said: str) -> str:
    """Return a cell of the board as Markdown: symbol in colour, word, date small."""
    symbol, word = said[0], said[2:]
    state = next(state for state, sign in reminders.SYMBOLS.items() if sign == symbol)
    stated, _bracket, date = word.partition(" (")
    small = f" :small[{markdown(f'({date}')}]" if date else ""
    return f":{COLOURS[state]}[{symbol}] {markdown(stated)}{small}"


def one(cells: pd.DataFrame, page: Context) -> None:
    """Show what is missing of the municipality chosen, and the mail that asks for it."""
    _ = page._
    ars = choose(page, participants=True)
    if ars is None:
        return
    asked, mail = st.columns([2, 3], gap="large")
    with asked:
        show.lines(_(N_("Missing")), reminders.missing_lines(completeness.gaps(page.whole, ars), _), page)
        show.lines(_(N_("How old")), reminders.ages(cells[cells["ars"] == ars], _), page)
        profile = navigation.page("steckbrief", _)
        st.page_link(profile, label=_(N_("Open the profile")), query_params={KEY: ars})
    with mail:
        written = reminders.reminder(page.whole, ars, _)
        show.heading(_(N_("Reminder to copy")), 3)
        if written is None:
            st.markdown(_(N_("Nothing is missing, so there is nothing to ask for.")))
            return
        st.code(written.subject, language=None, wrap_lines=True)
        st.code(written.body, language=None, wrap_lines=True)
        upload = navigation.page("aktualisieren", _)
        st.page_link(upload, label=_(N_("Templates to attach, and the way to upload the answer")))
