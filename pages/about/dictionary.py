"""Datenbeschreibung: what each column of the five tables means."""

import streamlit as st

from ek_data.tables import TABLES, dictionary
from ek_data.text import markdown
from ek_data.ui import navigation
from ek_data.ui.about import contents
from ek_data.ui.about.contents import Entry
from ek_data.ui.components import tables, words
from ek_data.ui.context import current

lang = current().lang

st.caption(
    lang(
        "{columns} columns of {tables} tables: what is in them and what is allowed, from the same declaration as the "
        "checks.",
        columns=lang.number(sum(len(table.columns) for table in TABLES)),
        tables=lang.number(len(TABLES)),
    )
)
wanted = contents.search(lang("Search in columns and meanings"), "dictionary_search").casefold()
shown = {}
for table in TABLES:
    rows = dictionary.compact(table, lang)
    if wanted:
        rows = rows[rows.agg(" ".join, axis="columns").str.casefold().str.contains(wanted, regex=False)]
    shown[table.name] = rows
if not any(map(len, shown.values())):
    st.markdown(lang("No column and no meaning holds that."))
entries = [
    Entry(f"{lang.of(table.label)} ({lang.number(len(shown[table.name]))})", table.name)
    for table in TABLES
    if len(shown[table.name])
]
with contents.beside(entries, lang):
    for table in TABLES:
        if not len(shown[table.name]):
            continue
        words.heading(lang.of(table.label), anchor=table.name)
        key = lang.listing(lang.of(table[name].label) for name in table.key)
        file = lang("File: {file} · key: {key}", file=f"`{table.file}`", key=markdown(key))
        st.markdown(f"{markdown(lang.of(table.description))}  \n{file}")
        tables.plain_table(shown[table.name].map(markdown), lang.of(table.label))
        if table.rules and not wanted:
            with st.expander(lang("Also reported")):
                st.markdown("\n".join(f"- {markdown(sentence)}" for sentence in dictionary.rules(table, lang)))
    st.page_link(navigation.page("glossar"), label=lang("What the terms mean."))
