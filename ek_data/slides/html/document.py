"""A presentation as one HTML file: opened by double click without a network, or served as it is.

Everything is inside, and the file forbids itself any request: its own policy lets only its one script run, known by its
checksum. A served one may ask its own server, once a minute, whether somebody published. Without the script, on a phone
and in a small window the slides are a page to scroll.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from functools import lru_cache
from html import escape
from pathlib import Path

from ek_data.i18n import Language
from ek_data.slides.deck import Deck
from ek_data.slides.html.controls import controls, dialogs
from ek_data.slides.html.markup import section

HERE = Path(__file__).parent
SCRIPTS = ("stage", "tools", "presenter", "paper", "watch", "keys")
"""The parts of the script, in the order in which they need one another."""


def html(deck: Deck, remarks: Sequence[str] = (), *, watched: bool = False) -> bytes:
    """Return the presentation as one HTML document in UTF-8, with `remarks` for whoever opens it above its slides.

    A `watched` one asks the server that it comes from whether there is something newer.
    """
    lang = Language(deck.language)
    total = len(deck.slides)
    sections = "\n".join(section(slide, number, total, deck, lang) for number, slide in enumerate(deck.slides, start=1))
    return f"""<!doctype html>
<html lang="{deck.language}"{" data-watched" if watched else ""}>
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(watched=watched)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{escape(deck.title)} – {escape(deck.data_date)}</title>
<style>{_shipped("deck.css")}{_shipped("tools.css")}</style>
</head>
<body>
<a class="skip" href="#slides">{escape(lang("To the slides"))}</a>
<p class="unseen" id="announcement" role="status" aria-live="polite"></p>
{_remarks(remarks, lang)}<main id="slides" tabindex="-1">
{sections}
</main>
{controls(lang)}
{dialogs(lang)}
<script>{script()}</script>
</body>
</html>
""".encode()


def _remarks(remarks: Sequence[str], lang: Language) -> str:
    if not remarks:
        return ""
    title, said = lang("About this link"), "".join(f"<p>{escape(remark)}</p>" for remark in remarks)
    return f'<details class="remarks" open><summary>{escape(title)}</summary>{said}</details>\n'


@lru_cache
def policy(*, watched: bool = True) -> str:
    """Return the content security policy of the file, for the header of whoever serves it as well."""
    checksum = base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()
    asks = "connect-src 'self'; " if watched else ""
    return (
        f"default-src 'none'; script-src 'sha256-{checksum}'; style-src 'unsafe-inline'; img-src data:; {asks}"
        "base-uri 'none'; form-action 'none'"
    )


@lru_cache
def script() -> str:
    """Return the one script of the file."""
    parts = "\n".join(_shipped(f"{name}.js") for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{parts}}})();\n'


@lru_cache
def _shipped(name: str) -> str:
    return (HERE / name).read_text(encoding="utf-8")
