"""Report of what was found in an uploaded file, as rows in words: for the page, the error workbook and CSV."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_, Language
from ek_data.reading.grid import letters
from ek_data.tables.shared_columns import NOTE
from ek_data.text import said_of_each
from ek_data.validation.check import Checked
from ek_data.validation.findings import NO_ROW, Findings
from ek_data.validation.parsers import dates, numbers

SEVERITIES = {"error": N_("Error"), "warning": N_("Warning"), "repair": N_("Repaired")}
LEAVE_EMPTY = N_("leave empty")
WHOLE_FILE = N_("whole file")
SUGGESTED = N_("Suggestion: {better}")
INCOMPLETE = (numbers.QUALIFIED, numbers.RANGE, numbers.MARKED, dates.MORE_THAN_A_DATE)
"""The sentences whose suggestion is half of what the text says: the text as a whole belongs into the note."""

COLUMNS = ("severity", "cell", "row", "column", "value", "message", "suggestion")


def hints(checked: Checked, lang: Language) -> pd.DataFrame:
    """Return one row for each problem and repair of a file: errors, warnings, repairs, each in the order of the file.

    Columns: `severity` (error, warning, repair), `cell` (Excel address: of the header where a whole column is meant, of
    the first cell where a whole row or the file is), `row`, `column` (header), `value`, `message` and `suggestion` in
    words, `named` (the cell that the hint itself names); blank where there is none.
    """
    parts = [_table(findings, checked, lang) for findings in (checked.problems, checked.repairs)]
    together = pd.concat(parts, ignore_index=True)
    order = together["severity"].map({code: rank for rank, code in enumerate(SEVERITIES)})
    return together.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def in_words(rows: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return rows of `hints` under the headers that people read."""
    return pd.DataFrame(
        {
            lang("Kind of hint"): rows["severity"].map({code: lang(label) for code, label in SEVERITIES.items()}),
            lang("Cell"): rows["cell"],
            lang("Column"): rows["column"],
            lang("Value in the file"): rows["value"],
            lang("Hint"): rows["message"],
            lang("Suggestion"): rows["suggestion"],
        },
        dtype="string",
    )


def on_screen(rows: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return rows of `hints` in three columns, narrow enough for a phone: kind, place, and what is to be said."""
    numbered = rows["row"].astype("string").map(lambda row: lang("row {row}", row=row), na_action="ignore")
    where = rows["named"].fillna(numbered).where(rows["column"].notna(), numbered)
    place = (where + " · " + rows["column"]).fillna(where).fillna(lang(WHOLE_FILE))
    words = said_of_each(rows["suggestion"], lambda better: " " + lang(SUGGESTED, better=better))
    advice = words.fillna("").where(rows["severity"] != "repair", "")  # what was repaired says so itself
    labels = {code: lang(label) for code, label in SEVERITIES.items()}
    shown = {
        lang("Kind"): rows["severity"].map(labels),
        lang("Place"): place,
        lang("Hint"): rows["message"] + advice,
    }
    return pd.DataFrame(shown, dtype="string")


def correctable(problem: Problem, checked: Checked) -> bool:
    """Whether the suggestion can take the place of the value without anything getting lost."""
    return problem.suggestion is not None and (problem.message not in INCOMPLETE or NOTE.name in checked.match.columns)


def _table(findings: Findings[Any], checked: Checked, lang: Language) -> pd.DataFrame:
    """Return the distinct findings in words, taken once for each of their places."""
    templates = pd.DataFrame([_words(finding, lang) for finding in findings.templates], columns=list(COLUMNS))
    rows = templates.take(findings.which).reset_index(drop=True).astype("string")
    number = pd.Series(findings.rows, dtype="Int64").replace(NO_ROW, pd.NA)
    place = np.array(findings.columns, dtype=np.int64)[findings.which]
    over = pd.Series(place).map({at: letters(at) for at in set(findings.columns) - {NO_ROW}}).astype("string")
    whole = rows["column"].map(_header_cells(checked)).where(number.isna())
    first = letters(min(checked.raw.columns, default=0))
    address = (over + number.astype("string")).fillna(rows["cell"]).fillna(whole.astype("string"))
    nearest = address.fillna(first + number.fillna(checked.raw.header_row).astype("string"))
    return rows.assign(cell=nearest, row=number, named=address)


def _words(finding: Finding, lang: Language) -> tuple[Any, ...]:
    severity = finding.severity if isinstance(finding, Problem) else "repair"
    return severity, finding.cell, None, finding.column, finding.value, finding.sentence(lang), _better(finding, lang)


def _better(finding: Finding, lang: Language) -> str | None:
    if isinstance(finding, Repair):
        return finding.repaired
    suggestion = finding.suggestion if isinstance(finding, Problem) else None
    return lang(LEAVE_EMPTY) if suggestion == "" else suggestion


def _header_cells(checked: Checked) -> dict[str, str]:
    """Return the address of each header, where hints about a whole column belong."""
    raw = checked.raw
    places = zip(raw.header, raw.columns, strict=True)
    return {header: f"{letters(column)}{raw.header_row}" for header, column in places if header}
