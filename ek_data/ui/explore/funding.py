"""What the page of the funding says before its picture: four figures, and what each year can have cost at most."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.analysis import funding
from ek_data.dataset.dataset import Dataset
from ek_data.figures.key_facts import funding_ceiling, reported
from ek_data.figures.qualified import Row, statement
from ek_data.i18n import Language
from ek_data.programme.roles import Role
from ek_data.tables import KEY_FACTS, MUNICIPALITIES
from ek_data.tables.shared_columns import BOTH_SOURCES
from ek_data.text import markdown
from ek_data.ui.components import change_links, source_links, tables, words
from ek_data.ui.components.markup import tag
from ek_data.ui.context import Context

NAMED = 200  # of those without an amount; more are counted
SMALLEST = 160  # pixels of a tile


def tiles(context: Context) -> None:
    """Show the four figures: the most for one, what is known, of whom nothing is, and the most for all."""
    lang, data = context.lang, context.data
    with st.grid(4, min_column_width=SMALLEST, gap=12, key="tiles"):
        for name, label, value, note in data.result(_tiles, lang):
            with st.container(height="stretch", gap=None, key=f"tile-{name}"):
                st.html(tag("dl", tag("dt", label), tag("dd", tag("b", value)), tag("dd", note)))


def _tiles(data: Dataset, lang: Language) -> list[tuple[str, str, str, str]]:
    limit, told = funding_ceiling(data, lang), data.result(funding.by_year, lang)
    silent, facts = data.result(funding.without_amount), _reported(data)
    every = data.result(funding.funding)
    known = funding.together(every[every["year"].notna()])
    nothing, none = lang("not known"), lang("No source says so.")
    newest = None if told.empty or limit is None else told.to_dict("records")[0]
    return [
        (
            "most",
            lang("At most for one, each year"),
            limit.stated if limit else nothing,
            lang.plural("{n} statement, in words below", "{n} statements, in words below", len(facts))
            if len(facts)
            else none,
        ),
        (
            "known",
            lang("Known to have been paid"),
            nothing if known.value is None else lang("{amount} euros", amount=known.words(lang)),
            none if known.value is None else lang("in all years together"),
        ),
        (
            "unknown",
            lang("Without a known amount"),
            lang("{n} of {total}", n=lang.number(len(silent)), total=lang.number(len(data.participants))),
            lang("named below the table") if silent else lang("An amount is known of everybody."),
        ),
        (
            "bound",
            lang("At most for all, each year")
            if newest is None
            else lang("At most for all in {year}", year=newest["year"]),
            nothing if newest is None else lang("{amount} euros", amount=funding.most_in_words(newest, lang)),
            none if newest is None or limit is None else _product(newest, limit.stated, lang),
        ),
    ]


def _product(year: Row, each: str, lang: Language) -> str:
    """Return how the most for all comes about: "14 Kommunen × bis zu 5.000 Euro"."""
    return f"{MUNICIPALITIES.counted(int(year['members']), lang)} × {each}"


def _reported(data: Dataset) -> pd.DataFrame:
    return reported(data, Role.FUNDING_CEILING)


def years(context: Context) -> None:
    """Show year by year who took part, what all can have received at most, and what is known of it."""
    lang, told = context.lang, context.data.result(funding.by_year, context.lang)
    if told.empty:
        return
    records = told.to_dict("records")
    words.heading(lang("Year by year"))
    listed = pd.DataFrame(
        {
            lang("Year"): [str(row["year"]) for row in records],
            lang("Taking part"): [lang.number(row["members"]) for row in records],
            lang("At most for all, in euros"): [funding.most_in_words(row, lang) for row in records],
            lang("Known amount in euros"): [funding.known_in_words(row, lang) for row in records],
            lang("With a known amount"): [lang.number(row["known"]) for row in records],
            lang("Without one"): [lang.number(row["without"]) for row in records],
        },
        dtype="string",
    )
    with st.container(key="numbers"):
        tables.table(listed, lang, name="funding-years", title=lang("Year by year"))
    st.caption(
        lang(
            "Everybody who takes part counts from the year of their cohort to the date of the data, whether they "
            "applied or not; how long the funding goes on, the tables do not say. Who left is not counted."
        )
    )


def unknown(context: Context) -> None:
    """Name those of whom no amount is known, folded."""
    lang, silent = context.lang, context.data.result(funding.without_amount)
    if silent:
        label = lang.plural(
            "No amount is known of {n} municipality", "No amount is known of {n} municipalities", len(silent)
        )
        with st.expander(label):
            st.markdown(markdown(lang.listing(lang.some(silent, NAMED))))


def basis(context: Context) -> None:
    """Show what the sources say, each with its wording, and that no legal basis is recorded."""
    lang, facts = context.lang, _reported(context.whole)
    words.heading(lang("What is reported of the funding"))
    links = change_links.in_markdown(facts, KEY_FACTS, lang) if change_links.may_change(context) else [""] * len(facts)
    for fact, link in zip(facts.to_dict("records"), links, strict=True):
        whose = lang("all cohorts") if pd.isna(fact["cohort"]) else lang("cohort {cohort}", cohort=fact["cohort"])
        urls = tuple(fact[name] for name in BOTH_SOURCES if pd.notna(fact[name]))
        said = f"**{markdown(statement(fact, lang))}** · {markdown(whose)}{source_links.in_brackets(urls)}"
        st.markdown(f"- {said} {link}" + ("" if pd.isna(fact["note"]) else f"  \n  {markdown(fact['note'])}"))
    if facts.empty:
        st.markdown(lang("No source says how much a municipality may receive."))
    st.caption(
        lang(
            "A legal basis has no column of its own in the tables: as far as a source names one, it stands in the "
            "wording above."
        )
    )
