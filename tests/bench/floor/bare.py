"""The floor: as little as a dashboard can be. One metric, one bar chart, one table of 14 rows."""

import streamlit as st

ROWS = [{"Kommune": f"Kommune {n}", "Maßnahmen": n * 7 % 12} for n in range(1, 15)]
st.multiselect("Staffel", [2024, 2025], key="staffel")
st.metric("Kommunen", len(ROWS))
st.bar_chart(ROWS, x="Kommune", y="Maßnahmen")
st.table(ROWS)
