"""A plan whose date is over has a clock in every drawing; colours and lines tell cohorts apart in both themes."""

from __future__ import annotations

import colorsys
import datetime as dt
from itertools import combinations
from xml.etree import ElementTree

import pandas as pd
import pytest

from ek_data.charts import measures
from ek_data.charts.drawers import plotly, svg, svg_elements
from ek_data.charts.spec import Form, Spec, Steps
from ek_data.charts.time import events_ribbon, timelines
from ek_data.i18n import GERMAN
from ek_data.palette import BACKGROUNDS, COHORTS, DARK, DASHES, INK, MUTED, OVERDUE, Theme, contrast, in_theme, tint
from tests.chart_frames import COUNTS, DRAWN, EVENT_ROWS, MEASURES, spec
from tests.selection import each

SVG = "{http://www.w3.org/2000/svg}"
LATE = EVENT_ROWS[EVENT_ROWS["status"] == "announced"].assign(overdue=True)
MANY_EVENTS = pd.concat([EVENT_ROWS.head(1)] * 300 + [LATE] * 13, ignore_index=True)
PLANS = MEASURES.assign(
    started_on=pd.to_datetime(["2024-05-17", "2024-06-01", "2024-07-01"]),
    started_on_precision=["day", "month", "month"],
    overdue=[True, False, True],
)
WITH_OVERDUE = {
    "points and spans": lambda: timelines.measure_timeline(PLANS, GERMAN),
    "many events": lambda: events_ribbon.event_ribbon(MANY_EVENTS, dt.date(2026, 5, 1), dt.date(2026, 5, 1), GERMAN),
    "squares": lambda: measures.measures_by_status(COUNTS.assign(overdue=[False, True, False]), GERMAN),
    "bars": lambda: measures.measures_by_status(COUNTS.assign(n=[90, 9, 2], overdue=[False, True, False]), GERMAN),
}


def made(name: str) -> Spec:
    found = WITH_OVERDUE[name]().spec
    assert found is not None
    return found


def clocks(shown: Spec) -> tuple[int, int]:
    """Return how many clocks stand at marks as SVG and as Plotly draw them, without those of the key."""
    root = ElementTree.fromstring(svg.draw(shown, "Satz."))
    marks = [group for group in root.iter(f"{SVG}g") if group.get("data-row")]
    in_svg = sum(each.get("class") == "clock" for group in marks for each in group.iter(f"{SVG}circle"))
    symbol = plotly.SYMBOLS[OVERDUE.symbol]
    traces = [trace for trace in plotly.draw(shown, GERMAN).data if not trace.showlegend and trace.type == "scatter"]
    return in_svg, sum(len(trace.x) for trace in traces if trace.marker.symbol == symbol)


@pytest.mark.parametrize(("name", "n"), [("points and spans", 2), ("many events", 1), ("squares", 1), ("bars", 1)])
def test_every_overdue_mark_has_a_clock_in_each_drawing_and_the_key_says_what_it_means(name: str, n: int) -> None:
    shown = made(name)
    assert sum(mark.overdue for mark in shown.marks) == n
    assert clocks(shown) == (n, n)
    assert "überfällig" in dict(shown.key)


def test_overdue_events_stand_apart_from_others_of_their_quarter() -> None:
    assert {(mark.overdue, mark.counts) for mark in made("many events").marks} == {(False, 300), (True, 13)}


def test_clock_of_a_span_stands_at_its_middle() -> None:
    (span,) = [mark for mark in made("points and spans").marks if mark.overdue and mark.form == Form.SPAN]
    traces = [each for each in plotly.draw(made("points and spans"), GERMAN).data if not each.showlegend]
    (clock,) = [each for each in traces if each.marker.symbol == plotly.SYMBOLS[OVERDUE.symbol]]
    assert span.middle in clock.x


def test_svg_writes_each_dash_as_a_pattern_of_its_own() -> None:
    assert set(svg_elements.DASHES) == set(DASHES) - {"solid"}
    assert len(set(svg_elements.DASHES.values())) == len(svg_elements.DASHES)
    curve = spec("adoption_curve")
    line = curve.steps[0]
    drawn = set()
    for dash in DASHES:
        one = Spec(
            curve.kind,
            curve.across,
            (),
            up=curve.up,
            steps=(Steps("", line.look._replace(dash=dash), line.points),),
        )
        (path,) = ElementTree.fromstring(svg.draw(one, "")).iter(f"{SVG}path")
        drawn.add(path.get("stroke-dasharray"))
    assert len(drawn) == len(DASHES)


@pytest.mark.parametrize("theme", BACKGROUNDS)
def test_every_cohort_has_a_hue_of_its_own_and_none_is_grey(theme: Theme) -> None:
    colours = [in_theme(colour, theme) for colour, _dark in COHORTS]
    tones = [colorsys.rgb_to_hls(*(int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))) for colour in colours]
    assert min(saturation for _hue, _light, saturation in tones) > 0.35
    hues = [360 * hue for hue, _light, _saturation in tones]
    assert min(min(abs(a - b), 360 - abs(a - b)) for a, b in combinations(hues, 2)) > 10
    assert min(contrast(colour, ground) for colour in colours for ground in BACKGROUNDS[theme]) >= 3
    assert not {*colours} & {in_theme(INK, theme), in_theme(MUTED, theme)}


@pytest.mark.parametrize("chart", each(DRAWN, ("adoption_matrix", "progress_matrix", "measures_by_status")))
def test_no_colour_of_the_light_theme_is_left_in_a_dark_figure(chart: str) -> None:
    drawn = plotly.draw(spec(chart), GERMAN, "dark").to_json()
    light = [colour for colour in DARK if colour in drawn or tint(colour, 1).removesuffix("1)") in drawn]
    assert light == []


def test_half_bars_and_guides_are_in_the_dark_colours() -> None:
    shown = measures.measures_by_status(COUNTS.assign(status="in_preparation", n=[90, 9, 2]), GERMAN).spec
    assert shown is not None
    drawn = plotly.draw(shown, GERMAN, "dark").to_json()
    assert [colour for colour in DARK if tint(colour, 1).removesuffix("1)") in drawn] == []
