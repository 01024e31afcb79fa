"""Pictures along the calendar: measures and events, each as precise as its date is known."""

from __future__ import annotations

import datetime as dt
from functools import partial
from textwrap import shorten
from typing import Any

import pandas as pd
from babel.dates import format_date

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    cohort_name,
    cohorts_key,
    dates_in_words,
    in_words,
    key_of,
    label,
    nothing,
    page_note,
    some,
    subtitle,
)
from ek_data.dataset.partial_dates import last_days
from ek_data.dataset.programme_rows import planned
from ek_data.dataset.wording import Worded
from ek_data.i18n import Language
from ek_data.palette import INK, OVERDUE, Look
from ek_data.programme.fixed_lists import EventStatus
from ek_data.tables import EVENTS, MEASURES
from ek_data.tables.shared_columns import cohort_look
from ek_data.tables.types import Column, Precision
from ek_data.text import as_sentence

NAMED = 16  # up to so many events have their words beside them
PLOT, LETTER, NARROW = 600.0, 7.0, 6.0  # pixels of a plot and of letters, as words are placed for and cut for
LEAST = 20  # characters of the words beside a mark, however far it reaches
CROWD = 200  # from so many marks on, those of one period stand together
MONTH_STEPS = (1, 2, 3, 6, 12, 24, 60, 120)
MOST_TICKS = 7


def measure_timeline(measures: pd.DataFrame, lang: Language, rows: slice = FIRST_ROWS) -> Picture:
    """Return the measures along the calendar, by their start or, where that is unknown, by the date of their status.

    Each municipality has a row, in which marks that would touch stand below one another.
    A plan without a start has no place: the date of its report is not its own.
    `measures`: measure_id, title, name (<NA>: stated for the cohort only), cohort, category, status, started_on,
    started_on_precision, status_on, status_on_precision, planned, overdue. `rows` is the part that is drawn.
    """
    name, title = lang("measures-timeline"), lang("Measures along the calendar")
    known = _placed(measures)
    whose = _whose(measures, lang)
    table = _measures_table(measures, whose, lang)
    if not known.any():
        return nothing(
            name, title, lang("No measure with a known date is in these data. Each one becomes a mark here."), table
        )
    names = whose[known].cat.remove_unused_categories().cat.categories.tolist()
    part = known & whose.isin(names[rows])  # words only for what is drawn
    owners = whose[part].astype("string")
    dated = _dated_measures(measures[part])
    reported = dated["started_on"].isna().map({True: lang("date of the report"), False: lang("start of the measure")})
    placed = dated.assign(row_name=owners, detail=owners, basis=reported)
    spec, cut = _calendar(placed, names, MEASURES["status"], rows, lang)
    notes = [lang("A large mark is a day, a small one on a bar a month or year; an unknown start: date of the report.")]
    notes += cut
    drawn = int(known.sum())
    counted = subtitle(lang("Measures by their start, else by the report"), lang, MEASURES.counted(drawn, lang))
    return Picture(name, title, _measures_finding(measures, drawn, lang), spec, table, tuple(notes), counted)


def _placed(measures: pd.DataFrame) -> pd.Series:
    """Return which measures have a place along the calendar."""
    reported: pd.Series = measures["status_on"].notna() & ~measures["planned"].astype(bool)
    return measures["started_on"].notna() | reported


def _whose(measures: pd.DataFrame, lang: Language) -> pd.Series:
    """Return whose each measure is, each name once as a category, in order: the municipality's, else the cohort's."""
    named = measures["name"].astype("category")
    if named.isna().any():
        stated = measures["cohort"].map(lambda cohort: cohort_name(cohort, lang))
        named = named.astype("string").fillna(stated).astype("category")
    return named.cat.reorder_categories(sorted(named.cat.categories))


def timeline_rows(measures: pd.DataFrame, lang: Language) -> int:
    """Return how many rows the timeline of `measures` has: one for each name."""
    return int(_whose(measures, lang)[_placed(measures)].nunique())


