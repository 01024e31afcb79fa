"""Every drawer shows what the spec says: names, heads, words, key, marks, in their order and number.

On a slide that are the points and words of a chart, or the cells of a table.
A narrow drawing has the brief words of marks and heads on purpose, because there is no room for the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations
from typing import Any, NamedTuple
from xml.etree import ElementTree

import pytest
from pptx import Presentation

from ek_data.charts.drawers import plotly, svg
from ek_data.charts.drawers.layout import LANE, head_lines, is_even, middles, row_lines
from ek_data.charts.spec import Axis, Form, Guide, Mark, Row, Spec
from ek_data.i18n import GERMAN
from ek_data.palette import INK, NO_SYMBOL, Look
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.internals import space_of
from ek_data.slides.pptx.layout import XY_CHARTS, draw_picture
from ek_data.slides.pptx.tables import GLYPHS
from tests.chart_frames import DRAWN, picture, spec
from tests.charts.test_picture_tables import pictures
from tests.hostile import HOST, hostile
from tests.selection import each, first

SVG = "{http://www.w3.org/2000/svg}"
EVERY = pytest.mark.parametrize("chart", each(DRAWN, ("adoption_curve", "adoption_matrix", "measure_timeline")))
WIDTHS = (svg.WIDE, svg.HALF, svg.NARROW)
SAID = {"row", "heading", "end", "key", "head", "said", "line", "guide", "title", "words"}


def drawn(shown: Spec, width: float = svg.WIDE) -> ElementTree.Element:
    return ElementTree.fromstring(svg.draw(shown, "Satz.", width=width, paint=svg.FILE))


def words(root: ElementTree.Element, css: str) -> list[str]:
    """Return the words of one class from top to bottom, lines of one name together."""
    return [_whole(text) for text in root.iter(f"{SVG}text") if text.get("class") == css]


def _whole(text: ElementTree.Element) -> str:
    return " ".join([text.text or "", *(line.text or "" for line in text.iter(f"{SVG}tspan"))]).strip()


def joined(texts: Iterable[str]) -> str:
    """Return words without what a drawer may put between lines."""
    return re.sub(r"[\s\N{NO-BREAK SPACE}]+", "", "".join(texts))


@EVERY
@pytest.mark.parametrize("width", first(1, WIDTHS))
def test_svg_names_each_row_heading_end_and_entry_of_the_key_in_order(chart: str, width: float) -> None:
    shown = spec(chart)
    root, characters = drawn(shown, width), svg._label_characters(shown, width)
    plain = [row.name for row in shown.rows if not row.look]
    assert list(map(joined, words(root, "row"))) == [joined(row_lines(name, characters)) for name in plain]
    titles = [each.text for each in root.iter(f"{SVG}title")]
    assert [name for name in titles if name in plain] == plain  # a name that is cut is told whole
    assert words(root, "heading") == [row.name for row in shown.rows if row.look]
    assert words(root, "end") == [row.end for row in shown.rows if row.end]
    assert words(root, "key") == [said for said, _look in shown.key]


@EVERY
@pytest.mark.parametrize("width", first(1, WIDTHS))
def test_svg_has_every_mark_of_each_row_with_its_count_and_its_words(chart: str, width: float) -> None:
    shown, root = spec(chart), drawn(spec(chart), width)
    marks = [group for group in root.iter(f"{SVG}g") if group.get("data-row")]
    found = Counter((group.get("class"), float(group.get("data-row", "")), group.get("data-counts")) for group in marks)
    assert found == Counter((str(mark.form), mark.row, str(mark.counts)) for mark in shown.marks)
    assert sum(int(group.get("data-counts", "")) for group in marks) == shown.counted
    told = Counter(title.text for group in marks for title in group.findall(f"{SVG}title"))
    assert told == Counter(", ".join(filter(None, mark.said)) for mark in shown.marks if any(mark.said))
    narrow = width < svg.PHONE
    expected = [mark.brief if narrow and mark.brief is not None else mark.text for mark in shown.marks]
    assert Counter(words(root, "said")) == Counter(filter(None, expected))


@EVERY
@pytest.mark.parametrize("width", first(1, WIDTHS))
def test_svg_has_every_head_tick_and_title_in_order(chart: str, width: float) -> None:
    shown, root = spec(chart), drawn(spec(chart), width)
    axis = shown.across
    brief = axis.brief or tuple(said for _at, said in axis.ticks)
    in_plot = joined(words(root, "head") if axis.heads != "below" else words(root, "words"))
    assert in_plot.startswith((joined(said for _at, said in axis.ticks), joined(brief)))
    assert joined(words(root, "axis")) == joined([axis.title])
    assert joined(words(root, "guide")) == joined(guide.words for guide in shown.guides)
    ends = sorted((line for line in shown.steps if line.end), key=lambda line: line.points[-1][1])
    assert joined(words(root, "line")) == joined(line.end for line in ends)


def labels(figure: Any) -> Iterator[str]:
    """Return every word that a figure shows or tells, without its markup."""
    yield from figure.layout.xaxis.ticktext or ()
    yield from figure.layout.yaxis.ticktext or ()
    yield from (note.text for note in figure.layout.annotations)
    for trace in figure.data:
        yield from (trace.text if isinstance(trace.text, list | tuple) else ())
        yield from (trace.hovertext if isinstance(trace.hovertext, list | tuple) else ())


@EVERY
def test_plotly_has_the_names_heads_words_key_and_number_of_marks(chart: str) -> None:
    shown = spec(chart)
    figure = plotly.draw(shown, GERMAN)
    if shown.rows:
        rows = [joined(plotly.wrapped_lines(row_lines(row.name)).split("<br>")) for row in shown.rows if not row.look]
        assert [joined(said.split("<br>")) for said in figure.layout.yaxis.ticktext if said] == rows
    heads = [joined(said.split("<br>")) for said in figure.layout.xaxis.ticktext]
    assert heads == [joined([plotly.plain(said)]) for _at, said in shown.across.ticks]
    notes = joined(note.text.replace("<br>", "") for note in figure.layout.annotations)
    ends = [row.end for row in shown.rows] + [line.end for line in shown.steps] + [each.words for each in shown.guides]
    assert all(joined([plotly.plain(said)]) in notes for said in ends)
    key = [trace.name for trace in figure.data if trace.showlegend]
    assert [name.lstrip("○◐●– ") for name in key] == [said for said, _look in shown.key]
    told = Counter(said for trace in figure.data for said in trace.hovertext or () if said)
    forms = (Form.POINT, Form.WORDS, Form.BAR, Form.SPAN)
    assert told == Counter(plotly.hover(*mark.said) for mark in shown.marks if any(mark.said) and mark.form in forms)
    written = joined(labels(figure))
    assert all(joined([plotly.plain(mark.text)]) in written for mark in shown.marks if mark.text)


def shapes_of(chart: str) -> Any:
    """Return what stands on the slide that holds a picture."""
    presentation = Presentation()
    shapes: Any = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
    draw_picture(shapes, picture(chart, GERMAN), Box(0, 0, 12_000_000, 7_000_000), GERMAN)
    return shapes


def on_slide(chart: str) -> str:
    """Return all words of the slide that holds a picture: of its tables, charts and boxes."""
    found = []
    for shape in shapes_of(chart):
        if shape.has_chart:
            found += space_of(shape.chart).xpath(".//c:v/text() | .//a:t/text()")
        elif shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
    return joined(found)


@pytest.mark.full
@EVERY
def test_slide_has_the_names_of_all_rows_and_the_key(chart: str) -> None:
    shown, said = spec(chart), on_slide(chart)
    assert [row.name for row in shown.rows if joined([row.name.split(" ")[0]]) not in said] == []
    assert [entry for entry, _look in shown.key if joined([entry]) not in said] == []


def same_names(shown: Spec, said: list[str]) -> bool:
    """Return whether `said` are the names of all rows in order, with a sign before them or shortened by a slide."""
    short = [joined([name.lstrip("●■ ").removesuffix("…")]) for name in said]
    return all(joined([row.name]).startswith(name) for row, name in zip(shown.rows, short, strict=True))


@pytest.mark.parametrize("chart", [chart for chart in DRAWN if spec(chart).kind in ("matrix", "heat")])
def test_table_on_a_slide_has_the_rows_in_order_and_a_sign_for_each_mark(chart: str) -> None:
    shown = spec(chart)
    (table,) = (shape.table for shape in shapes_of(chart) if shape.has_table)
    cells = [[cell.text for cell in row.cells] for row in table.rows][1:]
    assert same_names(shown, [row[0] for row in cells])
    inner = [row[1 : 1 + len(shown.across.ticks)] for row in cells]
    assert sum(bool(cell.strip()) for row in inner for cell in row) == shown.counted


@pytest.mark.parametrize("chart", [chart for chart in DRAWN if spec(chart).kind == "bars"])
def test_bars_on_a_slide_are_those_of_the_picture_in_the_same_order(chart: str) -> None:
    shown = spec(chart)
    (space,) = (space_of(shape.chart) for shape in shapes_of(chart) if shape.has_chart)
    assert same_names(shown, space.xpath("(.//c:cat)[1]//c:v/text()"))
    *series, _sum = space.xpath(".//c:ser")
    lengths = [float(value) for each in series for value in each.xpath("./c:val//c:v/text()")]
    assert sorted(lengths) == sorted(mark.end - mark.x for mark in shown.marks if mark.form == Form.BAR)


XY = pytest.mark.parametrize(
    "chart", each([chart for chart in DRAWN if spec(chart).kind in XY_CHARTS], ("first_implemented", "event_ribbon"))
)
SIGN_ALONE = frozenset(GLYPHS.values())
Points = list[tuple[float, float]]


class Drawn(NamedTuple):
    """A series of an XY chart on a slide: its points, the words at them by number, and whether it has a marker."""

    name: str
    points: Points
    words: dict[int, str]
    marked: bool


def xy_series(chart: str) -> list[Drawn]:
    """Return the series of the XY chart on the slide that holds a picture."""
    (space,) = (space_of(shape.chart) for shape in shapes_of(chart) if shape.has_chart)
    return [drawn_series(each) for each in space.xpath(".//c:ser")]


def drawn_series(series: Any) -> Drawn:
    across, along = (
        {point.get("idx"): float(point.findtext("{*}v")) for point in series.xpath(f"./c:{axis}//c:pt")}
        for axis in ("xVal", "yVal")
    )
    labels = {label.xpath("./c:idx/@val")[0]: label.xpath(".//a:t/text()") for label in series.xpath(".//c:dLbl")}
    words = {at: joined(labels[number]) for at, number in enumerate(along) if number in labels}  # a gap has no height
    marked = series.xpath("./c:marker/c:symbol/@val") not in ([], ["none"])
    name = joined(series.xpath("./c:tx//c:v/text()"))
    return Drawn(name, [(across[number], height) for number, height in along.items()], words, marked)


def signs_of(series: Drawn) -> Points:
    """Return the points at which something is seen: a marker, or a sign in its place."""
    return [at for number, at in enumerate(series.points) if series.marked or series.words.get(number) in SIGN_ALONE]


def place(shown: Spec, mark: Mark) -> tuple[float, float]:
    """Return where a mark stands: half of what stands in the lanes of its row lies above the middle of it."""
    if not shown.rows or is_even(shown):
        return mark.middle, mark.row
    lanes = shown.rows[int(mark.row)].lanes
    return mark.middle, middles(shown)[int(mark.row)] + (mark.lane - (lanes - 1) / 2) * LANE


@XY
def test_slide_has_one_sign_for_each_mark_at_its_place_in_the_same_order(chart: str) -> None:
    shown = spec(chart)
    series = [signs_of(each) for each in xy_series(chart)]
    upright = [mark for mark in shown.marks if mark.look.symbol == "line-ns-open"]  # these are lines of a series
    seen = [mark for mark in shown.marks if mark.form in (Form.POINT, Form.SPAN) and mark not in upright]
    seen = [mark for mark in seen if mark.look.symbol != NO_SYMBOL]
    late = [mark for mark in shown.marks if mark.overdue]
    left = 0 if counted(shown.across) else shown.across.low  # numbers are counted from the corner on
    heads = [(left, at) for at, row in zip(middles(shown), shown.rows, strict=True) if row.look]
    expected = Counter([place(shown, mark) for mark in [*seen, *late]] + heads)
    assert Counter(point for points in series for point in points) == expected
    order = {at: number for number, at in enumerate(place(shown, mark) for mark in seen) if expected[at] == 1}
    for points in series:
        numbers = [order[point] for point in points if point in order]
        assert numbers == sorted(numbers)


@XY
def test_slide_has_the_words_of_a_chart_once_each_with_rows_from_top_to_bottom(chart: str) -> None:
    shown, series = spec(chart), xy_series(chart)
    beside = [each for each in series if each.name == GERMAN("Rows")]
    said = Counter(text for each in series if each not in beside for text in each.words.values())
    texts = [row.end for row in shown.rows] + [row.name for row in shown.rows if row.look]
    texts += [mark.text for mark in shown.marks] + [line.end for line in shown.steps]
    texts += [guide.words for guide in shown.guides]
    texts += [] if counted(shown.across) else [words for _at, words in shown.across.ticks]
    signs = Counter({text: said[text] for text in SIGN_ALONE})
    assert said - signs == Counter(joined([text]) for text in texts if text)
    plain = [(row.name, at) for row, at in zip(shown.rows, middles(shown), strict=True) if not row.look]
    names = [(each.words[at], each.points[at][1]) for each in beside for at in each.words]
    assert [at for _text, at in names] == [at for _name, at in plain]
    assert all(
        joined([name]).startswith(text.removesuffix("…")) for (name, _at), (text, _) in zip(plain, names, strict=True)
    )


def counted(axis: Axis) -> bool:
    """Return whether an axis has numbers at its ticks, which a chart writes itself."""
    return all(said == GERMAN.number(at) for at, said in axis.ticks)


@pytest.mark.full
def test_all_pictures_of_the_public_data_are_drawn_whole_in_svg() -> None:
    for name, shown in pictures("public", "de").items():
        if shown.spec is None:
            continue
        for width in WIDTHS:
            root = drawn(shown.spec, width)
            assert len(words(root, "row")) == sum(not row.look for row in shown.spec.rows), name
            marks = [group for group in root.iter(f"{SVG}g") if group.get("data-row")]
            assert sum(int(group.get("data-counts", "")) for group in marks) == shown.spec.counted, name


@pytest.mark.full
def test_words_of_hostile_data_are_escaped_and_in_attributes_only_read_aloud() -> None:
    from tests.charts import test_picture_tables as made

    made.DATA["hostile"] = hostile()
    try:
        for name, shown in made.pictures("hostile", "de").items():
            if shown.spec is None:
                continue
            root = ElementTree.fromstring(svg.draw(shown.spec, shown.finding))
            tags = {each.tag.removeprefix(SVG) for each in root.iter()}
            assert tags <= {"svg", "g", "text", "tspan", "title", "rect", "line", "path", "circle", "polygon"}, name
            attributes = [
                f"{key}={value}" for each in root.iter() for key, value in each.items() if key != "aria-label"
            ]
            assert [each for each in attributes if HOST in each or each.startswith("on")] == [], name
    finally:
        del made.DATA["hostile"]


def boxes(root: ElementTree.Element) -> Iterator[tuple[str, float, float, float, float]]:
    """Return where the words of a drawing stand, as far as their length and size tell; turned ones are left out."""
    for text in root.iter(f"{SVG}text"):
        lines = list(text.iter(f"{SVG}tspan")) or [text]
        for line in lines if not text.get("transform") else ():
            size = float(text.get("font-size", "13"))
            wide = 0.5 * size * len(line.text or "")
            x, y = float(line.get("x", "0")), float(line.get("y", "0"))
            left = x - {"start": 0.0, "middle": 0.5, "end": 1.0}[text.get("text-anchor", "start")] * wide
            yield line.text or "", left, y - size * 0.4, left + wide, y + size * 0.4


def overlaps(root: ElementTree.Element) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for one, other in combinations([box for box in boxes(root) if box[0]], 2)
        if min(one[3], other[3]) - max(one[1], other[1]) > 2 and min(one[4], other[4]) - max(one[2], other[2]) > 2
    ]


def test_words_at_the_same_place_are_found() -> None:
    one, other = ('<text x="10" y="10">Haßloch</text>', '<text x="20" y="12">Alzey</text>')
    pairs = overlaps(ElementTree.fromstring(f'<svg xmlns="http://www.w3.org/2000/svg">{one}{other}</svg>'))
    assert pairs == [("Haßloch", "Alzey")]


@pytest.mark.full
def test_no_words_overlap_in_the_wide_pictures_of_the_public_data() -> None:
    found = {
        name: overlaps(drawn(shown.spec)) for name, shown in pictures("public", "de").items() if shown.spec is not None
    }
    assert {name: pairs for name, pairs in found.items() if pairs} == {}


def test_what_can_be_chosen_is_a_named_button_on_the_page_and_nothing_in_a_file() -> None:
    look = Look(INK, "square")
    across = Axis(-0.5, 1.5, ((0, "Team"), (1, "Portal")), heads="upright", keys=("team", "portal"))
    rows = (Row("Erste"), Row("Zweite", key="second"))
    shown = Spec("matrix", across, (Mark(0, 1, look, ("Erste", "Portal"), key="mark"),), rows)
    page = ElementTree.fromstring(svg.draw(shown, "Satz."))
    buttons = {button.get("data-key"): button.get("aria-label") for button in page.iter() if button.get("role")}
    del buttons[None]  # the drawing itself is a group
    assert buttons == {"team": "Team", "portal": "Portal", "second": "Zweite", "mark": "Erste, Portal"}
    assert page.get("role") == "group"
    assert "data-key" not in svg.draw(shown, "Satz.", paint=svg.FILE)


def test_long_name_of_a_column_is_parted_where_its_second_word_begins() -> None:
    assert head_lines("Vereinekonferenz", 11) == ["Vereine-", "konferenz"]
    assert head_lines("Ehrenamtsportal", 11) == ["Ehrenamts-", "portal"]  # behind the s between
    assert head_lines("Engagementstrategie", 11) == ["Engagement-", "strategie"]
    assert head_lines("Kommunales Team", 11) == ["Kommunales", "Team"]
    assert head_lines("Fortbildung", 11) == ["Fortbildung"]


def test_upright_line_has_a_gap_where_words_stand() -> None:
    words_at_80 = Row("Asbach", end="rund 75 Personen")
    bar = Mark(0, 0, Look(INK, "square"), form=Form.BAR, until=75)
    ends = {}
    for row in (words_at_80, Row("Asbach")):
        shown = Spec("bars", Axis(0, 100), (bar,), (row,), guides=(Guide(80, "bis zu 80"),))
        (line,) = (path for path in drawn(shown).iter(f"{SVG}path") if path.get("class") == "rule")
        ends[row.end] = line.get("d", "").count("M")
    assert ends == {"rund 75 Personen": 2, "": 1}
