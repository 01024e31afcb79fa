"""Pictures with one mark for each municipality: when it began, how much it does, where it stands among its peers."""

from __future__ import annotations

from functools import partial

import pandas as pd
import plotly.graph_objects as go

from ek_data.analysis import comparison
from ek_data.analysis.programme_time import Start
from ek_data.charts.picture import Picture
from ek_data.charts.style import (
    FIRST_ROWS,
    beside,
    cohort_headings,
    cohort_name,
    count_axis,
    counts_in_words,
    dates_in_words,
    hover,
    in_words,
    key_above,
    key_entry,
    label,
    marks,
    nothing,
    page_note,
    page_of,
    row_figure,
    row_labels,
    segments,
    with_headings,
)
from ek_data.dataset.lazy_table import Worded
from ek_data.i18n import N_, Language
from ek_data.palette import GREY, Look
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.columns import cohort_look

KINDS = MUNICIPALITIES["kind"]
MEDIAN_FROM = 5  # a median of fewer municipalities would say nothing about any of them
CROWD = 200  # from so many municipalities on, one mark stands for all of a kind with the same number
NOT_YET = Look(GREY, "circle-open")


def first_implemented(
    firsts: pd.DataFrame, lang: Language, rows: slice = FIRST_ROWS, start: Start = Start.NEW_YEAR
) -> Picture:
    """Return when each municipality implemented its first measure, by programme month as counted from `start`.

    `firsts`: ars, name, kind, cohort, month (<NA>: not yet), latest_only (only known to be so by then; <NA>: nothing
    implemented is known), date, precision – one row per municipality. `rows` is the part that is drawn.
    """
    name, title = lang("cohort-comparison-first-measure"), lang("First implemented measure of each municipality")
    table = _first_table(firsts, lang)
    if firsts.empty:
        return nothing(name, title, lang("No municipality is selected. Each one has a row here."), table)
    shown = page_of(firsts, rows)
    placed, headings = with_headings(shown)
    last = max(int(firsts["month"].max()) if firsts["month"].notna().any() else 0, 1)
    figure = row_figure(row_labels(placed, headings), lang, beside=beside([str(last)]), below=70)
    count_axis(figure, lang(comparison.AXES[start]), last, lang)
    for cohort, members in placed.groupby("cohort"):
        _firsts_of_cohort(figure, members, cohort_look(int(str(cohort))), last, lang)
    cohort_headings(figure, headings, lang)
    notes = (
        lang(comparison.COUNTED[start]),
        lang("An arrow to the left means: by this month at the latest, because no more exact start is known."),
        lang("An open circle at the right means: no source reports an implemented measure yet. That is not a no."),
        *page_note(len(shown), len(firsts), rows, lang),
    )
    return Picture(name, title, _first_finding(firsts, lang), figure, table, notes)


def _firsts_of_cohort(figure: go.Figure, members: pd.DataFrame, look: Look, last: int, lang: Language) -> None:
    known = members["month"].notna()
    latest = members["latest_only"].fillna(False).astype(bool)
    segments(figure, [0] * int(known.sum()), members.loc[known, "month"], members.loc[known, "row"])
    for chosen, symbol in ((known & ~latest, look.symbol), (known & latest, "triangle-left")):
        part = members[chosen]
        texts = _months(part, N_("{month}"), N_("at the latest {month}"), lang)
        inside = [symbol == "triangle-left" and month > last / 2 for month in part["month"]]
        marks(
            figure,
            part["month"],
            part["row"],
            Look(look.colour, symbol),
            _first_hovers(part, lang),
            mode="markers+text",
            text=texts,
            textposition=["top left" if left else "middle right" for left in inside],
        )
    waiting = members[~known]
    texts = [_waiting(undated, lang) for undated in waiting["latest_only"].notna()]
    hovers = [hover(*lines) for lines in zip(waiting["name"], texts, strict=True)]
    x, rows = [last] * len(waiting), waiting["row"]
    marks(figure, x, rows, NOT_YET, hovers, mode="markers+text", text=texts, textposition="middle left")


