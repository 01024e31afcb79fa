"""Indicators on the map: the cohort of each municipality, its kind, or how much it has implemented."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ek_data.analysis.cohorts import measures_per_municipality
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.wording import words
from ek_data.i18n import N_, Language
from ek_data.maps.model import LegendEntry
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.columns import cohort_look

Marks = tuple[pd.DataFrame, tuple[LegendEntry, ...]]
CLASSES = ((1, 1, "1"), (2, 3, "2–3"), (4, 6, "4–6"), (7, None, "7+"))
SHADES = ("#9ecae1", "#56a0cf", "#1f6fae", "#0b3c6b")


def by_cohort(dataset: Dataset, lang: Language) -> Marks:
    """Mark each participant by its cohort; the symbol is the year in two digits."""
    rows = dataset.participants
    years = sorted(rows["cohort"].dropna().unique())
    colours = {year: cohort_look(int(year)).colour for year in years}
    symbols = rows["cohort"].map({year: f"’{year % 100:02}" for year in years})
    said = rows["cohort"].map({year: lang("cohort {cohort}", cohort=year) for year in years})
    legend = tuple(
        LegendEntry(lang("Cohort {cohort}", cohort=year), colours[year], f"’{year % 100:02}") for year in years
    )
    return _marks(dataset, rows["cohort"].map(colours), symbols, said), legend


def by_kind(dataset: Dataset, lang: Language) -> Marks:
    """Mark each participant by its kind; the symbol is one or two letters."""
    rows = dataset.participants
    kinds = MUNICIPALITIES["kind"]
    present = [option for option in kinds.options if (rows["kind"] == option.code).any()]
    words = {option.code: lang.of(option.words) for option in present}
    colours = {option.code: kinds.looks[option.code].colour for option in present}
    letters = {option.code: option.short for option in present}
    legend = tuple(LegendEntry(words[code], colours[code], letters[code]) for code in words)
    kind = rows["kind"].astype("string")
    return _marks(dataset, kind.map(colours), kind.map(letters), kind.map(words)), legend


def by_implemented(dataset: Dataset, lang: Language) -> Marks:
    """Mark each participant by the number of measures it is known to have implemented; none known is unknown."""
    counted = measures_per_municipality(dataset).set_index("ars")["implemented"]
    numbers = dataset.participants["ars"].map(counted).fillna(0).astype(int)
    colours = pd.Series(pd.NA, index=numbers.index, dtype="string")
    for (low, high, _label), shade in zip(CLASSES, SHADES, strict=True):
        colours = colours.mask((numbers >= low) & (numbers <= (high or numbers.max())), shade)
    said = numbers.map(
        {n: lang.plural("{n} measure implemented", "{n} measures implemented", n) for n in numbers.unique() if n}
    ).fillna(lang("no implemented measure known"))
    symbols = numbers.astype("string").where(numbers > 0)
    legend = tuple(
        LegendEntry(lang("{range} implemented", range=label), shade, label)
        for (_low, _high, label), shade in zip(CLASSES, SHADES, strict=True)
    )
    return _marks(dataset, colours, symbols, said), legend


INDICATORS: dict[str, tuple[str, Callable[[Dataset, Language], Marks]]] = {
    "cohort": (N_("Cohort"), by_cohort),
    "kind": (N_("Kind"), by_kind),
    "implemented": (N_("Implemented measures"), by_implemented),
}


def finding(dataset: Dataset, lang: Language) -> str:
    """Return what the map shows in one sentence."""
    rows = dataset.participants
    if rows.empty:
        return lang("No participating municipality is left under the filters chosen.")
    districts = int(rows["district"].nunique())
    return lang.plural(
        "{n} participating municipality, in {districts}.",
        "{n} participating municipalities, in {districts}.",
        len(rows),
        districts=lang.plural("{n} district", "{n} districts", districts),
    )


def table(marks: pd.DataFrame, dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return what the map shows as rows in words: municipality, kind, cohort, district, and what its mark says."""
    rows = dataset.participants.loc[marks.index]
    columns = [MUNICIPALITIES[name] for name in ("name", "kind", "cohort", "district")]
    shown = words(rows, MUNICIPALITIES, lang)[[lang.of(column.label) for column in columns]]
    said = marks["text"].str.replace(r"^.*?: ", "", regex=True)
    return shown.assign(**{lang("On the map"): said}).reset_index(drop=True)


def _marks(dataset: Dataset, colours: pd.Series, symbols: pd.Series, said: pd.Series) -> pd.DataFrame:
    rows = dataset.participants
    names = rows["ars"].map(dataset.names)
    return pd.DataFrame(
        {
            "ars": rows["ars"],
            "name": names,
            "colour": colours.astype("string"),
            "symbol": symbols.astype("string"),
            "text": names + ": " + said.astype("string"),
            "kind": rows["kind"],
        }
    )
