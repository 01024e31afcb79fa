"""What is reported as a whole, beside the computed figures."""

import pytest

from ek_data.figures.key_facts import heading, newest, reported
from ek_data.i18n import GERMAN
from ek_data.programme.roles import Role
from tests.programme import fact, programme


@pytest.mark.parametrize("order", [1, -1])
def test_key_fact_without_a_date_is_never_the_newest(order: int) -> None:
    facts = [fact("conference_attendance", 80), fact("conference_attendance", 60, as_of=None, as_of_precision=None)]
    dataset = programme(facts=facts[::order])
    assert newest(reported(dataset, Role.CONFERENCE_ATTENDANCE))["value"] == 80


@pytest.mark.parametrize(
    ("title", "cohort", "said"),
    [
        ("Kommunen der Staffel", 2024, "Kommunen der Staffel, Staffel 2024"),
        ("Kommunen der Staffel 2024", 2024, "Kommunen der Staffel 2024"),  # says it already
        ("Kommunen insgesamt", None, "Kommunen insgesamt"),
    ],
)
def test_key_fact_of_a_cohort_is_told_with_its_year(title: str, cohort: int | None, said: str) -> None:
    row = {**fact("municipalities_in_cohort", 7, cohort=cohort), "title": title}
    assert heading(programme(facts=[row]).key_facts.iloc[0], GERMAN) == said