def _waiting(undated: bool, lang: Language) -> str:
    return lang("implemented, no date") if undated else lang("not yet reported")


def _months(part: pd.DataFrame, known: str, latest: str, lang: Language) -> list[str]:
    """Return the months of first measures, as the message `known` or, where only a bound is known, `latest`."""
    bounds = part["latest_only"].fillna(False).astype(bool)
    return [lang(latest if bound else known, month=month) for bound, month in zip(bounds, part["month"], strict=True)]


def _first_hovers(part: pd.DataFrame, lang: Language) -> list[str]:
    months = _months(part, N_("Programme month {month}"), N_("Programme month {month} at the latest"), lang)
    dates = dates_in_words(part["date"], part["precision"], lang)
    return [hover(*lines) for lines in zip(part["name"], months, dates, strict=True)]


def _first_finding(firsts: pd.DataFrame, lang: Language) -> str:
    known = firsts["month"].notna()
    latest = int((known & firsts["latest_only"].fillna(False).astype(bool)).sum())
    sentence = lang.plural(
        "For {count} of {n} municipality a source reports a first implemented measure",
        "For {count} of {n} municipalities a source reports a first implemented measure",
        len(firsts),
        count=lang.number(int(known.sum())),
    )
    if not latest:
        return sentence + "."
    return lang(
        "{sentence}; for {n} of them only the latest possible month is known.", sentence=sentence, n=lang.number(latest)
    )


def _first_table(firsts: pd.DataFrame, lang: Language) -> Worded:
    return Worded(firsts.sort_values(["cohort", "name"], kind="stable"), partial(_first_words, lang=lang))


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


def measures_per_municipality(numbers: pd.DataFrame, lang: Language, *, per_1000: bool = False) -> Picture:
    """Return how many measures each municipality has implemented, one mark for each, side by side where equal.

    `numbers`: ars, name, kind, cohort, implemented, other, per_1000 – one row per municipality; <NA> has no mark. With
    `per_1000` the measures per 1,000 inhabitants are drawn, without a median, because a Landkreis and a town cannot be
    pooled.
    """
    name = lang("measures-per-1000") if per_1000 else lang("measures-per-municipality")
    title = (
        lang("Implemented measures per 1,000 inhabitants")
        if per_1000
        else lang("Implemented measures per municipality")
    )
    column = "per_1000" if per_1000 else "implemented"
    table = _numbers_table(numbers, lang)
    known = numbers[numbers[column].notna()]
    if known.empty:
        return nothing(
            name, title, lang("No municipality with a known number is selected. Each one is a mark here."), table
        )
    placed = _side_by_side(known.assign(value=known[column].astype(float)))
    largest = max(float(placed["value"].max()), 0.1 if per_1000 else 1.0)
    cohorts = sorted(placed["cohort"].unique())
    figure = row_figure([cohort_name(cohort, lang) for cohort in cohorts], lang, beside=20, above=56, below=70, row=110)
    _value_axis(figure, title, largest, per_1000, lang)
    for (cohort, kind), members in placed.groupby(["cohort", "kind"], observed=True):
        look = KINDS.looks[str(kind)]._replace(colour=cohort_look(int(str(cohort))).colour)
        _strip(figure, members, cohorts.index(cohort), look, 2 if per_1000 else 0, lang)
    for row, cohort in enumerate(cohorts):
        values = placed.loc[placed["cohort"] == cohort, "value"]
        if not per_1000 and len(values) >= MEDIAN_FROM:
            _median(figure, values.median(), row, lang)
    kinds = KINDS.words(lang)
    present = [kind for kind in kinds if (placed["kind"] == kind).any()]
    for kind in present:
        key_entry(figure, kinds[kind], KINDS.looks[kind]._replace(colour=GREY))
    key_above(figure)
    return Picture(name, title, _numbers_finding(numbers, lang), figure, table, _numbers_notes(per_1000, lang))


