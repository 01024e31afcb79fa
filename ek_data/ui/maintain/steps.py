"""The way of an upload in steps, and the release that holds meanwhile."""

from __future__ import annotations

import streamlit as st

from ek_data.i18n import N_
from ek_data.text import xml
from ek_data.ui import cached, title
from ek_data.ui.context import Context
from ek_data.ui.streamlit_internals import DeltaGenerator

STEPS = (
    N_("1. Files"),
    N_("2. Tables and columns"),
    N_("3. Check"),
    N_("4. Missing rows"),
    N_("5. Difference from the newest release"),
    N_("6. Effect on the headline figures"),
    N_("7. Publish"),
)
ANCHORS = {3: "pruefung", 5: "unterschied", 7: "veroeffentlichen"}
"""Where a link leads to a step that the page has come to."""


def at_first_sight(head: DeltaGenerator, sentence: str, step: int, context: Context) -> None:
    """Write the heading of the page, and which of the steps it has come to (0 for none), once that is known."""
    lang = context.lang
    listed = "".join(_listed(xml(lang(name)), n, step) for n, name in enumerate(STEPS, start=1))
    with head:
        title.finding(sentence, context, counted=_release(context))
        st.html(f"<ol class='steps'>{listed}</ol>")
        st.caption(lang("Nothing changes before the last step, and every earlier release can be restored."))


def _listed(name: str, n: int, step: int) -> str:
    """Return one of the steps; the one that the page has come to leads to where it stands."""
    if n != step:
        return f"<li>{name}</li>"
    said = f'<a href="#{ANCHORS[n]}">{name}</a>' if n in ANCHORS else name
    return f'<li aria-current="step">{said}</li>'


def _release(context: Context) -> str:
    """Return which release holds, who published it and when; nothing where there is no store."""
    lang, releases = context.lang, cached.releases(context.version)
    if not releases:
        return ""
    newest = releases[0]
    return lang(
        "Release {number} holds, published on {day} by {author}",
        number=newest.number,
        day=lang.day_of(newest.published_at),
        author=newest.author,
    )
