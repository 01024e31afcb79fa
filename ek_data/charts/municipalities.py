"""Pictures with one mark for each municipality: when it began, how much it does."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

import pandas as pd

from ek_data.analysis import cohort_words
from ek_data.analysis.programme_time import Start
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Form, Guide, Mark, Row, Said, Side, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    GUIDE,
    MOST_ROWS,
    WORDS,
    cohort_name,
    count_axis,
    counts_in_words,
    dates_in_words,
    for_municipalities,
    in_words,
    key_of,
    label,
    month_axis,
    nothing,
    page_note,
    subtitle,
)
from ek_data.dataset.wording import Worded
from ek_data.i18n import N_, Language
from ek_data.palette import INK, NO_SYMBOL, PALE, Look
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.shared_columns import cohort_look

KINDS = MUNICIPALITIES["kind"]
NEARLY = 0.8  # of the axis: where less is left there is no room to say that it is not reached
BEHIND = 0.25  # of the axis: where there is more, there is room for words before their place
MEDIAN_FROM = 5  # a median of fewer municipalities would say nothing about any of them
CROWD = 200  # from so many municipalities on, one mark stands for all of a kind with the same number


def first_implemented(
    firsts: pd.DataFrame, lang: Language, start: Start = Start.NEW_YEAR, window: int = -1, cohort: int | None = None
) -> Picture:
    """Return when each municipality implemented its first measure, by programme month as counted from `start`.

    `firsts`: ars, name, kind, cohort, month (<NA>: not yet), latest_only (only known to be so by then; <NA>: nothing
    implemented is known), date, precision, observed (the last month the data speak of) – one row per municipality.
    `window` is the last month that cohorts have in common, -1 where there is none. Of one `cohort` the others are left
    out, on the axis of all and without the key, so that it can stand beside them.
    """
    name, title = lang("cohort-comparison-first-measure"), lang("First implemented measure of each municipality")
    table = _first_table(firsts, lang)
    if firsts.empty:
        return nothing(name, title, lang("No municipality is selected. Each one has a row here."), table)
    ordered = firsts.sort_values(["cohort", "month", "name"], kind="stable", na_position="last")
    if cohort is not None:
        name, ordered = f"{name}-{cohort}", ordered[ordered["cohort"] == cohort]
    shown = ordered.head(MOST_ROWS)
    notes = (
        lang("An arrow to the left means: by this month at the latest, because no more exact start is known."),
        lang("No report is not a no: no source reports an implemented measure yet."),
        *page_note(len(shown), len(ordered), FIRST_ROWS, lang),
    )
    subtitle = cohort_words.subtitle(firsts.groupby("cohort").size(), start, lang)
    last = max(int(firsts["observed"].max()), int(firsts["month"].fillna(0).max()), 1)
    spec = _first_spec(shown, last, start, window, lang)
    if cohort is None:
        spec = replace(spec, key=_first_key(firsts, lang))
    else:  # the picture of another cohort stands beside it, and the key of all above both
        names = (*firsts["name"], *(row.name for row in spec.rows if not row.look))
        spec = replace(spec, room=max(map(len, names)))
    return Picture(name, title, _first_finding(ordered, lang), spec, table, notes, subtitle)


def _first_spec(firsts: pd.DataFrame, last: int, start: Start, window: int, lang: Language) -> Spec:
    """Return a row for each municipality under its cohort: a mark at its month, and a pale bar since then."""
    rows: list[Row] = []
    marks: list[Mark] = []
    for cohort, part in firsts.groupby("cohort"):
        look = cohort_look(int(str(cohort)))
        rows += [Row(cohort_name(cohort, lang), look), Row(lang("Implemented, at least"))]
        marks += _reached(part, len(rows) - 1, last, window, lang)
        for first, facts in zip(part.to_dict("records"), _first_facts(part, lang), strict=True):
            rows.append(Row(str(first["name"])))
            marks += _first_marks(first, len(rows) - 1, look, facts)
    common = 0 <= window < last
    return Spec(
        "strip",
        month_axis(last, lang(cohort_words.AXES[start])),
        tuple(marks),
        tuple(rows),
        guides=(Guide(window, lang("In common to month {month}", month=lang.number(window))),) if common else (),
        shaded=(0.0, float(window)) if common else None,
    )


def _reached(part: pd.DataFrame, row: int, last: int, window: int, lang: Language) -> list[Mark]:
    """Return how many of a cohort have one at the end of the common window and of what is known, in words."""
    observed = max(int(part["observed"].min()), 0)
    ends = sorted({observed, *([window] if 0 <= window < observed else [])})
    marks = []
    for month in ends:
        count = int((part["month"] <= month).sum())
        said = cohort_words.at_least(count, len(part), lang)
        text = lang("{count} of {n}", count=lang.number(count), n=lang.number(len(part))) if count else said
        facts = (lang("Programme month {month}", month=month), said)
        side: Side = "left" if month > last * BEHIND else "right"  # else it would stand on the name of the row
        brief = None if count else "?"
        marks.append(Mark(row, month, WORDS, facts, Form.WORDS, text=text, brief=brief, side=side, counts=0))
    if last * BEHIND < observed < last * NEARLY:
        ahead = lang("not reached yet")
        marks.append(Mark(row, observed + last / 50, WORDS, (ahead,), Form.WORDS, text=ahead, brief="", counts=0))
    return marks


def _first_marks(first: dict[Any, Any], row: int, look: Look, facts: Said) -> list[Mark]:
    """Return what one municipality has in its row: lead, mark and bar, or words where no month is known."""
    if pd.isna(first["month"]):
        return [Mark(row, 0, WORDS, facts, Form.WORDS, text=facts[1], counts=0)]
    month, bound, until = int(first["month"]), bool(first["latest_only"]), max(int(first["observed"]), 0)
    lead = look._replace(dash="dot") if bound else GUIDE
    marks = [Mark(row, 0, lead, form=Form.LINE, until=month, counts=0, size=1)]
    if month < until:
        marks.append(
            Mark(row, month, look._replace(symbol=NO_SYMBOL, dash="solid"), form=Form.SPAN, until=until, counts=0)
        )
    symbol = "triangle-left" if bound else "circle"
    return [*marks, Mark(row, month, look._replace(symbol=symbol), facts)]


def _first_key(firsts: pd.DataFrame, lang: Language) -> tuple[tuple[str, Look], ...]:
    """Return the key of the forms that occur in any cohort: they mean the same in each, and are in ink."""
    known = firsts[firsts["month"].notna()]
    bound = known["latest_only"].astype(bool)
    key = (
        (not bound.all(), lang("Month known"), Look(INK, "circle")),
        (bound.any(), lang("At the latest, perhaps earlier"), Look(INK, "triangle-left")),
        ((known["month"] < known["observed"]).any(), lang("Implemented since"), Look(INK, NO_SYMBOL, shade=PALE)),
    )
    return tuple((words, look) for occurs, words, look in key if occurs)


def _first_facts(part: pd.DataFrame, lang: Language) -> list[Said]:
    """Return what is told of each: its name, the month or why there is none, the date."""
    known = part["month"].notna()
    dates = dates_in_words(part["date"], part["precision"], lang)
    facts: list[Said] = []
    for name, month, bound, date, is_known in zip(
        part["name"], part["month"], part["latest_only"], dates, known, strict=True
    ):
        if not is_known:
            facts.append((str(name), _waiting(pd.notna(bound), lang)))
            continue
        said = N_("Programme month {month} at the latest") if bound else N_("Programme month {month}")
        facts.append((str(name), lang(said, month=month), date))
    return facts


def _waiting(undated: bool, lang: Language) -> str:
    return lang("implemented, no date") if undated else lang("no report")


def _first_finding(firsts: pd.DataFrame, lang: Language) -> str:
    known = firsts["month"].notna()
    latest = int((known & firsts["latest_only"].fillna(False).astype(bool)).sum())
    whose = for_municipalities(int(known.sum()), len(firsts), lang)
    sentence = lang("{whose} a source reports a first implemented measure", whose=whose)
    if not latest:
        return sentence + "."
    if len(firsts) == 1:
        return lang("{sentence}; only the latest possible month is known.", sentence=sentence)
    return lang(
        "{sentence}; for {n} of them only the latest possible month is known.", sentence=sentence, n=lang.number(latest)
    )


def _first_table(firsts: pd.DataFrame, lang: Language) -> Worded:
    return Worded(firsts.sort_values(["cohort", "month", "name"], kind="stable"), partial(_first_words, lang=lang))


def _first_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("name", lang): ordered["name"],
            label("kind", lang): in_words(ordered["kind"], MUNICIPALITIES["kind"], lang),
            label("cohort", lang): ordered["cohort"],
            lang("Programme month"): [
                _waiting(pd.notna(bound), lang) if pd.isna(month) else str(month)
                for month, bound in zip(ordered["month"], ordered["latest_only"], strict=True)
            ],
            lang("Known only as the latest possible"): ordered["latest_only"]
            .fillna(False)
            .astype(bool)
            .map({True: lang("yes"), False: lang("no")}),
            label("starts_on", lang): dates_in_words(ordered["date"], ordered["precision"], lang),
        }
    )


def measures_per_municipality(numbers: pd.DataFrame, lang: Language) -> Picture:
    """Return how many measures each municipality has implemented, one mark for each, side by side where equal.

    `numbers`: ars, name, kind, cohort, implemented, other, per_1000 – one row per municipality; <NA> has no mark.
    """
    name, title = lang("measures-per-municipality"), lang("Implemented measures per municipality")
    table = _numbers_table(numbers, lang)
    known = numbers[numbers["implemented"].notna()]
    if known.empty:
        return nothing(
            name, title, lang("No municipality with a known number is selected. Each one is a mark here."), table
        )
    spec = _numbers_spec(known.assign(value=known["implemented"].astype(float)), title, lang)
    counted = subtitle(
        lang("Implemented measures that a source names for a municipality"),
        lang,
        MUNICIPALITIES.counted(len(known), lang),
        MEASURES.counted(int(known["implemented"].sum()), lang),
    )
    notes = _numbers_notes(numbers, lang)
    return Picture(name, title, _numbers_finding(numbers, lang), spec, table, notes, counted)


def _numbers_spec(known: pd.DataFrame, title: str, lang: Language) -> Spec:
    """Return a row for each cohort with the municipalities one above another where their numbers are equal."""
    placed = _side_by_side(known)
    cohorts = sorted(placed["cohort"].unique())
    kinds = KINDS.words(lang)
    marks: list[Mark] = []
    for each in placed.to_dict("records"):
        number = int(each["many"])
        who = each["name"] if number == 1 else lang("{n} municipalities with this number", n=lang.number(number))
        value = lang.number(each["value"], 0)
        look = KINDS.looks[str(each["kind"])]._replace(colour=cohort_look(int(each["cohort"])).colour)
        said = (str(who), kinds[str(each["kind"])], lang("{value} implemented", value=value))
        row = cohorts.index(each["cohort"])
        size = 9 + 1.2 * min(number - 1, 400) ** 0.5
        marks.append(Mark(row, each["value"], look, said, size=size, counts=number, lane=int(each["place"])))
    for row, cohort in enumerate(cohorts):
        values = placed.loc[placed["cohort"] == cohort, "value"]
        if len(values) >= MEDIAN_FROM:
            text = lang("Median {value}", value=lang.number(values.median()))
            median = Look(INK, "line-ns-open")
            marks.append(
                Mark(
                    row, values.median(), median, (text,), text=text, size=18, counts=0, lane=int(placed["lanes"].max())
                )
            )
    lanes = int(placed["lanes"].max()) + 1
    rows = tuple(Row(cohort_name(cohort, lang), lanes=lanes) for cohort in cohorts)
    key = tuple((words, look._replace(colour=INK)) for words, look in key_of(KINDS, placed["kind"], lang))
    return Spec("dots", count_axis(title, max(float(placed["value"].max()), 1), lang), tuple(marks), rows, key=key)


def _side_by_side(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return the marks with their ``place`` in their row: equal values stand on top of each other.

    A crowd is drawn as one mark for all of a kind with the same value; ``many`` says how many it stands for.
    """
    keys = ["cohort", "value"]
    marks_ = numbers.assign(many=1)
    if len(numbers) > CROWD:
        marks_ = numbers.groupby([*keys, "kind"], observed=True).agg(name=("name", "min"), many=("ars", "size"))
        marks_ = marks_.reset_index()
    marks_ = marks_.sort_values([*keys, "kind", "name"], kind="stable").reset_index(drop=True)
    equal = marks_.groupby(keys)["value"]
    height = equal.transform("size")
    return marks_.assign(place=height.max() - 1 - equal.cumcount(), lanes=height.max())


