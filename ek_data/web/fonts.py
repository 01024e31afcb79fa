"""Fonts: the parts of Streamlit's fonts that pages need, a tenth of the whole; `scripts/fonts.py` cuts them out.

The letters have an address of their own, and browsers load Streamlit's beside them for what they lack. The icons take
the place of Streamlit's, which the page would load anyhow.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from ek_data.web.response_cache import Answer

FOLDER = Path(__file__).with_name("fonts")
RANGE = "U+0-17F, U+2000-2BFF"
"""The letters and signs of German and its neighbours."""

SIGNS = "U+2605, U+25D0"
"""Signs of ours that the whole font lacks as well, and would be loaded for."""

FOR_GOOD, ASKED_FOR = "public, max-age=31536000, immutable", "no-cache"


def _answer(name: str, kept: str) -> Answer:
    content = (FOLDER / name).read_bytes()
    tag = hashlib.sha256(content).hexdigest()[:8]
    return Answer(content, {}, tag, {"content-type": "font/woff2", "cache-control": kept})


_LETTERS, _ICONS = _answer("letters.woff2", FOR_GOOD), _answer("icons.woff2", ASKED_FOR)
LETTERS = f"/schriften/{_LETTERS.tag}.woff2"
ICONS = "/static/media/MaterialSymbols-Rounded."
STYLE = f"""<style>
@font-face {{
  font-family: "Source Sans"; font-weight: 100 900; unicode-range: {RANGE}; src: url("{LETTERS}") format("woff2");
}}
@font-face {{
  font-family: "Source Sans"; font-weight: 100 900; unicode-range: {SIGNS};
  src: local("Segoe UI Symbol"), local("Apple Symbols"), local("DejaVu Sans"), local("Noto Sans Symbols2");
}}
i:empty {{ font-style: normal; }}
</style>"""
"""Goes before Streamlit's, because it stands behind. A mark is an empty `i`: slanted, it would need a font as well."""


async def _letters(request: Request) -> Response:
    return _LETTERS.response(request.scope)


async def _icons(request: Request) -> Response:
    return _ICONS.response(request.scope)


ROUTES = [Route(LETTERS, _letters), Route(ICONS + "{version}", _icons)]
