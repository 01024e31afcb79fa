"""Mutations: programmes made at random of the shipped one, and data in which every option of them occurs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Any

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Words
from ek_data.programme.fixed_lists import FIXED
from ek_data.programme.model import ALL_LISTS, GROUPED, GROUPS, LISTS, Line, Programme
from ek_data.programme.parsing import read
from ek_data.programme.roles import ALONE, MEANT, Role
from ek_data.tables import EVENTS, KEY_FACTS, MEASURES, MUNICIPALITIES
from ek_data.tables.key_facts import FUNDING, PHASES
from tests.decks import AREAS
from tests.programme import conference, fact, measure, municipality, programme

ROLES: dict[str, tuple[tuple[Role, ...], ...]] = {  # what a new option may play
    "kinds": ((), (Role.DISTRICT,), (Role.LOCAL,), (Role.MEMBER,)),
    "categories": ((), (Role.CONFERENCE,)),
    "statuses": (
        (),
        (Role.PLANNED,),
        (Role.UNDERWAY, Role.STARTED),
        (Role.UNDERWAY, Role.RUNNING, Role.STARTED),
        (Role.STARTED, Role.DONE),
    ),
    "event_types": (
        (),
        (Role.CONFERENCE,),
        (Role.ATTENDED,),
        (Role.MEETING,),
        (Role.MEETING, Role.KICKOFF),
        (Role.TRAINING,),
    ),
    "metrics": ((), *((role,) for role in MEANT["metrics"])),
}
MOST_COHORTS = MOST_ADDED = 9
QUALIFIERS = EVENTS["attendance_qualifier"].codes
MEMBERSHIP = ("active", "active", "active", "completed", "left")
RELATIONS = ("programme", "programme", "programme", "adjacent", "predates")
HELD = ("held", "held", "held", "announced", "cancelled")
DAY = {"status_on_precision": "day", "started_on_precision": "day"}


def changes(before: Programme, after: Programme) -> list[str]:
    """Return what is different about the options and cohorts of two programmes, one by one."""
    said = ["another first cohort"] if before.cohorts != after.cohorts else []
    for name in ALL_LISTS:
        old, new = ({line.code: line for line in getattr(each, name)} for each in (before, after))
        said += [f"{name}.{code} is gone" for code in old.keys() - new.keys()]
        said += [f"{name}.{code} is new" for code in new.keys() - old.keys()]
        both = [code for code in new if code in old]
        said += [f"{name}.{code} has another name" for code in both if old[code].words != new[code].words]
        said += [f"{name}.{code} is retired" for code in both if old[code].retired != new[code].retired]
        said += [f"{name}.{code} is in another group" for code in both if old[code].group != new[code].group]
        said += [f"{name} in another order"] if both != [code for code in old if code in new] else []
    return sorted(said)


def mutated(before: Programme, rng: Random) -> Programme:
    """Return a programme in which each list has options more, others renamed, retired, in another order or gone.

    Of the lists that are fixed, options are renamed and retired; the categories stand in groups of its own.
    """
    groups = [_added(GROUPS, number) for number in range(rng.randint(1, MOST_ADDED))]
    lists = {GROUPS: groups} | {name: list(_renamed(getattr(before, name), rng)) for name in FIXED}
    lists |= {name: list(_lines(name, getattr(before, name), groups, rng)) for name in LISTS}
    known = {"event_types", *(f"{name}.{line.code}" for name, lines in lists.items() for line in lines)}
    text = before.text.replace("first = 2024", f"first = {rng.randint(2008, 2016)}")
    for name in LISTS:
        text = re.sub(rf"^{name} = \[\n.*?^\]\n", "", text, flags=re.M | re.S)
    text = "".join(f"{name} = [\n{''.join(map(_in_toml, lines))}]\n" for name, lines in lists.items()) + text
    head, *meanings = text.split("[[meanings]]\n")
    kept = [each for each in meanings if re.search(r'of = "(.*)"', each)[1] in known]  # type: ignore[index]
    return read("[[meanings]]\n".join([head, *kept]).encode())


def _in_toml(line: Line) -> str:
    said = {"code": line.code, "de": line.words.de, "en": line.words.en, "roles": list(line.roles)}
    said |= {"plural_de": line.plural.de, "plural_en": line.plural.en} if line.plural else {}
    said |= {"short": line.short, "spellings": list(line.spellings), "retired": line.retired, "group": line.group}
    told = {key: value for key, value in said.items() if value}
    return "  { " + ", ".join(f"{key} = {json.dumps(told[key], ensure_ascii=False)}" for key in told) + " },\n"


def _lines(name: str, lines: Sequence[Line], groups: Sequence[Line], rng: Random) -> Iterator[Line]:
    kept = [line for line in lines if Role.DONE in line.roles or rng.random() < 0.8] or [lines[0]]
    rng.shuffle(kept)
    added = [
        replace(_added(name, number), roles=rng.choice(ROLES[name]), short=rng.choice(["", "ZZ"]))
        for number in range(rng.randint(2, MOST_ADDED))
    ]
    offered, *others = _renamed(kept, rng)
    for line in _sole([replace(offered, retired=False), *others, *added]):
        yield replace(line, group=rng.choice(groups).code) if name == GROUPED and rng.random() < 0.7 else line


def _sole(lines: Sequence[Line]) -> Iterator[Line]:
    """Yield lines without the roles that another one plays already, where only one may."""
    played: set[Role] = set()
    for line in lines:
        roles = tuple(role for role in line.roles if role not in played or line.retired)
        played |= {role for role in roles if role in ALONE and not line.retired}
        yield replace(line, roles=roles)


def _renamed(lines: Sequence[Line], rng: Random) -> Iterator[Line]:
    for line in lines:
        words = Words(f"{line.words.de} neu", f"{line.words.en} new") if rng.random() < 0.5 else line.words
        yield replace(line, words=words, retired=rng.random() < 0.3)


def _added(name: str, number: int) -> Line:
    return Line(f"added_{name}_{number}", Words(f"Zusatz {name} {number}", f"Addition {name} {number}"))


def filled(of: Programme, rng: Random) -> Dataset:
    """Return data of one to nine cohorts in which every option of the programme occurs that can."""
    places = iter(AREAS.areas)
    years = [of.cohorts.first + n for n in range(rng.randint(1, MOST_COHORTS))]
    kinds, statuses, categories = (_round(table[column].codes) for table, column in COLUMNS)
    members = [
        municipality(
            next(places),
            year,
            name=f"Beispiel {year}-{n}",
            kind=next(kinds),
            population=1000 * (n + 1),
            status=rng.choice(MEMBERSHIP),
            certified_on=rng.choice([None, f"{year}-11-0{n + 1}"]),
            certified_on_precision="day",
        )
        for year in years
        for n in range(rng.randint(1, 3))
    ]
    size = max(len(MEASURES["category"].codes), len(MEASURES["status"].codes), len(members))
    measures = [
        measure(
            members[n % len(members)]["ars"] if n % 7 else None,
            next(statuses),
            category=next(categories),
            title=f"Vorhaben {n}",
            cohort=members[n % len(members)]["cohort"],
            relation=rng.choice(RELATIONS),
            status_on=f"{members[n % len(members)]['cohort']}-06-01",
            **DAY,
        )
        for n in range(size)
    ]
    events = [dict(_event(n, code, members, rng)) for n, code in enumerate(EVENTS["type"].codes * 2)]
    facts = [
        fact(
            code,
            float(rng.randint(1, 40)),
            as_of=f"{years[-1]}-12-01",
            source_url="https://beispiel.de",
            unit="Euro" if code in FUNDING else "Personen",
            municipality=rng.choice(members)["ars"] if code in (*FUNDING, *PHASES) else None,
        )
        for code in KEY_FACTS["metric"].codes
    ]
    data = programme(members, measures, events, facts)
    took_part = pd.DataFrame({"event_id": ["e1"], "ars": [members[0]["ars"]], "certainty": ["sourced"]})
    return Dataset.of(**{**data.tables, "participations": _certain(took_part)} | _all_certain(data))


COLUMNS = ((MUNICIPALITIES, "kind"), (MEASURES, "status"), (MEASURES, "category"))


def _event(n: int, code: str, members: list[dict[str, Any]], rng: Random) -> dict[str, Any]:
    host = members[n % len(members)]
    return conference(
        rng.choice([None, rng.randint(5, 90)]),
        QUALIFIERS[n % len(QUALIFIERS)],
        type=code,
        title=f"Treffen {n}",
        municipality=host["ars"] if n % 2 else None,
        cohort=host["cohort"],
        relation=rng.choice(RELATIONS),
        status=rng.choice(HELD),
        starts_on=f"{host['cohort']}-03-0{1 + n % 9}",
        starts_on_precision="day",
    )


def _round(codes: Sequence[str]) -> Iterator[str]:
    while True:
        yield from codes


def _certain(rows: pd.DataFrame) -> pd.DataFrame:
    return rows.assign(certainty="sourced")


def _all_certain(data: Dataset) -> dict[str, pd.DataFrame]:
    """Return the tables with the certainty that each row must have, as a file does."""
    return {name: _certain(rows) for name, rows in data.tables.items() if name != "participations"}
