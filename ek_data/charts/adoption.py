"""Pictures of the cohort comparison in counted municipalities: by programme month, and by category."""

from __future__ import annotations

import pandas as pd
import plotly.graph_objects as go

from ek_data.analysis import comparison
from ek_data.analysis.programme_time import Start
from ek_data.charts.picture import Picture
from ek_data.charts.style import (
    CHARACTER,
    FIRST_ROWS,
    beside,
    blank,
    cohort_name,
    hover,
    in_words,
    key_below,
    key_entry,
    label,
    marks,
    nothing,
    page_note,
    round_step,
    row_figure,
    segments,
    wrapped,
)
from ek_data.i18n import Language
from ek_data.palette import CLEAR, GREY, Look
from ek_data.tables import MEASURES
from ek_data.tables.columns import cohort_look

PHONE = 250  # pixels beside the names on a phone: counts that do not fit are told at the mark and in the table
RING, RING_SIZE = Look(GREY, "circle-open"), 24


def adoption_curve(
    curve: pd.DataFrame, lang: Language, start: Start = Start.NEW_YEAR, category: str | None = None
) -> Picture:
    """Return the steps of municipalities with at least one implemented measure, of `category` or of any.

    `curve`: cohort, month, municipalities, at_latest, n, compared, common – one row per cohort and programme month, as
    counted from `start`; `common` marks the months that the cohorts compared have both reached.
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
    ends = curve.groupby("cohort").tail(1)
    texts = [
        f"{wrapped(cohort_name(cohort, lang))}<br>{wrapped(comparison.at_least(count, n, lang), 15)}"
        for cohort, count, n in zip(ends["cohort"], ends["municipalities"], ends["n"], strict=True)
    ]
    figure = blank(380, lang, beside=beside(texts), above=64)
    _curve_axes(figure, curve, start, lang)
    coloured = curve["common"].astype(bool) | (not curve["common"].any())  # grey only beside a common window
    for cohort, months in curve.assign(common=coloured).groupby("cohort"):
        _steps(figure, months, cohort_look(int(str(cohort))), lang)
    _label_ends(figure, curve, ends, texts)
    _mark_common_window(figure, curve, lang)
    finding = comparison.finding(curve, lang, category)
    return Picture(name, title, finding, figure, table, _curve_notes(curve, start, lang))


def _curve_notes(curve: pd.DataFrame, start: Start, lang: Language) -> tuple[str, ...]:
    notes = [
        lang(comparison.COUNTED[start]),
        lang("Not yet does not mean no: only what a source reports is counted, so that each number is the least."),
    ]
    if curve["at_latest"].any():
        notes.append(lang("Where only the date of a report is known, the step may have come earlier."))
    if (curve.groupby("cohort")["n"].nunique() > 1).any():
        notes.append(
            lang("Municipalities that began later are observed for fewer months; each mark tells how many are counted.")
        )
    return tuple(notes)


def _curve_axes(figure: go.Figure, curve: pd.DataFrame, start: Start, lang: Language) -> None:
    last, most = max(int(curve["month"].max()), 1), max(int(curve["n"].max()), 1)
    figure.update_xaxes(
        title_text=wrapped(lang(comparison.AXES[start]), 34),
        range=[-0.02 * last, last],
        tickmode="array",
        tickvals=list(range(0, last + 1, 1 if last < 8 else 3 * (last // 24 + 1))),
    )
    ticks = list(range(0, most + 1, round_step(most, 7)))
    figure.update_yaxes(
        title_text=lang("Municipalities"),
        range=[-0.03 * most, most * 1.05],
        tickmode="array",
        tickvals=ticks,
        ticktext=[lang.number(tick) for tick in ticks],
        showgrid=True,
    )


def _steps(figure: go.Figure, months: pd.DataFrame, look: Look, lang: Language) -> None:
    """Draw one cohort: in colour in the common window, grey beyond; a symbol wherever a municipality is added."""
    texts = pd.Series(
        [
            hover(
                cohort_name(cohort, lang),
                lang("Programme month {month}", month=month),
                comparison.at_least(count, n, lang),
            )
            for cohort, month, count, n in zip(
                months["cohort"], months["month"], months["municipalities"], months["n"], strict=True
            )
        ],
        index=months.index,
    )
    risen = months["municipalities"].diff().fillna(months["municipalities"]) > 0
    risen.iloc[-1] = True
    common = months["common"].astype(bool)
    onwards = ~common | ~common.shift(-1, fill_value=True)  # from the last common month, so that the line is whole
    for part, colour, least in ((onwards, GREY, 2), (common, look.colour, 1)):  # what begins with another's end has two
        rows = months[part] if part.sum() >= least else months.head(0)
        figure.add_trace(
            go.Scatter(
                x=rows["month"].tolist(),
                y=rows["municipalities"].tolist(),
                mode="lines+markers",
                line={"shape": "hv", "color": colour, "dash": look.dash, "width": 3},
                marker={"symbol": look.symbol, "color": colour, "size": (risen[rows.index] * 9).tolist(), "opacity": 1},
                showlegend=False,
                hoverinfo="text",
                hovertext=texts[rows.index].tolist(),
                cliponaxis=False,
            )
        )


def _label_ends(figure: go.Figure, curve: pd.DataFrame, ends: pd.DataFrame, texts: list[str]) -> None:
    """Write each cohort at its line's end, above or below it where a longer line passes close by."""
    most = curve["n"].max()
    near = 0.2 * most
    for text, month, count in zip(texts, ends["month"], ends["municipalities"], strict=True):
        passing = curve.loc[curve["month"] > month, "municipalities"]
        close = passing[(passing - count).abs() < near]
        shift = 0 if close.empty else 30 if close.max() < count else -30
        if shift >= 0 and count > 0.8 * most:  # room for the label, which is higher than the line's end
            top = max(figure.layout.yaxis.range[1], (1.3 if shift else 1.2) * most)
            figure.update_yaxes(range=[-0.03 * most, top])
        figure.add_annotation(
            x=int(month),
            y=int(count),
            text=text,
            showarrow=False,
            align="left",
            xanchor="left",
            xshift=10,
            yshift=shift,
        )


