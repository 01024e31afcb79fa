"""Datenschutz: what is stored, where, how long, and who gets it, made from how the server is set up."""

import streamlit as st

from ek_data.about import privacy
from ek_data.about.test_results import result
from ek_data.text import markdown
from ek_data.ui.components import words
from ek_data.ui.context import current
from ek_data.ui.privacy_facts import setup

lang = current().lang

st.caption(lang("This notice is made from how this server is set up, and follows article 13 GDPR."))
for title, paragraphs in privacy.notice(setup(), result("requests"), lang):
    words.heading(title)
    st.markdown("\n".join(f"- {markdown(paragraph)}" for paragraph in paragraphs))
