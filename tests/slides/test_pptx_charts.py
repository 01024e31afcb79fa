"""Native charts: one sheet that can be read, whose labels follow the numbers that somebody edits in PowerPoint."""

from __future__ import annotations

import io
import re
import subprocess
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from pptx import Presentation
from pptx.oxml.ns import qn

from ek_data.i18n import ENGLISH, GERMAN
from ek_data.slides.options import Choice
from ek_data.slides.pptx.charts.sheet import Sheet, Sum, joined, parts
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.layout import draw_picture
from tests.chart_frames import DRAWN, picture, spec
from tests.decks import DEMO, PUBLIC, large, made, powerpoint
from tests.office import need
from tests.selection import each

C15 = "{http://schemas.microsoft.com/office/drawing/2012/chart}"
NATIVE = [chart for chart in DRAWN if spec(chart).kind in ("bars", "steps")]
NUMBER = re.compile(r"\d+")


def space(chart: str) -> Any:
    """Return the native chart on the slide that holds a picture."""
    presentation = Presentation()
    shapes: Any = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
    draw_picture(shapes, picture(chart, GERMAN), Box(0, 0, 12_000_000, 6_000_000), GERMAN)
    (found,) = (shape.chart for shape in shapes if shape.has_chart)
    return found


def decks() -> dict[str, Callable[[], bytes]]:
    chosen = {"public": PUBLIC, "demo": DEMO}
    made = {name: lambda data=data: powerpoint(data, Choice()) for name, data in chosen.items()}
    return {**made, "large": lambda: powerpoint(large())}


def charts_of(file: bytes) -> Iterator[Any]:
    for slide in Presentation(io.BytesIO(file)).slides:
        yield from (shape.chart for shape in slide.shapes if shape.has_chart)


def book(chart: Any, *, values: bool = False) -> Workbook:
    return load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=values)


def cached(holder: Any, pattern: str) -> list[str | None]:
    """Return what a chart remembers of a range, None for an empty cell."""
    (found,) = holder.iter(pattern)
    points = [point for point in found if point.tag == qn("c:pt")]
    told = {int(point.get("idx")): point.findtext(qn("c:v")) for point in points}
    return [told.get(at) for at in range(int(found.find(qn("c:ptCount")).get("val")))]


def ranges(chart: Any) -> Iterator[tuple[str, list[str | None]]]:
    """Yield each range of cells that a chart names, with what it remembers of it."""
    for series in chart._chartSpace.iter(qn("c:ser")):
        drawn = {"c:cat": "c:strCache", "c:val": "c:numCache", "c:xVal": "c:numCache", "c:yVal": "c:numCache"}
        for kind, memory in {**drawn, "c:tx": "c:strCache"}.items():
            holder = series.find(qn(kind))
            if holder is None:  # bars have categories, lines have places
                continue
            yield holder.findtext(f".//{qn('c:f')}"), cached(holder, qn(memory))
        for labels in series.iter(f"{C15}datalabelsRange"):
            yield labels.findtext(f"{C15}f"), cached(labels, f"{C15}dlblRangeCache")


def cells(page: Any, address: str) -> list[Any]:
    """Return the values of a range of one column: ``Daten!$B$2:$B$5``."""
    sheet, _mark, place = address.partition("!")
    assert sheet == page.title
    found = page[place.replace("$", "")]
    return [row[0].value for row in found] if isinstance(found, tuple) else [found.value]


def as_said(value: object) -> str | None:
    return None if value is None else f"{value:.15g}" if isinstance(value, int | float) else str(value)


@pytest.mark.parametrize("chart", NATIVE)
def test_what_a_chart_remembers_is_what_stands_in_its_sheet(chart: str) -> None:
    native = space(chart)
    page = book(native, values=True).active
    for address, remembered in ranges(native):
        held = [as_said(value) for value in cells(page, address)]
        assert [None if said is None else said.rstrip() for said in remembered] == [
            None if said is None else said.rstrip() for said in held
        ], address


def test_sheet_of_the_conferences_reads_like_a_table() -> None:
    page = book(space("conference_attendance"), values=True).active
    heads, *rows = [[cell.value for cell in row][:4] for row in page.iter_rows()]
    assert heads == ["Name", "Personen", "Genauigkeit", "Beschriftung"]
    told = {tuple(row[1:]) for row in rows}
    assert told == {
        (75, "rund", "rund 75"),
        (62, None, "62"),
        (100, "bis zu", "bis zu 100"),
        (None, None, "? keine Angabe"),
    }


