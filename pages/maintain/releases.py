"""Datenstände: what was published when, by whom, what it changed, and the way back."""

import streamlit as st

from ek_data.ui import cached, title
from ek_data.ui.components import words
from ek_data.ui.context import current, stop
from ek_data.ui.maintain import release_list

context = current()
lang = context.lang
releases = cached.releases(context.version)

release_list.damages(lang)
if not releases:
    title.finding(lang("The data shown here are not kept in a store, so there are no releases."), context)
    stop()

release_list.done(releases, lang)
release_list.newest(releases, context)
release_list.earlier(releases, context)
release_list.follow(lang)

words.heading(lang("Difference between two releases"))
release_list.compare(releases, context)

words.heading(lang("Downloads"))
release_list.files(releases, context)

words.heading(lang("Restore a release"))
st.markdown(
    lang("Nothing is deleted: the content of an earlier release is published again, as a new release with a note.")
)
release_list.restore(releases, context)