def programme_timeline(events: pd.DataFrame, as_of: dt.date | None, lang: Language) -> Picture:
    """Return the events along the calendar, one row for each cohort; the finding is the latest one that was held.

    `events`: rows of the table of events, with `overdue` and `host`, the name of the municipality that held it.
    """
    name, title = lang("programme-timeline"), lang("The course of the programme")
    table = events_table(events, lang)
    dated = events[events["starts_on"].notna()].rename(columns={"starts_on": "day", "starts_on_precision": "precision"})
    if dated.empty:
        return nothing(
            name, title, lang("No event with a known date is in these data. Each one becomes a mark here."), table
        )
    whose = dated["cohort"].map(lambda cohort: cohort_name(cohort, lang), na_action="ignore").astype("string")
    kinds = in_words(dated["type"], EVENTS["type"], lang)
    placed = dated.assign(row_name=whose.fillna(lang("All cohorts")), detail=dated["host"].fillna(kinds), basis="")
    if len(placed) <= NAMED:
        placed = _beside_one_another(placed.assign(words=kinds + (" " + dated["host"]).fillna("")), lang)
    names = sorted(placed["row_name"].unique())
    spec, cut = _calendar(placed, names, EVENTS["status"], FIRST_ROWS, lang)
    notes = (lang("A large mark is a day, a small one on a bar a month or year."), *cut)
    return Picture(name, title, _latest(events, lang), spec, table, notes, _course(events, len(dated), as_of, lang))


def _latest(events: pd.DataFrame, lang: Language) -> str:
    """Return which event was held last."""
    held = events[(events["status"] == EventStatus.HELD) & events["starts_on"].notna()]
    if held.empty:
        return lang("No event with a known date has been held yet.")
    last = held.sort_values("starts_on", kind="stable").to_dict("records")[-1]
    where = last["host"] if pd.notna(last["host"]) else last["place"]
    said = ", ".join(str(part) for part in (last["title"], where) if pd.notna(part))
    return as_sentence(lang("Most recent: {event}", event=said))


def _course(events: pd.DataFrame, dated: int, as_of: dt.date | None, lang: Language) -> str:
    """Return what is counted, how many have no date, and what comes next."""
    counted = subtitle(lang("Events of the programme with a date"), lang, EVENTS.counted(dated, lang))
    undated = len(events) - dated
    apart = [lang.plural("{n} more without a date", "{n} more without a date", undated)] if undated else []
    ahead = events[planned(events, EVENTS) & events["starts_on"].notna()]
    if as_of is not None:  # what was over by then is overdue
        ahead = ahead[last_days(ahead["starts_on"], ahead["starts_on_precision"]) >= pd.Timestamp(as_of)]
    if ahead.empty:
        return " · ".join([counted, *apart, lang("none announced")])
    following = ahead.sort_values("starts_on", kind="stable").to_dict("records")[0]
    day = lang.date(following["starts_on"], str(following["starts_on_precision"]))
    return " · ".join([counted, *apart, lang("next: {event}, {day}", event=following["title"], day=day)])


