"""The sections of a profile: measures, way, what others report, open questions, neighbours, comparison."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pandas as pd
import streamlit as st

from ek_data.analysis import funding, profile, reminders, two_municipalities
from ek_data.analysis.peers import others_of_cohort
from ek_data.charts import build
from ek_data.charts.picture import sources_of
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import keys_of
from ek_data.dataset.programme_rows import overdue
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES
from ek_data.text import markdown
from ek_data.ui import cached, navigation
from ek_data.ui.components import change_links, copying, markup, pictures, source_links, tables, words
from ek_data.ui.components.markup import Markup, tag
from ek_data.ui.context import Context
from ek_data.ui.explore import maps, peers
from ek_data.ui.explore.profile import KEY

PLANNED = MEASURES["status"].having(Role.PLANNED)
FEW = 8  # measures; more are grouped by their status
MOST_CATEGORIES, MOST_NAMES, MOST_QUESTIONS = 5, 4, 4
STYLE = f"<style>{Path(__file__).with_name('profile.css').read_text(encoding='utf-8')}</style>"


def dress() -> None:
    """Bring along how the sections look."""
    st.html(STYLE)


def section(title: str, grey: str, name: str) -> None:
    """Write the heading of a section, with what is counted in grey beside it."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="small", key=f"section-{name}"):
        words.heading(title)
        if grey:
            st.caption(grey, width="content")


def measures(context: Context, ars: str) -> None:
    """List the measures of the programme with their status in form and word, many by their status."""
    lang, data = context.lang, context.whole
    rows = data.result(profile.programme_measures_of, ars)
    links = "" if context.anonymous else source_links.in_brackets(data.result(_first_sources, ars))
    section(lang("Measures"), lang("of the programme, n = {n}", n=lang.number(len(rows))) + links, f"measures-{ars}")
    if rows.empty:
        st.markdown(lang("No measure of the programme is reported yet."))
    else:
        markup.show(data.result(_measures, ars, context, change_links.may_change(context)))


def _first_sources(data: Dataset, ars: str) -> tuple[str, ...]:
    """Return the two most frequent sources, of different hosts, because the host is what is read."""
    sources = sources_of(data.result(profile.programme_measures_of, ars))
    return tuple({source_links.short_host(url): url for url in reversed(sources)}.values())[:-3:-1]


def _measures(data: Dataset, ars: str, context: Context, may_change: bool) -> Markup:
    rows = data.result(profile.programme_measures_of, ars)
    late = pd.Series(overdue(rows, MEASURES, data.as_of), rows.index)
    if len(rows) <= FEW:
        return _list(rows, late, context, may_change)
    groups = [
        _group(rows[rows["status"] == code], code, late, context, may_change)
        for code in MEASURES["status"].furthest_first
    ]
    return Markup("".join(groups))


def _group(rows: pd.DataFrame, status: str, late: pd.Series, context: Context, may_change: bool) -> Markup:
    """Return the measures of one status, the first few open, the rest and all plans folded."""
    if rows.empty:
        return Markup("")
    lang = context.lang
    open_ = rows.head(0 if status in PLANNED else FEW)
    folded = rows[len(open_) :]
    parts = [tag("p", f"{MEASURES['status'].words(lang)[status]} · {lang.number(len(rows))}", class_="ek-group")]
    if len(open_):
        parts.append(_list(open_, late, context, may_change))
    if len(folded):
        summary = lang.more(len(folded)) if len(open_) else lang("Show")
        parts.append(tag("details", tag("summary", summary), _list(folded, late, context, may_change)))
    return Markup("".join(parts))


def _list(rows: pd.DataFrame, late: pd.Series, context: Context, may_change: bool) -> Markup:
    lang = context.lang
    said = profile.measures_in_words(rows, late, lang)
    looks = MEASURES["status"].looks
    links = [change_links.in_markup(key, MEASURES, lang) if may_change else "" for key in keys_of(rows, MEASURES)]
    items = [
        tag(
            "li",
            markup.square(looks[status], late=bool(overdue_)),
            tag("span", tag("b", title), tag("small", detail, link)),
        )
        for title, status, overdue_, detail, link in zip(
            rows["title"], rows["status"], late[rows.index], said, links, strict=True
        )
    ]
    return tag("ul", *items, class_="ek-measures")


def way(context: Context, ars: str) -> None:
    """Show the way through the programme, in words what was before it and after the award, and what it was paid."""
    lang, data = context.lang, context.whole
    picture = data.result(build.journey, ars, lang)
    section(picture.title, markdown(picture.finding), f"way-{ars}")
    pictures.body(picture, context)
    for sentence in data.result(profile.before_and_after, ars, lang):
        st.markdown(markdown(sentence))
    paid = data.result(funding.of_municipality, ars, lang)
    st.markdown(markdown(lang("Funding in euros, by year: {amounts}.", amounts=paid)))


def others(context: Context, ars: str) -> None:
    """Show what others of the cohort report that is not known here, with their names as links."""
    lang, data = context.lang, context.whole
    found = data.result(_others, ars)
    section(lang("Others of the cohort report too"), lang("not known here"), "others")
    if not found:
        st.markdown(lang("Others of the cohort report nothing that is not known here."))
    for category in found[:MOST_CATEGORIES]:
        _category(category, context)
    if (more := len(found) - MOST_CATEGORIES) > 0:
        st.caption(lang.plural("{n} more category", "{n} more categories", more))