def _numbers_finding(numbers: pd.DataFrame, lang: Language) -> str:
    ranges = numbers.groupby("cohort")["implemented"].agg(["min", "max"]).dropna()
    parts = [
        lang("{from_} to {to} in cohort {cohort}", from_=lang.number(low), to=lang.number(high), cohort=cohort)
        if low < high
        else lang("{n} in cohort {cohort}", n=lang.number(low), cohort=cohort)
        for cohort, low, high in ranges.itertuples()
    ]
    return lang("Implemented measures reported per municipality: {parts}.", parts=lang.listing(parts))


def _numbers_notes(numbers: pd.DataFrame, lang: Language) -> tuple[str, ...]:
    notes = [
        lang("Only measures of the programme that a source names for the municipality are counted; others may exist."),
        lang("The median is shown for {n} municipalities or more.", n=MEDIAN_FROM),
    ]
    if not (unknown := int(numbers["implemented"].isna().sum())):
        return tuple(notes)
    more = lang.plural(
        "For {n} other municipality none is known.", "For {n} other municipalities none is known.", unknown
    )
    return (more, *notes)


def _numbers_table(numbers: pd.DataFrame, lang: Language) -> Worded:
    return Worded(numbers.sort_values(["cohort", "name"], kind="stable"), partial(_numbers_words, lang=lang))


def _numbers_words(ordered: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("name", lang): ordered["name"],
            label("kind", lang): in_words(ordered["kind"], MUNICIPALITIES["kind"], lang),
            label("cohort", lang): ordered["cohort"],
            lang("Implemented measures"): ordered["implemented"],
            lang("Other measures"): ordered["other"],
            lang("Implemented measures per 1,000 inhabitants"): counts_in_words(ordered["per_1000"], lang, 2),
        }
    )
