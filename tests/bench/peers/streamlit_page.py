# /// script
# requires-python = ">=3.11"
# dependencies = ["streamlit==1.67.*", "plotly==7.*"]
# ///
"""A page of Streamlit with three Plotly charts and nothing else: ``streamlit run streamlit_page.py``."""

import streamlit as st
from figures import figures, headline

st.title(headline())
for chart in figures():
    st.plotly_chart(chart)
