"""Style that all charts share: the empty figure, rows with names, text from data, words for counts."""

from __future__ import annotations

import html
import math
import textwrap
from collections.abc import Iterable, Sequence
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from ek_data.charts.picture import Picture
from ek_data.dataset import wording
from ek_data.dataset.lazy_table import Worded
from ek_data.i18n import Language
from ek_data.palette import CLEAR, FAINT, GRID, Look
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES
from ek_data.tables.columns import cohort_look
from ek_data.tables.types import Column

TEXT_SIZE, COLUMN_TEXT_SIZE = 13, 11  # upright names smaller, because 20 of them must fit on a phone
MARK_SIZE = 11
ROW_HEIGHT, LINE_HEIGHT = 28, 17
LABEL_WIDTH, HOVER_WIDTH = 20, 38
LONGEST_WORD = 28  # characters that stay together where a line is meant to be shorter
CHARACTER = 7.4  # pixels that one character takes at TEXT_SIZE in a wide font, for room kept free beside marks
PERCENT_FROM = 20  # below this many municipalities a percentage would claim more than there is
MOST_ROWS = 40
FIRST_ROWS = slice(0, MOST_ROWS)
SEPARATORS = {"de": ",.", "en": ".,"}


def chart_text(value: object) -> str:
    """Return `value` so that Plotly shows it as it is: it would otherwise read links and tags in labels."""
    return html.escape(str(value), quote=False)


def wrapped(value: object, width: int = LABEL_WIDTH) -> str:
    """Return `value` as lines of at most `width` characters, each safe in a label."""
    return "<br>".join(chart_text(line) for line in textwrap.wrap(str(value), _room(value, width)) or [""])


def row_label(value: object) -> str:
    """Return the name of a row on three lines at most; the whole stands at its mark and in the table."""
    lines = textwrap.wrap(str(value), _room(value, LABEL_WIDTH), max_lines=3, placeholder=" …")
    return "<br>".join(chart_text(line) for line in lines)


def _room(value: object, width: int) -> int:
    """Return `width`, or what the longest word of `value` needs, because German words are long and have no gaps."""
    return max(width, min(LONGEST_WORD, max(map(len, str(value).replace("-", "- ").split()), default=0)))


def hover(*lines: object) -> str:
    """Return the text shown at a mark: one fact a line, wrapped because Plotly cuts long lines on a phone."""
    return "<br>".join(wrapped(line, HOVER_WIDTH) for line in lines if line is not None and line != "")


def blank(height: int, lang: Language, *, beside: float = 16, above: int = 10) -> go.Figure:
    """Return an empty figure: transparent, so that the page's theme shows through, and still under the finger.

    `beside` and `above` are pixels kept free to the right and on top. Zooming and dragging are off, because on a
    phone they would catch the gesture that scrolls the page.
    """
    axis = {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": False,
        "tickfont": {"size": TEXT_SIZE},
        "title": {"font": {"size": TEXT_SIZE}, "standoff": 12},
    }
    return go.Figure(
        layout={
            "template": go.layout.Template(),
            "height": height,
            "margin": {"l": 8, "r": round(beside), "t": above, "b": 8, "pad": 4},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "font": {"size": TEXT_SIZE},
            "separators": SEPARATORS[lang.code],
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {"align": "left", "font": {"size": TEXT_SIZE}},
            "xaxis": {**axis, "showgrid": True, "ticks": ""},
            "yaxis": {**axis, "showgrid": False, "ticks": ""},
        }
    )


def row_figure(
    labels: Sequence[str],
    lang: Language,
    *,
    beside: float = 16,
    above: int = 10,
    below: int = 62,
    row: int = ROW_HEIGHT,
) -> go.Figure:
    """Return a figure with one row for each of `labels` (plain text), the first on top, as high as they need.

    `row` is the least height of a row, `below` what axis and key take underneath, both in pixels.
    """
    texts = [row_label(label) for label in labels]
    lines = max((text.count("<br>") + 1 for text in texts), default=1)
    row = max(row, lines * LINE_HEIGHT + 8)
    figure = blank(above + len(texts) * row + below, lang, beside=beside, above=above)
    figure.update_yaxes(
        tickmode="array", tickvals=list(range(len(texts))), ticktext=texts, range=[len(texts) - 0.5, -0.5]
    )
    return figure