class Category(NamedTuple):
    """What others report: the code, the marks of the first of them, who they are, and how many there are more."""

    code: str
    marks: Markup
    whose: list[str]
    more: int


def _others(data: Dataset, ars: str) -> list[Category]:
    looks = MEASURES["status"].looks
    found = []
    for code, rows in data.result(others_of_cohort, ars).groupby("category", sort=False):
        first = rows.head(MOST_NAMES)
        marks = [
            markup.square(looks[status], late=late)
            for status, late in zip(first["status"], first["overdue"], strict=True)
        ]
        named = tag("span", *marks, class_="ek-others")
        found.append(Category(str(code), named, list(first["ars"]), len(rows) - len(first)))
    return found


def _category(category: Category, context: Context) -> None:
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key=f"category-{category.code}"):
        st.markdown(markdown(MEASURES["category"].words(context.lang)[category.code]), width=210)
        markup.show(category.marks, width=96)
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            for ars in category.whose:
                profile_link(ars, context.called(ars))
            if category.more:
                st.caption(context.lang.more(category.more), width="content")


def profile_link(ars: str, label: str) -> None:
    """Draw the link to the profile of one municipality."""
    st.page_link(
        navigation.page("steckbrief"), label=markdown(label), icon="", help="", query_params={KEY: ars}, width="content"
    )


def open_questions(context: Context, ars: str) -> None:
    """Show what is open about one participant and only it can know, with a text to copy; nothing without names.

    Without names nobody can be asked, and sources that are hidden would be asked for.
    """
    lang, data = context.lang, context.whole
    if context.anonymous or ars not in set(data.participants["ars"]):
        return
    asked = [each for each in data.result(reminders.questions, ars, lang) if not each.known_elsewhere]
    if not asked:
        return
    with st.container(border=True, key="questions", gap="small"):
        words.heading(lang("Open questions to the municipality"), 3)
        st.markdown(
            "\n".join(f"- {markdown(line)}" for line in lang.some([each.line for each in asked], MOST_QUESTIONS))
        )
        with st.popover(lang("Text to copy"), type="tertiary", on_change="rerun", key="questions-text") as opened:
            if opened.open:
                copying.show(reminders.mail(data, ars, asked, lang).body, lang, name="questions")


def neighbours(context: Context, ars: str) -> None:
    """Show the place on the map with its nearest participants, and list them with their distance."""
    if context.anonymous:
        return
    lang, data = context.lang, context.whole
    nearest = data.result(profile.neighbours, ars, cached.areas())
    section(lang("Nearest participants"), lang("as the crow flies"), "neighbours")
    maps.one(context, ars)
    with st.container(horizontal=True, gap="small", key="nearest"):
        for each in nearest.to_dict("records"):
            km = lang.number(each["distance_km"], 0)
            profile_link(each["ars"], lang("{name} · {km} km", name=context.called(each["ars"]), km=km))


def comparison(context: Context, ars: str) -> None:
    """Show where one municipality stands among all participants: what it did, how large it is."""
    lang, data = context.lang, context.whole
    if (n := len(data.participants)) < 2:
        return
    section(lang("Among all {n}", n=lang.number(n)), lang("one mark is one municipality"), "comparison")
    for picture in (data.result(build.distribution, ars, lang), data.result(build.sizes, ars, lang)):
        if picture is not None:
            st.caption(f"**{markdown(picture.title)}**")
            pictures.body(picture, context)


def rows(context: Context, ars: str) -> None:
    """Fold all rows about one municipality, and whom to ask about what is not known of it."""
    lang, data = context.lang, context.whole
    label, asked = lang("Whom to ask about what is not known here"), peers.is_asked()
    with st.expander(label, expanded=asked, on_change="rerun", key="whom-to-ask") as opened:
        if opened.open:
            peers.for_one(context, ars)
    with st.expander(lang("All measures, events and key facts as tables"), on_change="rerun", key="all-rows") as opened:
        if not opened.open:
            return
        tables.rows(
            data.result(profile.measures_of, ars),
            MEASURES,
            context,
            columns=("title", "category", "status", "status_on", "started_on"),
            name="profile_measures",
            empty=lang(
                "No measure of this municipality is known. It appears here as soon as the table “Maßnahmen” has a row."
            ),
        )
        tables.rows(
            data.result(profile.events_of, ars),
            EVENTS,
            context,
            name="profile_events",
            empty=lang(
                "No event of this municipality is known. It appears here as soon as it hosts one or a source names it."
            ),
        )
        tables.rows(
            data.result(profile.key_facts_of, ars),
            KEY_FACTS,
            context,
            name="profile_key_facts",
            empty=lang("No key fact is about this municipality alone."),
        )


def side_by_side(context: Context, one: str, other: str) -> None:
    """Show two municipalities in the same order of rows: facts and categories in one table, then the way of each."""
    lang, data = context.lang, context.whole
    tables.table(
        data.result(two_municipalities.table, one, other, lang), lang, name="pair", title=lang("Two municipalities")
    )
    for part in (measures, way):
        for ars, place in zip((one, other), st.columns(2, gap="large"), strict=True):
            with place:
                st.markdown(f"**{markdown(context.called(ars))}**")
                part(context, ars)
