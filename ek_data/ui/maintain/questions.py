"""Questions before a difference can be published: where files contradict each other or undo what others changed."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from typing import Any

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import N_, Language
from ek_data.store.publisher import Store
from ek_data.text import markdown
from ek_data.ui import sign_in
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.difference_answers import (
    EACH,
    KEEP,
    ONE_BY_ONE,
    TAKE,
    disputed,
    going_back,
    kept,
    prevailing,
    statements,
)
from ek_data.updates.option_disputes import Dispute, disputes, settled
from ek_data.updates.plan import Decision, Plan
from ek_data.updates.reversions import Reverted, in_short

CHOICES = {KEEP: N_("Leave them as they are now"), TAKE: N_("Take what the files say"), EACH: N_("Decide one by one")}
NAMED = 5  # so many statements are named


def contradicting(desk: Desk, plan: Plan, names: Mapping[str, str], lang: Language) -> dict[str, Decision] | None:
    """Say where files for one table contradict each other, ask which prevails, and return what was decided by table.

    None without an answer. Where the file that prevails says nothing, the question is to be asked again.
    """
    for name, found in plan.contradictions.items():
        n, lines = sum(each.n for each in found), [each.sentences(names, NAMED, lang) for each in found]
        said = lang.plural(
            "{n} statement is different in these files.", "{n} statements are different in these files.", n
        )
        st.warning(said, icon=":material/merge:")
        st.markdown("\n".join(f"- {markdown(line)}" for line in lang.some([*chain(*lines)], NAMED)))
        files = list(dict.fromkeys(file for each in found for file in (each.one, each.other)))
        label = lang("Which file prevails where they contradict each other?")
        _choose(desk, disputed(name, plan, found), label, {file: markdown(file) for file in files})
    return prevailing(plan, desk.draft.answers)


def disputing(desk: Desk, base: Dataset, store: Store, lang: Language) -> bool:
    """Ask of each option that others changed since whether the draft shall change it again; say whether any is open."""
    found = disputes(desk.draft.amendments, store, sign_in.known_name())
    if found:
        said = lang.plural(
            "{n} option of the programme was changed by others since, and otherwise in your draft.",
            "{n} options of the programme were changed by others since, and otherwise in your draft.",
            len(found),
        )
        st.warning(said, icon=":material/merge:")
    for number, each in enumerate(found):
        st.markdown("\n".join(f"- {markdown(line)}" for line in each.sentences(lang)))
        with st.container(horizontal=True):
            for keep, label in ((True, lang("Leave it as it is now")), (False, lang("Take what the draft says"))):
                key, settle = f"dispute-{number}-{keep}", (desk, each, base.origin.release or 0, keep)
                st.button(label, key=key, on_click=_settle, args=settle)
    return bool(found)


def _settle(desk: Desk, found: Dispute, release: int, keep: bool) -> None:
    desk.change(lambda draft: settled(draft, [found], release, keep=keep))


def reverting(
    desk: Desk, found: Mapping[str, Reverted], names: Mapping[str, str], lang: Language
) -> Mapping[str, Reverted] | None:
    """Say what the files would undo, ask whether they shall, and return what stays as it is; None without an answer."""
    n = sum(each.n for each in found.values())
    st.warning(in_short(found, lang), icon=":material/history:")
    lines = [line for each in found.values() for line in each.sentences(names, NAMED, lang)][:NAMED]
    rest = [lang.more(n - len(lines))] if n > len(lines) else []
    st.markdown("\n".join(f"- {markdown(line)}" for line in [*lines, *rest]))
    offered = [KEEP, TAKE, EACH] if 1 < n <= ONE_BY_ONE else [KEEP, TAKE]
    label = lang("What shall become of these statements?")
    answer = _choose(desk, going_back(found), label, {code: lang(CHOICES[code]) for code in offered})
    if answer == EACH:
        st.markdown(lang("Tick what shall be taken from the files. What is not ticked stays as it is now."))
        for name, each in found.items():
            for question, line in zip(statements(name, each), each.sentences(names, ONE_BY_ONE, lang), strict=True):
                tick(desk, question, TAKE, line)
    return kept(found, desk.draft.answers)


def tick(desk: Desk, question: str, said: str, label: str) -> None:
    """Ask a `question` that a tick answers with what is `said`."""
    key = holding(f"tick-{question}", desk.draft.answers.get(question) == said)
    st.checkbox(
        markdown(label), key=key, on_change=lambda: desk.answer({question: said if st.session_state[key] else ""})
    )


def holding(key: str, value: Any) -> str:
    """Let a field hold what was answered, here or in another window, and return its key.

    What it holds already is not written again, because a field that somebody is in would begin anew.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value
    return key


def _choose(desk: Desk, question: str, label: str, words: Mapping[str, str]) -> str | None:
    """Ask a `question` that has these answers, and return the one that was given."""
    answered = desk.draft.answers.get(question)
    key = holding(f"choice-{question}", answered)
    st.radio(
        label,
        list(words),
        format_func=words.__getitem__,
        index=None,
        key=key,
        on_change=lambda: desk.answer({question: st.session_state[key]}),
    )
    return answered
