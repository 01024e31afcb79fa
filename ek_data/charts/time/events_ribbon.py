"""The ribbon of the events: what was, when and for whom, up to today, as precise as each date is known."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from textwrap import shorten
from typing import Any

import pandas as pd
from babel.dates import format_date

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Guide, Mark, Row, Said, Spec
from ek_data.charts.style import (
    NOT_REPORTED,
    WORDS,
    cohort_name,
    cohorts_key,
    key_of,
    nothing,
    subtitle,
)
from ek_data.charts.time.timelines import day_number, events_table
from ek_data.dataset.partial_dates import last_days
from ek_data.dataset.programme_rows import in_programme
from ek_data.figures import event_words
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, NO_SYMBOL, OVERDUE, PALE, Look
from ek_data.programme.fixed_lists import EventStatus
from ek_data.tables import EVENTS
from ek_data.tables.shared_columns import cohort_look
from ek_data.tables.types import Precision

MOST_ONE_BY_ONE = 12  # events of one kind; of more, those of a quarter stand together
ROOM = 700  # pixels of the time axis on a page that is not wide, by which words are set apart
LETTER = 6.2  # pixels
MOST_LETTERS = 46  # at a mark that has no room for more; the whole is told
OLD = 31  # days without a report from which on that is a message
STEPS = (1, 3, 6, 12, 24, 60, 120)
MOST_TICKS = 14


@dataclass(frozen=True)
class Scale:
    """The time axis: from `low` to `high`, in days since 1970, up to which day the data speak, and today."""

    low: float
    high: float
    as_of: float | None
    today: float

    def days(self, letters: int) -> float:
        """Return how much of the axis so many letters take."""
        return letters * LETTER / ROOM * (self.high - self.low)

    def letters(self, days: float) -> int:
        """Return how many letters so much of the axis has room for."""
        return int(days / self.days(1))


def event_ribbon(events: pd.DataFrame, as_of: dt.date | None, today: dt.date, lang: Language) -> Picture:
    """Return the events along the time up to `today`, a row for each kind; what lies beyond `as_of` is shaded.

    `events`: rows of the table of events, with `overdue` and `host` (a short name, <NA>: the Land or others). Those
    outside the programme are grey, and have no words.
    """
    name, title = lang("events-ribbon"), lang("Events up to today")
    own = in_programme(events)
    table = events_table(events[own], lang)
    if not own.any():
        return nothing(
            name, title, lang("No event of the programme is known yet. Each one becomes a mark here."), table
        )
    scale = _scale(events[own], as_of, today)
    shown = events.assign(kind=event_words.kinds(events), own=own)
    rows: list[Row] = []
    marks: list[Mark] = []
    for kind in event_words.KINDS:
        part = shown[shown["kind"] == kind]
        placed = _in_lanes(_marks_of(part, scale, lang), scale)
        if not placed:
            continue
        programme = part[part["own"]]
        words = event_words.kind_words(programme if len(programme) else part, kind, lang)
        lanes = 1 + max(mark.lane for mark in placed)
        number = f" {lang.number(len(programme))}" if len(programme) else ""
        marks += [replace(mark, row=len(rows)) for mark in placed]
        rows.append(Row(f"{words}{number}", lanes=lanes))
    marks += _silence(events[own], rows, scale, lang)
    spec = Spec(
        "timeline",
        _axis(scale, lang),
        tuple(marks),
        tuple(rows),
        key=_key(marks, shown, lang),
        guides=_guides(as_of, today, scale, lang),
        shaded=(scale.as_of, scale.today) if scale.as_of and scale.as_of < scale.today else None,
    )
    counted = subtitle(lang("Events of the programme"), lang, EVENTS.counted(int(own.sum()), lang))
    return Picture(name, title, _finding(events[own], lang), spec, table, _notes(spec, events, lang), counted)


def _scale(events: pd.DataFrame, as_of: dt.date | None, today: dt.date) -> Scale:
    ends = last_days(events["starts_on"], events["starts_on_precision"])
    days = [*events["starts_on"].dropna(), *ends.dropna(), pd.Timestamp(today)]
    days += [pd.Timestamp(as_of)] if as_of else []
    first, last = day_number(pd.Timestamp(min(days).year, 1, 1)), day_number(max(days))
    known = day_number(pd.Timestamp(as_of)) if as_of else None
    return Scale(first, last + (last - first) / 60, known, day_number(pd.Timestamp(today)))


def _marks_of(events: pd.DataFrame, scale: Scale, lang: Language) -> list[Mark]:
    """Return the marks of one kind: each event, of crowded years each quarter, and bands for what has no date."""
    own = events[events["own"]]
    dated, undated = own[own["starts_on"].notna()], own[own["starts_on"].isna()]
    single = len(own["type"].unique()) == 1
    if len(dated) > MOST_ONE_BY_ONE:
        marks = _quarters(dated, INK, lang)
    else:
        marks = [_event(event, single, scale, lang) for event in dated.to_dict("records")]
    keys = ["type", "cohort", "status"] if len(undated) <= MOST_ONE_BY_ONE else ["status"]
    marks += [_band(part, scale, lang) for _group, part in undated.groupby(keys, observed=True, dropna=False)]
    outside = events[~events["own"] & events["starts_on"].between(_day(scale.low), _day(scale.high))]
    if len(outside) > MOST_ONE_BY_ONE * 2:
        return marks + _quarters(outside, MUTED, lang)
    return marks + [_outside(event, lang) for event in outside.to_dict("records")]


def _day(number: float) -> pd.Timestamp:
    return pd.Timestamp(0) + pd.Timedelta(days=number)


def _event(event: dict[Any, Any], single: bool, scale: Scale, lang: Language) -> Mark:
    """Return a point for a day, a pale bar for a month or year, with the words beside it where there is room."""
    look = _look(event)
    first, last = _span(event)
    beyond = scale.as_of if scale.as_of and last <= scale.as_of else scale.high
    right, left = scale.letters(beyond - last) - 3, scale.letters(first - scale.low) - 3
    most = max(MOST_LETTERS, scale.letters(scale.high - last), left)
    text = shorten(_words(event, single, lang), most, placeholder=" …")
    side = "left" if right < len(text) <= left else "right"
    more: dict[str, Any] = {
        "text": text,
        "side": side,
        "overdue": bool(event["overdue"]),
        "key": str(event["event_id"]),
    }
    if event["starts_on_precision"] == Precision.DAY:
        return Mark(0, first, look, _told(event, lang), **more)
    return Mark(0, first, look, _told(event, lang), Form.SPAN, last + 1, **more)


def _span(event: dict[Any, Any]) -> tuple[float, float]:
    last = last_days(pd.Series([event["starts_on"]]), pd.Series([event["starts_on_precision"]])).iloc[0]
    return day_number(event["starts_on"]), day_number(last)


def _look(event: dict[Any, Any]) -> Look:
    """Return the look of the status in the colour of the cohort."""
    look = EVENTS["status"].looks[str(event["status"])]
    return look if pd.isna(event["cohort"]) else look._replace(colour=cohort_look(int(event["cohort"])).colour)


def _words(event: dict[Any, Any], single: bool, lang: Language) -> str:
    """Return what is written at a mark: its type or, where all are of one, its host; the day; place or attendance."""
    place = "" if pd.isna(event["place"]) else str(event["place"]).partition(",")[0]
    what = lang.of(EVENTS["type"].option(str(event["type"])).words)
    host = "" if pd.isna(event["host"]) else str(event["host"])
    day = lang.short_date(event["starts_on"].date(), str(event["starts_on_precision"]))
    came = "" if pd.isna(event["attendance"]) else event_words.number_that_came(event).words(lang)
    first = (host or place or what) if single else what
    return ", ".join(filter(None, (f"{first} {day}", came or ("" if single else host or place))))


def _told(event: dict[Any, Any], lang: Language) -> Said:
    who = "" if pd.isna(event["cohort"]) else cohort_name(event["cohort"], lang)
    came = "" if pd.isna(event["attendance"]) else event_words.who_came(event, lang)
    host = "" if pd.isna(event["host"]) else str(event["host"])
    return (str(event["title"]), host, event_words.when(event, lang), event_words.status(event, lang), who, came)


def _band(events: pd.DataFrame, scale: Scale, lang: Language) -> Mark:
    """Return a dashed band over the time in which events without a date lie: from their cohort's year to the Stand."""
    first = events.iloc[0].to_dict()
    cohorts = events["cohort"].dropna()
    low = day_number(pd.Timestamp(int(cohorts.min()), 1, 1)) if len(cohorts) == len(events) else scale.low
    low = max(scale.low, low)
    high = scale.as_of if first["status"] == EventStatus.HELD and scale.as_of else scale.high
    option, status = EVENTS["type"].option(str(first["type"])), EVENTS["status"].option(str(first["status"]))
    one_type = events["type"].nunique() == 1
    what = option.counted(len(events), lang) if one_type else EVENTS.counted(len(events), lang)
    what = lang.of(option.words) if len(events) == 1 else what
    who = f"{what} {lang.of(status.words)}"
    text = f"{who}, {lang('undated')}"
    titles = tuple(lang.some([str(title) for title in events["title"]], 5))
    look = _look(first) if cohorts.nunique() == 1 else Look(INK, "circle")
    look = look._replace(symbol=NO_SYMBOL, dash="dash")
    key = ",".join(events["event_id"].astype(str).head(MOST_ONE_BY_ONE))
    return Mark(0, low, look, (text, *titles), Form.SPAN, max(high, low + 1), text, counts=len(events), key=key)


