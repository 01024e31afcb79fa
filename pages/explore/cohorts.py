"""Staffelvergleich: how the cohorts stand at the same time in the programme."""

import streamlit as st

from ek_data.analysis import cohort_words
from ek_data.charts import build
from ek_data.dataset.filters import FILTERS
from ek_data.ui import title
from ek_data.ui.context import current, stop
from ek_data.ui.explore import cohorts
from ek_data.ui.explore.cohort_choice import choose
from ek_data.ui.navigation import CATEGORY

context = current()
lang, data = context.lang, context.data

if title.nothing_left("participants", context):
    stop()
above = st.container()
[categories] = [context.selection.values(filter_) for filter_ in FILTERS if filter_.name == CATEGORY]
category = categories[0] if len(categories) == 1 else None
how = choose(category, context)
curve = data.result(build.adoption_curve, category, lang, how)
with above:
    title.of(curve, context, data.result(cohort_words.caution, lang, how))
cohorts.progress(curve, how, context)

left, right = st.columns([2, 1], gap="large")
with left:
    cohorts.categories(how, context)
with right:
    cohorts.beside(how, context)
