"""Datenstände: what was published when, by whom, what it changed, and the way back."""

import streamlit as st

from ek_data.ui import cached, title
from ek_data.ui.components import words
from ek_data.ui.context import current, stop
from ek_data.ui.maintain import history

context = current()
lang = context.lang
releases = cached.releases(context.version)

history.done(lang)
history.damages(lang)
if not releases:
    title.finding(lang("The data shown here are not kept in a store, so there are no releases."), context)
    stop()

history.newest(releases, context)
history.earlier(releases, context)
history.follow(lang)

words.heading(lang("Difference between two releases"))
history.compare(releases, context)

words.heading(lang("Downloads"))
history.files(releases, context)

words.heading(lang("Restore a release"))
st.markdown(
    lang("Nothing is deleted: the content of an earlier release is published again, as a new release with a note.")
)
history.restore(releases, context)
