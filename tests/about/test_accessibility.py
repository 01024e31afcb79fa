"""The statement on accessibility says what the recorded test found, and names the operator or the gap."""

from __future__ import annotations

import pytest

from ek_data.about import accessibility
from ek_data.about.test_results import result
from ek_data.i18n import ENGLISH, GERMAN, Language
from ek_data.settings import Operator

RECORDED = {
    "tested_on": "2026-11-25",
    "axe": "4.12.1",
    "streamlit": "1.67.0",
    "pages": {
        "karte": {"states": 6, "ours": 0, "streamlit": {"list": 1, "listitem": 11}},
        "quellen": {"states": 6, "ours": 0, "streamlit": {"new-rule": 2}},
    },
    "rules": {
        "list": {"help": "lists"},
        "listitem": {"help": "list items"},
        "new-rule": {"help": "something new"},
        "presentation-role-conflict": {"help": "no longer found on any page"},
    },
}
OFFICE = Operator("Amt für Beispiele", "Musterstraße 1, 55116 Mainz", "amt@beispiel.example")


def test_exceptions_are_those_that_the_test_found_each_cause_once() -> None:
    said = accessibility.exceptions(RECORDED, GERMAN)
    assert [each for each in said if each.startswith("Menü auf dem Telefon")] == [said[0]]
    assert "Regel „new-rule“ der Prüfung: something new" in said
    assert not any("Fläche zum Ablegen" in each for each in said)  # recorded once, found no more


def test_table_has_one_row_for_each_page_in_the_order_of_the_menu() -> None:
    titles = {"quellen": "Quellen", "neu": "noch nicht geprüft", "karte": "Karte"}
    rows = accessibility.pages(RECORDED, titles, GERMAN)
    assert rows.to_numpy().tolist() == [["Quellen", 6, 0, 2], ["Karte", 6, 0, 12]]


@pytest.mark.parametrize(("lang", "day"), [(GERMAN, "25. November 2026"), (ENGLISH, "25 November 2026")])
def test_method_names_day_and_versions(lang: Language, day: str) -> None:
    said = accessibility.method(RECORDED, lang)
    assert all(each in said for each in (day, "axe-core 4.12.1", "Streamlit 1.67.0"))


def test_operator_is_named_with_the_way_to_reach_them() -> None:
    assert accessibility.introduction(OFFICE, GERMAN).startswith("Amt für Beispiele ist bemüht")
    assert "amt@beispiel.example" in accessibility.feedback(OFFICE, GERMAN)


def test_gap_is_said_where_the_operator_entered_nothing() -> None:
    nobody = Operator.of_environment({})
    assert "(Name noch einzutragen)" in accessibility.introduction(nobody, GERMAN)
    assert "Ein Kontakt ist noch einzutragen" in accessibility.feedback(nobody, GERMAN)


def test_operator_is_read_from_the_environment() -> None:
    environment = {"EK_OPERATOR": " Amt ", "EK_OPERATOR_ADDRESS": "Mainz", "EK_CONTACT": "a@b.example"}
    assert Operator.of_environment(environment) == Operator("Amt", "Mainz", "a@b.example")


def test_every_recorded_rule_has_its_sentence() -> None:
    recorded = result("accessibility")
    found = {accessibility.SAME_AS.get(rule, rule) for page in recorded["pages"].values() for rule in page["streamlit"]}
    assert found <= set(accessibility.RULES)
    assert all(page["ours"] == 0 for page in recorded["pages"].values())
