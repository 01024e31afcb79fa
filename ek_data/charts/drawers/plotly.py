"""Draw a spec with Plotly: pictures with many marks, and for now what PowerPoint reads until it has a drawer.

Nothing can be zoomed or dragged: on a phone that would catch the gesture that scrolls the page.
"""

from __future__ import annotations

import html
import math
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import plotly.graph_objects as go

from ek_data.charts.drawers.layout import (
    CHARACTER,
    COLUMN_TEXT_SIZE,
    HOVER_WIDTH,
    LABEL_WIDTH,
    LANE,
    TEXT_SIZE,
    band,
    is_even,
    lines_of,
    middles,
    room_beside,
    row_heights,
    row_lines,
)
from ek_data.charts.spec import Axis, Form, Mark, Spec
from ek_data.i18n import Language
from ek_data.palette import (
    BACKGROUNDS,
    CLEAR,
    FAINT,
    FAINTLY,
    GRID,
    MUTED,
    NO_SYMBOL,
    OVERDUE,
    SIGNS,
    TEXT,
    Look,
    Theme,
    in_theme,
    text_on,
    tint,
)

SEPARATORS = {"de": ",.", "en": ".,"}
SYMBOLS = {  # what Plotly has in place of those it has not
    "square-half": "square-open-dot",
    "square-dashed": "circle-open-dot",
    "clock": "circle-x-open",
}
SQUARES = 260  # pixels that a row of squares has on a phone
CURVE_HEIGHT = 380
ABOVE, BELOW = 56, 62
OUTLINE = 2
KEY_WIDTH, KEY_SYMBOL, KEY_LINE = 700, 46, 19


def draw(spec: Spec, lang: Language, theme: Theme = "light", *, watermark: str = "") -> go.Figure:
    """Return the figure of a spec, transparent, so that the background of the page shows through."""
    figure = _blank(spec, theme, lang)
    if spec.rows:
        _draw_rows(figure, spec, theme)
    else:
        figure.update_layout(height=CURVE_HEIGHT)
        figure.update_yaxes(**_axis_words(spec.up), showgrid=True)
    _draw_steps(figure, spec, theme)
    _draw_marks(figure, spec, theme)
    _draw_guides(figure, spec, theme)
    _draw_key(figure, spec, theme)
    if watermark:
        middle: dict[str, Any] = {"x": 0.5, "y": 0.5, "xref": "paper", "yref": "paper", "showarrow": False}
        figure.add_annotation(text=watermark, textangle=-18, opacity=0.16, font_size=30, **middle)
    return figure


def plain(value: object) -> str:
    """Return `value` so that Plotly shows it as it is: it would otherwise read links and tags in labels."""
    return html.escape(str(value), quote=False)


def wrapped_lines(lines: Iterable[str]) -> str:
    """Return lines as Plotly breaks them, each safe in a label."""
    return "<br>".join(plain(line) for line in lines)


def wrapped(value: object, width: int = LABEL_WIDTH) -> str:
    """Return `value` as lines of at most `width` characters, each safe in a label."""
    return wrapped_lines(lines_of(value, width))


def hover(*facts: object) -> str:
    """Return the text shown at a mark: one fact a line, wrapped because Plotly cuts long lines on a phone."""
    return "<br>".join(wrapped(fact, HOVER_WIDTH) for fact in facts if fact is not None and fact != "")


def _blank(spec: Spec, theme: Theme, lang: Language) -> go.Figure:
    text = {"size": TEXT_SIZE, "color": TEXT[theme]}
    axis = {
        "automargin": True,
        "fixedrange": True,
        "gridcolor": GRID,
        "zeroline": False,
        "ticks": "",
        "tickfont": text,
        "title": {"font": text, "standoff": 12},
    }
    figure = go.Figure(
        layout={
            "template": go.layout.Template(),
            "margin": {"l": 8, "r": round(room_beside(spec)), "t": _above(spec), "b": 8, "pad": 4},
            "paper_bgcolor": CLEAR,
            "plot_bgcolor": CLEAR,
            "font": text,
            "separators": SEPARATORS[lang.code],
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {"align": "left", "font": {"size": TEXT_SIZE}},
            "xaxis": {**axis, "showgrid": spec.across.heads != "above"},
            "yaxis": {**axis, "showgrid": spec.across.heads == "upright"},
        }
    )
    figure.update_xaxes(**_axis_words(spec.across), tickangle=-90 if spec.across.heads == "upright" else 0)
    if spec.across.heads != "below":
        figure.update_xaxes(side="top")
    if spec.across.heads == "upright":
        figure.update_xaxes(tickfont_size=COLUMN_TEXT_SIZE)
    return figure


def _above(spec: Spec) -> int:
    lines = 1 + max((guide.words.count("\n") for guide in spec.guides), default=0)
    words = 24 + 16 * lines if spec.guides else 0
    return max(10, words, 64 if spec.steps and spec.guides else 0) + _for_key(spec, words)


