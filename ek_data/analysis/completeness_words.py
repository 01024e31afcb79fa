"""Completeness in words: the finding, and the board with the newest report on each municipality."""

from __future__ import annotations

import pandas as pd

from ek_data.analysis.completeness import AREAS, areas, board
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import N_, Language
from ek_data.tables import MUNICIPALITIES
from ek_data.text import as_sentence

STATE_WORDS = {
    "known": N_("known"),
    "partly": N_("partly"),
    "missing": N_("missing"),
    "not_due": N_("does not apply"),
}
SYMBOLS = {"known": "●", "partly": "◐", "missing": "○", "not_due": "–"}


def in_short(dataset: Dataset, lang: Language) -> str:
    """Return the finding of a data set."""
    return finding(dataset.result(board), lang)


def finding(cells: pd.DataFrame, lang: Language) -> str:
    """Return of how many municipalities nothing is known in the two areas of which most is missing.

    What the municipalities themselves know goes first, because they can be asked for it.
    """
    n = cells["ars"].nunique()
    if not n:
        return lang("No municipality is in these data, so nothing can be missing.")
    missing = cells[cells["state"] == "missing"]["area"].value_counts()
    most = sorted(areas(), key=lambda area: (area.known_elsewhere, -missing.get(area.code, 0)))
    told = [(lang(area.none), int(missing[area.code])) for area in most if area.code in missing.index][:2]
    if not told:
        return lang.plural(
            "Of {n} municipality something is known in every area.",
            "Of {n} municipalities something is known in every area.",
            n,
        )
    if n == 1:
        nothing = lang.listing(none for none, _count in told)
        return lang("Of the one municipality {nothing} is known.", nothing=nothing)
    none, count = told[0]
    first = lang(
        "Of {count} of the {n} municipalities {none} is known", count=lang.number(count), n=lang.number(n), none=none
    )
    further = [lang("of {count} {none}", count=lang.number(count), none=none) for none, count in told[1:]]
    return as_sentence(", ".join([first, *further]))


def board_table(cells: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return the board in words, by cohort and name: one column for each area, at last the newest report."""
    said = cells["state"].map(
        {state: f"{SYMBOLS[state]}\N{NO-BREAK SPACE}{lang(word)}" for state, word in STATE_WORDS.items()}
    )
    dates = zip(cells["newest"], cells["newest_precision"], strict=True)
    aged = said + pd.Series(
        ["" if pd.isna(day) else f" ({_month(day, precision, lang)})" for day, precision in dates],
        index=cells.index,
        dtype="string",
    )
    reports = newest_reports(cells, lang)
    members = cells.drop_duplicates("ars").sort_values(["cohort", "name"], kind="stable")
    states = cells.assign(said=aged).pivot(index="ars", columns="area", values="said")
    states = states.reindex(index=members["ars"], columns=[area.code for area in areas()])
    return pd.DataFrame(
        {
            lang.of(MUNICIPALITIES["name"].label): members["name"].to_list(),
            lang.of(MUNICIPALITIES["cohort"].label): members["cohort"].to_list(),
            **{lang(area.label): states[area.code].to_list() for area in areas()},
            lang("Newest report"): [reports[ars][0] for ars in members["ars"]],
        }
    )


def newest_reports(cells: pd.DataFrame, lang: Language) -> dict[str, tuple[str, int]]:
    """Return the date of the newest report on what each does, in words, and how many months old it is; 0: unknown.

    The date of a population is that of a statistic and no report.
    """
    of_rows = [area.code for area in AREAS if area.table is not MUNICIPALITIES]
    dated = cells[cells["area"].isin(of_rows) & cells["newest"].notna()].sort_values("newest", kind="stable")
    newest = {
        row["ars"]: (
            _month(row["newest"], row["newest_precision"], lang),
            0 if pd.isna(row["months"]) else int(row["months"]),
        )
        for row in dated.to_dict("records")
    }
    return {ars: newest.get(ars, (lang("nothing reported"), 0)) for ars in cells["ars"].unique()}


def _month(day: pd.Timestamp, precision: str, lang: Language) -> str:
    return lang.short_date(day, "year" if precision == "year" else "month")
