"""A picture leaves the house as a file that says what it shows, from when and whose it is, whatever fonts there are."""

from __future__ import annotations

import datetime as dt
import io
import re
from functools import cache
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import pytest
from PIL import Image, ImageChops

from ek_data.changes.since import after
from ek_data.charts.drawers.file import NoPicture, as_png, as_svg
from ek_data.charts.drawers.layout import TEXT_SIZE
from ek_data.charts.named import NAMED, Wanted
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.filters import Selection
from ek_data.i18n import GERMAN
from tests.decks import AREAS, DEMO, PUBLIC, large
from tests.hostile import hostile
from tests.selection import each

SVG = "{http://www.w3.org/2000/svg}"
MOVED = re.compile(r"translate\((\S+) (\S+)\)")
TEXT = re.compile(r"<text .*?</text>", re.DOTALL)
SCALED = re.compile(r"scale\((\S+)\)")
DATA = {"public": lambda: PUBLIC, "demo": lambda: DEMO, "large": large}
USUAL = "public-map", "public-measures-progress", "demo-way-through-the-programme"


@cache
def drawn(code: str, data: Dataset, **more: Selection) -> str:
    news = after(data, dt.date(2025, 4, 8))
    ars = str(data.participants.sort_values("cohort")["ars"].iloc[0])
    shown = data.filtered(more.get("selection", Selection()))
    indicator = "category.padlet"  # it has the signs of all statuses
    picture = NAMED[code].make(Wanted(shown, AREAS, GERMAN, ars, indicator, news, dt.date(2026, 11, 29)))
    assert picture is not None
    return as_svg(picture, shown, GERMAN, **more)


def words(svg: str) -> str:
    return " ".join("".join(text.itertext()) for text in ElementTree.fromstring(svg).iter(f"{SVG}text"))


def labels(parent: Element, at: tuple[float, float] = (0, 0), scale: float = 1.0) -> list[tuple[float, float, float]]:
    """Return where each label stands, in pixels, and the size of its type; pale words across the picture are none."""
    found = []
    for element in parent:
        change = element.get("transform", "")
        moved, scaled = MOVED.match(change), SCALED.match(change)
        x, y = (at[0] + float(moved[1]), at[1] + float(moved[2])) if moved else at
        larger = scale * (float(scaled[1]) if scaled else 1)
        if element.tag == f"{SVG}text" and element.get("class") != "watermark" and "".join(element.itertext()).strip():
            first = element if element.get("x") else element[0]
            left, top = (float(first.get(name, 0)) * scale for name in ("x", "y"))
            found.append((x + left, y + top, float(element.get("font-size", TEXT_SIZE)) * scale))
        else:
            found += labels(element, (x, y), larger)
    return found


def picture(svg: str) -> Image.Image:
    return Image.open(io.BytesIO(as_png(svg))).convert("L")


CASES = [(name, code) for name in DATA for code in NAMED if (name, code) != ("public", "funding")]


@pytest.mark.parametrize("case", each(CASES, USUAL, "-".join))
def test_each_label_of_the_png_is_written_though_no_font_of_the_computer_is_read(case: tuple[str, str]) -> None:
    name, code = case
    svg = drawn(code, DATA[name]())
    root = ElementTree.fromstring(svg)
    inked = ImageChops.difference(picture(svg), picture(TEXT.sub("", svg)))
    missing = []
    for x, y, size in labels(root):
        box = [round(2 * side) for side in (x - 0.7 * size, y - 0.8 * size, x + 0.7 * size, y + 0.8 * size)]
        if inked.crop(box).getextrema()[1] < 60:
            missing.append((x, y))
    assert labels(root)
    assert missing == []


@pytest.mark.parametrize("sign", sorted(set("◐○●×★„“‚‘–…·≥≤²³€ßẞÄÖÜéèçğłøŠž’+−→")))
def test_sign_has_a_glyph(sign: str) -> None:
    def alone(character: str) -> bytes:
        text = f'<text x="4" y="24" font-size="20" font-family="\'Source Sans 3\'">{character}</text>'
        return as_png(f'<svg xmlns="http://www.w3.org/2000/svg" width="32" height="32">{text}</svg>')

    assert alone(sign) not in (alone("\ue000"), alone(" "))


def test_file_says_finding_what_is_counted_filters_sources_date_and_release() -> None:
    said = words(drawn("measures-by-status", PUBLIC))
    made = NAMED["measures-by-status"].make(Wanted(PUBLIC, AREAS, GERMAN))
    assert made is not None
    assert said.startswith(made.finding.removesuffix("."))
    assert f"{made.subtitle} " in said
    assert "Quellen: " in said
    assert said.endswith("Stand 19. November 2025")
    narrowed = words(drawn("measures-by-status", PUBLIC, selection=Selection.of(cohorts=(2024,))))
    assert narrowed.endswith("Stand 19. November 2025 · Gefiltert nach: Staffel: 2024")


def test_file_says_which_rows_are_drawn_where_not_all_are() -> None:
    assert "Gezeichnet sind die Zeilen 1 bis 40 von " in words(drawn("measures-timeline", large()))
    assert "Gezeichnet sind" not in words(drawn("measures-timeline", PUBLIC))


def test_word_and_libreoffice_know_all_that_is_in_the_file() -> None:
    for code in ("map", "measures-progress", "events-ribbon", "completeness"):
        root = ElementTree.fromstring(drawn(code, PUBLIC))
        names = {name for element in root.iter() for name in element.attrib}
        assert names & {"dominant-baseline", "paint-order", "dy"} == set()
        assert "rgba" not in drawn(code, PUBLIC)
        assert not [text for text in root.iter(f"{SVG}text") if "\n" in "".join(text.itertext())]


def test_hostile_data_stay_words() -> None:
    data = hostile()
    for code in ("map", "measures-progress", "way-through-the-programme"):
        tags = {element.tag.removeprefix(SVG) for element in ElementTree.fromstring(drawn(code, data)).iter()}
        assert tags.isdisjoint({"script", "a", "b", "img", "image", "foreignObject", "style", "use"})


def test_file_about_one_municipality_names_it() -> None:
    name = PUBLIC.names.iloc[0]
    for code, named in NAMED.items():
        if named.of_one:
            assert name in words(drawn(code, PUBLIC)), code


def test_file_of_invented_data_says_so_and_another_does_not() -> None:
    assert DEMO_MARK in words(drawn("map", DEMO))
    assert DEMO_MARK not in words(drawn("map", PUBLIC))


def test_file_of_a_view_without_names_names_no_source() -> None:
    assert "Quellen" not in words(drawn("measures-by-status", PUBLIC.result(anonymised)))


def test_picture_of_nothing_is_a_sentence() -> None:
    with pytest.raises(NoPicture) as raised:
        drawn("funding", PUBLIC)
    assert raised.value.sentence(GERMAN).startswith("Es gibt nichts zu zeichnen: Zu keiner der 14")


def test_file_depends_on_no_theme_and_asks_nobody_for_anything() -> None:
    for code in ("map", "measures-progress"):
        svg = drawn(code, PUBLIC)
        assert "light-dark" not in svg
        assert "var(" not in svg
        assert "currentColor" not in svg
        assert set(re.findall(r"https?://[^\s\"<]+", svg)) == {"http://www.w3.org/2000/svg"}
