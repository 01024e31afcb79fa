"""Completeness in words: the board, the finding, what is missing of one municipality, and a reminder to send to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

import pandas as pd

from ek_data.analysis.completeness import AREAS, STATES, Gap, gaps, summary
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


def finding(cells: pd.DataFrame, _: Language) -> str:
    """Return in one sentence in how many municipalities something is missing, and what most often."""
    n = cells["ars"].nunique()
    if not n:
        return _(N_("No municipality is in the data under the filters chosen, so nothing can be missing."))
    missing = cells[cells["state"] == "missing"]
    if missing.empty:
        return _.plural(
            "Of {n} municipality something is known in every area.",
            "Of {n} municipalities something is known in every area.",
            n,
        )
    by_area = missing["area"].value_counts(sort=False).reindex([area.code for area in AREAS]).fillna(0)
    most = next(area for area in AREAS if area.code == by_area.idxmax())
    return _.plural(
        "In {count} of {n} municipality at least one area is missing altogether, most often “{area}” (in {most}).",
        "In {count} of {n} municipalities at least one area is missing altogether, most often “{area}” (in {most}).",
        n,
        count=_.number(missing["ars"].nunique()),
        area=_(most.label),
        most=_.number(int(by_area.max())),
    )


def summary_table(cells: pd.DataFrame, _: Language) -> pd.DataFrame:
    """Return for each area in how many municipalities it is known, partly known, missing, or does not apply."""
    counts = summary(cells)
    words = {state: counts[state].to_list() for state in STATES}
    columns = {_(STATE_WORDS[state]): [_.number(n) for n in numbers] for state, numbers in words.items()}
    return pd.DataFrame({_(N_("Data area")): [_(area.label) for area in AREAS], **columns}, dtype="string")


def board_table(cells: pd.DataFrame, _: Language) -> pd.DataFrame:
    """Return the board in words: one row for each municipality, one column for each area."""
    said = cells["state"].map(
        {state: f"{SYMBOLS[state]}\N{NO-BREAK SPACE}{_(word)}" for state, word in STATE_WORDS.items()}
    )
    dates = zip(cells["newest"], cells["newest_precision"], strict=True)
    aged = said + pd.Series(
        [
            "" if pd.isna(day) else f" ({_.short_date(day, 'year' if precision == 'year' else 'month')})"
            for day, precision in dates
        ],
        index=cells.index,
        dtype="string",
    )
    table = cells.assign(said=aged).pivot(index=["name", "ars"], columns="area", values="said")
    table = table.reindex(columns=[area.code for area in AREAS]).set_axis([_(area.label) for area in AREAS], axis=1)
    table = table.reset_index().drop(columns="ars")
    return table.rename(columns={"name": _.of(MUNICIPALITIES["name"].label)}).rename_axis(columns=None)


def ages(cells: pd.DataFrame, _: Language) -> list[str]:
    """Return how old the newest statement in each area is, in sentences, for the cells of one municipality."""
    labels = {area.code: _(area.label) for area in AREAS}
    dated = cells[cells["newest"].notna() & cells["months"].notna()]
    rows = dated[["area", "newest", "newest_precision", "months"]].itertuples(index=False, name=None)
    return [_age(labels[code], day, precision, months, _) for code, day, precision, months in rows]


def _age(label: str, day: pd.Timestamp, precision: str, months: int, _: Language) -> str:
    return _.plural(
        "{area}: newest statement of {day}, {n} month before the date of the data",
        "{area}: newest statement of {day}, {n} months before the date of the data",
        months,
        area=label,
        day=_.date(day, precision),
    )


def missing_lines(found: list[Gap], _: Language) -> list[str]:
    """Return what is missing, one line for each thing that can be asked for."""
    lines = []
    for area, some in groupby(found, key=lambda gap: gap.area):
        each = list(some)
        if area.table is MUNICIPALITIES:
            columns = _.listing(_.of(MUNICIPALITIES[gap.column].label) for gap in each if gap.column)
            lines.append(f"{_(area.label)}: {columns}")
        else:
            lines += [_line(gap, _) for gap in each]
    return lines


def _line(gap: Gap, _: Language) -> str:
    if gap.column is None:
        return _(N_("{area}: nothing so far"), area=_(gap.area.label))
    titles = _titles(gap.titles, _)
    if gap.area.table is EVENTS and gap.column == "status":
        return _(N_("Did it take place? {titles}"), titles=titles)
    column = _.of(gap.area.table[gap.column].label)
    if gap.area.table is MEASURES:
        return _.plural(
            "{column} of {n} measure: {titles}",
            "{column} of {n} measures: {titles}",
            gap.n,
            column=column,
            titles=titles,
        )
    return _.plural(
        "{column} of {n} event: {titles}", "{column} of {n} events: {titles}", gap.n, column=column, titles=titles
    )


def _titles(titles: tuple[str, ...], _: Language) -> str:
    quoted = [_(N_("“{title}”"), title=title) for title in titles[:MOST_TITLES]]
    if (more := len(titles) - MOST_TITLES) > 0:
        quoted.append(_.plural("{n} more", "{n} more", more))
    return _.listing(quoted)


def reminder(dataset: Dataset, ars: str, _: Language) -> Reminder | None:
    """Return a polite mail that asks one participant for what is missing, or None where nothing is."""
    asked = missing_lines(dataset.result(gaps, ars), _)
    if not asked:
        return None
    name = dataset.names_by_ars[ars]
    subject = _(N_("Engagierte Kommunen: please complete the data of {name}"), name=name)
    known = _(N_("we keep the data of all municipalities that take part in the programme up to date."))
    missing = (
        _(N_("For {name} we still need, as of {day}:"), name=name, day=_.date(dataset.as_of))
        if dataset.as_of
        else _(N_("For {name} we still need:"), name=name)
    )
    body = [
        _(N_("Dear colleagues,")),
        known,
        missing,
        "\n".join(f"– {line}" for line in asked),
        _(N_("Please enter it in the attached Excel templates and send them back to us. A month or a year will do.")),
        _(N_("What is not known stays empty; 0 means that there was none. Please enter no names of people.")),
        _(N_("Thank you very much, and kind regards")),
    ]
    return Reminder(subject, "\n\n".join(body))
