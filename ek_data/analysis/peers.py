"""Peers: who has a measure of a category already, and whom to ask first from the viewpoint of one municipality.

First come municipalities of the same kind, among them those of similar size (at most one and a half times as large or
as small), then the nearest as the crow flies. An unknown size comes between similar and different, because it may be
either; an unknown distance comes last. A Landkreis and the municipalities inside it are no peers of one another: they
are named last, with the reason. No row means that nothing is known, never that there is nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from ek_data.analysis.journey import dated
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import cohort_statements, in_programme, of_programme, overdue
from ek_data.dataset.regions import significant
from ek_data.figures.attendance import held_conferences, people_attending
from ek_data.figures.qualified import Quantity, as_told
from ek_data.geo.boundaries import Boundaries, distance_km
from ek_data.geo.regional_key import listed
from ek_data.i18n import N_, Language
from ek_data.palette import MUTED, Look
from ek_data.programme.roles import Role
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.measures import DONE
from ek_data.tables.shared_choices import Certainty

SIMILAR = 1.5  # times as large, or as small
TOLD = ["ars", "title", "status", "relation", "certainty", "reach", "since", "precision", "started", "overdue"]


def distances(dataset: Dataset, ars: str, boundaries: Boundaries) -> pd.Series:
    """Return how far each other municipality is from `ars` in km, middle to middle; <NA> without a boundary.

    Of a cooperation the nearest of its areas counts.
    """
    others = dataset.municipalities["ars"]
    lies = {
        other: [boundaries.areas[key] for key in listed(areas) or (other,) if key in boundaries.areas]
        for other, areas in zip(others, dataset.municipalities["areas"], strict=True)
    }
    own = lies.get(ars, [])
    away = {
        other: min(distance_km(mine, theirs) for mine in own for theirs in areas)
        for other, areas in lies.items()
        if own and areas
    }
    return others.map(away).astype("Float64").set_axis(others)


def who_has(dataset: Dataset, category: str) -> pd.DataFrame:
    """Return the participants of which a measure of `category` is known, by name, with the one furthest along.

    A measure of the programme goes before one outside of it.
    Columns: ars, name, kind, population, cohort, title, status, relation, certainty, reach, those that
    `journey.dated` adds, n (measures of the category).
    """
    rows = dataset.measures[(dataset.measures["category"] == category) & dataset.measures["municipality"].notna()]
    order = MEASURES["status"].furthest(rows["status"])
    placed = rows.assign(order=order, outside=~in_programme(rows), ars=rows["municipality"])
    furthest = placed.sort_values(["outside", "order"], kind="stable")
    counted = furthest.groupby("ars").size()
    first = furthest.drop_duplicates("ars")
    told = dated(first, overdue(first, MEASURES, dataset.as_of))[TOLD].assign(n=first["ars"].map(counted))
    whose = dataset.participants[["ars", "kind", "population", "cohort"]]
    joined = whose.merge(told, on="ars")
    return joined.assign(name=joined["ars"].map(dataset.names)).sort_values("name", kind="stable", ignore_index=True)


def whom_to_ask(dataset: Dataset, category: str, ars: str, boundaries: Boundaries) -> pd.DataFrame:
    """Return the others of `who_has`, whom to ask first on top.

    Further columns: same_kind, similar (<NA>: a size is not known), distance_km (<NA>: not known), nested ("inside" the
    municipality `ars`, "around" it, else "").
    """
    own = dataset.municipalities.set_index("ars").loc[ars]
    found = who_has(dataset, category)
    found = found[found["ars"] != ars]
    ratio = (found["population"] / own["population"]).astype("Float64")
    nested = _nested(found["ars"], ars)
    placed = found.assign(
        same_kind=(found["kind"].astype("string") == str(own["kind"])).astype(bool),
        similar=ratio.between(1 / SIMILAR, SIMILAR).astype("boolean").mask(ratio.isna()),
        distance_km=found["ars"].map(distances(dataset, ars, boundaries)).astype("Float64"),
        nested=nested,
    )
    size = placed["similar"].map({True: 0, False: 2}).astype("Int64").fillna(1)
    order = placed.assign(apart=nested != "", other=~placed["same_kind"], size=size)
    order = order.sort_values(["apart", "other", "size", "distance_km", "name"], kind="stable")
    return placed.loc[order.index].reset_index(drop=True)


def _nested(others: pd.Series, ars: str) -> pd.Series:
    own = str(significant(pd.Series([ars])).iloc[0])
    digits = significant(others)
    around = pd.Series([own.startswith(other) for other in digits], index=others.index, dtype=bool)
    nested = pd.Series("", index=others.index, dtype="string").mask(around, "around")
    return nested.mask(digits.str.startswith(own), "inside")


def not_known_here(dataset: Dataset, ars: str) -> list[str]:
    """Return the categories of which others have a measure and `ars` has none known, as `known_categories` does."""
    rows = dataset.measures[dataset.measures["municipality"].isin(dataset.participants["ars"])]
    own = set(rows.loc[rows["municipality"] == ars, "category"])
    others = set(rows.loc[rows["municipality"] != ars, "category"].dropna().unique())
    return [code for code in dataset.result(known_categories) if code in others - own]


def known_categories(dataset: Dataset) -> list[str]:
    """Return the categories of which a measure is known, the one with most measures of participants first.

    Last come those that are reported of a cohort as a whole only: of them nobody is named, and that is an answer too.
    """
    rows = dataset.measures[dataset.measures["municipality"].isin(dataset.participants["ars"])]
    of_programme = in_programme(rows).groupby(rows["category"], observed=True).sum()
    named = [str(code) for code in of_programme.sort_values(ascending=False, kind="stable").index]
    stated = set(cohort_statements(dataset)["category"])
    return named + [code for code in MEASURES["category"].codes if code in stated - set(named)]


def others_of_cohort(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return what others of its cohort report in the programme and is not known of `ars`, the most frequent first.

    Columns: category, ars, name, status, overdue – one row for each category and municipality, with the measure that is
    furthest along.
    """
    [cohort] = dataset.municipalities.loc[dataset.municipalities["ars"] == ars, "cohort"]
    members = dataset.participants
    others = members.loc[(members["cohort"] == cohort).fillna(False) & (members["ars"] != ars), "ars"]
    rows = of_programme(dataset.measures[dataset.measures["municipality"].isin(others)])
    rows = rows[rows["category"].isin(dataset.result(not_known_here, ars))]
    ordered = rows.assign(
        ars=rows["municipality"],
        name=rows["municipality"].map(dataset.names),
        category=rows["category"].astype("string"),
        overdue=overdue(rows, MEASURES, dataset.as_of),
        order=MEASURES["status"].furthest(rows["status"]),
    ).sort_values("order", kind="stable")
    first = ordered.drop_duplicates(["category", "ars"])
    many = first.groupby("category")["ars"].transform("size")
    listed = first.assign(many=-many).sort_values(["many", "category", "order", "name"], kind="stable")
    return listed[["category", "ars", "name", "status", "overdue"]].reset_index(drop=True)


