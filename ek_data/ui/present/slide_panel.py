"""The panel: the slide that is chosen, larger, with its place, its option, somebody's own title and notes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import streamlit as st

from ek_data.analysis import profile
from ek_data.dataset.filters import since_from
from ek_data.i18n import N_, Language
from ek_data.slides.content import Slide
from ek_data.slides.html.markup import TITLE_SIZES
from ek_data.slides.options import MOST_SLIDES, PROFILE, PROFILES, TEXT, Choice, OwnWords, kind_of, once, option_of
from ek_data.text import markdown
from ek_data.ui import slide_story
from ek_data.ui.context import Context
from ek_data.ui.explore import since_when
from ek_data.ui.present import previews, sorter

LONGEST = {"title": 120, "notes": 2000, "lines": 600}
SEVERAL_LINES = ("notes", "lines")
TWO_LINES = TITLE_SIZES[0][0]  # characters of a title in its full size
NEVER = ""  # None would be no choice at all, for which Streamlit shows English words


def show(context: Context, choice: Choice, code: str) -> None:
    """Show the slide `code` of the story with all that can be changed of it."""
    lang = context.lang
    picture = previews.drawn(context, choice, code)
    with st.container(key=f"panel-{code}", gap="small"):
        if picture:
            previews.show(picture)
        else:
            st.info(sorter.why_empty(choice, code, lang))
        _place(choice, code, lang)
        _option(context, choice, code)
        slides = previews.computed(context, choice, code).slides
        if slides:
            _words(slides[0], choice.own(code), code, lang)
            _steps(slides[0], choice, code, lang)


def _place(choice: Choice, code: str, lang: Language) -> None:
    """Draw the place of a slide as a number, and the ways to have it twice and to remove it."""
    key, n = f"place-{code}", len(choice.slides)
    _set(key, choice.slides.index(code) + 1)
    with st.container(horizontal=True, vertical_alignment="center", gap="xsmall", key="place"):
        st.markdown(f"**{lang('Slide')}**", width="content")
        st.number_input(
            lang("Place of the slide"),
            1,
            n,
            key=key,
            on_change=lambda: slide_story.move(code, st.session_state[key] - 1),
            label_visibility="collapsed",
            width=84,
        )
        st.markdown(lang("of {n}", n=n), width="stretch")
        if n < MOST_SLIDES:
            st.button(lang("Duplicate"), key="duplicate-slide", on_click=slide_story.duplicate, args=(code,))
        st.button(lang("Remove"), key="remove-slide", on_click=slide_story.remove, args=(code,))


def _option(context: Context, choice: Choice, code: str) -> None:
    """Draw what belongs to this kind of slide: the municipality of a profile, since when to tell changes."""
    if kind_of(code) in (PROFILE, PROFILES):
        _municipality(context, code)
    elif once(code) == "changes":
        _since(context, choice)


def _municipality(context: Context, code: str) -> None:
    names, key = context.whole.result(profile.names), f"profile-of-{code}"
    now = option_of(code)
    known = [NEVER, *names] if now not in names else list(names)
    _set(key, now if now in names else NEVER)
    st.selectbox(
        context.lang("Municipality"),
        known,
        format_func=lambda ars: names.get(ars) or context.lang("None"),
        key=key,
        on_change=lambda: slide_story.exchange(code, f"{PROFILE}-{st.session_state[key]}"),
    )


def _since(context: Context, choice: Choice) -> None:
    lang, moments, key = context.lang, since_when.moments(context), "changes-since"
    if isinstance(choice.since, dt.date):  # a day of one's own, from a link
        moments.setdefault(choice.since.isoformat(), lang.date(choice.since))
    if not moments:
        st.caption(lang("There is no meeting and no earlier release to look back to yet."))
        return
    asked = str(choice.since or NEVER)
    _set(key, asked if asked in moments else NEVER)
    st.selectbox(
        lang("Since when?"),
        [NEVER, *moments],
        format_func=lambda moment: moments.get(moment) or lang("None"),
        key=key,
        on_change=lambda: slide_story.look_back(since_from(st.session_state[key])),
    )


def _steps(slide: Slide, choice: Choice, code: str, lang: Language) -> None:
    """Draw the choice to show the parts of a slide one after the other, where it has several."""
    if slide.parts < 2:
        return
    key = f"stepwise-{code}"
    _set(key, code in choice.stepwise)
    st.toggle(
        lang("Bars, cards or lines one after the other"),
        key=key,
        on_change=lambda: slide_story.step(code, on=st.session_state[key]),
        help=lang("On the projector: the arrow key shows the next part."),
    )


def _words(slide: Slide, own: OwnWords, code: str, lang: Language) -> None:
    """Draw the fields for own words, with what is computed below each."""
    is_text = kind_of(code) == TEXT
    _field("title", N_("Title, two lines at most"), slide.title, own, code, lang, height=76)
    said = own.title or slide.title
    if len(said) > TWO_LINES:
        st.caption(
            lang(
                "{n} characters: two lines hold {most} in full size, so the type is smaller.",
                n=len(said),
                most=TWO_LINES,
            )
        )
    if own.title and not is_text:
        with st.container(horizontal=True, gap="xsmall", vertical_alignment="center", key="links-computed"):
            st.caption(lang("computed: {title}", title=markdown(slide.title)), width="content")
            st.button(lang("use"), type="tertiary", on_click=slide_story.say, args=(code, replace(own, title="")))
    if is_text:
        _field("lines", N_("Text, one line for each point"), "", own, code, lang, height=150)
    _field("notes", N_("Notes, for the speaker only"), "", own, code, lang, height=120)
    if slide.sources:
        sources = lang.plural("{n} source", "{n} sources", len(slide.sources))
        st.caption(lang("{sources} and the reservations follow by themselves.", sources=sources))


def _field(part: str, label: str, computed: str, own: OwnWords, code: str, lang: Language, *, height: int) -> None:
    """Draw one field: it holds the own words, else what is computed, and what is as computed is nobody's own."""
    key = f"own-{part}-{code}"
    _set(key, getattr(own, part) or computed)

    def keep() -> None:
        written = st.session_state[key].strip() if part in SEVERAL_LINES else " ".join(st.session_state[key].split())
        slide_story.say(code, replace(own, **{part: "" if written == computed else written}))

    st.text_area(lang(label), key=key, height=height, max_chars=LONGEST[part], on_change=keep)


def _set(key: str, value: object) -> None:
    """Let a widget show a value; what somebody is typing in it just now stays."""
    if st.session_state.get(key) != value:
        st.session_state[key] = value