def _side_by_side(numbers: pd.DataFrame) -> pd.DataFrame:
    """Return the marks with their ``offset`` from the middle of the row: equal values stand on top of each other.

    A crowd is drawn as one mark for all of a kind with the same value; ``many`` says how many it stands for.
    """
    keys = ["cohort", "value"]
    marks_ = numbers.assign(many=1)
    if len(numbers) > CROWD:
        marks_ = numbers.groupby([*keys, "kind"], observed=True).agg(name=("name", "min"), many=("ars", "size"))
        marks_ = marks_.reset_index()
    marks_ = marks_.sort_values([*keys, "kind", "name"], kind="stable").reset_index(drop=True)
    equal = marks_.groupby(keys)["value"]
    place, height = equal.cumcount(), equal.transform("size")
    tallest = max(int(height.max()), 6)
    return marks_.assign(offset=(place - (height - 1) / 2) * 0.66 / tallest + 0.06)


def _strip(figure: go.Figure, members: pd.DataFrame, row: int, look: Look, digits: int, lang: Language) -> None:
    kind = MUNICIPALITIES["kind"].words(lang)[str(members["kind"].iloc[0])]
    values = counts_in_words(members["value"], lang, digits)
    who = [
        name if many == 1 else lang("{n} municipalities with this number", n=lang.number(many))
        for name, many in zip(members["name"], members["many"], strict=True)
    ]
    hovers = [
        hover(name, kind, lang("{value} implemented", value=value)) for name, value in zip(who, values, strict=True)
    ]
    sizes = (9 + 1.2 * (members["many"] - 1).clip(upper=400) ** 0.5).tolist()
    marker = {"size": sizes, "opacity": 0.85, "line": {"width": 0}}
    marks(figure, members["value"], row + members["offset"], look, hovers, marker=marker)


def _median(figure: go.Figure, median: float, row: int, lang: Language) -> None:
    line = {"color": GREY, "width": 2, "dash": "dot"}
    figure.add_shape(type="line", x0=median, x1=median, y0=row - 0.46, y1=row + 0.44, line=line)
    text = lang("Median {value}", value=lang.number(median))
    figure.add_annotation(x=median, y=row - 0.48, yanchor="top", xanchor="left", text=text, showarrow=False)


def _value_axis(figure: go.Figure, title: str, largest: float, per_1000: bool, lang: Language) -> None:
    if not per_1000:
        count_axis(figure, title, largest, lang)
        return
    count_axis(figure, title, largest * 100, lang)
    ticks = [tick / 100 for tick in figure.layout.xaxis.tickvals]
    figure.update_xaxes(
        range=[-largest * 0.03, largest * 1.03], tickvals=ticks, ticktext=[lang.number(tick) for tick in ticks]
    )


def _numbers_finding(numbers: pd.DataFrame, lang: Language) -> str:
    ranges = numbers.groupby("cohort")["implemented"].agg(["min", "max"]).dropna()
    parts = [
        lang("{from_} to {to} in cohort {cohort}", from_=lang.number(low), to=lang.number(high), cohort=cohort)
        if low < high
        else lang("{n} in cohort {cohort}", n=lang.number(low), cohort=cohort)
        for cohort, low, high in ranges.itertuples()
    ]
    said = lang("Implemented measures reported per municipality: {parts}.", parts=lang.listing(parts))
    if not (unknown := int(numbers["implemented"].isna().sum())):
        return said
    return f"{said} " + lang.plural(
        "For {n} other municipality none is known.", "For {n} other municipalities none is known.", unknown
    )


def _numbers_notes(per_1000: bool, lang: Language) -> tuple[str, ...]:
    notes = [
        lang("Only measures of the programme that a source names for the municipality are counted; others may exist.")
    ]
    if per_1000:
        notes.append(lang("A district and a small municipality differ in size; compare like with like only."))
    else:
        notes.append(lang("The median is shown for {n} municipalities or more.", n=MEDIAN_FROM))
    return tuple(notes)


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
