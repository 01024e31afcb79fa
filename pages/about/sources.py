"""Quellen: where the data come from, what contradicts itself, and every source with the rows it supports."""

import streamlit as st

from ek_data.about import sources
from ek_data.ui import components
from ek_data.ui.context import current

context = current()
lang = context.lang

st.markdown(sources.document(lang))
components.heading(lang("What is reported for the programme as a whole"))
components.statements(context.whole.key_facts, context)
components.heading(lang("All sources with the rows they support"))
components.table(
    context.whole.result(sources.register, lang),
    lang,
    name="sources",
    title=lang("All sources with the rows they support"),
)
