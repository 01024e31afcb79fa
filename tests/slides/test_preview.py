"""The picture of a slide is the slide: the same words and style as in the document, without script and without rem."""

from __future__ import annotations

import re

import pytest

from ek_data.i18n import GERMAN
from ek_data.slides.deck import deck
from ek_data.slides.html import preview
from ek_data.slides.html.markup import section
from ek_data.slides.options import SLIDES, Choice
from ek_data.ui import cached
from tests.programme import shipped
from tests.selection import first

WORDS = re.compile(r"(?<=>)[^<>]+(?=</h[12]>)|<p class=\"topic\">.*?</p>|<footer>.*</footer>")


@pytest.mark.parametrize("code", first(2, [code for code in SLIDES if code not in ("profiles", "changes")]))
def test_still_says_what_the_slide_says_and_needs_no_script(code: str) -> None:
    made = deck(shipped(), cached.areas(), Choice(slides=(code,)), GERMAN)
    drawn, slide = preview.still(made, 3, 9), made.slides[0]
    assert WORDS.findall(drawn) == WORDS.findall(section(slide, 3, 9, made, GERMAN))
    assert ' id="title' not in drawn
    assert "<details" not in drawn
    if code == "status":
        assert '<div class="chart stepwise"><svg' in drawn
    assert drawn.startswith('<div role="img" aria-label="Folie 3 von 9: ')


def test_style_of_a_still_follows_its_own_width_and_reaches_nothing_else() -> None:
    style = preview.style()
    assert "120rem" not in style
    assert "calc(120 * var(--rem))" in style
    assert ":root" not in style
    assert not re.search(r"(^|[\s,}])html\b", style)
