"""The pictures of the pages, each from a data set to a picture with its sources, so that it can be made once and kept.

``data.result(build.adoption_curve, lang, None)`` makes it at the first request only. Frames that several pictures
or pages of rows need are kept in the same way.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

import pandas as pd

from ek_data.analysis import cohorts, profile, programme_time
from ek_data.analysis import completeness as known
from ek_data.analysis import funding as paid
from ek_data.analysis import journey as own_way
from ek_data.analysis import participation as participations
from ek_data.analysis.programme_time import USUAL, Comparison
from ek_data.charts import adoption, municipalities
from ek_data.charts import completeness as completeness_charts
from ek_data.charts import events as event_charts
from ek_data.charts import funding as funding_charts
from ek_data.charts import measures as measure_charts
from ek_data.charts import peers as peers_charts
from ek_data.charts import progress_matrix as progress_charts
from ek_data.charts.picture import Picture
from ek_data.charts.style import FIRST_ROWS, subtitle
from ek_data.charts.time import events_ribbon, timelines
from ek_data.charts.time import journey as journeys
from ek_data.charts.time.timelines import timeline_rows
from ek_data.dataset import programme_rows
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import of_programme, overdue, planned
from ek_data.dataset.wording import Worded
from ek_data.figures import key_facts
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.maps import indicators, model
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES

LATEST = slice(0, 10)  # conferences; the table has all
IN_THE_TIMELINE = (
    "title",
    "municipality",
    "cohort",
    "category",
    "status",
    "started_on",
    "started_on_precision",
    "status_on",
    "status_on_precision",
)


def adoption_curve(data: Dataset, category: str | None, lang: Language, comparison: Comparison = USUAL) -> Picture:
    """Return how many municipalities had an implemented measure by each month."""
    curve = data.result(cohorts.adoption_curve, category, comparison)
    return adoption.adoption_curve(curve, lang, comparison.start, category).sourced(data.measures)


def first_implemented(
    data: Dataset, lang: Language, comparison: Comparison = USUAL, cohort: int | None = None
) -> Picture:
    """Return when each municipality of the cohorts compared implemented its first measure, or of one `cohort` alone."""
    pair = programme_time.compared(data, comparison)
    firsts = data.result(cohorts.first_implemented, comparison.start)
    firsts = firsts[firsts["cohort"].isin(pair)]
    window = programme_time.common_window(data, comparison) if len(pair) > 1 else programme_time.NEVER
    picture = municipalities.first_implemented(firsts, lang, comparison.start, window, cohort)
    return picture.sourced(data.measures)


def measures_per_municipality(data: Dataset, lang: Language) -> Picture:
    """Return how many measures each municipality has implemented."""
    return municipalities.measures_per_municipality(cohorts.measures_per_municipality(data), lang).sourced(
        data.measures
    )


def adoption_matrix(data: Dataset, lang: Language) -> Picture:
    """Return in how many municipalities of each cohort each category is implemented."""
    return adoption.adoption_matrix(cohorts.adoption_matrix(data), lang).sourced(data.measures)


def conference_attendance(data: Dataset, lang: Language) -> Picture:
    """Return how many people came to each of the latest conferences, beside what is reported of all."""
    limit = key_facts.conference_ceiling(data, lang)
    picture = event_charts.conference_attendance(cohorts.conference_attendance(data), lang, limit, LATEST)
    return picture.sourced(partial(of_programme, data.events))


def measures_by_status(data: Dataset, lang: Language) -> Picture:
    """Return how many measures are in which status."""
    picture = measure_charts.measures_by_status(data.result(cohorts.status_by_category), lang)
    return picture.sourced(partial(of_programme, data.measures))


def progress_matrix(
    data: Dataset, rows: slice, lang: Language, beyond: bool = False, opened: int | None = None
) -> Picture:
    """Return who has got how far with what; `beyond` the programme too, and of many cohorts with one `opened`."""
    progress, members, stated = _progress(data, beyond)
    picture = progress_charts.progress_matrix(progress, members, stated, lang, opened, rows)
    named = data.measures["municipality"].notna()
    return picture.sourced(lambda: data.measures[named] if beyond else programme_rows.named_measures(data))


def progress_below_strip(
    data: Dataset, rows: slice, lang: Language, beyond: bool = False, opened: int | None = None
) -> Picture:
    """Return the same without its key, because the strip above it on the page is one."""
    whole = data.result(progress_matrix, rows, lang, beyond, opened)
    return replace(whole, spec=whole.spec and replace(whole.spec, key=()))


def progress_by_category(data: Dataset, lang: Language, beyond: bool = False) -> Picture:
    """Return the same for a narrow window: category by category."""
    whole = data.result(progress_matrix, FIRST_ROWS, lang, beyond)
    spec = progress_charts.categories(data.result(cohorts.progress_matrix, beyond), lang)
    return replace(whole, name=lang("measures-by-category"), spec=spec)


def beside_progress(data: Dataset, lang: Language, beyond: bool = False) -> tuple[tuple[str, str], ...]:
    """Return what is reported without names only, and who reports nothing, cohort by cohort."""
    return progress_charts.lines(*_progress(data, beyond), lang)


def progress_rows(data: Dataset, beyond: bool, opened: int | None) -> tuple[tuple[int, ...], int]:
    """Return the cohorts among which one is opened, none if all are, and how many rows those opened have."""
    progress, members, _stated = _progress(data, beyond)
    shown = progress_charts.reporting(progress, members)
    if not progress_charts.folds(shown):
        return (), len(shown)
    cohorts_ = tuple(sorted(map(int, shown["cohort"].dropna().unique())))
    return cohorts_, int((shown["cohort"] == progress_charts.opened_cohort(shown, opened)).sum())


def _progress(data: Dataset, beyond: bool) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    progress = data.result(cohorts.progress_matrix, beyond)
    return progress, data.result(programme_time.members), data.result(programme_rows.cohort_statements)


def timeline_measures(data: Dataset) -> pd.DataFrame:
    """Return the measures of named municipalities with the short `name` of each, a category because it recurs.

    Columns: those that the timeline needs, with the name in place of the municipality.
    """
    rows = programme_rows.named_measures(data, IN_THE_TIMELINE)
    owners = rows["municipality"].astype("category")
    names = (data.unfiltered or data).names_by_ars
    short = owners.cat.categories.map(names)
    unique = short.unique()
    codes = unique.get_indexer(short)[owners.cat.codes]
    rows = rows.assign(planned=planned(rows, MEASURES), overdue=overdue(rows, MEASURES, data.as_of))
    return rows.drop(columns="municipality").assign(name=pd.Categorical.from_codes(codes, unique))


def timeline_length(data: Dataset, lang: Language) -> int:
    """Return how many rows the timeline has."""
    return timeline_rows(data.result(timeline_measures), lang)


def measure_timeline(data: Dataset, rows: slice, lang: Language) -> Picture:
    """Return the measures of named municipalities along the calendar."""
    picture = timelines.measure_timeline(data.result(timeline_measures), lang, rows)
    return picture.sourced(partial(programme_rows.named_measures, data))


def event_ribbon(data: Dataset, today: dt.date, outside: bool, lang: Language) -> Picture:
    """Return the events of the programme up to `today`, with those `outside` it in grey if that is wanted."""
    events = data.events if outside else of_programme(data.events)
    hosts = events["municipality"].map((data.unfiltered or data).names)
    drawn = events.assign(overdue=overdue(events, EVENTS, data.as_of), host=hosts)
    return events_ribbon.event_ribbon(drawn, data.as_of, today, lang).sourced(events)


def programme_timeline(data: Dataset, lang: Language) -> Picture:
    """Return the course of the programme: the events of each cohort along the calendar."""
    events = of_programme(data.events)
    names = (data.unfiltered or data).names_by_ars
    drawn = events.assign(
        overdue=overdue(events, EVENTS, data.as_of), host=events["municipality"].map(names).astype("string")
    )
    return timelines.programme_timeline(drawn, data.as_of, lang).sourced(events)


def participation(data: Dataset, lang: Language) -> Picture:
    """Return the rows and sources of who took part in which event, which a page draws itself."""
    took_part = data.result(participations.took_part)
    members = data.result(programme_time.members)
    return event_charts.participation(took_part, members, lang).sourced(took_part)


def municipality_map(
    data: Dataset, indicator: str, lang: Language, boundaries: Boundaries | None = None, beyond: bool = False
) -> Picture:
    """Return the participants on the map by one indicator, and in outline who takes part no more or not yet.

    Without boundaries there are the sentence and rows only. With `beyond` measures beyond the programme count as well.
    """
    shown = indicators.shown(data, indicator, lang, beyond)
    gone, explained = indicators.in_outline(data, lang) if indicator != indicators.IN_SHORT else (shown.marks[:0], ())
    marks, legend = pd.concat([shown.marks, gone]), (*shown.legend, *explained)
    return Picture(
        lang("map"),
        lang("Map of the participating municipalities"),
        shown.finding,
        spec=None,
        listed=Worded(marks, lambda part: indicators.table(part, data, lang)),
        subtitle=subtitle(shown.counted, lang, MUNICIPALITIES.counted(len(shown.marks), lang)),
        map=model.draw(boundaries, marks, lang, legend, shown.title) if boundaries else None,
    ).sourced(data.participants)


def funding(data: Dataset, year: int | None, lang: Language, rows: slice = FIRST_ROWS) -> Picture:
    """Return what each municipality received in a year, beside the ceiling that is reported."""
    amounts = data.result(paid.funding)
    finding, notes = data.result(paid.finding, year, lang), data.result(paid.reservations, year, lang)
    picture = funding_charts.funding(
        amounts, (finding, *notes), year, lang, key_facts.funding_ceiling(data, lang), rows
    )
    measures = programme_rows.named_measures(data)
    return picture.sourced(measures[measures["funding_eur"].notna()], key_facts.payments(data))


def completeness(data: Dataset, rows: slice, lang: Language, only_open: bool = False) -> Picture:
    """Return what is known of each participant in each area of the data, or of those alone that can be asked."""
    cells, lacking = data.result(known.board), data.result(known.lacking)
    picture = completeness_charts.completeness(cells, lacking, lang, rows, only_open=only_open)
    return picture.sourced(data.participants, data.measures, data.events)


def standing(data: Dataset, ars: str, lang: Language) -> Picture | None:
    """Return where one municipality stands among all participants; None where there is nobody to compare with."""
    ranges = data.result(profile.peers, ars)
    if ranges.empty:
        return None
    return peers_charts.standing(ranges, data.names_by_ars[ars], lang).sourced(data.participants, data.measures)


def sizes(data: Dataset, ars: str, lang: Language) -> Picture | None:
    """Return how large one municipality is among all participants; None where there is nobody to compare with."""
    ranges = data.result(profile.peers, ars)
    measured = ranges[ranges["metric"].isin(profile.SIZES)].reset_index(drop=True)
    if measured.empty:
        return None
    return peers_charts.standing(measured, data.names_by_ars[ars], lang).sourced(data.participants)


def distribution(data: Dataset, ars: str, lang: Language) -> Picture:
    """Return how many participants have implemented how many measures, one municipality marked among them."""
    picture = peers_charts.distribution(data.result(profile.implemented), ars, lang)
    return replace(picture, about=data.names_by_ars[ars]).sourced(partial(of_programme, data.measures))


def journey(data: Dataset, ars: str, lang: Language) -> Picture:
    """Return the way of one municipality through the programme."""
    way = journeys.Way(
        member=profile.municipality(data, ars),
        began=programme_time.starts(data, data.municipalities[data.municipalities["ars"] == ars]).iloc[0],
        phases=data.result(own_way.phases, ars),
        meetings=data.result(own_way.meetings, ars),
        measures=of_programme(data.result(own_way.measures, ars)),
        as_of=data.as_of,
    )
    picture = replace(journeys.journey(way, lang), about=data.names_by_ars[ars])
    return picture.sourced(profile.events_of(data, ars), profile.measures_of(data, ars), way.phases)
