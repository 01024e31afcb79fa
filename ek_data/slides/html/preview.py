"""One slide as a picture of itself: the same markup and style as in the document, as wide as the place it stands in."""

from __future__ import annotations

import re
from html import escape
from pathlib import Path

from ek_data.i18n import Language
from ek_data.slides.deck import Deck
from ek_data.slides.html.markup import section

HERE = Path(__file__).parent
SIZES = re.compile(r"(\d*\.?\d+)rem")
OF_THE_DOCUMENT = re.compile(r"(?<![\w.-])(?:html|:root)(?=[.:\s{])")
FRAME = """
:host { display: block; container-type: inline-size; }
.show { position: relative; --rem: calc(100cqw / 120); aspect-ratio: 16 / 9; overflow: hidden; }
.show, .show .slide { background: var(--paper); color: var(--text); }
.show .slide { position: absolute; visibility: visible; opacity: 1; }
.show :is(.slide-title, .slide-closing) { background: #063a5b; color: #fff; }
.show .chart svg { width: 100%; height: 100%; }
"""


def style() -> str:
    """Return the style of the document for a part of another page: sizes follow the picture and not that page."""
    own = (HERE / "deck.css").read_text(encoding="utf-8")
    return SIZES.sub(r"calc(\1 * var(--rem))", OF_THE_DOCUMENT.sub(":host", own)) + FRAME


def still(deck: Deck, number: int, total: int) -> str:
    """Return the first slide of `deck` as HTML, as slide `number` of `total`. It is one picture: nothing in it acts."""
    lang, slide = Language(deck.language), deck.slides[0]
    said = lang("Slide {number} of {total}: {title}", number=number, total=total, title=slide.title)
    drawn = section(slide, number, total, deck, lang, still=True)
    return f'<div role="img" aria-label="{escape(said)}"><div class="show" inert>{drawn}</div></div>'
