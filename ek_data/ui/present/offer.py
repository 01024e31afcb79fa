"""Offer of a presentation: projector, files, QR code, preview, and what is saved under a name."""

from __future__ import annotations

import re
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from ek_data.cache import KeptWith
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.settings import Settings
from ek_data.slides import saved as saved_decks
from ek_data.slides.deck import Deck, deck
from ek_data.slides.html import still
from ek_data.slides.options import Choice, left_out_in_words, only_here
from ek_data.slides.qr import qr_code
from ek_data.text import markdown
from ek_data.ui import access, cached
from ek_data.ui.components import words
from ek_data.ui.context import Context, server_address
from ek_data.ui.present.choose import take

STILLS = KeptWith(32)  # pictures of slides, kept with their presentation
_component = st.components.v2.component(
    "slide",
    html='<div class="still"></div>',
    css=still.style(),
    js="""export default function ({ parentElement, data }) {
      const root = parentElement.querySelector(".still");
      const drawn = new TextDecoder().decode(data);
      if (root.drawn === drawn) return;
      root.drawn = drawn;
      root.innerHTML = drawn;
    }""",
)


def made(context: Context, choice: Choice, address: str = "") -> Deck:
    """Return the presentation that is chosen, from the data in force."""
    earlier = None if choice.compared is None else cached.dataset(context.version, choice.compared)
    return context.whole.result(_deck, cached.areas(), choice, address, earlier, context.lang)


def _deck(
    data: Dataset, boundaries: Boundaries, choice: Choice, address: str, earlier: Dataset | None, lang: Language
) -> Deck:
    return deck(data, boundaries, choice, lang, address=address, earlier=earlier)


def address_of(choice: Choice) -> str:
    """Return where this server shows the presentation to everybody."""
    query = urlencode(choice.to_query(), doseq=True)
    return f"{server_address()}/bericht" + (f"?{query}" if query else "")


def offers(context: Context, choice: Choice) -> None:
    """Draw the ways to show the presentation and to take it along."""
    lang, address = context.lang, address_of(choice)
    st.link_button(lang("Show on the projector"), f"{address}#1", icon=":material/slideshow:", type="primary")
    st.caption(lang("Opens in a tab of its own. Arrow keys or Space turn the pages, F fills the screen."))
    template = _template(context) if access.may_upload() else None
    with st.container(horizontal=True):
        st.download_button(
            lang("PowerPoint (.pptx)"),
            lambda: _pptx(made(context, choice, address), template),
            f"{_file_name(choice)}.pptx",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            lang("One file (.html)"),
            lambda: _html(made(context, choice, address)),
            f"{_file_name(choice)}.html",
            "text/html",
            on_click="ignore",
            icon=":material/download:",
        )
    with st.expander(lang("Address of these slides")):
        _address(address, lang)


def _address(address: str, lang: Language) -> None:
    """Show where the slides lie, in writing and as a code for phones."""
    st.code(address, language=None, wrap_lines=True)
    if only_here(address):
        st.caption(lang("This address works on this computer only; phones need the dashboard on a server."))
        return
    code = qr_code(address)
    if code is None:
        st.caption(lang("This address is too long for a QR code."))
        return
    picture = code.svg_inline(scale=4, border=3, dark="#000", light="#fff")
    st.image(picture, alt=lang("QR code of the address of these slides"))


def nothing(choice: Choice, lang: Language) -> None:
    """Say why there is nothing to show: no slide is ticked, or what those ticked need is not chosen."""
    st.info(left_out_in_words(choice, lang) if choice.left_out else lang("Please tick at least one slide."))


def _file_name(choice: Choice) -> str:
    """Return the title as a file name that every system takes."""
    return re.sub(r"[^\w.-]+", "-", choice.title).strip("-.") or "praesentation"


def _html(made: Deck) -> bytes:
    from ek_data.slides.html import document

    return document.html(made)


def _pptx(made: Deck, template: bytes | None) -> bytes:
    from ek_data.slides.pptx import file as pptx_deck

    return pptx_deck.pptx(made, template)


def _template(context: Context) -> bytes | None:
    """Draw the choice of an own PowerPoint template and return it if it can be used."""
    from ek_data.slides.pptx import template as pptx_template

    with st.expander(context.lang("Own PowerPoint template")):
        given = st.file_uploader(context.lang("Template (.potx or .pptx)"), ["potx", "pptx"], key="pptx_template")
        if given is None:
            return None
        content: bytes = given.getvalue()
        try:
            pptx_template.template(content, context.lang)
        except Fault as fault:
            st.error(markdown(fault.sentence(context.lang)), icon=":material/error:")
            return None
        return content


def preview(context: Context, choice: Choice) -> None:
    """Show one of the slides, chosen by its number, as the projector does."""
    total = len(choice.shown)
    number = min(st.pagination(total, key="slides_preview") if total > 1 else 1, total)
    code = choice.shown[number - 1]
    chosen = made(context, replace(choice, slides=(code,)))
    drawn = STILLS.result(chosen, (number, total), lambda: still.still(chosen, number, total).encode())
    _component(key="slide", data=drawn)


def saved(context: Context, choice: Choice) -> None:
    """Draw what is saved under a name: to open for whoever may look, to save and forget for whoever may publish."""
    place = saved_decks.place(Settings.of_environment())
    if place is None:
        return
    lang = context.lang
    try:
        choices = saved_decks.saved(place)
        if choices or access.may_edit():
            words.heading(lang("Saved presentations"))
            st.caption(lang("Everybody who may look at the dashboard sees them."))
        _open(context, choices)
        if access.may_edit() and choice.number:
            _save(context, choice)
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")


def _open(context: Context, choices: dict[str, Choice]) -> None:
    lang = context.lang
    if not choices:
        return
    name = st.selectbox(lang("Saved under"), list(choices), key="saved_name")
    with st.container(horizontal=True):
        st.button(lang("Open"), on_click=take, args=(choices[name],))
        if access.may_edit():
            with st.popover(lang("Delete")):
                st.markdown(markdown(lang("Delete “{name}”?", name=name)))
                if st.button(lang("Yes, delete")):
                    saved_decks.remove(access.require_editor(), name)
                    st.rerun()


def _save(context: Context, choice: Choice) -> None:
    lang = context.lang
    with st.form("save_deck", border=False, clear_on_submit=True):
        name = st.text_input(lang("Save this choice under the name"), max_chars=80).strip()
        if st.form_submit_button(lang("Save")) and name:
            saved_decks.save(access.require_editor(), name, choice)
            st.toast(lang("Saved."), icon=":material/check_circle:")
            st.rerun()
