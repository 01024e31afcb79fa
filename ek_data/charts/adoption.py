"""Pictures of the cohort comparison in counted municipalities: by programme month, and by category."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ek_data.analysis import cohort_words
from ek_data.analysis.cohorts import CategoryReport
from ek_data.analysis.programme_time import Start
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Form, Guide, Mark, Row, Spec, Steps
from ek_data.charts.style import (
    DOT,
    FIRST_ROWS,
    NOT_REPORTED,
    PERCENT_FROM,
    WORDS,
    cohort_name,
    in_words,
    label,
    month_axis,
    nothing,
    page_note,
    round_step,
    some,
    subtitle,
)
from ek_data.i18n import Language
from ek_data.palette import MUTED, Look
from ek_data.tables import MEASURES
from ek_data.tables.shared_columns import cohort_look
from ek_data.text import as_sentence

WORDED_COHORTS = 3  # of more there is no room for "3 of 7" beside the squares
SHARE = 10  # units that the bar of a whole cohort is long, where squares would be too many


def adoption_curve(
    curve: pd.DataFrame, lang: Language, start: Start = Start.NEW_YEAR, category: str | None = None
) -> Picture:
    """Return the steps of municipalities with at least one implemented measure, of `category` or of any.

    `curve`: cohort, month, municipalities, at_latest, perhaps, n, compared, common – one row per cohort and programme
    month, as counted from `start`; `common` marks the months that the cohorts compared have both reached.
    """
    name, title = (
        lang("cohort-comparison-curve"),
        lang("Municipalities with an implemented measure, by programme month"),
    )
    table = _curve_table(curve, lang)
    if curve.empty:
        return nothing(
            name, title, lang("No cohort has a programme month yet. The curve begins with the first one."), table
        )
    curve = curve.sort_values(["cohort", "month"]).reset_index(drop=True)
    finding = cohort_words.finding(curve, lang, category)
    some = (curve["municipalities"] + curve["perhaps"]).any()  # else a line at 0 would say no
    spec = _curve_spec(curve, start, lang) if some else None
    sizes = curve[curve["compared"].astype(bool)].groupby("cohort")["n"].last()
    counted = cohort_words.subtitle(sizes, start, lang)
    return Picture(name, title, finding, spec, table, _curve_notes(curve, lang), counted)


def _curve_notes(curve: pd.DataFrame, lang: Language) -> tuple[str, ...]:
    notes = [lang("Not yet does not mean no: only what a source reports is counted, so that each number is the least.")]
    if curve["at_latest"].any():
        notes.append(lang("A hollow mark is the date of a report: the step may have come earlier."))
    if curve["perhaps"].any():
        notes.append(
            lang("The pale band reaches to as many as may have had one by then, because their month is a latest.")
        )
    if (curve.groupby("cohort")["n"].nunique() > 1).any():
        notes.append(
            lang("Municipalities that began later are observed for fewer months; each mark tells how many are counted.")
        )
    return tuple(notes)


def _curve_spec(curve: pd.DataFrame, start: Start, lang: Language) -> Spec:
    """Return a line of steps for each cohort: in colour as far as it is compared, grey beyond."""
    last, most = max(int(curve["month"].max()), 1), max(int(curve["n"].max()), 1)
    counts = range(0, most + 1, round_step(most, 7))
    coloured = curve["common"].astype(bool) | (not curve["common"].any())  # grey only beside a common window
    guides = _window(curve, lang)
    steps: list[Steps] = []
    marks: list[Mark] = []
    for cohort, part in curve.assign(coloured=coloured).groupby("cohort"):
        steps += _steps(part, int(str(cohort)), lang)
        look = cohort_look(int(str(cohort)))
        marks += _rises(part, look if part["compared"].any() else look._replace(colour=MUTED), lang)
    return Spec(
        "steps",
        month_axis(last, lang(cohort_words.AXES[start])),
        tuple(marks),
        up=Axis(-0.03 * most, most * 1.2, tuple((n, lang.number(n)) for n in counts), lang("Municipalities")),
        steps=tuple(steps),
        guides=guides,
        shaded=(0.0, guides[0].x) if guides else None,
    )


def _steps(months: pd.DataFrame, cohort: int, lang: Language) -> list[Steps]:
    """Return the line of one cohort in two parts: as far as it is compared, and beyond."""
    name, look = cohort_name(cohort, lang), cohort_look(cohort)
    last = months.iloc[-1]
    said = f"{name}\n{cohort_words.at_least(last['municipalities'], last['n'], lang, last['unnamed'])}"
    points = list(zip(months["month"].astype(float), months["municipalities"].astype(float), strict=True))
    highest = months["municipalities"] + months["perhaps"]
    coloured = int(months["coloured"].sum())
    band = tuple(zip(months["month"].astype(float), highest.astype(float), strict=True))[:coloured]
    first, rest = tuple(points[:coloured]), tuple(points[max(coloured - 1, 0) :])
    parts = [(first, False)] if first else []
    parts += [(rest, True)] if coloured < len(points) else []
    unsure = bool(months["perhaps"].head(coloured).any())
    return [
        Steps(name, look, part, said if part[-1] == points[-1] else "", alone, band if unsure and not alone else ())
        for part, alone in parts
    ]


def _rises(months: pd.DataFrame, look: Look, lang: Language) -> list[Mark]:
    """Return a mark wherever a municipality is added, hollow where it may have been earlier, and at the end."""
    risen = months["municipalities"].diff().fillna(months["municipalities"])
    bounds = months["at_latest"].diff().fillna(months["at_latest"])
    shown = months.assign(risen=risen, bounds=bounds)[(risen > 0) | (months["month"] == months["month"].max())]
    return [
        Mark(
            float(row.municipalities),
            float(row.month),
            look._replace(symbol=f"{look.symbol}-open") if row.bounds > 0 else look,
            (
                cohort_name(row.cohort, lang),
                lang("Programme month {month}", month=row.month),
                cohort_words.at_least(row.municipalities, row.n, lang, row.unnamed),
            ),
            counts=int(row.risen),
        )
        for row in shown.itertuples()
    ]


def _window(curve: pd.DataFrame, lang: Language) -> tuple[Guide, ...]:
    """Return a line where the common window ends, if a cohort goes on alone."""
    curve = curve[curve["compared"].astype(bool)]
    common = curve["common"].astype(bool)
    if common.all() or not common.any():
        return ()
    end = int(curve.loc[common, "month"].max())
    alone = lang.listing(str(cohort) for cohort in curve.loc[~common, "cohort"].unique())
    words = lang("Common window to month {month}, then only cohort {cohorts} (grey)", month=end, cohorts=alone)
    return (Guide(end, words),)


def _curve_table(curve: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("cohort", lang): curve["cohort"],
            lang("Programme month"): curve["month"],
            lang("Municipalities with an implemented measure, at least"): curve["municipalities"],
            lang("Municipalities in total"): curve["n"],
            lang("Of these known only as “at the latest”"): curve["at_latest"],
            lang("Perhaps by then"): curve["perhaps"],
            lang("In the common window"): curve["common"].astype(bool).map({True: lang("yes"), False: lang("no")}),
        }
    ).reset_index(drop=True)


def adoption_matrix(matrix: pd.DataFrame, lang: Language, rows: slice = FIRST_ROWS) -> Picture:
    """Return in how many municipalities of each cohort each category is implemented, the most frequent first.

    `matrix`: category, cohort, municipalities, n, cohort_statement, reported – `cohort_statement` is true where a
    source reports the category for the cohort without naming a municipality. `rows` is the part of the categories
    drawn.
    """
    name, title = lang("cohort-comparison-categories"), lang("Implemented measures by category and cohort")
    matrix = _most_frequent_first(matrix)
    table = _matrix_table(matrix, lang)
    stated = matrix["cohort_statement"].astype(bool)
    known = matrix.loc[(matrix["municipalities"] > 0) | stated, "category"].unique()
    if not len(known):
        return nothing(
            name, title, lang("No implemented measure is known yet. It appears here with its measures."), table
        )
    drawn = matrix[matrix["category"].isin(known[rows])]
    notes = (*_matrix_notes(matrix, len(known), lang), *page_note(len(known[rows]), len(known), rows, lang))
    sizes = matrix.groupby("cohort")["n"].first()
    counted = subtitle(
        lang("Municipalities with an implemented measure of the category"), lang, " + ".join(map(lang.number, sizes))
    )
    return Picture(name, title, _matrix_finding(matrix, lang), _matrix_spec(drawn, lang), table, notes, counted)


def _most_frequent_first(matrix: pd.DataFrame) -> pd.DataFrame:
    total = matrix.groupby("category", observed=True)["municipalities"].transform("sum")
    ordered = matrix.assign(total=total, category=matrix["category"].astype("string"))
    return ordered.sort_values(["total", "category"], ascending=[False, True], kind="stable")


def _matrix_spec(matrix: pd.DataFrame, lang: Language) -> Spec:
    """Return a row for each category and in it a block for each cohort: a square for each municipality."""
    cohorts = sorted(int(cohort) for cohort in matrix["cohort"].unique())
    most = int(matrix["n"].max())
    worded = len(cohorts) <= WORDED_COHORTS
    block = min(most, SHARE) if most >= PERCENT_FROM else most
    wide = block + (8 if most >= PERCENT_FROM and worded else 4 if worded else 2)
    starts = {cohort: place * wide for place, cohort in enumerate(cohorts)}
    labels = MEASURES["category"].words(lang)
    codes = list(matrix["category"].unique())
    marks: list[Mark] = []
    for cell in matrix.to_dict("records"):
        start, row = starts[int(cell["cohort"])], codes.index(cell["category"])
        facts = (labels[cell["category"]], cohort_name(cell["cohort"], lang), _said(cell, lang))
        marks += _cell(cell, row, start, block if most >= PERCENT_FROM else 0, worded, facts, lang)
    heads = tuple(
        (float(start), cohort_name(cohort, lang) if worded else str(cohort)) for cohort, start in starts.items()
    )
    across = Axis(
        -0.8, wide * len(cohorts) - 0.8, heads, brief=tuple(f"’{cohort % 100:02}" for cohort in cohorts), heads="above"
    )
    return Spec("squares", across, tuple(marks), tuple(Row(labels[code]) for code in codes))


def _said(cell: Mapping[Any, Any], lang: Language) -> str:
    """Return what is reported of a category in a cohort."""
    return cohort_words.reported(cell["reported"], cell["municipalities"], cell["n"], cell["cohort_statement"], lang)


def _cell(
    cell: Mapping[Any, Any], row: int, start: float, bar: int, worded: bool, facts: tuple[str, ...], lang: Language
) -> list[Mark]:
    """Return the marks of one category in one cohort: part of a `bar` as long as all of it, or squares."""
    look = cohort_look(int(cell["cohort"]))._replace(symbol="square")
    count, n = int(cell["municipalities"]), int(cell["n"])
    if cell["reported"] == CategoryReport.UNNAMED:
        text = lang("without names") if worded else "?"
        return [Mark(row, start - 0.4, WORDS, facts, Form.WORDS, text=text, brief="?", counts=0)]
    said = lang("{count} of {n}", count=lang.number(count), n=lang.number(n)) if worded else lang.number(count)
    if bar:  # for each cohort, because bars and squares beside one another could not be compared
        end = start + bar * count / n
        share = Mark(row, start, look, facts, Form.BAR, until=end, counts=count)
        words = Mark(row, end + 0.3, WORDS, facts, Form.WORDS, text=said, brief=lang.number(count), counts=0)
        return [share, words] if count else [Mark(row, start, NOT_REPORTED, facts, size=DOT, counts=0)]
    squares = [Mark(row, start + place, look, facts, size=0) for place in range(count)]
    dots = [Mark(row, start + place, NOT_REPORTED, facts, size=DOT, counts=0) for place in range(count, n)]
    if not count:
        return dots
    words = Mark(row, start + n - 0.6, WORDS, facts, Form.WORDS, text=said, brief=lang.number(count), counts=0)
    return [*squares, *dots, words]


def _matrix_finding(matrix: pd.DataFrame, lang: Language) -> str:
    categories = matrix["category"].unique()
    if len(categories) == 1:
        said = ", ".join(f"{cell['cohort']} {_said(cell, lang)}" for cell in matrix.to_dict("records"))
        return as_sentence(
            lang("{category}: {finding}", category=MEASURES["category"].words(lang)[categories[0]], finding=said)
        )
    return _categories_finding(matrix, lang)


def _categories_finding(matrix: pd.DataFrame, lang: Language) -> str:
    by_category = matrix.assign(some=matrix["municipalities"] > 0).groupby("category", observed=True)["some"]
    named = int(by_category.any().sum())
    stated = matrix.groupby("category", observed=True)["cohort_statement"].any() & ~by_category.any()
    if not named:
        return lang.plural(
            "{n} category is reported without names, none with the name of a municipality.",
            "{n} categories are reported without names, none with the name of a municipality.",
            int(stated.sum()),
        )
    sentence = lang.plural(
        "{n} of {total} categories is implemented in at least one named municipality",
        "{n} of {total} categories are implemented in at least one named municipality",
        named,
        total=lang.number(matrix["category"].nunique()),
    )
    if matrix["cohort"].nunique() > 1:
        sentence = lang(
            "{sentence}, {n} of them in every cohort", sentence=sentence, n=some(int(by_category.all().sum()), lang)
        )
    if not stated.any():
        return sentence + "."
    return f"{sentence}; " + lang.plural(
        "{n} more is reported without names.", "{n} more are reported without names.", int(stated.sum())
    )


def _matrix_notes(matrix: pd.DataFrame, drawn: int, lang: Language) -> tuple[str, ...]:
    without = matrix["category"].nunique() - drawn
    notes = [lang("Counted are municipalities that a source names; a dot is one of which nothing is reported.")]
    if without:
        notes.append(
            lang.plural(
                "{n} category without an implemented measure stands in the table only.",
                "{n} categories without an implemented measure stand in the table only.",
                without,
            )
        )
    return tuple(notes)


def _matrix_table(matrix: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("category", lang): in_words(matrix["category"], MEASURES["category"], lang),
            label("cohort", lang): matrix["cohort"],
            lang("Municipalities with an implemented measure"): [
                _said(cell, lang) for cell in matrix.to_dict("records")
            ],
        }
    ).reset_index(drop=True)
