"""What is made of the story: the projector, PowerPoint, one file for the browser, the minutes, and its address."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

import streamlit as st

from ek_data.errors import Fault
from ek_data.i18n import Language
from ek_data.slides.deck import Deck
from ek_data.slides.options import Choice, only_here
from ek_data.slides.qr import qr_code
from ek_data.text import markdown
from ek_data.ui import access, cached
from ek_data.ui.components import copying
from ek_data.ui.context import Context, server_address
from ek_data.ui.present import saving
from ek_data.ui.present.previews import made

if TYPE_CHECKING:
    from ek_data.slides.update.updating import Updated

TEMPLATE, UPDATED = "pptx_template", "pptx_updated"
HANDOUT, LOOP = "handzettel", "schleife"  # in the address: how the document begins


def address_of(choice: Choice, saved_as: str = "") -> str:
    """Return where this server shows the presentation to everybody: by its name if it is saved, else by its slides."""
    query = urlencode(choice.to_query(saved_as), doseq=True)
    return f"{server_address()}/bericht" + (f"?{query}" if query else "")


def draw(context: Context, choice: Choice, saved_as: str) -> None:
    """Draw the ways to show the story and to take it along; `saved_as` is its name if it is saved as it is."""
    lang, address = context.lang, address_of(choice, saved_as)
    _projector(choice, saved_as, address, lang)
    _file("PowerPoint", "pptx", lambda: _pptx(made(context, choice, address)), choice)
    _file("HTML", "html", lambda: _html(made(context, choice, address)), choice)
    _file(lang("Minutes in Word"), "docx", lambda: _docx(made(context, choice, address)), choice)
    with st.popover(lang("Further"), icon=":material/more_horiz:", key="further"):
        st.markdown(f"**{lang('Address of these slides')}**")
        _address(choice, saved_as, address, lang)
        if access.may_upload():
            _template(lang)
            _earlier(context)


def links(context: Context, choice: Choice, saved_as: str) -> None:
    """Draw the further ways to take the story along: the hand-out, the pages that turn by themselves, the pictures."""
    lang, address = context.lang, address_of(choice, saved_as)
    between = "&" if "?" in address else "?"
    with st.container(horizontal=True, gap="medium", key="links-outputs"):
        st.link_button(lang("Hand-out with notes, to print"), f"{address}{between}{HANDOUT}=1", type="tertiary")
        st.download_button(
            lang("Pictures (.zip)"),
            _pictures(context, choice),
            f"{_file_name(choice)}.zip",
            on_click="ignore",
            type="tertiary",
            key="file-zip",
        )
        st.link_button(lang("As a loop for a screen"), f"{address}{between}{LOOP}=1", type="tertiary")


def _pictures(context: Context, choice: Choice) -> Callable[[], bytes]:
    """Return what makes the pictures when somebody asks for them, on a thread that knows no session."""
    earlier = None if choice.compared is None else cached.dataset(context.version, choice.compared)
    areas = cached.areas()

    def make() -> bytes:
        from ek_data.exports.picture_archive import picture_archive

        return picture_archive(choice, context.whole, areas, context.lang, earlier)

    return make


def _projector(choice: Choice, saved_as: str, address: str, lang: Language) -> None:
    """Draw the way to the projector; own words get there only with a saved story."""
    label, icon = lang("Show on the projector"), ":material/slideshow:"
    if not choice.words or saved_as or choice.anonymous:
        st.link_button(label, f"{address}#1", icon=icon, type="primary")
        return
    with st.popover(label, icon=icon, type="primary", key="projector"):
        st.markdown(lang("Own words never stand in a link, only in a saved presentation."))
        if access.may_edit():
            saving.save_form(lang, key="save_to_show")
        else:
            st.markdown(
                lang("Only those who may publish can save. The files for PowerPoint and HTML hold your own words.")
            )
        st.link_button(lang("Show without own words"), f"{address}#1")


def _file(label: str, ending: str, content: Callable[[], bytes], choice: Choice) -> None:
    st.download_button(label, content, f"{_file_name(choice)}.{ending}", on_click="ignore", key=f"file-{ending}")


def _address(choice: Choice, saved_as: str, address: str, lang: Language) -> None:
    """Show where the slides lie, in writing and as a code for phones."""
    copying.show(address, lang, name="address")
    if choice.words and not saved_as:
        st.caption(lang("Own words never stand in a link, only in a saved presentation."))
    if only_here(address):
        st.caption(lang("This address works on this computer only; phones need the dashboard on a server."))
        return
    code = qr_code(address)
    if code is None:
        st.caption(lang("This address is too long for a QR code."))
        return
    picture = code.svg_inline(scale=4, border=3, dark="#000", light="#fff")
    st.image(picture, alt=lang("QR code of the address of these slides"))


def _file_name(choice: Choice) -> str:
    """Return the title as a file name that every system takes."""
    return re.sub(r"[^\w.-]+", "-", saving.name() or choice.own("title").title).strip("-.") or "praesentation"


def _html(made: Deck) -> bytes:
    from ek_data.slides.html import document

    return document.html(made)


def _docx(made: Deck) -> bytes:
    from ek_data.slides.docx import file

    return file.docx(made)


def _pptx(made: Deck) -> bytes:
    from ek_data.slides.pptx import file as pptx_deck

    given = st.session_state.get(TEMPLATE) if access.may_upload() else None
    return pptx_deck.pptx(made, given.getvalue() if given else None)


def _template(lang: Language) -> None:
    """Draw the choice of an own PowerPoint template, and say what is wrong with it."""
    from ek_data.slides.pptx.templates import template as pptx_template

    given = st.file_uploader(lang("Own PowerPoint template (.potx or .pptx)"), ["potx", "pptx"], key=TEMPLATE)
    if given is None:
        return
    try:
        pptx_template.template(given.getvalue(), lang)
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")


def _earlier(context: Context) -> None:
    """Draw the way to bring a presentation of before to the data shown, and say what of it stays."""
    lang = context.lang
    label = lang("Update an earlier presentation from here (.pptx)")
    given = st.file_uploader(label, ["pptx"], key="earlier-pptx", help=lang("What others have added or changed stays."))
    if given is None:
        return
    try:
        done = _updated(given.getvalue(), context)
    except Fault as fault:
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")
        return
    for sentence in done.sentences(lang):
        st.markdown(markdown(sentence))
    name = given.name.removesuffix(".pptx")
    st.download_button(
        lang("Load the updated presentation"), done.file, lang("{name}-updated.pptx", name=name), on_click="ignore"
    )


def _updated(content: bytes, context: Context) -> Updated:
    """Return the presentation with the numbers of the data shown, made once for as long as they are the same."""
    from ek_data.slides.update.updating import updated

    def make(choice: Choice, address: str) -> Deck:
        return made(replace(context, lang=Language(choice.language)), choice, address)

    kept = st.session_state.get(UPDATED)
    key = context.version, context.release, hashlib.sha256(content).hexdigest()
    if kept is None or kept[0] != key:
        kept = st.session_state[UPDATED] = key, updated(content, make)
    found: Updated = kept[1]
    return found
