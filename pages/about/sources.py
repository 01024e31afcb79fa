"""Quellen: where the data come from, what contradicts itself, and every source with the rows it supports."""

import streamlit as st

from ek_data.about import sources
from ek_data.i18n import N_
from ek_data.ui import components
from ek_data.ui.page import here

page = here()
_ = page._

st.markdown(sources.document(_))
components.heading(_(N_("What is reported for the programme as a whole")))
components.statements(page.whole.key_facts, page)
components.heading(_(N_("All sources with the rows they support")))
components.table(
    page.whole.result(sources.register, _), _, name="sources", title=_(N_("All sources with the rows they support"))
)
