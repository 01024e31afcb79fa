"""Headings, lists and statements in words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.cache import KeptWith
from ek_data.figures import key_facts
from ek_data.figures.contradictions import Remark
from ek_data.figures.qualified import Row, statement
from ek_data.i18n import Language
from ek_data.tables import KEY_FACTS
from ek_data.tables.shared_columns import BOTH_SOURCES
from ek_data.text import markdown
from ek_data.ui.components import change_links
from ek_data.ui.components.source_links import in_brackets
from ek_data.ui.context import Context

STATED = KeptWith(8)  # statements in words, kept with their rows


def heading(text: str, level: int = 2, anchor: str = "") -> None:
    """Write a heading of level 2 or 3; only one with an `anchor` can be the target of a link."""
    (st.header if level == 2 else st.subheader)(markdown(text), anchor=anchor or False)


def lines(title: str, texts: list[str], context: Context, *, empty: str = "") -> None:
    """Show a short list under a small heading; an empty list says so, in the words of `empty` if there are any."""
    heading(title, 3)
    listed = "\n".join(f"- {markdown(text)}" for text in texts)
    st.markdown(listed or markdown(empty) or context.lang("Nothing is known."))


def statements(facts: pd.DataFrame, context: Context, metrics: tuple[str, ...] = (), *, notes: bool = False) -> None:
    """Show what is reported as a whole: title, statement in words, source and, if wanted, note of each."""
    lang, may_change = context.lang, change_links.may_change(context)
    asked = (lang.code, metrics, may_change, notes)
    said = STATED.result(facts, asked, lambda: _stated(facts, metrics, may_change, notes, lang))
    st.markdown(said or lang("Nothing is known."))


def _stated(facts: pd.DataFrame, metrics: tuple[str, ...], may_change: bool, notes: bool, lang: Language) -> str:
    """Return the key facts on no single municipality as a list in Markdown."""
    whole = facts[facts["municipality"].isna()]
    chosen = whole[whole["metric"].isin(metrics)] if metrics else whole
    links = change_links.in_markdown(chosen, KEY_FACTS, lang) if may_change else [""] * len(chosen)
    return "\n".join(
        f"- {_fact(fact, lang)}{in_brackets(tuple(fact[name] for name in BOTH_SOURCES if pd.notna(fact[name])))} {link}"
        + (f"  \n  {markdown(fact['note'])}" if notes and pd.notna(fact["note"]) else "")
        for fact, link in zip(chosen.to_dict("records"), links, strict=True)
    )


def _fact(fact: Row, lang: Language) -> str:
    """Return title and statement of a key fact; one without a value says all in its title."""
    said, subject = markdown(statement(fact, lang)), markdown(key_facts.heading(fact, lang))
    return f"**{said}**" if pd.isna(fact["value"]) else f"{subject}: **{said}**"


def remarks(found: list[Remark], context: Context) -> None:
    """List contradictions and derivations, each with its sources."""
    if found:
        with st.container(border=True):
            st.markdown(
                "\n".join(
                    f"- {markdown(context.lang.of(remark.sentence))}{in_brackets(remark.sources)}" for remark in found
                )
            )
