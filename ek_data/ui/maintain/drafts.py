"""The draft of an editor on the page: kept in the store, shown in a bar on every page, and published like an upload."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key
from ek_data.errors import Fault
from ek_data.i18n import Language
from ek_data.store import drafts
from ek_data.tables import BY_NAME
from ek_data.text import markdown
from ek_data.ui import access, cached, navigation
from ek_data.ui.components import words
from ek_data.ui.maintain.desk import Desk, desk
from ek_data.updates.draft import Draft, Edit, in_words, row_texts
from ek_data.updates.undo import undoing

MOST = 30  # edits that are listed
STAY = "rows-that-stay"


def take_up(lang: Language) -> None:
    """Lay the draft of this editor, as it was kept, on the desk; once in a session, and again where it is worked on."""
    upload = desk()
    try:
        store = access.require_editor()
        kept = Draft.from_text(drafts.newest(store.objects, owner(), _now()))
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        return
    upload.taken_up = True
    if kept != upload.draft:
        upload.take(kept)


def put(edit: Edit, before: Mapping[str, str] | None) -> None:
    """Put one more edit into the draft; `before` are the cells of the row as the data have them, None if it is new."""
    _change(lambda draft: draft.resetting(edit, before or {}))


def put_rows(edits: Draft, base: Dataset) -> None:
    """Put edits of several rows into the draft; cells that are as in `base` again leave it."""

    def change(draft: Draft) -> Draft:
        for edit in edits.edits:
            draft = draft.resetting(edit, row_texts(edit.key, BY_NAME[edit.table], base) or {})
        return draft

    _change(change)


def put_all(others: Draft) -> None:
    """Put all edits of another draft into the draft."""
    _change(lambda draft: draft.together(others))


def take_back(table: str, key: Key) -> None:
    """Take the edit of a row out of the draft."""
    _change(lambda draft: draft.without(table, key))


def discard() -> None:
    """Throw the whole draft away."""
    _change(lambda _draft: Draft())


def undo(release: int, context_version: str) -> None:
    """Put into the draft what takes back the change of one release."""
    before, after, newest = (cached.dataset(context_version, number) for number in (release - 1, release, None))
    found = undoing(before, after, newest)
    put_all(found.draft)
    st.session_state[STAY] = found.stay


def undo_button(release: int, lang: Language) -> None:
    """Offer editors to take back what one release changed; what that does is shown before it is published."""
    if (
        release > 1
        and access.may_edit()
        and st.button(lang("Take this change back"), key=f"undo-{release}", icon=":material/undo:")
    ):
        try:
            undo(release, cached.version())
        except Fault as fault:
            st.error(markdown(fault.sentence(lang)), icon=":material/error:")
            return
        st.switch_page(navigation.page("aktualisieren"))


def _change(change: Callable[[Draft], Draft]) -> None:
    store = access.require_editor()
    text = drafts.change(store.objects, owner(), lambda text: change(Draft.from_text(text)).text(), _now())
    desk().take(Draft.from_text(text))


def bar(lang: Language) -> None:
    """Say at the foot of every page that there is a draft, with the way to it."""
    upload = desk()
    if (upload.taken_up and not upload.draft.edits) or not access.may_edit():
        return
    if not upload.taken_up:
        take_up(lang)
    if n := len(upload.draft.edits):
        with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="draft-bar"):
            said = lang.plural("Draft: {n} row changed, saved", "Draft: {n} rows changed, saved", n)
            st.markdown(f":material/edit_note: **{markdown(said)}**", width="stretch")
            if st.button(lang("Look at it and publish"), key="to-the-draft"):
                st.switch_page(navigation.page("aktualisieren"))


def listed(upload: Desk, base: Dataset, lang: Language) -> None:
    """List what the draft changes, row by row, each with the way to take it back."""
    if stay := st.session_state.pop(STAY, 0):
        st.info(
            lang.plural(
                "{n} row stays, because somebody changed it since.",
                "{n} rows stay, because somebody changed them since.",
                stay,
            )
        )
    edits = upload.draft.edits
    if not edits:
        return
    words.heading(lang("Draft"))
    for number, edit in enumerate(edits[:MOST]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(markdown(in_words(edit, base, lang)), width="stretch")
            st.button(
                lang("Take back"),
                key=f"take-back-{number}",
                icon=":material/undo:",
                on_click=take_back,
                args=edit.place,
            )
    if len(edits) > MOST:
        st.caption(lang.more(len(edits) - MOST))
    st.button(lang("Throw the draft away"), key="discard-draft", icon=":material/delete:", on_click=discard)


def of_others(base: Dataset, lang: Language) -> None:
    """Show what other editors have begun: to be looked at, taken up or thrown away."""
    store = access.require_editor()
    found = drafts.of_others(store.objects, owner(), _now())
    if not found:
        return
    with st.expander(lang.plural("{n} draft of somebody else", "{n} drafts of others", len(found))):
        for number, kept in enumerate(found):
            draft = Draft.from_text(kept.text)
            st.markdown(f"**{markdown(drafts.called(kept.owner, lang))}** · {markdown(lang.moment(kept.saved_at))}")
            st.markdown("\n".join(f"- {markdown(in_words(edit, base, lang))}" for edit in draft.edits[:MOST]))
            with st.container(horizontal=True):
                st.button(lang("Take up"), key=f"take-up-{number}", on_click=_take_over, args=(kept.owner,))
                st.button(lang("Throw away"), key=f"throw-away-{number}", on_click=_drop, args=(kept.owner,))


def _take_over(owner: str) -> None:
    """Put the draft of somebody else into one's own, and end theirs."""
    objects = access.require_editor().objects
    put_all(Draft.from_text(drafts.newest(objects, owner, _now())))
    _drop(owner)


def _drop(owner: str) -> None:
    drafts.end(access.require_editor().objects, owner, _now())


def owner() -> str:
    """Return whose draft is worked on: whoever signed in, else whoever is at this computer."""
    return access.author() or drafts.HERE


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
