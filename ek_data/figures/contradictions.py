"""Where the data contradict themselves or rest on inference, read off the data: a remark goes when its cause goes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import Any

import pandas as pd

from ek_data.dataset.dataset import Dataset, short_names
from ek_data.dataset.programme_rows import of_programme
from ek_data.figures import key_facts
from ek_data.figures.figure import in_both
from ek_data.figures.key_facts import heading, reported
from ek_data.figures.qualified import Row, stated, statement, value_of
from ek_data.i18n import Language, Words
from ek_data.programme.roles import Role
from ek_data.tables import TABLES
from ek_data.tables.municipalities import Membership
from ek_data.tables.shared_choices import Certainty
from ek_data.tables.shared_columns import RELATION, addresses, rests_on_one_doubtful_source
from ek_data.tables.types import Table

MEETINGS = (Role.JOINT_MEETINGS, Role.IN_PERSON_MEETINGS, Role.ONLINE_MEETINGS)
NAMED = 5  # as many names a sentence lists before it only counts


@dataclass(frozen=True, eq=False)
class Remark:
    """Something to know before a figure is passed on.

    `figures` are the names of the headline figures, or of the metric, it matters for; `rows` are the typed rows of
    `table` that show it.
    """

    code: str
    sentence: Words
    rows: pd.DataFrame
    table: str
    figures: tuple[str, ...] = ()
    source: str = "source_url"

    @cached_property
    def sources(self) -> tuple[str, ...]:
        """The web addresses behind it, each once."""
        named = addresses(self.rows) if self.source == "source_url" else self.rows[self.source].dropna()
        return tuple(named.unique())


def names_in_words(rows: pd.DataFrame, lang: Language) -> str:
    """Return the short names of some municipalities as a list, the first few of many."""
    return lang.listing(lang.some(short_names(rows["name"]).tolist(), NAMED))


def contradictions(dataset: Dataset) -> list[Remark]:
    """Return what contradicts itself or is derived in the whole data set, also when `dataset` is a filtered view."""
    whole = dataset.unfiltered or dataset
    found = (derived_cohorts, derived_certifications, doubtful_sources, starters, sizes, meetings, funding, payments)
    return [remark for remarks in found for remark in remarks(whole)]


def derived_cohorts(dataset: Dataset) -> Iterator[Remark]:
    """For each cohort the participants whose belonging to it no source states."""
    derived = dataset.participants[dataset.participants["cohort_certainty"] == Certainty.DERIVED]
    for cohort, rows in derived.groupby("cohort"):
        yield Remark(
            "cohort_derived",
            in_both(partial(_derived_cohort, rows, cohort)),
            rows,
            "municipalities",
            (f"participants_{cohort}",),
            source="cohort_source_url",
        )


def _derived_cohort(rows: pd.DataFrame, cohort: Hashable, lang: Language) -> str:
    return lang.plural(
        "For {n} municipality cohort {cohort} is derived, not sourced: {names}.",
        "For {n} municipalities cohort {cohort} is derived, not sourced: {names}.",
        len(rows),
        cohort=cohort,
        names=names_in_words(rows, lang),
    )


def cohort_remark(municipality: Row, lang: Language) -> str | None:
    """Return why the cohort of one municipality is not certain, with the note of its row; None if it is sourced."""
    if municipality["cohort_certainty"] != Certainty.DERIVED:
        return None
    said = lang("Cohort {cohort} is derived, not sourced.", cohort=municipality["cohort"])
    return said if pd.isna(municipality["note"]) else f"{said} {municipality['note']}"


def derived_certifications(dataset: Dataset) -> Iterator[Remark]:
    """The awards that are inferred rather than stated by name."""
    certified = dataset.participants[dataset.participants["certified_on"].notna()]
    rows = certified[certified["certified_certainty"] == Certainty.DERIVED]
    if len(rows):
        yield Remark(
            "certified_derived",
            in_both(partial(_derived_certification, rows)),
            rows,
            "municipalities",
            ("certified",),
            source="certified_source_url",
        )


def _derived_certification(rows: pd.DataFrame, lang: Language) -> str:
    return lang.plural(
        "For {n} municipality the award is derived, not sourced: {names}.",
        "For {n} municipalities the award is derived, not sourced: {names}.",
        len(rows),
        names=names_in_words(rows, lang),
    )


def doubtful_sources(dataset: Dataset) -> Iterator[Remark]:
    """For each table the rows, of the programme where there are others, that rest on one doubtful source alone.

    Which headline figures count them, `doubt` says of each figure by its rows.
    """
    for table in TABLES:
        rows = dataset.tables[table.name]
        rows = rows[rests_on_one_doubtful_source(rows)]
        rows = of_programme(rows) if RELATION.name in table else rows
        if len(rows):
            yield Remark("doubtful_source", in_both(partial(_doubtful_source, rows, table, dataset)), rows, table.name)


def _doubtful_source(rows: pd.DataFrame, table: Table, dataset: Dataset, lang: Language) -> str:
    said = lang.plural(
        "{rows} rests on one doubtful source alone",
        "{rows} each rest on one doubtful source alone",
        len(rows),
        rows=table.counted(len(rows), lang),
    )
    whose = rows[table.municipality].dropna().unique() if table.municipality else ()
    names = lang.some([dataset.names_by_ars[ars] for ars in whose], NAMED)
    return f"{said}: {lang.listing(names)}." if names else f"{said}."


def doubt(table: Table, n: int) -> Words:
    """Return that of the rows behind a figure `n` rest on one doubtful source alone."""
    return in_both(partial(_doubt, table, n))


def _doubt(table: Table, n: int, lang: Language) -> str:
    return lang.plural(
        "Of these, {rows} rests on one doubtful source alone.",
        "Of these, {rows} each rest on one doubtful source alone.",
        n,
        rows=table.counted(n, lang),
    )


def starters(dataset: Dataset) -> Iterator[Remark]:
    """Cohorts of which a source names more or fewer starters than the data have, those who left included."""
    members, facts = dataset.municipalities, reported(dataset, Role.STARTERS)
    for fact in _records(facts[facts["cohort"].notna()]):
        cohort = members[members["cohort"] == fact["cohort"]]
        if len(cohort) != fact["value"]:
            yield Remark(
                "starters",
                in_both(partial(_starters, fact, cohort)),
                _one(fact, dataset),
                "key_facts",
                ("participants", f"participants_{fact['cohort']}", "left"),
            )


def _starters(fact: Row, cohort: pd.DataFrame, lang: Language) -> str:
    left = int((cohort["status"] == Membership.LEFT).sum())
    return lang(
        "According to a source, {stated} started in {cohort}; the data have {taking_part} of this cohort taking "
        "part and {left} that left. How this fits together, no source says.",
        stated=stated(fact, lang),
        cohort=fact["cohort"],
        taking_part=lang.number(len(cohort) - left),
        left=lang.number(left),
    )


def sizes(dataset: Dataset) -> Iterator[Remark]:
    """Stated numbers of participants, of a cohort or in total, that differ from those in the data."""
    facts = pd.concat([reported(dataset, Role.COHORT_SIZE), reported(dataset, Role.PROGRAMME_SIZE)])
    for fact in _records(facts):
        everybody = dataset.participants
        members = everybody if pd.isna(fact["cohort"]) else everybody[everybody["cohort"] == fact["cohort"]]
        if len(members) != fact["value"]:
            name = "participants" if pd.isna(fact["cohort"]) else f"participants_{fact['cohort']}"
            yield Remark(
                "size",
                in_both(partial(_size, fact, len(members))),
                _one(fact, dataset),
                "key_facts",
                (name,),
            )


def _size(fact: Row, n: int, lang: Language) -> str:
    return lang(
        "{title}: a source says {stated}; the data have {n}.",
        title=heading(fact, lang),
        stated=statement(fact, lang),
        n=lang.number(n),
    )


def meetings(dataset: Dataset) -> Iterator[Remark]:
    """Cohorts whose joint meetings are neither the meetings in person nor those and the online trainings together."""
    facts = pd.concat([reported(dataset, role).assign(role=role) for role in MEETINGS])
    for cohort, rows in facts.groupby("cohort"):
        values = rows.drop_duplicates("role").set_index("role")["value"]
        if not set(MEETINGS) <= set(values.index):
            continue
        in_person, online = values[Role.IN_PERSON_MEETINGS], values[Role.ONLINE_MEETINGS]
        if values[Role.JOINT_MEETINGS] not in (in_person, in_person + online):
            yield Remark(
                "meetings",
                in_both(partial(_meetings, rows, cohort)),
                rows.drop(columns="role"),
                "key_facts",
                (f"network_meetings_{cohort}", f"working_meetings_{cohort}", "trainings"),
            )


def _meetings(rows: pd.DataFrame, cohort: Hashable, lang: Language) -> str:
    said = {fact["role"]: _dated_number(fact, lang) for fact in _records(rows)}
    return lang(
        "The sources count the meetings of cohort {cohort} differently: joint working meetings: {joint}; full-day "
        "meetings in person: {in_person}; online trainings: {online}. How these fit together, no source says.",
        cohort=cohort,
        joint=said[Role.JOINT_MEETINGS],
        in_person=said[Role.IN_PERSON_MEETINGS],
        online=said[Role.ONLINE_MEETINGS],
    )


def _dated_number(fact: Row, lang: Language) -> str:
    number = value_of(fact).words(lang)
    if pd.isna(fact["as_of"]):
        return number
    return lang("{number} (as of {date})", number=number, date=lang.date(fact["as_of"], str(fact["as_of_precision"])))


def funding(dataset: Dataset) -> Iterator[Remark]:
    """The funding per municipality and year, when sources state it with different values or as a ceiling and not."""
    rows = reported(dataset, Role.FUNDING_CEILING)
    if len(rows[["value", "qualifier"]].drop_duplicates()) > 1:
        yield Remark(
            "funding",
            in_both(partial(_funding, rows)),
            rows,
            "key_facts",
            ("funding",),
        )


def _funding(rows: pd.DataFrame, lang: Language) -> str:
    quoted = [lang("“{words}”", words=statement(fact, lang)) for fact in _records(rows)]
    return lang(
        "The sources word the funding per municipality and year differently: {statements}.",
        statements=lang.listing(quoted),
    )


def payments(dataset: Dataset) -> Iterator[Remark]:
    """The municipalities of which sources state different amounts for one year."""
    for _key, rows in key_facts.payments(dataset).groupby(["municipality", "year"]):
        if len(rows[["value", "qualifier"]].drop_duplicates()) > 1:
            yield Remark(
                "payments",
                in_both(partial(_payments, rows, dataset.names_by_ars)),
                rows,
                "key_facts",
                ("funding",),
            )


def _payments(rows: pd.DataFrame, names: Mapping[str, str], lang: Language) -> str:
    quoted = [lang("“{words}”", words=stated(fact, lang)) for fact in _records(rows)]
    return lang(
        "The sources state different amounts of funding for {name} in {year}: {statements}. The newest one counts.",
        name=names[rows["municipality"].iloc[0]],
        year=rows["year"].iloc[0],
        statements=lang.listing(quoted),
    )


def _records(rows: pd.DataFrame) -> list[dict[Hashable, Any]]:
    return rows.to_dict("records")


def _one(fact: Row, dataset: Dataset) -> pd.DataFrame:
    facts = dataset.key_facts
    return facts[facts["fact_id"].eq(fact["fact_id"])]
