"""Quellen: where the data come from, what contradicts itself or rests on weak ground, every source with its rows."""

import streamlit as st

from ek_data.about import sources
from ek_data.i18n import today
from ek_data.tables.sourcing import READ_AGAIN_AFTER
from ek_data.ui.components import tables, words
from ek_data.ui.context import current

context = current()
lang, whole = context.lang, context.whole

st.markdown(sources.document(lang))
words.heading(lang("What is reported for the programme as a whole"))
words.statements(whole.key_facts, context)

for title, rows, name, without in (
    (
        lang("Rows that rest on one doubtful source alone"),
        whole.result(sources.doubtful, lang),
        "doubtful",
        lang("No row rests on one doubtful source alone."),
    ),
    (
        lang("Rows whose source was last read more than {n} months ago", n=READ_AGAIN_AFTER),
        whole.result(sources.long_unread, today(), lang),
        "unread",
        lang("No row is noted as read so long ago."),
    ),
):
    words.heading(title)
    if rows.empty:
        st.markdown(without)
    else:
        tables.table(rows, lang, name=name, title=title)
st.markdown(whole.result(sources.never_read, lang))

words.heading(lang("All sources with the rows they support"))
tables.table(
    whole.result(sources.register, lang),
    lang,
    name="sources",
    title=lang("All sources with the rows they support"),
)