def _quarters(events: pd.DataFrame, colour: str, lang: Language) -> list[Mark]:
    """Return one mark with its number for the events of each quarter and status, what is overdue apart."""
    first = events["starts_on"].dt.to_period("Q").dt.start_time
    marks = []
    labels, looks = EVENTS["status"].words(lang), EVENTS["status"].looks
    for (start, status, late), part in events.groupby([first, "status", "overdue"], observed=True):
        day = pd.Timestamp(str(start))
        said = (format_date(day, "QQQQ y", locale=lang.locale), EVENTS.counted(len(part), lang), labels[str(status)])
        middle = day_number(day) + 45
        text = lang.number(len(part))
        look, counts = looks[str(status)]._replace(colour=colour), len(part) if colour == INK else 0
        marks.append(Mark(0, middle, look, said, text=text, size=7, counts=counts, overdue=bool(late)))
    return marks


def _outside(event: dict[Any, Any], lang: Language) -> Mark:
    first, last = _span(event)
    look = EVENTS["status"].looks[str(event["status"])]._replace(colour=MUTED)
    return Mark(0, (first + last) / 2, look, _told(event, lang), size=8, counts=0, key=str(event["event_id"]))


def _in_lanes(marks: list[Mark], scale: Scale) -> list[Mark]:
    """Return marks in lanes in which neither they nor their words touch; every second lane, so that words fit."""
    taken: list[list[tuple[float, float]]] = []
    placed = []
    for mark in sorted(marks, key=lambda mark: (mark.look.dash != "solid", not mark.counts, mark.x)):
        low, high = _reach(mark, scale)
        free = (n for n, spans in enumerate(taken) if all(high < start or low > end for start, end in spans))
        lane = next(free, len(taken))
        taken[lane : lane + 1] = [[*(taken[lane] if lane < len(taken) else []), (low, high)]]
        placed.append((mark, lane))
    return [part for mark, lane in placed for part in _with_words_inside(mark, 2 * lane, scale)]


