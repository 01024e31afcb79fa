"""Comparison of the cohorts at the same time in the programme: tidy frames, without any claim of effect.

Municipalities are counted, never averaged; what is not known to be implemented is "not yet", not "no". Statements made
for a cohort as a whole are marked and counted for no municipality.
"""

from __future__ import annotations

from enum import StrEnum

import numpy as np
import pandas as pd

from ek_data.analysis.programme_time import (
    USUAL,
    Comparison,
    Start,
    begun,
    certain_on,
    cohort_starts,
    common_window,
    compared,
    implemented,
    measures_of,
    members,
    programme_month,
    starts,
)
from ek_data.dataset.dataset import Dataset, short_names
from ek_data.dataset.partial_dates import last_days
from ek_data.dataset.programme_rows import (
    cohort_statements,
    in_programme,
    named_measures,
    of_programme,
    overdue,
    planned,
)
from ek_data.figures.attendance import known_conferences, people_attending
from ek_data.tables import MEASURES
from ek_data.tables.measures import DONE


class CategoryReport(StrEnum):
    """What sources say of a category in a cohort."""

    NAMED = "named"
    """At least one municipality has it."""
    UNNAMED = "unnamed"
    """The cohort has it, and no municipality is named."""
    NOTHING = "nothing"


def adoption_curve(dataset: Dataset, category: str | None = None, comparison: Comparison = USUAL) -> pd.DataFrame:
    """Return how many municipalities had at least one implemented measure by each month, of `category` or of any.

    Columns: cohort, month, municipalities (at least so many: others may have one that no source reports), at_latest (of
    how many of them the month is an upper bound), perhaps (how many more may have had one by then, because only a later
    month is known as the latest), n (all of the cohort), compared (the cohort is one of those set against each other),
    common (and the month lies in their common window), unnamed (a source reports it of the cohort without naming a
    municipality, as done by that month). A cohort's curve ends with the last month in which all its members are under
    observation, so that it never falls because the latest to join are not observed any longer.
    """
    everybody = dataset.result(begun, comparison.start)
    steps = _steps_of(dataset, comparison.start, category)
    first, unsure = _firsts(steps), steps.groupby("member")["latest_only"].any()
    curves = [_curve(cohort, rows, first, unsure) for cohort, rows in everybody.groupby("cohort")]
    columns = dict.fromkeys(("cohort", "month", "municipalities", "at_latest", "perhaps", "n"), "Int64")
    curve = pd.concat([pd.DataFrame(columns=list(columns)), *curves], ignore_index=True).astype(columns)
    chosen = curve["cohort"].isin(compared(dataset, comparison)).astype(bool)
    reached = curve["month"] <= common_window(dataset, comparison)
    unnamed = _unnamed_by(curve, dataset, category, comparison.start)
    return curve.assign(compared=chosen, common=chosen & reached.astype(bool), unnamed=unnamed)


def _unnamed_by(curve: pd.DataFrame, dataset: Dataset, category: str | None, start: Start) -> pd.Series:
    """Return in which months of a curve it is certain by a report on the whole cohort; without a date in the last."""
    stated = cohort_statements(dataset)
    stated = stated[stated["status"].isin(DONE) & ((stated["category"] == category) | (category is None))]
    month = programme_month(certain_on(stated, dataset.as_of), cohort_starts(dataset, stated["cohort"], start))
    first = curve["cohort"].map(month.groupby(stated["cohort"]).min()).astype("Int64")
    last = curve["month"] == curve.groupby("cohort")["month"].transform("max")
    by_then = (curve["month"] >= first).fillna(False) | last
    return (curve["cohort"].isin(stated["cohort"]) & by_then).astype(bool)


def _steps(dataset: Dataset, start: Start = Start.NEW_YEAR) -> pd.DataFrame:
    """The implemented measures of everybody compared: several pictures of one page need them."""
    return implemented(dataset, dataset.result(begun, start))