def _for_key(spec: Spec, words: int) -> int:
    """Return how much more room the key needs above the plot, where the words of guides stand below it."""
    if not (spec.key and _key_on_top(spec)):
        return 0
    longest = max(len(said) for said, _look in spec.key)
    beside = max(1, int(KEY_WIDTH / (KEY_SYMBOL + CHARACTER * longest)))  # each entry is as wide as the longest
    return (ABOVE if words else ABOVE - 10) + KEY_LINE * max(math.ceil(len(spec.key) / beside) - 2, 0)


def _key_on_top(spec: Spec) -> bool:
    return spec.across.heads == "below"


def _axis_words(axis: Axis | None) -> dict[str, Any]:
    if axis is None:
        return {}
    return {
        "title_text": wrapped(axis.title, 44) if axis.title else None,
        "range": [axis.low, axis.high],
        "tickmode": "array",
        "tickvals": [place for place, _words in axis.ticks],
        "ticktext": [wrapped_lines(words.split("\n")) for _place, words in axis.ticks],
    }


def _draw_rows(figure: go.Figure, spec: Spec, theme: Theme) -> None:
    """Name the rows, make the figure as high as they need, and draw the headings among them."""
    heights, at = row_heights(spec), middles(spec)
    unit = heights[0] if is_even(spec) else 1
    total = sum(heights) / unit
    upright = max((len(words) for _place, words in spec.across.ticks), default=0)
    below = round(6.2 * upright) + 12 + 56 * bool(spec.key) if spec.across.heads == "upright" else BELOW
    low = -0.5 if is_even(spec) else 0
    figure.update_layout(height=_above(spec) + round(sum(heights)) + below)
    figure.update_yaxes(
        tickmode="array",
        tickvals=at,
        ticktext=["" if row.look else wrapped_lines(row_lines(row.name)) for row in spec.rows],
        range=[total + low, low],
    )
    headings = [(place, row) for place, row in zip(at, spec.rows, strict=True) if row.look]
    for place, row in headings:
        assert row.look is not None
        _scatter(figure, [0], [place], row.look, theme, [""], xaxis="x2", hoverinfo="skip")
        figure.add_annotation(
            x=0, xref="x2 domain", xanchor="left", xshift=12, y=place, text=plain(row.name), showarrow=False
        )
    if headings:
        figure.update_layout(xaxis2={"overlaying": "x", "range": [0, 1], "visible": False, "fixedrange": True})
    for place, row, number in zip(at, spec.rows, range(len(at)), strict=True):
        if row.end:
            ends = [mark.end for mark in spec.marks if mark.row == number]
            x = max(ends, default=spec.across.low) if spec.kind == "bars" else spec.across.high
            end = f"<b>{plain(row.end)}</b>" if row.strong else plain(row.end)
            figure.add_annotation(x=x, y=place, text=end, showarrow=False, xanchor="left", xshift=6)


def _place(spec: Spec, at: Sequence[float], mark: Mark) -> float:
    if not spec.rows:
        return mark.row
    row = spec.rows[int(mark.row)]
    if is_even(spec):
        return mark.row
    return at[int(mark.row)] + (mark.lane - (row.lanes - 1) / 2) * LANE


def _draw_marks(figure: go.Figure, spec: Spec, theme: Theme) -> None:
    at = middles(spec)
    ordered = sorted(spec.marks, key=lambda mark: list(Form).index(mark.form), reverse=True)
    for form, of_form in groupby(ordered, key=lambda mark: mark.form):
        marks = list(of_form)
        looks = dict.fromkeys(mark.look for mark in marks)
        for look in looks:
            part = [mark for mark in marks if mark.look == look]
            places = [_place(spec, at, mark) for mark in part]
            _DRAWERS[form](figure, spec, part, places, look, theme)
    late = [mark for mark in spec.marks if mark.overdue]
    if late:
        places = [_place(spec, at, mark) for mark in late]
        middle = [mark.middle for mark in late]
        _scatter(figure, middle, places, OVERDUE, theme, [""] * len(late), hoverinfo="skip", size=17)


def _points(figure: go.Figure, spec: Spec, marks: list[Mark], places: list[float], look: Look, theme: Theme) -> None:
    more: dict[str, Any] = {}
    if look.shade is not None:
        _cells(figure, [mark.x for mark in marks], places, look, theme, _told(marks))
        return
    if any(mark.text for mark in marks):
        more = {
            "mode": "markers+text",
            "text": [_off_the_mark(mark) for mark in marks],
            "textposition": [POSITIONS[mark.side] for mark in marks],
        }
    squares = max(4.0, min(12.0, SQUARES / (spec.across.high - spec.across.low)))
    sizes = [mark.size or squares for mark in marks]
    size: Any = sizes if len(set(sizes)) > 1 else sizes[0]
    _scatter(figure, [mark.x for mark in marks], places, look, theme, _told(marks), size=size, **more)


