"""Quellen: how solid the data are, which sources to look at first, and every source with the rows it supports."""

import streamlit as st

from ek_data.about import sources
from ek_data.i18n import today
from ek_data.tables.shared_columns import READ_AGAIN_AFTER
from ek_data.ui import cached, title
from ek_data.ui.about import contents
from ek_data.ui.components import change_links, tables, words
from ek_data.ui.context import current

context = current()
lang, whole = context.lang, context.whole

hosts = whole.result(sources.hosts, today())
before, *chapters = sources.document(cached.folder(), lang)
title.finding(
    sources.finding(whole, hosts, lang),
    context,
    counted=lang("Rows of all tables, {n} hosts", n=lang.number(len(hosts))),
)
with st.container(key="numbers"):
    tables.table(whole.result(sources.solidity, lang), lang, name="solidity", title=lang("How solid the rows are"))
st.caption(whole.result(sources.never_read, lang))

for name, label, rows, without in (
    (
        "doubtful",
        lang("Rows that rest on one doubtful source alone"),
        whole.result(sources.doubtful, lang),
        lang("No row rests on one doubtful source alone."),
    ),
    (
        "unread",
        lang("Rows whose source was last read more than {n} months ago", n=READ_AGAIN_AFTER),
        whole.result(sources.long_unread, today(), lang),
        lang("No source is noted as last read more than {n} months ago.", n=READ_AGAIN_AFTER),
    ),
):
    if rows.empty:
        st.markdown(without)
        continue
    with st.expander(f"{label}: {lang.number(len(rows))}"):
        tables.table(rows, lang, name=name, title=label, may_change=change_links.may_change(context))

words.heading(lang("All sources with the rows they support"))
contents.listing(hosts, lang)
tables.downloads(sources.listed(whole, lang), "quellen", lang("Sources"), context)

words.heading(lang("What is to be known about these data"))
st.markdown(before.text)
with st.expander(lang("What is reported for the programme as a whole")):
    words.statements(whole.key_facts, context)
for chapter in chapters:
    with st.expander(chapter.title):
        st.markdown(chapter.text)
