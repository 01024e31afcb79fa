"""One municipality on one sheet of A4: what the profile looks like on paper, and as a slide of its own."""

from __future__ import annotations

import streamlit as st

from ek_data.slides.options import PROFILE, Choice
from ek_data.ui.context import Context
from ek_data.ui.present import previews

SCREEN_ONLY = "screen-only"  # containers whose key begins so are not printed
SHEET = """<style>
@page {{ size: A4; margin: 11mm; }}
@media print {{
  [class*="st-key-{screen_only}"], [data-testid="stPagination"], .stExpander, [class*="st-key-links-"], .stButton,
  [class*="st-key-map"] button {{ display: none !important; }}
  .stMainBlockContainer {{ zoom: .5; padding: 0 !important; max-width: none !important; }}
  .stMainBlockContainer :is(h2, h3) {{ padding-block: .3rem !important; break-after: avoid; }}
  .stVerticalBlock {{ gap: .6rem !important; }}
  .stHorizontalBlock:has(> .stColumn) {{ display: flex !important; flex-flow: row nowrap !important; }}
  .stColumn {{ min-width: 0 !important; width: 50% !important; flex: 1 1 50% !important; }}
  [data-testid="stTable"] td {{ padding-block: .15rem !important; }}
}}</style>"""


def sheet(context: Context, ars: str) -> None:
    """Make the page fit on one sheet, and offer the same as a slide."""
    lang = context.lang
    st.html(SHEET.format(screen_only=SCREEN_ONLY))
    st.download_button(
        lang("As a slide (.pptx)"),
        lambda: _slide(context, ars),
        lang("profile-{ars}.pptx", ars=ars),
        on_click="ignore",
        icon=":material/slideshow:",
        help=lang("To print on one sheet of A4: Ctrl + P."),
    )


def _slide(context: Context, ars: str) -> bytes:
    from ek_data.slides.pptx import file

    choice = Choice(
        (f"{PROFILE}-{ars}",), release=context.release, anonymous=context.anonymous, language=context.lang.code
    )
    return file.pptx(previews.made(context, choice))
