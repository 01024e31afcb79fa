"""Changes since the last release, on pages that show the data."""

from __future__ import annotations

import streamlit as st

from ek_data.changes import summary
from ek_data.errors import Fault
from ek_data.text import markdown
from ek_data.ui import cached, navigation
from ek_data.ui.components import words
from ek_data.ui.context import Context


def since_last(context: Context) -> None:
    """Say what the release that is shown changed from the one before; nothing where there is no earlier one.

    Without names nothing is said either, because notes of a release name municipalities.
    """
    lang = context.lang
    if context.anonymous:
        return
    pair = summary.before(cached.releases(context.version), context.release)
    if pair is None:
        return
    older, newer = pair
    words.heading(lang("Since the last release"))
    try:
        changes = cached.changes(context.version, older.number, newer.number)
    except Fault as fault:
        st.markdown(markdown(fault.sentence(lang)))
        return
    st.markdown("\n".join(f"- {markdown(line)}" for line in summary.sentences(changes, older, newer, lang)))
    st.page_link(
        navigation.page("neues"), label=lang("Since the last meeting"), query_params={"seit": str(older.number)}
    )
    st.page_link(navigation.page("datenstaende"), label=lang("All releases"))
