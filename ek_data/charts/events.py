"""Pictures of the events: how many people came to the conferences, and which municipality took part in what."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import DataCell, Form, Guide, Mark, Row, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    cohort_names,
    cohorts_key,
    count_axis,
    dates_in_words,
    in_words,
    label,
    nothing,
    page_note,
    subtitle,
)
from ek_data.dataset.wording import Worded
from ek_data.figures.key_facts import Reported
from ek_data.figures.qualified import Quantity, as_told, span
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, Look
from ek_data.programme.fixed_lists import Qualifier
from ek_data.tables import EVENTS, MUNICIPALITIES
from ek_data.tables.shared_columns import cohort_look
from ek_data.text import as_sentence

OUTLINE = "square-open"
UNKNOWN = Look(MUTED, OUTLINE)
ATTENDANCE = DataCell(EVENTS.name, EVENTS.key[0], "", "attendance", "attendance_qualifier")


def conference_attendance(
    conferences: pd.DataFrame, lang: Language, reference: Reported | None = None, rows: slice = FIRST_ROWS
) -> Picture:
    """Return how many people came to each conference, as exactly as it is reported.

    `conferences`: event_id, title, ars and name of the host, cohort, starts_on, starts_on_precision, attendance
    (people; <NA>: not stated), attendance_qualifier – one row per conference held. `rows` is the part that is drawn,
    the newest first.
    """
    name, title = lang("event-attendance"), lang("{conferences}: people attending")
    table = _attendance_table(conferences, lang)
    known = conferences[conferences["attendance"].notna()]
    if known.empty:
        return nothing(name, title, _attendance_finding(conferences, known, lang), table)
    drawn = _newest_first(conferences)[rows].reset_index(drop=True)
    spec = _attendance_spec(drawn, reference, lang)
    notes = (
        *((lang("The newest event stands on top."),) if len(drawn) > 1 else ()),
        *page_note(len(drawn), len(conferences), rows, lang),
    )
    if any(mark.look.symbol == OUTLINE for mark in spec.marks if mark.form == Form.BAR):
        notes = (lang("An outline is a bound: at least or up to, as the words at its end say."), *notes)
    held = lang.plural(
        "{held} {conference}", "{held} {conferences}", len(conferences), held=_number_held(conferences, lang)
    )
    counted = subtitle(lang("People attending each event held"), lang, held)
    return Picture(name, title, _attendance_finding(conferences, known, lang), spec, table, notes, counted)


def _attendance_spec(drawn: pd.DataFrame, reference: Reported | None, lang: Language) -> Spec:
    """Return a bar for each conference in the colour of its cohort; one without a number has words in its place."""
    whose = drawn["name"].astype("string").fillna(drawn["title"].astype("string"))
    rows = [Row(f"{host} {day or lang('undated')}") for host, day in zip(whose, _short_dates(drawn, lang), strict=True)]
    known = drawn["attendance"].notna()
    qualifiers = as_told(drawn["attendance_qualifier"])
    said = _qualified(drawn.loc[known, "attendance"], qualifiers[known], lang)
    texts = dict(zip(drawn.index[known], said, strict=True))
    days = dates_in_words(drawn["starts_on"], drawn["starts_on_precision"], lang)
    marks: list[Mark] = []
    cohorts = cohort_names(drawn["cohort"], lang)
    for row, (event, title, value, qualifier, cohort, day) in enumerate(
        zip(drawn["event_id"], drawn["title"], drawn["attendance"], qualifiers, drawn["cohort"], days, strict=True)
    ):
        origin = None if pd.isna(event) else ATTENDANCE._replace(key=str(event))
        text = texts.get(row, lang("not stated"))
        facts = (str(title), cohorts[row], day, text)
        if row not in texts:
            question = lang("? {words}", words=text)
            marks.append(Mark(row, 0, UNKNOWN, facts, text=question, size=14, counts=0, origin=origin))
            continue
        colour = INK if pd.isna(cohort) else cohort_look(int(cohort)).colour
        look = Look(colour, "square" if qualifier in (Qualifier.EXACT, Qualifier.ABOUT) else OUTLINE)
        marks.append(Mark(row, 0, look, facts, Form.BAR, until=float(value), origin=origin))
        rows[row] = Row(rows[row].name, end=text)
    largest = max(float(drawn["attendance"].fillna(0).max()), reference.value if reference else 0, 1)
    guides = (Guide(reference.value, reference.words(lang)),) if reference else ()
    key = cohorts_key(drawn.loc[known, "cohort"], lang)
    axis = count_axis(lang("People"), largest, lang)
    return Spec("bars", axis, tuple(marks), tuple(rows), key=key, guides=guides)


def _qualified(values: pd.Series, qualifiers: pd.Series, lang: Language) -> list[str]:
    """Return numbers with their qualifier: "rund 75", "bis zu 100", "62"."""
    said = EVENTS["attendance_qualifier"].words(lang)
    return [
        lang.number(value) if qualifier == Qualifier.EXACT else f"{said[str(qualifier)]} {lang.number(value)}"
        for value, qualifier in zip(values, qualifiers, strict=True)
    ]


def _attendance_finding(conferences: pd.DataFrame, known: pd.DataFrame, lang: Language) -> str:
    if conferences.empty:
        return lang(
            "{conferences}: none known to have been held yet. They appear here with the number of people attending."
        )
    held = _number_held(conferences, lang)
    if known.empty:
        return as_sentence(
            lang.plural(
                "{held} {conference} was held; the number of people attending is not known",
                "{held} {conferences} were held; the number of people attending is not known",
                len(conferences),
                held=held,
            )
        )
    sentence = lang.plural(
        "{held} {conference} was held; the number of people attending is known",
        "{held} {conferences} were held; the number of people attending is known of {known}",
        len(conferences),
        held=held,
        known=lang.number(len(known)),
    )
    ordered = known.sort_values("attendance", kind="stable")
    qualifiers = as_told(ordered["attendance_qualifier"])
    stated = [Quantity(int(n), str(code)) for n, code in zip(ordered["attendance"], qualifiers, strict=True)]
    few = len(stated) <= 3
    told = lang.listing(each.words(lang) for each in stated) if few else span(stated[0], stated[-1], lang)
    return as_sentence(f"{sentence}: {told}")


def _number_held(conferences: pd.DataFrame, lang: Language) -> str:
    return Quantity(len(conferences), Qualifier.AT_LEAST if _further(conferences) else None).words(lang)


def _further(conferences: pd.DataFrame) -> bool:
    """Return whether a conference is known from a measure only, where more may be behind it."""
    return bool(conferences["event_id"].isna().any())


def _newest_first(conferences: pd.DataFrame) -> pd.DataFrame:
    """Return the newest conferences first, because more than can be drawn may be known; those without a date last."""
    return conferences.sort_values(["starts_on", "title"], ascending=[False, True], kind="stable")


def _attendance_table(conferences: pd.DataFrame, lang: Language) -> Worded:
    return Worded(_newest_first(conferences), partial(_attendance_words, lang=lang))


def _attendance_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    known = ordered["attendance"].notna()
    qualifiers = as_told(ordered["attendance_qualifier"])
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


def participation(participations: pd.DataFrame, municipalities: pd.DataFrame, lang: Language) -> Picture:
    """Return which municipality took part in which event, as far as a source says so: rows, which a page draws itself.

    `participations`: ars, name, cohort, event_id, type, title, starts_on, starts_on_precision, people (<NA>: not
    stated) – one row per participation. `municipalities`: ars, name, cohort of all that may be named.
    """
    name, title = lang("events-participation"), lang("Participation by municipality and event")
    participations = participations[participations["ars"].isin(municipalities["ars"])]
    table = _participation_table(participations, lang)
    if participations.empty:
        finding = lang("No source names who took part yet. Participations appear here once they are read in.")
        return nothing(name, title, finding, table)
    counted = subtitle(
        lang("Participations that a source names"),
        lang,
        MUNICIPALITIES.counted(len(municipalities), lang),
        EVENTS.counted(participations["event_id"].nunique(), lang),
    )
    notes = (lang("An empty place does not mean absent: no source names the municipality there."),)
    finding = _participation_finding(participations, len(municipalities), lang)
    return Picture(name, title, finding, None, table, notes, counted)


def _participation_finding(participations: pd.DataFrame, n: int, lang: Language) -> str:
    events = participations["event_id"].nunique()
    if n == 1:
        return lang.plural(
            "For {n} event a source names the municipality as taking part.",
            "For {n} events a source names the municipality as taking part.",
            events,
        )
    return lang.plural(
        "For {n} event a source names who took part; {named} of {all} are named at least once.",
        "For {n} events a source names who took part; {named} of {all} are named at least once.",
        events,
        named=lang.number(participations["ars"].nunique()),
        all=MUNICIPALITIES.counted(n, lang),
    )


def _short_dates(events: pd.DataFrame, lang: Language) -> list[str]:
    days = zip(events["starts_on"], events["starts_on_precision"].astype("string").fillna("day"), strict=True)
    return ["" if pd.isna(day) else lang.short_date(day.date(), str(precision)) for day, precision in days]


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
