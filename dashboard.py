"""The frame around every page: language, data, filters, navigation. The page itself runs at the end."""

import streamlit as st

from ek_data.ui import frame, language
from ek_data.web import tuning

with tuning.SCRIPTS.turn():
    st.set_page_config(page_title="Engagierte Kommunen", page_icon=frame.ICON, layout="wide")

    below_menu = st.sidebar.container()
    with st.sidebar:
        lang = language.switch()
    frame.run(below_menu, lang)
