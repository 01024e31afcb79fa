"""Picture of where one municipality stands among its peers: a range for each figure, never a rank."""

from __future__ import annotations

import math
from collections.abc import Callable

import pandas as pd

from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Mark, Row, Side, Spec
from ek_data.charts.style import MOST_SQUARES, WORDS, for_municipalities, nothing, round_step, subtitle
from ek_data.i18n import Language
from ek_data.palette import INK, MUTED, Look
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.shared_columns import cohort_look

MOST_RANGES = 8
Scale = Callable[[float], float]
OWN, PEER = Look(INK, "diamond"), Look(MUTED, "line-ns-open")
MANY, NONE = Look(MUTED, "square"), Look(MUTED, "square-open")


def standing(ranges: pd.DataFrame, municipality: str, lang: Language) -> Picture:
    """Return where `municipality` stands among all participants.

    `ranges`: metric (a column of the municipalities, or "implemented"), own (<NA>: not stated), values – one row per
    metric; `values` lists what is known of all participants. Each row has its own scale, because the units differ; a
    size, which spreads from a town to a district, has a logarithmic one.
    """
    name, title = lang("profile-standing"), lang("{municipality} among all participants", municipality=municipality)
    table = _standing_table(ranges, lang)
    drawn = ranges[[len(values) > 0 for values in ranges["values"]]].reset_index(drop=True)
    if drawn.empty:
        return nothing(name, title, lang("There are no known figures to compare yet."), table)
    notes = (
        lang(
            "Each bar goes from the smallest to the largest known value; a line is a municipality, the diamond "
            "this one."
        ),
        lang("Sizes stand on a logarithmic scale: ten times as much is the same way everywhere."),
    )
    most = max(len(values) for values in drawn["values"])
    counted = subtitle(
        lang("Known values of each figure on a scale of its own"), lang, MUNICIPALITIES.counted(most, lang)
    )
    finding = _standing_finding(ranges, municipality, lang)
    return Picture(name, title, finding, _spec(drawn, municipality, lang), table, notes, counted)


def distribution(numbers: pd.DataFrame, ars: str, lang: Language) -> Picture:
    """Return how many participants have implemented how many measures, the one with `ars` marked among them.

    `numbers`: ars, name, cohort, implemented (<NA>: nothing is reported, which stands apart) – one row per participant.
    Each is a square, or part of a bar where they are too many to count; many numbers stand together in ranges.
    """
    name, title = lang("profile-distribution"), lang("Implemented measures of the programme")
    known = numbers["implemented"]
    groups = [
        (_range(low, high, lang), numbers[known.between(low, high).fillna(False).astype(bool)])
        for low, high in (_ranges(int(known.max())) if known.notna().any() else ())
    ]
    groups.append((lang("nothing reported"), numbers[known.isna()]))
    table = pd.DataFrame(
        {
            title: [words for words, _part in groups],
            lang("Municipalities"): [len(part) for _words, part in groups],
            lang("Which"): [lang.listing(part["name"]) for _words, part in groups],
        }
    )
    finding = _distribution_finding(numbers, lang)
    if numbers.empty:
        return nothing(name, title, finding, table.head(0))
    spec = _distribution_spec([(words, part) for words, part in groups if len(part)], ars, lang)
    counted = subtitle(lang("One mark is one municipality"), lang, MUNICIPALITIES.counted(len(numbers), lang))
    return Picture(name, title, finding, spec, table, (), counted)


def _ranges(most: int) -> list[tuple[int, int]]:
    """Return the numbers up to `most` as first and last of each row: 0 alone, the others in about `MOST_RANGES`."""
    step = round_step(most, MOST_RANGES)
    return [(0, 0), *((low, low + step - 1) for low in range(1, most + 1, step))]


def _range(low: int, high: int, lang: Language) -> str:
    if low == high:
        return lang.number(low)
    return lang("{low} to {high}", low=lang.number(low), high=lang.number(high))


def _distribution_finding(numbers: pd.DataFrame, lang: Language) -> str:
    done = int((numbers["implemented"] > 0).sum())
    return lang("{whose} an implemented measure is reported.", whose=for_municipalities(done, len(numbers), lang))


