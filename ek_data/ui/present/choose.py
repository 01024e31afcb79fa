"""Choosing and ordering the slides of a presentation; the link carries the choice."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from ek_data.analysis import profile
from ek_data.dataset.filters import Since, since_from
from ek_data.i18n import N_, Language
from ek_data.slides.options import LONGEST_TITLE, MOST_PROFILES, SLIDES, Choice
from ek_data.ui import link
from ek_data.ui.context import Context
from ek_data.ui.explore import since_when

ORDER, TITLE, PROFILES, SINCE = "slides_order", "titel", "kommunen", "seit"
NEVER = ""  # None would be no choice at all, for which Streamlit shows English words
OWN_KEYS = ("folien", "kommunen", "seit", "titel")  # the filters write theirs themselves


def choose(context: Context) -> Choice:
    """Draw the choice of slides and return it with the filters, the release and the language of the page."""
    lang = context.lang
    _read_link()
    title = st.text_input(
        lang("Title of the presentation"),
        key=TITLE,
        max_chars=LONGEST_TITLE,
        placeholder=lang("Engagierte Kommunen in Rheinland-Pfalz"),
        persist_state="session",
    )
    slides = _order(context)
    choice = Choice(
        slides=slides,
        profiles=_profiles(context) if "profiles" in slides else (),
        since=_since(context) if "changes" in slides else None,
        title=title.strip(),
        selection=context.selection,
        release=context.release,
        anonymous=context.anonymous,
        language=lang.code,
    )
    query = choice.to_query()
    for key in OWN_KEYS:
        link.say(key, query.get(key, []))
    return choice


def _order(context: Context) -> tuple[str, ...]:
    """Draw a line for each slide, and return those ticked in their order."""
    lang = context.lang
    order: list[str] = st.session_state[ORDER]
    with st.container(horizontal=True, gap="medium"):
        st.button(lang("Tick all"), type="tertiary", icon=":material/select_all:", on_click=_tick_all, args=(True,))
        st.button(lang("Untick all"), type="tertiary", icon=":material/deselect:", on_click=_tick_all, args=(False,))
    with st.container(gap="xsmall"):
        for place, code in enumerate(order):
            _line(code, place, len(order), lang)
    return tuple(code for code in order if st.session_state[_tick(code)])


def _line(code: str, place: int, n: int, lang: Language) -> None:
    """Draw the tick of one slide, and the buttons that move it."""
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"line-{code}"):
        st.checkbox(lang(SLIDES[code]), key=_tick(code), persist_state="session", width="stretch")
        for step, label, icon in ((-1, N_("Up"), "arrow_upward"), (1, N_("Down"), "arrow_downward")):
            st.button(
                lang(label),
                key=f"move-{code}-{step}",
                icon=f":material/{icon}:",
                type="tertiary",
                help=f"{lang(label)}: {lang(SLIDES[code])}",
                disabled=not 0 <= place + step < n,
                on_click=_move,
                args=(code, step),
            )


def _tick_all(ticked: bool) -> None:
    for code in SLIDES:
        st.session_state[_tick(code)] = ticked


def _move(code: str, step: int) -> None:
    """Move a slide past the next one that is ticked: what is not shown is no place."""
    order = list(st.session_state[ORDER])
    place = order.index(code)
    target = place + step
    while 0 < target < len(order) - 1 and not st.session_state[_tick(order[target])]:
        target += step
    order.insert(target, order.pop(place))
    st.session_state[ORDER] = order


def _profiles(context: Context) -> tuple[str, ...]:
    names = context.whole.result(profile.names)
    st.session_state[PROFILES] = [ars for ars in st.session_state[PROFILES] if ars in names]
    chosen: list[str] = st.multiselect(
        context.lang("Slides of profiles: municipalities"),
        list(names),
        format_func=names.__getitem__,
        key=PROFILES,
        max_selections=MOST_PROFILES,
        placeholder=context.lang("None"),
        persist_state="session",
    )
    return tuple(chosen)


def _since(context: Context) -> Since | None:
    """Draw the choice of a meeting or an earlier release, where there is one; a day in the link is one more."""
    lang, moments = context.lang, since_when.moments(context)
    asked = since_from(st.session_state[SINCE])
    if isinstance(asked, dt.date):
        moments.setdefault(asked.isoformat(), lang.date(asked))
    if not moments:
        st.caption(lang("There is no meeting and no earlier release to look back to yet, hence no slide of changes."))
        return None
    if st.session_state[SINCE] not in moments:
        st.session_state[SINCE] = NEVER
    chosen: str = st.selectbox(
        lang("Slide of changes: since when"),
        [NEVER, *moments],
        format_func=lambda moment: moments.get(moment) or lang("None"),
        key=SINCE,
        persist_state="session",
    )
    return since_from(chosen)


def _tick(code: str) -> str:
    return f"slide-{code}"


def _read_link() -> None:
    """Take the choice from the link where that decides, and the usual one when the session begins."""
    asked = {key: link.asked(key) for key in OWN_KEYS}
    if ORDER not in st.session_state or any(values is not None for values in asked.values()):
        take(Choice.from_query({key: values or () for key, values in asked.items()}))


def take(choice: Choice) -> None:
    """Make `choice` the one that is drawn; filters, release and language stay."""
    st.session_state[ORDER] = [*choice.slides, *(code for code in SLIDES if code not in choice.slides)]
    for code in SLIDES:
        st.session_state[_tick(code)] = code in choice.slides
    st.session_state[TITLE], st.session_state[SINCE] = choice.title, str(choice.since or NEVER)
    st.session_state[PROFILES] = list(choice.profiles)
