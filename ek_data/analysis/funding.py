"""The funding of each municipality in each year, as far as the data say, and the yearly ceiling that is reported.

An amount belongs to the year in which its measure began or, where that is not known, to the year of its status; the
data have no date of payment. An unknown amount is never a zero: it is counted as unknown. What is to begin in a year
after the one up to which the data speak has no row, because nothing was paid for it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import pandas as pd

from ek_data.analysis import programme_time
from ek_data.dataset.dataset import Dataset, short_names
from ek_data.figures import headline
from ek_data.figures.key_facts import funding_ceiling
from ek_data.figures.qualified import Quantity, Row
from ek_data.i18n import Language
from ek_data.tables import MEASURES
from ek_data.tables.shared_choices import Qualifier


def funding(dataset: Dataset) -> pd.DataFrame:
    """Return the amounts, newest year first: one row for each participant in each year of which a measure is known.

    Columns: ars, name, cohort, year (Int64; <NA>: not known), amount (Float64, euros; <NA>: not one is known), stated
    and unstated (Int64: measures of the programme with and without an amount), measure (the key of the measure whose
    amount it is, where it is that of one alone). A year that is not known has rows of those only who have measures in
    it.
    """
    members = programme_time.members(dataset)[["ars", "name", "cohort"]]
    paid, year = _until_now(dataset)
    whose = [paid["municipality"].rename("ars"), year]
    of_year = paid["funding_eur"].groupby(whose, dropna=False, observed=True)
    keys = paid[MEASURES.key[0]].where(paid["funding_eur"].notna()).groupby(whose, dropna=False, observed=True)
    summed = pd.DataFrame({"amount": of_year.sum(min_count=1), "stated": of_year.count(), "measures": of_year.size()})
    summed["measure"] = keys.first().where(summed["stated"] == 1)
    told = members.merge(summed.reset_index(), on="ars")
    everybody = members.merge(told["year"].dropna().drop_duplicates(), how="cross")
    silent = everybody.merge(told[["ars", "year"]], on=["ars", "year"], how="left_anti")
    rows = pd.concat([told, silent]).astype({"year": "Int64", "amount": "Float64"})
    counted = rows.assign(stated=rows["stated"].fillna(0), unstated=(rows["measures"] - rows["stated"]).fillna(0))
    typed = counted.drop(columns="measures").astype({"stated": "Int64", "unstated": "Int64"})
    return typed.sort_values(["year", "name"], ascending=[False, True], kind="stable").reset_index(drop=True)


def _until_now(dataset: Dataset) -> tuple[pd.DataFrame, pd.Series]:
    """Return the measures of named municipalities and their years, without those of years to come."""
    rows = headline.named_measures(dataset)
    year = rows["started_on"].fillna(rows["status_on"]).dt.year.astype("Int64").rename("year")
    ahead = (year > (dataset.as_of.year if dataset.as_of else dt.MAXYEAR)).fillna(False)
    return rows[~ahead], year[~ahead]


def by_year(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return what is known of each year in which somebody took part, up to the date of the data, newest year first.

    Columns: year, members (how many take part and had begun by then), known (of how many an amount is known, even if
    they began later), without (of how many of the members none is), amount (Float64, euros; <NA>: not one is known),
    unstated (measures without an amount), most (Float64, euros; what all together can have received if each received
    what is reported as the most; <NA>: nothing is reported).
    """
    rows, limit = dataset.result(funding), funding_ceiling(dataset, lang)
    cohorts = dataset.participants["cohort"].dropna().astype(int)
    told = set(rows["year"].dropna().astype(int))
    last = max([*told, *([dataset.as_of.year] if dataset.as_of else [])], default=0)
    known = rows[rows["year"].notna()].groupby("year", observed=True)
    begun = rows[(rows["cohort"] <= rows["year"]).fillna(False)].groupby("year", observed=True)["amount"].count()
    summed = pd.DataFrame(
        {
            "known": known["amount"].count(),
            "amount": known["amount"].sum(min_count=1),
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
    said = lang.number(float(row["amount"]))
    return lang("at least {amount}", amount=said) if row["unstated"] else said


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
    """Return what one municipality received, in euros: "2025: 3.200; 2024: keine Angabe"."""
    rows = dataset.result(funding)
    own = rows[(rows["ars"] == ars) & (rows["stated"] + rows["unstated"] > 0)]
    parts = [f"{year_in_words(row['year'], lang)}: {amount_in_words(row, lang)}" for row in own.to_dict("records")]
    return "; ".join(parts) or lang("not known")


def amount_in_words(row: Row, lang: Language) -> str:
    """Return one amount in euros: "3.200", "mindestens 3.200" where others are missing, or why there is none."""
    amount, unstated = row["amount"], row["unstated"]
    if pd.isna(amount):
        early = pd.notna(row["year"]) and pd.notna(row["cohort"]) and row["year"] < row["cohort"]
        return lang("not taking part yet") if early and not unstated else lang("not known")
    return lang("at least {amount}", amount=lang.number(float(amount))) if unstated else lang.number(float(amount))


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
    return lang.plural(
        "For {known} of {n} municipality an amount is known in {year}, together {sum} euros.",
        "For {known} of {n} municipalities an amount is known in {year}, together {sum} euros.",
        members,
        year=year,
        known=lang.number(known["ars"].nunique()),
        sum=lang.number(float(known["amount"].sum())),
    )
