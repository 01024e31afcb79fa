"""The parts of a native chart that python-pptx does not write: axes, places, signs and words at points."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from xml.sax.saxutils import escape

from ek_data.palette import GRID, TEXT
from ek_data.slides.pptx.geometry import POINT
from ek_data.slides.pptx.internals import nsdecls, parse_xml, space_of
from ek_data.slides.pptx.series import Axis, Label, Marker, Series, Stroke
from ek_data.slides.pptx.shapes import Colour

NAMESPACES = nsdecls("c", "a")
NUMBERS = "#,##0.##"
WHOLE = "#,##0"
SHOWN_NOTHING = "".join(
    f'<c:{what} val="0"/>'
    for what in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
)
SHOWN_VALUE = SHOWN_NOTHING.replace('showVal val="0"', 'showVal val="1"')
NO_LINE, NO_FILL = "<a:ln><a:noFill/></a:ln>", "<a:noFill/>"


def element(xml: str) -> Any:
    """Return the element of `xml`, whose first tag lacks the declarations of its namespaces."""
    end = min(place for place in (xml.find(" "), xml.find(">"), xml.find("/>")) if place > 0)
    return parse_xml(f"{xml[:end]} {NAMESPACES}{xml[end:]}")


def type_(points: float, colour: str | None = None, tag: str = "a:defRPr", bold: bool = False) -> str:
    """Return the properties of a text: the type of the template in this size."""
    ink = Colour.of(colour).fill if colour else '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    weight = f' b="{int(bold)}"'
    lang = ' lang="de-DE"' if tag == "a:rPr" else ""
    return f'<{tag}{lang} sz="{round(points * 100)}"{weight}>{ink}<a:latin typeface="+mn-lt"/></{tag}>'


def text_properties(points: float, colour: str | None = None) -> str:
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{type_(points, colour)}</a:pPr>'
        '<a:endParaRPr lang="de-DE"/></a:p></c:txPr>'
    )


def rich(text: str, points: float, colour: str | None = None, align: str = "ctr") -> str:
    """Return words on one line for each line of `text`."""
    paragraphs = "".join(
        f'<a:p><a:pPr algn="{align}">{type_(points, colour)}</a:pPr><a:r>{type_(points, colour, "a:rPr")}'
        f"<a:t>{escape(line)}</a:t></a:r></a:p>"
        for line in text.split("\n")
    )
    return f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/>{paragraphs}</c:rich></c:tx>'


def line(stroke: Stroke | None) -> str:
    if stroke is None:
        return NO_LINE
    dash = f'{Colour.of(stroke.colour).fill}<a:prstDash val="{stroke.dash}"/><a:round/>'
    return f'<a:ln w="{round(stroke.points * POINT)}" cap="flat">{dash}</a:ln>'


def marker(look: Marker | None, points: float | None = None) -> str:
    """Return a marker; PowerPoint knows sizes from 2 to 72."""
    size = look.points if look and points is None else points
    if look is None or not size:
        return '<c:marker><c:symbol val="none"/></c:marker>'
    colour = Colour(Colour.of(look.colour).code, look.opacity)
    outline = f'<a:ln w="{round(1.5 * POINT)}">{colour.fill}</a:ln>' if look.symbol == "x" else NO_LINE
    return (
        f'<c:marker><c:symbol val="{look.symbol}"/><c:size val="{min(max(round(size), 2), 72)}"/>'
        f"<c:spPr>{colour.fill}{outline}</c:spPr></c:marker>"
    )


def labels(words: Mapping[int, Label], points: float) -> str:
    """Return the words at points of a series; other points have none."""
    said = "".join(
        f'<c:dLbl><c:idx val="{at}"/>{rich(label.text, label.points or points, label.colour)}'
        f'<c:dLblPos val="{label.position}"/>{SHOWN_VALUE}</c:dLbl>'
        for at, label in sorted(words.items())
    )
    return f"<c:dLbls>{said}<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text_properties(points)}{SHOWN_NOTHING}</c:dLbls>"


def series_look(series: Series, points: float) -> Iterable[Any]:
    """Yield what stands between name and values of an XY series: line, marker, single points, words."""
    yield element(f"<c:spPr>{line(series.stroke)}</c:spPr>")
    yield element(marker(series.marker))
    for at, size in enumerate(series.sizes):
        if series.marker and size != series.marker.points:
            yield element(f'<c:dPt><c:idx val="{at}"/>{marker(series.marker, size)}<c:bubble3D val="0"/></c:dPt>')
    yield element(labels(series.labels, points))


def value_axis(
    number: int, other: int, axis: Axis, side: str, points: float, *, crosses: str = "min", grid: bool = True,
    shown: bool = True, digits: bool = False,
) -> Any:  # fmt: skip
    """Return an axis of numbers; without `shown` it only sets the range."""
    gridlines = f"<c:majorGridlines><c:spPr>{line(Stroke(GRID, 0.75))}</c:spPr></c:majorGridlines>" if grid else ""
    upright = '<a:bodyPr rot="-5400000" vert="horz"/>' if side == "l" else "<a:bodyPr/>"
    words = rich(axis.title, points).replace('<a:bodyPr wrap="none"/>', upright)
    title = f'<c:title>{words}<c:overlay val="0"/></c:title>' if axis.title and shown else ""
    orientation = "maxMin" if axis.turned else "minMax"
    return element(
        f'<c:valAx><c:axId val="{number}"/><c:scaling><c:orientation val="{orientation}"/><c:max val="{axis.high}"/>'
        f'<c:min val="{axis.low}"/></c:scaling><c:delete val="{int(not shown)}"/><c:axPos val="{side}"/>{gridlines}'
        f'{title}<c:numFmt formatCode="{NUMBERS if digits else WHOLE}" sourceLinked="0"/>'
        '<c:majorTickMark val="none"/><c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/>'
        f"<c:spPr>{NO_LINE}</c:spPr>{text_properties(points)}"
        f'<c:crossAx val="{other}"/><c:crosses val="{crosses}"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{axis.step}"/></c:valAx>'
    )


def category_axis(number: int, other: int, points: float) -> Any:
    """Return the axis of the names of bars, the first on top."""
    return element(
        f'<c:catAx><c:axId val="{number}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        '<c:axPos val="l"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="nextTo"/><c:spPr>{line(Stroke(TEXT["light"], 0.75))}</c:spPr>'
        f"{text_properties(points)}"
        f'<c:crossAx val="{other}"/><c:crosses val="autoZero"/><c:auto val="1"/><c:lblAlgn val="ctr"/>'
        '<c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def inner_place(left: float, upper: float, wide: float, high: float) -> Any:
    """Return where the plot itself stands, in shares of the chart."""
    return element(
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f'<c:x val="{left:.4f}"/><c:y val="{upper:.4f}"/><c:w val="{wide:.4f}"/><c:h val="{high:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )


def legend(hidden: Iterable[int], points: float) -> Any:
    """Return a legend above the plot without the series `hidden`, which are words and lines."""
    gone = "".join(f'<c:legendEntry><c:idx val="{at}"/><c:delete val="1"/></c:legendEntry>' for at in hidden)
    return element(f'<c:legend><c:legendPos val="t"/>{gone}<c:overlay val="0"/>{text_properties(points)}</c:legend>')


def finish(chart: Any, place: Any, axes: Iterable[Any], key: Any | None, points: float) -> None:
    """Put axes, place, legend, language and type into a chart that python-pptx has made."""
    space = space_of(chart)
    chart_part = space.chart
    area = chart_part.plotArea
    for old in area.xpath("c:layout | c:catAx | c:valAx | c:dateAx"):
        area.remove(old)
    area.insert(0, place)
    new = list(axes)
    for at, number in enumerate(area.xpath("*/c:axId")):
        number.set("val", new[at].find("{*}axId").get("val"))
    for each in new:
        area.append(each)
    chart.has_title, chart.has_legend = False, False
    if key is not None:
        area.addnext(key)
    for name in ("c:txPr", "c:lang", "c:roundedCorners"):
        for old in space.xpath(name):
            space.remove(old)
    at = len(space.xpath("c:date1904"))
    space.insert(at, element('<c:lang val="de-DE"/>'))
    space.insert(at + 1, element('<c:roundedCorners val="0"/>'))
    chart_part.addnext(element(text_properties(points).replace(' wrap="none"', "")))
    chart_part.addnext(element(f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>"))
