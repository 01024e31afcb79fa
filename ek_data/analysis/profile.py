"""One municipality on one page: its facts, measures and events, its peers and its neighbours."""

from __future__ import annotations

import pandas as pd

from ek_data.analysis import funding, journey
from ek_data.analysis.cohorts import measures_per_municipality
from ek_data.analysis.peers import distances
from ek_data.dataset import wording
from ek_data.dataset.anonymise import coarse, is_other_key
from ek_data.dataset.dataset import PARTICIPATING, Dataset
from ek_data.dataset.programme_rows import of_programme
from ek_data.figures.contradictions import cohort_remark
from ek_data.figures.qualified import Quantity
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import N_, Language
from ek_data.programme.fixed_lists import Qualifier
from ek_data.programme.roles import Role
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.measures import DONE
from ek_data.tables.municipalities import Membership
from ek_data.tables.shared_choices import Relation
from ek_data.tables.types import Precision, Type

SHOWN = ("kind", "district", "cohort", "joined_on", "status", "left_on", "certified_on", "population", "area_km2")
MOST_LISTED = 6  # measures in a sentence
SIZES = ("population", "area_km2")


def names(dataset: Dataset) -> dict[str, str]:
    """Return the full names of all municipalities by ARS, in the order of the names."""
    ordered = dataset.municipalities.sort_values("name")
    return dict(zip(ordered["ars"], ordered["name"], strict=True))


def municipality(dataset: Dataset, ars: str) -> pd.Series:
    """Return the row of one municipality."""
    rows = dataset.municipalities
    return rows[rows["ars"] == ars].iloc[0]


def facts(dataset: Dataset, ars: str, lang: Language) -> pd.DataFrame:
    """Return the facts of one municipality in words, one row each: feature, statement.

    Without names there is no key, and what it measures is rounded.
    """
    row = municipality(dataset, ars)
    shown = [name for name in SHOWN if name != "left_on" or row["status"] == Membership.LEFT]
    said = [(lang.of(MUNICIPALITIES[name].label), _said(row, name, lang)) for name in shown]
    said.append((lang("Funding in euros"), funding.of_municipality(dataset, ars, lang)))
    if not is_other_key(ars):
        said.append((lang.of(MUNICIPALITIES["ars"].label), ars))
    return pd.DataFrame(said, columns=[lang("Feature"), lang("Statement")], dtype="string")


def reservations(dataset: Dataset, ars: str, lang: Language) -> list[str]:
    """Return what to know about this row: a derived cohort, the note of the row."""
    row = municipality(dataset, ars)
    remark = cohort_remark(row, lang)
    if remark:
        return [remark]
    return [] if pd.isna(row["note"]) else [str(row["note"])]


