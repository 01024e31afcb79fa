"""Completeness in words: the board, the finding, what is missing of one municipality, and a reminder to send to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from ek_data.analysis.completeness import AREAS, Gap, gaps
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import N_, Language
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES

STATE_WORDS = {
    "known": N_("known"),
    "partly": N_("partly"),
    "missing": N_("missing"),
    "not_due": N_("does not apply"),
}
SYMBOLS = {"known": "●", "partly": "◐", "missing": "○", "not_due": "–"}
MOST_TITLES = 5


@dataclass(frozen=True)
class Reminder:
    """A mail to one municipality: its subject and its text."""

    subject: str
    body: str


def finding(cells: pd.DataFrame, lang: Language) -> str:
    """Return in one sentence in how many municipalities something is missing."""
    n = cells["ars"].nunique()
    if not n:
        return lang("No municipality is in the data under the filters chosen, so nothing can be missing.")
    missing = cells[cells["state"] == "missing"]
    if missing.empty:
        return lang.plural(
            "Of {n} municipality something is known in every area.",
            "Of {n} municipalities something is known in every area.",
            n,
        )
    return lang.plural(
        "In {count} of {n} municipality at least one area is missing altogether.",
        "In {count} of {n} municipalities at least one area is missing altogether.",
        n,
        count=lang.number(missing["ars"].nunique()),
    )


def most_missing(cells: pd.DataFrame, lang: Language) -> str:
    """Return in one sentence which area is missing most often; empty where none is missing altogether."""
    missing = cells[cells["state"] == "missing"]
    if missing.empty:
        return ""
    by_area = missing["area"].value_counts(sort=False).reindex([area.code for area in AREAS]).fillna(0)
    most = next(area for area in AREAS if area.code == by_area.idxmax())
    return lang.plural(
        "Most often “{area}” is missing (in {n} municipality).",
        "Most often “{area}” is missing (in {n} municipalities).",
        int(by_area.max()),
        area=lang(most.label),
    )


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
    areas = cells.assign(said=aged).pivot(index="ars", columns="area", values="said")
    areas = areas.reindex(index=members["ars"], columns=[area.code for area in AREAS])
    return pd.DataFrame(
        {
            lang.of(MUNICIPALITIES["name"].label): members["name"].to_list(),
            lang.of(MUNICIPALITIES["cohort"].label): members["cohort"].to_list(),
            **{lang(area.label): areas[area.code].to_list() for area in AREAS},
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
    return {ars: newest.get(ars, (lang("none"), 0)) for ars in cells["ars"].unique()}


def _month(day: pd.Timestamp, precision: str, lang: Language) -> str:
    return lang.short_date(day, "year" if precision == "year" else "month")


def ages(cells: pd.DataFrame, lang: Language) -> list[str]:
    """Return how old the newest statement in each area is, in sentences, for the cells of one municipality."""
    labels = {area.code: lang(area.label) for area in AREAS}
    dated = cells[cells["newest"].notna() & cells["months"].notna()]
    rows = dated[["area", "newest", "newest_precision", "months"]].itertuples(index=False, name=None)
    return [_age(labels[code], day, precision, months, lang) for code, day, precision, months in rows]


def _age(label: str, day: pd.Timestamp, precision: str, months: int, lang: Language) -> str:
    return lang.plural(
        "{area}: newest statement of {day}, {n} month before the date of the data",
        "{area}: newest statement of {day}, {n} months before the date of the data",
        months,
        area=label,
        day=lang.date(day, precision),
    )


def missing_lines(found: list[Gap], lang: Language) -> list[str]:
    """Return what is missing, one line for each thing that can be asked for."""
    lines = []
    for area, some in groupby(found, key=lambda gap: gap.area):
        each = list(some)
        if area.table is MUNICIPALITIES:
            columns = lang.listing(lang.of(MUNICIPALITIES[gap.column].label) for gap in each if gap.column)
            lines.append(f"{lang(area.label)}: {columns}")
        else:
            lines += [_line(gap, lang) for gap in each]
    return lines


def _line(gap: Gap, lang: Language) -> str:
    if gap.column is None:
        return lang("{area}: nothing so far", area=lang(gap.area.label))
    titles = _titles(gap.titles, lang)
    if gap.column == "status":  # of a plan that is overdue
        asked = N_("Did it take place? {titles}") if gap.area.table is EVENTS else N_("What became of it? {titles}")
        return lang(asked, titles=titles)
    column = lang.of(gap.area.table[gap.column].label)
    if gap.area.table is MEASURES:
        return lang.plural(
            "{column} of {n} measure: {titles}",
            "{column} of {n} measures: {titles}",
            gap.n,
            column=column,
            titles=titles,
        )
    return lang.plural(
        "{column} of {n} event: {titles}", "{column} of {n} events: {titles}", gap.n, column=column, titles=titles
    )


def _titles(titles: tuple[str, ...], lang: Language) -> str:
    return lang.listing(lang.some([lang("“{title}”", title=title) for title in titles], MOST_TITLES))


def reminder(dataset: Dataset, ars: str, lang: Language) -> Reminder | None:
    """Return a polite mail that asks one participant for what is missing and only it can know; None: nothing is."""
    asked = missing_lines([gap for gap in dataset.result(gaps, ars) if not gap.area.known_elsewhere], lang)
    if not asked:
        return None
    name = dataset.names_by_ars[ars]
    subject = lang("Engagierte Kommunen: please complete the data of {name}", name=name)
    known = lang("we keep the data of all municipalities that take part in the programme up to date.")
    missing = (
        lang("For {name} we still need, as of {day}:", name=name, day=lang.date(dataset.as_of))
        if dataset.as_of
        else lang("For {name} we still need:", name=name)
    )
    body = [
        lang("Dear colleagues,"),
        known,
        missing,
        "\n".join(f"– {line}" for line in asked),
        lang("Please enter it in the attached Excel templates and send them back to us. A month or a year will do."),
        lang("What is not known stays empty; 0 means that there was none. Please enter no names of people."),
        lang("Thank you very much, and kind regards"),
    ]
    return Reminder(subject, "\n\n".join(body))
