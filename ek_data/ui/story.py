"""The story of the session: the slides that are being put together, taken from a link, a saved one or the usual ones.

The link carries what it can; own words stay in the session until they are saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from ek_data.dataset.filters import Since
from ek_data.slides.options import TEXT, Choice, Words, kind_of, told_of
from ek_data.ui import link
from ek_data.ui.context import Context

KEY, CHOSEN, BEFORE = "story", "story_slide", "story_before"
OWN_KEYS = ("folien", "kommunen", "seit")  # the filters write theirs themselves
LAST = "closing"


def follow_link(saved: Choice | None = None) -> None:
    """Take the story from the link where that decides, and the usual one when the session begins.

    `saved` is the saved presentation that the link names, which goes before slides. Own words for slides that the link
    has as well stay, because whoever goes back in the browser has not said otherwise.
    """
    asked = {key: link.asked(key) for key in OWN_KEYS}
    if saved is not None:
        put(saved)
    elif KEY not in st.session_state or any(values is not None for values in asked.values()):
        linked = Choice.from_query({key: values or () for key, values in asked.items()})
        if linked.to_query() != Choice(told().slides, told().since).to_query() or KEY not in st.session_state:
            put(replace(linked, words=told().words).ordered(linked.slides))


def write_link(story: Choice) -> None:
    """Let the link say what it can of the story: all but own words."""
    query = story.to_query()
    for key in OWN_KEYS:
        link.say(key, query.get(key, []))


def told() -> Choice:
    """Return the slides of the session with their options and own words, without what the pages show of the data."""
    story: Choice = st.session_state.get(KEY) or Choice.of()
    return story


def shown(context: Context) -> Choice:
    """Return the story with the filters, the release and the language of the page."""
    return replace(
        told(),
        selection=context.selection,
        release=context.release,
        anonymous=context.anonymous,
        language=context.lang.code,
    )


def put(story: Choice) -> None:
    """Make `story` the one of the session; what it takes the place of can be had back."""
    before = st.session_state.get(KEY)
    if before is not None and before != story:
        st.session_state[BEFORE] = before
    st.session_state[KEY] = Choice(story.slides, story.since, story.words)


def undo() -> None:
    """Go back to the story before slides were removed or another one was opened."""
    st.session_state[KEY] = st.session_state.pop(BEFORE, told())


def can_undo() -> bool:
    """Whether something that is gone can be had back."""
    return BEFORE in st.session_state


def chosen() -> str:
    """Return the slide that is chosen, the first one if none is; empty without slides."""
    slides, code = told().slides, st.session_state.get(CHOSEN, "")
    return code if code in slides else slides[0] if slides else ""


def choose(code: str) -> None:
    """Choose a slide."""
    st.session_state[CHOSEN] = code


def add(code: str, own: Words | None = None) -> None:
    """Add a slide before the last one and choose it; one that is there already is only chosen."""
    story = told()
    if code not in story.slides:
        end = len(story.slides) - (story.slides[-1:] == (LAST,))
        _change(story.ordered([*story.slides[:end], code, *story.slides[end:]]))
    if own:
        say(code, own)
    choose(code)


def add_text(own: Words | None = None) -> None:
    """Add a slide of text."""
    numbers = [int(told_of(code)) for code in told().slides if kind_of(code) == TEXT]
    add(f"{TEXT}-{max(numbers, default=0) + 1}", own)


def remove(code: str) -> None:
    """Remove a slide and choose the one that takes its place; it can be had back."""
    slides = told().slides
    place = slides.index(code)
    left = [each for each in slides if each != code]
    put(told().ordered(left))
    choose(left[min(place, len(left) - 1)] if left else "")


def order(codes: Sequence[str]) -> None:
    """Put the slides in another order."""
    if sorted(codes) == sorted(told().slides):
        _change(told().ordered(codes))


def move(code: str, place: int) -> None:
    """Put a slide at a place, counted from 0, and choose it."""
    choose(code)
    others = [each for each in told().slides if each != code]
    order([*others[:place], code, *others[place:]])


def exchange(code: str, other: str) -> None:
    """Put another slide in the place of one, as the profile of another municipality, and choose it."""
    if other not in told().slides:
        _change(told().ordered([other if each == code else each for each in told().slides]))
        choose(other)


def say(code: str, own: Words) -> None:
    """Keep somebody's own words for a slide."""
    _change(told().saying(code, own))


def look_back(since: Since | None) -> None:
    """Tell changes since another day or release."""
    _change(replace(told(), since=since))


def _change(story: Choice) -> None:
    """Change the story; what is gone can be had back until then, and as long as own words would be lost with it."""
    before = st.session_state.get(BEFORE)
    st.session_state[KEY] = story
    if before is not None and set(before.words) <= set(story.words):
        del st.session_state[BEFORE]