def finding(found: pd.DataFrame, category: str, n: int, lang: Language, *, others: bool = False) -> str:
    """Return of how many of the `n` participants looked at a measure of `category` is known, and how far they are.

    With `others` one municipality asks, which is not counted itself.
    """
    if found.empty:
        return lang(
            "{category}: no source names a municipality.",
            category=lang.of(MEASURES["category"].option(category).words),
        )
    reached = found["status"].value_counts()
    by_status = ", ".join(
        f"{lang.number(reached[code])} {lang.of(MEASURES['status'].option(code).words)}"
        for code in MEASURES["status"].furthest_first
        if reached.get(code)
    )
    among = (
        lang.plural("{n} other municipality", "{n} other municipalities", n)
        if others
        else lang.plural("{n} municipality", "{n} municipalities", n)
    )
    return lang(
        "{category}: a measure is known of {count} of {among} ({by_status}). Of the others nothing is stated.",
        among=among,
        category=lang.of(MEASURES["category"].option(category).words),
        count=lang.number(len(found)),
        by_status=by_status,
    )


def for_cohorts(dataset: Dataset, category: str, lang: Language) -> str:
    """Return how far a category is reported to be in whole cohorts, without names; empty if nothing is reported.

    Of each cohort it is the furthest status, so that no sentence is longer than there are statuses.
    """
    stated = cohort_statements(dataset)
    rows = stated[stated["category"] == category]
    furthest = MEASURES["status"].furthest(rows["status"]).groupby(rows["cohort"]).min()
    parts = [
        _in_cohorts(code, [str(cohort) for cohort in furthest.index[furthest == place]], lang)
        for place, code in enumerate(MEASURES["status"].furthest_first)
        if (furthest == place).any()
    ]
    return lang("Reported without names: {cohorts}.", cohorts="; ".join(parts)) if parts else ""


def _in_cohorts(status: str, cohorts: list[str], lang: Language) -> str:
    return lang.plural(
        "{status} in cohort {cohorts}",
        "{status} in cohorts {cohorts}",
        len(cohorts),
        status=lang.of(MEASURES["status"].option(status).words),
        cohorts=lang.listing(cohorts),
    )


class Peer(NamedTuple):
    """One who can be asked: who it is, how the mark is drawn that says how far it is, and the facts in words."""

    ars: str
    name: str
    look: Look
    overdue: bool
    facts: str


def answers(dataset: Dataset, category: str, lang: Language) -> tuple[Peer, ...]:
    """Return who has a measure of `category`: those of the programme first, in each part the furthest along first."""
    found = dataset.result(who_has, category)
    order = found.assign(outside=~in_programme(found), place=MEASURES["status"].furthest(found["status"]))
    people = _people(dataset, category)
    ordered = order.sort_values(["outside", "place", "name"], kind="stable")
    return tuple(_answer(row, people.get(row["ars"]), lang) for row in ordered.to_dict("records"))


