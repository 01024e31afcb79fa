"""Maps on a page: the large one with its list and the choice of what it shows, and small ones."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from ek_data.analysis import peers, profile
from ek_data.analysis.participants import beyond_programme
from ek_data.charts import build
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.maps import indicators, municipality_list
from ek_data.tables import MEASURES
from ek_data.text import markdown
from ek_data.ui import cached, link
from ek_data.ui.components import change_links, pictures, words
from ek_data.ui.context import Context
from ek_data.ui.explore.map_component import show_map, show_with_list
from ek_data.ui.explore.profile import KEY, open_profile

CHOSEN, FROM_LINK = "map_chosen", "map_from_link"
MODE, CATEGORY, BEYOND = "map_mode", "map_category", "map_beyond"
MODE_IN_LINK, BEYOND_IN_LINK = "ansicht", "bezug"
ALL = "alle"


def draw(picture: Picture, context: Context, *, height: int, key: str) -> None:
    """Show a map and what lies behind it; a click opens the profile."""
    drawn = picture.map
    if drawn is None:
        return
    clicked = show_map(drawn, mine=context.mine, lang=context.lang, key=key, height=height)
    _belongings(picture, context, indicators.IN_SHORT)
    if clicked:
        open_profile(clicked, context)


def _belongings(picture: Picture, context: Context, indicator: str) -> None:
    """Say who is not on the map, and show what lies behind it."""
    lang, drawn = context.lang, picture.map
    if drawn is None:
        return
    if drawn.without_boundary:
        names = lang.listing(drawn.without_boundary[:5])
        said = lang.plural(
            "{n} municipality has no boundary: {names}",
            "{n} municipalities have no boundary, among them {names}",
            len(drawn.without_boundary),
            names=names,
        )
        st.caption(markdown(said))
    pictures.behind(picture, context, mode=indicator)


def small(context: Context) -> None:
    """Show on a small map how many measures each cohort has implemented where, unless names are hidden."""
    if context.anonymous:
        words.heading(context.lang("Who takes part"))
        st.markdown(context.lang("The map is hidden while no names are shown: a place is as good as a name."))
        return
    draw(behind(indicators.IN_SHORT, context), context, height=594, key="map_small")


def large(context: Context, indicator: str, beyond: bool) -> None:
    """Show the participants on a large map with the list beside it; a click opens a card, which leads on."""
    lang, picture = context.lang, behind(indicator, context, beyond)
    told = context.data.result(municipality_list.listing, indicator, lang, beyond)
    _follow_link()
    chosen, opened = show_with_list(
        picture.map,
        told,
        mine=context.mine,
        lang=lang,
        key="map_large",
        height=582,
        start=st.session_state.get(FROM_LINK),
        draft=context.draft if change_links.may_change(context) else None,
    )
    if chosen is not None:
        st.session_state[CHOSEN] = chosen
    link.say(KEY, list(filter(None, [st.session_state.get(CHOSEN)])))
    _belongings(picture, context, indicator)
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
    clicked = show_map(
        drawn, mine=context.mine, lang=context.lang, key="map_one", height=360, selected=ars, near=tuple(near)
    )
    if clicked and clicked != ars:
        open_profile(clicked, context)


def asked(context: Context) -> tuple[str, bool]:
    """Return what the map shall show, and whether measures beyond the programme count as well."""
    link.take(MODE, MODE_IN_LINK, _mode)
    link.take(BEYOND, BEYOND_IN_LINK, lambda values: list(values[-1:]) == [ALL])
    mode = st.session_state.setdefault(MODE, indicators.USUAL)
    beyond = bool(st.session_state.get(BEYOND)) and _may_go_beyond(mode, context) > 0
    link.say(MODE_IN_LINK, [mode] if mode != indicators.USUAL else [])
    link.say(BEYOND_IN_LINK, [ALL] if beyond else [])
    return mode, beyond


def _mode(values: Sequence[str]) -> str:
    last = "".join(values[-1:])
    return last if last in indicators.offered() or indicators.category_of(last) else indicators.USUAL


def _may_go_beyond(mode: str, context: Context) -> int:
    """Return how many measures beyond the programme there are in what the map shows."""
    category = indicators.category_of(mode)
    if not category and mode not in indicators.OF_MEASURES:
        return 0
    return context.data.result(beyond_programme, category)


def choose(mode: str, context: Context) -> None:
    """Draw the choice: a button for each indicator, a list of the categories, and what lies beyond the programme."""
    lang = context.lang
    category = indicators.category_of(mode)
    st.session_state["map_pill"] = None if category else mode
    st.session_state[CATEGORY] = category
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="map-modes"):
        st.pills(
            lang("Show by"),
            indicators.offered(),
            format_func=lambda code: indicators.name_of(code, lang),
            key="map_pill",
            label_visibility="collapsed",
            on_change=_by_indicator,
            width="content",
        )
        st.selectbox(
            lang("Category"),
            context.whole.result(peers.known_categories),
            format_func=MEASURES["category"].words(lang).__getitem__,
            key=CATEGORY,
            index=None,
            placeholder=lang("Choose a category"),
            label_visibility="collapsed",
            on_change=_by_category,
            width=230,
        )
        if n := _may_go_beyond(mode, context):
            label = lang.plural("beyond the programme ({n} measure)", "beyond the programme ({n} measures)", n)
            st.toggle(label, key=BEYOND, persist_state="session")


def _by_indicator() -> None:
    st.session_state[MODE] = st.session_state["map_pill"] or st.session_state[MODE]


def _by_category() -> None:
    chosen = st.session_state[CATEGORY]
    st.session_state[MODE] = f"{indicators.CATEGORY}{chosen}" if chosen else indicators.USUAL
