"""Programm: what the programme calls and counts, list by list, changed as rows are."""

import streamlit as st

from ek_data.programme.amending import GROWING
from ek_data.ui import access, sign_in
from ek_data.ui.context import current
from ek_data.ui.editing import drawer, option_tables

context = current()
lang = context.lang

st.markdown(
    lang(
        "A changed word is changed everywhere, in all releases; rows keep their code. "
        "Changes go into the draft and are published from there."
    )
)
name = option_tables.choose(lang)
if name in GROWING:
    drawer.new_option(name, context)
option_tables.show(name, context)
if not access.may_edit():
    sign_in.lock(lang)
