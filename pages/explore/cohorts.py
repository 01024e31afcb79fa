"""Staffelvergleich: how the cohorts stand at the same time in the programme."""

import streamlit as st

from ek_data.analysis import comparison
from ek_data.charts import build
from ek_data.dataset.filters import FILTERS
from ek_data.text import markdown
from ek_data.ui import title
from ek_data.ui.components import pictures
from ek_data.ui.context import current, stop
from ek_data.ui.explore.comparison import choose
from ek_data.ui.navigation import CATEGORY

context = current()
lang, data = context.lang, context.data

if title.nothing_left("participants", context):
    stop()
above = st.container()
how = choose(context)
[categories] = [context.selection.values(filter_) for filter_ in FILTERS if filter_.name == CATEGORY]
category = categories[0] if len(categories) == 1 else None
curve = data.result(build.adoption_curve, category, lang, how)
with above:
    title.of(curve, context, data.result(comparison.caution, lang, how))
    if otherwise := data.result(comparison.otherwise, lang, category, how):
        st.markdown(markdown(otherwise))
pictures.body(curve, context)

pictures.paged(
    data.result(build.number_compared, how.start),
    "first",
    lambda data, rows: data.result(build.first_implemented, lang, rows, how.start),
    context,
)

left, right = st.columns(2, gap="large")
with left:
    pictures.made(lambda data: data.result(build.measures_per_municipality, lang), context)
with right:
    pictures.made(lambda data: data.result(build.conference_attendance, lang), context)

pictures.made(lambda data: data.result(build.adoption_matrix, lang), context)
