"""The picture of the funding: what each municipality received in one year, beside the reported ceiling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

import pandas as pd

from ek_data.analysis.funding import amount_in_words, year_in_words
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Axis, DataCell, Form, Guide, Mark, Row, Spec
from ek_data.charts.style import (
    FIRST_ROWS,
    WORDS,
    cohort_name,
    count_axis,
    label,
    nothing,
    page_note,
    subtitle,
)
from ek_data.dataset.wording import Worded
from ek_data.figures.key_facts import Reported
from ek_data.i18n import Language
from ek_data.palette import INK, Look
from ek_data.tables import MEASURES, MUNICIPALITIES

BAR = Look(INK, "square")
NAMED = 10  # of those without an amount; the table has all
AMOUNT = DataCell(MEASURES.name, MEASURES.key[0], "", "funding_eur")


def funding(
    amounts: pd.DataFrame,
    said: Sequence[str],
    year: int | None,
    lang: Language,
    reference: Reported | None = None,
    rows: slice = FIRST_ROWS,
) -> Picture:
    """Return the amounts of one year as bars on an axis of euros; what is not known is told in words.

    `amounts` as `ek_data.analysis.funding.funding` returns them, of all years; `year` is the one that is drawn, None
    where no amount is known. `said` is the finding and after it the notes on the amounts. `rows` is the part of the
    municipalities that is drawn.
    """
    name, table = lang("funding"), _funding_table(amounts, lang)
    finding, *reservations = said
    of_year = amounts[(amounts["year"] == year).fillna(False)].sort_values("name", kind="stable")
    if of_year.empty:
        words = nothing(name, lang("Funding per municipality and year"), finding, table)
        return replace(words, notes=tuple(reservations))
    known, silent = of_year[of_year["amount"].notna()], of_year[of_year["amount"].isna()]
    drawn = known[rows].reset_index(drop=True)
    spec = _spec(drawn, silent, lang("Euros in {year}", year=year), reference, lang)
    notes = (
        *reservations,
        lang("What is stated of a municipality for the year counts; else the amounts of its measures that began then."),
        *page_note(len(drawn), len(known), rows, lang),
    )
    counted = subtitle(
        lang("Known amounts of {year}, in euros", year=year),
        lang,
        MUNICIPALITIES.counted(of_year["ars"].nunique(), lang),
    )
    return Picture(name, lang("Funding per municipality in {year}", year=year), finding, spec, table, notes, counted)


def _spec(drawn: pd.DataFrame, silent: pd.DataFrame, title: str, reference: Reported | None, lang: Language) -> Spec:
    """Return a row for each known amount, and one for all of whom none is known, with their names."""
    marks, rows = [], []
    for row, amount in enumerate(drawn.to_dict("records")):
        text = amount_in_words(amount, lang)
        facts, key = (str(amount["name"]), text), amount["measure"]
        origin = None if pd.isna(key) else AMOUNT._replace(key=str(key))
        rows.append(Row(str(amount["name"]), end=text))
        marks.append(Mark(row, 0, BAR, facts, Form.BAR, until=float(amount["amount"]), origin=origin))
    if len(silent):
        text, names = lang("not stated"), lang.some(silent["name"].astype(str).tolist(), NAMED)
        whose = names[0] if len(silent) == 1 else MUNICIPALITIES.counted(len(silent), lang)
        marks.append(Mark(len(rows), 0, WORDS, (text, *names), Form.WORDS, text=text, counts=0))
        rows.append(Row(whose))
    largest = max(float(drawn["amount"].fillna(0).max()), reference.value if reference else 0, 1)
    axis = count_axis(title, largest, lang)
    if reference and reference.value > largest / 2:  # two ticks that matter, and room for them on a phone
        axis = Axis(axis.low, axis.high, ((0, "0"), (reference.value, lang.number(reference.value))), title)
    guides = (Guide(reference.value, reference.words(lang)),) if reference else ()
    return Spec("bars", axis, tuple(marks), tuple(rows), guides=guides)


def _funding_table(amounts: pd.DataFrame, lang: Language) -> Worded:
    return Worded(amounts, partial(_funding_words, lang=lang))


def _funding_words(part: pd.DataFrame, lang: Language) -> pd.DataFrame:
    records = part.to_dict("records")
    return pd.DataFrame(
        {
            label("name", lang): part["name"].tolist(),
            label("cohort", lang): [cohort_name(row["cohort"], lang) for row in records],
            lang("Year"): [year_in_words(row["year"], lang) for row in records],
            lang("Known amount in euros"): [amount_in_words(row, lang) for row in records],
            lang("Measures with an amount"): part["stated"].tolist(),
            lang("Measures without an amount"): part["unstated"].tolist(),
        }
    )
