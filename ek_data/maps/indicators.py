"""Indicators on the map: what is implemented or planned where, who has a category, cohort, kind, plaque, people."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
import pandas as pd

from ek_data.analysis import peers
from ek_data.analysis.participants import conferences_at, measures_at
from ek_data.dataset.anonymise import coarse, is_other_key
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.wording import words
from ek_data.figures import headline
from ek_data.figures.attendance import has_conferences
from ek_data.figures.qualified import Quantity
from ek_data.geo.regional_key import is_of_district
from ek_data.i18n import N_, Language, Words
from ek_data.maps.model import UNKNOWN_SYMBOL, LegendEntry
from ek_data.palette import INK, MUTED, STATUS
from ek_data.programme.current import current
from ek_data.programme.options import Option
from ek_data.programme.roles import Role
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.shared_choices import Certainty
from ek_data.tables.shared_columns import cohort_look
from ek_data.text import as_sentence, said_of_each

MOST_CLASSES = 4
PALEST = 0.35  # of the shades of one colour
UNDERWAY = 0.55  # strength of what has begun and is not there yet
CATEGORY = "category."
CONFERENCE = Words("{conference}", "{conference}")
SIGNS = {"square": "●", "square-half": "◐", "square-open": "○", "square-x-open": "×"}
"""Signs on the map for the symbols of statuses."""


class Shown(NamedTuple):
    """What the map shows by one indicator: a mark for each participant, its key, one sentence, and what is counted.

    `title` stands before the key where its entries say the numbers only, `notes` are what the sentence leaves out.
    """

    marks: pd.DataFrame
    legend: tuple[LegendEntry, ...]
    finding: str
    counted: str
    title: str = ""
    notes: tuple[str, ...] = ()


def by_cohort(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant by its cohort; the symbol is the year in two digits."""
    rows = dataset.participants
    years = sorted(rows["cohort"].dropna().unique())
    said = rows["cohort"].map({year: lang("cohort {cohort}", cohort=year) for year in years})
    legend = tuple(
        LegendEntry(lang("Cohort {cohort}", cohort=year), cohort_look(int(year)).colour, _year_sign(year))
        for year in years
    )
    finding = _participants_and_districts(dataset, lang)
    marks = _marks(dataset, _cohort_colours(dataset), rows["cohort"].map(_year_sign), said).assign(sign="")
    return Shown(marks, legend, finding, lang("Cohort of the participating municipalities"))


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
    said = {option.code: lang.of(option.words) for option in counts}
    listed = lang.listing(option.counted(n, lang) for option, n in sorted(counts.items(), key=lambda each: -each[1]))
    finding = lang("Taking part: {kinds}.", kinds=listed)
    inks = pd.Series(INK, index=rows.index)
    marks = _marks(dataset, inks, kind.map(letters), kind.map(said), kind.map(shades))
    return Shown(marks, legend, finding, lang("Kind of the participating municipalities"))


