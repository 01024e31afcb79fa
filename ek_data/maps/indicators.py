"""Indicators on the map: the cohort of each municipality, its kind, or how much it has implemented."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from ek_data.analysis.cohorts import measures_per_municipality
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.wording import words
from ek_data.i18n import N_, Language
from ek_data.maps.model import UNKNOWN_SYMBOL, LegendEntry
from ek_data.palette import INK, STATUS
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.columns import cohort_look
from ek_data.tables.roles import Role

MOST_CLASSES = 4
PALEST = 0.35  # of the shades of one colour


class Shown(NamedTuple):
    """What the map shows by one indicator: a mark for each participant, its key, one sentence, and what is counted."""

    marks: pd.DataFrame
    legend: tuple[LegendEntry, ...]
    finding: str
    counted: str


def by_cohort(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant by its cohort; the symbol is the year in two digits."""
    rows = dataset.participants
    years = sorted(rows["cohort"].dropna().unique())
    colours = {year: cohort_look(int(year)).colour for year in years}
    symbols = rows["cohort"].map(_year_sign)
    said = rows["cohort"].map({year: lang("cohort {cohort}", cohort=year) for year in years})
    legend = tuple(LegendEntry(lang("Cohort {cohort}", cohort=year), colours[year], _year_sign(year)) for year in years)
    districts = int(rows["district"].nunique())
    finding = lang.plural(
        "{n} participating municipality, in {districts}.",
        "{n} participating municipalities, in {districts}.",
        len(rows),
        districts=lang.plural("{n} district", "{n} districts", districts),
    )
    counted_as = lang("Cohort of the participating municipalities")
    marks = _marks(dataset, rows["cohort"].map(colours), symbols, said).assign(sign="")
    return Shown(marks, legend, finding, counted_as)


