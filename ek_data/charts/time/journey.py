"""Picture of the way of one municipality through the programme: meetings, award and what it reported."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Guide, Mark, Row, Side, Spec
from ek_data.charts.style import dates_in_words, in_words, key_of, nothing
from ek_data.charts.time.timelines import calendar_axis, day_number
from ek_data.dataset.partial_dates import last_days
from ek_data.i18n import Language
from ek_data.palette import MUTED, Look
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES
from ek_data.tables.shared_columns import cohort_look
from ek_data.tables.types import Precision

PHASE = "triangle-right"
UNKNOWN = Look(MUTED, "circle-open")
MOST_DATES = 12  # of measures that have a row each
BEHIND = 0.45  # of the way across; beyond, words stand before their mark


@dataclass(frozen=True)
class Way:
    """What the picture is made of: the municipality, since when, its phases, meetings open to it, measures."""

    member: pd.Series
    began: pd.Timestamp
    phases: pd.DataFrame
    meetings: pd.DataFrame
    measures: pd.DataFrame
    as_of: dt.date | None


def journey(way: Way, lang: Language) -> Picture:
    """Return the way: a row for the time in the programme, each phase, dated meeting, the award, and the measures.

    What has no date stands in the table only, and the finding says how many of the meetings that are.
    """
    name, title = f"{lang('way-through-the-programme')}-{way.member['ars']}", lang("Way through the programme")
    table, finding = _table(way, lang), took_part(way.meetings, lang)
    if way.as_of is None or pd.isna(way.began) or pd.Timestamp(way.as_of) < way.began:
        return nothing(name, title, lang("No day of the programme is known yet on which something was."), table)
    notes: tuple[str, ...] = (
        lang(
            "A filled mark: a source says that it took part. A hollow one: no source says so, which does not mean no."
        ),
        lang("A measure stands at its start or, where that is unknown, at the date of the report."),
    )
    if _by_year(way):
        notes = (*notes, lang("The measures of one year stand together; the table has their dates."))
    spec = _spec(way, pd.Timestamp(way.as_of), lang)
    return Picture(name, title, finding, spec, table, notes, lang("Meetings, award and measures along the calendar"))


def took_part(meetings: pd.DataFrame, lang: Language) -> str:
    """Return in how many of the meetings open to it a municipality is known to have taken part."""
    if meetings.empty:
        return lang("No meeting that was open to this municipality is in the data.")
    known, undated = int(meetings["took_part"].sum()), int(meetings["starts_on"].isna().sum())
    said = _known(known, len(meetings), lang)
    if not undated:
        return said
    return f"{said} {lang.plural('{n} of them is undated.', '{n} of them are undated.', undated)}"


def _known(known: int, open_to_it: int, lang: Language) -> str:
    if not known:
        return lang.plural(
            "{n} meeting was open to it; no source says whether it took part.",
            "{n} meetings were open to it; no source says whether it took part.",
            open_to_it,
        )
    return lang.plural(
        "{n} meeting was open to it: participation is known of {count}, of {rest} nothing is stated.",
        "{n} meetings were open to it: participation is known of {count}, of {rest} nothing is stated.",
        open_to_it,
        count=lang.number(known),
        rest=lang.number(open_to_it - known),
    )


class Station(NamedTuple):
    """Something on the way: the row it stands in, when it was, what is written beside the date, and its look.

    `brief` is what is written there on a phone.
    """

    row: str
    day: pd.Timestamp
    precision: str
    words: str
    brief: str
    look: Look
    counts: int = 1


def _spec(way: Way, end: pd.Timestamp, lang: Language) -> Spec:
    """Return a row for the time in the programme, and one for each station after it."""
    own = cohort_look(int(way.member["cohort"])) if pd.notna(way.member["cohort"]) else Look(MUTED, "circle")
    own = own._replace(symbol="circle", dash="solid")
    stations = list(_stations(way, own, lang))
    days = [station.day for station in stations]
    first = min([way.began, *days])  # it may have been a guest before it began
    axis = calendar_axis(first, pd.Timestamp(max([end, *days]).year, 12, 31), lang)
    rows = [Row(lang("In the programme"))]
    marks = [
        Mark(0, day_number(way.began), own, form=Form.LINE, until=day_number(end), counts=0, size=5),
        Mark(0, day_number(end), own._replace(dash="dot"), form=Form.LINE, until=axis.high, counts=0, size=2),
    ]
    for station in stations:
        rows.append(Row(station.row))
        marks.append(_mark(station, len(rows) - 1, axis, lang))
    guides = (Guide(day_number(end), lang("As of {day}", day=lang.date(end.date()))),)
    key = key_of(MEASURES["status"], _shown(way)["status"], lang)
    return Spec("timeline", axis, tuple(marks), tuple(rows), guides=guides, key=key)


def _stations(way: Way, own: Look, lang: Language) -> Iterator[Station]:
    """Yield the phases, the dated meetings, the award, and for each status the measures of one date together."""
    phases = KEY_FACTS["metric"].words(lang)
    for each in way.phases.to_dict("records"):
        look = own._replace(symbol=PHASE)
        yield Station(phases[each["metric"]], each["as_of"], each["as_of_precision"], lang("phase began"), "", look)
    types = EVENTS["type"].words(lang)
    for each in way.meetings[way.meetings["starts_on"].notna()].to_dict("records"):
        words, look = (lang("took part"), own) if each["took_part"] else (lang("no statement"), UNKNOWN)
        brief = "" if each["took_part"] else "?"
        yield Station(types[each["type"]], each["starts_on"], each["starts_on_precision"], words, brief, look)
    award, precision = way.member["certified_on"], way.member["certified_on_precision"]
    if pd.notna(award):
        yield Station(lang("Award"), award, precision, lang("awarded"), "", own._replace(symbol="star"))
    labels, looks, shown = MEASURES["status"].words(lang), MEASURES["status"].looks, _shown(way)
    for code in MEASURES["status"].furthest_first:
        for _date, part in shown[shown["status"] == code].groupby(["since", "precision"]):
            first, n = part.iloc[0], len(part)
            said = lang.plural("{n} measure", "{n} measures", n)
            brief = f"{lang.number(n)}\N{MULTIPLICATION SIGN}"
            yield Station(labels[code], first["since"], first["precision"], said, brief, looks[code], n)


def _shown(way: Way) -> pd.DataFrame:
    """Return the measures that have a place on the way, those of one year together where there are many dates."""
    placed = _placed(way)
    if not _by_year(way):
        return placed
    years: pd.Series = placed["since"].dt.to_period("Y").dt.start_time.clip(lower=way.began)
    return placed.assign(since=years, precision=str(Precision.YEAR))


def _placed(way: Way) -> pd.DataFrame:
    placed: pd.DataFrame = way.measures[(way.measures["since"] >= way.began).fillna(False)]
    return placed


def _by_year(way: Way) -> bool:
    return len(_placed(way)[["status", "since", "precision"]].drop_duplicates()) > MOST_DATES


def _mark(station: Station, row: int, axis: Axis, lang: Language) -> Mark:
    """Return a point for a day, a pale span with a mark inside for a month or year, its words where there is room."""
    date = dates_in_words(pd.Series([station.day]), pd.Series([station.precision], dtype="string"), lang)[0]
    said, first = f"{date} · {station.words}", day_number(station.day)
    side: Side = "left" if (first - axis.low) / (axis.high - axis.low) > BEHIND else "right"
    brief = " ".join(filter(None, (lang.short_date(station.day.date(), station.precision), station.brief)))
    mark = Mark(row, first, station.look, (station.row, said), text=said, brief=brief, side=side, counts=station.counts)
    if station.precision == Precision.DAY:
        return mark
    last = last_days(pd.Series([station.day]), pd.Series([station.precision], dtype="string")).iloc[0]
    return replace(mark, form=Form.SPAN, until=day_number(last) + 1)


def _table(way: Way, lang: Language) -> pd.DataFrame:
    """Return the same in words: what, when, and whether it took part."""
    phases, meetings, measures = way.phases, way.meetings, way.measures
    what, when, how = lang("What"), lang("When"), lang("Statement")
    begun = pd.DataFrame(
        {
            what: in_words(phases["metric"], KEY_FACTS["metric"], lang),
            when: dates_in_words(phases["as_of"], phases["as_of_precision"], lang),
            how: lang("phase began"),
        }
    )
    told = pd.DataFrame(
        {
            what: meetings["title"].astype("string"),
            when: dates_in_words(meetings["starts_on"], meetings["starts_on_precision"], lang),
            how: meetings["took_part"].map({True: lang("took part"), False: lang("no statement")}),
        }
    )
    award = pd.DataFrame({name: [way.member[name]] for name in ("certified_on", "certified_on_precision")})
    plaque = pd.DataFrame(
        {
            what: [lang("Award")],
            when: dates_in_words(award["certified_on"], award["certified_on_precision"], lang),
            how: [lang("awarded")],
        }
    )[award["certified_on"].notna().to_numpy()]
    reported = pd.DataFrame(
        {
            what: measures["title"].astype("string"),
            when: dates_in_words(measures["since"], measures["precision"], lang),
            how: in_words(measures["status"], MEASURES["status"], lang),
        }
    )
    return pd.concat([begun, told, plaque, reported], ignore_index=True).astype("string")
