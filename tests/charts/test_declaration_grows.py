"""What is added to the declaration is drawn like what was there: status, kind, category, type, qualifier and cohorts.

Those of the programme are lines more in it; those of other closed lists are put into the declared columns for the tests
of this module.
"""

from __future__ import annotations

import datetime as dt
import inspect
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest
from pptx import Presentation

from ek_data.changes.since import after
from ek_data.charts import build, news_pictures
from ek_data.charts.drawers import plotly, svg
from ek_data.charts.picture import Picture
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import GERMAN, LANGUAGES, Language, Words
from ek_data.programme.current import current, using
from ek_data.programme.model import Line
from ek_data.programme.options import Option
from ek_data.programme.roles import Role
from ek_data.slides.deck import deck
from ek_data.slides.html.document import html
from ek_data.slides.options import Choice
from ek_data.slides.pptx.file import pptx
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.layout import draw_picture
from ek_data.tables import EVENTS, MEASURES, TABLES
from ek_data.tables.types import Column
from tests.decks import AREAS
from tests.programme import conference, fact, measure, municipality, programme

LINES = {
    "statuses": (
        Line("paused", Words("ausgesetzt", "paused")),  # without any role
        Line("permanent", Words("verstetigt", "permanent"), roles=(Role.STARTED, Role.DONE)),
    ),
    "categories": (Line("garden", Words("Gemeinschaftsgarten", "Shared garden")),),
    "kinds": (Line("region", Words("Region", "Region")),),
    "event_types": (Line("excursion", Words("Exkursion", "Excursion")),),
}
ADDED: dict[tuple[str, str], tuple[Option, ...]] = {
    ("events", "status"): (Option("moved", Words("verschoben", "moved"), rank=2),),
    ("events", "attendance_qualifier"): (Option("barely", Words("knapp", "barely")),),
}
LISTS = (("measures", "status"), ("measures", "category"), ("municipalities", "kind"), ("events", "type"))
COHORTS = range(2024, 2033)
DAY = {"status_on_precision": "day", "started_on_precision": "day"}
BOX = Box(0, 0, 10_000_000, 6_000_000)


@pytest.fixture(scope="module")
def grown() -> Iterator[Dataset]:
    """Give the programme and the other closed lists more options, and return data of nine cohorts that hold all."""
    tables = {table.name: table for table in TABLES}
    declared: list[Any] = [*(tables[table][column] for table, column in ADDED), *TABLES]
    before = [dict(each.__dict__) for each in declared]
    for (table, name), more in ADDED.items():
        column = tables[table][name]
        column.__dict__.update(options=(*column.options, *more))
        column.__dict__.pop("_declared", None)
    for table in TABLES:
        table.__dict__.pop("_empties", None)
    longer = {name: (*getattr(current(), name), *more) for name, more in LINES.items()}
    with using(replace(current(), **longer).complete("")):
        yield many_of_everything()
    for each, values in zip(declared, before, strict=True):
        each.__dict__.clear()
        each.__dict__.update(values)


def many_of_everything() -> Dataset:
    """Return two municipalities of each cohort, whose measures and events take all options in turn."""
    places = iter(AREAS.areas)
    members = [
        municipality(
            next(places),
            year,
            name=f"Beispiel {year}-{number}",
            kind=("region", "association")[number],
            population=1000 * (number + 1),
        )
        for year in COHORTS
        for number in (0, 1)
    ]
    status, category = MEASURES["status"].codes, MEASURES["category"].codes[-3:]
    measures = [
        measure(
            each["ars"],
            status[place % len(status)],
            category=category[place % len(category)],
            title=f"Vorhaben {place}",
            started_on=f"{each['cohort']}-05-01" if place % 2 else None,
            status_on=f"{each['cohort']}-06-01",
            funding_eur=100.0,
            **DAY,
        )
        for place, each in enumerate([*members, *members])
    ]
    measures.append(measure(None, "permanent", cohort=2030, category="garden", status_on="2030-07-01", **DAY))
    types, states = EVENTS["type"].codes[-2:], EVENTS["status"].codes
    days = {"starts_on": "2031-03-01", "starts_on_precision": "day"}
    events = [
        conference(type=types[place % len(types)], status=states[place % len(states)], title=f"Treffen {place}", **days)
        for place in range(len(types) * len(states))
    ]
    events += [
        conference(20 + place, qualifier, municipality=members[place]["ars"], cohort=2024, title="Konferenz", **days)
        for place, qualifier in enumerate(EVENTS["attendance_qualifier"].codes)
    ]
    facts = [fact("duration", 2, as_of="2034-01-31")]
    data = programme(members, measures, events, facts)
    took_part = pd.DataFrame({"event_id": ["e9"] * 3, "ars": [each["ars"] for each in members[:3]]})
    return Dataset.of(**{**data.tables, "participations": took_part})


@cache
def pictures(data: Dataset, lang: Language) -> dict[str, Picture]:
    """Return every picture that `build` and `news_pictures` make."""
    news = after(data, dt.date(2028, 1, 1))
    given: dict[str, Any] = {"data": data, "news": news, "lang": lang, "category": None, "rows": slice(0, 99)}
    given |= {
        "year": 2028,
        "as_of": data.as_of,
        "today": dt.date(2028, 6, 1),
        "outside": False,
        "ars": data.participants["ars"].iloc[0],
        "indicator": "kind",
        "boundaries": AREAS,
    }
    found = {}
    for module in (build, news_pictures):
        for name, function in vars(module).items():
            if not inspect.isfunction(function) or function.__module__ != module.__name__:
                continue
            if function.__annotations__["return"] in ("Picture", "Picture | None"):
                known = {each: given[each] for each in inspect.signature(function).parameters if each in given}
                found[f"{module.__name__.rsplit('.', 1)[1]}.{name}"] = function(**known)
    return found


