"""Daten aktualisieren: an upload as a reviewed change, step by step."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.ui import access, cached, components, sign_in
from ek_data.ui.maintain import difference, files, findings, publishing
from ek_data.ui.maintain.desk import desk
from ek_data.ui.page import here
from ek_data.updates.workflow import NO_CHANGE

page = here()
_ = page._
upload = desk()
base = cached.dataset(page.version, None)

if not access.may_edit():
    sign_in.lock(_)
    files.templates(base, _)
    st.stop()
if upload.published:
    publishing.success(upload.published, _)

st.markdown(
    _(
        N_(
            "Step by step: drop files, have them checked, look at what would change, publish. Nothing changes before "
            "the last step, and every earlier release can be restored."
        )
    )
)
components.heading(_(N_("1. Files")))
files.drop(upload, _)
if not upload.files:
    files.templates(base, _)
    st.stop()
with st.expander(_(N_("Templates")), icon=":material/download:"):
    files.templates(base, _)
store = access.require_editor()
prepared = upload.preparation(base, store.objects, _)

findings.alert(prepared, _)

components.heading(_(N_("2. Tables and columns")))
files.recognise(upload, prepared, _)

components.heading(_(N_("3. Check")))
findings.summary(prepared, _)
findings.suggestions(upload, prepared, _)
findings.namesakes(upload, prepared, _)
findings.table(upload, prepared, _)
findings.downloads(prepared, _)
if prepared.blocked:
    st.info(_(N_("As soon as no error is left, it goes on here. Correct the files and drop them again.")))
    st.stop()

if upload.overtaken:
    publishing.overtaken(base, _)
names = base.names_by_ars
components.heading(_(N_("4. Rows that are missing in the file")))
plan = upload.plan(prepared, publishing.decide(upload, prepared, names, _))
names = plan.result.names_by_ars

components.heading(_(N_("5. Difference from the newest release")))
answer: str | None = publishing.TAKE
if found := upload.reverted(plan, store):
    answer = publishing.reverting(upload, base, found, names, _)
    plan = upload.answered(plan, found, keep=answer == publishing.KEEP) if answer else plan
difference.sentences(plan.changes, _)
if plan.changes.empty:
    st.info(_(NO_CHANGE))
    st.stop()
difference.table(plan.changes, names, _, key="upload")
publishing.reminders(plan, names, _)

components.heading(_(N_("6. Effect on the headline figures")))
publishing.effect(plan.effect, _)

components.heading(_(N_("7. Publish")))
publishing.form(upload, plan, _, undecided=answer is None)
