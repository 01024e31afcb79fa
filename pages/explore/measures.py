"""Maßnahmen: who does what, since when."""

import streamlit as st

from ek_data.analysis import measures as in_short
from ek_data.charts import build
from ek_data.figures import headline
from ek_data.i18n import N_
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import title
from ek_data.ui.components import pictures, tables
from ek_data.ui.context import current, stop
from ek_data.ui.explore import measures

context = current()
lang, data = context.lang, context.data

if title.nothing_left("measures", context):
    stop()
if not len(data.measures):
    title.of(data.result(build.measures_by_status, lang), context)
    stop()
measures.take()
matrix = measures.matrix(context)
if matrix.empty and not context.whole.result(build.progress_matrix, slice(0, 1), lang).empty:
    title.nothing_fits(N_("No measure of the programme with a named municipality fits these filters."), context)
else:
    counted = data.result(in_short.reported, lang)
    title.finding(matrix.finding, context, counted="" if matrix.empty else counted, notes=matrix.notes)

measures.strip(context)
match measures.tabs(context):
    case measures.MATRIX:
        measures.who_does_what(matrix, context)
    case measures.TIME:
        pictures.paged(
            data.result(build.timeline_length, lang),
            "timeline",
            lambda data, rows: data.result(build.measure_timeline, rows, lang),
            context,
        )
    case measures.ROWS:
        st.markdown(markdown(data.result(headline.measures_sentence, lang)))
        tables.found_rows(data.measures, MEASURES, context, name="all_measures", empty=lang("Nothing fits the search."))
