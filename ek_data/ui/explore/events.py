"""Events on the page: the ribbon with a card for what is chosen, what is not confirmed, who came, who is named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import groupby
from typing import Any

import pandas as pd
import streamlit as st

from ek_data import i18n
from ek_data.analysis import participation
from ek_data.charts import build
from ek_data.charts.style import cohort_name
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, keys_of
from ek_data.dataset.programme_rows import in_programme, of_programme, overdue
from ek_data.exports.calendar import MEDIA_TYPE, calendar_file, dated
from ek_data.exports.public import CALENDAR
from ek_data.figures import attendance, contradictions, event_words
from ek_data.figures.qualified import Quantity
from ek_data.i18n import Language
from ek_data.palette import INK, either
from ek_data.programme.roles import Role
from ek_data.tables import EVENTS, MUNICIPALITIES
from ek_data.tables.events import AttendanceUnit
from ek_data.tables.shared_choices import Relation
from ek_data.tables.shared_columns import BOTH_SOURCES, cohort_look
from ek_data.tables.types import Table
from ek_data.text import as_heading, as_sentence, markdown
from ek_data.ui import link
from ek_data.ui.components import change_links, drawing, markup, pictures, source_links, words
from ek_data.ui.components.markup import Markup, tag
from ek_data.ui.context import Context, server_address

OUTSIDE, OUTSIDE_LINK = "outside_programme", "auch"
CHOSEN, CHOSEN_LINK = "event_chosen", "veranstaltung"
MOST_ON_A_CARD, MOST_IN_LIST, MOST_OPEN = 12, 25, 5
MOST_NAMED, MOST_COLUMNS = 20, 5  # of municipalities and meetings that have a row and a column


def also_outside(context: Context) -> bool:
    """Return whether the events outside the programme are wanted, of which the switch stands below the ribbon."""
    link.take(OUTSIDE, OUTSIDE_LINK, bool)
    wanted = bool(st.session_state.get(OUTSIDE)) and bool(_number_outside(context))
    link.say(OUTSIDE_LINK, ["1"] if wanted else [])
    return wanted


def asked_for(event: Mapping[Any, Any]) -> dict[str, str]:
    """Return what a link to the card of one event asks for."""
    outside = {} if event["relation"] == Relation.PROGRAMME else {OUTSIDE_LINK: "1"}
    return {CHOSEN_LINK: str(event["event_id"]), **outside}


def _number_outside(context: Context) -> int:
    return int((~in_programme(context.data.events)).sum())


def _switch(context: Context) -> None:
    if n := _number_outside(context):
        st.toggle(context.lang("also outside the programme ({n})", n=context.lang.number(n)), key=OUTSIDE)


def ribbon(outside: bool, context: Context, change: Callable[[Key, Table, Context], None]) -> None:
    """Show the events along the time, on a phone as a list by month, and a card for the one chosen.

    `change` offers to change one of them, to those who may.
    """
    lang = context.lang
    shown = context.data.result(build.event_ribbon, i18n.today(), outside, lang)
    if shown.empty:
        st.markdown(markdown(shown.finding))
        return
    link.take(CHOSEN, CHOSEN_LINK, lambda asked: "".join(asked[-1:]))
    with st.container(key="ribbon"):
        chosen = drawing.show(shown, context, str(st.session_state.get(CHOSEN, "")))
    if chosen:
        st.session_state[CHOSEN] = chosen
    _card(context, change)
    with st.container(key="by-month"):
        markup.show(context.data.result(_by_month, outside, context, change_links.may_change(context)))
    with st.container(horizontal=True, vertical_alignment="center", key="below-ribbon"):
        with st.container():
            pictures.behind(shown, context)
        _switch(context)
        with st.popover(lang("Calendar"), icon=":material/event_available:", type="tertiary"):
            _calendar(context)


def _card(context: Context, change: Callable[[Key, Table, Context], None]) -> None:
    """Show what is known of the events chosen, also of one that the filters leave out, and a way to close it."""
    chosen, every = str(st.session_state.get(CHOSEN, "")).split(","), context.whole.events
    found = every[every["event_id"].isin(chosen)].head(MOST_ON_A_CARD)
    if found.empty:
        return
    link.say(CHOSEN_LINK, [",".join(found["event_id"].astype(str))])
    with st.container(border=True, horizontal=True, key="event-card"):
        with st.container():
            for event in found.to_dict("records"):
                st.markdown(_event_in_words(event, context))
                change(event["event_id"], EVENTS, context)
        st.button(context.lang("Close"), on_click=_close, key="close-event", type="tertiary", icon=":material/close:")


def _close() -> None:
    st.session_state[CHOSEN] = ""


def _event_in_words(event: Mapping[Any, Any], context: Context) -> str:
    """Return what is known of one event as Markdown: title, date, place, host, status, attendance, who is named."""
    lang, data = context.lang, context.whole
    status = lang.of(EVENTS["status"].option(str(event["status"])).words)
    facts = [event_words.when(event, lang), _host(event, context), status]
    facts.append(lang("People: {number}", number=event_words.who_came(event, lang)))
    named = data.participations.loc[data.participations["event_id"] == event["event_id"], "ars"].map(context.names)
    if len(named):
        facts.append(lang("Named: {names}", names=lang.listing(lang.some(sorted(named.dropna()), MOST_ON_A_CARD))))
    note = "" if pd.isna(event["note"]) else f"  \n:small[{markdown(str(event['note']))}]"
    sources = () if context.anonymous else tuple(event[name] for name in BOTH_SOURCES if pd.notna(event[name]))
    said = " · ".join(markdown(fact) for fact in facts if fact)
    return f"**{markdown(str(event['title']))}**  \n{said}{source_links.in_brackets(sources)}{note}"


def _host(event: Mapping[Any, Any], context: Context) -> str:
    host = "" if pd.isna(event["municipality"]) else context.names.get(str(event["municipality"]), "")
    place = "" if pd.isna(event["place"]) else str(event["place"])
    return ", ".join(filter(None, (host, place)))


def _by_month(data: Dataset, outside: bool, context: Context, may_change: bool) -> Markup:
    """Return the events of the ribbon as a list, the newest month first, those without a date last."""
    lang = context.lang
    events = data.events if outside else of_programme(data.events)
    events = events.assign(overdue=overdue(events, EVENTS, data.as_of))
    events = events.sort_values("starts_on", ascending=False, na_position="last")
    shown = events.head(MOST_IN_LIST).to_dict("records")
    items = []
    for month, grouped in groupby(shown, key=lambda event: _month(event, context)):
        of_month = pd.DataFrame(grouped)
        said = event_words.lines_with_status(of_month, context.names, lang)
        links = [change_links.in_markup(key, EVENTS, lang) if may_change else "" for key in keys_of(of_month, EVENTS)]
        lines = [tag("small", line, link_) for line, link_ in zip(said, links, strict=True)]
        items.append(tag("li", tag("b", month), *lines))
    if more := len(events) - len(shown):
        items.append(tag("li", lang.more(more)))
    return tag("ul", *items, class_="ek-lines")


def _month(event: Mapping[Any, Any], context: Context) -> str:
    if pd.isna(event["starts_on"]):
        return as_heading(context.lang("undated"))
    precision = "year" if event["starts_on_precision"] == "year" else "month"
    return context.lang.date(event["starts_on"].date(), precision)


def unconfirmed(context: Context) -> None:
    """List what is announced without proof, what has no date, and where sources contradict each other."""
    words.heading(context.lang("Not confirmed, or with gaps"))
    if items := context.data.result(_unconfirmed, context, change_links.may_change(context)):
        markup.show(tag("ul", *items, class_="ek-lines"))
    else:
        st.markdown(markdown(context.lang("Nothing is open: each event has a date and a proof.")))


def _unconfirmed(data: Dataset, context: Context, may_change: bool) -> list[Markup]:
    lang = context.lang
    over = data.result(event_words.unconfirmed, data.as_of) if data.as_of else data.events.head(0)
    items = [
        _open_question(
            str(event["title"]),
            lang("Announced: {day}; no source says that it was held.", day=event_words.when(event, lang)),
            change_links.in_markup(event["event_id"], EVENTS, lang) if may_change else "",
        )
        for event in over.head(MOST_OPEN).to_dict("records")
    ]
    if len(over) > MOST_OPEN:
        items.append(tag("li", tag("small", lang.more(len(over) - MOST_OPEN))))
    undated = data.result(event_words.undated).head(MOST_OPEN).to_dict("records")
    items += [_without_date(group, data, context, may_change) for group in undated]
    items += [
        _open_question(lang("Sources differ"), lang.of(remark.sentence))
        for remark in data.result(contradictions.contradictions)
        if remark.code == "meetings"
    ]
    if further := data.result(attendance.conferences_as_measures, lang):
        items.append(_open_question(lang("Only known as a measure"), further))
    return items


def _open_question(what: str, why: str, link: str = "", rows: Sequence[Markup] = ()) -> Markup:
    return tag("li", tag("b", what), tag("small", as_sentence(why), link), *rows)


def _without_date(group: Mapping[Any, Any], data: Dataset, context: Context, may_change: bool) -> Markup:
    """Return what is said of events of one kind without a date; to editors each of them is named as well."""
    lang, n = context.lang, int(group["n"])
    option = EVENTS["type"].option(str(group["type"]))
    what = option.counted(n, lang)
    who = "" if pd.isna(group["cohort"]) else cohort_name(group["cohort"], lang)
    why = lang("Held, undated.")
    if Role.MEETING in option.roles:
        why += " " + lang("It may be the same as another meeting of the cohort.")
    titles = data.events.set_index("event_id")["title"]
    each = [
        tag("small", titles[key], change_links.in_markup(key, EVENTS, lang)) for key in group["events"][:MOST_IN_LIST]
    ]
    return _open_question(", ".join(filter(None, (what, who))), why, rows=each if may_change else ())


def came(outside: bool, context: Context) -> None:
    """Show how many people came to the conferences, of how many events nobody says, and who came in the region."""
    lang, data = context.lang, context.data
    if attendance.has_conferences():
        _conferences(context)
    else:
        words.heading(lang("Who came"))
    if unknown := data.result(event_words.without_attendance, lang):
        st.caption(markdown(unknown))
    _other_types(context)
    if outside:
        _region(context)


def _conferences(context: Context) -> None:
    shown = context.data.result(build.conference_attendance, context.lang)
    if shown.spec:
        words.heading(context.data.result(attendance.attendance_finding, context.lang).removesuffix("."))
        pictures.body(shown, context)
    else:
        pictures.picture(shown, context)


def _other_types(context: Context) -> None:
    """List how many people came to other events of the programme, by type, where it is known of any."""
    lang, counted = context.lang, context.data.result(attendance.attendance_by_type)
    others = counted[~counted["conference"].astype(bool) & (counted["known"] > 0)]
    if others.empty:
        return
    if attendance.has_conferences():
        words.heading(lang("At other events of the programme"), 3)
    rows = [
        tag(
            "tr",
            tag("td", _people(row, lang), class_="strong"),
            tag("td", lang.of(EVENTS["type"].option(row["type"]).several), tag("small", f" {_share(row, lang)}")),
        )
        for row in others.to_dict("records")
    ]
    markup.show(tag("table", tag("tbody", *rows), class_="ek-list"))


def _people(row: Mapping[Any, Any], lang: Language) -> str:
    unit = lang.of(EVENTS["attendance_unit"].option(AttendanceUnit.PEOPLE).words)
    return f"{Quantity(int(row['people']), row['qualifier']).words(lang)} {unit}"


def _share(row: Mapping[Any, Any], lang: Language) -> str:
    return lang("stated for {known} of {n} held", known=lang.number(row["known"]), n=lang.number(row["held"]))


def _region(context: Context) -> None:
    """List the largest attendances outside the programme; they count in no figure."""
    lang, events, may_change = context.lang, context.data.events, change_links.may_change(context)
    known = events[~in_programme(events) & events["attendance"].notna()]
    known = known.sort_values("starts_on", ascending=False, na_position="last")
    words.heading(lang("Outside the programme"), 3)
    rows = [
        tag(
            "tr",
            tag("td", event_words.who_came(event, lang), class_="strong"),
            tag(
                "td",
                str(event["title"]),
                tag("small", f" {event_words.when(event, lang)}"),
                change_links.in_markup(event["event_id"], EVENTS, lang) if may_change else "",
            ),
        )
        for event in known.head(MOST_ON_A_CARD).to_dict("records")
    ]
    more = len(known) - len(rows)
    said = lang("In no figure of the programme; the newest first")
    caption = f"{said}, {lang.more(more)}" if more else said
    markup.show(tag("table", tag("caption", caption), tag("tbody", *rows), class_="ek-list"))


def named(context: Context) -> None:
    """Show who is named at which meeting, and in how many of those open to it; of many a sum per cohort."""
    picture = context.data.result(build.participation, context.lang)
    said, table = context.data.result(_named, context)
    if not said:
        words.heading(picture.title)
        st.markdown(markdown(picture.finding))
        return
    words.heading(said)
    markup.show(table)
    pictures.behind(picture, context)


def _named(data: Dataset, context: Context) -> tuple[str, Markup]:
    """Return how many are named, and the table of them; nothing where nobody is."""
    lang = context.lang
    everybody = data.result(participation.meetings_open)
    took_part = data.result(participation.took_part)
    took_part = took_part[took_part["ars"].isin(everybody["ars"])]
    if took_part.empty:
        return "", Markup("")
    there = everybody[everybody["ars"].isin(took_part["ars"])]
    said = lang.plural(
        "{n} of {all} is named", "{n} of {all} are named", len(there), all=MUNICIPALITIES.counted(len(everybody), lang)
    )
    few = len(there) <= MOST_NAMED
    return said, _each(there, took_part, context) if few else _each_cohort(there, everybody, context)


def _each(there: pd.DataFrame, took_part: pd.DataFrame, context: Context) -> Markup:
    """Return a row for each municipality named, a column for each of the latest events, those without a date last."""
    lang, data = context.lang, context.data
    events = (
        data.events[data.events["event_id"].isin(took_part["event_id"])].sort_values("starts_on").tail(MOST_COLUMNS)
    )
    columns = events.to_dict("records")
    heads = [tag("th", lang("Municipality"), scope="col")]
    for event in columns:
        day = (
            lang("undated")
            if pd.isna(event["starts_on"])
            else lang.short_date(event["starts_on"].date(), str(event["starts_on_precision"]))
        )
        kind = lang.of(EVENTS["type"].option(str(event["type"])).words)
        heads.append(tag("th", tag("span", tag("b", kind), tag("small", f" {day}")), scope="col", class_="upright"))
    heads.append(tag("th", lang("meetings"), scope="col", class_="end"))
    pairs = set(zip(took_part["ars"], took_part["event_id"], strict=True))
    bodies = []
    for cohort, part in there.sort_values(["cohort", "name"]).groupby("cohort", dropna=False):
        known = pd.notna(cohort)
        colour = either(cohort_look(int(str(cohort))).colour if known else INK)
        called = cohort_name(cohort, lang) if known else lang("Cohort not known")
        head = tag("th", called, scope="rowgroup", colspan=str(len(columns) + 2), class_="cohort")
        rows = [tag("tr", head, **markup.colour(colour))]
        for one in part.to_dict("records"):
            cells = [_cell((one["ars"], event["event_id"]) in pairs, colour, context) for event in columns]
            share = lang("{count} of {n}", count=lang.number(one["named"]), n=lang.number(one["open"]))
            rows.append(
                tag("tr", tag("td", str(one["name"])), *cells, tag("td", share if one["open"] else "–", class_="end"))
            )
        bodies.append(tag("tbody", *rows))
    bodies.append(tag("tbody", *_sums(columns, took_part, context)))
    caption = lang("Meetings: named at how many of those open to it; a dot is not named.")
    return tag("table", tag("caption", caption), tag("thead", tag("tr", *heads)), *bodies, class_="ek-list ek-who")


def _cell(there: bool, colour: str, context: Context) -> Markup:
    if there:
        mark = tag("span", class_="mark", role="img", aria_label=context.lang("named"), **markup.colour(colour))
        return tag("td", mark, class_="middle")
    return tag("td", tag("span", "·", class_="quiet"), class_="middle")


def _sums(columns: list[dict[Any, Any]], took_part: pd.DataFrame, context: Context) -> list[Markup]:
    """Return how many are named at each event, and apart from it how many people a report counts, if any does."""
    lang, counts = context.lang, took_part["event_id"].value_counts()
    named_ = [tag("td", lang.number(counts[event["event_id"]]), class_="middle strong") for event in columns]
    reported = [tag("td", event_words.people_in_short(event, lang), class_="middle quiet") for event in columns]
    sums = [tag("tr", tag("td", lang("named"), class_="strong"), *named_, tag("td"))]
    if any(pd.notna(event["attendance"]) for event in columns):
        sums.append(tag("tr", tag("td", lang("people as reported"), class_="quiet"), *reported, tag("td")))
    return sums


def _each_cohort(there: pd.DataFrame, everybody: pd.DataFrame, context: Context) -> Markup:
    """Return a row for each cohort: how many of its municipalities are named at least once."""
    lang = context.lang
    sizes, counts = everybody["cohort"].value_counts(), there["cohort"].value_counts()
    rows = []
    for cohort in sorted(sizes.index):
        count, n = int(counts.get(cohort, 0)), int(sizes[cohort])
        colour = either(cohort_look(int(cohort)).colour)
        bar = tag("span", class_="ek-bar", **markup.colour(colour, count / n))
        said = lang("{count} of {n}", count=lang.number(count), n=lang.number(n))
        rows.append(tag("tr", tag("th", cohort_name(cohort, lang), scope="row"), tag("td", bar), tag("td", said)))
    caption = lang("Municipalities that a source names at one event at least")
    return tag("table", tag("caption", caption), tag("tbody", *rows), class_="ek-list")


def _in_calendar(data: Dataset) -> tuple[int, int]:
    """Return of how many events the day is known, and of how many it is not."""
    events = of_programme(data.events)
    n = len(dated(events))
    return n, len(events) - n


def _calendar(context: Context) -> None:
    """Offer the events whose day is known as a file for a calendar, and the address to subscribe to."""
    lang = context.lang
    n, left_out = context.data.result(_in_calendar)
    said = lang.plural("The calendar file holds {n} event.", "The calendar file holds {n} events.", n)
    if left_out:
        said += " " + lang.plural(
            "{n} event of which the day is not known is left out.",
            "{n} events of which the day is not known are left out.",
            left_out,
        )
    st.markdown(markdown(said))
    st.download_button(
        lang("Calendar file (.ics)"),
        lambda: calendar_file(context.data, lang),
        CALENDAR,
        MEDIA_TYPE,
        on_click="ignore",
        icon=":material/event_available:",
        disabled=not n,
    )
    address = f"{server_address()}/daten/{CALENDAR}"
    st.markdown(
        lang("To subscribe to all events, enter this address in your calendar: {address}", address=f"`{address}`")
    )
