"""Pictures of the events: how many people came to the conferences, and which municipality took part in what."""

from __future__ import annotations

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from ek_data.charts.picture import Picture
from ek_data.charts.style import (
    FIRST_ROWS,
    beside,
    cohort_headings,
    count_axis,
    dates_in_words,
    hover,
    in_words,
    label,
    marks,
    matrix_figure,
    nothing,
    page_note,
    page_of,
    row_figure,
    row_labels,
    segments,
    with_headings,
    wrapped,
)
from ek_data.dataset.lazy_table import Worded
from ek_data.figures.key_facts import Reported
from ek_data.i18n import Language
from ek_data.palette import BLUE, FAINT, Look
from ek_data.tables import EVENTS
from ek_data.tables.shared_choices import Qualifier

MOST_EVENTS = 20
NARROWEST = 130  # pixels between the axes on a small phone


def conference_attendance(
    conferences: pd.DataFrame, lang: Language, reference: Reported | None = None, rows: slice = FIRST_ROWS
) -> Picture:
    """Return how many people came to each conference, as exactly as it is reported.

    `conferences`: event_id, title, ars and name of the host, cohort, starts_on, starts_on_precision, attendance
    (people; <NA>: not stated), attendance_qualifier – one row per conference held. `rows` is the part that is drawn.
    """
    name, title = lang("conference-attendance"), lang("People attending each conference")
    table = _attendance_table(conferences, lang)
    known = conferences[conferences["attendance"].notna()]
    if known.empty:
        return nothing(name, title, _attendance_finding(conferences, known, lang), table)
    drawn = known.sort_values(["starts_on", "title"], kind="stable")[rows].reset_index(drop=True)
    qualifiers = drawn["attendance_qualifier"].astype("string").fillna("exact")
    texts = _qualified(drawn["attendance"], qualifiers, lang)
    whose = drawn["name"].astype("string").fillna(drawn["title"].astype("string"))
    dates = dates_in_words(drawn["starts_on"], drawn["starts_on_precision"], lang)
    days = _short_dates(drawn, lang)
    labels = [f"{host} {day}".strip() for host, day in zip(whose, days, strict=True)]
    figure = row_figure(labels, lang, beside=beside(texts), above=54 if reference else 10, row=40)
    largest = max(float(drawn["attendance"].max()), reference.value if reference else 0, 1)
    count_axis(figure, lang("People"), largest, lang)
    segments(figure, [0] * len(drawn), drawn["attendance"], list(drawn.index))
    places = _places(drawn["attendance"], texts, reference, largest)
    _attendance_marks(figure, drawn.assign(qualifier=qualifiers, text=texts, day=dates, place=places))
    if reference:
        reference_line(figure, reference, lang)
    notes = (
        lang(
            "Ring: about. Arrow to the right: at least or more than. Arrow to the left: up to. Filled circle: exactly."
        ),
        *page_note(len(drawn), len(known), rows, lang),
    )
    return Picture(name, title, _attendance_finding(conferences, known, lang), figure, table, notes)


def _qualified(values: pd.Series, qualifiers: pd.Series, lang: Language) -> list[str]:
    """Return numbers with their qualifier: "rund 75", "bis zu 100", "62"."""
    said = EVENTS["attendance_qualifier"].words(lang)
    return [
        lang.number(value) if qualifier == Qualifier.EXACT else f"{said[str(qualifier)]} {lang.number(value)}"
        for value, qualifier in zip(values, qualifiers, strict=True)
    ]


def _places(values: pd.Series, texts: list[str], reference: Reported | None, largest: float) -> list[str]:
    """Return where each number stands: right of its mark, or above it where the line would cross it on a phone."""
    at = reference.value if reference else float("inf")
    ends = [value + beside([text]) * largest / NARROWEST for value, text in zip(values, texts, strict=True)]
    return ["top center" if value < at < end else "middle right" for value, end in zip(values, ends, strict=True)]


def _attendance_marks(figure: go.Figure, drawn: pd.DataFrame) -> None:
    for qualifier, look in EVENTS["attendance_qualifier"].looks.items():
        chosen = drawn[drawn["qualifier"] == qualifier]
        told = zip(chosen["title"], chosen["day"], chosen["text"], strict=True)
        marks(
            figure,
            chosen["attendance"],
            chosen.index,
            look,
            [hover(*lines) for lines in told],
            mode="markers+text",
            text=list(chosen["text"]),
            textposition=list(chosen["place"]),
            marker={"size": 12},
        )


def reference_line(figure: go.Figure, reference: Reported, lang: Language) -> None:
    """Draw a reported figure as a dashed line with its words above."""
    figure.add_vline(x=reference.value, line={"color": FAINT, "width": 2, "dash": "dash"})
    place = {
        "x": reference.value,
        "xanchor": "right",
        "y": 1,
        "yref": "paper",
        "yanchor": "bottom",
        "align": "right",
        "yshift": 8,
    }
    figure.add_annotation(text=wrapped(reference.words(lang), 30), showarrow=False, **place)