def _cells(
    figure: go.Figure, x: Sequence[Any], y: Sequence[Any], look: Look, theme: Theme, told: Sequence[str], **more: Any
) -> None:
    """Draw cells of a heat grid: shaded squares with the symbol as a sign, light in a dark one."""
    colour = in_theme(look.colour, theme)
    shade = look.shade or 0.0
    sign = BACKGROUNDS[theme][0] if shade > 0.5 else colour
    figure.add_trace(
        go.Scatter(
            x=list(x),
            y=list(y),
            hovertext=list(told),
            mode="markers+text",
            text=[SIGNS[look.symbol]] * len(x),
            textfont={"size": TEXT_SIZE, "color": sign},
            hoverinfo="text",
            showlegend=False,
            marker={
                "symbol": "square",
                "size": 22,
                "opacity": 1,
                "color": tint(colour, shade),
                "line": {"color": tint(colour, 0.25), "width": 1},
            },
        ).update(**more)
    )


def _words(figure: go.Figure, _spec: Spec, marks: list[Mark], places: list[float], _look: Look, theme: Theme) -> None:
    _text_at(figure, [mark.x for mark in marks], places, marks, theme, _told(marks))


def _text_at(
    figure: go.Figure, x: list[float], places: list[float], marks: list[Mark], theme: Theme, told: Sequence[str]
) -> None:
    """Write the words of marks beside places at which nothing is drawn."""
    _scatter(
        figure,
        x,
        places,
        Look(CLEAR, "circle"),
        theme,
        told,
        mode="markers+text",
        text=[_off_the_mark(mark) for mark in marks],
        textposition=[POSITIONS[mark.side] for mark in marks],
    )


POSITIONS = {
    "right": "middle right",
    "left": "middle left",
    "above": "top center",
}


def _off_the_mark(mark: Mark) -> str:
    return f"\N{NO-BREAK SPACE}{plain(mark.text)}\N{NO-BREAK SPACE}" if mark.text else ""


def _told(marks: Iterable[Mark]) -> list[str]:
    return [hover(*mark.said) for mark in marks]


def _bars(figure: go.Figure, spec: Spec, marks: list[Mark], places: list[float], look: Look, theme: Theme) -> None:
    """Draw bars from their `x` on; an outline is one that is only a bound, a half one not yet whole."""
    colour = in_theme(look.colour, theme)
    full = not look.symbol.endswith("-open")
    exact = {look: words for words, look in spec.key}
    words = exact.get(look) or exact.get(look._replace(symbol=look.symbol.removesuffix("-open")), "")
    figure.add_trace(
        go.Bar(
            orientation="h",
            base=[mark.x for mark in marks],
            x=[mark.end - mark.x for mark in marks],
            y=places,
            name=plain(words),
            showlegend=False,
            marker={
                "color": (tint(colour, 0.45) if look.symbol == "square-half" else colour) if full else CLEAR,
                "line": {"color": colour, "width": 0 if look.symbol == "square" else OUTLINE},
            },
            text=[mark.text or None for mark in marks] if any(mark.text for mark in marks) else None,
            textposition="inside",
            insidetextanchor="middle",
            textangle=0,
            insidetextfont={"size": TEXT_SIZE, "weight": 700, "color": text_on(colour) if full else TEXT[theme]},
            hoverinfo="text",
            hovertext=_told(marks),
        )
    )
    figure.update_layout(barmode="overlay", bargap=0.35, uniformtext={"mode": "hide", "minsize": TEXT_SIZE - 1})


def _spans(figure: go.Figure, _spec: Spec, marks: list[Mark], places: list[float], look: Look, theme: Theme) -> None:
    _lines(figure, marks, places, color=tint(in_theme(look.colour, theme), 0.4), width=11)
    shown = look._replace(colour=CLEAR, symbol="circle") if look.symbol == NO_SYMBOL else look
    _scatter(figure, [mark.middle for mark in marks], places, shown, theme, _told(marks), size=7)
    if any(mark.text for mark in marks):
        ends = [mark.end if mark.side == "right" else mark.x for mark in marks]
        _text_at(figure, ends, places, marks, theme, [""] * len(marks))


def _thin_lines(
    figure: go.Figure, _spec: Spec, marks: list[Mark], places: list[float], look: Look, theme: Theme
) -> None:
    colour = FAINT if look.colour == MUTED else in_theme(look.colour, theme)
    _lines(figure, marks, places, color=colour, width=max(mark.size for mark in marks), dash=look.dash)


