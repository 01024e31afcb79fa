"""Seit dem letzten Treffen: since when to look, and what is new since then. The link carries the choice."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import streamlit as st

from ek_data.changes.news import News
from ek_data.changes.since_day import after, last_day_of, meetings
from ek_data.changes.since_release import between
from ek_data.charts import build_news
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import EVERYTHING, Selection
from ek_data.dataset.lazy_table import Worded
from ek_data.dataset.links import Since, since_from
from ek_data.dataset.partial_dates import last_day
from ek_data.i18n import Language
from ek_data.tables import EVENTS, MEASURES
from ek_data.text import as_sentence, markdown, said_of_each
from ek_data.text import link as text_link
from ek_data.ui import cached, link, navigation
from ek_data.ui.components import paging, pictures, tables, words
from ek_data.ui.context import Context
from ek_data.ui.explore import maps
from ek_data.validation.parsers import dates
from ek_data.validation.parsers.cell import Unclear

LINK, CHOICE, OWN_DAY = "seit", "news_since", "news_day"
SCOPE, ALL, ONLY_PROGRAMME = "bezug", "alle", "news_only_programme"
OTHER = "other"  # neither a meeting nor a release: a day of one's own
MOST_EVENTS = 25


def choose(context: Context) -> Since | None:
    """Draw the choice and return a day or the number of an earlier release; None if there is none yet."""
    lang = context.lang
    options = _options(context)
    _read_link(options)
    left, right = st.columns([3, 2])
    with left:
        chosen = st.selectbox(
            lang("Since when?"), list(options), format_func=options.__getitem__, key=CHOICE, persist_state="session"
        )
    with right:
        since = _own_day(lang) if chosen == OTHER else since_from(chosen)
    link.say(LINK, [str(since)] if since is not None else [])
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
    """Choose what the link asks for, where it decides, else at first the last meeting."""
    link.take(ONLY_PROGRAMME, SCOPE, lambda scope: list(scope) != [ALL])
    wanted = link.asked(LINK)
    if wanted is None and st.session_state.get(CHOICE) in options:
        return
    asked = "".join((wanted or ())[-1:])
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
    made = _found(context, since, context.selection)
    return tables.MADE_OF.result(made, "anonymous", lambda: made.anonymous(data)) if context.anonymous else made


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


def narrowed(news: News, since: Since, context: Context) -> News:
    """Draw the switch that leaves the programme alone, with the number that it hides, and return what it leaves."""
    lang = context.lang
    own = tables.MADE_OF.result(news, "programme", news.of_programme)
    label = lang("programme only")
    if own.hidden:
        label = lang.plural("programme only · {n} more hidden", "programme only · {n} more hidden", own.hidden)
    only = st.toggle(label, key=ONLY_PROGRAMME, persist_state="session")
    link.say(SCOPE, [] if only else [ALL])
    return own if only else news


def headline(news: News, since: Since, context: Context) -> str:
    """Return in one sentence how many municipalities have news."""
    lang = context.lang
    if news.sentences(lang):
        finding = news.reported(lang) or news.reporting(lang)
        if isinstance(since, dt.date):
            return lang("Since {day} – {finding}", day=lang.date(since), finding=finding)
        return lang("Since release {n} – {finding}", n=since, finding=finding)
    if isinstance(since, dt.date) and news.vague_dates:
        return build_news.nothing_since(news, since, context.whole.as_of, lang)
    return lang("News")


def in_short(news: News, since: Since, context: Context) -> None:
    """Say below the headline what else is told and how that is known."""
    lang = context.lang
    sentences = news.sentences(lang)
    if not sentences and not (isinstance(since, dt.date) and news.vague_dates):
        _nothing(lang)
    further = [line for line in sentences if line != news.reported(lang)]
    st.markdown("\n".join(f"- {markdown(as_sentence(line))}" for line in further))
    for lines in filter(None, (news.apart(lang), _reservations(news, since, context))):
        st.caption(markdown(" ".join(lines)))
    if not sentences:
        _meeting_before(since, context)


def _nothing(lang: Language) -> None:
    st.info(
        lang(
            "Nothing new is in the data since then. Municipalities, measures and events appear here as soon as "
            "a release holds them that is newer."
        ),
        icon=":material/info:",
    )
    st.page_link(navigation.page("aktualisieren"), label=lang("Update data"))


def _meeting_before(since: Since, context: Context) -> None:
    """Lead to the last meeting before the day, since which there may be more to tell."""
    earlier = {
        code: label
        for code, label in moments(context).items()
        if isinstance(since, dt.date) and isinstance(day := since_from(code), dt.date) and day < since
    }
    if earlier:
        code, label = next(iter(earlier.items()))
        said = context.lang("What is new since the meeting before: {meeting}", meeting=label)
        st.button(markdown(said), type="tertiary", icon=":material/arrow_back:", on_click=_look_back, args=(code,))


def _look_back(code: str) -> None:
    st.session_state[CHOICE] = code


def _reservations(news: News, since: Since, context: Context) -> list[str]:
    lang = context.lang
    if isinstance(since, dt.date):
        return build_news.reservations(news, since, context.whole, lang)
    compared = lang(
        "Compared are release {older} and the release shown, {newer}. Finished means implemented or ended. "
        "Another release to show can be chosen under “More”.",
        older=since,
        newer=context.whole.origin.release,
    )
    return [compared]


def rows(news: News, context: Context) -> None:
    """List the measures and the events that have news, and folded what is told apart."""
    lang = context.lang
    words.heading(lang("Measures with news"))
    listed = build_news.measures(news, context.whole.as_of, lang)
    if len(listed):
        _feed(listed, context)
        tables.downloads(listed, lang("news"), lang)
    else:
        st.markdown(lang("No measure is new, changed or finished since then."))
    _apart(news, context)
    words.heading(lang("Events with news"))
    part = paging.page_of_rows(len(news.events), "news-events", MOST_EVENTS)
    st.markdown(
        "\n".join(f"- {markdown(as_sentence(line))}" for line in build_news.events(news, lang, part))
        or lang("No event was held, added or changed since then.")
    )


def _feed(listed: Worded, context: Context) -> None:
    """Show a page of the measures, each municipality named once, with a short link to the source.

    The category stands in the downloads, because the title says it mostly and there is no room for both.
    """
    lang = context.lang
    whose, source, category = (lang.of(MEASURES[name].label) for name in ("municipality", "source_url", "category"))
    shown = listed[paging.page_of_rows(len(listed), "news-measures", tables.PAGE)]
    links = said_of_each(shown[source].astype("string"), lambda url: text_link(url, words.short_host(url)))
    text = shown.fillna(lang("not known")).map(markdown)
    names = ("**" + text[whose] + "**").mask(text[whose] == text[whose].shift(), "")
    hidden = [source, category] if context.anonymous else [category]
    table = text.assign(**{whose: names, source: links.fillna("")}).drop(columns=hidden)
    tables.plain_table(table, lang("Measures with news"))


def _apart(news: News, context: Context) -> None:
    """Fold what does not count: reports of a month or year that may lie before, and what began before."""
    lang = context.lang
    groups = {
        lang.plural("{n} reported with “{date}” only", "{n} reported with “{date}” only", each.n, date=date): (
            each.measures,
            each.events,
        )
        for each in news.vague_dates
        for date in [each.date(lang)]
    }
    if n := len(news.earlier):
        began = lang.plural("{n} reported only now, began before", "{n} reported only now, began before", n)
        groups[began] = (news.earlier, news.events.head(0))
    for label, (measures, events) in groups.items():
        with st.expander(markdown(label)):
            lines = build_news.listed(news, measures, events, lang)
            st.markdown("\n".join(f"- {markdown(line)}" for line in lines))


def where_new(news: News, context: Context) -> None:
    """Show where there is news: on the map and in the matrix."""
    lang = context.lang
    words.heading(lang("Where there is news"))
    if context.anonymous:
        st.markdown(lang("The map is hidden while no names are shown: a place is as good as a name."))
    else:
        areas = cached.areas()
        picture = tables.MADE_OF.result(news, (lang.code, id(areas)), lambda: build_news.news_map(news, areas, lang))
        st.markdown(markdown(picture.finding))
        maps.draw(picture, context, height=480, key="map_news")


def matrix(news: News, context: Context) -> None:
    """Show which municipality has news in which category."""
    lang = context.lang
    rows = paging.page_of_rows(news.counts.index.get_level_values("ars").nunique(), "news")
    key = (lang.code, rows.start, rows.stop)
    pictures.picture(tables.MADE_OF.result(news, key, lambda: build_news.matrix(news, lang, rows)), context)


def minutes(news: News, since: Since, context: Context) -> None:
    """Offer the sentences as a text to copy into the minutes."""
    lang = context.lang
    said = [as_sentence(line) for line in news.sentences(lang)]
    if said and isinstance(since, dt.date):
        words.heading(lang("Text for the minutes"))
        opening = lang("Reported since {day}:", day=lang.date(since))
        st.code(" ".join([opening, *said]), language=None, wrap_lines=True)
