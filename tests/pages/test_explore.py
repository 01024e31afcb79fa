"""Every page that explores opens without a fault, says what it should, and says it in the right language."""

from __future__ import annotations

from pathlib import Path

import pytest

from ek_data.settings import SHIPPED
from ek_data.ui.navigation import SECTIONS
from tests.pages.conftest import Opened, unfolded, words
from tests.selection import each, first

SCRIPTS = [entry.script for section in ("Explore", "About") for entry in SECTIONS[section]]
DATA = {"public": {"EK_DATA": str(SHIPPED)}, "demo": {"EK_DEMO": "14"}, "large demo": {"EK_DEMO": "300"}}


@pytest.mark.parametrize("language", each(["Deutsch", "English"], {"Deutsch"}, full=()))
@pytest.mark.parametrize("data", each(DATA, {"demo"}, full=["public"]))
@pytest.mark.parametrize("script", SCRIPTS)
def test_page_opens_without_a_fault(opened: Opened, script: str, data: str, language: str) -> None:
    app = opened(script, language=language, **DATA[data])
    assert not app.exception
    assert not app.error
    assert app.title


def test_overview_shows_what_the_programme_office_reported(opened: Opened) -> None:
    said = words(unfolded(unfolded(opened(**DATA["public"]), "reported"), "mind"))
    for expected in (
        "Mindestens 7 von 14 Kommunen haben eine Maßnahme umgesetzt",
        "n\N{NO-BREAK SPACE}=\N{NO-BREAK SPACE}14\N{NO-BREAK SPACE}Kommunen, 24\N{NO-BREAK SPACE}Maßnahmen",
        "7\N{NO-BREAK SPACE}in Staffel 2024",
        "16 von 24",
        "481.547",
        "rund 135",
        "2\N{NO-BREAK SPACE}mit Angabe mindestens 1\N{NO-BREAK SPACE}ohne Angabe",
        "2\N{NO-BREAK SPACE}belegt 3\N{NO-BREAK SPACE}abgeleitet",
        "Zuletzt: Abschlussfeier der ersten Staffel, Mainz",
        "Offen: hier lohnt eine Nachfrage",
        "Gemeinsame Arbeitstreffen der Staffel 2024",
        "bis zu 100 Personen",
        "bis zu 5.000 Euro",
        "41,8 %",
        "bis Ende der Legislaturperiode",
        "VG Puderbach",
    ):
        assert expected in said


def test_every_source_in_the_list_is_a_link(opened: Opened) -> None:
    shown = [table.value for table in opened("about/sources.py", **DATA["public"]).table]
    tables = [rows for rows in shown if "Quelle" in rows]
    assert [len(rows) for rows in tables][:1] == [3]  # Haßloch's, which rest on one doubtful source
    for rows in tables:
        assert rows["Quelle"].str.fullmatch(r"\[.+\]\(<https?://.+>\)").all()


@pytest.mark.full
def test_listing_links_both_sources_of_a_row(opened: Opened) -> None:
    profile = opened("explore/profile.py", query={"kommune": "073395006000"}, **DATA["public"])
    profile.session_state["all-rows"] = True
    profile.run()
    linked = [row for table in profile.table if "Quelle" in table.value for row in table.value["Quelle"]]
    assert any("vg-nieder-olm" in row and "spdessenheim" in row for row in linked)


def test_key_fact_without_a_value_is_said_once(opened: Opened) -> None:
    said = words(opened("about/sources.py", **DATA["public"]))
    assert said.count("Befristung des Projektzeitraums: bis Ende 2025") == 1


def test_measures_page_shows_every_reported_kind_of_measure(opened: Opened) -> None:
    app = opened("explore/measures.py", **DATA["public"])
    said = words(app)
    for category in ("Hauptamtliche Stelle", "Newsletter", "Padlet", "Ehrenamtskampagne"):
        assert category in said
    assert {"Vereinsdatenbank", "Newsletter"} <= set(app.selectbox(key="frage").options)
    assert "in Vorbereitung" in said


def test_profile_opens_at_the_municipality_in_the_link_and_marks_a_derived_cohort(opened: Opened) -> None:
    app = opened("explore/profile.py", query={"kommune": "071385005000"}, **DATA["public"])
    assert app.selectbox(key="kommune").value == "071385005000"
    said = words(app)
    assert "Staffel 2025 (abgeleitet)" in said
    assert "abgeleitet, nicht belegt" in said


def test_filter_from_the_link_narrows_the_figures(opened: Opened) -> None:
    said = words(opened(query={"staffel": "2025"}, **DATA["public"]))
    assert "Mindestens 2 von 7 Kommunen haben eine Maßnahme umgesetzt" in said
    assert "Gefiltert nach Staffel: 2025." in said


def test_filter_survives_a_change_of_page_and_of_language(opened: Opened) -> None:
    app = opened(query={"staffel": "2025"}, **DATA["public"])
    app.switch_page("pages/explore/measures.py").run()
    app.segmented_control(key="sprache").set_value("English").run()
    assert "Filtered by Cohort: 2025." in words(app)


def test_unknown_value_in_the_link_is_passed_over(opened: Opened) -> None:
    said = words(opened(query={"staffel": "1999", "art": "<script>", "zeitraum": "x-y"}, **DATA["public"]))
    assert "von 14 Kommunen" in said


def test_invented_data_say_so_on_the_page(opened: Opened) -> None:
    assert "Beispieldaten, frei erfunden" in words(opened(**DATA["demo"]))


def test_missing_folder_is_a_sentence(opened: Opened, tmp_path: Path) -> None:
    app = opened(EK_DATA=str(tmp_path / "nirgends"))
    assert not app.exception
    assert "gibt es nicht" in words(app)


def test_empty_folder_is_a_sentence(opened: Opened, tmp_path: Path) -> None:
    assert "fehlt die Datei kommunen.csv" in words(opened(EK_DATA=str(tmp_path)))


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    first(
        2,
        [
            ("481", "481", None),  # unchanged: the control
            (";2024;belegt;", ";zwanzig;belegt;", "zwanzig"),
            ("Staffel;", "Stafel-Jahr;", "Staffel"),
        ],
    ),
)
@pytest.mark.full
def test_wrong_column_or_value_is_a_sentence(
    opened: Opened, tmp_path: Path, before: str, after: str, sentence: str | None
) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    file = tmp_path / "kommunen.csv"
    file.write_bytes(file.read_bytes().replace(before.encode(), after.encode(), 1))
    app = opened(EK_DATA=str(tmp_path))
    assert not app.exception
    assert bool(app.error) == (sentence is not None)
    assert sentence is None or sentence in words(app)


@pytest.mark.full
def test_empty_tables_leave_useful_pages(opened: Opened, tmp_path: Path) -> None:
    for file in SHIPPED.glob("*.csv"):
        (tmp_path / file.name).write_bytes(file.read_bytes().splitlines(keepends=True)[0])
    for script in SCRIPTS:
        app = opened(script, EK_DATA=str(tmp_path))
        assert not app.exception, script
        assert len(words(app)) > 40, script