def _steps_of(dataset: Dataset, start: Start, category: str | None = None) -> pd.DataFrame:
    steps = dataset.result(_steps, start)
    return (steps if category is None else steps[steps["category"] == category]).reset_index(drop=True)


def _firsts(steps: pd.DataFrame) -> pd.DataFrame:
    """Return the first implemented measure of each member as `implemented` does; of a month, one that is certain."""
    order = steps["month"].astype("Float64").fillna(np.inf) * 2 + steps["latest_only"]
    return steps.loc[order.groupby(steps["member"]).idxmin()].set_index("member")


def _curve(cohort: object, rows: pd.DataFrame, first: pd.DataFrame, unsure: pd.Series) -> pd.DataFrame:
    months = np.arange(rows["observed"].min() + 1)
    own = first.reindex(rows.index)
    adopted = own["month"].to_numpy("float64", na_value=np.inf) <= months[:, None]
    bound = own["latest_only"].eq(True).to_numpy()
    return pd.DataFrame(
        {
            "cohort": cohort,
            "month": months,
            "municipalities": adopted.sum(axis=1),
            "at_latest": (adopted & bound).sum(axis=1),
            "perhaps": (~adopted & unsure.reindex(rows.index).eq(True).to_numpy()).sum(axis=1),
            "n": len(rows),
        }
    )


def first_implemented(dataset: Dataset, start: Start = Start.NEW_YEAR) -> pd.DataFrame:
    """Return the first implemented measure of each participant in programme time.

    Columns: ars, name, kind, cohort, month, latest_only (the month is an upper bound), date, precision, observed. Month
    <NA> means censored: up to month `observed` no implemented measure is known.
    """
    everybody = dataset.result(begun, start)
    found = _firsts(_steps_of(dataset, start))[["month", "latest_only", "date", "precision"]].reindex(everybody.index)
    found["latest_only"] = found["latest_only"].astype("boolean")
    return everybody[["ars", "name", "kind", "cohort"]].join(found).assign(observed=everybody["observed"])


def adoption_matrix(dataset: Dataset) -> pd.DataFrame:
    """Return for each category that occurs and each cohort how many municipalities have it implemented.

    Columns: category, cohort, municipalities (that a source names), names (of these, in alphabetical order), n
    (participants of the cohort), cohort_statement (a source says that it is implemented in the cohort as a whole,
    without naming where), reported (what is to be said of the cell: a count, that it is there without names, or
    nothing; none named is never none).
    """
    everybody = dataset.result(begun, Start.NEW_YEAR)
    steps = dataset.result(_steps, Start.NEW_YEAR)
    pairs = steps[["member", "category"]].drop_duplicates()
    who = everybody[["cohort", "name"]].iloc[pairs["member"].to_numpy()].assign(category=pairs["category"].to_numpy())
    names = who.sort_values("name").groupby(["category", "cohort"], observed=True)["name"].agg(list)
    sizes = everybody["cohort"].value_counts().sort_index()
    grid = pd.MultiIndex.from_product([_occurring(dataset), sizes.index], names=["category", "cohort"])
    matrix = grid.to_frame(index=False).astype(MEASURES["category"].dtypes())
    matrix["names"] = [tuple(names.get(cell, ())) for cell in grid]
    matrix["municipalities"] = matrix["names"].map(len).astype("int64")
    matrix["n"] = matrix["cohort"].map(sizes).astype("int64")
    matrix["cohort_statement"] = grid.isin(_stated_for_cohorts(dataset))
    unnamed = np.where(matrix["cohort_statement"], CategoryReport.UNNAMED, CategoryReport.NOTHING)
    matrix["reported"] = np.where(matrix["municipalities"] > 0, CategoryReport.NAMED, unnamed)
    return matrix