@pytest.mark.parametrize("chart", NATIVE)
def test_series_are_named_and_the_numbers_are_those_of_the_picture(chart: str) -> None:
    shown, native = spec(chart), space(chart)
    series = [(plot.name, [value for value in plot.values if value is not None]) for plot in native.plots[0].series]
    assert all(name for name, _values in series)
    if shown.kind == "bars":
        bars = [mark.end - mark.x for mark in shown.marks if mark.form == "bar"]
        assert sorted(value for _name, values in series[:-1] for value in values) == sorted(bars)
    else:
        lines = {(line.name, at): value for line in shown.steps for at, value in line.points}
        high = [value for line in shown.steps for _at, value in line.band]
        drawn = [number for each in native.plots[0].series for number in dict(through(each)).values()]
        assert sorted(drawn) == sorted([*lines.values(), *high])


def through(series: Any) -> list[tuple[float, float]]:
    """Return the points through which a line is drawn, the place before the number."""
    places, numbers = (cached(series._element.find(qn(kind)), qn("c:numCache")) for kind in ("c:xVal", "c:yVal"))
    return [(float(x), float(y)) for x, y in zip(places, numbers, strict=True) if x and y]


@pytest.mark.parametrize("deck", each(("public", "demo", "large"), ("large",)))
def test_no_part_of_a_curve_is_slanted_and_none_leaves_its_plot(deck: str) -> None:
    curves = [
        chart
        for chart in charts_of(decks()[deck]())
        if chart._chartSpace.find(f".//{qn('c:scatterChart')}") is not None
    ]
    assert curves
    for chart in curves:
        _places, numbers = chart._chartSpace.iter(qn("c:valAx"))
        most = float(numbers.find(f"{qn('c:scaling')}/{qn('c:max')}").get("val"))
        for series in chart.plots[0].series:
            points = through(series)
            assert max(number for _place, number in points) <= most
            assert [pair for pair in pairwise(points) if pair[0][0] != pair[1][0] and pair[0][1] != pair[1][1]] == []


@pytest.mark.parametrize("deck", each(("public", "demo", "large"), ("large",)))
def test_no_bar_of_a_deck_is_missing_in_the_sheet_of_its_chart(deck: str) -> None:
    made_ = made({"public": PUBLIC, "demo": DEMO}.get(deck) or large(), Choice())
    pages = zip(made_.slides, Presentation(io.BytesIO(decks()[deck]())).slides, strict=True)
    for slide, page in pages:
        shown = slide.picture.spec if slide.picture else None
        for native in (shape.chart for shape in page.shapes if shape.has_chart and shown and shown.kind == "bars"):
            bars = [mark.end - mark.x for mark in shown.marks if mark.form == "bar"] if shown else []
            drawn = [value for each in [*native.plots[0].series][:-1] for value in each.values if value is not None]
            assert sorted(drawn) == sorted(bars), slide.code


@pytest.mark.parametrize(
    ("text", "values", "said"),
    [
        ("rund 75", [75], ["rund ", Sum(0, 0, 0)]),
        ("Staffel 2024\n5 von 7", [5], ["Staffel 2024\n", Sum(0, 0, 0), " von 7"]),
        ("5 (+ 1)", [3, 2, 1], [Sum(0, 1, 0), " (+ ", Sum(2, 2, 0), ")"]),  # three in time, two late, one unnamed
        ("(+ 1)", [None, None, 1], ["(+ ", Sum(0, 2, 0), ")"]),
        ("1.234,5 €", [1234.5], [Sum(0, 0, 1), " €"]),
        ("keine Angabe", [None], ["keine Angabe"]),
        ("seit 2024", [7], ["seit 2024"]),  # another number than that of the bar
    ],
)
def test_label_is_parted_into_words_and_numbers(text: str, values: list[float | None], said: list[object]) -> None:
    assert parts(text, values, GERMAN) == said


