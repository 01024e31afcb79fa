"""The sorter: all slides of the story as small pictures, to choose, move and remove by mouse and keyboard."""

from __future__ import annotations

import json
from pathlib import Path

import streamlit as st

from ek_data.i18n import N_, Language
from ek_data.maps import indicators
from ek_data.slides.html import preview
from ek_data.slides.options import LEFT_OUT, NO_WORDS, TEXT, Choice, kind_of, name_of, option_of
from ek_data.ui import slide_story
from ek_data.ui.context import Context
from ek_data.ui.present import previews

KEY = "sorter"
NOTHING = N_("the data have nothing to show on it")
HERE = Path(__file__).parent
_component = st.components.v2.component(
    "sorter",
    html='<div class="sorter"></div>',
    css=preview.style() + (HERE / "sorter.css").read_text(encoding="utf-8"),
    js=(HERE / "sorter.js").read_text(encoding="utf-8"),
)


def show(context: Context, choice: Choice, *, chosen: str, unsaved: bool) -> None:
    """Show the slides; what is done to them is done to the story of the session.

    `chosen` is the slide that is chosen at first: the browser goes on from there, so that choosing one sends nothing
    anew. While own words are `unsaved`, the browser asks before it leaves the dashboard.
    """
    data = {
        "slides": [_slide(context, choice, code) for code in choice.slides],
        "chosen": chosen,
        "unsaved": unsaved,
        "words": _words(context.lang),
    }
    _component(
        key=KEY,
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":")).encode(),
        on_chosen_change=_choose,
        on_order_change=_order,
        on_removed_change=_remove,
        on_undone_change=slide_story.undo,
    )


def _slide(context: Context, choice: Choice, code: str) -> dict[str, str]:
    picture = previews.drawn(context, choice, code)
    return {
        "code": code,
        "name": called(context, choice, code),
        "own": own_in_words(choice, code, context.lang),
        "still": picture,
        "reason": "" if picture else why_empty(choice, code, context.lang),
    }


def called(context: Context, choice: Choice, code: str) -> str:
    """Return the name of a slide, with its municipality or mode of the map; one of text is called by its title."""
    if kind_of(code) == TEXT and choice.own(code).title:
        return choice.own(code).title
    about = option_of(code)
    of = context.names.get(about) or (indicators.name_of(about, context.lang) if about in indicators.INDICATORS else "")
    return f"{name_of(code, context.lang)}: {of}" if of else name_of(code, context.lang)


def own_in_words(choice: Choice, code: str, lang: Language) -> str:
    """Return what of a slide somebody has written, empty if all of it is computed."""
    own = choice.own(code)
    if kind_of(code) == TEXT:
        return lang("own text")
    if own.title:
        return lang("own title")
    return lang("own notes") if own != NO_WORDS else ""


def why_empty(choice: Choice, code: str, lang: Language) -> str:
    """Return why a slide has nothing to show and is left out."""
    reason = LEFT_OUT[kind_of(code)] if code in choice.left_out else NOTHING
    return lang("Left out: {reason}", reason=lang(reason))


def _words(lang: Language) -> dict[str, str]:
    return {
        "list": lang("Slides in their order"),
        "keys": lang("Drag, or Alt and arrow keys; Delete removes, Enter leads to the title."),
        "slide": lang("Slide {number}: {name}", number="{number}", name="{name}"),
        "moved": lang("{name} is slide {number} now.", name="{name}", number="{number}"),
        "removed": lang("{name} is removed. Ctrl and Z bring it back.", name="{name}"),
        "earlier": lang("Earlier: {name}", name="{name}"),
        "later": lang("Later: {name}", name="{name}"),
    }


def _choose() -> None:
    slide_story.choose(st.session_state[KEY].chosen)


def _order() -> None:
    slide_story.order(st.session_state[KEY].order.split(","))


def _remove() -> None:
    code = st.session_state[KEY].removed
    if code in slide_story.told().slides:
        slide_story.remove(code)
