"""Two municipalities side by side: what is known of both, row by row."""

from __future__ import annotations

import pandas as pd

from ek_data.analysis import journey, profile
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import of_programme, overdue
from ek_data.i18n import Language
from ek_data.tables import MEASURES


def table(dataset: Dataset, one: str, other: str, lang: Language) -> pd.DataFrame:
    """Return the facts of both, then each category of which a measure of the programme is known, in words.

    Columns: what is compared, and the two municipalities, by their short names. Nothing known of a category is said.
    """
    facts = [dict(dataset.result(profile.facts, ars, lang).to_numpy().tolist()) for ars in (one, other)]
    labels = list(dict.fromkeys([*facts[0], *facts[1]]))
    rows = [(label, *(own.get(label, lang("does not apply")) for own in facts)) for label in labels]
    meetings = [_meetings(dataset, ars, lang) for ars in (one, other)]
    rows.append((lang("Meetings with known participation"), *meetings))
    reached = [_reached(dataset, ars, lang) for ars in (one, other)]
    words = MEASURES["category"].words(lang)
    known = [code for code in MEASURES["category"].codes if code in reached[0] or code in reached[1]]
    rows += [(words[code], *(own.get(code, lang("nothing reported")) for own in reached)) for code in known]
    heads = [lang("Compared"), dataset.names_by_ars[one], dataset.names_by_ars[other]]
    return pd.DataFrame(rows, columns=heads, dtype="string")


def finding(dataset: Dataset, one: str, other: str, lang: Language) -> str:
    """Return in how many categories both report a measure of the programme, and in how many only one of them does."""
    first, second = (set(_reached(dataset, ars, lang)) for ars in (one, other))
    names = dataset.names_by_ars
    return lang(
        "Categories reported: {both} by both, {first} by {one} only, {second} by {other} only",
        one=names[one],
        other=names[other],
        both=lang.number(len(first & second)),
        first=lang.number(len(first - second)),
        second=lang.number(len(second - first)),
    )


def _meetings(dataset: Dataset, ars: str, lang: Language) -> str:
    rows = dataset.result(journey.meetings, ars)
    return lang("{count} of {n}", count=lang.number(int(rows["took_part"].sum())), n=lang.number(len(rows)))


def _reached(dataset: Dataset, ars: str, lang: Language) -> dict[str, str]:
    """Return by category how far its measure of the programme is that is furthest along."""
    rows = of_programme(dataset.result(profile.measures_of, ars))
    said = wording.measure_status(rows, overdue(rows, MEASURES, dataset.as_of), lang)
    order = MEASURES["status"].furthest(rows["status"])
    told = rows.assign(said=said, order=order).sort_values("order", kind="stable").drop_duplicates("category")
    return dict(zip(told["category"].astype(str), told["said"], strict=True))
