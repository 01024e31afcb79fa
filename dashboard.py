"""The frame around every page: menu, language, data, filters. The page itself runs at the end."""

import streamlit as st

from ek_data.i18n import GERMAN
from ek_data.programme.current import current
from ek_data.ui.frame import page
from ek_data.web import tuning

with tuning.SCRIPTS.turn():
    st.set_page_config(page_title=GERMAN.of(current().programme.title), page_icon=page.ICON, layout="wide")
    page.run()
