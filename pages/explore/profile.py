"""Steckbrief: one municipality on one page."""

import streamlit as st

from ek_data import illustrations, profile
from ek_data.i18n import N_
from ek_data.tables import EVENTS, MEASURES
from ek_data.text import markdown
from ek_data.ui import cached, maps, peers, printing, show
from ek_data.ui.page import here
from ek_data.ui.profile import choose

page = here()
_, data = page._, page.whole

ars = choose(page)
if ars is None:
    st.info(_(N_("No municipality is in the data yet. It appears here as soon as the table “Kommunen” has a row.")))
    st.stop()

name = profile.municipality(data, ars)["name"]
printing.sheet(page, ars)
show.heading(name)
facts, place = st.columns([3, 2], gap="large")
with facts:
    show.table(data.result(profile.facts, ars, _), _, name="facts", title=name)
    for reservation in data.result(profile.reservations, ars, _):
        st.markdown(f":material/info: {markdown(reservation)}")
    show.neighbours(data.result(profile.neighbours, ars, cached.areas()), page)
with place:
    maps.one(page, ars)

show.heading(_(N_("Measures")))
show.rows(
    data.result(profile.measures_of, ars),
    MEASURES,
    page,
    columns=("title", "category", "status", "status_on", "started_on"),
    name="profile_measures",
    empty=_(
        N_("No measure of this municipality is known. It appears here as soon as the table “Maßnahmen” has a row.")
    ),
)
with st.container(key=f"{printing.SCREEN_ONLY}-peers"):
    peers.for_one(page, ars)

show.heading(_(N_("Events")))
show.rows(
    data.result(profile.events_of, ars),
    EVENTS,
    page,
    name="profile_events",
    empty=_(
        N_("No event of this municipality is known. It appears here as soon as it hosts one or a source names it.")
    ),
)
standing = data.result(illustrations.standing, _, ars)
if standing is None:
    show.heading(_(N_("In comparison")))
    st.markdown(_(N_("There is no other participant of this kind to compare with.")))
else:
    show.picture(standing, page)
