"""Whatever stands in the data stays text: in charts, maps, slides, tables and files alike."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import openpyxl
import pandas as pd
import pytest

from ek_data.charts.drawers import plotly
from ek_data.dataset import wording
from ek_data.dataset.lookup import Known
from ek_data.exports import spreadsheet
from ek_data.exports.public import public_page
from ek_data.geo import boundaries
from ek_data.i18n import GERMAN
from ek_data.maps.svg import svg
from ek_data.settings import SHIPPED
from ek_data.slides.deck import Deck, deck
from ek_data.slides.html import document
from ek_data.slides.options import Choice, OwnWords
from ek_data.slides.pptx import file
from ek_data.store.data_sources import load
from ek_data.tables import BY_NAME, TABLES
from ek_data.text import APART, link, markdown
from tests.hostile import ADDRESSES, NO_ADDRESSES, READABLE, UNREADABLE, hostile, readable
from tests.selection import each

MADE_BY_US = {
    "html", "head", "meta", "title", "style", "body", "a", "p", "main", "section", "header", "h1", "h2", "div", "dl",
    "dt", "dd", "b", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tr", "th", "td", "details", "summary",
    "footer", "span", "figure", "figcaption", "nav", "button", "svg", "path", "g", "text", "tspan", "rect", "circle",
    "defs", "small", "pattern", "desc", "line", "noscript", "script", "clippath", "use",
    "polygon", "dialog", "form", "label", "input",
}  # fmt: skip
PLOTLY_TAG = re.compile(r"<(?!br>)[^>]*>")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
NUMBERS = ["-5", "+49", "-1,5 %", "-1.234,5", "+1,0", "-0"]


class Elements(HTMLParser):
    """The elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attributes)))


@pytest.fixture(scope="module")
def made() -> Deck:
    dataset = hostile()
    choice = Choice.of(profiles=tuple(dataset.municipalities["ars"][:4]), title=READABLE[0], since=1)
    own = OwnWords(READABLE[0], "\n".join(READABLE), "\n".join(READABLE))
    choice = replace(choice, slides=(*choice.slides, "text-1")).saying("text-1", own).saying("map", own)
    areas = boundaries.load(boundaries.locate(SHIPPED))
    return deck(dataset, areas, choice, GERMAN, address="https://beispiel.de/bericht", earlier=dataset)


