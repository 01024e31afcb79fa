"""The entry "more" of the title row: language, names, release, sign-in and the link to this view."""

from __future__ import annotations

import streamlit as st

from ek_data.dataset.filters import number_from
from ek_data.i18n import Language
from ek_data.slides.options import ANONYMOUS, YES
from ek_data.ui import cached, language, link, sign_in
from ek_data.ui.components import copying
from ek_data.ui.context import own_link
from ek_data.ui.streamlit_internals import DeltaGenerator

RELEASE, NEWEST = "stand", 0


def place(lang: Language) -> DeltaGenerator:
    """Draw the button and, behind it, the language; return where the rest goes."""
    opened: DeltaGenerator = st.popover(lang("More"), icon=":material/more_horiz:", key="more")
    with opened:
        language.switch()
    return opened


def release(version: str, lang: Language) -> int | None:
    """Return the number of the release chosen, None for the newest."""
    numbered = cached.release_labels(version, lang.code)
    link.take(RELEASE, RELEASE, lambda asked: number_from(asked[-1]) if asked else NEWEST)
    if st.session_state[RELEASE] not in numbered or len(numbered) < 2:
        st.session_state[RELEASE] = NEWEST
    chosen: int = st.session_state[RELEASE]
    link.say(RELEASE, [str(chosen)] if chosen else [])
    return chosen or None


def anonymous() -> bool:
    """Return whether names are hidden. The link carries it as ``?anonym=1``.

    It hides names and never shows them again, because the way back must not do so before an audience.
    """
    link.take(ANONYMOUS, ANONYMOUS, lambda asked: list(asked) == [YES] or st.session_state.get(ANONYMOUS, False))
    chosen = bool(st.session_state[ANONYMOUS])
    link.say(ANONYMOUS, [YES] if chosen else [])
    return chosen


def draw(version: str, lang: Language) -> None:
    """Draw the choice between names and letters, and that of a release where there are several."""
    st.toggle(
        lang("Show without names"),
        key=ANONYMOUS,
        help=lang("Letters take the place of the municipalities' names on every page, slide and download."),
        persist_state="session",
    )
    numbered = cached.release_labels(version, lang.code)
    if len(numbered) > 1:
        st.selectbox(
            lang("Release"),
            [NEWEST, *numbered],
            format_func=lambda number: lang("newest") if number == NEWEST else numbered[number],
            key=RELEASE,
            persist_state="session",
        )


def draw_end(lang: Language) -> None:
    """Draw what follows once the page is drawn: the link to what it shows, to be copied, and the sign-in."""
    st.caption(lang("Link to this view"))
    copying.show(own_link(link.said()), lang, name="link")
    sign_in.panel(lang)
