"""Quellen: where the data come from, what contradicts itself or rests on weak ground, every source with its rows."""

import pandas as pd
import streamlit as st

from ek_data.about import sources
from ek_data.i18n import today
from ek_data.tables.sourcing import READ_AGAIN_AFTER
from ek_data.ui import components
from ek_data.ui.context import current

context = current()
lang, whole = context.lang, context.whole


def listed(title: str, rows: pd.DataFrame, name: str, *, empty: str = "") -> None:
    """Show rows under a heading; where there are none, `empty` says so."""
    components.heading(title)
    if empty and rows.empty:
        st.markdown(empty)
    else:
        components.table(rows, lang, name=name, title=title)


st.markdown(sources.document(lang))
components.heading(lang("What is reported for the programme as a whole"))
components.statements(whole.key_facts, context)
listed(
    lang("Rows that rest on one doubtful source alone"),
    whole.result(sources.doubtful, lang),
    "doubtful",
    empty=lang("No row rests on one doubtful source alone."),
)
listed(
    lang("Rows whose source was last read more than {n} months ago", n=READ_AGAIN_AFTER),
    whole.result(sources.long_unread, today(), lang),
    "unread",
    empty=lang("No row is noted as read so long ago."),
)
st.markdown(whole.result(sources.never_read, lang))
listed(lang("All sources with the rows they support"), whole.result(sources.register, lang), "sources")
