"""Columns of an upload: which one each header means, and what stands in those that the file lacks."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.numbering import next_numbers, numbered_by
from ek_data.i18n import Language
from ek_data.tables.types import Column
from ek_data.text import markdown, quoted_label
from ek_data.ui.maintain.desk import Desk
from ek_data.ui.maintain.mending.values import allowed_texts
from ek_data.updates.filling import NUMBERS
from ek_data.updates.workflow import Preparation
from ek_data.validation.check import Checked
from ek_data.validation.recognise import NOT_TAKEN

WIDE = 3
NOTHING = ""
NEXT = "\n"  # which no value is: in a list it stands for the next free numbers


def choose(desk: Desk, prepared: Preparation, checked: Checked, number: int, lang: Language) -> None:
    """Offer a column for each header that is not known, and a value for each column that the file lacks."""
    _choose_columns(desk, prepared, checked, number, lang)
    _fill(desk, prepared, checked, number, lang)


def _choose_columns(desk: Desk, prepared: Preparation, checked: Checked, number: int, lang: Language) -> None:
    """Offer a column for each header that is not known, or that was mapped before."""
    mapping = dict(prepared.mappings.get(checked.file, {}))
    unknown = {checked.raw.header[at] for at in checked.match.unknown}
    _choose_among(desk, prepared, checked, number, lang)
    twice = {checked.raw.header[at] for at in checked.match.twice}
    own = dict.fromkeys(checked.raw.header)
    asked = [each for each in own if each.strip() and each in {*mapping, *unknown} and each not in twice]
    if not asked:
        return
    st.markdown(
        lang.plural(
            "{n} column of the file is not known. Choose what it holds, or do not take it.",
            "{n} columns of the file are not known. Choose what they hold, or do not take them.",
            len(asked),
        )
    )
    places = st.columns(min(WIDE, len(asked)))
    for position, header in enumerate(asked):
        with places[position % len(places)]:
            _choose_column(desk, prepared, checked, header, f"column-{desk.turn}-{number}-{header}", lang)


def _choose_among(desk: Desk, prepared: Preparation, checked: Checked, number: int, lang: Language) -> None:
    """Offer to choose where two headers mean one column."""
    for at, other in checked.match.twins.items():
        header, taken, column = checked.raw.header[at], checked.raw.header[other], checked.match.column_at(other)
        if header == taken or other not in checked.match.columns.values():
            continue  # headers that are alike can be told apart in the file only
        key = f"among-{desk.turn}-{number}-{at}"
        st.radio(
            lang("Which column is taken for “{label}”?", label=markdown(lang.of(column.label))),
            [taken, header],
            format_func=markdown,
            index=None,
            key=key,
            on_change=_decide_among,
            args=(desk, prepared, checked.file, {taken, header}, column.name, key),
        )


def _decide_among(desk: Desk, prepared: Preparation, file: str, headers: set[str], name: str, key: str) -> None:
    chosen = st.session_state[key]
    others = dict.fromkeys(headers - {chosen}, NOT_TAKEN)
    desk.decide(prepared.mapped(file, {**prepared.mappings.get(file, {}), **others, chosen: name}))


def _choose_column(desk: Desk, prepared: Preparation, checked: Checked, header: str, key: str, lang: Language) -> None:
    mapping = dict(prepared.mappings.get(checked.file, {}))
    taken = mapping.get(header, NOT_TAKEN)
    free = [column.name for column in checked.table.columns if column in checked.match.missing or column.name == taken]
    st.session_state[key] = taken

    def choose() -> None:
        desk.decide(prepared.mapped(checked.file, {**mapping, header: st.session_state[key]}))

    st.selectbox(
        lang("“{header}” is the column", header=quoted_label(header)),
        [NOT_TAKEN, *free],
        format_func=lambda name: lang.of(checked.table[name].label) if name else lang("do not take over"),
        key=key,
        on_change=choose,
    )


def _fill(desk: Desk, prepared: Preparation, checked: Checked, number: int, lang: Language) -> None:
    """Offer one value for all rows in each required column that the file lacks, and in others that are named."""
    table, filled = checked.table, prepared.filled.get(checked.file, {})
    lacking = [column for column in table.columns if column in checked.match.missing or column.name in filled]
    key = f"fill-{desk.turn}-{number}"
    more = st.session_state.setdefault(f"{key}-more", [])
    asked = [column for column in lacking if column.required or column.name in filled or column.name in more]
    if not any(column.required for column in lacking) and not asked:
        return
    st.markdown(
        lang.plural(
            "{n} column is missing in the file. Choose what stands in it in all rows.",
            "{n} columns are missing in the file. Choose what stands in them in all rows.",
            len(asked),
        )
    )
    places = st.columns(min(WIDE, len(asked)))
    for position, column in enumerate(asked):
        with places[position % len(places)]:
            _fill_one(desk, prepared, checked, column, f"{key}-{column.name}", lang)
    others = [column.name for column in lacking if column not in asked]
    st.multiselect(
        lang("Fill further columns"),
        [*more, *others],
        key=f"{key}-more",
        format_func=lambda name: lang.of(table[name].label),
        placeholder=lang("Choose columns"),
    )


def _fill_one(desk: Desk, prepared: Preparation, checked: Checked, column: Column, key: str, lang: Language) -> None:
    value = prepared.filled.get(checked.file, {}).get(column.name, NOTHING)
    st.session_state[key] = NEXT if value is NUMBERS else value

    def fill() -> None:
        chosen = st.session_state[key]
        desk.decide(prepared.filling(checked.file, column.name, NUMBERS if chosen == NEXT else chosen))

    label = lang("{label} in all rows", label=quoted_label(lang.of(column.label)))
    words = {NOTHING: "–", **_offered(column, checked, prepared.current, lang)}
    if len(words) > 1:
        st.selectbox(label, list(words), key=key, on_change=fill, format_func=words.__getitem__)
    else:
        st.text_input(label, key=key, on_change=fill)


def _offered(column: Column, checked: Checked, base: Dataset, lang: Language) -> Mapping[str, str]:
    """Return what can be chosen for a column, in words: of one that numbers the rows, the next free numbers."""
    if column is numbered_by(checked.table):
        known = [str(each) for each in base.tables[checked.table.name][column.name].dropna()]
        first, second = next_numbers(known, 2)
        return {NEXT: lang("next free numbers ({first}, {second} …)", first=first, second=second)}
    texts = allowed_texts(column, Known.of(base).unique_names)
    return dict(zip(texts, texts, strict=True))