def count_axis(figure: go.Figure, title: str, largest: float, lang: Language) -> None:
    """Make the x axis one of counts from 0 to `largest`, with whole numbers in the separators of the language."""
    step = round_step(largest, 5 if largest < 100 else 3)
    ticks = [step * k for k in range(math.floor(largest / step) + 1)]
    figure.update_xaxes(
        title_text=wrapped(title, 44),
        range=[-largest * 0.03, largest * 1.03],
        tickangle=0,
        tickmode="array",
        tickvals=ticks,
        ticktext=[lang.number(tick) for tick in ticks],
    )


def matrix_figure(rows: Sequence[str], columns: Sequence[str], lang: Language, *, below: int = 0) -> go.Figure:
    """Return a figure with `rows` under upright `columns` (both plain text), with faint lines to guide the eye.

    `below` are pixels for a key. Six columns are the least, because fewer would stand far apart.
    """
    top = round(6.2 * max(len(text) for text in columns)) + 12
    figure = row_figure(rows, lang, below=top + below)
    figure.update_xaxes(
        side="top",
        tickmode="array",
        tickvals=list(range(len(columns))),
        ticktext=[chart_text(text) for text in columns],
        tickangle=-90,
        tickfont={"size": COLUMN_TEXT_SIZE},
        range=[-0.6, max(len(columns), 6) - 0.4],
    )
    figure.update_yaxes(showgrid=True)
    return figure


def round_step(largest: float, ticks: int = 5) -> int:
    """Return the distance of about `ticks` ticks up to `largest`: 1, 2 or 5 times a power of ten."""
    rough = max(largest / ticks, 1)
    power = 10 ** math.floor(math.log10(rough))
    return int(next(step * power for step in (1, 2, 5, 10) if step * power >= rough))


def beside(texts: Iterable[str]) -> float:
    """Return the pixels that the longest line of `texts` takes to the right of a mark."""
    lines = (line for text in texts for line in text.split("<br>"))
    return 18 + CHARACTER * max((len(html.unescape(line)) for line in lines), default=0)


def marks(
    figure: go.Figure, x: Iterable[Any], y: Iterable[Any], look: Look, hovertext: Iterable[str], **more: Any
) -> None:
    """Draw marks of one look with what they say when touched."""
    given = more.pop("marker", {})
    line = {"color": look.colour, "width": 2} | given.pop("line", {})
    marker = {"color": look.colour, "symbol": look.symbol, "size": MARK_SIZE, "opacity": 1} | given | {"line": line}
    if "text" in more:
        more["text"] = [f"\N{NO-BREAK SPACE}{text}\N{NO-BREAK SPACE}" for text in more["text"]]  # off the mark
    drawn = {
        "mode": "markers",
        "showlegend": False,
        "hoverinfo": "text",
        "cliponaxis": False,
        "textposition": "middle right",
        "textfont": {"size": TEXT_SIZE},
        **more,
        "marker": marker,
    }
    figure.add_trace(go.Scatter(x=list(x), y=list(y), hovertext=list(hovertext), **drawn))


def segments(figure: go.Figure, x0: Iterable[Any], x1: Iterable[Any], y: Iterable[Any], **line: Any) -> None:
    """Draw one horizontal line from `x0` to `x1` at each `y`."""
    xs = [x for pair in zip(x0, x1, strict=True) for x in (*pair, None)]
    ys = [value for at in y for value in (at, at, None)]
    figure.add_trace(
        go.Scatter(
            x=xs, y=ys, mode="lines", hoverinfo="skip", showlegend=False, line={"color": FAINT, "width": 1} | line
        )
    )


def key_above(figure: go.Figure) -> None:
    """Show which symbol means what in a line above the plot; a click hides nothing, or the finding would be wrong."""
    key = {"orientation": "h", "x": 0, "xanchor": "left", "y": 1, "yanchor": "bottom", "itemclick": False}
    figure.update_layout(
        showlegend=True, legend=key | {"itemdoubleclick": False, "traceorder": "normal", "font": {"size": TEXT_SIZE}}
    )


def key_below(figure: go.Figure) -> None:
    """As `key_above`, below the plot, where the column labels stand on top."""
    key_above(figure)
    figure.update_layout(legend={"y": -0.01, "yanchor": "top"})