def test_formula_of_a_label_keeps_quotation_marks_and_lines() -> None:
    assert joined(['Staffel "A"\n', Sum(0, 0, 0)], 0, 1) == '"Staffel ""A"""&CHAR(10)&""&FIXED(B2,0)'
    assert joined([Sum(0, 1, 0)], 3, 1) == "FIXED(SUM(B5:C5),0)"


def test_same_numbers_give_the_same_workbook() -> None:
    sheet = Sheet("Daten", ("Name", "Zahl"), (("a", 1),))
    assert sheet.workbook() == sheet.workbook()


def test_english_chart_has_an_english_sheet() -> None:
    (native, *_more) = charts_of(powerpoint(PUBLIC, Choice(language="en"), ENGLISH))
    assert book(native).active.title == "Data"


# --- edited in PowerPoint ---------------------------------------------------------------------------------------------


def edited(native: Any, file: Path) -> dict[str, float]:
    """Write the workbook of a chart with each of its numbers changed, and return what each cell was changed to."""
    changed, told = book(native), {}
    page = changed.active
    for row in page.iter_rows(min_row=2):
        for cell in row:
            if isinstance(cell.value, int | float):
                cell.value += 5
                told[cell.coordinate] = cell.value
    changed.save(file)
    return told


def recalculated(folder: Path) -> dict[str, Any]:
    """Return the first page of each workbook of a folder by its file, calculated anew by LibreOffice."""
    need("soffice")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    files = sorted(map(str, folder.glob("*.xlsx")))
    convert = ["soffice", "--headless", profile, "--convert-to", "xlsx", "--outdir", str(folder / "new"), *files]
    subprocess.run(convert, check=True, capture_output=True, timeout=300)
    return {file.stem: load_workbook(file, data_only=True).active for file in (folder / "new").glob("*.xlsx")}


def assert_labels_follow(natives: dict[str, Any], folder: Path) -> None:
    changes = {name: edited(native, folder / f"{name}.xlsx") for name, native in natives.items()}
    now = recalculated(folder)
    for name, native in natives.items():
        page, before = now[name], book(native, values=True).active
        for cell, value in changes[name].items():
            assert page[cell].value == value
        for labels in native._chartSpace.iter(f"{C15}datalabelsRange"):
            address = labels.findtext(f"{C15}f")
            for row, (old, new) in enumerate(zip(cells(before, address), cells(page, address), strict=True), 2):
                numbers = [page.cell(row, at).value for at in range(2, page.max_column + 1) if as_number(page, row, at)]
                assert_follows(str(old or ""), str(new or ""), numbers, f"{name} {address} {row}")


def as_number(page: Any, row: int, column: int) -> bool:
    return isinstance(page.cell(row, column).value, int | float)


def assert_follows(old: str, new: str, numbers: list[float], where: str) -> None:
    """Hold a label against the edited numbers of its row: the words stay, a number that was of the row is a new one."""
    assert NUMBER.sub("", old).replace(".", "").replace(",", "") == NUMBER.sub("", new).replace(",", "").replace(
        ".", ""
    )
    if old and any(each.isdigit() for each in old):
        assert new != old, where
        digits = new.replace(".", "").replace(",", "")
        sums = [sum(numbers[start:end]) for start in range(len(numbers)) for end in range(start + 1, len(numbers) + 1)]
        assert any(f"{number:.0f}" in digits for number in sums), where


def test_label_of_every_chart_follows_the_numbers_that_are_edited(tmp_path: Path) -> None:
    assert_labels_follow({chart: space(chart) for chart in NATIVE}, tmp_path)


@pytest.mark.full
@pytest.mark.parametrize("deck", each(("public", "demo", "large"), ("public",)))
def test_labels_of_every_deck_follow_the_numbers_that_are_edited(deck: str, tmp_path: Path) -> None:
    found = {f"{deck}-{number}": native for number, native in enumerate(charts_of(decks()[deck]()))}
    assert found
    assert_labels_follow(found, tmp_path)


def test_number_for_what_was_not_known_gets_a_label(tmp_path: Path) -> None:
    changed = book(space("conference_attendance"))
    page = changed.active
    row = next(row for row in range(2, page.max_row + 1) if page.cell(row, 2).value is None)
    page.cell(row, 2).value, page.cell(row, 3).value = 80, "rund"
    changed.save(tmp_path / "known.xlsx")
    assert recalculated(tmp_path)["known"].cell(row, 4).value == "rund 80"
