"""The funding of each municipality in each year, as far as the data say, and the yearly ceiling that is reported.

What a key fact states of a municipality and a year is all that it received then. Else the amounts of its measures are
added up: each belongs to the year in which its measure began or, where that is not known, to the year of its status,
because the tables have no date of payment. An unknown amount is never a zero: it is counted as unknown. What is to
begin in a year after the one up to which the data speak has no row, because nothing was paid for it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pandas as pd

from ek_data.analysis import programme_time
from ek_data.dataset import programme_rows
from ek_data.dataset.dataset import Dataset, short_names
from ek_data.figures.key_facts import funding_ceiling, paid
from ek_data.figures.qualified import Quantity, Row, total
from ek_data.i18n import Language
from ek_data.programme.fixed_lists import Qualifier
from ek_data.tables import MEASURES


def funding(dataset: Dataset) -> pd.DataFrame:
    """Return the amounts, newest year first: a row for each participant in each year of which anything is known.

    Columns: ars, name, cohort, year (Int64; <NA>: not known), amount (Float64, euros; <NA>: not one is known),
    qualifier (how exact the amount is; a sum that lacks some is a minimum), stated and unstated (Int64: measures of the
    programme with and without an amount; none is without one where the year is stated as a whole), measure (the key of
    the measure whose amount it is, where it is that of one alone). A year that is not known has rows of those only who
    have measures in it.
    """
    members = programme_time.members(dataset)[["ars", "name", "cohort"]]
    told = members.merge(_stated_first(_of_measures(dataset), dataset.result(paid)), on="ars")
    everybody = members.merge(told["year"].dropna().drop_duplicates(), how="cross")
    silent = everybody.merge(told[["ars", "year"]], on=["ars", "year"], how="left_anti")
    rows = pd.concat([told, silent]).astype({"year": "Int64", "amount": "Float64"})
    counted = rows.assign(stated=rows["stated"].fillna(0), unstated=(rows["measures"] - rows["stated"]).fillna(0))
    minimum = counted["amount"].notna() & (counted["unstated"] > 0) & counted["qualifier"].isna()
    exact = counted.assign(qualifier=counted["qualifier"].mask(minimum, Qualifier.AT_LEAST))
    typed = exact.drop(columns="measures").astype({"stated": "Int64", "unstated": "Int64"})
    return typed.sort_values(["year", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _of_measures(dataset: Dataset) -> pd.DataFrame:
    """Return what the amounts of measures add up to, for each municipality and year."""
    measures, year = _until_now(dataset)
    amounts, whose = measures["funding_eur"], [measures["municipality"].rename("ars"), year]
    of_year = amounts.groupby(whose, dropna=False, observed=True)
    keys = measures[MEASURES.key[0]].where(amounts.notna()).groupby(whose, dropna=False, observed=True)
    summed = pd.DataFrame({"amount": of_year.sum(min_count=1), "stated": of_year.count(), "measures": of_year.size()})
    summed["measure"] = keys.first().where(summed["stated"] == 1)
    return summed.reset_index()


def _stated_first(of_measures: pd.DataFrame, as_a_whole: pd.DataFrame) -> pd.DataFrame:
    """Return the sums of measures, replaced by what is stated of the whole year."""
    keys = ["ars", "year"]
    others = of_measures.merge(as_a_whole[keys], on=keys, how="left_anti")
    counted = as_a_whole.merge(of_measures[[*keys, "stated"]], on=keys, how="left").fillna({"stated": 0})
    both: pd.DataFrame = pd.concat([others, counted.assign(measures=counted["stated"])])
    return both


def _until_now(dataset: Dataset) -> tuple[pd.DataFrame, pd.Series]:
    """Return the measures of named municipalities and their years, without those of years to come."""
    rows = programme_rows.named_measures(dataset)
    year = rows["started_on"].fillna(rows["status_on"]).dt.year.astype("Int64").rename("year")
    ahead = (year > (dataset.as_of.year if dataset.as_of else dt.MAXYEAR)).fillna(False)
    return rows[~ahead], year[~ahead]


def by_year(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return what is known of each year in which somebody took part, up to the date of the data, newest year first.

    Columns: year, members (how many take part and had begun by then), known (of how many an amount is known, even if
    they began later), without (of how many of the members none is), amount (Float64, euros; <NA>: not one is known),
    qualifier (how exact it is), unstated (measures without an amount), most (Float64, euros; what all together can have
    received if each received what is reported as the most; <NA>: nothing is reported).
    """
    rows, limit = dataset.result(funding), funding_ceiling(dataset, lang)
    cohorts = dataset.participants["cohort"].dropna().astype(int)
    told = set(rows["year"].dropna().astype(int))
    last = max([*told, *([dataset.as_of.year] if dataset.as_of else [])], default=0)
    known = rows[rows["year"].notna()].groupby("year", observed=True)
    begun = rows[(rows["cohort"] <= rows["year"]).fillna(False)].groupby("year", observed=True)["amount"].count()
    sums = {year: together(part) for year, part in known}
    summed = pd.DataFrame(
        {
            "known": known["amount"].count(),
            "amount": pd.Series({year: each.value for year, each in sums.items()}, dtype="Float64"),
            "qualifier": pd.Series({year: each.qualifier for year, each in sums.items()}, dtype="string"),
            "unstated": known["unstated"].sum(),
        }
    )
    every = pd.RangeIndex(min([*told, *cohorts], default=last + 1), last + 1, name="year")
    found = summed.reindex(every)
    found.insert(0, "members", [int((cohorts <= year).sum()) for year in every])
    found["known"], found["unstated"] = found["known"].fillna(0), found["unstated"].fillna(0)
    found["without"] = found["members"] - begun.reindex(every, fill_value=0)
    found["most"] = found["members"] * limit.value if limit else pd.NA
    typed = found.astype({"known": "Int64", "unstated": "Int64", "amount": "Float64", "most": "Float64"})
    return typed[::-1].reset_index()


