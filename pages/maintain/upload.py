"""Daten aktualisieren: an upload as a reviewed change, step by step."""

import streamlit as st

from ek_data.ui import access, cached, sign_in
from ek_data.ui.components import words
from ek_data.ui.context import current, stop
from ek_data.ui.editing import drawer
from ek_data.ui.maintain import (
    completeness,
    difference,
    drafts,
    effect_panel,
    files,
    findings,
    missing_rows,
    publishing,
    questions,
    steps,
)
from ek_data.ui.maintain.desk import desk
from ek_data.ui.maintain.mending import cells

context = current()
lang = context.lang
upload = desk()
base = cached.dataset(context.version, None)

head = st.container()

if not access.may_edit():
    steps.at_first_sight(head, lang("The data can be changed by those only who may"), 0, context)
    sign_in.lock(lang)
    files.templates(base, lang)
    stop()
if not drafts.take_up(lang):
    stop()
with st.container():  # which keeps what follows in its place, however much stands here
    if upload.published:
        publishing.success(upload.published, lang)
    drafts.elsewhere(upload, base, lang)
    drafts.gone(upload, base, lang)
    drafts.listed(upload, base, lang)
    drafts.of_others(base, lang)
words.heading(lang("1. Files"))
with st.container():  # likewise
    files.drop(upload, base, lang)
folded = bool(upload.draft.files or upload.draft.edits)
with st.expander(lang("Change rows here, and templates")) if folded else st.container():
    drawer.choose(base, lang)
    if folded:
        files.templates(base, lang)
if not upload.draft.is_readable:
    done = lang("Release {number} is published", number=upload.published.number) if upload.published else ""
    said = done or lang("No file yet: drop one, change a row here, or begin with a template")
    steps.at_first_sight(head, said, 1, context)
    files.templates(base, lang)
    stop()
if upload.draft.waiting:
    steps.at_first_sight(head, lang("A file has the name of an earlier one"), 1, context)
    files.same_names(upload, lang)
    stop()
store = access.require_editor()
with st.container():  # likewise: a field that moves begins anew, without what is being typed in it
    prepared = upload.preparation(base, store.objects, lang)

with prepared.reviewed():
    work, effect = effect_panel.columns()
    with work:
        if upload.draft.files:
            words.heading(lang("2. Tables and columns"))
            completeness.answers(prepared, lang)
            files.recognise(upload, prepared, lang)

        words.heading(lang("3. Check"), anchor=steps.ANCHORS[3])
        with st.container():
            findings.summary(prepared, lang)
            findings.suggestions(upload, prepared, lang)
        asked = cells.ask(upload, prepared, lang)
        cells.answered(upload, prepared, lang)
        findings.aside(upload, prepared, lang)
        findings.namesakes(upload, prepared, lang)
        findings.table(upload, prepared, lang, folded=asked)
        findings.downloads(prepared, lang)
        if prepared.blocked:
            steps.at_first_sight(head, findings.so_far(prepared, lang), 3, context)
            st.info(
                lang(
                    "As soon as no cell is open, it goes on here. "
                    "Answer above, or correct the files and drop them again."
                )
            )
            with effect:
                effect_panel.of_finished(upload, prepared, lang, asked=asked)
            stop()

        if upload.draft.older_than(base.origin.release or 0):
            publishing.overtaken(base, lang)
        names = base.names_by_ars
        if upload.draft.files:
            words.heading(lang("4. Missing rows"))
        plan = upload.plan(prepared, missing_rows.decide(upload, prepared, store, names, lang))
        names = plan.result.names_by_ars

        words.heading(lang("5. Difference from the newest release"), anchor=steps.ANCHORS[5])
        undecided = questions.disputing(upload, base, store, lang)
        while plan.contradictions and not undecided:
            decisions = questions.contradicting(upload, plan, names, lang)
            undecided = decisions is None
            plan = upload.plan(prepared, decisions) if decisions else plan
        found = {} if undecided else upload.reverted(plan, store, sign_in.known_name())
        if found:
            kept = questions.reverting(upload, found, names, lang)
            undecided = kept is None
            plan = upload.answered(plan, kept) if kept is not None else plan
        with effect, st.container():  # likewise
            effect_panel.of_all(plan, lang)
        if plan.empty:
            steps.at_first_sight(head, lang("The files change nothing"), 5, context)
            st.info(publishing.nothing_to_publish(plan, lang))
            stop()
        steps.at_first_sight(
            head,
            lang("A question is open before these changes can be published")
            if undecided
            else lang("These changes are ready to be looked at and published"),
            5 if undecided else 7,
            context,
        )
        difference.sentences(plan.sentences(lang), lang)
        difference.table(plan.changes, names, lang, key="upload")
        publishing.reminders(plan, upload.overwritten(plan, store), names, lang)
    with effect, st.container(key=effect_panel.FOOT):
        words.heading(lang("7. Publish"), anchor=steps.ANCHORS[7])
        publishing.form(upload, plan, lang, undecided=undecided)
