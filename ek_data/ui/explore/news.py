"""Seit dem letzten Treffen: since when to look, and what is new since then. The link carries the choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from ek_data.changes.news import News, after, between, last_day_of, meetings
from ek_data.charts import build_news
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import Selection
from ek_data.dataset.links import Since, since_from
from ek_data.dataset.partial_dates import last_day
from ek_data.i18n import Language
from ek_data.tables import EVENTS
from ek_data.text import as_sentence, markdown
from ek_data.ui import cached, components, filter_bar, navigation
from ek_data.ui.context import Context
from ek_data.ui.explore import maps
from ek_data.validation.parsers import dates
from ek_data.validation.parsers.cell import Unclear

LINK, CHOICE, OWN_DAY = "seit", "news_since", "news_day"
OTHER = "other"  # neither a meeting nor a release: a day of one's own
MOST_EVENTS = 25


def choose(context: Context) -> Since | None:
    """Draw the choice and return a day or the number of an earlier release; None if there is none yet."""
    lang = context.lang
    options = _options(context)
    if st.session_state.get(CHOICE) not in options:
        _read_link(options)
    left, right = st.columns([3, 2])
    with left:
        chosen = st.selectbox(
            lang("Since when?"), list(options), format_func=options.__getitem__, key=CHOICE, persist_state="session"
        )
    with right:
        since = _own_day(lang) if chosen == OTHER else since_from(chosen)
    filter_bar.put(LINK, [str(since)] if since is not None else [])
    return since


def _options(context: Context) -> dict[str, str]:
    """Return what can be chosen, a day of one's own included, by what the link says of each."""
    return {**moments(context), OTHER: context.lang("Another day")}


def moments(context: Context) -> dict[str, str]:
    """Return the meetings and the earlier releases in words, by what the link says of each."""
    lang = context.lang
    types = EVENTS["type"].words(lang)
    held: dict[str, str] = {}
    for meeting in cached.dataset(context.version, context.release).result(meetings):
        day = last_day_of(meeting)
        date = lang.date(meeting["starts_on"], meeting["starts_on_precision"])
        held.setdefault(day.isoformat(), f"{types[meeting['type']]}, {date}")
    shown = context.whole.origin.release
    labels = _releases(context)
    earlier = {
        str(number): lang("Release {label}", label=label) for number, label in labels.items() if number < (shown or 0)
    }
    return {**held, **earlier}


def _releases(context: Context) -> Mapping[int, str]:
    """Return number and time of each release, and its note unless names are hidden."""
    if not context.anonymous:
        return cached.release_labels(context.version, context.lang.code)
    return {
        release.number: f"{release.number} · {context.lang.moment(release.published_at)}"
        for release in cached.releases(context.version)
    }


def _read_link(options: Mapping[str, str]) -> None:
    """Choose what the link asks for, else the last meeting, else the release before."""
    asked = st.query_params.get(LINK, "")
    day = since_from(asked)
    if asked not in options and isinstance(day, dt.date):
        st.session_state[OWN_DAY] = f"{day:%d.%m.%Y}"
        asked = OTHER
    st.session_state[CHOICE] = asked if asked in options else next(iter(options))


def _own_day(lang: Language) -> dt.date | None:
    text = st.text_input(lang("Day, for example 08.04.2025"), key=OWN_DAY, persist_state="session").strip()
    if not text:
        return None
    try:
        day: dates.Day = dates.exactly(text).value
    except Unclear:
        st.warning(
            lang("“{text}” is no date that can be read. Right would be for example 08.04.2025.", text=markdown(text))
        )
        return None
    return last_day(day.first, day.precision)


def found(context: Context, since: Since) -> News:
    """Return what is new; it is compared with names and shown without them where that is wanted."""
    data = cached.dataset(context.version, context.release)
    if isinstance(since, dt.date):
        made = data.result(after, since, context.selection)
    else:
        made = data.result(_between, cached.dataset(context.version, since), context.selection)
    return components.MADE_OF.result(made, "anonymous", lambda: made.anonymous(data)) if context.anonymous else made


def _between(newer: Dataset, older: Dataset, selection: Selection) -> News:
    return between(older, newer, selection)


def sentences(news: News, since: Since, context: Context) -> None:
    """Say what is new, how that is known, and what it leaves open."""
    lang = context.lang
    components.heading(lang("In short"))
    said = [f"- {markdown(as_sentence(line))}" for line in news.sentences(lang)]
    if said:
        st.markdown("\n".join(said))
    else:
        _nothing(since, context)
    for lines in filter(None, (news.apart(lang), _reservations(news, since, context))):
        st.caption(markdown(" ".join(lines)))


def _nothing(since: Since, context: Context) -> None:
    lang = context.lang
    st.info(
        lang(
            "Nothing new is in the data since then. Municipalities, measures and events appear here as soon as "
            "a release holds them that is newer."
        ),
        icon=":material/info:",
    )
    st.page_link(navigation.page("aktualisieren"), label=lang("Update data"))


def _reservations(news: News, since: Since, context: Context) -> list[str]:
    lang = context.lang
    if isinstance(since, dt.date):
        return build_news.reservations(news, since, context.whole, lang)
    compared = lang(
        "Compared are release {older} and the release shown, {newer}. Finished means implemented or ended. "
        "Another release to show can be chosen in the sidebar.",
        older=since,
        newer=context.whole.origin.release,
    )
    return [compared]


def pictures(news: News, since: Since, context: Context) -> None:
    """Show where there is news: on the map, in the matrix and on the curve."""
    lang = context.lang
    components.heading(lang("Where there is news"))
    if context.anonymous:
        st.markdown(lang("The map is hidden while no names are shown: a place is as good as a name."))
    else:
        areas, view = cached.areas(), context.data
        picture = components.MADE_OF.result(news, (lang.code, "rows"), lambda: build_news.behind_map(news, view, lang))
        model = components.MADE_OF.result(
            news, (lang.code, id(areas)), lambda: build_news.map_of(news, view, areas, lang)
        )
        maps.show_model(model, picture, context, height=480, key="map_news")
    rows = components.page_of_rows(news.counts.index.get_level_values("ars").nunique(), "news")
    key = (lang.code, rows.start, rows.stop)
    components.picture(components.MADE_OF.result(news, key, lambda: build_news.matrix(news, lang, rows)), context)
    components.picture(_curve(since, context), context)


def _curve(since: Since, context: Context) -> Picture:
    if isinstance(since, dt.date):
        return context.data.result(build_news.curve_since, since, context.lang)
    older = cached.view(context.version, since, context.selection, context.anonymous)
    return context.data.result(build_news.curve_between, older, context.lang)


def rows(news: News, context: Context) -> None:
    """List the measures and the events that have news."""
    lang = context.lang
    components.heading(lang("Measures with news"))
    listed = build_news.measures(news, lang)
    if len(listed):
        components.table(listed, lang, name="news-measures", title=lang("Measures with news"))
        components.downloads(listed, lang("news"), lang)
    else:
        st.markdown(lang("No measure is new, changed or finished since then."))
    components.heading(lang("Events with news"))
    part = components.page_of_rows(len(news.events), "news-events", MOST_EVENTS)
    st.markdown(
        "\n".join(f"- {markdown(as_sentence(line))}" for line in build_news.events(news, lang, part))
        or lang("No event was held, added or changed since then.")
    )
