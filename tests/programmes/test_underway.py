"""A status "in Umsetzung": a programme that declares it has it in every figure, picture and sentence as what it is."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from pptx import Presentation

from ek_data.about import glossary
from ek_data.analysis import cohorts, profile
from ek_data.changes import since
from ek_data.charts import build
from ek_data.dataset.dataset import Dataset
from ek_data.figures.headline import headline
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.maps import indicators
from ek_data.programme.current import current, using
from ek_data.programme.parsing import read
from ek_data.slides.deck import deck
from ek_data.slides.options import Choice
from ek_data.slides.pptx.file import pptx
from ek_data.tables import MEASURES
from tests.decks import AREAS
from tests.programme import ALZEY, ASBACH, fact, measure, municipality, programme

PREPARED = '  { code = "in_preparation"'
CARRIED_OUT = (
    '  { code = "carried_out", de = "in Umsetzung", en = "carried out", roles = ["underway", "running", "started"] },\n'
)
STARTED = {"started_on": "2025-02-01", "started_on_precision": "month"}


@pytest.fixture(autouse=True)
def with_the_status() -> Iterator[None]:
    before, own, after = current().text.partition('  { code = "implemented", de = "umgesetzt"')
    with using(read(f"{before}{CARRIED_OUT}{own}{after}".encode())):
        yield


def data() -> Dataset:
    rows = [
        measure(ASBACH, "carried_out", title="Börse", category="ehrenamtsboerse", **STARTED),
        measure(ASBACH, "in_preparation", title="Padlet", **STARTED),  # its date is over, and nobody says what became
        measure(ALZEY, "implemented", title="Team", category="kommunales_team", **STARTED),
    ]
    members = [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(ALZEY, name="Stadt Alzey")]
    return programme(members, rows, facts=[fact("other", 1, "2025-11-19")])


def test_it_is_counted_as_begun_and_never_as_there() -> None:
    numbers = data().result(headline)
    assert numbers["measures_carried_out"].value == 1
    assert numbers["measures_done"].value == 1
    assert sum(int(numbers[f"measures_{code}"].value or 0) for code in _codes()) == numbers["measures"].value == 3
    matrix = data().result(cohorts.progress_matrix).set_index("category")
    assert (matrix["status"]["ehrenamtsboerse"], matrix["done"]["ehrenamtsboerse"]) == ("carried_out", 0)
    curve = data().result(cohorts.adoption_curve)
    assert curve["municipalities"].max() == 1  # one of two: the other has begun only


def _codes() -> tuple[str, ...]:
    return current().choices["statuses"].codes


def test_its_start_is_no_date_to_keep() -> None:
    made = data()
    assert made.result(headline)["overdue_measures"].value == 1  # the one in preparation
    rows = made.result(profile.programme_measures_of, ASBACH)
    late = made.result(build.timeline_measures).set_index(made.measures.index)["overdue"]
    assert profile.measures_in_words(rows, late, GERMAN) == [
        "in Umsetzung · Februar 2025",
        "in Vorbereitung, überfällig · angekündigt für Februar 2025, ohne Nachweis",
    ]
    news = since.after(made, dt.date(2025, 1, 1))
    assert news.measures.set_index("title")["news"].to_dict() == {"Börse": "underway", "Team": "finished"}


def test_sentences_name_it_between_the_others() -> None:
    made = data()
    shown = indicators.by_planned(made, GERMAN)
    assert shown.finding.startswith("In 1 von 2 Kommunen sind Maßnahmen geplant, in Vorbereitung oder in Umsetzung")
    assert "planned, in preparation, or carried out" in indicators.by_planned(made, ENGLISH).finding
    [status] = [term.meaning for term in glossary.TERMS if term.name == MEASURES["status"].label]
    assert "In Umsetzung: Sie läuft, ist aber noch nicht abgeschlossen." in GERMAN.of(status)


def texts(shapes: Iterable[Any]) -> Iterator[str]:
    for shape in shapes:
        yield from texts(getattr(shape, "shapes", ()))
        if shape.has_text_frame:
            yield shape.text_frame.text


def test_it_has_a_form_of_its_own_in_pictures_and_on_slides() -> None:
    made = data()
    looks = current().choices["statuses"].looks
    assert len(set(looks.values())) == len(looks)
    presentation = Presentation(io.BytesIO(pptx(deck(made, AREAS, Choice.of(("status", "headline")), GERMAN))))
    said = [text for slide in presentation.slides for text in texts(slide.shapes)]
    assert {"in Umsetzung", "1 in Umsetzung\n1 in Vorbereitung", "1 von 3"} <= set(said)
