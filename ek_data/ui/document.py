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
    N_("Navigate to home page"),
    N_("Copy to clipboard"),
    N_("Copied"),
    N_("Main menu"),
    N_("Theme"),
    N_("System"),
    N_("Light"),
    N_("Dark"),
    N_("Print"),
    N_("Record screen"),
    N_("Open"),
    N_("Clear all"),
    N_("Select all"),
    N_("Selected values"),
    N_("No results"),
    N_("Previous page"),
    N_("Next page"),
    N_("file upload"),
    N_("Add files"),
    N_("Error: "),
    N_("Upload"),
    N_("Download plot"),
    N_("Show/hide columns"),
    N_("Download as CSV"),
    N_("Search"),
    N_("Fullscreen"),
    N_("Close"),
    N_("Close fullscreen"),
    N_("Ctrl + Enter"),
    N_("Shortcut Ctrl + Enter"),
    N_("Page not found"),
    N_("The page that you have requested does not seem to exist. Running the app's main page."),
)
BEGINNINGS = {
    r"Page (\d+)": N_("Page {}"),
    r"You have requested page /(.+), but no corresponding file .+": N_(
        "There is no page {} here. This is the overview."
    ),
    r"(\d+) more": N_("{} more"),
    r"Remove (.+)": N_("Remove {}"),
    r"Help for (.+)": N_("Help for {}"),
    r"Select (\d+) matches": N_("Select {} matches"),
    r"(\d+)MB per file.*": N_("up to {} MB a file"),
}
_REFUSED = r"(?:AxiosError: )?Request failed with status code "
REFUSALS = {
    rf"{_REFUSED}403": N_("Not accepted: load this page anew and sign in again if you are asked to."),
    rf"{_REFUSED}413": N_("Not accepted: too large, or too many large files at once. Please publish or remove some."),
    rf"{_REFUSED}503": N_("Not accepted: others are sending large files just now. Please try again in a minute."),
    r"(?:AxiosError: )?(?:Network Error|Request failed with status code \d+)": N_(
        "Not accepted: the transfer was interrupted. Please load this page anew and send the file again."
    ),
    r"File must be (\d+)\.0MB or smaller\.": N_("Not accepted: the file may have at most {} MB."),
    r"\S* ?files are not allowed\.": N_("Not accepted: no table in one of the formats that are named."),
}
"""What Streamlit says about a file that was refused; in English, too, because there it speaks of its own parts."""
_component = st.components.v2.component(
    "document", js=Path(__file__).with_name("document.js").read_text(encoding="utf-8"), isolate_styles=False
)


TOP = "to_top"


def to_top() -> None:
    """Let the next run begin at the top of the page, where what was done is said."""
    st.session_state[TOP] = st.session_state.get(TOP, 0) + 1


def speak(place: str, lang: Language) -> None:
    """Let the document say its language, and Streamlit's own words be said in it.

    Streamlit's page is made before the session begins, so it cannot follow a change of language by itself. Where
    `place` is another than before, the reader begins at its top, which Streamlit does not see to.
    """
    words = {word: lang(word) for word in WORDS} if lang.code != "en" else {}
    patterns = REFUSALS | (BEGINNINGS if lang.code != "en" else {})
    beginnings = [[pattern, lang(ours)] for pattern, ours in patterns.items()]
    _component(
        key="document",
        data={
            "language": lang.code,
            "words": words,
            "beginnings": beginnings,
            "pages": lang("Pages"),
            "place": f"{place} {st.session_state.get(TOP, 0)}",
        },
    )