def _attendance_finding(conferences: pd.DataFrame, known: pd.DataFrame, lang: Language) -> str:
    if conferences.empty:
        return lang("No conference held is known yet. Each one appears here with the number of people attending.")
    sentence = lang.plural(
        "For {known} of {n} conference held the number of people attending is known",
        "For {known} of {n} conferences held the number of people attending is known",
        len(conferences),
        known=lang.number(len(known)),
    )
    if known.empty:
        return sentence + "."
    ordered = known.sort_values("attendance", kind="stable")
    told = ordered if len(known) <= 3 else ordered.iloc[[0, -1]]
    texts = _qualified(told["attendance"], told["attendance_qualifier"].astype("string").fillna("exact"), lang)
    if len(known) <= 3:
        return f"{sentence}: {lang.listing(texts)}."
    return lang("{sentence}: from {least} to {most}.", sentence=sentence, least=texts[0], most=texts[-1])


def _attendance_table(conferences: pd.DataFrame, lang: Language) -> Worded:
    return Worded(conferences.sort_values(["starts_on", "title"], kind="stable"), partial(_attendance_words, lang=lang))


def _attendance_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    known = ordered["attendance"].notna()
    qualifiers = ordered["attendance_qualifier"].astype("string").fillna("exact")
    stated = _qualified(ordered.loc[known, "attendance"], qualifiers[known], lang)
    said = (
        pd.Series(stated, index=ordered.index[known], dtype="string").reindex(ordered.index).fillna(lang("not stated"))
    )
    return pd.DataFrame(
        {
            label("starts_on", lang): dates_in_words(ordered["starts_on"], ordered["starts_on_precision"], lang),
            label("title", lang): ordered["title"],
            label("name", lang): ordered["name"],
            label("cohort", lang): ordered["cohort"],
            label("attendance", lang): said,
        }
    )


def participation_matrix(
    participations: pd.DataFrame, municipalities: pd.DataFrame, lang: Language, rows: slice = FIRST_ROWS
) -> Picture:
    """Return which municipality took part in which event, as far as a source says so.

    `participations`: ars, name, cohort, event_id, type, title, starts_on, starts_on_precision, people (<NA>: not
    stated) – one row per participation. `municipalities`: ars, name, cohort of all that may have a row; `rows` is the
    part of them that is drawn.
    """
    name, title = lang("events-participation"), lang("Participation by municipality and event")
    participations = participations[participations["ars"].isin(municipalities["ars"])]
    table = _participation_table(participations, lang)
    if participations.empty:
        finding = lang("No source names who took part yet. Participations appear here once they are read in.")
        return nothing(name, title, finding, table)
    shown = page_of(municipalities, rows)
    drawn = participations[participations["ars"].isin(shown["ars"])]
    events = _latest_events(drawn if len(drawn) else participations)
    placed, headings = with_headings(shown)
    figure = matrix_figure(row_labels(placed, headings), _event_names(events, lang), lang)
    cells = drawn[drawn["event_id"].isin(events["event_id"])]
    dates = dates_in_words(cells["starts_on"], cells["starts_on_precision"], lang)
    people = ["" if pd.isna(n) else lang.plural("{n} person", "{n} people", int(n)) for n in cells["people"]]
    hovers = [hover(*lines) for lines in zip(cells["name"], cells["title"], dates, people, strict=True)]
    columns = cells["event_id"].map({event: place for place, event in enumerate(events["event_id"])})
    marks(figure, columns, cells["ars"].map(placed.set_index("ars")["row"]), Look(BLUE, "circle"), hovers)
    cohort_headings(figure, headings, lang)
    notes = [lang("An empty place does not mean absent: no source names the municipality there.")]
    if more := participations["event_id"].nunique() - len(events):
        notes.append(
            lang.plural("{n} more event stands in the table only.", "{n} more events stand in the table only.", more)
        )
    notes += page_note(len(shown), len(municipalities), rows, lang)
    finding = lang.plural(
        "For {n} event a source names who took part; {named} of {all} municipalities are named at least once.",
        "For {n} events a source names who took part; {named} of {all} municipalities are named at least once.",
        participations["event_id"].nunique(),
        named=lang.number(participations["ars"].nunique()),
        all=lang.number(len(municipalities)),
    )
    return Picture(name, title, finding, figure, table, tuple(notes))


def _latest_events(participations: pd.DataFrame) -> pd.DataFrame:
    """Return the latest events, oldest first; those without a date count as the latest, because they may be."""
    events = participations.drop_duplicates("event_id").sort_values("starts_on", kind="stable")
    return events.tail(MOST_EVENTS).reset_index(drop=True)


def _short_dates(events: pd.DataFrame, lang: Language) -> list[str]:
    days = zip(events["starts_on"], events["starts_on_precision"].astype("string").fillna("day"), strict=True)
    return ["" if pd.isna(day) else lang.short_date(day.date(), str(precision)) for day, precision in days]


def _event_names(events: pd.DataFrame, lang: Language) -> list[str]:
    dates = _short_dates(events, lang)
    types = in_words(events["type"], EVENTS["type"], lang)
    return [f"{date} {kind}".strip() for date, kind in zip(dates, types, strict=True)]


def _participation_table(participations: pd.DataFrame, lang: Language) -> Worded:
    ordered = participations.sort_values(["cohort", "name", "starts_on"], kind="stable")
    return Worded(ordered, partial(_participation_words, lang=lang))


def _participation_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("starts_on", lang): dates_in_words(ordered["starts_on"], ordered["starts_on_precision"], lang),
            label("type", lang): in_words(ordered["type"], EVENTS["type"], lang),
            label("title", lang): ordered["title"],
            label("name", lang): ordered["name"],
            label("cohort", lang): ordered["cohort"],
            lang("People"): ordered["people"],
        }
    )