def _reach(mark: Mark, scale: Scale) -> tuple[float, float]:
    words = scale.days(len(mark.text) + 2) if mark.text else 0
    gap = scale.days(2)
    if mark.look.dash != "solid":
        return min(mark.x, mark.end - words), max(mark.end, mark.x + words)
    return (mark.x - gap, mark.end + words + gap) if mark.side == "right" else (mark.x - words - gap, mark.end + gap)


def _with_words_inside(mark: Mark, lane: int, scale: Scale) -> list[Mark]:
    """Return a mark in its lane; the words of a band stand inside it."""
    if mark.look.dash == "solid":
        return [replace(mark, lane=lane)]
    inside = Mark(0, mark.x + scale.days(1), WORDS, form=Form.WORDS, text=mark.text, counts=0, lane=lane)
    if mark.x + scale.days(len(mark.text) + 2) > scale.high:
        inside = replace(inside, x=mark.end - scale.days(1), side="left")
    return [replace(mark, lane=lane, text=""), inside]


def _silence(events: pd.DataFrame, rows: list[Row], scale: Scale, lang: Language) -> list[Mark]:
    """Return in words how long nothing was reported and whether anything is to come, where there is room for that."""
    if scale.as_of is None or scale.today - scale.as_of < OLD or not rows:
        return []
    if any(day_number(day) > scale.as_of for day in events["starts_on"].dropna()):
        return []
    day, today = (dt.date(1970, 1, 1) + dt.timedelta(days=at) for at in (scale.as_of, scale.today))
    said = (lang("last report {ago}", ago=lang.ago(day, today)), lang("nothing more announced"))
    row = max(range(len(rows)), key=lambda at: rows[at].lanes)
    middle = (rows[row].lanes - 1) // 2
    lanes = (middle - 1, middle + 1) if rows[row].lanes > 2 else (middle,)
    texts = said if len(lanes) > 1 else (said[0],)
    if scale.days(max(map(len, texts)) + 3) > scale.today - scale.as_of:
        return []
    return [
        Mark(row, scale.as_of + scale.days(3), WORDS, form=Form.WORDS, text=text, counts=0, lane=lane)
        for text, lane in zip(texts, lanes, strict=True)
    ]


