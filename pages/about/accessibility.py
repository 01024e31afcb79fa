"""Barrierefreiheit: the statement that the law asks for, made from the last test result."""

import streamlit as st

from ek_data.about import accessibility
from ek_data.about.test_results import result
from ek_data.i18n import N_
from ek_data.settings import Operator
from ek_data.text import markdown
from ek_data.ui import components, navigation
from ek_data.ui.page import here

_ = here()._
operator, recorded = Operator.of_environment(), result("accessibility")

st.markdown(markdown(accessibility.introduction(operator, _)))

components.heading(_(N_("Compliance status")))
st.markdown(markdown(_(accessibility.PARTIALLY)))

components.heading(_(N_("Contents that are not accessible")))
st.markdown(_(N_("These parts are not fully accessible:")))
st.markdown("\n".join(f"- {markdown(each)}" for each in accessibility.exceptions(recorded, _)))

components.heading(_(N_("Preparation of this statement")))
st.markdown(markdown(accessibility.method(recorded, _)))
title = _(N_("Result of the test by page"))
components.heading(title, 3)
components.table(accessibility.pages(recorded, navigation.titles(_), _), _, name="accessibility", title=title)

components.heading(_(N_("Feedback and contact")))
st.markdown(markdown(accessibility.feedback(operator, _)))

components.heading(_(N_("Enforcement procedure")))
st.markdown(markdown(_(accessibility.ENFORCEMENT)))
st.markdown("  \n".join(markdown(line) for line in accessibility.BODY))