def _beside_one_another(placed: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return few marks with the `text` beside each, the `side` it stands on, and a lane in which it touches no other.

    Where words end can only be estimated; every other lane stays free for their height.
    """
    first = placed["day"].min()
    told = placed.sort_values(["row_name", "day"], kind="stable")
    ends_on = last_days(told["day"], told["precision"])
    span = max((ends_on.max() - first).days, 1)
    ends: dict[tuple[str, int], float] = {}
    days = [lang.short_date(day, str(precision)) for day, precision in zip(told["day"], told["precision"], strict=True)]
    texts, sides, lanes = [], [], []
    for row, day, until, words, when in zip(told["row_name"], told["day"], ends_on, told["words"], days, strict=True):
        at, until_at = ((each - first).days / span * PLOT for each in (day, until))
        room = max(int(max(at, PLOT - until_at) / NARROW) - len(when) - 3, LEAST)
        text = f"{shorten(words, room, placeholder='…')} {when}"
        wide = len(text) * LETTER + 2 * LETTER
        before = until_at + wide > PLOT and at > PLOT - until_at
        start, end = (at - wide, until_at + LETTER) if before else (at - LETTER, until_at + wide)
        lane = next(lane for lane in range(len(told)) if ends.get((row, lane), -PLOT) <= start)
        ends[row, lane] = end
        texts.append(text)
        sides.append("left" if before else "right")
        lanes.append(2 * lane)
    told = told.assign(text=texts, brief=days, side=sides, lane=lanes)
    return told.assign(lanes=told.groupby("row_name")["lane"].transform("max") + 1)


def _dated_measures(measures: pd.DataFrame) -> pd.DataFrame:
    """Return the measures with a date: the ``day`` and ``precision`` of the start, else of the status."""
    known = measures["started_on"].notna()
    precision = measures["started_on_precision"].astype("string")
    dated = measures.assign(
        day=measures["started_on"].fillna(measures["status_on"]),
        precision=precision.where(known, measures["status_on_precision"].astype("string")),
    )
    return dated[dated["day"].notna()]


def _calendar(
    dated: pd.DataFrame, names: list[str], status: Column, rows: slice, lang: Language
) -> tuple[Spec, tuple[str, ...]]:
    """Draw `dated` (row_name, title, detail, basis, day, precision, status); say what is left out or put together.

    `names` are the names of all rows in their order, of which `rows` are drawn.
    """
    drawn_names = names[rows]
    drawn = dated[dated["row_name"].isin(drawn_names)]
    notes, first = page_note(len(drawn_names), len(names), rows, lang), drawn["day"].min()
    if len(drawn) > CROWD:
        first = first.to_period(_unit(drawn["day"])).start_time  # a mark of a period is not on the edge
        drawn = _gathered(drawn, status, lang)
        notes += (
            lang("Where there are many, one mark stands for all of a quarter or year; its size for their number."),
        )
    else:
        drawn = drawn.assign(many=1, said=pd.Series(_said(drawn, status, lang), drawn.index))
    drawn = _in_lanes(drawn)
    lanes = drawn.groupby("row_name")["lanes"].first()
    rows_ = tuple(Row(name, lanes=int(lanes.get(name, 1))) for name in drawn_names)
    marks = tuple(_mark(each, drawn_names.index(each["row_name"]), status) for each in drawn.to_dict("records"))
    key = key_of(status, drawn["status"], lang) + _cohorts_key(drawn, status, lang)
    if any(mark.overdue for mark in marks):
        key += ((lang("overdue"), OVERDUE),)
    return Spec("timeline", calendar_axis(first, drawn["until"].max(), lang), marks, rows_, key=key), notes


def _mark(each: dict[Any, Any], row: int, status: Column) -> Mark:
    """Return a point for what is known to the day, a pale span with a mark inside for a month or year."""
    look, first, until = _look(each, status), day_number(each["day"]), day_number(each["until"])
    many, lane, late = int(each["many"]), int(each["lane"]), bool(each["overdue"])
    beside: dict[str, Any] = (
        {"text": each["text"], "brief": each["brief"], "side": each["side"]} if "text" in each else {}
    )
    if each["precision"] == Precision.DAY:
        size = 11 + min(many - 1, 100) ** 0.5
        return Mark(row, first, look, each["said"], size=size, counts=many, lane=lane, overdue=late, **beside)
    return Mark(row, first, look, each["said"], Form.SPAN, until=until + 1, lane=lane, overdue=late, **beside)


def _look(each: dict[Any, Any], status: Column) -> Look:
    """Return the look of the status, for what has no colour of its own in that of its cohort."""
    look, cohort = status.looks[str(each["status"])], each.get("cohort")
    return look._replace(colour=cohort_look(int(cohort)).colour) if look.colour == INK and pd.notna(cohort) else look


def _cohorts_key(drawn: pd.DataFrame, status: Column, lang: Language) -> tuple[tuple[str, Look], ...]:
    """Return the key of the cohorts where marks have their colours: no status has its own, and they are no crowd."""
    if "cohort" not in drawn:
        return ()
    without_colour = [code for code, look in status.looks.items() if look.colour == INK]
    return cohorts_key(drawn.loc[drawn["status"].isin(without_colour), "cohort"], lang)


def day_number(day: pd.Timestamp) -> float:
    """Return a day as the number of days since 1970, as the axis counts them."""
    return float((day - pd.Timestamp(0)).days)


def _said(drawn: pd.DataFrame, status: Column, lang: Language) -> list[tuple[str, ...]]:
    words, dates = _status_words(drawn, status, lang), dates_in_words(drawn["day"], drawn["precision"], lang)
    return list(zip(drawn["title"], drawn["detail"], words, drawn["basis"], dates, strict=True))


def _status_words(drawn: pd.DataFrame, status: Column, lang: Language) -> pd.Series:
    words = in_words(drawn["status"], status, lang)
    return words.mask(drawn["overdue"].astype(bool), words + ", " + lang("overdue"))


def _gathered(drawn: pd.DataFrame, status: Column, lang: Language) -> pd.DataFrame:
    """Return one mark for all of the same row, status and quarter (or year), what is overdue apart.

    ``many`` says how many it stands for.
    """
    unit = _unit(drawn["day"])
    period = drawn["day"].dt.to_period(unit)
    keys = [drawn["row_name"], drawn["status"].astype("string"), drawn["overdue"], period.rename("period")]
    marks_ = drawn.groupby(keys).size().rename("many").reset_index()
    middle = marks_["period"].dt.start_time + (marks_["period"].dt.end_time - marks_["period"].dt.start_time) / 2
    said = _status_words(marks_, status, lang)
    spans = [format_date(day, "y" if unit == "Y" else "QQQQ y", locale=lang.locale) for day in middle]
    facts = zip(marks_["row_name"], spans, said, marks_["many"], strict=True)
    told = [(name, span, f"{lang.number(many)} {word}") for name, span, word, many in facts]
    return marks_.assign(day=middle.dt.normalize(), precision="day", title="", said=pd.Series(told, marks_.index))


def _unit(days: pd.Series) -> str:
    """Return the period in which marks would touch on a phone: a quarter, over more than four years a year."""
    return "Y" if (days.max() - days.min()).days > 1500 else "Q"


def _in_lanes(dated: pd.DataFrame) -> pd.DataFrame:
    """Return marks with ``until``, the end of their span, and a ``lane`` of the row in which they touch no other.

    Marks of one row and one quarter of a year stand below one another, because on a phone they would overlap.
    """
    precision = dated["precision"].astype("string").fillna("day")
    until = last_days(dated["day"], precision)
    near = dated["day"].dt.to_period(_unit(dated["day"]))
    placed = dated.assign(until=until, precision=precision, near=near.astype(str))
    if "lane" in placed:
        return placed
    placed = placed.sort_values(["row_name", "day", "title"], kind="stable")
    placed["lane"] = placed.groupby(["row_name", "near"]).cumcount()
    placed["lanes"] = placed.groupby("row_name")["lane"].transform("max") + 1
    return placed


def calendar_axis(first: pd.Timestamp, last: pd.Timestamp, lang: Language) -> Axis:
    """Return an axis of days, from the month of the first to that after the last, with months and years in words."""
    months = pd.period_range(first.to_period("M"), last.to_period("M") + 1, freq="M")
    step = next(step for step in MONTH_STEPS if len(months) / step <= MOST_TICKS or step == MONTH_STEPS[-1])
    ticks = months[(months.year * 12 + months.month - 1) % step == 0]
    form = "y" if step >= 12 else "MMM\n y"
    words = tuple(
        (day_number(tick.start_time), format_date(tick.start_time, form, locale=lang.locale).replace("\n ", "\n"))
        for tick in ticks
    )
    return Axis(day_number(months[0].start_time), day_number(months[-1].end_time.normalize()), words)


def _measures_finding(measures: pd.DataFrame, dated: int, lang: Language) -> str:
    started = measures["started_on"].notna()
    sentence = lang.plural(
        "{dated} of {n} measure is in the calendar, {started} with a known start",
        "{dated} of {n} measures are in the calendar, {started} with a known start",
        len(measures),
        dated=lang.number(dated),
        started=some(int(started.sum()), lang),
    )
    plans = int((measures["planned"].astype(bool) & ~started).sum())
    if not plans:
        return sentence + "."
    return f"{sentence}; {lang.plural('{n} plan has no date', '{n} plans have no date', plans)}."


def _measures_table(measures: pd.DataFrame, whose: pd.Series, lang: Language) -> Worded:
    """Return the measures in the order of the rows of the picture."""
    ordered = whose.cat.codes.sort_values(kind="stable").index
    return Worded(measures.loc[ordered], partial(_measures_words, lang=lang))


def _measures_words(measures: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("title", lang): measures["title"],
            label("name", lang): measures["name"].astype("string").fillna(lang("Cohort as a whole")),
            label("cohort", lang): measures["cohort"],
            label("category", lang): in_words(measures["category"], MEASURES["category"], lang),
            label("status", lang): in_words(measures["status"], MEASURES["status"], lang),
            label("started_on", lang): dates_in_words(measures["started_on"], measures["started_on_precision"], lang),
            label("status_on", lang): dates_in_words(measures["status_on"], measures["status_on_precision"], lang),
        }
    )


def events_table(events: pd.DataFrame, lang: Language) -> Worded:
    """Return events in words by their date: date, type, title, place, status."""
    return Worded(events.sort_values("starts_on", kind="stable"), partial(_events_words, lang=lang))


def _events_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("starts_on", lang): dates_in_words(ordered["starts_on"], ordered["starts_on_precision"], lang),
            label("type", lang): in_words(ordered["type"], EVENTS["type"], lang),
            label("title", lang): ordered["title"],
            label("place", lang): ordered["place"],
            label("status", lang): in_words(ordered["status"], EVENTS["status"], lang),
        }
    )