def only_earlier(dataset: Dataset, comparison: Comparison = USUAL) -> list[str]:
    """Return the categories that the first of two cohorts compared has implemented and of which no source reports
    anything in the later one, not even a plan.
    """
    pair = compared(dataset, comparison)
    if len(pair) < 2:
        return []
    rows = _with_cohorts(of_programme(dataset.measures), dataset)
    first = rows[(rows["cohort"] == pair[0]) & rows["status"].isin(DONE)]
    later = rows[rows["cohort"] == pair[-1]]
    missing = set(first["category"].dropna()) - set(later["category"].dropna())
    return [code for code in MEASURES["category"].codes if code in missing]


def not_yet(dataset: Dataset) -> pd.DataFrame:
    """Return what is planned or under way in the programme, one row for all of one municipality that stands alike.

    Columns: cohort, status, name (<NA>: reported of the cohort only), overdue (the date is over, and no source says
    that it is there), categories (their codes). By cohort, the furthest status first, what names nobody last.
    """
    rows = _with_cohorts(of_programme(dataset.measures), dataset)
    rows = rows.assign(overdue=overdue(rows, MEASURES, dataset.as_of), name=rows["municipality"].map(dataset.names))
    rows = rows[planned(rows, MEASURES) & rows["cohort"].notna()]
    place = MEASURES["status"].furthest(rows["status"])
    keys = ["cohort", "place", "name", "overdue"]
    groups = rows.assign(place=place).groupby(keys, observed=True, dropna=False)["category"]
    together = [(*key, tuple(dict.fromkeys(codes.dropna()))) for key, codes in groups]
    found = pd.DataFrame(together, columns=[*keys, "categories"])
    found = found.sort_values(keys, kind="stable", na_position="last")
    status = found["place"].map(dict(enumerate(MEASURES["status"].furthest_first)))
    return found.assign(status=status)[["cohort", "status", "name", "overdue", "categories"]].reset_index(drop=True)


