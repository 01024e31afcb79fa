"""Handbuch: how to do what, step by step, with pictures; the same text as in ``docs/handbuch.md``."""

import streamlit as st

from ek_data.about import handbook
from ek_data.ui.context import current

lang = current().lang

if lang.code != "de":
    st.markdown(lang("The handbook is in German."))
with st.container(key="german"):
    for part in handbook.parts():
        if isinstance(part, handbook.Screenshot):
            st.image(part.file, alt=part.alt)
        else:
            st.markdown(part)
