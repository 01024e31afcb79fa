"""Publishing, the last steps of an upload: what it would undo, name and note, and what is told of it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ek_data.changes.difference_table import effect_sentences, in_lines
from ek_data.changes.effect import effect as changed_figures
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault
from ek_data.i18n import N_, Language
from ek_data.store.manifest import Release
from ek_data.store.publisher import Overtaken
from ek_data.text import markdown
from ek_data.ui import access, cached, navigation, sign_in
from ek_data.ui.components import copying
from ek_data.ui.context import server_address
from ek_data.ui.maintain import drafts
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.forgotten_qualifiers import still_inexact
from ek_data.updates.plan import NO_CHANGE, Plan
from ek_data.updates.reversions import Reverted

NAMED, TOLD = 5, 20  # so many statements are named, and told to others
NOT_SEEN = N_("The difference has changed meanwhile. Please look at it again before you publish it.")
CHANGED_AGAIN = N_("These statements were changed before. The files do not tell whether that was known:")


def reminders(plan: Plan, overwritten: Mapping[str, Reverted], names: Mapping[str, str], lang: Language) -> None:
    """Name what was changed before and is changed again, and the new numbers that still stand as inexact."""
    if lines := [line for each in overwritten.values() for line in each.sentences(names, each.n, lang)]:
        listed = "\n".join(f"- {markdown(line)}" for line in lang.some(lines, NAMED))
        st.info(f"{lang(CHANGED_AGAIN)}\n\n{listed}", icon=":material/group:")
    for sentence in still_inexact(plan.changes, names, lang):
        st.info(markdown(sentence), icon=":material/info:")


def nothing_to_publish(plan: Plan, lang: Language) -> str:
    """Say that the files say nothing new, and what becomes of the rows that they do not have."""
    if not plan.left:
        return lang(NO_CHANGE)
    return lang.plural(
        "The rows in the files say the same as the newest release. {n} row of it is missing in the files. It stays as "
        "long as “4. Missing rows” does not say that it is to be removed.",
        "The rows in the files say the same as the newest release. {n} rows of it are missing in the files. They stay "
        "as long as “4. Missing rows” does not say that they are to be removed.",
        plan.left,
    )


def form(desk: Desk, plan: Plan, lang: Language, *, undecided: bool) -> None:
    """Ask for name and note, and publish on a click, unless something is still `undecided`."""
    with st.container():  # so that the fields stay where they are, with what is typed in them
        if undecided:
            st.warning(lang("Please answer the question under “5. Difference” first."))
        for problem in plan.problems:
            st.error(markdown(problem.sentence(lang)), icon=":material/error:")
    author = sign_in.name_field(lang)
    note = st.text_area(
        lang("Note: what has changed, and why?"), key=f"note-{desk.visit}", persist_state="session", height=68
    )
    wanted = st.button(
        lang("Publish"),
        type="primary",
        icon=":material/publish:",
        disabled=undecided or bool(plan.problems),
        key="publish",
    )
    seen, desk.shown = desk.shown, (plan.prepared.base.origin.release, desk.draft)
    if not wanted:
        return
    if seen != desk.shown:  # the click was meant for another difference
        st.warning(lang(NOT_SEEN), icon=":material/sync_problem:")
        return
    faults = plan.faults(author, note)
    for message in faults:
        st.warning(lang(message), icon=":material/warning:")
    if not faults:
        _publish(desk, plan, author, note, lang)


def success(release: Release, lang: Language) -> None:
    """Say that a release was published, or restored, with the ways to look at it, take it back and tell others."""
    said = (
        lang(
            "Release {number} is published with the content of release {restored}. Everybody sees it from now on.",
            number=release.number,
            restored=release.restores,
        )
        if release.restores
        else lang("Release {number} is published. Everybody sees it from now on.", number=release.number)
    )
    st.success(markdown(said), icon=":material/check_circle:")
    with st.container(horizontal=True, vertical_alignment="center"):
        for address in ("uebersicht",) if release.restores else ("uebersicht", "datenstaende"):
            st.page_link(navigation.page(address))
        drafts.undo_button(release.number, lang, "published")
    with st.expander(lang("Text to tell others"), icon=":material/forward_to_inbox:"):
        copying.show(_message(release, lang), lang, name="message")


def _message(release: Release, lang: Language) -> str:
    """Return what a release changed as a text to be sent on: who, why, what, its effect, and where to look."""
    version, number = cached.version(), release.number
    before, after = (cached.dataset(version, each) for each in (number - 1, number))
    said = in_lines(cached.changes(version, number - 1, number), after.names_by_ars, TOLD, lang)
    head = lang("Release {number} of the dashboard, published by {author}:", number=number, author=release.author)
    lines = [head, release.note, "", *(f"- {line}" for line in said)]
    if follows := effect_sentences(changed_figures(before, after), lang):
        lines += ["", lang("What follows from it:"), *(f"- {line}" for line in follows)]
    return "\n".join([*lines, "", f"{server_address()}/datenstaende"])


def overtaken(base: Dataset, lang: Language) -> None:
    """Say that somebody published `base` meanwhile; below stands the difference from it."""
    theirs = base.origin
    said = lang(
        "Meanwhile {author} published release {number} ({time}: {note}). Your draft is still here: the "
        "difference below is new, made against that release. Please look at it again. Where both changed the same "
        "statement, you are asked below.",
        author=theirs.author,
        number=theirs.release,
        time=lang.moment(theirs.published_at) if theirs.published_at else "",
        note=theirs.note,
    )
    st.warning(markdown(said), icon=":material/sync_problem:")


def _publish(desk: Desk, plan: Plan, author: str, note: str, lang: Language) -> None:
    try:
        store = access.require_editor()
        with st.status(lang("The release is being published …")):
            desk.clear(plan.publish(store, author=author, note=note))  # before anything is drawn: that may end the run
    except Overtaken:
        pass  # the next run checks against their release, and says so
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        return
    cached.look_again()
    st.rerun()
