"""The draft of an editor on the pages: a bar at the foot of each, what is in it, and the drafts of other editors."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged, Fault
from ek_data.i18n import Language
from ek_data.store import drafts
from ek_data.text import markdown
from ek_data.ui import access, cached, language, navigation
from ek_data.ui.components import words
from ek_data.ui.maintain.desk import Desk, desk, now, owner
from ek_data.updates.draft import Draft, Edit, change, in_lines, in_short, in_words, newest
from ek_data.updates.undo import undoing, undoing_programme

MOST, FEW = 30, 5  # edits that are listed, and that are named as taken out
STAY = "rows-that-stay"


def take_up(lang: Language) -> bool:
    """Go on with the draft of this editor as it is kept; say why where it cannot be read, and offer its end."""
    try:
        if not desk().taken_up and (fault := drafts.left_behind(access.require_editor().objects)):
            st.warning(markdown(fault.sentence(lang)), icon=":material/history:")
        desk().take_up()
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        if isinstance(fault, Damaged):
            label = lang("Throw the draft away")
            st.button(label, key="discard-damaged", icon=":material/delete:", on_click=_drop, args=(owner(),))
        return False
    return True


def undo(release: int, context_version: str) -> bool:
    """Put into the draft what takes back the change of one release, and return whether it is kept."""
    before, after, now_there = (cached.dataset(context_version, number) for number in (release - 1, release, None))
    found = undoing(before, after, now_there)
    store = access.require_editor()
    options = undoing_programme(store.programme(release - 1), store.programme(release), now_there.programme, release)
    st.session_state[STAY] = found.stay
    return desk().put(*found.draft.edits, *options.edits)


def undo_button(release: int, lang: Language, place: str = "listed") -> None:
    """Offer editors to take back what one release changed; what that does is shown before it is published.

    `place` tells the buttons of a page apart.
    """
    if (
        release > 1
        and access.may_edit()
        and st.button(lang("Take this change back"), key=f"undo-{place}-{release}", icon=":material/undo:")
    ):
        try:
            kept = undo(release, cached.version())
        except Fault as fault:
            st.error(markdown(fault.sentence(lang)), icon=":material/error:")
            return
        if kept:
            st.switch_page(navigation.page("aktualisieren"))


def bar(newest: int, lang: Language) -> Draft:
    """Say at the foot of every page that there is a draft, with the way to it, and return it.

    One that was begun before the `newest` release says that as well.
    """
    if not access.may_edit():
        return Draft()
    upload = desk()
    if not upload.taken_up:
        take_up(lang)
    if not upload.draft.empty:
        with st.bottom, st.container(horizontal=True, vertical_alignment="center", key="draft-bar"):
            said = lang("Draft: {what}, saved", what=in_short(upload.draft, lang))
            if upload.draft.older_than(newest):
                said += f" · {lang('the data were changed since')}"
            st.markdown(f":material/edit_note: **{markdown(said)}**", width="stretch")
            if st.button(lang("Look at it and publish"), key="to-the-draft"):
                st.switch_page(navigation.page("aktualisieren"))
    return upload.draft


def elsewhere(upload: Desk, base: Dataset, lang: Language) -> None:
    """Say what of the draft was changed in another window or by somebody else, until something is done here."""
    if upload.elsewhere is None:
        return
    before, after = in_lines(upload.elsewhere, base, lang), in_lines(upload.draft, base, lang)
    said = [
        *(lang("in it now: {what}", what=line) for line in after if line not in before),
        *(lang("no longer in it: {what}", what=line) for line in before if line not in after),
    ]
    head = lang("This draft was changed elsewhere, in another window or by somebody else.")
    lines = lang.some(said or [lang("Answers to questions are others now.")], MOST)
    st.warning("\n".join([head, "", *(f"- {markdown(line)}" for line in lines)]), icon=":material/sync_problem:")


def gone(upload: Desk, base: Dataset, lang: Language) -> None:
    """Say what was taken out of a draft last, with the way to bring it back."""
    if upload.gone is None:
        return
    whose, part = upload.gone
    what = lang.listing(lang.some(in_lines(part, base, lang), FEW))
    said = (
        lang("Taken out of the draft: {what}", what=what)
        if whose == owner()
        else lang("Draft thrown away ({owner}): {what}", owner=drafts.called(whose, lang), what=what)
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(markdown(said), width="stretch")
        st.button(lang("Bring it back"), key="bring-back", icon=":material/history:", on_click=_bring_back)


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
            st.markdown(markdown(in_words(edit, base, lang, upload.draft.amendments)), width="stretch")
            st.button(
                lang("Take back"),
                key=f"take-back-{number}",
                icon=":material/undo:",
                on_click=_take_back,
                args=(edit,),
            )
    if len(edits) > MOST:
        st.caption(lang.more(len(edits) - MOST))
    label = lang("Throw the draft away, its files too") if upload.draft.files else lang("Throw the draft away")
    st.button(label, key="discard-draft", icon=":material/delete:", on_click=upload.discard)


def _take_back(edit: Edit) -> None:
    desk().take_out(Draft((edit,)))


def _bring_back() -> None:
    with _told():
        desk().bring_back()


def of_others(base: Dataset, lang: Language) -> None:
    """Show what other editors have begun: to be looked at, taken up or thrown away."""
    found = drafts.of_others(access.require_editor().objects, owner(), now())
    if not found:
        return
    with st.expander(lang.plural("{n} draft of somebody else", "{n} drafts of others", len(found))):
        for number, kept in enumerate(found):
            lines = lang.some(in_lines(Draft.from_text(kept.text), base, lang), MOST)
            st.markdown(f"**{markdown(drafts.called(kept.owner, lang))}** · {markdown(lang.moment(kept.saved_at))}")
            st.markdown("\n".join(f"- {markdown(line)}" for line in lines))
            with st.container(horizontal=True):
                st.button(lang("Take up"), key=f"take-up-{number}", on_click=_take_over, args=(kept.owner,))
                st.button(lang("Throw away"), key=f"throw-away-{number}", on_click=_drop, args=(kept.owner,))


def _take_over(owner: str) -> None:
    """Put the draft of somebody else into one's own; what contradicts that, or comes meanwhile, stays in theirs."""
    with _told():
        objects = access.require_editor().objects
        theirs = newest(objects, owner, now())
        taken = theirs.agreeing(desk().draft)
        if desk().change(lambda draft: draft.together(taken)):
            change(objects, owner, lambda draft: draft.since(taken), now())
        if stay := len(theirs.edits) - len(taken.edits):
            lang = language.current()
            st.info(
                lang.plural(
                    "{n} row stays in that draft, because yours says otherwise there.",
                    "{n} rows stay in that draft, because yours says otherwise there.",
                    stay,
                )
            )


def _drop(owner: str) -> None:
    with _told():
        desk().discard_of(owner)


@contextmanager
def _told() -> Iterator[None]:
    """Say what is refused."""
    try:
        yield
    except Fault as fault:
        st.error(markdown(fault.sentence(language.current())), icon=":material/error:")