def _with_cohorts(rows: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Return measures with the cohort of the municipality that is named, else the one they are stated for."""
    whose = dataset.participants.set_index("ars")["cohort"]
    named = rows["municipality"].notna()
    return rows.assign(cohort=rows["municipality"].map(whose).astype("Int64").where(named, rows["cohort"]))


def _occurring(dataset: Dataset) -> list[str]:
    measures = dataset.measures
    present = set(measures.loc[in_programme(measures), "category"].dropna().unique())
    return [code for code in MEASURES["category"].codes if code in present]


def _stated_for_cohorts(dataset: Dataset) -> pd.MultiIndex:
    stated = cohort_statements(dataset)
    stated = stated[stated["status"].isin(DONE)]
    return pd.MultiIndex.from_arrays(
        [stated["category"].astype("string"), stated["cohort"]], names=["category", "cohort"]
    )


def measures_per_municipality(dataset: Dataset) -> pd.DataFrame:
    """Return how many measures of the programme are known of each participant.

    Columns: ars, name, kind, cohort, implemented (or ended), other (planned or in preparation), per_1000 (implemented
    per 1,000 inhabitants, <NA> if their number is not known). Where none is known the number is <NA>, never 0: others
    may exist that no source reports.
    """
    everybody = dataset.result(begun, Start.NEW_YEAR)
    rows = named_measures(dataset, ["municipality", "status"])
    done = rows["status"].isin(DONE)
    counts = {
        "implemented": _counted(rows.loc[done, "municipality"], everybody["ars"]),
        "other": _counted(rows.loc[~done, "municipality"], everybody["ars"]),
    }
    per_1000 = (counts["implemented"] * 1000 / everybody["population"]).astype("Float64")
    return everybody[["ars", "name", "kind", "cohort"]].assign(**counts, per_1000=per_1000)


def _counted(keys: pd.Series, among: pd.Series) -> pd.Series:
    return keys.value_counts().reindex(among).set_axis(among.index).astype("Int64")


def conference_attendance(dataset: Dataset) -> pd.DataFrame:
    """Return the conferences of the programme that were held, oldest first, those without a date last.

    Columns: event_id (<NA>: known from a measure only), title, ars and name of the host (<NA>: the state), cohort,
    starts_on, starts_on_precision, attendance (people, <NA> if not known), attendance_qualifier, programme_month (of
    the host, else of the cohort; a date that is not known to the day counts at the end of its span; negative before
    the start).
    """
    rows = known_conferences(dataset).sort_values("starts_on", kind="stable")
    everyone = dataset.municipalities.set_index("ars")
    ended = last_days(rows["starts_on"], rows["starts_on_precision"])
    host = everyone.assign(start=starts(dataset, everyone)).reindex(rows["municipality"]).set_axis(rows.index)
    cohort = host["cohort"].fillna(rows["cohort"])
    return pd.DataFrame(
        {
            "event_id": rows["event_id"],
            "title": rows["title"],
            "ars": rows["municipality"],
            "name": short_names(host["name"]),
            "cohort": cohort,
            "starts_on": rows["starts_on"],
            "starts_on_precision": rows["starts_on_precision"],
            "attendance": people_attending(rows),
            "attendance_qualifier": rows["attendance_qualifier"],
            "programme_month": programme_month(ended, host["start"].fillna(cohort_starts(dataset, cohort))),
        }
    ).reset_index(drop=True)


def status_by_category(dataset: Dataset) -> pd.DataFrame:
    """Return the measures of the programme by category and status: category, status, cohort_level, overdue, n.

    `cohort_level` tells statements made for a cohort only from measures of a named municipality, `overdue` plans whose
    date is over.
    """
    rows = of_programme(dataset.measures)
    late = pd.Series(overdue(rows, MEASURES, dataset.as_of), rows.index, name="overdue")
    keys = [rows["category"], rows["status"], rows["municipality"].isna().rename("cohort_level"), late]
    return rows.groupby(keys, observed=True).size().rename("n").reset_index()


def progress_matrix(dataset: Dataset, beyond: bool = False) -> pd.DataFrame:
    """Return the furthest status of each participant in each category.

    Columns: ars, name, cohort, category, status, overdue (one with that status is a plan whose date is over), done (how
    many are implemented or ended), n (measures behind it), programme. Pairs of which no measure is known have no row.
    With `beyond` there are also the pairs of which only measures outside the programme are known; their `programme` is
    false.
    """
    inside = _furthest(dataset, beyond=False).assign(programme=True)
    if not beyond:
        return inside
    both = pd.concat([inside, _furthest(dataset, beyond=True).assign(programme=False)])
    return both.drop_duplicates(["ars", "category"], ignore_index=True)


def _furthest(dataset: Dataset, *, beyond: bool) -> pd.DataFrame:
    everybody = dataset.result(members)
    rows = measures_of(dataset, everybody, beyond=beyond)
    pairs = rows[["member", "category"]].assign(
        place=MEASURES["status"].furthest(rows["status"]),
        overdue=overdue(rows, MEASURES, dataset.as_of),
        done=rows["status"].isin(DONE),
    )
    keys = ["member", "category"]
    grouped = pairs.groupby(keys, observed=True)
    furthest = grouped.agg(place=("place", "min"), done=("done", "sum"), n=("place", "size")).reset_index()
    late = pairs[pairs["overdue"]].groupby([*keys, "place"], observed=True).size().rename("late").reset_index()
    furthest = furthest.merge(late, how="left", on=[*keys, "place"])
    named = everybody[["ars", "name", "cohort"]].iloc[furthest["member"].to_numpy()].reset_index(drop=True)
    return named.assign(
        category=furthest["category"],
        status=furthest["place"].map(dict(enumerate(MEASURES["status"].furthest_first))),
        overdue=furthest["late"].notna(),
        done=furthest["done"],
        n=furthest["n"],
    ).astype(MEASURES["status"].dtypes())