def in_short(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant in the colour of its cohort: with the number of implemented measures, empty without any."""
    numbers = _numbers(dataset, dataset.result(measures_at), done=True)
    reported = numbers > 0
    holding = dataset.participants["kind"].isin(MUNICIPALITIES["kind"].having(Role.DISTRICT)).any()
    legend = (
        LegendEntry(lang("filled: number of implemented measures"), INK, ""),
        LegendEntry(lang("empty: no report"), INK, "", strength=0.0),
        *([LegendEntry(lang("District"), INK, "", hatched=True)] if holding else []),
    )
    symbols = numbers.astype("string").where(reported, "")
    said = _in_words(
        numbers, lambda n: lang.plural("{n} measure implemented", "{n} measures implemented", n), lang(NOT_IMPLEMENTED)
    )
    marks = _marks(dataset, _cohort_colours(dataset), symbols, said, reported.astype(float))
    return Shown(marks, legend, implemented_finding(numbers, lang), lang("Implemented measures of the programme"))


NOT_IMPLEMENTED, NOT_PLANNED = N_("no implemented measure known"), N_("no planned measure known")


def by_implemented(dataset: Dataset, lang: Language, beyond: bool = False) -> Shown:
    """Mark each participant by the number of measures it is known to have implemented; none known is unknown."""
    numbers = _numbers(dataset, dataset.result(measures_at, beyond), done=True)
    said = _in_words(
        numbers, lambda n: lang.plural("{n} measure implemented", "{n} measures implemented", n), lang(NOT_IMPLEMENTED)
    )
    counted = _beyond(lang("Measures of the programme whose municipality is named"), beyond, lang)
    finding = implemented_finding(numbers, lang)
    return _numbered(dataset, numbers, said, finding, counted, lang("Implemented measures"), lang)


def by_planned(dataset: Dataset, lang: Language, beyond: bool = False) -> Shown:
    """Mark each participant by the number of measures that are planned or in preparation; none known is unknown."""
    rows = dataset.result(measures_at, beyond)
    numbers = _numbers(dataset, rows, done=False)
    said = _in_words(
        numbers, lambda n: lang.plural("{n} measure {unfinished}", "{n} measures {unfinished}", n), lang(NOT_PLANNED)
    )
    counted = _beyond(lang("Measures {unfinished} whose municipality is named"), beyond, lang)
    late = int(rows["overdue"].sum())
    finding = planned_finding(numbers, late, lang)
    return _numbered(dataset, numbers, said, finding, counted, lang("Planned measures"), lang)


def by_plaque(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant that was awarded the {award}, paler where that is derived only."""
    rows = dataset.participants
    awarded = rows["certified_on"].notna()
    derived = awarded & (rows["certified_certainty"] == Certainty.DERIVED)
    certainty = MUNICIPALITIES["certified_certainty"].words(lang)
    entries = (
        LegendEntry(certainty[Certainty.SOURCED], INK, "✓"),
        LegendEntry(certainty[Certainty.DERIVED], INK, "(✓)", strength=PALEST),
    )
    legend = tuple(
        entry for entry, some in zip(entries, (awarded & ~derived, derived), strict=True) if some.any()
    ) + _not_reported(awarded, lang)
    days = [
        lang("{award}: {date}", date=lang.date(day, str(precision))) if pd.notna(day) else lang("no {award} known")
        for day, precision in zip(rows["certified_on"], rows["certified_on_precision"], strict=True)
    ]
    remark = derived.map({True: f" ({certainty[Certainty.DERIVED]})", False: ""})
    marks = _marks(
        dataset,
        pd.Series(INK, index=rows.index, dtype="string").where(awarded),
        derived.map({True: "(✓)", False: "✓"}).astype("string").where(awarded),
        pd.Series(days, index=rows.index, dtype="string") + remark,
        derived.map({True: PALEST, False: 1.0}),
    )
    finding = lang.plural(
        "{n} of {all} is known to have the {award}",
        "{n} of {all} are known to have the {award}",
        int(awarded.sum()),
        all=MUNICIPALITIES.counted(len(rows), lang),
    )
    if derived.any():
        finding = lang("{finding}, {n} of them derived only", finding=finding, n=lang.number(int(derived.sum())))
    return Shown(marks, legend, as_sentence(finding), lang("Municipalities with the {award}"), lang("Award"))


def by_conference(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant by the conferences it held, in outline where one is only announced."""
    rows = dataset.result(conferences_at)
    held, ahead = _numbers(dataset, rows, done=True), _numbers(dataset, rows, done=False)
    some, only_ahead = held > 0, (held == 0) & (ahead > 0)
    legend = (
        *([LegendEntry(lang("held, with their number"), STATUS, "")] if some.any() else []),
        *([LegendEntry(lang("announced, no proof"), STATUS, "", strength=0.0)] if only_ahead.any() else []),
        *_not_reported(some | only_ahead, lang),
    )
    none = lang("{conferences}: none known")
    said = _in_words(held, lambda n: lang.plural("{n} {conference} held", "{n} {conferences} held", n), none)
    marks = _marks(
        dataset,
        pd.Series(STATUS, index=held.index, dtype="string").where(some | only_ahead),
        held.astype("string").where(some, only_ahead.map({True: "", False: pd.NA})),
        said.mask(only_ahead, lang("{conference} announced, no proof")),
        some.astype(float),
    )
    finding = lang(
        "{conferences} are reported from {some} of {all}",
        some=lang.number(int(some.sum())),
        all=MUNICIPALITIES.counted(len(held), lang),
    )
    if only_ahead.any():
        finding = lang.plural("{finding}, {n} announced", "{finding}, {n} announced", int(ahead.sum()), finding=finding)
    counted = lang("{conferences} of the programme held by municipalities")
    return Shown(marks, legend, as_sentence(finding), counted, lang.of(CONFERENCE))


def by_people(dataset: Dataset, lang: Language) -> Shown:
    """Mark each participant by its inhabitants in thousands, in shades of ink; what is not known is unknown."""
    rows = dataset.participants
    people = pd.Series(
        [pd.NA if pd.isna(n) else shown_people(ars, n) for ars, n in zip(rows["ars"], rows["population"], strict=True)],
        index=rows.index,
        dtype="Int64",
    )
    known = people.notna()
    classes = _classes(sorted(people[known].unique().tolist()))
    shades = _shades(len(classes))
    strength = people.map({n: shade for values, shade in zip(classes, shades, strict=True) for n in values})
    legend = tuple(
        LegendEntry(lang("{range} thousand people", range=said), INK, "", strength=shade, brief=said)
        for said, shade in zip(_ranges(classes, lang, _thousands), shades, strict=True)
    )
    said = [lang("not known") if pd.isna(n) else lang("{n} people", n=lang.number(int(n))) for n in people]
    symbols = [pd.NA if pd.isna(n) else lang.number(_thousands(int(n))) for n in people]
    once = next(headline.population(dataset))
    total = Quantity(once.value, once.qualifier).words(lang)
    finding = lang.plural(
        "{total} people live in {n} municipality",
        "{total} people live in the {n} municipalities",
        len(rows),
        total=total,
    )
    marks = _marks(
        dataset,
        pd.Series(INK, index=rows.index, dtype="string").where(known),
        pd.Series(symbols, index=rows.index, dtype="string"),
        pd.Series(said, index=rows.index, dtype="string"),
        strength.astype("Float64").fillna(1.0),
    )
    counted = lang("Inhabitants; where one lies inside another, they count once")
    return Shown(
        marks, (*legend, *_not_reported(known, lang)), as_sentence(finding), counted, lang("People in thousands")
    )


def by_category(dataset: Dataset, category: str, lang: Language, beyond: bool = False) -> Shown:
    """Mark each participant by how far a measure of `category` is there; none known is unknown."""
    rows = dataset.result(measures_at, beyond)
    rows = rows[rows["category"] == category]
    status = _of_each(dataset, rows.drop_duplicates("ars").set_index("ars")["status"].astype("string"))
    options = [option for option in _furthest_first() if (status == option.code).any()]
    strengths = {option.code: _strength(option.roles) for option in options}
    signs = {option.code: _sign(option.code) for option in options}
    in_status = {option.code: lang.of(option.words) for option in options}
    legend = tuple(
        LegendEntry(in_status[code], STATUS, signs[code], strength=strengths[code]) for code in in_status
    ) + _not_reported(status.notna(), lang)
    marks = _marks(
        dataset,
        pd.Series(STATUS, index=status.index, dtype="string").where(status.notna()),
        said_of_each(status, signs.__getitem__),
        said_of_each(status, in_status.__getitem__).fillna(lang("no report")),
        status.map(strengths).astype("Float64").fillna(1.0),
    )
    word = lang.of(MEASURES["category"].option(category).words)
    done = int(rows.loc[rows["done"], "ars"].nunique())
    finding = category_finding(word, done, int(status.notna().sum()), len(status), lang)
    stated = peers.for_cohorts(dataset, category, lang)
    counted = _beyond(lang("Measures of the category {category} in the programme", category=word), beyond, lang)
    if stated:
        counted = f"{counted}. {stated.removesuffix('.')}"
    return Shown(marks, legend, finding, counted, word)


def implemented_finding(numbers: pd.Series, lang: Language) -> str:
    """Return from how many municipalities implemented measures are reported, and how many each."""
    some = numbers[numbers > 0]
    if not len(some):
        return lang("For no municipality an implemented measure is reported.")
    if len(numbers) == 1:
        return lang.plural("{n} implemented measure is reported.", "{n} implemented measures are reported.", some.max())
    low, high = int(some.min()), int(some.max())
    said = lang(
        "Implemented measures are reported from {some} of {all}",
        some=lang.number(len(some)),
        all=MUNICIPALITIES.counted(len(numbers), lang),
    )
    each = lang("{low} to {high} each", low=lang.number(low), high=lang.number(high)) if low < high else ""
    return as_sentence(", ".join(filter(None, (said, each or lang("{n} each", n=lang.number(low))))))


def planned_finding(numbers: pd.Series, late: int, lang: Language) -> str:
    """Return in how many municipalities measures are planned or in preparation, and how many are overdue."""
    if not (numbers > 0).any():
        return lang("For no municipality a planned measure is reported.")
    said = lang(
        "Measures are {unfinished} in {some} of {all}",
        some=lang.number(int((numbers > 0).sum())),
        all=MUNICIPALITIES.counted(len(numbers), lang),
    )
    if late:
        said = lang.plural("{said}, overdue in {n}", "{said}, overdue in {n}", late, said=said)
    return as_sentence(said)


def category_finding(category: str, done: int, known: int, n: int, lang: Language) -> str:
    """Return of how many municipalities a measure of a category is reported as implemented, else as planned."""
    if not known:
        return lang("{category}: no source names a municipality.", category=category)
    message = (
        N_("{category}: reported as implemented from {some} of {all}.")
        if done
        else N_("{category}: reported as planned from {some} of {all}.")
    )
    return lang(message, category=category, some=lang.number(done or known), all=MUNICIPALITIES.counted(n, lang))


def shown_people(ars: str, number: float) -> int:
    """Return the inhabitants of one municipality as they may be told: rounded where its name is hidden."""
    return int(coarse(number) if is_other_key(ars) else number)


def _thousands(number: int) -> int:
    return max(1, round(number / 1000))


def _beyond(counted: str, beyond: bool, lang: Language) -> str:
    return lang("{counted}, and beyond the programme", counted=counted) if beyond else counted


def _participants_and_districts(dataset: Dataset, lang: Language) -> str:
    """Return how many take part in how many districts; of districts themselves there is nothing to say."""
    rows = dataset.participants
    n = int(rows["district"].nunique())
    if not n and all(map(is_of_district, rows["ars"])):
        return lang.plural("{n} participating municipality.", "{n} participating municipalities.", len(rows))
    return lang.plural(
        "{n} participating municipality, in {districts}.",
        "{n} participating municipalities, in {districts}.",
        len(rows),
        districts=lang.plural("{n} district", "{n} districts", n) if n else lang("districts that are not stated"),
    )


def _numbered(
    dataset: Dataset, numbers: pd.Series, said: pd.Series, finding: str, counted: str, title: str, lang: Language
) -> Shown:
    """Mark each participant by a number of measures in shades of the colour of statuses."""
    reported = numbers > 0
    classes = _classes(sorted(numbers[reported].unique().tolist()))
    shades = _shades(len(classes))
    strength = numbers.map({n: shade for values, shade in zip(classes, shades, strict=True) for n in values})
    legend = tuple(
        LegendEntry(f"{title}: {said}", STATUS, "", strength=shade, brief=said)
        for said, shade in zip(_ranges(classes, lang), shades, strict=True)
    )
    colours = pd.Series(STATUS, index=numbers.index, dtype="string").where(reported)
    symbols = numbers.astype("string").where(reported)
    marks = _marks(dataset, colours, symbols, said, strength.astype("Float64").fillna(1.0))
    return Shown(marks, (*legend, *_not_reported(reported, lang)), finding, counted, title)


def _not_reported(reported: pd.Series, lang: Language) -> tuple[LegendEntry, ...]:
    entry = LegendEntry(lang("no report (that is not a no)"), None, UNKNOWN_SYMBOL)
    return () if reported.all() else (entry,)


def _numbers(dataset: Dataset, rows: pd.DataFrame, *, done: bool) -> pd.Series:
    """Return of each participant how many of the rows are done, or how many are not."""
    return _of_each(dataset, rows.loc[rows["done"] == done, "ars"].value_counts()).fillna(0).astype(int)


def _of_each(dataset: Dataset, values: pd.Series) -> pd.Series:
    """Return of each participant its value, in the order of their rows."""
    return dataset.participants["ars"].map(values)


def _in_words(numbers: pd.Series, say: Callable[[int], str], none: str) -> pd.Series:
    said = {n: say(int(n)) for n in numbers.unique() if n}
    return numbers.map(said).astype("string").fillna(none)


def _furthest_first() -> list[Option]:
    status = MEASURES["status"]
    return [status.option(code) for code in status.furthest_first]


def _strength(roles: tuple[Role, ...]) -> float:
    return 1.0 if Role.DONE in roles else UNDERWAY if Role.STARTED in roles else 0.0


def _sign(status: str) -> str:
    option = MEASURES["status"].option(status)
    return SIGNS.get(MEASURES["status"].looks[status].symbol, option.words.de[:1])


def _cohort_colours(dataset: Dataset) -> pd.Series:
    return _colours_of(dataset.participants["cohort"])


def _colours_of(cohorts: pd.Series) -> pd.Series:
    return cohorts.map({year: cohort_look(int(year)).colour for year in cohorts.dropna().unique()})


def _year_sign(year: int) -> str:
    return f"’{year % 100:02}"


def place_names(names: pd.Series) -> pd.Series:
    """Return short names without what most of them begin with, such as "Asbach"; the whole where two would be alike."""
    bare = names.str.replace(rf"^({'|'.join(map(re.escape, current().places.unsaid))}) ", "", regex=True)
    return bare.where(~bare.duplicated(keep=False), names)


def _shades(n: int) -> list[float]:
    """Return the strengths of `n` shades, from the palest to the whole colour."""
    return [1 - (1 - PALEST) * place / max(n - 1, 1) for place in reversed(range(n))]


def _classes(values: list[int]) -> list[list[int]]:
    """Return the numbers that occur in classes, none of them empty: each its own where there are few."""
    return [list(part) for part in np.array_split(values, min(len(values), MOST_CLASSES))] if values else []


def _ranges(classes: list[list[int]], lang: Language, rounded: Callable[[int], int] = int) -> list[str]:
    """Return each class as "2" or "3–5"."""
    ends = ((lang.number(rounded(values[0])), lang.number(rounded(values[-1]))) for values in classes)
    return [low if low == high else f"{low}–{high}" for low, high in ends]


IMPLEMENTED, PLANNED, COHORT, IN_SHORT = "implemented", "planned", "cohort", "in_short"
OF_CONFERENCES = "conference"
OF_MEASURES: dict[str, Callable[[Dataset, Language, bool], Shown]] = {
    IMPLEMENTED: by_implemented,
    PLANNED: by_planned,
}
"""Those that may count what lies beyond the programme as well."""
OTHERS: dict[str, Callable[[Dataset, Language], Shown]] = {
    COHORT: by_cohort,
    "plaque": by_plaque,
    OF_CONFERENCES: by_conference,
    "people": by_people,
    "kind": by_kind,
    IN_SHORT: in_short,
}
INDICATORS: dict[str, Words | str] = {
    IMPLEMENTED: N_("Implemented"),
    PLANNED: N_("Planned"),
    COHORT: N_("Cohort"),
    "plaque": N_("Award"),
    OF_CONFERENCES: CONFERENCE,
    "people": N_("Inhabitants"),
    "kind": N_("Kind"),
}
"""What can be chosen, with its name; beside these any category."""

USUAL = next(iter(INDICATORS))


def offered() -> list[str]:
    """Return what can be chosen in the programme, without the categories."""
    return [code for code in INDICATORS if code != OF_CONFERENCES or has_conferences()]


def name_of(indicator: str, lang: Language) -> str:
    """Return what an indicator is called."""
    name = INDICATORS[indicator]
    return lang(name) if isinstance(name, str) else lang.of(name)


def category_of(indicator: str) -> str | None:
    """Return the category that an indicator shows, if it is one of these."""
    code = indicator.removeprefix(CATEGORY)
    return code if code != indicator and code in MEASURES["category"].codes else None


def shown(dataset: Dataset, indicator: str, lang: Language, beyond: bool = False) -> Shown:
    """Return what the map shows by an indicator; the sentence says so where nobody is left to show."""
    found = _shown(dataset, indicator, beyond, lang)
    if dataset.participants.empty:
        empty = lang("No participating municipality is in these data.")
        return found._replace(finding=empty, counted="")
    return found


def _shown(dataset: Dataset, indicator: str, beyond: bool, lang: Language) -> Shown:
    if category := category_of(indicator):
        return by_category(dataset, category, lang, beyond)
    if indicator in OF_MEASURES:
        return OF_MEASURES[indicator](dataset, lang, beyond)
    return OTHERS[indicator](dataset, lang)


def in_outline(dataset: Dataset, lang: Language) -> tuple[pd.DataFrame, tuple[LegendEntry, ...]]:
    """Return marks of those that do not take part (any more), as grey outlines, and what explains them."""
    rows, said = outside(dataset, lang)
    marks = _marks_of(rows, dataset, pd.Series(MUTED, index=rows.index), pd.Series("", index=rows.index), said, 0.0)
    why = ", ".join(said.unique())
    return marks.assign(sign_colour=MUTED), (LegendEntry(why, MUTED, "", strength=0.0),) if why else ()


def outside(dataset: Dataset, lang: Language) -> tuple[pd.DataFrame, pd.Series]:
    """Return the municipalities that take part no more or not yet, and for each in a word why it does not count.

    Columns: those of the table of municipalities.
    """
    rows = pd.concat([dataset.gone, dataset.to_come])
    why = dataset.gone["status"].astype("string").map(MUNICIPALITIES["status"].words(lang))
    return rows, why.reindex(rows.index).fillna(lang("not taking part yet")).astype("string")


def table(marks: pd.DataFrame, dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return what the map shows as rows in words: municipality, kind, cohort, district, and what its mark says."""
    rows = dataset.municipalities.loc[marks.index]
    columns = [MUNICIPALITIES[name] for name in ("name", "kind", "cohort", "district")]
    shown = words(rows, MUNICIPALITIES, lang)[[lang.of(column.label) for column in columns]]
    return shown.assign(**{lang("On the map"): marks["said"]}).reset_index(drop=True)


def _marks(
    dataset: Dataset, colours: pd.Series, symbols: pd.Series, said: pd.Series, strength: pd.Series | float = 1.0
) -> pd.DataFrame:
    return _marks_of(dataset.participants, dataset, colours, symbols, said, strength)


def _marks_of(
    rows: pd.DataFrame,
    dataset: Dataset,
    colours: pd.Series,
    symbols: pd.Series,
    said: pd.Series,
    strength: pd.Series | float,
) -> pd.DataFrame:
    """Return a mark for each of the municipalities, whose cohort stands behind its name."""
    names = rows["ars"].map(dataset.names)
    said = said.astype("string")
    return pd.DataFrame(
        {
            "ars": rows["ars"],
            "name": place_names(names),
            "sign": rows["cohort"].map(_year_sign).astype("string").fillna(""),
            "sign_colour": _colours_of(rows["cohort"]).fillna(INK),
            "colour": colours.astype("string"),
            "symbol": symbols.astype("string"),
            "text": names + ": " + said,
            "said": said,
            "kind": rows["kind"],
            "areas": rows["areas"],
            "strength": strength,
        }
    )