def key_entry(figure: go.Figure, name: str, look: Look) -> None:
    """Add one entry to the key, drawn nowhere in the plot."""
    marker = {
        "color": look.colour,
        "symbol": look.symbol,
        "size": MARK_SIZE,
        "line": {"color": look.colour, "width": 2},
    }
    figure.add_trace(
        go.Scatter(
            x=[None], y=[None], mode="markers", marker=marker, name=chart_text(name), showlegend=True, hoverinfo="skip"
        )
    )


def cohort_headings(figure: go.Figure, headings: pd.Series, lang: Language) -> None:
    """Write each cohort above its rows; `headings` holds row numbers by cohort."""
    for cohort, row in headings.items():
        look = cohort_look(int(str(cohort)))
        marks(figure, [0], [row], look, [""], xaxis="x2", hoverinfo="skip")
        figure.add_annotation(
            x=0, xref="x2 domain", xanchor="left", xshift=12, y=row, text=cohort_name(cohort, lang), showarrow=False
        )
    figure.update_layout(xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True})


def with_headings(rows: pd.DataFrame) -> tuple[pd.DataFrame, pd.Series]:
    """Return `rows` by cohort and name with their ``row``, and the row above each cohort that its heading takes."""
    ordered = rows.sort_values(["cohort", "name"], kind="stable").reset_index(drop=True)
    placed = ordered.assign(row=ordered.index + pd.factorize(ordered["cohort"])[0] + 1)
    return placed, placed.groupby("cohort")["row"].min() - 1


def row_labels(placed: pd.DataFrame, headings: pd.Series) -> list[str]:
    """Return the names of the rows from `with_headings`, empty where a heading stands."""
    names = dict(zip(placed["row"], placed["name"], strict=True))
    return [str(names.get(row, "")) for row in range(len(placed) + len(headings))]


def page_of(rows: pd.DataFrame, shown: slice) -> pd.DataFrame:
    """Return the part of `rows` (by cohort and name) that is drawn, because more rows could not be read."""
    return rows.sort_values(["cohort", "name"], kind="stable")[shown]


def page_note(shown: int, n: int, page: slice, lang: Language) -> tuple[str, ...]:
    """Say which rows are drawn when not all are."""
    if shown == n:
        return ()
    first = page.indices(n)[0]
    sentence = lang(
        "Rows {first} to {last} of {n} are drawn; the table holds all of them.",
        first=lang.number(first + 1),
        last=lang.number(first + shown),
        n=lang.number(n),
    )
    return (sentence,)


def cohort_name(cohort: object, lang: Language) -> str:
    return lang("Cohort {cohort}", cohort=cohort)


def of(count: int, n: int, lang: Language) -> str:
    """Return "3 of 7", with the percentage only from 20 municipalities on."""
    if n < PERCENT_FROM:
        return lang("{count} of {n}", count=lang.number(count), n=lang.number(n))
    share = lang.number(round(100 * count / n))
    return lang("{count} of {n} ({share}\N{NO-BREAK SPACE}%)", count=lang.number(count), n=lang.number(n), share=share)


def in_words(values: pd.Series, column: Column, lang: Language) -> pd.Series:
    """Return coded `values` in words, a plain text column without gaps."""
    return wording.in_words(values, column, lang).fillna("")


def dates_in_words(days: pd.Series, precisions: pd.Series, lang: Language) -> list[str]:
    """Return partial dates as precise as they are known; nothing where unknown."""
    pairs = list(zip(days, precisions.astype("string").fillna("day"), strict=True))
    said = {pair: "" if pd.isna(pair[0]) else lang.date(pair[0].date(), str(pair[1])) for pair in set(pairs)}
    return [said[pair] for pair in pairs]


def counts_in_words(values: pd.Series, lang: Language, digits: int | None = None) -> list[str]:
    """Return numbers with the separators of the language; "not stated" where unknown, because that is not 0."""
    return [lang("not stated") if pd.isna(value) else lang.number(value, digits) for value in values]


def label(name: str, lang: Language) -> str:
    """Return the declared label of a column of municipalities, measures or events, for table headers."""
    table = next(table for table in (MEASURES, EVENTS, MUNICIPALITIES) if name in table)
    return lang.of(table[name].label)


def nothing(name: str, title: str, finding: str, table: pd.DataFrame | Worded) -> Picture:
    """Return a picture of words only, for data in which there is nothing to draw."""
    return Picture(name, title, finding, None, table)
