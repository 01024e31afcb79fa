"""The third step of an upload: what is wrong, what was repaired, what can be put right by one click."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import PurePath
from typing import cast

import pandas as pd
import streamlit as st

from ek_data.i18n import N_, Language
from ek_data.text import markdown
from ek_data.ui.components import paging, tables, words
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.difference_answers import REKEY, rekeying
from ek_data.updates.workflow import Preparation
from ek_data.validation.check import Checked
from ek_data.validation.corrections import Suggestion
from ek_data.validation.error_workbook import error_workbook, problems_csv
from ek_data.validation.report import LEAVE_EMPTY, SEVERITIES, on_screen

OFFERED = 10  # so many suggestions have a button of their own


def summary(prepared: Preparation, lang: Language) -> None:
    """Say how many problems and repairs there are, what they mean for publishing, and what is refused as a whole."""
    checked = prepared.checks.checked
    errors = len(prepared.unreadable) + len(prepared.checks.refused) + sum(len(each.errors) for each in checked)
    warnings, repairs = sum(each.warnings for each in checked), sum(len(each.repairs) for each in checked)
    counts = lang.listing(
        [
            lang.plural("{n} error", "{n} errors", errors),
            lang.plural("{n} warning", "{n} warnings", warnings),
            lang.plural("{n} repair", "{n} repairs", repairs),
        ]
    )
    meanings = {
        N_("Errors block publishing."): errors,
        N_("Warnings do not block publishing."): warnings,
        N_("Repairs are made already."): repairs,
    }
    meaning = " ".join(lang(said) for said, number in meanings.items() if number)
    st.markdown(f"**{markdown(counts)}.** {meaning}")
    for problem in (*prepared.unreadable, *prepared.checks.refused):
        st.error(markdown(problem.located(lang)), icon=":material/error:")


def so_far(prepared: Preparation, lang: Language) -> str:
    """Return how far the files are: how many of their rows are finished, where single rows hold them up."""
    finished = prepared.finished
    if finished is None:
        return lang("Something must be corrected before it goes on")
    done, all_rows = (sum(len(each.rows) for each in some.checks.checked) for some in (finished, prepared))
    return lang.plural("{done} of {n} row is finished", "{done} of {n} rows are finished", all_rows, done=done)


def suggestions(desk: Desk, prepared: Preparation, lang: Language) -> None:
    """Offer the suggestions that can be accepted all at once, and those on what does not hold up the files one by one.

    Where something holds them up, the suggestion is one of the answers.
    """
    found = prepared.suggestions
    offered = [each for each in found if each.problem.severity != "error"]
    if len(found) > 1 or offered:
        words.heading(lang("Suggestions"), 3)
    if len(found) > 1:
        label = lang.plural("Accept {n} suggestion", "Accept all {n} suggestions", len(found))
        st.button(label, icon=":material/done_all:", on_click=_accept, args=(desk, prepared, *found), key="accept-all")
    for number, suggestion in enumerate(offered[:OFFERED]):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.button(
                lang("Accept"),
                key=f"accept-{desk.turn}-{number}",
                help=markdown(suggestion.problem.sentence(lang)),
                on_click=_accept,
                args=(desk, prepared, suggestion),
            )
            st.markdown(_suggested(suggestion, lang), width="stretch")
    if len(offered) > OFFERED:
        st.caption(lang.more(len(offered) - OFFERED))


def aside(desk: Desk, prepared: Preparation, lang: Language) -> None:
    """Offer to take rows into the table that were set aside though they may hold data."""
    for number, raw in enumerate(prepared.raws):
        for each in raw.aside:
            if each.holds_data and prepared.checks.of(raw.file):
                key = f"aside-{desk.turn}-{number}-{each.row}"
                st.session_state[key] = each.row in prepared.taken.get(raw.file, ())
                values = {"file": raw.file, "row": each.row, "text": each.finding.value}
                label = lang("{file}, row {row}: take over all the same “{text}”", **values)
                st.checkbox(markdown(label), key=key, on_change=_take, args=(desk, prepared, raw.file, each.row, key))


def namesakes(desk: Desk, prepared: Preparation, lang: Language) -> None:
    """Offer to put the key of the files in the place of the one that the data have for a municipality."""
    for number, (old, problem) in enumerate(list(prepared.namesakes.items())[:OFFERED]):
        values = {"name": problem.values["name"], "old": old, "new": problem.values["key"]}
        label = lang("{name}: the key {new} is right, put it in the place of {old} everywhere", **values)
        key = f"namesake-{desk.turn}-{number}"
        st.button(markdown(label), key=key, on_click=desk.answer, args=({rekeying(old, problem): REKEY},))


def table(desk: Desk, prepared: Preparation, lang: Language, *, folded: bool) -> None:
    """Show all hints, filtered by kind, file and column, page by page."""
    found = desk.hints(prepared, lang)
    if found.empty:
        return
    with st.expander(lang.plural("{n} hint", "All {n} hints", len(found)), expanded=not folded):
        _listed(desk, found, lang)


def _listed(desk: Desk, found: pd.DataFrame, lang: Language) -> None:
    chosen = _filtered(found, desk, lang)
    if chosen.empty:
        st.markdown(lang("No hint of this kind."))
        return
    part = chosen[paging.page_of_rows(len(chosen), f"hints-{desk.turn}", tables.PAGE)]
    words = on_screen(part, lang)
    if found["file"].nunique() > 1:
        words.insert(0, lang("File"), part["file"])
    tables.plain_table(words.map(markdown), lang("Hints"))


def downloads(prepared: Preparation, lang: Language) -> None:
    """Offer for each file with problems what can be sent back to whoever made it."""
    for checked in prepared.checks.checked:
        if not len(checked.problems):
            continue
        with st.container(horizontal=True, vertical_alignment="center"):
            stem = f"{PurePath(checked.raw.workbook or checked.file).stem}{_sheet(checked)}-hinweise"
            _download(lang("Marked workbook (.xlsx)"), f"{stem}.xlsx", _workbook(checked, lang))
            _download(lang("List of hints (CSV)"), f"{stem}.csv", _list(checked, lang))
            st.caption(lang("To send back: {file} with its mistakes marked.", file=markdown(checked.file)))


def _take(desk: Desk, prepared: Preparation, file: str, row: int, key: str) -> None:
    taken = prepared.taken.get(file, frozenset())
    desk.decide(prepared.taking(file, taken | {row} if st.session_state[key] else taken - {row}))


def _accept(desk: Desk, prepared: Preparation, *accepted: Suggestion) -> None:
    desk.decide(prepared.accepting(*accepted))


def _suggested(suggestion: Suggestion, lang: Language) -> str:
    old, new = suggestion.problem.value or "", suggestion.problem.suggestion or lang(LEAVE_EMPTY)
    if suggestion.column is not None:
        return markdown(lang("take the column “{old}” for “{new}”", old=old, new=new))
    cells = lang.plural("{n} cell", "{n} cells", suggestion.cells)
    return f"**{markdown(old)}** → **{markdown(new)}** ({markdown(suggestion.header)}, {cells})"


def _filtered(found: pd.DataFrame, desk: Desk, lang: Language) -> pd.DataFrame:
    present = [code for code in SEVERITIES if code in set(found["severity"])]
    kinds, columns, files = st.columns(3)
    with kinds:
        wanted = st.multiselect(
            lang("Kind of hint"),
            present,
            format_func=lambda code: lang(SEVERITIES[code]),
            key=f"hint-kind-{desk.turn}",
            placeholder=lang("All"),
        )
    with columns:
        named = _choice(N_("Column"), found["column"], f"hint-column-{desk.turn}", lang)
    with files:
        sent = _choice(N_("File"), found["file"], f"hint-file-{desk.turn}", lang)
    for column, values in (("severity", wanted), ("column", named), ("file", sent)):
        found = found[found[column].isin(values)] if values else found
    return found


def _choice(label: str, values: pd.Series, key: str, lang: Language) -> list[str]:
    options = values.dropna().unique().tolist()
    return cast("list[str]", st.multiselect(lang(label), options, key=key, placeholder=lang("All")))


def _workbook(checked: Checked, lang: Language) -> Callable[[], bytes]:
    return lambda: error_workbook(checked, lang)


def _sheet(checked: Checked) -> str:
    return f"-{checked.raw.sheet}" if checked.raw.workbook else ""


def _list(checked: Checked, lang: Language) -> Callable[[], bytes]:
    return lambda: problems_csv(checked, lang)


def _download(label: str, file: str, content: Callable[[], bytes]) -> None:
    st.download_button(label, content, file, key=f"back-{file}", on_click="ignore", icon=":material/download:")
