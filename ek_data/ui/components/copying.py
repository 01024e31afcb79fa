"""A text to copy, with the button that does it. Streamlit's own element loads 0.5 MB of highlighting first."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ek_data.i18n import Language

HERE = Path(__file__).parent
_component = st.components.v2.component(
    "to_copy",
    html='<p></p><button type="button"></button>',
    css=(HERE / "copying.css").read_text(encoding="utf-8"),
    js=(HERE / "copying.js").read_text(encoding="utf-8"),
)


def show(text: str, lang: Language, *, name: str) -> None:
    """Show a text as it is, its lines kept, beside a button that copies it; `name` tells it from others of the page."""
    said = {"text": text, "copy": lang("Copy to clipboard"), "copied": lang("Copied")}
    _component(key=f"to-copy-{name}", data=said)