def _distribution_spec(groups: list[tuple[str, pd.DataFrame]], ars: str, lang: Language) -> Spec:
    """Return a row for each number, the own municipality first in its row."""
    longest = max(len(part) for _words, part in groups)
    squares = longest <= MOST_SQUARES
    cohorts = [cohort for _words, part in groups for cohort in part.loc[part["ars"] == ars, "cohort"]]
    mark = Look(cohort_look(int(cohorts[0])).colour if cohorts else INK, "square")
    rows, marks = [], []
    for row, (words, part) in enumerate(groups):
        reported = words != lang("nothing reported")
        own = part["ars"].eq(ars)
        ordered = part.assign(own=own).sort_values(["own", "name"], ascending=[False, True], kind="stable")
        rows.append(Row(words, end=lang.number(len(part)), strong=bool(own.any())))
        look = MANY if reported else NONE
        if squares:
            looks = [mark if each else look for each in ordered["own"]]
            said = [(str(each), words) for each in ordered["name"]]
            marks += [
                Mark(row, place + 0.5, one, facts, size=0)
                for place, (one, facts) in enumerate(zip(looks, said, strict=True))
            ]
        else:
            facts = (words, MUNICIPALITIES.counted(len(part), lang))
            one = mark if own.any() else look
            marks.append(Mark(row, 0, one, facts, Form.BAR, until=len(part), counts=len(part)))
    return Spec("squares" if squares else "bars", Axis(0, longest), tuple(marks), tuple(rows))


def _metric(code: str, lang: Language) -> str:
    return lang.of(MUNICIPALITIES[code].label) if code in MUNICIPALITIES else lang("Implemented measures")


def _spec(drawn: pd.DataFrame, municipality: str, lang: Language) -> Spec:
    """Return a row for each figure, on a scale of its own from the smallest to the largest known value."""
    marks: list[Mark] = []
    rows: list[Row] = []
    for row, (metric, own, values) in enumerate(zip(drawn["metric"], drawn["own"], drawn["values"], strict=True)):
        label, low, high = _metric(metric, lang), float(min(values)), float(max(values))
        rows.append(Row(label, lanes=3))
        marks.append(Mark(row, 0, PEER, form=Form.LINE, until=1, counts=0, size=9, lane=1))
        scale = math.log if metric in MUNICIPALITIES and low > 0 else float
        for value in values:
            marks.append(Mark(row, _place(value, low, high, scale), PEER, (label, _number(value, lang)), lane=1))
        ends: tuple[tuple[float, float, Side], ...] = ((low, 0, "right"), (high, 1, "left"))
        marks += [
            Mark(row, at, WORDS, form=Form.WORDS, text=_number(end, lang), side=side, counts=0, lane=2)
            for end, at, side in ends
            if low < high and (pd.isna(own) or end != own)  # the own number stands above already
        ]
        marks += _own(row, own, (low, high), scale, municipality, label, lang)
    return Spec("strip", Axis(-0.06, 1.06), tuple(marks), tuple(rows))


def _own(
    row: int, own: float, ends: tuple[float, float], scale: Scale, municipality: str, label: str, lang: Language
) -> list[Mark]:
    """Return the own value with its number above, or a word where it is not known."""
    if pd.isna(own):
        text = lang("{municipality}: not stated", municipality=municipality)
        return [Mark(row, 0, WORDS, form=Form.WORDS, text=text, counts=0)]
    place, text = min(max(_place(own, *ends, scale), 0.0), 1.0), _number(own, lang)
    side: Side = "left" if place > 0.85 else "right"
    return [
        Mark(row, place, OWN, (municipality, label, text), size=15, counts=0, lane=1),
        Mark(row, place, WORDS, form=Form.WORDS, text=text, side=side, counts=0),
    ]


def _place(value: float, low: float, high: float, scale: Scale) -> float:
    return (scale(value) - scale(low)) / (scale(high) - scale(low)) if high > low else 0.5


def _number(value: float, lang: Language) -> str:
    return lang.number(value) if float(value).is_integer() else lang.number(value, 2)


def _standing_finding(ranges: pd.DataFrame, municipality: str, lang: Language) -> str:
    """Return the own value beside those compared with: of what it has done, else of the first figure that is known."""
    known = ranges[ranges["own"].notna()]
    if known.empty:
        return lang("Of {municipality} no figure is known to compare.", municipality=municipality)
    acts = known[~known["metric"].isin([column.name for column in MUNICIPALITIES.columns])]
    told = (acts if len(acts) else known).iloc[0]
    low, high = (_number(end(told["values"]), lang) for end in (min, max))
    return lang(
        "{municipality}: {metric} {own}, among those compared {range}.",
        municipality=municipality,
        metric=_metric(told["metric"], lang),
        own=_number(told["own"], lang),
        range=low if low == high else lang("{low} to {high}", low=low, high=high),
    )


def _standing_table(ranges: pd.DataFrame, lang: Language) -> pd.DataFrame:
    known = [list(values) for values in ranges["values"]]
    own = [lang("not stated") if pd.isna(value) else _number(value, lang) for value in ranges["own"]]
    return pd.DataFrame(
        {
            lang("Compared"): [_metric(metric, lang) for metric in ranges["metric"]],
            lang("Own value"): own,
            lang("Smallest value"): [_number(min(values), lang) if values else "" for values in known],
            lang("Largest value"): [_number(max(values), lang) if values else "" for values in known],
            lang("Municipalities with a value"): [len(values) for values in known],
        }
    )
