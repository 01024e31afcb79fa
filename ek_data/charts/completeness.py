"""The picture of the completeness: municipalities by data area, the darker the less is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from ek_data.analysis.completeness import BY_CODE, areas, open_ones, summary
from ek_data.analysis.completeness_words import STATE_WORDS, SYMBOLS, board_table, finding, newest_reports
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, Mark, Spec
from ek_data.charts.style import FIRST_ROWS, by_cohort, nothing, page_note, page_of, subtitle
from ek_data.i18n import Language
from ek_data.palette import INK, Look
from ek_data.tables import MUNICIPALITIES

LOOKS = {
    "missing": Look(INK, "circle-open", shade=0.85),
    "partly": Look(INK, "circle-half", shade=0.3),
    "known": Look(INK, "circle", shade=0.08),
    "not_due": Look(INK, "line-ew", shade=0.0),
}
OLD = 12  # months before the date of the data


def completeness(
    cells: pd.DataFrame,
    lacking: Mapping[str, tuple[str, ...]],
    lang: Language,
    rows: slice = FIRST_ROWS,
    *,
    only_open: bool = False,
) -> Picture:
    """Return what is known of each municipality in each area, the area with most gaps first.

    `cells`: ars, name, cohort, area, state, newest, newest_precision, months, as `analysis.completeness.board` returns
    them. `lacking` are the columns of an area that are empty in all of its rows. An area that is in the same state for
    all is a sentence and no column. `rows` is the part of the municipalities that is drawn, of those alone that can be
    asked for something if `only_open`; the counts are always of all.
    """
    name, title = lang("completeness"), lang("Completeness by municipality and area")
    members = cells.drop_duplicates("ars")[["ars", "name", "cohort"]]
    table = board_table(cells, lang)
    if cells.empty:
        return nothing(name, title, finding(cells, lang), table)
    apart = _alike(cells)
    counts = summary(cells).sort_values(["missing", "partly"], ascending=False, kind="stable")
    columns = [code for code in map(str, counts.index) if code in set(cells["area"]) and code not in apart]
    drawn = members[members["ars"].isin(open_ones(cells))] if only_open else members
    shown = page_of(drawn, rows)
    alike = _alike_words(apart, lacking, lang)
    end = lang("At the right: newest report; bold: at least {n} months before the date of the data", n=OLD) + "."
    notes = (*filter(None, (alike, end)), *page_note(len(shown), len(drawn), rows, lang))
    asked = lang.plural("{n} data area of the programme", "{n} data areas of the programme", cells["area"].nunique())
    without = _without(cells, lang)
    counted = subtitle(asked, lang, MUNICIPALITIES.counted(len(members), lang), *([without] if without else []))
    spec = _spec(cells, shown, counts.loc[columns], alike, lang)
    return Picture(name, title, finding(cells, lang), spec, table, notes, counted)


def _without(cells: pd.DataFrame, lang: Language) -> str:
    """Return in how many cases an area is missing altogether; empty without any."""
    n = int((cells["state"] == "missing").sum())
    said = lang.plural("in {n} case an area is missing altogether", "in {n} cases an area is missing altogether", n)
    return said if n else ""


def _alike(cells: pd.DataFrame) -> dict[str, str]:
    """Return the state of each area in which it is the same for all; none where no other area would be left."""
    states = cells.groupby("area")["state"].unique()
    alike = {str(area): str(found[0]) for area, found in states.items() if len(found) == 1}
    return alike if cells["ars"].nunique() > 1 and len(alike) < len(states) else {}


def _alike_words(alike: Mapping[str, str], lacking: Mapping[str, tuple[str, ...]], lang: Language) -> str:
    """Return what is the same for all, and which columns nobody has."""
    said = []
    for area in areas():
        if area.code in alike:
            words = f"{lang(area.label)}: {lang(STATE_WORDS[alike[area.code]])}"
            columns = [lang("“{title}”", title=lang.of(area.table[name].label)) for name in lacking.get(area.code, ())]
            said.append(
                lang("{said} ({columns} is empty)", said=words, columns=", ".join(columns)) if columns else words
            )
    return lang("The same for all: {areas}.", areas="; ".join(said)) if said else ""


def _spec(cells: pd.DataFrame, shown: pd.DataFrame, counts: pd.DataFrame, alike: str, lang: Language) -> Spec:
    """Return a row for each municipality under its cohort, a cell for each area, and at its end the newest report.

    What is `alike` for all stands below.
    """
    rows, places = by_cohort(shown, lang)
    reports = newest_reports(cells, lang)
    ends = {places[ars]: reports[ars] for ars in shown["ars"]}
    keys = {places[ars]: ars for ars in shown["ars"]}
    rows = tuple(
        replace(row, end=ends[place][0], strong=ends[place][1] >= OLD, key=keys[place]) if place in ends else row
        for place, row in enumerate(rows)
    )
    columns = {str(code): place for place, code in enumerate(counts.index)}
    drawn = cells[cells["ars"].isin(shown["ars"]) & cells["area"].isin(list(columns))]
    marks = tuple(
        Mark(
            places[cell["ars"]],
            columns[cell["area"]],
            LOOKS[cell["state"]],
            (cell["name"], lang(BY_CODE[cell["area"]].label), _said(cell, lang)),
        )
        for cell in drawn.to_dict("records")
    )
    heads = [(lang(BY_CODE[str(code)].label), _count(row)) for code, row in counts.to_dict("index").items()]
    across = Axis(
        -0.5,
        len(columns) - 0.5,
        tuple((float(place), "\n".join(head)) for place, head in enumerate(heads)),
        alike,
        brief=tuple(" ".join(head) for head in heads),
        heads="upright",
    )
    key = tuple((lang(STATE_WORDS[state]), look) for state, look in LOOKS.items() if (drawn["state"] == state).any())
    return Spec("heat", across, marks, rows, key=key)


def _said(cell: Mapping[Any, Any], lang: Language) -> str:
    words = lang(STATE_WORDS[str(cell["state"])])
    day = cell["newest"]
    return f"{words}, {lang.date(day, str(cell['newest_precision']))}" if isinstance(day, pd.Timestamp) else words


def _count(states: Mapping[Any, Any]) -> str:
    """Return "○ 11 ◐ 1": how many are missing and how many partly known, by their symbols."""
    partly = f" {SYMBOLS['partly']}\N{NO-BREAK SPACE}{states['partly']}" if states["partly"] else ""
    return f"{SYMBOLS['missing']}\N{NO-BREAK SPACE}{states['missing']}{partly}"
