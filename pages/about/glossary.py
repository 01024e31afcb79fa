"""Glossar: the terms of the programme and of this dashboard."""

import streamlit as st

from ek_data.about import glossary
from ek_data.i18n import N_
from ek_data.text import markdown
from ek_data.ui import components, navigation
from ek_data.ui.page import here

_ = here()._

st.markdown(_(N_("What the terms of the programme and of this dashboard mean.")))
components.plain_table(glossary.table(_).map(markdown), _(N_("Glossary")))
st.page_link(navigation.page("datenbeschreibung"), label=_(N_("What each column of the tables means")))
