"""From when months count and which cohorts are compared: chosen on the page, in the link, kept for the session."""

from __future__ import annotations

import pytest

from ek_data.settings import SHIPPED
from tests.pages.conftest import Opened, at_page, words

PAGE = "explore/cohorts.py"


def test_start_comes_from_the_link_and_changes_sentence_and_caution(opened: Opened) -> None:
    app = opened(PAGE, query={"beginn": "kickoff"}, EK_DATA=str(SHIPPED))
    assert "Die Monate zählen ab dem Auftakttreffen der Staffel." in words(app)
    assert "Ab 1. Januar gezählt" in words(app)
    app.segmented_control(key="beginn").set_value("new_year").run()
    assert "beginn" not in app.query_params
    assert "Ab Auftakttreffen gezählt" in words(app)
    assert "Die Monate zählen ab dem 1. Januar" in words(app)


@pytest.mark.full
def test_choice_of_the_start_stays_when_another_page_was_open(opened: Opened) -> None:
    app = opened(PAGE, EK_DEMO="14")
    app.segmented_control(key="beginn").set_value("kickoff").run()
    assert app.query_params["beginn"] == "kickoff"
    del app.query_params["beginn"]
    at_page(app, "explore/measures.py").run()
    assert at_page(app, PAGE).run().segmented_control(key="beginn").value == "kickoff"


@pytest.mark.full
def test_two_of_many_cohorts_are_chosen_and_stand_in_the_link(opened: Opened) -> None:
    app = opened(PAGE, EK_DEMO="60")
    first, second = app.selectbox(key="compared_one"), app.selectbox(key="compared_other")
    before = (first.value, second.value)
    assert "vergleich" not in app.query_params  # the usual pair, which may be another one tomorrow
    other = next(year for year in first.options if int(year) not in before)
    first.set_value(int(other)).run()
    pair = sorted((int(other), before[1]))
    assert app.query_params["vergleich"] == "-".join(map(str, pair))
    said = words(app)
    assert all(f"(Staffel {cohort})" in said for cohort in pair)
    assert f"(Staffel {before[0]})" not in said
    assert not app.exception
    [changed] = [
        box for box in app.selectbox if box.key in ("compared_one", "compared_other") and box.value == int(other)
    ]
    changed.set_value(before[0]).run()
    assert "vergleich" not in app.query_params


@pytest.mark.full
def test_nonsense_in_the_link_is_passed_over(opened: Opened) -> None:
    app = opened(PAGE, query={"beginn": "gestern", "vergleich": "x-2024-2024"}, EK_DEMO="60")
    assert not app.exception
    assert app.segmented_control(key="beginn").value == "new_year"


def test_small_cohorts_have_a_row_for_each_municipality_and_what_is_open_beside_it(opened: Opened) -> None:
    app = opened(PAGE, EK_DATA=str(SHIPPED))
    headings = [each.value.replace("\\", "") for each in (*app.header, *app.subheader)]
    assert "Am häufigsten umgesetzt: Kommunales Team" in headings
    assert {"In Staffel 2024 umgesetzt, ohne Namen", "Geplant oder in Vorbereitung"} <= set(headings)
    assert "In Staffel 2024 umgesetzt, in Staffel 2025 keine Meldung" in headings


def test_events_page_opens_the_card_of_the_link_and_closes_it(opened: Opened) -> None:
    app = opened("explore/events.py", query={"veranstaltung": "E08", "auch": "1"}, EK_DATA=str(SHIPPED))
    assert "Sechs Diskussionsgruppen" in words(app)
    assert app.toggle(key="outside_programme").value is True
    listed = "".join(each.value for each in app.get("html"))
    assert "· angekündigt, überfällig</small>" in listed
    assert "angrenzend</small>" in listed  # as the ribbon shows it
    assert app.query_params["veranstaltung"] == "E08"
    app.button(key="close-event").click().run()
    assert "Sechs Diskussionsgruppen" not in words(app)
    assert "veranstaltung" not in app.query_params