def _mark_common_window(figure: go.Figure, curve: pd.DataFrame, lang: Language) -> None:
    """Draw where the common window ends, if a cohort goes on alone."""
    curve = curve[curve["compared"].astype(bool)]
    common = curve["common"].astype(bool)
    if common.all() or not common.any():
        return
    end = int(curve.loc[common, "month"].max())
    alone = lang.listing(str(cohort) for cohort in curve.loc[~common, "cohort"].unique())
    figure.add_vline(x=end, line={"color": GREY, "width": 1, "dash": "dot"})
    figure.add_annotation(
        x=0,
        xref="paper",
        xanchor="left",
        align="left",
        y=1,
        yref="paper",
        yanchor="bottom",
        showarrow=False,
        text=wrapped(
            lang("Common window to month {month}, then only cohort {cohorts} (grey)", month=end, cohorts=alone), 40
        ),
    )


def _curve_table(curve: pd.DataFrame, lang: Language) -> pd.DataFrame:
    return pd.DataFrame(
        {
            label("cohort", lang): curve["cohort"],
            lang("Programme month"): curve["month"],
            lang("Municipalities with an implemented measure, at least"): curve["municipalities"],
            lang("Municipalities in total"): curve["n"],
            lang("Of these known only as “at the latest”"): curve["at_latest"],
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
    drawn = drawn.assign(row=pd.factorize(drawn["category"])[0])
    cohorts = sorted(drawn["cohort"].unique())
    labels = MEASURES["category"].words(lang)
    longest = max(len(text) for text in _brief(drawn, lang))
    written = len(cohorts) * (RING_SIZE + 6 + CHARACTER * longest) <= PHONE
    figure = row_figure([labels[code] for code in drawn["category"].unique()], lang, above=10, below=70)
    _cohort_columns(figure, cohorts, drawn["row"].nunique(), lang)
    for column, cohort in enumerate(cohorts):
        _dots(figure, drawn[drawn["cohort"] == cohort], column, labels, written, lang)
    if stated.any():
        key_entry(figure, lang("Stated for the cohort only"), RING)
        key_below(figure)
    notes = (*_matrix_notes(matrix, len(known), lang), *page_note(drawn["row"].nunique(), len(known), rows, lang))
    return Picture(name, title, _matrix_finding(matrix, lang), figure, table, notes)


def _most_frequent_first(matrix: pd.DataFrame) -> pd.DataFrame:
    total = matrix.groupby("category", observed=True)["municipalities"].transform("sum")
    ordered = matrix.assign(total=total, category=matrix["category"].astype("string"))
    return ordered.sort_values(["total", "category"], ascending=[False, True], kind="stable")


def _cohort_columns(figure: go.Figure, cohorts: list[int], rows: int, lang: Language) -> None:
    first, last = -0.12, len(cohorts) - 0.12
    figure.update_xaxes(
        side="top",
        tickmode="array",
        tickvals=[column + 0.2 for column in range(len(cohorts))],
        ticktext=[cohort_name(cohort, lang) if len(cohorts) < 3 else str(cohort) for cohort in cohorts],
        tickangle=0,
        range=[first, last],
        showgrid=False,
    )
    segments(figure, [first] * rows, [last] * rows, [row + 0.5 for row in range(rows)])


def _brief(matrix: pd.DataFrame, lang: Language) -> list[str]:
    """Return the same where there is little room."""
    cells = matrix[["reported", "municipalities", "n"]].itertuples(index=False)
    return [comparison.reported_briefly(kind, count, n, lang) for kind, count, n in cells]


def _cells(matrix: pd.DataFrame, lang: Language) -> list[str]:
    """Return what each cell says: how many are named, that nobody is named, or that nothing is reported."""
    cells = matrix[["reported", "municipalities", "n", "cohort_statement"]].itertuples(index=False)
    return [comparison.reported(kind, count, n, stated, lang) for kind, count, n, stated in cells]


def _dots(
    figure: go.Figure, cells: pd.DataFrame, column: int, labels: dict[str, str], written: bool, lang: Language
) -> None:
    """Draw one cohort's column: a dot whose area is the count, a ring for statements, the count in writing."""
    look = cohort_look(int(cells["cohort"].iloc[0]))
    stated = cells["cohort_statement"].astype(bool)
    texts = _cells(cells, lang)
    hovers = [
        hover(labels[code], cohort_name(cohort, lang), text)
        for code, cohort, text in zip(cells["category"], cells["cohort"], texts, strict=True)
    ]
    brief = [text if written else "" for text in _brief(cells, lang)]
    sizes = (20 * (cells["municipalities"] / cells["n"].clip(lower=1)) ** 0.5).tolist()
    x, rows, rings = [column] * len(cells), cells["row"], [RING_SIZE] * len(cells)
    marks(figure, x, rows, look, hovers, marker={"size": sizes, "line": {"width": 0}})
    marks(
        figure, x[: stated.sum()], rows[stated], RING, [""] * stated.sum(), marker={"size": RING_SIZE}, hoverinfo="skip"
    )
    room = {"size": rings, "color": CLEAR, "symbol": "circle", "line": {"width": 0}}  # keeps the text off the ring
    marks(figure, x, rows, look, hovers, mode="markers+text", text=brief, marker=room)


def _matrix_finding(matrix: pd.DataFrame, lang: Language) -> str:
    by_category = matrix.assign(some=matrix["municipalities"] > 0).groupby("category", observed=True)["some"]
    named = int(by_category.any().sum())
    sentence = lang.plural(
        "{n} of {total} categories is implemented in at least one named municipality",
        "{n} of {total} categories are implemented in at least one named municipality",
        named,
        total=lang.number(matrix["category"].nunique()),
    )
    if matrix["cohort"].nunique() > 1:
        sentence = lang(
            "{sentence}, {n} of them in every cohort", sentence=sentence, n=lang.number(int(by_category.all().sum()))
        )
    stated = matrix.groupby("category", observed=True)["cohort_statement"].any() & ~by_category.any()
    if not stated.any():
        return sentence + "."
    return f"{sentence}; " + lang.plural(
        "{n} more is reported without names.", "{n} more are reported without names.", int(stated.sum())
    )


def _matrix_notes(matrix: pd.DataFrame, drawn: int, lang: Language) -> tuple[str, ...]:
    without = matrix["category"].nunique() - drawn
    notes = [lang("Counted are municipalities that a source names; the area of a dot is their share of the cohort.")]
    if matrix["cohort_statement"].any():
        notes.append(lang("A ring marks what a source reports for a cohort without naming the municipalities."))
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
            lang("Municipalities with an implemented measure"): _cells(matrix, lang),
        }
    ).reset_index(drop=True)
