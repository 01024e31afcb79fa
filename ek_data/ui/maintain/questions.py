"""Questions before a difference can be published: where files contradict each other or undo what others changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from itertools import chain

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import N_, Language
from ek_data.store.publisher import Store
from ek_data.text import markdown
from ek_data.ui import sign_in
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.disputes import Dispute, disputes, settled
from ek_data.updates.plan import Decision, Plan
from ek_data.updates.reversions import Reverted, in_short

KEEP, TAKE, EACH = "keep", "take", "each"
CHOICES = {KEEP: N_("Leave them as they are now"), TAKE: N_("Take what the files say"), EACH: N_("Decide one by one")}
NAMED = 5  # so many statements are named
ONE_BY_ONE = 100  # more are decided together


def contradicting(desk: Desk, plan: Plan, names: Mapping[str, str], lang: Language) -> dict[str, Decision] | None:
    """Say where files for one table contradict each other, ask which prevails, and return what was decided by table.

    None without an answer. Where the file that prevails says nothing, the question is to be asked again.
    """
    decisions, answered = dict(plan.decisions), True
    for name, found in plan.contradictions.items():
        before = decisions.get(name, Decision())
        n, lines = sum(each.n for each in found), [each.sentences(names, NAMED, lang) for each in found]
        said = lang.plural(
            "{n} statement is different in these files.", "{n} statements are different in these files.", n
        )
        st.warning(said, icon=":material/merge:")
        st.markdown("\n".join(f"- {markdown(line)}" for line in lang.some([*chain(*lines)], NAMED)))
        chosen = st.radio(
            lang("Which file prevails where they contradict each other?"),
            list(dict.fromkeys(file for each in found for file in (each.one, each.other))),
            format_func=markdown,
            index=None,
            key="-".join(["prevailing", str(desk.turn), name, *before.prevailing]),
        )
        if chosen is None:
            answered = False
        else:
            decisions[name] = replace(before, prevailing=(*before.prevailing, chosen))
    return decisions if answered else None


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
    desk: Desk, base: Dataset, found: Mapping[str, Reverted], names: Mapping[str, str], lang: Language
) -> Mapping[str, Reverted] | None:
    """Say what the files would undo, ask whether they shall, and return what stays as it is; None without an answer.

    An answer holds for the release `base` it was given for: once somebody else publishes, other rows are meant.
    """
    n = sum(each.n for each in found.values())
    st.warning(in_short(found, lang), icon=":material/history:")
    lines = [line for each in found.values() for line in each.sentences(names, NAMED, lang)][:NAMED]
    rest = [lang.more(n - len(lines))] if n > len(lines) else []
    st.markdown("\n".join(f"- {markdown(line)}" for line in [*lines, *rest]))
    key = f"{desk.turn}-{base.origin.release}"
    answer = st.radio(
        lang("What shall become of these statements?"),
        [KEEP, TAKE, EACH] if 1 < n <= ONE_BY_ONE else [KEEP, TAKE],
        format_func=lambda code: lang(CHOICES[code]),
        index=None,
        key=f"reverting-{key}",
    )
    if answer == EACH:
        st.markdown(lang("Tick what shall be taken from the files. What is not ticked stays as it is now."))
        return {name: _one_by_one(each, names, f"{key}-{name}", lang) for name, each in found.items()}
    return {KEEP: found, TAKE: {}}.get(answer or "")


def _one_by_one(found: Reverted, names: Mapping[str, str], key: str, lang: Language) -> Reverted:
    """Return what of a table stays as it is: all that is not ticked."""
    lines = found.sentences(names, ONE_BY_ONE, lang)
    ticked = [st.checkbox(markdown(line), key=f"take-{key}-{place}") for place, line in enumerate(lines)]
    return found.without([place for place, taken in enumerate(ticked) if taken])
