"""Saved presentations: to open for whoever may look, to save and delete for whoever may publish."""

from __future__ import annotations

import streamlit as st

from ek_data.errors import Fault
from ek_data.i18n import Language
from ek_data.slides import saved as saved_decks
from ek_data.slides.options import SAVED, Choice
from ek_data.text import markdown
from ek_data.ui import access, link, slide_story

LONGEST_NAME = 80


def follow_link(choices: dict[str, Choice], lang: Language) -> None:
    """Take the story from the link, which names a saved presentation or slides."""
    asked = "".join((link.asked(SAVED) or ())[-1:])
    slide_story.follow_link(choices.get(asked), asked)
    if asked and asked not in choices:
        st.warning(lang("There is no saved presentation of this name any more."))


def keep(choices: dict[str, Choice], lang: Language) -> dict[str, Choice]:
    """Save what was changed of a story that was saved once, and return the saved ones as they are then.

    What others saved there in the meantime is taken over.
    """
    name, base = slide_story.saved_as()
    if name not in choices or is_saved(choices) or not access.may_edit():
        return choices
    mine = slide_story.told().story
    try:
        changed = mine != base
        kept = saved_decks.keep(access.require_editor(), name, mine, base) if changed else choices[name].story
    except Fault as fault:
        st.warning(markdown(fault.sentence(lang)))
        return choices
    if kept != mine:
        st.toast(lang("Somebody else has changed this presentation as well; both changes are in it now."))
    slide_story.begin(name, kept)
    return {**choices, name: kept}


def name() -> str:
    """Return the name under which the story was opened or saved last, empty without one."""
    return slide_story.saved_as().name


def is_saved(choices: dict[str, Choice]) -> bool:
    """Whether the story is saved as it is now, under its name."""
    kept = choices.get(name())
    return kept is not None and kept.story == slide_story.told().story


def write_link(choices: dict[str, Choice]) -> None:
    """Let the link name the saved presentation; one that is not saved as it is stands there with its slides."""
    if is_saved(choices):
        link.say(SAVED, [name()])
    else:
        slide_story.write_link(slide_story.told())


def draw(choices: dict[str, Choice], lang: Language) -> None:
    """Draw the name of the story, behind it what can be opened, saved and deleted, and whether it is saved."""
    may_edit = access.may_edit()
    with st.popover(markdown(name()) or lang("Not saved"), key="saved"):
        if choices:
            _open(choices, lang)
        if may_edit and slide_story.told().slides:
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
            slide_story.open_saved(called, choices[called])
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
            saved_decks.save(access.require_editor(), called, slide_story.told())
            slide_story.begin(called, slide_story.told())
            st.toast(lang("Saved."), icon=":material/check_circle:")
            st.rerun()


def _delete(lang: Language) -> None:
    if st.button(lang("Delete “{name}”", name=markdown(name())), type="tertiary"):
        saved_decks.remove(access.require_editor(), name())
        slide_story.leave()
        st.rerun()


def _anew() -> None:
    slide_story.put(Choice(()))
    slide_story.leave()
