"""The picture of the funding: what each municipality received in one year, beside the reported ceiling."""

from __future__ import annotations

from functools import partial

import pandas as pd

from ek_data.analysis.funding import amount_in_words, year_in_words
from ek_data.charts.events import reference_line
from ek_data.charts.picture import Picture
from ek_data.charts.style import (
    FIRST_ROWS,
    beside,
    cohort_name,
    count_axis,
    hover,
    label,
    marks,
    nothing,
    page_note,
    row_figure,
    segments,
)
from ek_data.dataset.lazy_table import Worded
from ek_data.figures.key_facts import Reported
from ek_data.i18n import Language
from ek_data.palette import BLUE, GREY, Look

KNOWN, UNKNOWN = Look(BLUE, "circle"), Look(GREY, "x-thin-open")


def funding(
    amounts: pd.DataFrame,
    finding: str,
    year: int | None,
    lang: Language,
    reference: Reported | None = None,
    rows: slice = FIRST_ROWS,
) -> Picture:
    """Return the amounts of one year as marks on an axis of euros; what is not known has a cross and says so.

    `amounts` as `ek_data.analysis.funding.funding` returns them, of all years; `year` is the one that is drawn, None
    where no amount is known. `finding` is the sentence above. `rows` is the part of the municipalities that is drawn.
    """
    name, table = lang("funding"), _funding_table(amounts, lang)
    of_year = amounts[(amounts["year"] == year).fillna(False)].sort_values("name", kind="stable")
    if of_year.empty:
        return nothing(name, lang("Funding per municipality and year"), finding, table)
    drawn = of_year[rows].reset_index(drop=True)
    texts = [amount_in_words(row, lang) for row in drawn.to_dict("records")]
    figure = row_figure(drawn["name"].tolist(), lang, beside=beside(texts), above=44 if reference else 10, row=32)
    largest = max(float(drawn["amount"].fillna(0).max()), reference.value if reference else 0, 1)
    count_axis(figure, lang("Euros in {year}", year=year), largest, lang)
    if reference and reference.value > largest / 2:  # two ticks that matter, and room for them on a phone
        figure.update_xaxes(tickvals=[0, reference.value], ticktext=["0", lang.number(reference.value)])
    known = drawn["amount"].notna()
    ends = drawn["amount"].where(known, 0).astype(float)
    segments(figure, [0] * int(known.sum()), ends[known], drawn.index[known])
    for chosen, look in ((known, KNOWN), (~known, UNKNOWN)):
        places = drawn.index[chosen]
        hovers = [hover(drawn.at[place, "name"], texts[place]) for place in places]
        said = [texts[place] for place in places]
        marks(figure, ends[chosen], places, look, hovers, mode="markers+text", text=said, marker={"size": 11})
    if reference:
        reference_line(figure, reference, lang)
    notes = (
        lang("An amount counts for the year in which its measure began; the day of payment is not in the data."),
        *page_note(len(drawn), len(of_year), rows, lang),
    )
    return Picture(name, lang("Funding per municipality in {year}", year=year), finding, figure, table, notes)


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