def measures_of(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the measures of one municipality, those of the programme first, then by status and title.

    Columns: those of the table of measures.
    """
    rows = dataset.measures[dataset.measures["municipality"] == ars]
    return rows.sort_values(["relation", "status", "title"], kind="stable")


def programme_measures_of(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return those of the programme, the furthest along first. Columns: those of the table of measures."""
    rows = of_programme(dataset.result(measures_of, ars))
    return rows.iloc[MEASURES["status"].furthest(rows["status"]).argsort(kind="stable")]


def events_of(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return the events one municipality hosted or is known to have taken part in, newest first, undated last.

    Columns: those of the table of events.
    """
    took_part = dataset.participations.loc[dataset.participations["ars"] == ars, "event_id"]
    rows = dataset.events[(dataset.events["municipality"] == ars) | dataset.events["event_id"].isin(took_part)]
    return rows.sort_values("starts_on", ascending=False, kind="stable")


def key_facts_of(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return what sources state of one municipality alone. Columns: those of the table of key facts."""
    return dataset.key_facts[dataset.key_facts["municipality"] == ars]


def finding(dataset: Dataset, ars: str, lang: Language) -> str:
    """Return in one sentence how far its measures of the programme are, and when it was awarded the {award}."""
    row, rows = municipality(dataset, ars), of_programme(measures_of(dataset, ars))
    reached = rows["status"].astype("string").value_counts()
    parts = [
        f"{lang.number(reached[code])} {lang.of(MEASURES['status'].option(code).words)}"
        for code in MEASURES["status"].furthest_first
        if code in reached
    ]
    told = lang.plural("{n} measure: {parts}", "{n} measures: {parts}", len(rows), parts=lang.listing(parts))
    if len(parts) == 1:
        [status] = (MEASURES["status"].option(code).words for code in reached.index)
        told = lang.plural("{n} measure {status}", "{n} measures {status}", len(rows), status=lang.of(status))
    said = told if len(rows) else lang("No measure of the programme reported yet")
    if pd.isna(row["certified_on"]):
        return said
    exact = row["certified_on_precision"] == Precision.DAY
    message = N_("{measures}; awarded the {award} on {day}") if exact else N_("{measures}; awarded the {award}: {day}")
    return lang(message, measures=said, day=lang.date(row["certified_on"], row["certified_on_precision"]))


def measures_in_words(rows: pd.DataFrame, late: pd.Series, lang: Language) -> list[str]:
    """Return how far each of the measures is and since when; `late` tells of these and others which are overdue."""
    own = late[rows.index].to_numpy(bool)
    status = wording.measure_status(rows, own, lang)
    return [
        " · ".join(filter(None, (said, wording.measure_date(row, lang))))
        for said, row in zip(status, journey.dated(rows, own).to_dict("records"), strict=True)
    ]


def before_and_after(dataset: Dataset, ars: str, lang: Language) -> list[str]:
    """Return in sentences what it did before the programme and does beside it, and what came after the award."""
    rows, sentences = dataset.result(journey.measures, ars), []
    if len(earlier := dataset.result(journey.earlier, ars)):
        sentences.append(lang("Took part before the programme: {cohorts}.", cohorts=lang.listing(earlier["title"])))
    for relation, message in (
        (Relation.PREDATES, N_("Before the programme: {measures}.")),
        (Relation.ADJACENT, N_("Beside the programme: {measures}.")),
    ):
        if len(part := rows[rows["relation"] == relation]):
            sentences.append(lang(message, measures=_listed(part, lang)))
    after = dataset.result(journey.after_award, ars)
    if after is not None:
        said = _listed(after, lang) if len(after) else lang("nothing for certain")
        sentences.append(lang("Reported after the award: {measures}.", measures=said))
    return sentences


def _listed(rows: pd.DataFrame, lang: Language) -> str:
    words, said = MEASURES["status"].words(lang), []
    for row in rows.to_dict("records"):
        status = "" if row["status"] in DONE else words[row["status"]]
        known = ", ".join(filter(None, (status, wording.measure_date(row, lang))))
        said.append(f"{row['title']} ({known})" if known else row["title"])
    return lang.listing(lang.some(said, MOST_LISTED))


def facts_in_short(dataset: Dataset, ars: str, lang: Language) -> list[str]:
    """Return what is known of one municipality in a few words each; what is not known is left out."""
    row = municipality(dataset, ars)
    own = [lang("Cohort {cohort}", cohort=row["cohort"])] if pd.notna(row["cohort"]) else []
    if own and cohort_remark(row, lang):
        own = [lang("{cohort} (derived)", cohort=own[0])]
    if row["status"] not in PARTICIPATING:
        own.append(_said(row, "status", lang))
    elif ars in set(dataset.to_come["ars"]):
        own.append(lang("not taking part yet"))
    if is_other_key(ars):
        own.append(_said(row, "kind", lang))
    if pd.notna(row["district"]) and row["kind"] not in MUNICIPALITIES["kind"].having(Role.DISTRICT):
        district = row["district"]
        own.append(district if "kreis" in district.casefold() else lang("Landkreis {district}", district=district))
    for name, message in (("population", N_("{n} people")), ("area_km2", N_("{n} km²"))):
        if pd.notna(row[name]):
            own.append(lang(message, n=_number(row, name, lang)))
    return own


def implemented(dataset: Dataset) -> pd.DataFrame:
    """Return how many measures each participant has implemented: ars, name, cohort, implemented.

    It is 0 where others are reported, and <NA> where none is.
    """
    numbers = dataset.result(measures_per_municipality)
    reported = numbers[["implemented", "other"]].notna().any(axis=1)
    counted = numbers["implemented"].fillna(0).mask(~reported)
    return numbers[["ars", "name", "cohort"]].assign(implemented=counted)


def peers(dataset: Dataset, ars: str) -> pd.DataFrame:
    """Return where one municipality stands among all participants.

    One row for each metric: ``metric`` (code), ``own`` and ``values`` (those of all that take part).
    Fewer than two known values give no row: there is nothing to compare.
    """
    counted = dataset.result(measures_per_municipality).set_index("ars")["implemented"]
    everybody, own = dataset.participants.set_index("ars"), municipality(dataset, ars)
    metrics = {name: _measured(everybody[name], ars) for name in SIZES}
    rows = [
        {"metric": name, "own": _measured(own[[name]], ars).iloc[0], "values": values.dropna().astype(float).tolist()}
        for name, values in metrics.items()
    ]
    values = counted.reindex(everybody.index)
    rows.append(
        {"metric": "implemented", "own": values.get(ars, pd.NA), "values": values.dropna().astype(float).tolist()}
    )
    return pd.DataFrame([row for row in rows if len(row["values"]) > 1], columns=["metric", "own", "values"])


def _measured(values: pd.Series, ars: str) -> pd.Series:
    """Return sizes as they may be shown beside `ars`: rounded where it has no name."""
    sizes = values.astype("Float64")
    return sizes.map(coarse, na_action="ignore").astype("Float64") if is_other_key(ars) else sizes


def neighbours(dataset: Dataset, ars: str, boundaries: Boundaries, n: int = 4) -> pd.DataFrame:
    """Return the `n` nearest other participants: ``ars``, ``name``, ``cohort``, ``distance_km`` (middle to middle)."""
    others = dataset.participants[dataset.participants["ars"] != ars]
    found = others.assign(distance_km=others["ars"].map(distances(dataset, ars, boundaries)).astype("Float64"))
    nearest = found.dropna(subset="distance_km").nsmallest(n, "distance_km")
    return nearest[["ars", "name", "cohort", "distance_km"]]


def _said(row: pd.Series, name: str, lang: Language) -> str:
    column, value = MUNICIPALITIES[name], row[name]
    if pd.isna(value):
        return lang("not known")
    if column.type is Type.CHOICE:
        return lang.of(column.option(value).words)
    if column.type is Type.DATE:
        return lang.date(value, row[column.precision])
    if column.type in (Type.YEAR, Type.TEXT):
        return str(value)
    number = _number(row, name, lang)
    if name == "population" and pd.notna(row["population_on"]):
        as_of = lang.date(row["population_on"], row["population_on_precision"])
        return lang("{number} (as of {day})", number=number, day=as_of)
    return number


def _number(row: pd.Series, name: str, lang: Language) -> str:
    """Return a number in words, a size that could tell who it is rounded."""
    if MUNICIPALITIES[name].unit and is_other_key(str(row["ars"])):
        return Quantity(coarse(row[name]), Qualifier.ABOUT).words(lang)
    return lang.number(row[name])
