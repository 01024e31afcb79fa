"""The parts of a native chart as its schema wants them: series over the cells of the sheet, labels from cells, axes."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.sax.saxutils import escape

from pptx.util import Emu

from ek_data.palette import GRID
from ek_data.slides.pptx.charts.sheet import Sheet
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.internals import describe, nsdecls
from ek_data.slides.pptx.shapes import Colour, stroke
from ek_data.slides.pptx.text import clean

C15 = 'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart"'
RANGE_OF_LABELS = "{02D57815-91ED-43cb-92C2-25804820EDAC}"  # the extension of a series that holds its labels
FROM_RANGE = "{CE6537A1-D6FC-4f65-9D91-7224C49458BB}"  # the extension of labels that come from there
FIELD = "{6F1F7B5C-3D0B-4B8E-9C0E-7A51D40C8E01}"
NO_LINE, NO_FILL = stroke(None), "<a:noFill/>"
CATEGORIES, VALUES = 1001, 1002
NOTHING_ELSE = "".join(
    f'<c:{what} val="0"/>'
    for what in ("showLegendKey", "showVal", "showCatName", "showSerName", "showPercent", "showBubbleSize")
)


def type_(points: float, colour: str | None = None, tag: str = "a:defRPr", *, bold: bool = False) -> str:
    """Return the properties of a text: the type of the theme in this size."""
    ink = Colour.of(colour).fill if colour else '<a:solidFill><a:schemeClr val="tx1"/></a:solidFill>'
    return f'<{tag} sz="{round(points * 100)}" b="{int(bold)}">{ink}<a:latin typeface="+mn-lt"/></{tag}>'


def text_properties(points: float, colour: str | None = None, *, bold: bool = False) -> str:
    """Return the look of the texts of an axis or label as XML; `points` is their size."""
    return (
        f'<c:txPr><a:bodyPr wrap="none"/><a:lstStyle/><a:p><a:pPr>{type_(points, colour, bold=bold)}</a:pPr>'
        '<a:endParaRPr lang="de-DE"/></a:p></c:txPr>'
    )


def cached(values: Sequence[str | float | None]) -> str:
    """Return what a chart remembers of a range, without the cells that are empty."""
    points = (
        f'<c:pt idx="{at}"><c:v>{_value(value)}</c:v></c:pt>' for at, value in enumerate(values) if value is not None
    )
    return f'<c:ptCount val="{len(values)}"/>{"".join(points)}'


def _value(value: str | float) -> str:
    return escape(clean(value)) if isinstance(value, str) else f"{value:.15g}"


def words_at(sheet: Sheet, column: int, tag: str) -> str:
    """Return the words of a column as the names of the categories."""
    said = (
        f"<c:strRef><c:f>{sheet.range(column)}</c:f><c:strCache>{cached(sheet.values(column))}</c:strCache></c:strRef>"
    )
    return f"<c:{tag}>{said}</c:{tag}>"


def numbers_at(sheet: Sheet, column: int, tag: str = "val", rows: int | None = None) -> str:
    """Return the numbers of a column, or the first `rows` of them, as the values of a series."""
    return (
        f"<c:{tag}><c:numRef><c:f>{sheet.range(column, rows)}</c:f><c:numCache><c:formatCode>General</c:formatCode>"
        f"{cached(sheet.values(column)[:rows])}</c:numCache></c:numRef></c:{tag}>"
    )


def head_at(sheet: Sheet, column: int) -> str:
    """Return the head of a column as the name of a series."""
    said = f"<c:strCache>{cached([sheet.heads[column]])}</c:strCache>"
    return f"<c:tx><c:strRef><c:f>{sheet.head(column)}</c:f>{said}</c:strRef></c:tx>"


@dataclass(frozen=True)
class Labels:
    """The labels of a series: the cells of a column, at the points of `at`, on the side `place` (inBase, r, …).

    `moved` says by which share of the width of the chart a label is moved to the right, and of its height down.
    """

    column: int
    at: Collection[int]
    place: str
    points: float
    colour: str | None = None
    bold: bool = False
    moved: Mapping[int, tuple[float, float]] | None = None

    def shown(self, sheet: Sheet) -> str:
        """Return how they look; each also holds its words of now, for programs that know no labels from cells."""
        said = sheet.values(self.column)
        look = f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text_properties(self.points, self.colour, bold=self.bold)}"
        each = "".join(self._one(at, str(said[at]), look) for at in sorted(self.at))
        alone = f'<c:extLst><c:ext uri="{FROM_RANGE}" {C15}><c15:showLeaderLines val="0"/></c:ext></c:extLst>'
        return f"<c:dLbls>{each}{look}{NOTHING_ELSE}{alone if self.moved else ''}</c:dLbls>"

    def _one(self, at: int, said: str, look: str) -> str:
        run = type_(self.points, self.colour, "a:rPr", bold=self.bold).replace("<a:rPr ", '<a:rPr lang="de-DE" ')
        field = f'<a:fld id="{FIELD}" type="CELLRANGE">{run}<a:pPr/><a:t>{escape(clean(said))}</a:t></a:fld>'
        words = f'<c:tx><c:rich><a:bodyPr wrap="none"/><a:lstStyle/><a:p>{field}</a:p></c:rich></c:tx>'
        right, down = (self.moved or {}).get(at, (0.0, 0.0))
        layout = (
            f'<c:layout><c:manualLayout><c:x val="{right:.4f}"/><c:y val="{down:.4f}"/></c:manualLayout></c:layout>'
        )
        extension = f'<c:ext uri="{FROM_RANGE}" {C15}><c15:showDataLabelsRange val="1"/></c:ext>'
        return (
            f'<c:dLbl><c:idx val="{at}"/>{layout if right or down else ""}{words}{look}<c:dLblPos val="{self.place}"/>'
            f"{NOTHING_ELSE}<c:extLst>{extension}</c:extLst></c:dLbl>"
        )

    def cells(self, sheet: Sheet) -> str:
        """Return the extension of the series that names the range and remembers what it holds."""
        return (
            f'<c:extLst><c:ext uri="{RANGE_OF_LABELS}" {C15}><c15:datalabelsRange><c15:f>{sheet.range(self.column)}'
            f"</c15:f><c15:dlblRangeCache>{cached(sheet.values(self.column))}</c15:dlblRangeCache>"
            "</c15:datalabelsRange></c:ext></c:extLst>"
        )


def category_axis(side: str, points: float) -> str:
    """Return the axis of the names, the first on top."""
    return (
        f'<c:catAx><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="maxMin"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="{side}"/><c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/>'
        f'<c:minorTickMark val="none"/><c:tickLblPos val="low"/><c:spPr>{stroke(Colour.of("#14212b"), 1)}</c:spPr>'
        f'{text_properties(points)}<c:crossAx val="{VALUES}"/><c:crosses val="autoZero"/><c:auto val="0"/>'
        f'<c:lblAlgn val="ctr"/><c:lblOffset val="60"/><c:noMultiLvlLbl val="1"/>'
        "</c:catAx>"
    )


def place_axis(low: float, high: float, points: float, *, step: float, title: str) -> str:
    """Return the axis of the places along which a line runs, named every `step` of them, with its title below."""
    type_of_title = type_(points, tag="a:rPr").replace("<a:rPr ", '<a:rPr lang="de-DE" ')
    said = f"<a:p><a:pPr>{type_(points)}</a:pPr><a:r>{type_of_title}<a:t>{escape(clean(title))}</a:t></a:r></a:p>"
    named = f'<c:title><c:tx><c:rich><a:bodyPr/><a:lstStyle/>{said}</c:rich></c:tx><c:overlay val="0"/></c:title>'
    return (
        f'<c:valAx><c:axId val="{CATEGORIES}"/><c:scaling><c:orientation val="minMax"/><c:max val="{high:g}"/>'
        f'<c:min val="{low:g}"/></c:scaling><c:delete val="0"/><c:axPos val="b"/>{named if title else ""}'
        '<c:numFmt formatCode="General" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="low"/><c:spPr>{stroke(Colour.of("#14212b"), 1)}</c:spPr>{text_properties(points)}'
        f'<c:crossAx val="{VALUES}"/><c:crosses val="min"/><c:crossBetween val="midCat"/>'
        f'<c:majorUnit val="{step:g}"/></c:valAx>'
    )


def value_axis(side: str, low: float, high: float | None, points: float, *, step: float | None, between: str) -> str:
    """Return the axis of the numbers, with lines `step` apart; without `step` it only sets the range."""
    grid = f"<c:majorGridlines><c:spPr>{stroke(Colour.of(GRID), 0.75)}</c:spPr></c:majorGridlines>" if step else ""
    most = "" if high is None else f'<c:max val="{high:g}"/>'
    unit = f'<c:majorUnit val="{step:g}"/>' if step else ""
    return (
        f'<c:valAx><c:axId val="{VALUES}"/><c:scaling><c:orientation val="minMax"/>{most}'
        f'<c:min val="{low:g}"/></c:scaling><c:delete val="{int(step is None)}"/><c:axPos val="{side}"/>{grid}'
        '<c:numFmt formatCode="#,##0.##" sourceLinked="0"/><c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
        f'<c:tickLblPos val="nextTo"/><c:spPr>{NO_LINE}</c:spPr>{text_properties(points)}'
        f'<c:crossAx val="{CATEGORIES}"/><c:crosses val="autoZero"/><c:crossBetween val="{between}"/>{unit}</c:valAx>'
    )


@dataclass(frozen=True)
class Inner:
    """Where the plot itself stands, in shares of the chart."""

    left: float
    upper: float
    wide: float
    high: float

    @property
    def xml(self) -> str:
        return (
            '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
            f'<c:x val="{self.left:.4f}"/><c:y val="{self.upper:.4f}"/><c:w val="{self.wide:.4f}"/>'
            f'<c:h val="{self.high:.4f}"/></c:manualLayout></c:layout>'
        )

    def of(self, box: Box) -> Box:
        """Return the box of the plot of a chart that fills `box`."""
        x, y = box.x + round(self.left * box.width), box.y + round(self.upper * box.height)
        return Box(x, y, round(self.wide * box.width), round(self.high * box.height))


@dataclass(frozen=True)
class NativeChart:
    """A chart over a sheet: what python-pptx asks of the data of a new one."""

    sheet: Sheet
    xml: str

    def xml_bytes(self, _kind: Any) -> bytes:
        return self.xml.encode()

    @property
    def xlsx_blob(self) -> bytes:
        return self.sheet.workbook()


def chart(sheet: Sheet, plot: str, axes: str, inner: Inner, points: float) -> NativeChart:
    """Return a chart of one plot, without title and legend, in type of `points`."""
    return NativeChart(
        sheet,
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><c:chartSpace {nsdecls("c", "a", "r")}>'
        '<c:date1904 val="0"/><c:lang val="de-DE"/><c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{inner.xml}{plot}{axes}</c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f"<c:spPr>{NO_FILL}{NO_LINE}</c:spPr>{text_properties(points)}</c:chartSpace>",
    )


def add_chart(shapes: Any, native: NativeChart, name: str, description: str, box: Box) -> None:
    """Put a chart on the slide under a name, with its text for those who cannot see it."""
    frame = shapes.add_chart(None, *map(Emu, box), native)
    frame.name = clean(name)
    describe(frame, clean(description))
