"""Seit dem letzten Treffen: what is new since then, by municipality, on a small map and as a text for the minutes."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from ek_data.changes.feed import feed, number_of_groups, told_apart
from ek_data.changes.news import News
from ek_data.changes.since import after, between
from ek_data.charts import news_pictures
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import EVERYTHING, Selection, Since
from ek_data.i18n import Language
from ek_data.tables import MUNICIPALITIES
from ek_data.text import as_sentence, markdown
from ek_data.ui import cached, link
from ek_data.ui.components import copying, paging, pictures, tables, words
from ek_data.ui.components import feed as feed_lines
from ek_data.ui.context import Context
from ek_data.ui.explore import maps, since_when

SCOPE, ALL, ONLY_PROGRAMME = "bezug", "alle", "news_only_programme"
GROUPS, EVENTS_SHOWN = 20, 6
MAP_HEIGHT = 300


def found(context: Context, since: Since) -> News:
    """Return what is new; it is compared with names and shown without them where that is wanted."""
    data = cached.dataset(context.version, context.release)
    made = _found(context, since, context.selection)
    return made.result(News.anonymous, data) if context.anonymous else made


def _found(context: Context, since: Since, selection: Selection) -> News:
    data = cached.dataset(context.version, context.release)
    made: News
    if isinstance(since, dt.date):
        made = data.result(after, since, selection)
    else:
        made = data.result(_between, cached.dataset(context.version, since), selection)
    return made


def nothing_left(news: News, since: Since, context: Context) -> bool:
    """Return whether the filters leave nothing of the news that there are."""
    return not _tells(news) and _tells(_found(context, since, EVERYTHING))


def _tells(news: News) -> bool:
    """Whether anything is told, be it for certain, apart, or left out as no part of the programme."""
    return not news.empty or bool(news.vague_dates or len(news.earlier) or news.hidden)


def _between(newer: Dataset, older: Dataset, selection: Selection) -> News:
    return between(older, newer, selection)


def narrowed(news: News, context: Context) -> News:
    """Draw the switch that leaves the programme alone, with the number that it hides, and return what it leaves."""
    lang = context.lang
    link.take(ONLY_PROGRAMME, SCOPE, lambda scope: list(scope) != [ALL])
    st.session_state.setdefault(ONLY_PROGRAMME, True)
    own = news.result(News.of_programme)
    label = lang("programme only")
    if own.hidden:
        label = lang.plural("programme only · {n} more hidden", "programme only · {n} more hidden", own.hidden)
    only = st.toggle(label, key=ONLY_PROGRAMME, persist_state="session")
    link.say(SCOPE, [] if only else [ALL])
    return own if only else news


def headline(news: News, since: Since, context: Context) -> str:
    """Return in one sentence what is new since when."""
    lang = context.lang
    opening = (
        lang("Since {day}", day=lang.date(since)) if isinstance(since, dt.date) else lang("Since release {n}", n=since)
    )
    if said := news.result(News.headline, opening, lang):
        return said
    if sentences := news.result(News.sentences, lang):
        return lang("{since}: {finding}", since=opening, finding=sentences[0])
    if isinstance(since, dt.date):
        return news.result(news_pictures.nothing_since, since, context.whole.as_of, lang)
    return lang("{since} nothing is new in the data", since=opening)


def counted(since: Since, lang: Language) -> str:
    """Return by what is told what is new."""
    if isinstance(since, dt.date):
        return lang("By the date of the report, not of the measure")
    return lang("By comparing two releases")


def notes(news: News, since: Since, context: Context) -> list[str]:
    """Return how the news are known and what they leave open."""
    return [*news.result(News.apart, context.lang), *_reservations(news, since, context)]


def _reservations(news: News, since: Since, context: Context) -> list[str]:
    lang = context.lang
    if isinstance(since, dt.date):
        return news.result(news_pictures.reservations, since, context.whole, lang)
    compared = lang(
        "Compared are release {older} and the release shown, {newer}. Finished means implemented or ended. "
        "Another release to show can be chosen under “More”.",
        older=since,
        newer=context.whole.origin.release,
    )
    return [compared]


def reports(news: News, day: Since, context: Context) -> None:
    """List what each municipality reports, and folded what does not count."""
    lang, as_of = context.lang, context.whole.as_of
    for line in news.result(News.beyond, lang):
        st.markdown(markdown(as_sentence(line)))
    n = _show(news, news.measures, "news-groups", context)
    if not n:
        st.markdown(lang("No report on a measure counts as new since then."))
        _look_back(day, context)
    _apart(news, not n, context)
    pictures.behind(news.result(news_pictures.listed, as_of, lang), context)


def _show(news: News, measures: pd.DataFrame, name: str, context: Context) -> int:
    """Show a page of the groups of some measures, and return how many groups there are."""
    lang, as_of = context.lang, context.whole.as_of
    n = tables.MADE_OF.result(news, name, lambda: number_of_groups(news, measures))
    part = paging.page_of_rows(n, name, GROUPS)
    key = (name, lang.code, part.start)
    groups = tables.MADE_OF.result(news, key, lambda: feed(news, measures, as_of, lang, part))
    if groups:
        feed_lines.show(groups, context, name)
    return n


def _look_back(day: Since, context: Context) -> None:
    """Lead to the last meeting before the day, since which there may be more to tell."""
    if earlier := since_when.before(day, context):
        code, label = earlier
        said = context.lang("What is new since the meeting before: {meeting}", meeting=label)
        st.button(
            markdown(said), type="tertiary", icon=":material/arrow_back:", on_click=since_when.look_back, args=(code,)
        )


def _apart(news: News, opened: bool, context: Context) -> None:
    """Fold what does not count: reports of a month or year that may lie before, and what began before.

    Where nothing else is told, the first is `opened`.
    """
    for place, part in enumerate(news.result(told_apart, context.lang)):
        with st.expander(markdown(part.title), expanded=opened and not place):
            _show(news, part.measures, f"apart-{place}", context)
            if part.events:
                st.markdown("\n".join(f"- {markdown(line)}" for line in context.lang.some(part.events, EVENTS_SHOWN)))


def beside(news: News, day: Since, context: Context) -> None:
    """Show of how many municipalities there is news, where they lie, the meetings since, and a text for the minutes."""
    lang = context.lang
    some, n = news.reporting_members
    said = lang("{some} of {all} with new reports", some=lang.number(some), all=MUNICIPALITIES.counted(n, lang))
    if perhaps := news.perhaps_members:
        said = lang.plural("{said}, up to {n} more", "{said}, up to {n} more", perhaps, said=said)
    with st.container(key="beside"):
        words.heading(said)
        feed_lines.squares(some, n, said)
        _events(news, lang)
        _minutes(news, day, context)
        if some and not context.anonymous:
            _map(news, context)


def _map(news: News, context: Context) -> None:
    lang, areas = context.lang, cached.areas()
    picture = tables.MADE_OF.result(news, (lang.code, id(areas)), lambda: news_pictures.news_map(news, areas, lang))
    maps.draw(picture, context, height=MAP_HEIGHT, key="map_news")


def _events(news: News, lang: Language) -> None:
    """List the events that were held, added or changed."""
    if news.events.empty:
        return
    words.heading(as_sentence(news.events_sentence(lang)).removesuffix("."))
    shown = news.result(news_pictures.dated_events, lang, slice(0, EVENTS_SHOWN))
    feed_lines.dated(shown)
    if len(news.events) > len(shown):
        with st.expander(lang.more(len(news.events) - len(shown))):
            part = paging.page_of_rows(len(news.events) - len(shown), "news-events")
            feed_lines.dated(
                news_pictures.dated_events(news, lang, slice(part.start + len(shown), part.stop + len(shown)))
            )


def _minutes(news: News, since: Since, context: Context) -> None:
    """Offer the sentences as a text to copy into the minutes; without any what the heading says."""
    lang = context.lang
    if not isinstance(since, dt.date):
        return
    said = [as_sentence(line) for line in news.result(News.sentences, lang)]
    opening = (
        lang("Reported since {day}:", day=lang.date(since)) if said else as_sentence(headline(news, since, context))
    )
    with st.container(key="minutes", gap="xsmall"):
        words.heading(lang("Text for the minutes"))
        copying.show(" ".join([opening, *said]), lang, name="minutes")
