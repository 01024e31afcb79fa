"""Maps on a page: the large one with its list, and small ones, where a click opens the profile."""

from __future__ import annotations

import streamlit as st

from ek_data.analysis import profile
from ek_data.charts import build
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.maps import indicators, listed, svg
from ek_data.text import markdown
from ek_data.ui import cached, link
from ek_data.ui.components import pictures, words
from ek_data.ui.context import Context
from ek_data.ui.explore.map_component import show_map, show_with_list
from ek_data.ui.explore.profile import KEY, open_profile

CHOSEN, FROM_LINK = "map_chosen", "map_from_link"


def draw(picture: Picture, context: Context, *, height: int, key: str) -> None:
    """Show a map and what lies behind it; a click opens the profile."""
    drawn = picture.map
    if drawn is None:
        return
    clicked = show_map(drawn, lang=context.lang, key=key, height=height)
    _belongings(picture, context)
    if clicked:
        open_profile(clicked, context)


def _belongings(picture: Picture, context: Context) -> None:
    """Say who is not on the map, and show what lies behind it."""
    lang, drawn = context.lang, picture.map
    if drawn is None:
        return
    if drawn.without_boundary and not context.anonymous:
        names = lang.listing(drawn.without_boundary[:5])
        said = lang.plural(
            "{n} municipality has no boundary: {names}",
            "{n} municipalities have no boundary, among them {names}",
            len(drawn.without_boundary),
            names=names,
        )
        st.caption(markdown(said))
    image = None if context.anonymous else lambda: svg.svg(drawn, picture.title, picture.finding)
    pictures.behind(picture, context, image=image)


def small(context: Context) -> None:
    """Show on a small map how many measures each cohort has implemented where, unless names are hidden."""
    if context.anonymous:
        words.heading(context.lang("Who takes part"))
        st.markdown(context.lang("The map is hidden while no names are shown: a place is as good as a name."))
        return
    draw(behind(indicators.IN_SHORT, context), context, height=594, key="map_small")


def large(context: Context, indicator: str, beyond: bool) -> None:
    """Show the participants on a large map with the list beside it; a click opens a card, which leads to the profile.

    Where no names are shown there is the list alone.
    """
    lang, picture = context.lang, behind(indicator, context, beyond)
    if context.anonymous:
        st.caption(lang("The map is hidden while no names are shown: a place is as good as a name."))
    drawn = None if context.anonymous else picture.map
    told = context.data.result(listed.listing, indicator, lang, beyond)
    _follow_link()
    chosen, opened = show_with_list(
        drawn, told, lang, key="map_large", height=594, start=st.session_state.get(FROM_LINK)
    )
    if chosen is not None:
        st.session_state[CHOSEN] = chosen
    link.say(KEY, list(filter(None, [st.session_state.get(CHOSEN)])))
    _belongings(picture, context)
    if opened:
        open_profile(opened, context)


def _follow_link() -> None:
    """Let the link decide who is chosen; its choices are numbered, because the reader may have chosen another since."""
    asked = link.asked(KEY)
    if asked is None:
        return
    ars = "".join(asked[-1:])
    if ars != st.session_state.get(CHOSEN, ""):
        number = st.session_state.get(FROM_LINK, ("", 0))[1] + 1
        st.session_state[CHOSEN], st.session_state[FROM_LINK] = ars, (ars, number)


def behind(indicator: str, context: Context, beyond: bool = False) -> Picture:
    """Return the map of the participants by an indicator, with its finding and rows."""
    return _picture(context.data, indicator, context, beyond)


def _picture(data: Dataset, indicator: str, context: Context, beyond: bool = False) -> Picture:
    return data.result(build.municipality_map, indicator, context.lang, cached.areas(), beyond)


def one(context: Context, ars: str) -> None:
    """Show where one municipality lies among those nearest to it, unless its name is hidden."""
    if context.anonymous:
        return
    drawn = _picture(context.whole, "cohort", context).map
    if drawn is None:
        return
    near = context.whole.result(profile.neighbours, ars, cached.areas())["ars"]
    clicked = show_map(drawn, lang=context.lang, key="map_one", height=360, selected=ars, near=tuple(near))
    if clicked and clicked != ars:
        open_profile(clicked, context)
