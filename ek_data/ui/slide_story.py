"""The story of the session: the slides that are being put together, taken from a link, a saved one or the usual ones.

The link carries what it can; own words stay in the session until they are saved.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import streamlit as st

from ek_data.dataset.filters import Since
from ek_data.slides.options import STEPWISE, Choice, OwnWords, again, next_text
from ek_data.ui import link
from ek_data.ui.context import Context

KEY, CHOSEN, BEFORE, SAVED_AS = "story", "story_slide", "story_before", "story_saved_as"
OWN_KEYS = ("folien", "kommunen", "seit", STEPWISE)  # the filters write theirs themselves
LAST = "closing"


class SavedAs(NamedTuple):
    """The name under which the story is saved, empty without one, and what stood under it last."""

    name: str = ""
    base: Choice = Choice(())


def follow_link(saved: Choice | None = None, name: str = "") -> None:
    """Take the story from the link where that decides, and the usual one when the session begins.

    `saved` is the saved presentation that the link `name`s, which goes before slides. Own words for slides that the
    link has as well stay, because whoever goes back in the browser has not said otherwise.
    """
    asked = {key: link.asked(key) for key in OWN_KEYS}
    if saved is not None:
        open_saved(name, saved)
    elif KEY not in st.session_state or any(values is not None for values in asked.values()):
        linked = Choice.from_query({key: values or () for key, values in asked.items()})
        if linked.to_query() != told().to_query() or KEY not in st.session_state:
            leave()
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
        st.session_state[BEFORE] = before, saved_as()
    st.session_state[KEY] = story.story


def saved_as() -> SavedAs:
    """Return under which name the story was opened or saved last."""
    known: SavedAs = st.session_state.get(SAVED_AS, SavedAs())
    return known


def begin(name: str, saved: Choice) -> None:
    """Go on with the story as it is `saved` under a name now."""
    st.session_state[KEY], st.session_state[SAVED_AS] = saved.story, SavedAs(name, saved.story)


def open_saved(name: str, saved: Choice) -> None:
    """Make a saved presentation the story of the session; filters, release and language stay."""
    put(saved)
    begin(name, saved)


def leave() -> None:
    """Let what comes now be another story, which is not saved yet."""
    st.session_state[SAVED_AS] = SavedAs()


def undo() -> None:
    """Go back to the story before slides were removed or another one was opened."""
    st.session_state[KEY], before = st.session_state.pop(BEFORE, (told(), saved_as()))
    if before.name != saved_as().name:
        st.session_state[SAVED_AS] = before


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


def add(code: str, own: OwnWords | None = None) -> None:
    """Add a slide before the last one and choose it; one that is there already is only chosen."""
    story = told()
    if code not in story.slides:
        end = len(story.slides) - (story.slides[-1:] == (LAST,))
        _change(story.ordered([*story.slides[:end], code, *story.slides[end:]]))
    if own:
        say(code, own)
    choose(code)


def add_text(own: OwnWords | None = None) -> None:
    """Add a slide of text."""
    add(next_text(told().slides), own)


def duplicate(code: str) -> None:
    """Put the same slide with its own words once more behind itself, and choose it; a text becomes another text."""
    story = told()
    twice, behind = again(code, story.slides), story.slides.index(code) + 1
    story = story.ordered([*story.slides[:behind], twice, *story.slides[behind:]])
    _change(story.saying(twice, story.own(code)).stepping(twice, on=code in story.stepwise))
    choose(twice)


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


def say(code: str, own: OwnWords) -> None:
    """Keep somebody's own words for a slide."""
    _change(told().saying(code, own))


def step(code: str, *, on: bool) -> None:
    """Let the parts of a slide come one after the other on the projector, or all at once."""
    _change(told().stepping(code, on=on))


def look_back(since: Since | None) -> None:
    """Tell changes since another day or release."""
    _change(replace(told(), since=since))


def _change(story: Choice) -> None:
    """Change the story; what is gone can be had back until then, and as long as own words would be lost with it."""
    before, _saved_as = st.session_state.get(BEFORE, (None, None))
    st.session_state[KEY] = story
    if before is not None and set(before.words) <= set(story.words):
        del st.session_state[BEFORE]