def _axis(scale: Scale, lang: Language) -> Axis:
    first, last = map(_day, (scale.low, scale.high))
    months = pd.period_range(first, last, freq="M")
    step = next(step for step in STEPS if len(months) / step <= MOST_TICKS or step == STEPS[-1])
    ticks = months[(months.year * 12 + months.month - 1) % step == 0]
    words = (format_date(tick.start_time, "y" if tick.month == 1 else "MMM", locale=lang.locale) for tick in ticks)
    places = tuple(zip((day_number(tick.start_time) for tick in ticks), words, strict=True))
    return Axis(scale.low, scale.high, places)


def _guides(as_of: dt.date | None, today: dt.date, scale: Scale, lang: Language) -> tuple[Guide, ...]:
    guides = []
    if as_of and scale.as_of is not None:
        guides.append(Guide(scale.as_of, lang("As of {day}", day=lang.short_date(as_of))))
    if scale.as_of is None or scale.today - scale.as_of > scale.days(16):
        guides.append(Guide(scale.today, lang("today {day}", day=lang.short_date(today))))
    return tuple(guides)


def _key(marks: list[Mark], events: pd.DataFrame, lang: Language) -> tuple[tuple[str, Look], ...]:
    own = events[events["own"]]
    key = cohorts_key(own["cohort"], lang)
    key += key_of(EVENTS["status"], own["status"], lang) if own["status"].nunique() > 1 else ()
    spans = [mark for mark in marks if mark.form == Form.SPAN]
    if any(mark.look.dash == "solid" for mark in spans):
        key += ((lang("Month or year known"), Look(INK, NO_SYMBOL, shade=PALE)),)
    if any(mark.look.dash != "solid" for mark in spans):
        key += ((lang("undated"), Look(INK, NO_SYMBOL, "dash", shade=PALE / 3)),)
    if any(mark.overdue for mark in marks):
        key += ((lang("overdue"), OVERDUE),)
    if not events["own"].all():
        key += ((lang("Outside the programme"), NOT_REPORTED),)
    return key


def _notes(spec: Spec, events: pd.DataFrame, lang: Language) -> tuple[str, ...]:
    notes = [lang("A point is a day, a pale bar a month or year; a dashed band spans the time in which it was.")]
    if any(not mark.key and mark.counts for mark in spec.marks):
        notes.append(lang("Where there are many, one mark stands for all of a quarter and has their number."))
    outside = events[~in_programme(events)]
    drawn = outside["starts_on"].between(_day(spec.across.low), _day(spec.across.high))
    if more := int((~drawn).sum()):
        notes.append(
            lang.plural(
                "{n} event outside the programme lies before it or has no date; it stands among all rows.",
                "{n} events outside the programme lie before it or have no date; they stand among all rows.",
                more,
            )
        )
    return tuple(notes)


def _finding(events: pd.DataFrame, lang: Language) -> str:
    by_status = events["status"].astype("string").value_counts()
    labels = EVENTS["status"].words(lang)
    parts = [
        f"{lang.number(int(by_status[code]))} {labels[code]}"
        for code in EVENTS["status"].furthest_first
        if code in by_status
    ]
    sentence = lang.plural("{n} event: {parts}", "{n} events: {parts}", len(events), parts=lang.listing(parts))
    undated = int(events["starts_on"].isna().sum())
    more = lang.plural("{n} of them has no known date", "{n} of them have no known date", undated)
    return f"{sentence}; {more}." if undated else f"{sentence}."