def by_kind(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant by its kind: in a shade of ink by its place in the declaration, with one or two letters."""
    rows = dataset.participants
    options = MUNICIPALITIES["kind"].options
    kind = rows["kind"].astype("string")
    shades = {option.code: shade for option, shade in zip(options, _shades(len(options))[::-1], strict=True)}
    counts = {option: n for option in options if (n := int((kind == option.code).sum()))}
    legend = tuple(
        LegendEntry(lang.of(option.words), INK, option.short, Role.DISTRICT in option.roles, shades[option.code])
        for option in counts
    )
    letters = {option.code: option.short for option in counts}
    words = {option.code: lang.of(option.words) for option in counts}
    listed = lang.listing(option.counted(n, lang) for option, n in sorted(counts.items(), key=lambda each: -each[1]))
    finding = lang("Taking part: {kinds}.", kinds=listed)
    counted_as = lang("Kind of the participating municipalities")
    inks = pd.Series(INK, index=rows.index)
    marks = _marks(dataset, inks, kind.map(letters), kind.map(words), kind.map(shades))
    return Shown(marks, legend, finding, counted_as)


def in_short(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant in the colour of its cohort: with the number of implemented measures, empty without any."""
    numbers, colours = _implemented(dataset), _cohort_colours(dataset)
    reported = numbers > 0
    legend = (
        LegendEntry(lang("filled: number of implemented measures"), INK, ""),
        LegendEntry(lang("empty: no report"), INK, "", strength=0.0),
        LegendEntry(lang("District"), INK, "", hatched=True),
    )
    finding = _implemented_finding(int(reported.sum()), len(numbers), lang)
    symbols = numbers.astype("string").where(reported, "")
    marks = _marks(dataset, colours, symbols, _implemented_words(numbers, lang), reported.astype(float))
    return Shown(marks, legend, finding, lang("Implemented measures of each participating municipality"))


def by_implemented(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant by the number of measures it is known to have implemented; none known is unknown."""
    numbers = _implemented(dataset)
    reported = numbers > 0
    classes = _classes(sorted(numbers[reported].unique()))
    shades = _shades(len(classes))
    strength = numbers.map({n: shade for values, shade in zip(classes, shades, strict=True) for n in values})
    legend = tuple(
        LegendEntry(lang("{range} implemented", range=_range(values, lang)), STATUS, "", strength=shade)
        for values, shade in zip(classes, shades, strict=True)
    )
    unknown = () if reported.all() else (LegendEntry(lang("no report (that is not a no)"), None, UNKNOWN_SYMBOL),)
    finding = _implemented_finding(int(reported.sum()), len(numbers), lang)
    counted_as = lang("Implemented measures of each participating municipality")
    colours = pd.Series(STATUS, index=numbers.index, dtype="string").where(reported)
    symbols = numbers.astype("string").where(reported)
    marks = _marks(dataset, colours, symbols, _implemented_words(numbers, lang), strength.fillna(1.0))
    return Shown(marks, (*legend, *unknown), finding, counted_as)


def _implemented(dataset: Dataset) -> pd.Series:
    """Return of each participant how many measures it is known to have implemented."""
    counted = measures_per_municipality(dataset).set_index("ars")["implemented"]
    return dataset.participants["ars"].map(counted).fillna(0).astype(int)


def _implemented_words(numbers: pd.Series, lang: Language) -> pd.Series:
    said = {n: lang.plural("{n} measure implemented", "{n} measures implemented", n) for n in numbers.unique() if n}
    return numbers.map(said).fillna(lang("no implemented measure known"))


def _year_sign(year: int) -> str:
    return f"’{year % 100:02}"


def place_names(names: pd.Series) -> pd.Series:
    """Return short names without what most of them begin with, such as "Asbach"; the whole where two would be alike."""
    bare = names.str.replace(r"^(VG|Gemeinde) ", "", regex=True)
    return bare.where(~bare.duplicated(keep=False), names)


def _cohort_colours(dataset: Dataset) -> pd.Series:
    cohorts = dataset.participants["cohort"]
    return cohorts.map({year: cohort_look(int(year)).colour for year in cohorts.dropna().unique()})


def _implemented_finding(some: int, n: int, lang: Language) -> str:
    if n == 1 and some:
        return lang("For the municipality at least one implemented measure is reported.")
    if not some:
        return lang("For no municipality an implemented measure is reported.")
    return lang(
        "For {some} of {n} municipalities at least one implemented measure is reported.",
        some=lang.number(some),
        n=lang.number(n),
    )


def _shades(n: int) -> list[float]:
    """Return the strengths of `n` shades, from the palest to the whole colour."""
    return [1 - (1 - PALEST) * place / max(n - 1, 1) for place in reversed(range(n))]


def _classes(values: list[int]) -> list[list[int]]:
    """Return the numbers that occur in classes, none of them empty: each its own where there are few."""
    return [list(part) for part in np.array_split(values, min(len(values), MOST_CLASSES))] if values else []


def _range(values: list[int], lang: Language) -> str:
    low, high = lang.number(values[0]), lang.number(values[-1])
    return low if low == high else f"{low}–{high}"


IN_SHORT = "in_short"
INDICATORS: dict[str, tuple[str, Callable[[Dataset, Language], Shown]]] = {
    "cohort": (N_("Cohort"), by_cohort),
    "kind": (N_("Kind"), by_kind),
    "implemented": (N_("Implemented measures"), by_implemented),
}


def shown(dataset: Dataset, indicator: str, lang: Language) -> Shown:
    """Return what the map shows by an indicator; the sentence says so where nobody is left to show."""
    found = (in_short if indicator == IN_SHORT else INDICATORS[indicator][1])(dataset, lang)
    if dataset.participants.empty:
        empty = lang("No participating municipality is left under the filters chosen.")
        return found._replace(finding=empty, counted="")
    return found


def table(marks: pd.DataFrame, dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return what the map shows as rows in words: municipality, kind, cohort, district, and what its mark says."""
    rows = dataset.participants.loc[marks.index]
    columns = [MUNICIPALITIES[name] for name in ("name", "kind", "cohort", "district")]
    shown = words(rows, MUNICIPALITIES, lang)[[lang.of(column.label) for column in columns]]
    return shown.assign(**{lang("On the map"): marks["said"]}).reset_index(drop=True)


def _marks(
    dataset: Dataset, colours: pd.Series, symbols: pd.Series, said: pd.Series, strength: pd.Series | float = 1.0
) -> pd.DataFrame:
    """Return a mark for each participant, whose cohort stands behind its name."""
    rows = dataset.participants
    names = rows["ars"].map(dataset.names)
    said = said.astype("string")
    return pd.DataFrame(
        {
            "ars": rows["ars"],
            "name": place_names(names),
            "sign": rows["cohort"].map(_year_sign).astype("string").fillna(""),
            "sign_colour": _cohort_colours(dataset).fillna(INK),
            "colour": colours.astype("string"),
            "symbol": symbols.astype("string"),
            "text": names + ": " + said,
            "said": said,
            "kind": rows["kind"],
            "strength": strength,
        }
    )
