"""Datenstände: what was published when, by whom, what it changed, and the way back."""

import streamlit as st

from ek_data.i18n import N_
from ek_data.ui import cached, components
from ek_data.ui.maintain import history
from ek_data.ui.page import here

page = here()
_ = page._
releases = cached.releases(page.version)

history.done(_)
history.damages(_)
if not releases:
    st.info(_(N_("The data shown here are not kept in a store, so there are no releases.")), icon=":material/info:")
    st.stop()

components.heading(_(N_("History")))
history.listing(releases, page)

components.heading(_(N_("Difference between two releases")))
history.compare(releases, page)

components.heading(_(N_("Downloads")))
history.files(releases, page)

components.heading(_(N_("Restore a release")))
st.markdown(
    _(N_("Nothing is deleted: the content of an earlier release is published again, as a new release with a note."))
)
history.restore(releases, page)
