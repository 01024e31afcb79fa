"""Since when to look for news: one of the newest meetings, an earlier one, an earlier release or a day of one's own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping, Sequence

import streamlit as st

from ek_data.changes.since import meetings_in_words
from ek_data.dataset.filters import Since, since_from
from ek_data.dataset.partial_dates import last_day
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import cached, link
from ek_data.ui.context import Context
from ek_data.validation.parsers import dates
from ek_data.validation.parsers.cell import Unclear

LINK, CHOICE, FURTHER, OWN_DAY = "seit", "news_since", "news_since_further", "news_day"
OTHER = "other"  # none of the newest meetings; in the list of the others a day of one's own
NEWEST = 3  # meetings side by side
WIDTH = 300  # pixels of the list of the others


def choose(context: Context) -> Since | None:
    """Draw the choice and return a day or the number of an earlier release; None if there is none yet."""
    lang, known = context.lang, moments(context)
    newest = [code for code in known if isinstance(since_from(code), dt.date)][:NEWEST]
    others = [*(code for code in known if code not in newest), OTHER]
    _follow_link(newest, others)
    chosen = _of_newest(newest, known, lang) if newest else OTHER
    if chosen == OTHER and len(others) > 1:
        chosen = st.selectbox(
            lang("Since when?"),
            others,
            format_func=lambda code: lang("A day of your own") if code == OTHER else known[code],
            key=FURTHER,
            persist_state="session",
            label_visibility="collapsed",
            width=WIDTH,
        )
    since = _own_day(lang) if chosen == OTHER else since_from(str(chosen))
    link.say(LINK, [str(since)] if since is not None else [])
    return since


def _of_newest(newest: Sequence[str], known: Mapping[str, str], lang: Language) -> str | None:
    """Draw the newest meetings side by side, and beside them the way to any other day."""
    return st.pills(
        lang("Since when?"),
        [*newest, OTHER],
        required=True,
        format_func=lambda code: lang("another day") if code == OTHER else known[code],
        key=CHOICE,
        persist_state="session",
        label_visibility="collapsed",
        width="content",
        wrap=True,
    )


def before(since: Since, context: Context) -> tuple[str, str] | None:
    """Return the last meeting before a day, by what the link says of it and in words; None where there is none."""
    earlier = [
        (code, label)
        for code, label in moments(context).items()
        if isinstance(since, dt.date) and isinstance(day := since_from(code), dt.date) and day < since
    ]
    return earlier[0] if earlier else None


def look_back(code: str) -> None:
    """Let the page look back to another meeting."""
    st.session_state[CHOICE] = st.session_state[FURTHER] = code


def moments(context: Context) -> dict[str, str]:
    """Return the meetings and the earlier releases in words, by what the link says of each."""
    lang = context.lang
    held = cached.dataset(context.version, context.release).result(meetings_in_words, lang)
    shown = context.whole.origin.release
    labels = _releases(context)
    earlier = {
        str(number): lang("Release {label}", label=label) for number, label in labels.items() if number < (shown or 0)
    }
    return {**held, **earlier}


def _releases(context: Context) -> Mapping[int, str]:
    """Return number and time of each release, and its note unless names are hidden."""
    if not context.anonymous:
        return cached.release_labels(context.version, context.lang.code)
    return {
        release.number: f"{release.number} · {context.lang.moment(release.published_at)}"
        for release in cached.releases(context.version)
    }


def _follow_link(newest: Collection[str], others: Collection[str]) -> None:
    """Choose what the link asks for, where it decides, else what was chosen, and at first the last meeting."""
    asked = link.asked(LINK)
    if asked is not None:
        code = "".join(asked[-1:])
        if isinstance(day := since_from(code), dt.date) and code not in {*newest, *others}:
            st.session_state[OWN_DAY] = f"{day:%d.%m.%Y}"
            code = OTHER
        st.session_state[CHOICE] = code or None
        st.session_state[FURTHER] = code
    if st.session_state.get(FURTHER) not in others:
        st.session_state[FURTHER] = next(iter(others))
    if st.session_state.get(CHOICE) in {*newest, OTHER}:
        return
    known = st.session_state.get(CHOICE) in others or not newest
    st.session_state[CHOICE] = OTHER if known else next(iter(newest))


def _own_day(lang: Language) -> dt.date | None:
    text = st.text_input(lang("Day, for example 08.04.2025"), key=OWN_DAY, persist_state="session").strip()
    if not text:
        return None
    try:
        day: dates.Day = dates.exactly(text).value
    except Unclear:
        st.warning(
            lang("“{text}” is no date that can be read. Right would be for example 08.04.2025.", text=markdown(text))
        )
        return None
    return last_day(day.first, day.precision)
