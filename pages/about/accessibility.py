"""Barrierefreiheit: the statement that the law asks for, made from the last test result."""

import streamlit as st

from ek_data.about import accessibility
from ek_data.about.test_results import result
from ek_data.settings import Operator
from ek_data.text import markdown
from ek_data.ui import navigation
from ek_data.ui.components import tables, words
from ek_data.ui.context import current

lang = current().lang
operator, recorded = Operator.of_environment(), result("accessibility")

st.markdown(markdown(accessibility.introduction(operator, lang)))

words.heading(lang("Compliance status"))
st.markdown(markdown(lang(accessibility.PARTIALLY)))

words.heading(lang("Contents that are not accessible"))
st.markdown(lang("These parts are not fully accessible:"))
st.markdown("\n".join(f"- {markdown(each)}" for each in accessibility.exceptions(recorded, lang)))

words.heading(lang("Preparation of this statement"))
st.markdown(markdown(accessibility.method(recorded, lang)))
title = lang("Result of the test by page")
with st.expander(title):
    tables.table(accessibility.pages(recorded, navigation.titles(lang), lang), lang, name="accessibility", title=title)

words.heading(lang("Feedback and contact"))
st.markdown(markdown(accessibility.feedback(operator, lang)))

words.heading(lang("Enforcement procedure"))
why, body = accessibility.enforcement(lang)
st.markdown(markdown(why))
st.markdown("  \n".join(markdown(line) for line in body))
