"""Saved presentations: to open for whoever may look, to save and delete for whoever may publish."""

from __future__ import annotations

import streamlit as st

from ek_data.i18n import Language
from ek_data.slides import saved as saved_decks
from ek_data.slides.options import SAVED, Choice
from ek_data.text import markdown
from ek_data.ui import access, link, story

NAME = "story_name"
LONGEST_NAME = 80


def follow_link(choices: dict[str, Choice], lang: Language) -> None:
    """Take the story from the link, which names a saved presentation or slides."""
    asked = "".join((link.asked(SAVED) or ())[-1:])
    story.follow_link(choices.get(asked))
    if asked in choices:
        st.session_state[NAME] = asked
    elif asked:
        st.warning(lang("There is no saved presentation of this name any more."))


def name() -> str:
    """Return the name under which the story was opened or saved last, empty without one."""
    called: str = st.session_state.get(NAME, "")
    return called


def is_saved(choices: dict[str, Choice]) -> bool:
    """Whether the story is saved as it is now, under its name."""
    kept, now = choices.get(name()), story.told()
    return kept is not None and (kept.slides, kept.since, kept.words) == (now.slides, now.since, now.words)


def write_link(choices: dict[str, Choice]) -> None:
    """Let the link name the saved presentation; one that is not saved as it is stands there with its slides."""
    if is_saved(choices):
        link.say(SAVED, [name()])
    else:
        story.write_link(story.told())


def open_saved(called: str, choice: Choice) -> None:
    """Make a saved presentation the story of the session; filters, release and language stay."""
    story.put(choice)
    st.session_state[NAME] = called


def draw(choices: dict[str, Choice], lang: Language) -> None:
    """Draw the name of the story, behind it what can be opened, saved and deleted, and whether it is saved."""
    may_edit = access.may_edit()
    with st.popover(markdown(name()) or lang("Not saved"), key="saved"):
        if choices:
            _open(choices, lang)
        if may_edit and story.told().slides:
            save_form(lang, key="save_deck")
        st.button(lang("Begin anew"), on_click=_anew, icon=":material/add:", type="tertiary", key="anew")
        if may_edit and name() in choices:
            _delete(lang)
    if name():
        state = lang("saved") if is_saved(choices) else lang("changed since")
        st.caption(state, width="content")


def _open(choices: dict[str, Choice], lang: Language) -> None:
    def take() -> None:
        called = st.session_state["open_saved"]
        if called:
            open_saved(called, choices[called])
        st.session_state["open_saved"] = ""

    st.selectbox(
        lang("Open a saved presentation"),
        ["", *choices],
        format_func=lambda called: called or lang("Please choose"),
        key="open_saved",
        on_change=take,
    )


def save_form(lang: Language, *, key: str) -> None:
    """Draw the name to save the story under, and save it."""
    with st.form(key, border=False):
        called = st.text_input(lang("Save under the name"), value=name(), max_chars=LONGEST_NAME).strip()
        st.caption(lang("Everybody who may look at the dashboard sees it, with your own words."))
        if st.form_submit_button(lang("Save")) and called:
            saved_decks.save(access.require_editor(), called, story.told())
            st.session_state[NAME] = called
            st.toast(lang("Saved."), icon=":material/check_circle:")
            st.rerun()


def _delete(lang: Language) -> None:
    if st.button(lang("Delete “{name}”", name=markdown(name())), type="tertiary"):
        saved_decks.remove(access.require_editor(), name())
        st.session_state[NAME] = ""
        st.rerun()


def _anew() -> None:
    story.put(Choice(()))
    st.session_state[NAME] = ""