def said(picture: Picture) -> str:
    """Return the names of rows, the heads, the key and the words at marks."""
    spec = picture.spec
    assert spec is not None
    told = [*(row.name for row in spec.rows), *(row.end for row in spec.rows), *(words for words, _look in spec.key)]
    return " | ".join([*told, *(words for _at, words in spec.across.ticks)])


def test_each_added_option_has_a_look_of_its_own(grown: Dataset) -> None:
    for table, name in (*ADDED, *LISTS):
        column: Column = {each.name: each for each in TABLES}[table][name]
        assert set(column.looks) == set(column.codes)
        if name != "attendance_qualifier":  # of which two are drawn alike: both are lower bounds
            assert len(set(column.looks.values())) == len(column.codes) or len(column.codes) > 14


@pytest.mark.full
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_drawer_draws_every_picture_of_the_longer_declaration(grown: Dataset, language: str) -> None:
    lang, presentation = Language(language), Presentation()
    for picture in pictures(grown, lang).values():
        shapes = presentation.slides.add_slide(presentation.slide_layouts[6]).shapes
        draw_picture(shapes, picture, BOX, lang)
        assert bool(len(shapes)) == (picture.spec is not None)
        if picture.spec is not None:
            for width in (svg.WIDE, svg.NARROW):
                drawn = svg.draw(picture.spec, picture.finding, width=width)
                assert drawn.count(' data-counts="') == len(picture.spec.marks)
            assert plotly.draw(picture.spec, lang).data


@pytest.mark.full
def test_decks_of_the_longer_declaration_are_written(grown: Dataset) -> None:
    choice = Choice.of(since=dt.date(2028, 1, 1), profiles=(str(grown.participants["ars"].iloc[0]),))
    made = deck(grown, AREAS, choice, GERMAN)
    assert len(made.slides) == len(choice.shown)
    assert pptx(made).startswith(b"PK")
    assert b"verstetigt" in html(made)


@pytest.mark.full
def test_no_row_is_missing_and_added_options_are_called_by_their_words(grown: Dataset) -> None:
    made = pictures(grown, GERMAN)
    expected = {
        "build.measures_by_status": ("verstetigt", "ausgesetzt"),
        "build.progress_matrix": ("Gemeinschaftsgarten", "verstetigt", "ausgesetzt"),
        "build.adoption_matrix": ("Gemeinschaftsgarten",),
        "build.measures_per_municipality": ("Region",),
        "build.measure_timeline": ("verstetigt", "ausgesetzt"),
        "build.event_ribbon": ("verschoben",),
        "build.conference_attendance": ("knapp",),
    }
    for name, words in expected.items():
        assert [word for word in words if word not in said(made[name])] == [], name
    names = set(grown.names)
    for name in ("build.progress_matrix",):
        spec = made[name].spec
        assert spec is not None, name
        assert names == {row.name for row in spec.rows if not row.look} - {"Staffel insgesamt"}, name
        assert [row.name.partition(":")[0] for row in spec.rows if row.look] == [f"Staffel {y}" for y in COHORTS], name
        assert len({row.look for row in spec.rows if row.look}) == len(COHORTS)


def test_what_is_drawn_adds_up_to_what_is_said(grown: Dataset) -> None:
    made = pictures(grown, GERMAN)
    measures, events = grown.measures, grown.events
    by_status = made["build.measures_by_status"]
    assert by_status.spec is not None
    assert by_status.spec.counted == len(measures) == by_status.table["Maßnahmen"].sum()
    assert str(int(measures["municipality"].notna().sum())) in by_status.finding
    ends = {row.name: row.end for row in by_status.spec.rows} if by_status.spec else {}
    words = MEASURES["status"].words(GERMAN)
    assert {row.split(" ")[0] for row in ends.values()} <= set(map(str, range(1, 40)))
    assert list(ends) == [words[code] for code in MEASURES["status"].furthest_first]
    progress = made["build.progress_matrix"]
    assert progress.spec is not None
    assert progress.spec.counted == len(progress.table) + 1  # and what the cohort reports without a name
    ribbon = made["build.event_ribbon"]
    assert ribbon.spec is not None
    assert ribbon.spec.counted == len(events) == len(ribbon.table)
    assert "Exkursion" in set(ribbon.table["Veranstaltungsart"])
    count = Counter(EVENTS["status"].words(GERMAN)[code] for code in events["status"])
    assert all(f"{n} {word}" in ribbon.finding for word, n in count.items())
    timeline = made["build.measure_timeline"]
    assert timeline.spec is not None
    placed = measures["started_on"].notna() | ~measures["status"].isin(["planned", "in_preparation"])
    assert timeline.spec.counted == (placed & measures["municipality"].notna()).sum()
    numbers = made["build.measures_per_municipality"]
    assert numbers.spec is not None
    assert numbers.spec.counted == numbers.table["Umgesetzte Maßnahmen"].notna().sum()
    curve = made["build.adoption_curve"]
    assert curve.spec is not None
    assert curve.spec.counted == curve.table.groupby("Staffel").last().iloc[:, 1].sum()
