"""Handbuch: how to do what, step by step, with pictures; the same text as in ``docs/handbuch.md``."""

import streamlit as st

from ek_data.about import handbook
from ek_data.ui.about import contents
from ek_data.ui.about.contents import Entry
from ek_data.ui.components import words
from ek_data.ui.context import current

PICTURE = 640  # pixels across; a click shows it as large as the window

lang = current().lang

st.caption(lang("Each task is a way in a few steps.") if lang.code == "de" else lang("The handbook is in German."))
entries = [Entry(heading.title, heading.anchor, heading.level > 2) for heading in handbook.headings()]
with contents.beside(entries, lang), st.container(key="german"):
    for part in handbook.parts():
        if isinstance(part, handbook.Screenshot):
            with st.container(width=PICTURE):
                st.image(part.file, alt=part.alt, width="stretch")  # not made smaller first, so that it can be enlarged
        elif isinstance(part, handbook.Heading):
            words.heading(part.title, part.level, part.anchor)
        else:
            st.markdown(part)
