"""A field for one value of a column: a list of what is allowed, or a text as a file would have it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st

from ek_data.tables.types import Column, Type


def field(
    label: str, column: Column, names: Mapping[str, str], key: str, on_change: Callable[..., None], **options: Any
) -> None:
    """Draw the field; `names` are those of municipalities, `on_change` is called with the `key` of the field."""
    if allowed := allowed_texts(column, names):
        st.selectbox(label, allowed, key=key, on_change=on_change, args=(key,), **options)
    else:
        st.text_input(label, key=key, on_change=on_change, args=(key,), **options)


def allowed_texts(column: Column, names: Mapping[str, str]) -> list[str]:
    """Return the texts of all values that a column may have, none where that is not a closed list."""
    if column.type is Type.ARS and column.refers_to:
        return sorted(names.values())
    return [option.words.de for option in column.options]
