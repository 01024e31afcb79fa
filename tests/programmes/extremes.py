"""Extremes: a programme with as much as any is likely to have, and one with as little as the file allows, as folders.

Names are as long as offices write them, and in both languages. What is written is read again, so that it is as strictly
checked as a folder of somebody else.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.exports import spreadsheet
from ek_data.geo import boundaries
from ek_data.geo.boundaries import Area
from ek_data.programme import parsing
from ek_data.programme.current import using
from ek_data.programme.model import Programme
from tests.programme import conference, fact, measure, municipality, programme

GERMANY = Path(__file__).parent / "smart_cities" / "grenzen.topojson"
KINDS, GROUPS, CATEGORIES, STATUSES, EVENT_TYPES, METRICS = 12, 9, 60, 10, 20, 30
COHORTS, COOPERATIONS = range(2017, 2026), 8
MEASURES, EVENTS = 1500, 260
SOURCE = "https://example.org/bericht"
WHAT = (  # what a category or type is about, as long as such words are
    ("Freiwilligenkoordinationsstelle", "Coordination office for volunteers"),
    ("Bürgerschaftliches Engagement in ländlichen Räumen", "Civic engagement in rural areas"),
    ("Digitalisierungsberatung für eingetragene Vereine", "Advice on digitalisation for registered associations"),
    ("Nachbarschaftshilfe", "Neighbourly help"),
    ("Engagementförderungsrichtlinie", "Directive on the funding of volunteering"),
    ("Kinder- und Jugendbeteiligungsformat", "Participation of children and young people"),
)
WHERE = (
    ("", ""),
    ("mit wissenschaftlicher Begleitung und jährlicher Auswertung", "with yearly evaluation by a university"),
    ("in Trägerschaft mehrerer Kommunen", "run by several municipalities"),
    ("(Modellversuch)", "(pilot)"),
    (
        "für neu Zugezogene, ältere Menschen und Menschen mit Behinderungen",
        "for newcomers, the elderly and the disabled",
    ),
    ("vor Ort", "on site"),
    ("im Verbund", "in a network"),
    ("und Öffentlichkeitsarbeit", "and public relations"),
    ("nach Feierabend", "after work"),
    ("am Wochenende", "at weekends"),
)
ROLES: dict[str, Sequence[Sequence[str]]] = {  # in turns
    "kinds": (["district"], [], ["local"], ["local"], ["member"], []),
    "categories": ([], [], ["conference"], []),
    "statuses": (
        ["planned"],
        ["planned"],
        ["underway"],
        ["underway", "started"],
        ["underway", "running", "started"],
        ["underway", "running", "started"],
        ["started", "done"],
        ["started", "done"],
        ["started", "done", "over"],
        [],
    ),
    "event_types": (
        [],
        ["attended"],
        ["meeting", "kickoff"],
        ["meeting", "network_meeting", "attended"],
        ["meeting", "working_meeting"],
        ["training", "attended"],
    ),
    "metrics": (  # each once
        *(["starters"], ["cohort_size"], ["programme_size"], ["joint_meetings"], ["in_person_meetings"]),
        *(["online_meetings"], ["conference_attendance"], ["funding_ceiling"], ["funding"], ["phase"], ["earlier"]),
        *(["term"], ["term", "last_year"], ["surroundings"], []),
    ),
}
STEPS = (
    *(("beantragt", "applied for"), ("geplant", "planned"), ("in Vorbereitung", "in preparation")),
    *(("in der Abstimmung mit den Gremien", "being agreed on with the councils"), ("in Umsetzung", "carried out")),
    *(("in Erprobung", "on trial"), ("umgesetzt", "implemented"), ("dauerhaft eingeführt", "introduced for good")),
    *(("beendet", "ended"), ("zurückgestellt", "put off")),
)
ONE_LINE = {
    "kinds": '{ code = "place", de = "Ort", en = "place" }',
    "categories": '{ code = "walking_football", de = "Walking Football", en = "Walking football" }',
    "statuses": '{ code = "runs", de = "läuft", en = "runs", roles = ["started", "done"] }',
    "event_types": '{ code = "tournament", de = "Turnier", en = "Tournament" }',
    "metrics": '{ code = "other", de = "Sonstige Angabe", en = "Other" }',
}


def largest() -> Programme:
    """Return a programme in which each list is as long as in none that is known."""
    groups = list(
        _lines(
            "groups",
            GROUPS,
            ((f"Handlungsfeld {n}: {WHAT[n % 6][0]}", f"Field {n}: {WHAT[n % 6][1]}") for n in range(1, GROUPS + 1)),
        )
    )
    lists = {
        "groups": groups,
        "kinds": list(_lines("kinds", KINDS, _named("Gebietskörperschaft", "Authority"), short=True)),
        "categories": list(_lines("categories", CATEGORIES, _named("Projekt", "Project"), group=True)),
        "statuses": list(_lines("statuses", STATUSES, STEPS)),
        "event_types": list(_lines("event_types", EVENT_TYPES, _named("Fachtag", "Symposium"))),
        "metrics": list(_lines("metrics", METRICS, _named("Zahl", "Number"))),
    }
    text = parsing.new().text.replace("first = 2020", f"first = {COHORTS[0]}")
    for name in lists:
        text = re.sub(rf"^{name} = \[.*?^\]\n", "", text, flags=re.M | re.S)
    return parsing.read(("".join(f"{name} = [\n{''.join(lines)}]\n" for name, lines in lists.items()) + text).encode())


def smallest() -> Programme:
    """Return a programme of which each list has one option, and no event is counted."""
    text = parsing.new().text
    for name, line in ONE_LINE.items():
        text = re.sub(rf"^{name} = \[.*?^\]", f"{name} = [\n  {line},\n]", text, flags=re.M | re.S)
    return parsing.read(text.encode())


def _named(german: str, english: str) -> Iterator[tuple[str, str]]:
    for number in range(1, 100):
        (what, in_english), (where, there) = WHAT[number % len(WHAT)], WHERE[number % len(WHERE)]
        yield f"{what} {where} – {german} {number}".replace("  ", " "), f"{in_english} {there} – {english} {number}"


def _lines(
    name: str, size: int, words: Iterable[tuple[str, str]], *, short: bool = False, group: bool = False
) -> Iterator[str]:
    """Yield the lines of a list: categories stand in the groups in turns, those at the end in none."""
    for number, (german, english) in zip(range(size), words, strict=False):
        said: dict[str, Any] = {"code": f"{name}_{number}", "de": german, "en": english}
        said |= {"roles": _roles(name, number)} if _roles(name, number) else {}
        said |= {"short": f"K{number}"} if short else {}
        said |= {"group": f"groups_{number % GROUPS}"} if group and number < size - GROUPS else {}
        told = ", ".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items())
        yield f"  {{ {told} }},\n"


def _roles(name: str, number: int) -> Sequence[str]:
    roles = ROLES.get(name, [[]])
    return roles[number % len(roles)] if name != "metrics" or number < len(roles) else []


def write_largest(folder: Path) -> Path:
    """Write a folder of the largest programme: all Landkreise and cities of Germany, and cooperations of some."""
    shutil.copy(GERMANY, folder / GERMANY.name)
    with using(largest()):
        spreadsheet.write_folder(_everywhere(list(boundaries.load(GERMANY).areas.values())), folder)
    return folder


def write_smallest(folder: Path) -> Path:
    """Write a folder of the smallest programme: one place, what it does, and one event."""
    event = {"type": "tournament", "title": "Turnier", "status": "held", "relation": "programme", "cohort": 2025}
    day = {"starts_on": "2025-07-05", "starts_on_precision": "day", "certainty": "sourced"}
    with using(smallest()):
        member = municipality("073395006000", 2025, kind="place", name="Musterort", certainty="sourced")
        row = measure("073395006000", "runs", category="walking_football", cohort=2025)
        spreadsheet.write_folder(programme([member], [row], [{**event, **day}]), folder)
    return folder


def _everywhere(areas: Sequence[Area]) -> Dataset:
    members = [_member(number, area) for number, area in enumerate(areas)]
    members += [_cooperation(number, areas[number * 7 : number * 7 + 4]) for number in range(COOPERATIONS)]
    facts = [_fact(number, members[number * 11]) for number in range(METRICS)]
    measures = [_measure(number, members[number * 13 % len(members)]) for number in range(MEASURES)]
    events = [_event(number, members[number * 17 % len(members)]) for number in range(EVENTS)]
    data = programme(members, measures, events, facts)
    came = [{"event_id": f"e{n + 1}", "ars": members[n * 17 % len(members)]["ars"], "people": 2} for n in range(EVENTS)]
    tables = {**data.tables, "participations": pd.DataFrame(came)}
    return Dataset.of(**{name: rows.assign(certainty="sourced") for name, rows in tables.items()})


def _member(number: int, area: Area) -> dict[str, Any]:
    title = {"district": "Landkreis", "independent_city": "Stadt"}.get(area.kind, "Gemeinde")
    return municipality(
        area.ars,
        COHORTS[number % len(COHORTS)],
        name=f"{title} {area.name}",
        kind=f"kinds_{number % KINDS}",
        population=5_000 + 731 * number,
        population_on="2024-12-31",
        population_on_precision="day",
        area_km2=area.area_km2,
        status=("active", "active", "completed", "active", "left")[number % 5],
        certified_on=f"{COHORTS[number % len(COHORTS)]}-12-01" if number % 5 == 2 else None,
        certified_on_precision="day",
        source_url=SOURCE,
    )


def _cooperation(number: int, areas: Sequence[Area]) -> dict[str, Any]:
    return municipality(
        f"x-verbund-{number}",
        COHORTS[number % len(COHORTS)],
        name=f"Interkommunaler Zusammenschluss {', '.join(area.name for area in areas)}",
        kind=f"kinds_{number % KINDS}",
        areas=", ".join(area.ars for area in areas) if number else None,
        source_url=SOURCE,
    )


def _measure(number: int, of: dict[str, Any]) -> dict[str, Any]:
    began = f"{of['cohort']}-{1 + number % 12:02}-01"
    return measure(
        None if number % 50 == 49 else of["ars"],
        f"statuses_{number % STATUSES}",
        category=f"categories_{number % CATEGORIES}",
        title=f"Vorhaben {number + 1}: {WHAT[number % len(WHAT)][0]}",
        cohort=of["cohort"],
        started_on=began if number % 3 else None,
        started_on_precision="month",
        status_on=f"{of['cohort']}-12-01" if number % 4 else None,
        status_on_precision="month",
        funding_eur=1000.0 + number if number % 9 == 0 else None,
        relation=("programme", "programme", "programme", "adjacent")[number % 4],
        source_url=SOURCE,
    )


def _event(number: int, host: dict[str, Any]) -> dict[str, Any]:
    to_come = number % 20 == 19
    return conference(
        None if to_come or number % 3 == 0 else 20 + number,
        None if to_come or number % 3 == 0 else "about",
        type=f"event_types_{number % EVENT_TYPES}",
        title=f"Veranstaltung {number + 1} ({WHAT[number % len(WHAT)][0]})",
        municipality=host["ars"] if number % 2 else None,
        cohort=host["cohort"],
        place="Musterstadt, Haus der Vereine",
        status="announced" if to_come else "held",
        starts_on=f"2027-{1 + number % 12:02}-10"
        if to_come
        else f"{host['cohort']}-{1 + number % 12:02}-{1 + number % 28:02}",
        starts_on_precision="day",
        source_url=SOURCE,
    )


def _fact(number: int, of: dict[str, Any]) -> dict[str, Any]:
    role = next(iter(_roles("metrics", number)), "")
    return fact(
        f"metrics_{number}",
        2027.0 if "last_year" in _roles("metrics", number) else float(10 + number),
        as_of="2024-06-01",
        title=f"Angabe {number + 1}: {WHAT[number % len(WHAT)][0]}",
        unit="Euro" if "funding" in role else "Personen",
        municipality=of["ars"] if role in ("funding", "phase") else None,
        source_url=SOURCE,
    )
