"""The presentation as one HTML file: whole, safe, readable aloud, and without a request to anywhere."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from typing import Any

import pytest

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.slides.html import document as html_deck
from ek_data.slides.options import Choice
from tests import decks
from tests.programme import ASBACH, HASSLOCH, measure, municipality, programme

VOID = {"meta", "path", "rect", "circle", "br", "input", "link", "img"}
ADDRESS = "https://kommunen.example/bericht?folien=map&titel=x"
EVIL = "<script>alert(1)</script><img src=x onerror=alert(2)> \"'&"


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    inside: list[Element] = field(default_factory=list)
    text: str = ""

    def all(self, tag: str = "", **attributes: str) -> Iterator[Element]:
        """Yield this element and those below it with the tag and attributes, in the order of the document."""
        fits = all(
            (self.attributes.get(name.rstrip("_")) or "").split().count(value) for name, value in attributes.items()
        )
        if tag in ("", self.tag) and fits:
            yield self
        for element in self.inside:
            yield from element.all(tag, **attributes)

    def words(self) -> str:
        return self.text + "".join(element.words() for element in self.inside)


class Tree(HTMLParser):
    """Builds the tree and fails where an element is closed that is not open."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.open = [Element("", {})]
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attributes))
        self.open[-1].inside.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.open[-1].inside.append(Element(tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self.open[-1].text += data


def written(dataset: Dataset, choice: Choice | None = None, lang: Language = GERMAN, **more: Any) -> str:
    chosen = choice or Choice.of(profiles=tuple(dataset.municipalities["ars"][:1]))
    return html_deck.html(decks.made(dataset, chosen, lang, **more)).decode()


def tree(document: str) -> Element:
    parsed = Tree(document)
    assert [element.tag for element in parsed.open] == [""]
    return parsed.open[0]


@cache
def public() -> str:
    return written(decks.PUBLIC, address=ADDRESS)


@cache
def invented() -> str:
    return written(decks.DEMO)


@cache
def hostile() -> str:
    return written(
        programme(
            [municipality(ASBACH, name=EVIL), municipality(HASSLOCH)],
            [measure(ASBACH, title=EVIL, source_url="javascript:alert(3)", status_on="2025-01-01")],
        ),
        Choice.of(profiles=(ASBACH,), title=EVIL),
        address="javascript:alert(4)//" + EVIL,
    )


@pytest.fixture
def document(request: pytest.FixtureRequest) -> str:
    written: str = request.param()
    return written


EACH = pytest.mark.parametrize(
    "document",
    [public, pytest.param(invented, marks=pytest.mark.full), hostile],
    ids=["public", "demo", "hostile"],
    indirect=True,
)


@EACH
def test_every_element_that_is_opened_is_closed(document: str) -> None:
    assert len(list(tree(document).all("section"))) == 10


def test_deck_is_no_larger_than_its_slides_need() -> None:
    assert len(html_deck.html(decks.made(decks.PUBLIC))) < 500_000
    assert len(html_deck.html(decks.made(decks.PUBLIC, Choice(("title",))))) < 60_000


@EACH
def test_only_links_name_an_address_on_the_web(document: str) -> None:
    loading = ("src", "srcset", "action", "formaction", "data", "poster", "background", "xlink:href")
    for element in tree(document).all():
        assert not set(loading) & set(element.attributes), element
        assert element.tag not in ("iframe", "object", "embed", "link", "base", "img")
        assert "href" not in element.attributes or element.tag == "a"
        assert "url(http" not in (element.attributes.get("style") or "")
    styles = "".join(element.text for element in tree(document).all("style"))
    assert "url(" not in styles
    assert "@import" not in styles


@EACH
def test_policy_lets_only_the_shipped_script_run_and_ask_nobody(document: str) -> None:
    [policy] = [
        element.attributes["content"] or ""
        for element in tree(document).all("meta")
        if element.attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    assert policy == html_deck.policy(watched=False)
    assert "connect-src" not in policy
    assert policy.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe-eval" not in policy
    [script] = [each.text for each in tree(document).all("script")]
    assert f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'" in policy


def test_served_deck_may_ask_its_own_server_and_nobody_else() -> None:
    served = html_deck.html(decks.made(decks.PUBLIC, Choice(slides=("title",))), watched=True).decode()
    assert "connect-src 'self'" in served
    assert '<html lang="de" data-watched>' in served
    assert html_deck.policy() in served


def test_values_from_the_data_never_become_elements_or_attributes() -> None:
    whole = tree(hostile())
    assert len(list(whole.all("script"))) == 1
    assert not any(name.startswith("on") for element in whole.all() for name in element.attributes)
    links = [element.attributes["href"] or "" for element in whole.all("a")]
    assert all(link.startswith(("http://", "https://", "#")) for link in links)
    assert "<script>alert(1)</script>" in next(whole.all("h1")).words()


@EACH
def test_every_chart_is_drawn_for_the_stage_and_for_a_narrow_page(document: str) -> None:
    for section in tree(document).all("section"):
        charts = list(section.all(class_="chart"))
        assert [len(list(chart.all("svg"))) for chart in charts] == [1] * len(charts)
        assert ["narrow" in str(chart.attributes["class"]) for chart in charts] in ([], [False, True])


@EACH
def test_every_chart_has_words_and_its_rows_as_a_table(document: str) -> None:
    for section in tree(document).all("section"):
        for chart in section.all(class_="chart"):
            assert next(chart.all("svg")).attributes["aria-label"]
            assert next(section.all("h2")).words()
            [behind] = [part for part in section.all("details") if next(part.all("summary")).text == "Als Tabelle"]
            assert list(behind.all("tbody"))
            assert {head.attributes.get("scope") for head in behind.all("th")} == {"col", "row"}


@EACH
def test_headings_come_in_order_and_name_their_slides(document: str) -> None:
    whole = tree(document)
    sections = list(whole.all("section"))
    headings = [each for section in sections for each in section.all() if re.fullmatch("h[1-6]", each.tag)]
    assert [heading.tag for heading in headings] == ["h1"] + ["h2"] * (len(sections) - 1)
    assert [heading.attributes["id"] for heading in headings] == [
        each.attributes["aria-labelledby"] for each in sections
    ]


@EACH
def test_every_id_occurs_once_and_what_refers_to_one_finds_it(document: str) -> None:
    elements = list(tree(document).all())
    ids = [element.attributes["id"] for element in elements if "id" in element.attributes]
    assert len(ids) == len(set(ids))
    named = [name for each in elements for name in (each.attributes.get("aria-labelledby") or "").split()]
    jumps = [each.attributes["href"] or "" for each in elements if each.tag == "a"]
    assert set(named) | {jump[1:] for jump in jumps if jump.startswith("#")} <= set(ids)


@pytest.mark.parametrize("lang", [GERMAN, ENGLISH], ids=["de", "en"])
def test_document_says_its_language(lang: Language) -> None:
    document = written(decks.PUBLIC, Choice(slides=("headline",)), lang)
    [page] = tree(document).all("html")
    assert page.attributes["lang"] == lang.code
    assert ("481.547" in document, "481,547" in document) == (lang is GERMAN, lang is ENGLISH)


def test_every_slide_tells_the_date_of_the_data_and_its_number() -> None:
    footers = [element.words() for element in tree(public()).all("footer")]
    assert all("Stand 19. November 2025" in footer for footer in footers)
    assert [footer.rpartition("2025")[2] for footer in footers] == [f"{n} / 10" for n in range(1, 11)]


@pytest.mark.full
def test_every_slide_of_invented_data_says_so() -> None:
    for section in tree(invented()).all("section"):
        assert "frei erfunden" in next(section.all(class_="banner")).words()
        assert next(section.all(class_="watermark")).words() == DEMO_MARK
    assert not list(tree(public()).all(class_="banner"))


def test_map_names_its_source_and_each_municipality() -> None:
    [section] = tree(public()).all("section", class_="slide-map")
    assert decks.AREAS.attribution in section.words()
    assert "Staffel 2024" in next(section.all(class_="legend")).words()
    assert "VG Asbach" in section.words()


def test_closing_slide_has_the_code_and_the_link() -> None:
    [code] = tree(public()).all(class_="code")
    assert list(code.all("svg"))
    assert next(code.all("a")).attributes["href"] == ADDRESS


def test_empty_data_make_a_whole_file() -> None:
    document = written(Dataset.of(), Choice())
    assert '<div class="chart"' not in document
    assert len(list(tree(document).all("section"))) == 9