def _answer(row: Mapping[Any, Any], people: Quantity | None, lang: Language) -> Peer:
    status, relation = str(row["status"]), str(row["relation"])
    look = MEASURES["status"].looks[status]
    facts = [MEASURES["status"].words(lang)[status], wording.measure_date(row, lang)]
    if row["outside"]:
        look = look._replace(colour=MUTED)
        facts.insert(0, MEASURES["relation"].words(lang)[relation])
    if pd.notna(row["reach"]):
        people = Quantity(int(row["reach"]))
    if people is not None:
        facts.append(lang("{number} people", number=people.words(lang)))
    if row["certainty"] == Certainty.DERIVED:
        facts.append(MEASURES["certainty"].words(lang)[Certainty.DERIVED])
    late = bool(row["overdue"])
    return Peer(str(row["ars"]), str(row["name"]), look, late, ", ".join(filter(None, facts)))


def _people(dataset: Dataset, category: str) -> dict[str, Quantity]:
    """Return by ARS how many people came to the newest conference of which it is known, if `category` means those."""
    if category not in MEASURES["category"].having(Role.CONFERENCE):
        return {}
    held = held_conferences(dataset).sort_values("starts_on", kind="stable")
    told = held.assign(people=people_attending(held), how=as_told(held["attendance_qualifier"])).dropna(
        subset=["people", "municipality"]
    )
    return {
        str(ars): Quantity(int(people), str(how))
        for ars, people, how in zip(told["municipality"], told["people"], told["how"], strict=True)
    }


def counted(dataset: Dataset, category: str, lang: Language) -> str:
    """Return "4 von 14 Kommunen: 3 umgesetzt, 1 geplant", of measures of the programme."""
    found = dataset.result(who_has, category)
    reached = found.loc[in_programme(found), "status"].astype("string").value_counts()
    words = MEASURES["status"].words(lang)
    parts = [
        f"{lang.number(int(reached[code]))} {words[code]}"
        for code in MEASURES["status"].furthest_first
        if code in reached
    ]
    among = MUNICIPALITIES.counted(len(dataset.participants), lang)
    if not parts:
        return _none_of_programme(len(found), lang)
    return lang("{n} of {among}: {parts}", n=lang.number(int(reached.sum())), among=among, parts=", ".join(parts))


def _none_of_programme(outside: int, lang: Language) -> str:
    if not outside:
        return lang("No municipality is named by a source.")
    return lang("No municipality is named by a source in the programme; outside it: {n}.", n=lang.number(outside))


def silent(dataset: Dataset, category: str, lang: Language) -> str:
    """Return of how many participants nothing is reported of `category`; empty if of none."""
    known = len(dataset.result(who_has, category))
    n = len(dataset.participants) - known
    if not n:
        return ""
    who = lang.more(n) if known else lang.number(n)
    return lang("{who}: nothing reported.", who=who)


def table(found: pd.DataFrame, lang: Language) -> pd.DataFrame:
    """Return `who_has` or `whom_to_ask` in words; of the latter with the reason for the order.

    Columns: municipality, title, status, since when and, of the latter, why in this order; in words.
    """
    rows, late = found.to_dict("records"), found["overdue"].to_numpy(bool)
    told = {
        lang.of(MUNICIPALITIES["name"].label): found["name"].to_list(),
        lang.of(MEASURES["title"].label): [_titled(row["title"], row["n"], lang) for row in rows],
        lang.of(MEASURES["status"].label): wording.measure_status(found, late, lang).to_list(),
        lang("Since"): [_since(row, lang) for row in rows],
    }
    if "nested" in found:
        told[lang("Why in this order")] = [
            reason(row["kind"], row["same_kind"], row["similar"], row["distance_km"], row["nested"], lang)
            for row in rows
        ]
    return pd.DataFrame(told, dtype="string")


def _titled(title: str, n: int, lang: Language) -> str:
    if n == 1:
        return title
    return lang("{title} ({more})", title=title, more=lang.more(n - 1))


def _since(row: Mapping[Any, Any], lang: Language) -> str:
    said = wording.measure_date(row, lang) or lang("not known")
    if row["started"] or pd.isna(row["since"]) or row["status"] not in DONE:
        return said
    return lang("start not known, {reported}", reported=said)


def reason(kind: str, same_kind: bool, similar: bool | None, km: float | None, nested: str, lang: Language) -> str:
    """Return in words why one stands where it does: "auch Verbandsgemeinde, ähnliche Größe, 23 km entfernt"."""
    if nested:
        return lang("lies inside this municipality") if nested == "inside" else lang("this municipality lies inside it")
    word = lang.of(MUNICIPALITIES["kind"].option(kind).words)
    size = N_("size not known") if pd.isna(similar) else N_("similar size") if similar else N_("different size")
    away = lang("distance not known") if pd.isna(km) else lang("{km} km away", km=lang.number(km, 0))
    return ", ".join([lang("also {kind}", kind=word) if same_kind else word, lang(size), away])
