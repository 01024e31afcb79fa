"""A field for one value of a column: a list of what is allowed, or a text as a file would have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from ek_data.i18n import Language
from ek_data.tables.types import Column, Type
from ek_data.text import quoted_label

WIDE = 260  # pixels


def field(
    column: Column, names: Mapping[str, str], key: str, on_change: Callable[[str], None], text: str, lang: Language
) -> None:
    """Draw the field for a value in place of `text`. `on_change` is called with the `key` of the field."""
    label = lang("Another value for “{text}”", text=quoted_label(text)) if text else lang("Value")
    if allowed := allowed_texts(column, names):
        choose = lang("Choose a value")
        st.selectbox(label, allowed, None, key=key, placeholder=choose, on_change=on_change, args=(key,), width=WIDE)
    else:
        st.text_input(label, key=key, placeholder=text, on_change=on_change, args=(key,), width=WIDE)


def allowed_texts(column: Column, names: Mapping[str, str]) -> list[str]:
    """Return the texts of all values that a column may have, none where that is not a closed list.

    `names` are those of municipalities by ARS.
    """
    if column.type is Type.ARS and column.refers_to:
        return sorted(names.values())
    return [option.words.de for option in column.offered]