def _lines(figure: go.Figure, marks: list[Mark], places: list[float], **line: Any) -> None:
    xs = [x for mark in marks for x in (mark.x, mark.until, None)]
    ys = [y for place in places for y in (place, place, None)]
    figure.add_trace(go.Scatter(x=xs, y=ys, mode="lines", hoverinfo="skip", showlegend=False, line=line))


_DRAWERS = {Form.POINT: _points, Form.WORDS: _words, Form.BAR: _bars, Form.SPAN: _spans, Form.LINE: _thin_lines}


def _scatter(
    figure: go.Figure,
    x: Sequence[float],
    y: Sequence[float],
    look: Look,
    theme: Theme,
    told: Sequence[str],
    *,
    size: Any = 11,
    **more: Any,
) -> None:
    colour = in_theme(look.colour, theme)
    line = {"color": colour, "width": OUTLINE}
    symbol = SYMBOLS.get(look.symbol, look.symbol)
    drawn = {
        "mode": "markers",
        "showlegend": False,
        "hoverinfo": "text",
        "cliponaxis": False,
        "textfont": {"size": TEXT_SIZE},
        "marker": {"color": colour, "symbol": symbol, "size": size, "opacity": 1, "line": line},
        **more,
    }
    figure.add_trace(go.Scatter(x=list(x), y=list(y), hovertext=list(told), **drawn))


def _draw_steps(figure: go.Figure, spec: Spec, theme: Theme) -> None:
    for steps in spec.steps:
        if steps.band:
            xs, ys = zip(*band(steps), strict=True)
            colour = tint(in_theme(steps.look.colour, theme), FAINTLY)
            area: dict[str, Any] = {"fill": "toself", "fillcolor": colour, "mode": "none", "showlegend": False}
            figure.add_trace(go.Scatter(x=xs, y=ys, hoverinfo="skip", **area))
        colour = MUTED if steps.alone else steps.look.colour
        figure.add_trace(
            go.Scatter(
                x=[x for x, _y in steps.points],
                y=[y for _x, y in steps.points],
                mode="lines+markers",
                marker={"size": [0] * len(steps.points), "symbol": steps.look.symbol, "color": in_theme(colour, theme)},
                name=plain(steps.name),
                line={"shape": "hv", "color": in_theme(colour, theme), "dash": steps.look.dash, "width": 3},
                showlegend=False,
                hoverinfo="skip",
                cliponaxis=False,
            )
        )
        if steps.end:
            x, y = steps.points[-1]
            figure.add_annotation(
                x=x,
                y=y,
                text="<br>".join(wrapped(line, 15) for line in steps.end.split("\n")),
                showarrow=False,
                align="left",
                xanchor="left",
                xshift=10,
                yshift=_shift(spec, x, y),
            )


def _shift(spec: Spec, x: float, y: float) -> int:
    """Return how far the name of a line moves off its end, above or below where another line passes close by."""
    most = spec.up.high if spec.up else 1
    passing = [up for steps in spec.steps for along, up in steps.points if along > x and abs(up - y) < 0.2 * most]
    return 0 if not passing else 30 if max(passing) < y else -30


def _draw_guides(figure: go.Figure, spec: Spec, theme: Theme) -> None:
    if spec.shaded:
        low, high = spec.shaded
        figure.add_vrect(x0=low, x1=high, fillcolor=GRID, opacity=0.4, line_width=0, layer="below")
    for guide in spec.guides:
        figure.add_vline(x=guide.x, line={"color": in_theme(MUTED, theme), "width": 2, "dash": "dash"})
        near_the_left = guide.x < (spec.across.low + spec.across.high) / 2
        figure.add_annotation(
            x=guide.x,
            xanchor="left" if near_the_left else "right",
            y=1,
            yref="paper",
            yanchor="bottom",
            yshift=8,
            align="left" if near_the_left else "right",
            text=wrapped(guide.words, 34),
            showarrow=False,
        )


def _draw_key(figure: go.Figure, spec: Spec, theme: Theme) -> None:
    """Show which symbol means what; a click hides nothing, or the finding would be wrong."""
    if not spec.key:
        return
    for words, look in spec.key:
        if look.shade is not None:
            name = f"{SIGNS[look.symbol]} {plain(words)}".strip()
            _cells(figure, [None], [None], look, theme, [], name=name, showlegend=True, hoverinfo="skip")
            continue
        _scatter(figure, [None], [None], look, theme, [], name=plain(words), showlegend=True, hoverinfo="skip")  # type: ignore[list-item]
    below = not _key_on_top(spec)
    figure.update_layout(
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "xanchor": "left",
            "y": -0.01 if below else 1,
            "yref": "container" if spec.guides and not below else "paper",  # above the words of the guides
            "yanchor": "top" if below or spec.guides else "bottom",
            "itemclick": False,
            "itemdoubleclick": False,
            "traceorder": "normal",
            "font": {"size": TEXT_SIZE},
        },
    )
