"""Maps on a page; a click opens the profile."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.analysis import profile
from ek_data.charts import build
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.maps import indicators, svg
from ek_data.tables.shared_choices import Certainty
from ek_data.text import markdown
from ek_data.ui import cached, navigation
from ek_data.ui.components import paging, pictures, words
from ek_data.ui.context import Context
from ek_data.ui.explore.map_component import show_map
from ek_data.ui.explore.profile import KEY, open_profile

INDICATORS = {code: label for code, (label, _marks) in indicators.INDICATORS.items()}


def draw(picture: Picture, context: Context, *, height: int, key: str) -> None:
    """Show a map and what lies behind it; a click opens the profile."""
    lang, drawn = context.lang, picture.map
    if drawn is None:
        return
    clicked = show_map(drawn, lang=lang, key=key, height=height)
    if drawn.without_boundary:
        names = lang.listing(drawn.without_boundary[:5])
        said = lang.plural(
            "{n} municipality has no boundary: {names}",
            "{n} municipalities have no boundary, among them {names}",
            len(drawn.without_boundary),
            names=names,
        )
        st.caption(markdown(said))
    pictures.behind(picture, context, image=lambda: svg.svg(drawn, picture.title, picture.finding))
    if clicked:
        open_profile(clicked, context)


def small(context: Context) -> None:
    """Show on a small map how many measures each cohort has implemented where, unless names are hidden."""
    if context.anonymous:
        words.heading(context.lang("Who takes part"))
        st.markdown(context.lang("The map is hidden while no names are shown: a place is as good as a name."))
        return
    draw(behind(indicators.IN_SHORT, context), context, height=560, key="map_small")


def large(context: Context, indicator: str) -> None:
    """Show the participants on a large map, whose finding is that of the page."""
    draw(behind(indicator, context), context, height=680, key="map_large")


def behind(indicator: str, context: Context) -> Picture:
    """Return the map of the participants by an indicator, with its finding and rows."""
    return _picture(context.data, indicator, context)


def _picture(data: Dataset, indicator: str, context: Context) -> Picture:
    return data.result(build.municipality_map, indicator, context.lang, cached.areas())


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


def list_beside(context: Context) -> None:
    """List the participants by cohort as links to their profiles: the map for keyboard and screen reader."""
    lang = context.lang
    words.heading(lang("Municipalities"))
    target = navigation.page("steckbrief")
    everybody = context.data.result(_by_cohort)
    shown = everybody[paging.page_of_rows(len(everybody), "list")]
    for cohort, rows in shown.groupby("cohort"):
        words.heading(lang("Cohort {cohort}", cohort=cohort), 3)
        derived = (rows["cohort_certainty"] == Certainty.DERIVED).map({True: lang("(cohort derived)"), False: ""})
        for ars, remark in zip(rows["ars"], derived, strict=True):
            label = markdown(f"{context.names[ars]} {remark}".strip())
            st.page_link(target, label=label, icon="", help="", query_params={KEY: ars})


def _by_cohort(data: Dataset) -> pd.DataFrame:
    return data.participants.sort_values(["cohort", "name"])
