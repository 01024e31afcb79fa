"""Datenbeschreibung: what each column of the five tables means."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.tables import TABLES, dictionary
from ek_data.text import markdown
from ek_data.ui import components
from ek_data.ui.page import here

_ = here()._

st.markdown(
    _(
        N_(
            "The data are five tables. This page says what is in them and what is allowed; it is made from the same "
            "declaration as the checks."
        )
    )
)
for table in TABLES:
    components.heading(_.of(table.label))
    st.markdown(markdown(_.of(table.description)))
    key = _.listing(_.of(table[name].label) for name in table.key)
    st.markdown(_(N_("File: {file} · key: {key}"), file=f"`{table.file}`", key=markdown(key)))
    components.table(dictionary.columns(table, _), _, name=table.name, title=_.of(table.label))
    if table.rules:
        st.markdown(_(N_("Also reported:")))
        st.markdown("\n".join(f"- {markdown(sentence)}" for sentence in dictionary.rules(table, _)))