def together(rows: pd.DataFrame) -> Quantity:
    """Return what the amounts of some rows of `funding` add up to: a minimum where measures have none."""
    known = rows[rows["amount"].notna()]
    summed = total(known["amount"], known["qualifier"].astype("string").fillna(Qualifier.EXACT))
    return replace(summed, qualifier=Qualifier.AT_LEAST) if len(known) and rows["unstated"].sum() else summed


def without_amount(dataset: Dataset) -> list[str]:
    """Return the short names of the participants of whom no amount is known in any year, by the alphabet."""
    rows = dataset.result(funding)
    paid = rows.loc[rows["amount"].notna(), "ars"]
    silent = dataset.participants[~dataset.participants["ars"].isin(paid)]
    return sorted(short_names(silent["name"]))


def most_in_words(row: Row, lang: Language) -> str:
    """Return what all together can have received in a year at most: "bis zu 70.000"."""
    if pd.isna(row["most"]):
        return lang("not known")
    return Quantity(float(row["most"]), Qualifier.AT_MOST).words(lang)


def known_in_words(row: Row, lang: Language) -> str:
    """Return what is known to have been paid in a year: "mindestens 3.200" where measures without an amount remain."""
    if pd.isna(row["amount"]):
        return lang("not known")
    return Quantity(float(row["amount"]), None if pd.isna(row["qualifier"]) else str(row["qualifier"])).words(lang)


def years(dataset: Dataset) -> list[int]:
    """Return the years in which an amount is known, newest first."""
    rows = dataset.result(funding)
    return sorted(rows.loc[rows["amount"].notna(), "year"].dropna().astype(int).unique().tolist(), reverse=True)


def finding(dataset: Dataset, year: int | None, lang: Language) -> str:
    """Return in one sentence what is known of the amounts of a year.

    `year` None stands for all years, where no amount is known in any.
    """
    _rows, known = _of_year(dataset, year)
    return _known(known, len(dataset.participants), year, lang)


def reservations(dataset: Dataset, year: int | None, lang: Language) -> list[str]:
    """Return in sentences what is missing of the amounts of a year, and what is above the ceiling."""
    (rows, known), limit = _of_year(dataset, year), funding_ceiling(dataset, lang)
    sentences = []
    missing = int(rows["unstated"].sum())
    if len(known) and missing:
        sentences.append(
            lang.plural(
                "The sum is a minimum: for {n} measure no amount is known.",
                "The sum is a minimum: for {n} measures no amount is known.",
                missing,
            )
        )
    if limit:
        sentences.append(lang("Reported per municipality and year: {statement}.", statement=limit.statement))
    if limit and (above := int((known["amount"] > limit.value).sum())):
        sentences.append(
            lang.plural(
                "For {n} municipality the known amount is above it; please check the entries.",
                "For {n} municipalities the known amount is above it; please check the entries.",
                above,
            )
        )
    return sentences


def _of_year(dataset: Dataset, year: int | None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the rows of a year, and those of them with an amount."""
    rows = dataset.result(funding)
    rows = rows[rows["year"] == year] if year else rows
    return rows, rows[rows["amount"].notna()]


def of_municipality(dataset: Dataset, ars: str, lang: Language) -> str:
    """Return what one municipality received, in euros: "2025: 3.200; 2024: keine Angabe"; or that nothing is known."""
    rows = dataset.result(funding)
    own = rows[(rows["ars"] == ars) & (rows["amount"].notna() | (rows["unstated"] > 0))]
    if own["amount"].isna().all():
        return lang("not known")
    parts = [f"{year_in_words(row['year'], lang)}: {amount_in_words(row, lang)}" for row in own.to_dict("records")]
    return "; ".join(parts)


def amount_in_words(row: Row, lang: Language) -> str:
    """Return one amount in euros: "3.200", "mindestens 3.200" where others are missing, or why there is none."""
    if pd.isna(row["amount"]):
        early = pd.notna(row["year"]) and pd.notna(row["cohort"]) and row["year"] < row["cohort"]
        return lang("not taking part yet") if early and not row["unstated"] else lang("not known")
    return known_in_words(row, lang)


def year_in_words(year: Any, lang: Language) -> str:
    """Return a year as text."""
    return lang("year not known") if pd.isna(year) else str(year)


def _known(known: pd.DataFrame, members: int, year: int | None, lang: Language) -> str:
    if not members:
        return lang("No participating municipality is in these data.")
    if known.empty:
        return lang.plural(
            "For the one participating municipality no source states an amount that was paid.",
            "For none of the {n} participating municipalities a source states an amount that was paid.",
            members,
        )
    summed = together(known)
    return lang.plural(
        "For {known} of {n} municipality an amount is known in {year}, together {sum} euros.",
        "For {known} of {n} municipalities an amount is known in {year}, together {sum} euros.",
        members,
        year=year,
        known=lang.number(known["ars"].nunique()),
        sum=lang.number(summed.value or 0) if known["unstated"].sum() else summed.words(lang),
    )
