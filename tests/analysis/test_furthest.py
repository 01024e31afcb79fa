"""Of several measures of one kind the same one is said to be furthest along, wherever one has to stand for all."""

import pytest

from ek_data.analysis.cohorts import progress_matrix
from ek_data.analysis.peers import who_has
from tests.programme import ASBACH, measure, municipality, programme


@pytest.mark.parametrize(
    ("statuses", "furthest"),
    [
        (("ended", "in_preparation"), "in_preparation"),
        (("implemented", "ended"), "implemented"),
        (("ended", "planned"), "planned"),  # what is alive goes before what is over
        (("in_preparation", "implemented"), "implemented"),
        (("ended",), "ended"),
    ],
)
def test_matrix_and_peers_name_the_same_status_as_furthest(statuses: tuple[str, ...], furthest: str) -> None:
    dataset = programme([municipality(ASBACH)], [measure(ASBACH, status) for status in statuses])
    assert progress_matrix(dataset)["status"].tolist() == [furthest]
    assert who_has(dataset, "padlet")["status"].tolist() == [furthest]
