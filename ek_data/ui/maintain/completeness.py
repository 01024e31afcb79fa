"""The board of completeness on the page, and what to ask one municipality for."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.analysis import completeness, reminders
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lazy_table import Worded
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import components, navigation
from ek_data.ui.context import Context
from ek_data.ui.explore.profile import KEY, choose

COLOURS = {"known": "green", "partly": "blue", "missing": "orange", "not_due": "gray"}


def summary(context: Context) -> None:
    """Say in one sentence what is missing, with the way to the board; nothing without names, as on the board."""
    lang = context.lang
    if context.anonymous:
        return
    components.heading(lang("What is missing"))
    st.markdown(markdown(context.data.result(finding, lang)))
    board_page = navigation.page("vollstaendigkeit")
    st.page_link(board_page, label=lang("Completeness by municipality, with reminders to send"))


def finding(data: Dataset, lang: Language) -> str:
    """Return in one sentence what is missing most."""
    return reminders.finding(data.result(completeness.board), lang)


def counts(data: Dataset, lang: Language) -> pd.DataFrame:
    """Return in how many municipalities each area is known, in words."""
    return reminders.summary_table(data.result(completeness.board), lang)


def table(data: Dataset, lang: Language) -> pd.DataFrame:
    """Return municipalities × areas in words."""
    return reminders.board_table(data.result(completeness.board), lang)


def board(context: Context) -> None:
    """Show municipalities × areas, page by page, each state as symbol, colour and word with its newest date."""
    lang = context.lang
    whole = context.data.result(table, lang)
    shown = components.page_of_rows(len(whole), "completeness", components.PAGE)
    place = (shown.start, shown.stop)
    text = components.MADE_OF.result(whole, place, lambda: _coloured_rows(whole[shown]))
    components.plain_table(text, lang("Completeness by municipality and area"))
    st.caption(
        lang(
            "● known · ◐ partly: something asked for is empty or only inferred · ○ missing · – does not apply: "
            "no row that could have it. In brackets the newest date. Order by name, no ranking."
        )
    )
    components.downloads(Worded.of(whole), lang("completeness"), lang)


def _coloured_rows(part: pd.DataFrame) -> pd.DataFrame:
    """Return rows of the board as Markdown."""
    name, *areas = part.columns
    said = {name: part[name].map(markdown)} | {area: part[area].map(_coloured) for area in areas}
    return pd.DataFrame(said).rename(columns=markdown)


def _coloured(said: str) -> str:
    """Return a cell of the board as Markdown: symbol in colour, word, date small."""
    symbol, word = said[0], said[2:]
    state = next(state for state, sign in reminders.SYMBOLS.items() if sign == symbol)
    stated, _bracket, date = word.partition(" (")
    small = f" :small[{markdown(f'({date}')}]" if date else ""
    return f":{COLOURS[state]}[{symbol}] {markdown(stated)}{small}"


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
        components.lines(lang("Missing"), context.whole.result(missing, ars, lang), context)
        components.lines(lang("How old"), context.data.result(ages, ars, lang), context)
        profile = navigation.page("steckbrief")
        st.page_link(profile, label=lang("Open the profile"), query_params={KEY: ars})
    with mail:
        written = context.whole.result(reminders.reminder, ars, lang)
        components.heading(lang("Reminder to copy"), 3)
        if written is None:
            st.markdown(lang("Nothing is missing, so there is nothing to ask for."))
            return
        st.code(written.subject, language=None, wrap_lines=True)
        st.code(written.body, language=None, wrap_lines=True)
        upload = navigation.page("aktualisieren")
        st.page_link(upload, label=lang("Templates to attach, and the way to upload the answer"))
