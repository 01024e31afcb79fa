"""What is reported as a whole, beside the computed figures."""

import pytest

from ek_data.figures.key_facts import newest, reported
from ek_data.tables.key_facts import Metric
from tests.programme import fact, programme


@pytest.mark.parametrize("order", [1, -1])
def test_key_fact_without_a_date_is_never_the_newest(order: int) -> None:
    facts = [fact("conference_attendance", 80), fact("conference_attendance", 60, as_of=None, as_of_precision=None)]
    dataset = programme(facts=facts[::order])
    assert newest(reported(dataset, Metric.CONFERENCE_ATTENDANCE))["value"] == 80
