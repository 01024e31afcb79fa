"""What an upload would change, beside the work on it: counted, in lines, and what follows for the headline figures."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ek_data.changes.difference_table import effect_table, in_lines
from ek_data.changes.effect import Effect
from ek_data.i18n import N_, Language
from ek_data.text import markdown, xml
from ek_data.ui.components import words
from ek_data.ui.maintain.desk import LARGE_FILES, Desk
from ek_data.ui.maintain.mending import table_as_read
from ek_data.ui.streamlit_internals import DeltaGenerator
from ek_data.updates.plan import Plan
from ek_data.updates.workflow import Preparation

FOOT = "beside-foot"  # stays in view at the foot of the panel
LINES, FIGURES = 3, 3  # so many are shown; all lines stand in the difference, further figures unfold
NAMES = {
    "added": N_("new"),
    "changed": N_("changed"),
    "removed": N_("removed"),
    "unchanged": N_("unchanged"),
    "open": N_("open"),
    "left out": N_("left out"),
}


def columns() -> tuple[DeltaGenerator, DeltaGenerator]:
    """Return the place of the work and the one beside it, which stays in view; on a phone it comes below."""
    work, beside = st.columns([7, 3], gap="large")
    return work, beside.container(key="beside-the-work")


def of_finished(desk: Desk, prepared: Preparation, lang: Language, *, asked: bool) -> None:
    """Show what the rows change that are finished, and offer to go on with them alone, or with the first question."""
    words.heading(lang("What would change"))
    if asked:
        st.markdown(f"[{lang('Go to the first open cell')}](#{table_as_read.anchor(0)})")
    finished = prepared.finished
    if finished is None or desk.size > LARGE_FILES.small:
        st.markdown(lang("This is said here as soon as nothing stands in the way."))
        return
    plan = desk.plan(finished, {})
    _show(plan, prepared, lang)
    st.caption(lang("Computed without the rows that are open."))
    n = _rows(finished)
    label = lang.plural("Only the {n} finished row", "Only the {n} finished rows", n)
    with st.container(key=FOOT):
        st.button(label, key="only-finished", on_click=desk.decide, args=(finished,))


def of_all(plan: Plan, lang: Language) -> None:
    """Show what publishing would change."""
    words.heading(lang("What would change"))
    _show(plan, plan.prepared, lang)


def effect(changed: Mapping[str, Effect], lang: Language) -> None:
    """Show the headline figures that change, before and after."""
    rows = effect_table(changed, lang)
    if rows.empty:
        st.markdown(lang("No headline figure changes."))
        return
    told = rows.map(xml).itertuples(index=False, name=None)
    each = (f"<div><dt>{figure}</dt><dd>{before} → <b>{after}</b></dd></div>" for figure, before, after in told)
    st.html(f"<dl class='follows'>{''.join(each)}</dl>")


def _show(plan: Plan, prepared: Preparation, lang: Language) -> None:
    """Show what a plan changes, which may be made of a part of the rows that are prepared."""
    st.html(_counted(_counts(plan, prepared), lang))
    rows = in_lines(plan.changes, plan.result.names_by_ars, LINES, lang)
    if lines := [*plan.prepared.of_programme(lang), *rows]:
        st.markdown("\n".join(f"- {markdown(line)}" for line in lines))
    words.heading(lang("6. Effect on the headline figures"))
    figures = list(plan.effect.items())
    shown = FIGURES if len(figures) > FIGURES + 1 else len(figures)
    effect(dict(figures[:shown]), lang)
    if more := dict(figures[shown:]):
        with st.expander(lang.plural("{n} further figure", "{n} further figures", len(more))):
            effect(more, lang)


def _counts(plan: Plan, prepared: Preparation) -> dict[str, int]:
    """Return how many rows are new, changed, removed and so on, by the names of these."""
    of_tables = plan.changes.counts.values()
    added, changed, removed = (sum(counts) for counts in zip(*of_tables, strict=True))
    return {
        "added": added,
        "changed": changed,
        "removed": removed,
        "unchanged": plan.unchanged,
        "open": _rows(prepared) - _rows(plan.prepared),
        "left out": sum(len(prepared.left.get(raw.file, ())) for raw in prepared.raws),
    }


def _rows(prepared: Preparation) -> int:
    return sum(len(checked.rows) for checked in prepared.checks.checked)


def _counted(counts: Mapping[str, int], lang: Language) -> str:
    """Return what there is of each kind as a list of big numbers."""
    each = (f"<div><dt>{xml(lang(NAMES[name]))}</dt><dd>{lang.number(n)}</dd></div>" for name, n in counts.items() if n)
    return f"<dl class='counted'>{''.join(each)}</dl>"
