"""Datenbeschreibung: what each column of the five tables means."""

import streamlit as st

from ek_data.tables import TABLES, dictionary
from ek_data.text import markdown
from ek_data.ui.components import tables, words
from ek_data.ui.context import current

lang = current().lang

st.markdown(
    lang(
        "The data are five tables. This page says what is in them and what is allowed; it is made from the same "
        "declaration as the checks."
    )
)
for table in TABLES:
    words.heading(lang.of(table.label))
    st.markdown(markdown(lang.of(table.description)))
    key = lang.listing(lang.of(table[name].label) for name in table.key)
    st.markdown(lang("File: {file} · key: {key}", file=f"`{table.file}`", key=markdown(key)))
    tables.table(dictionary.columns(table, lang), lang, name=table.name, title=lang.of(table.label))
    if table.rules:
        st.markdown(lang("Also reported:"))
        st.markdown("\n".join(f"- {markdown(sentence)}" for sentence in dictionary.rules(table, lang)))
