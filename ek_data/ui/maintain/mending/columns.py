"""Columns of an upload: which one each header means, and what stands in those that the file lacks."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lookup import Known
from ek_data.dataset.numbering import next_numbers, numbered_by
from ek_data.i18n import Language
from ek_data.tables.types import Column
from ek_data.text import markdown, quoted_label
from ek_data.ui.maintain.desk import Desk
from ek_data.ui.maintain.mending.value_field import allowed_texts
from ek_data.updates.columns_filled import NUMBERS
from ek_data.updates.workflow import Preparation
from ek_data.validation.check import Checked
from ek_data.validation.recognise import NOT_TAKEN

Subject = TypeVar("Subject")
WIDE = 3
NOTHING = ""
NEXT = "\n"  # which no value is: in a list it stands for the next free numbers


def choose(desk: Desk, prepared: Preparation, checked: Checked, number: int, lang: Language) -> None:
    """Offer a column for each header that is not known, and a value for each column that the file lacks."""
    _choose_among(desk, prepared, checked, number, lang)
    _choose_columns(desk, prepared, checked, number, lang)
    _fill(desk, prepared, checked, number, lang)


def _choose_columns(desk: Desk, prepared: Preparation, checked: Checked, number: int, lang: Language) -> None:
    """Offer a column for each header that is not known, or that was mapped before."""
    mapping, match = dict(prepared.mappings.get(checked.file, {})), checked.match
    known = {*mapping, *(checked.raw.header[at] for at in match.unknown)}
    twice = {checked.raw.header[at] for at in match.twice}
    asked = [each for each in dict.fromkeys(checked.raw.header) if each.strip() and each in known - twice]
    if asked:
        st.markdown(
            lang.plural(
                "{n} column of the file is not known. Choose what it holds, or do not take it.",
                "{n} columns of the file are not known. Choose what they hold, or do not take them.",
                len(asked),
            )
        )

    def draw(header: str) -> None:
        taken = mapping.get(header, NOT_TAKEN)
        taken = taken if taken in checked.table else NOT_TAKEN
        free = [each for each in checked.table.columns if each in match.missing or each.name == taken]
        _field(
            lang("“{header}” is the column", header=quoted_label(header)),
            {NOT_TAKEN: lang("do not take over"), **{each.name: lang.of(each.label) for each in free}},
            taken,
            f"column-{desk.turn}-{number}-{header}",
            lambda chosen: desk.decide(prepared.mapped(checked.file, {**mapping, header: chosen})),
        )

    _side_by_side(asked, draw)


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

    def draw(column: Column) -> None:
        value, offered = filled.get(column.name, NOTHING), _offered(column, checked, prepared.current, lang)
        _field(
            lang("{label} in all rows", label=quoted_label(lang.of(column.label))),
            {NOTHING: "–", **offered} if offered else {},
            NEXT if value is NUMBERS else value,
            f"{key}-{column.name}",
            lambda chosen: desk.decide(
                prepared.filling(checked.file, column.name, NUMBERS if chosen == NEXT else chosen)
            ),
        )

    _side_by_side(asked, draw)
    others = [column.name for column in lacking if column not in asked]
    st.multiselect(
        lang("Fill further columns"),
        [*more, *others],
        key=f"{key}-more",
        format_func=lambda name: lang.of(table[name].label),
        placeholder=lang("Choose columns"),
    )


def _side_by_side(asked: Sequence[Subject], draw: Callable[[Subject], None]) -> None:
    """Draw a field for each of what is asked."""
    places = st.columns(min(WIDE, len(asked))) if asked else []
    for position, each in enumerate(asked):
        with places[position % len(places)]:
            draw(each)


def _field(label: str, words: Mapping[str, str], value: str | None, key: str, decide: Callable[[str], None]) -> None:
    """Draw a field with a `value` in it: a list of `words` by value, or without any a text. `decide` gets another one.

    A value that stands in it already is not written again, because a list that the focus is in would open by that.
    """
    if st.session_state.get(key) != value:
        st.session_state[key] = value

    def change() -> None:
        decide(st.session_state[key])

    if words:
        st.selectbox(label, list(words), key=key, on_change=change, format_func=words.__getitem__)
    else:
        st.text_input(label, key=key, on_change=change)


def _offered(column: Column, checked: Checked, base: Dataset, lang: Language) -> Mapping[str, str]:
    """Return what can be chosen for a column, in words: of one that numbers the rows, the next free numbers."""
    if column is numbered_by(checked.table):
        known = [str(each) for each in base.tables[checked.table.name][column.name].dropna()]
        first, second = next_numbers(known, 2)
        return {NEXT: lang("next free numbers ({first}, {second} …)", first=first, second=second)}
    texts = allowed_texts(column, Known.of(base).unique_names)
    return dict(zip(texts, texts, strict=True))
