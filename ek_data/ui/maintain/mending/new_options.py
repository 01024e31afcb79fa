"""New options: a word that no list has is taken in as one, in both languages, as part of the change under review."""

from __future__ import annotations

import streamlit as st

from ek_data.errors import Invalid
from ek_data.i18n import N_, Language
from ek_data.programme.new_options import Addition
from ek_data.programme.roles import MEANT, Role
from ek_data.spelling import folded
from ek_data.text import markdown, quoted_label
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.workflow import Preparation
from ek_data.validation.cells_to_answer import OpenCells

OFFERS = {
    "categories": N_("Take in “{text}” as a new category"),
    "event_types": N_("Take in “{text}” as a new type of event"),
    "kinds": N_("Take in “{text}” as a new kind of municipality"),
}


def offer(desk: Desk, prepared: Preparation, cells: OpenCells, key: str, lang: Language) -> None:
    """Draw what makes an option of the word of these cells; it is part of the change and published with it."""
    name = cells.growing
    label = lang(OFFERS[name], text=quoted_label(cells.text))
    with (
        st.popover(label, icon=":material/add:", key=f"new-{key}", on_change="rerun"),
        st.form(f"option-{key}", border=False),
    ):
        german = st.text_input(_required(N_("German word"), lang), cells.text, key=f"german-{key}")
        english = st.text_input(_required(N_("English word"), lang), key=f"english-{key}")
        roles = st.multiselect(
            lang("What it is for the figures"),
            [str(role) for role in MEANT[name]],
            format_func=lambda role: lang(MEANT[name][Role(role)]),
            key=f"roles-{key}",
            placeholder=lang("nothing in particular"),
        )
        if st.form_submit_button(lang("Take in"), key=f"take-in-{key}", type="primary"):
            try:
                desk.decide(_taken_in(prepared, cells, german.strip(), english.strip(), tuple(roles)))
            except Invalid as fault:
                st.warning(markdown(fault.sentence(lang)), icon=":material/warning:")
            else:
                st.rerun()


def _required(label: str, lang: Language) -> str:
    return f"{lang(label)} ({lang('required')})"


def _taken_in(
    prepared: Preparation, cells: OpenCells, german: str, english: str, roles: tuple[str, ...]
) -> Preparation:
    """Return the files with the new option; where it is called otherwise than in the cells, that is their answer."""
    added = prepared.adding(Addition(cells.file, cells.growing, german, english, roles))
    return added if folded(german) == folded(cells.text) else added.correcting(*cells.answered(german))
