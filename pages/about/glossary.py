"""Glossar: the terms of the programme and of this dashboard."""

from itertools import groupby

import streamlit as st

from ek_data.about import glossary
from ek_data.text import xml
from ek_data.ui import navigation
from ek_data.ui.about import contents
from ek_data.ui.about.contents import Entry
from ek_data.ui.context import current

lang = current().lang

terms = glossary.explained(lang)
st.caption(
    lang("{n} terms of the programme and of this dashboard, each in a sentence or two.", n=lang.number(len(terms)))
)
wanted = contents.search(lang("Search in terms and meanings"), "glossary_search")
found = [term for term in terms if term.holds(wanted)]
letters = {letter: list(below) for letter, below in groupby(found, lambda term: term.letter)}
if not found:
    st.markdown(lang("No term and no meaning holds that."))
entries = [
    Entry(f"{letter}: {lang.listing(term.name for term in below)}", below[0].anchor)
    for letter, below in letters.items()
]
with contents.beside(entries, lang):
    st.html(
        "<dl class='terms'>"
        + "".join(
            f"<div id='{term.anchor}'><dt>{xml(term.name)}</dt><dd>"
            + "".join(f"<a href='#{anchor}'>{xml(text)}</a>" if anchor else xml(text) for text, anchor in term.meaning)
            + "</dd></div>"
            for term in found
        )
        + "</dl>"
    )
    st.page_link(navigation.page("datenbeschreibung"), label=lang("What each column of the tables means"))
