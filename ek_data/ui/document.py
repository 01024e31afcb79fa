"""The document around our elements: its language, tables that scroll, and the English words of Streamlit itself."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from ek_data.i18n import N_, Language

WORDS = (
    N_("Skip to main content"),
    N_("Sidebar"),
    N_("Collapse sidebar"),
    N_("Expand sidebar"),
    N_("App pages"),
    N_("Main menu"),
    N_("Theme"),
    N_("System"),
    N_("Light"),
    N_("Dark"),
    N_("Print"),
    N_("Record screen"),
    N_("Open"),
    N_("Clear all"),
    N_("Selected values"),
    N_("No results"),
    N_("Previous page"),
    N_("Next page"),
    N_("file upload"),
    N_("Upload"),
    N_("Download plot"),
    N_("Fullscreen"),
    N_("Close fullscreen"),
)
BEGINNINGS = {
    r"Page (\d+)": N_("Page {}"),
    r"Remove (.+)": N_("Remove {}"),
    r"(\d+)MB per file.*": N_("up to {} MB a file"),
}
_component = st.components.v2.component(
    "document", js=Path(__file__).with_name("document.js").read_text(encoding="utf-8"), isolate_styles=False
)


def speak(_: Language) -> None:
    """Let the document say its language, and Streamlit's own words be said in it.

    Streamlit's page is made before the session begins, so it cannot follow a change of language by itself.
    """
    words = {word: _(word) for word in WORDS} if _.code != "en" else {}
    beginnings = [[pattern, _(ours)] for pattern, ours in BEGINNINGS.items()] if _.code != "en" else []
    with st.container(key="document"):
        _component(
            key="document-words",
            data={"language": _.code, "words": words, "beginnings": beginnings, "pages": _(N_("Pages"))},
        )
