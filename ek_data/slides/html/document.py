"""A presentation as one HTML file: opened by double click without a network, or served as it is.

Everything is inside, and the file forbids itself any request: its own policy lets only its two scripts run, known by
their checksums. Without scripts, on a phone and in a small window the slides are a page to scroll.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import Any

from ek_data.charts.drawers import plotly
from ek_data.i18n import N_, Language
from ek_data.palette import Theme
from ek_data.slides.content import Slide
from ek_data.slides.deck import Deck
from ek_data.slides.html.markup import section

HERE = Path(__file__).parent
THEMES: tuple[Theme, ...] = ("light", "dark")
SCRIPTS = ("plotly-basic.min.js", "deck.js")  # only what the charts need of Plotly: a quarter of the whole


def html(deck: Deck, remarks: Sequence[str] = ()) -> bytes:
    """Return the presentation as one HTML document in UTF-8, with `remarks` for whoever opens it above its slides."""
    lang = Language(deck.language)
    total = len(deck.slides)
    sections = "\n".join(section(slide, number, total, deck, lang) for number, slide in enumerate(deck.slides, start=1))
    skip, without = lang("To the slides"), lang("The charts need JavaScript; each has its rows as a table below it.")
    scripts = "\n".join(f"<script>{_shipped(name)}</script>" for name in SCRIPTS)
    return f"""<!doctype html>
<html lang="{deck.language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(deck.title)} – {escape(deck.data_date)}</title>
<style>{_shipped("deck.css")}</style>
</head>
<body>
<a class="skip" href="#slides">{escape(skip)}</a>
<p class="unseen" id="announcement" role="status" aria-live="polite"></p>
<main id="slides" tabindex="-1">
{_remarks(remarks, lang)}{sections}
</main>
{_controls(lang)}
<noscript><p>{escape(without)}</p></noscript>
<script type="application/json" id="charts">{_charts(deck.slides, lang)}</script>
{scripts}
</body>
</html>
""".encode()


def _remarks(remarks: Sequence[str], lang: Language) -> str:
    if not remarks:
        return ""
    title, said = lang("About this link"), "".join(f"<p>{escape(remark)}</p>" for remark in remarks)
    return f'<details class="remarks" open><summary>{escape(title)}</summary>{said}</details>\n'


@lru_cache
def policy() -> str:
    """Return the content security policy of the file, for the header of whoever serves it as well."""
    checksums = " ".join(f"'sha256-{_checksum(_shipped(name))}'" for name in SCRIPTS)
    return (
        f"default-src 'none'; script-src {checksums}; style-src 'unsafe-inline'; img-src data: blob:; "
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache
def _shipped(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")


def _checksum(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()


def _charts(slides: tuple[Slide, ...], lang: Language) -> str:
    """Return the figures by slide and theme as JSON that cannot end its script element."""
    figures: dict[str, Any] = {
        slide.code: {theme: json.loads(plotly.draw(slide.picture.spec, lang, theme).to_json()) for theme in THEMES}
        for slide in slides
        if slide.picture is not None and slide.picture.spec is not None
    }
    return json.dumps(figures, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _controls(lang: Language) -> str:
    buttons = (
        ("previous", N_("Previous slide (left arrow)"), "M15 5l-7 7 7 7"),
        ("next", N_("Next slide (right arrow)"), "M9 5l7 7-7 7"),
        ("screen", N_("Full screen on or off (F)"), "M5 9V5h4M15 5h4v4M19 15v4h-4M9 19H5v-4"),
        ("read", N_("Slides one by one, or as a page to read"), "M5 7h14M5 12h14M5 17h14"),
    )
    drawn = "".join(
        f'<button type="button" id="{name}" aria-label="{escape(lang(label))}" title="{escape(lang(label))}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg></button>'
        for name, label, path in buttons
    )
    label = escape(lang("Presentation"))
    return f'<nav class="controls" aria-label="{label}" hidden>{drawn}</nav>'
