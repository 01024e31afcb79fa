"""What a presenter uses: buttons, the help with all keys, and the words that the script needs."""

from __future__ import annotations

from html import escape

from ek_data.i18n import N_, Language

BUTTONS = (
    ("previous", N_("Previous slide (left arrow)"), "M15 5l-7 7 7 7"),
    ("next", N_("Next slide (right arrow)"), "M9 5l7 7-7 7"),
    ("overview", N_("All slides (O)"), "M4 5h6v5H4zM14 5h6v5h-6zM4 14h6v5H4zM14 14h6v5h-6z"),
    ("table", N_("As a table (T)"), "M4 6h16v12H4zM4 10h16M10 6v12"),
    ("notes", N_("Notes and sources (I)"), "M6 4h12v16H6zM9 9h6M9 13h6"),
    ("presenter", N_("Presenter view in a window of its own (V)"), "M3 5h12v9H3zM9 14v5M6 19h6M18 9v9M16 18h4"),
    ("auto", N_("Turn the pages by itself, or stop (A)"), "M8 5l11 7-11 7z"),
    ("theme", N_("Light or dark (D)"), "M12 4a8 8 0 1 0 8 8 6 6 0 0 1-8-8z"),
    ("screen", N_("Full screen on or off (F)"), "M5 9V5h4M15 5h4v4M19 15v4h-4M9 19H5v-4"),
    ("handout", N_("Hand-out with notes, to print (H)"), "M7 8V4h10v4M5 8h14v8h-3v4H8v-4H5z"),
    ("read", N_("Slides one by one, or as a page to read"), "M5 7h14M5 12h14M5 17h14"),
    ("ask", N_("All keys (?)"), "M9 9a3 3 0 1 1 3 4v2M12 18v1"),
)
KEYS = (
    (N_("→ ↓ Page down, Space, Enter, N, click"), N_("next slide, or next step")),
    (N_("← ↑ Page up, Backspace, P"), N_("back")),
    (N_("number and Enter"), N_("to this slide")),
    (N_("Home, End"), N_("first slide, last slide")),
    ("O", N_("all slides")),
    (N_("B or ., W"), N_("screen black, screen white; any key brings it back")),
    ("S", N_("step by step: the parts of a picture one after the other")),
    ("T, I", N_("table, notes and sources")),
    ("V", N_("presenter view: notes, next slide, clock")),
    ("A", N_("turn the pages by itself, or stop")),
    ("D, F", N_("light or dark, full screen")),
    ("H", N_("hand-out")),
    ("Esc", N_("close what is open")),
)
WORDS = {
    "presenter": N_("Presenter view"),
    "next": N_("Next: "),
    "end": N_("End of the presentation"),
    "no-notes": N_("There are no notes for this slide."),
    "blocked": N_("The browser does not let this page open a window. Please allow it for this page."),
    "steps-on": N_("Step by step is on."),
    "steps-off": N_("Step by step is off."),
    "auto-on": N_("The pages turn by themselves."),
    "auto-off": N_("The pages stay."),
}
"""Sentences that the script shows, by the name under which it asks for them."""


def controls(lang: Language) -> str:
    """Return the bar of buttons, which the script shows."""
    drawn = "".join(
        f'<button type="button" id="{name}" aria-label="{escape(lang(label))}" title="{escape(lang(label))}">'
        f'<svg viewBox="0 0 24 24" aria-hidden="true"><path d="{path}"/></svg></button>'
        for name, label, path in BUTTONS
    )
    return f'<nav class="controls" aria-label="{escape(lang("Presentation"))}" hidden>{drawn}</nav>'


def dialogs(lang: Language) -> str:
    """Return the help with its switch for the keys, the message about newer data, and the words for the script."""
    keys = "".join(f"<dt>{escape(lang(key))}</dt><dd>{escape(lang(said))}</dd>" for key, said in KEYS)
    switch = escape(lang("React to letters, digits and clicks"))
    words = "".join(f' data-{name}="{escape(lang(said))}"' for name, said in WORDS.items())
    return (
        f'<dialog id="help" aria-labelledby="help-title"><h2 id="help-title">{escape(lang("Keys"))}</h2><dl>{keys}</dl>'
        f'<p><label><input type="checkbox" id="shortcuts" checked> {switch}</label></p>'
        f'<form method="dialog"><button>{escape(lang("Close"))}</button></form></dialog>'
        f'<div id="newer" role="status" hidden><p>{escape(lang("Newer data have been published."))}</p>'
        f'<button type="button" id="reload">{escape(lang("Show them"))}</button></div>'
        f'<div id="blank" hidden></div><p id="told" role="status" hidden{words}></p>'
    )