def words_of(value: Any) -> Iterator[str]:
    """Yield every text in a figure."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from words_of(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from words_of(each)


@pytest.mark.full
def test_charts_hold_no_tag_but_line_breaks(made: Deck) -> None:
    figures = [plotly.draw(slide.picture.spec, GERMAN) for slide in made.slides if slide.picture and slide.picture.spec]
    texts = {text for figure in figures for text in words_of(figure.to_plotly_json())}
    assert any("&lt;" in text for text in texts)  # the attacks are there
    assert [text for text in texts if PLOTLY_TAG.search(text)] == []


@pytest.mark.full
def test_html_deck_makes_no_element_no_script_and_no_dangerous_link_from_data(made: Deck) -> None:
    elements = Elements(document.html(made).decode()).found
    assert {tag for tag, _attributes in elements} <= MADE_BY_US
    assert [tag for tag, _attributes in elements].count("script") == 1
    handlers = {name for _tag, attributes in elements for name in attributes if name.startswith("on")}
    assert handlers == set()
    targets = {attributes.get("href") or "" for tag, attributes in elements if tag == "a"}
    assert {target for target in targets if not re.match(r"#|https?://", target)} == set()


@pytest.mark.full
def test_slides_are_sound_xml_and_lead_nowhere_but_to_the_report(made: Deck) -> None:
    with zipfile.ZipFile(io.BytesIO(file.pptx(made))) as package:
        parts = {name: package.read(name) for name in package.namelist() if name.endswith((".xml", ".rels"))}
    for content in parts.values():
        ElementTree.fromstring(content)
    links = {
        element.get("Target")
        for name, content in parts.items()
        if name.endswith(".rels")
        for element in ElementTree.fromstring(content)
        if element.get("TargetMode") == "External"
    }
    assert links == {"https://beispiel.de/bericht"}
    assert any(b"&lt;script&gt;" in content for content in parts.values())


@pytest.mark.full
def test_the_map_as_a_picture_holds_only_shapes_and_words(made: Deck) -> None:
    drawn = next(slide.map for slide in made.slides if slide.map)
    picture = svg(drawn, READABLE[0], READABLE[4])
    tags = {element.tag.rpartition("}")[2] for element in ElementTree.fromstring(picture).iter()}
    assert tags <= {"svg", "title", "desc", "g", "path", "text", "defs", "pattern", "rect", "circle", "tspan", "line"}
    attributes = {name for element in ElementTree.fromstring(picture).iter() for name in element.attrib}
    assert not {name for name in attributes if name.startswith("on") or name.endswith("href")}


@pytest.mark.parametrize("table", each(TABLES, ["measures", "events"], lambda table: table.name))
def test_csv_holds_no_cell_that_a_spreadsheet_would_run(table: Any) -> None:
    dataset = hostile()
    names = Known.of(dataset).unique_names
    content = spreadsheet.csv_bytes(dataset.tables[table.name], table, names).decode("utf-8-sig")
    cells = [cell for row in csv.reader(io.StringIO(content, newline=""), delimiter=";") for cell in row]
    risky = [cell for cell in cells if cell.startswith(FORMULAS) and not re.fullmatch(r"[-+][\d.,]+", cell)]
    assert risky == []


def test_numbers_with_a_sign_are_left_alone() -> None:
    content = wording.plain_csv(pd.DataFrame({"Wert": pd.Series(NUMBERS, dtype="string")})).decode("utf-8-sig")
    assert content.splitlines()[1:] == NUMBERS


@pytest.mark.full
def test_workbooks_hold_text_and_no_formula_or_link() -> None:
    dataset = readable()
    with zipfile.ZipFile(io.BytesIO(spreadsheet.xlsx_bytes(dataset))) as package:
        content = b"".join(package.read(name) for name in package.namelist())
    assert b"<f>" not in content
    assert b"<hyperlink" not in content
    book = openpyxl.load_workbook(io.BytesIO(spreadsheet.xlsx_bytes(dataset)))
    kinds = {cell.data_type for sheet in book for row in sheet for cell in row}
    assert "f" not in kinds


@pytest.mark.full
def test_what_is_exported_reads_back_as_it_was(tmp_path: Path) -> None:
    dataset = readable()
    spreadsheet.write_folder(dataset, tmp_path)
    again = load(tmp_path)
    for name, table in BY_NAME.items():
        for column in table.columns:
            before, after = dataset.tables[name][column.name], again.tables[name][column.name]
            assert before.astype("string").tolist() == after.astype("string").tolist(), (name, column.name)


def test_the_public_page_makes_no_element_from_data() -> None:
    elements = Elements(public_page(hostile(), GERMAN).decode()).found
    assert not {"img", "script", "iframe"} & {tag for tag, _attributes in elements}


@pytest.mark.parametrize("address", NO_ADDRESSES)
def test_what_is_no_web_address_becomes_no_link(address: str) -> None:
    assert link(address, "Quelle") == "Quelle"


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_web_address_cannot_leave_its_link(address: str) -> None:
    written = link(address, "Quelle")
    assert written == "Quelle" or re.fullmatch(r"\[Quelle\]\(<https?://[^<>()\s]*>\)", written)


@pytest.mark.parametrize("text", READABLE + UNREADABLE)
def test_markdown_is_escaped_at_every_sign_that_means_something(text: str) -> None:
    bare = re.sub(r"\\.", "", markdown(text).replace(APART, ""), flags=re.DOTALL)
    assert not re.search(r"[\\`*_{}\[\]()#+\-.!|~<>$:&^=@]", bare.replace("@", ""))
