"""The options of the programme on the page: each list as a table with its rows counted, changed by way of the draft."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.option_uses import used
from ek_data.i18n import N_, Language
from ek_data.programme.amending import FIELDS, GROWING, NOUNS, amended, lines_of, possible, roles_in_words, texts_of
from ek_data.programme.model import GROUPED, GROUPS, Programme
from ek_data.tables import TABLES
from ek_data.text import markdown
from ek_data.ui import cached
from ek_data.ui.components import change_links, tables
from ek_data.ui.context import Context
from ek_data.ui.maintain.desk import desk

NAMES = {  # what the lists are called
    "categories": N_("Categories"),
    GROUPS: N_("Groups of categories"),
    "kinds": N_("Kinds of municipalities"),
    "event_types": N_("Types of events"),
    "statuses": N_("Statuses of measures"),
    "metrics": N_("Key facts"),
    "event_statuses": N_("Statuses of events"),
    "qualifiers": N_("Exactness of numbers"),
}
COHORTS = "cohorts"


def choose(lang: Language) -> str:
    """Ask which list is to be shown, and return its name."""
    names = {**{name: lang(NAMES[name]) for name in NAMES}, COHORTS: lang("Cohorts")}
    chosen: str = st.segmented_control(
        lang("List"),
        list(names),
        format_func=names.__getitem__,
        key="programme-list",
        default=next(iter(names)),
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    return chosen


def show(name: str, context: Context) -> None:
    """Show a list with its options, each with what it is for the figures and how many rows have it."""
    lang, base = context.lang, cached.dataset(context.version, None)
    if name == COHORTS:
        _cohorts(base, lang)
        return
    may_change = change_links.may_change(context)
    programme = _with_draft(base.programme, lang) if may_change else base.programme
    rows = [_row(name, line.code, programme, base, may_change, lang) for line in lines_of(programme, name)]
    if not rows:
        st.markdown(lang("There are none yet."))
        return
    shown = pd.DataFrame(rows)
    filled = [label for label in shown.columns if (shown[label] != "").any()]
    tables.plain_table(shown[filled], lang(NAMES[name]))
    if may_change and name not in GROWING:
        st.caption(
            lang("A new option of this list is a line in programm.toml, because order or role decide what is counted.")
        )


def _with_draft(programme: Programme, lang: Language) -> Programme:
    """Return the programme with what the draft of this editor changes of it, and say what of it is not possible yet."""
    if not desk().draft.amendments:
        return programme
    made, refused = possible(programme, desk().draft.amendments)
    for each, fault in refused:
        said = f"{markdown(each.called)}: {markdown(fault.sentence(lang))}"
        st.warning(f"{said} {change_links.to_option(each.name, each.code, lang)}", icon=":material/warning:")
    return amended(programme, made)


def _row(name: str, code: str, programme: Programme, base: Dataset, may_change: bool, lang: Language) -> dict[str, str]:
    texts = texts_of(programme, name, code) or {}
    groups = {line.code: lang.of(line.words) for line in lines_of(programme, GROUPS)}
    marks = [lang("retired")] if texts["retired"] else []
    if programme is not base.programme and texts != texts_of(base.programme, name, code):
        marks.append(lang("in the draft"))
    small = f" :small[({markdown(lang.listing(marks))})]" if marks else ""
    link = f" {change_links.to_option(name, code, lang)}" if may_change else ""
    other = next(text for language, text in texts.items() if language != lang.code)  # fewer columns fit on a phone
    return {
        lang(NOUNS[name]): f"{markdown(texts[lang.code])}{small} :small[:gray[{markdown(other)}]]{link}",
        lang("Rows"): markdown(_used(name, code, programme, base, lang)) or lang("none"),
        lang(FIELDS["group"]): markdown(groups.get(texts["group"], "")),
        lang(FIELDS["roles"]): markdown(lang.listing(roles_in_words(name, texts["roles"], lang))),
    }


def _used(name: str, code: str, programme: Programme, base: Dataset, lang: Language) -> str:
    """Return how many rows have an option, and how many categories stand in a group."""
    if name != GROUPS:
        return used(base, name, code, lang)
    n = sum(line.group == code for line in lines_of(programme, GROUPED))
    return lang.plural("{n} category", "{n} categories", n) if n else ""


def _cohorts(base: Dataset, lang: Language) -> None:
    """Show each cohort with its rows, and which years a cohort may have."""
    counted: dict[int, list[str]] = {}
    for table in TABLES:
        years = base.tables[table.name][table.cohort].dropna().astype(int) if table.cohort else pd.Series(dtype=int)
        for year in years.unique():
            counted.setdefault(year, []).append(table.counted(int((years == year).sum()), lang))
    rows = [(lang("Cohort {year}", year=year), lang.listing(counted[year])) for year in sorted(counted)]
    tables.plain_table(pd.DataFrame(rows, columns=[lang("Cohort"), lang("Rows")]), lang("Cohorts"))
    span = base.programme.cohorts
    st.caption(
        lang(
            "A cohort begins with its first row. Years from {first} to {last}.",
            first=span.first,
            last=span.last,
        )
    )
