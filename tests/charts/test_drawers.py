"""Every drawer shows what the spec says: names, heads, words, key, marks, in their order and number.

On a slide that are the cells behind a chart, those of a table, or named forms.
A narrow drawing has the brief words of marks and heads on purpose, because there is no room for the whole.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import combinations, pairwise
from typing import Any
from xml.etree import ElementTree

import pytest
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from ek_data.charts.drawers import plotly, svg
from ek_data.charts.drawers.layout import head_lines, lines_of, row_lines
from ek_data.charts.drawers.svg_elements import FILE
from ek_data.charts.drawers.svg_frame import PHONE, label_characters
from ek_data.charts.spec import Axis, Form, Guide, Mark, Row, Spec, Steps
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.palette import INK, NO_SYMBOL, Look, Theme
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.internals import space_of
from ek_data.slides.pptx.layout import draw_picture
from tests.chart_frames import DRAWN, LONG, picture, picture_of_one_row, spec
from tests.charts.test_picture_tables import pictures
from tests.hostile import HOST, hostile
from tests.selection import each, first

SVG = "{http://www.w3.org/2000/svg}"
SHAPES = {f"{SVG}{name}" for name in ("rect", "circle", "path", "line", "polygon", "use")}
EVERY = pytest.mark.parametrize("chart", each(DRAWN, ("adoption_curve", "adoption_matrix", "measure_timeline")))
WIDTHS = (svg.WIDE, svg.HALF, svg.NARROW)
ROWS = {"squares", "dots", "strip", "timeline"}  # kinds whose marks are forms on a slide
SAID = {"row", "heading", "end", "key", "head", "said", "line", "guide", "title", "words"}


def drawn(shown: Spec, width: float = svg.WIDE) -> ElementTree.Element:
    """Return what a file has of a picture."""
    return ElementTree.fromstring(f'<svg xmlns="{SVG[1:-1]}">{svg.parts(shown, width, FILE)[0]}</svg>')


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
    root, characters = drawn(shown, width), label_characters(shown, width)
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
    shapes = [any(part.tag in SHAPES for part in group.iter()) for group in marks if group.get("class") != Form.WORDS]
    assert all(shapes)
    told = Counter(title.text for group in marks for title in group.findall(f"{SVG}title"))
    assert told == Counter(", ".join(filter(None, mark.said)) for mark in shown.marks if any(mark.said))
    narrow = width < PHONE
    expected = [mark.brief if narrow and mark.brief is not None else mark.text for mark in shown.marks]
    assert Counter(words(root, "said")) == Counter(filter(None, expected))


@EVERY
def test_one_row_is_enough(chart: str) -> None:
    shown = picture_of_one_row(chart, GERMAN)
    assert shown.finding
    if shown.spec:
        assert list(drawn(shown.spec, WIDTHS[0]))
        assert plotly.draw(shown.spec, GERMAN).layout.height > 80


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


@EVERY
def test_plotly_has_traces_only_that_ask_nobody_and_each_has_its_words_or_is_silent(chart: str) -> None:
    for trace in plotly.draw(spec(chart), GERMAN).data:
        assert trace.type in {"scatter", "bar"}  # maps and the like fetch their ground from elsewhere
        assert trace.hoverinfo in {"text", "skip"}
        assert trace.hovertemplate is None
        assert trace.showlegend is False or trace.name


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_plotly_leaves_the_ground_to_the_page(theme: Theme) -> None:
    layout = plotly.draw(spec("measure_timeline"), GERMAN, theme).layout
    assert (layout.paper_bgcolor, layout.plot_bgcolor) == ("rgba(0, 0, 0, 0)", "rgba(0, 0, 0, 0)")


def test_plotly_has_the_separators_of_the_language() -> None:
    said = {lang.code: plotly.draw(spec("funding", lang), lang).layout.separators for lang in (GERMAN, ENGLISH)}
    assert said == {"de": ",.", "en": ".,"}


def test_what_is_not_known_leaves_no_empty_line_at_a_mark() -> None:
    assert plotly.hover("VG Asbach", None, "", "5") == "VG Asbach<br>5"


def shapes_of(chart: str) -> Any:
    """Return what stands on the slide that holds a picture."""
    presentation = Presentation()
    shapes: Any = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
    draw_picture(shapes, picture(chart, GERMAN), Box(0, 0, 12_000_000, 7_000_000), GERMAN)
    return shapes


def everything(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        yield shape
        yield from everything(shape.shapes) if shape.shape_type == MSO_SHAPE_TYPE.GROUP else ()


def on_slide(chart: str) -> str:
    """Return all words of the slide that holds a picture: of its tables, charts, boxes and forms."""
    found = []
    for shape in everything(shapes_of(chart)):
        if shape.has_chart:
            found += space_of(shape.chart).xpath(".//c:v/text() | .//a:t/text()")
        elif shape.has_table:
            found += [cell.text for row in shape.table.rows for cell in row.cells]
        elif shape.has_text_frame:
            found.append(shape.text_frame.text)
    return joined(found)


@EVERY
def test_slide_has_the_names_of_all_rows_their_ends_the_key_and_the_guides(chart: str) -> None:
    shown, said = spec(chart), on_slide(chart)
    words = [text for row in shown.rows for text in (row.name, row.end if not row.look else "")]
    words += [entry for entry, _look in shown.key] + [guide.words for guide in shown.guides]
    words += [line.end for line in shown.steps]
    assert [text for text in words if joined([text]) not in said] == []


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
    *series, _room = space.xpath(".//c:ser")
    lengths = [float(value) for each in series for value in each.xpath("./c:val//c:v/text()")]
    assert sorted(lengths) == sorted(mark.end - mark.x for mark in shown.marks if mark.form == Form.BAR)


FORMS = pytest.mark.parametrize(
    "chart", each([chart for chart in DRAWN if spec(chart).kind in ROWS], ("first_implemented", "event_ribbon"))
)


def forms(chart: str) -> list[Any]:
    """Return the forms of the picture on its slide that stand for a mark: those with a description and no words."""
    (group,) = (shape for shape in shapes_of(chart) if shape.name == picture(chart, GERMAN).title)
    return [form for form in group.shapes if described(form) and not form.text_frame.text]


def described(form: Any) -> str:
    return str(form._element.nvSpPr.cNvPr.get("descr") or "")


@FORMS
def test_slide_has_one_form_for_each_mark_named_by_what_it_says_in_the_order_of_the_rows(chart: str) -> None:
    shown = spec(chart)
    seen = [mark for mark in shown.marks if mark.form in (Form.POINT, Form.SPAN, Form.BAR) and any(mark.said)]
    seen = [mark for mark in seen if mark.form != Form.POINT or mark.look.symbol != NO_SYMBOL]
    said = {", ".join(filter(None, mark.said)): mark for mark in seen}
    drawn = [form for form in forms(chart) if described(form) in said]
    assert Counter(map(described, drawn)) == Counter(", ".join(filter(None, mark.said)) for mark in seen)
    heights = {described(form): form.top + form.height / 2 for form in drawn}
    unique = [words for words, number in Counter(map(described, drawn)).items() if number == 1]
    by_row = sorted(unique, key=lambda words: (said[words].row, said[words].lane))
    places = [(said[words].row, said[words].lane, heights[words]) for words in by_row]
    for (row, lane, above), (next_row, next_lane, below) in pairwise(places):
        assert below > above - 20 if (next_row, next_lane) > (row, lane) else True


def painted(form: Any) -> tuple[str, str, str]:
    """Return the geometry of a form, the colour that fills it, and that of its edge."""
    properties = form._element.spPr
    filled, edge = (properties.find(f"{qn(part)}//{qn('a:srgbClr')}") for part in ("a:solidFill", "a:ln"))
    return properties.find(qn("a:prstGeom")).get("prst"), filled.get("val"), edge.get("val")


def test_marks_on_a_slide_have_the_form_and_colour_of_their_look() -> None:
    dots = {described(form): painted(form) for form in forms("measures_per_municipality") if ", " in described(form)}
    assert dots == {
        "VG Asbach, Verbandsgemeinde, 5 umgesetzt": ("ellipse", "0072B2", "0072B2"),
        f"{LONG}, Verbandsgemeinde, 5 umgesetzt": ("ellipse", "0072B2", "0072B2"),
        "LK Alzey-Worms, Landkreis, 2 umgesetzt": ("roundRect", "B35900", "B35900"),
    }
    squares = {described(form): painted(form) for form in forms("measures_by_status")}
    assert squares == {
        "umgesetzt: 3": ("roundRect", "00785A", "00785A"),
        "umgesetzt: 2, nur für die Staffel genannt": ("roundRect", "FFFFFF", "00785A"),
        "geplant: 1": ("roundRect", "FFFFFF", "00785A"),  # not there yet: an outline
    }


def test_bars_on_a_slide_have_the_colour_of_their_look_and_a_bound_is_an_outline() -> None:
    (space,) = (space_of(shape.chart) for shape in shapes_of("conference_attendance") if shape.has_chart)
    bars, _room = space.xpath(".//c:ser")
    single = {bar.xpath("./c:idx/@val")[0]: bar.xpath(".//a:srgbClr/@val") for bar in bars.xpath("./c:dPt")}
    assert bars.xpath("./c:spPr//a:srgbClr/@val") == ["B35900"]  # of 2025, the first below the one without a number
    assert single == {"2": ["0072B2"], "3": ["FFFFFF", "47545E"]}  # of 2024; "bis zu 100" of no cohort


@FORMS
def test_marks_stand_on_the_slide_as_far_apart_as_in_the_picture(chart: str) -> None:
    points = [mark for mark in spec(chart).marks if mark.form == Form.POINT and mark.look.symbol != NO_SYMBOL]
    told = {", ".join(filter(None, mark.said)) for mark in points}
    marks = sorted((", ".join(filter(None, mark.said)), mark.x) for mark in points)
    middles = sorted((described(form), form.left + form.width / 2) for form in forms(chart) if described(form) in told)
    placed = sorted((at, x) for (_said, at), (_also, x) in zip(marks, middles, strict=True))
    (low, left), (high, right) = placed[0], placed[-1]
    for at, x in placed:
        assert x == pytest.approx(left + (at - low) / max(high - low, 1e-9) * (right - left), abs=12_700)


@FORMS
def test_words_on_a_slide_are_those_of_the_picture_and_none_lies_on_another(chart: str) -> None:
    shown = spec(chart)
    (group,) = (shape for shape in shapes_of(chart) if shape.name == picture(chart, GERMAN).title)
    written = [form for form in group.shapes if form.text_frame.text]
    texts = [text for row in shown.rows for text in (row.name, row.end)]
    texts += [text for mark in shown.marks for text in (mark.text, mark.brief)]
    texts += [line for _at, words in shown.across.ticks for line in words.split("\n")]
    texts += [*shown.across.brief, shown.across.title, *(guide.words for guide in shown.guides)]
    assert {form.text_frame.text for form in written} <= set(texts)
    for one, other in combinations(written, 2):
        across = min(one.left + one.width, other.left + other.width) - max(one.left, other.left)
        along = min(one.top + one.height, other.top + other.height) - max(one.top, other.top)
        assert across <= 3 * 12_700 or along <= 6 * 12_700, (one.text_frame.text, other.text_frame.text)


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


def test_name_at_the_end_of_a_line_stands_on_no_other_line() -> None:
    looks = Look(INK, "circle"), Look(INK, "square")
    steps = (
        Steps("2020", looks[0], ((0.0, 0.0), (5.0, 1.0)), "2020\nmindestens 1"),
        Steps("2019", looks[1], ((0.0, 1.0), (8.0, 2.0)), "2019\nmindestens 2"),
    )
    root = drawn(Spec("steps", Axis(0, 8, ((0.0, "0"),)), (), up=Axis(0, 30, ((0.0, "0"), (1.0, "1"))), steps=steps))
    level = {text.text: float(text.get("y", 0)) for text in root.iter(f"{SVG}text")}
    assert level["2020"] < level["mindestens 1"] < level["1"] - 5


def test_name_at_the_end_of_a_line_stands_on_no_mark_of_another() -> None:
    looks = Look(INK, "circle"), Look(INK, "square")
    steps = (
        Steps("2020", looks[0], ((0.0, 0.0), (6.0, 1.0)), "2020\nmindestens 1"),
        Steps("2019", looks[1], ((0.0, 1.0), (8.0, 2.0)), "2019\nmindestens 2"),
    )
    spec = Spec("steps", Axis(0, 8, ((0.0, "0"),)), (), up=Axis(0, 30, ((0.0, "0"), (2.0, "2"))), steps=steps)
    level = {text.text: float(text.get("y", 0)) for text in drawn(spec, 390).iter(f"{SVG}text")}
    assert level["mindestens 1"] < level["2"] - 12  # above the end of the other line, which goes up where it ends


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
    assert all(each.get("data-key") is None for each in drawn(shown).iter())


def test_long_name_of_a_row_is_cut_after_three_lines() -> None:
    assert row_lines(LONG) == ["Verbandsgemeinde", "Altenkirchen-", "Flammersfeld im …"]
    assert row_lines("VG Asbach") == ["VG Asbach"]


def test_name_of_a_row_breaks_at_a_hyphen_and_only_a_word_that_is_too_long_is_cut() -> None:
    assert lines_of("VG Altenkirchen-Flammersfeld") == ["VG Altenkirchen-", "Flammersfeld"]
    assert lines_of("Altenkirchen-Flammersfeld") == ["Altenkirchen-", "Flammersfeld"]  # each part is a short word
    assert lines_of("Team aus Kreisvolkshochschule, Leitstelle") == ["Team aus", "Kreisvolkshochschule,", "Leitstelle"]
    assert lines_of("x" * 90) == ["x" * 28, "x" * 28, "x" * 28, "x" * 6]


def test_long_name_of_a_column_is_parted_where_its_second_word_begins() -> None:
    assert head_lines("Vereinekonferenz", 11) == ["Vereine-", "konferenz"]
    assert head_lines("Ehrenamtsportal", 11) == ["Ehrenamts-", "portal"]  # behind the s between
    assert head_lines("Engagementstrategie", 11) == ["Engagement-", "strategie"]
    assert head_lines("Kommunales Team", 11) == ["Kommunales", "Team"]
    assert head_lines("Fortbildung", 11) == ["Fortbildung"]
    assert head_lines("Fortbildung", 10) == ["Fort-", "bildung"]
    assert head_lines("Demokratieprojekt", 10) == ["Demokratie-", "projekt"]
    assert head_lines("Engagementstrategie", 10) == ["Engagement-", "strategie"]  # no part is cut once more
    assert head_lines("Ansprechperson in der Verwaltung", 11) == ["Ansprech-", "person in", "der", "Verwaltung"]


def _beside_a_guide(end: str, highest: float = 100) -> tuple[int, list[tuple[str | None, str | None]]]:
    """Return in how many parts a guide at 80 is drawn beside a bar of 75, and side and colour of the words of its row.

    The axis reaches to the `highest`.
    """
    bar = Mark(0, 0, Look(INK, "square"), form=Form.BAR, until=75)
    shown = drawn(Spec("bars", Axis(0, highest), (bar,), (Row("A", end=end),), guides=(Guide(80, "bis zu 80"),)))
    (line,) = (path for path in shown.iter(f"{SVG}path") if path.get("class") == "rule")
    said = (text for text in shown.iter(f"{SVG}text") if text.get("class") == "end")
    return line.get("d", "").count("M"), [(text.get("text-anchor"), text.get("fill")) for text in said]


def test_words_that_would_stand_on_an_upright_line_stand_inside_of_a_bar_with_room_for_them() -> None:
    assert _beside_a_guide("rund 75 Personen") == (1, [("end", FILE.paper)])


def test_upright_line_has_a_gap_where_words_stand() -> None:
    assert _beside_a_guide("rund 75 Personen", 800) == (2, [("start", FILE.ink)])  # the bar is too short for them
    assert _beside_a_guide("", 800) == (1, [])
