"""Glossar: the terms of the programme and of this dashboard."""

import streamlit as st

from ek_data.about import glossary
from ek_data.text import markdown
from ek_data.ui import navigation
from ek_data.ui.components import tables
from ek_data.ui.context import current

lang = current().lang

st.markdown(lang("What the terms of the programme and of this dashboard mean."))
tables.plain_table(glossary.table(lang).map(markdown), lang("Glossary"))
st.page_link(navigation.page("datenbeschreibung"), label=lang("What each column of the tables means"))
