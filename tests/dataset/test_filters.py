"""Each filter works wherever filters do, because all of it follows from its entry."""

from pathlib import Path

import pytest

from ek_data.dataset.filters import (
    EVERYTHING,
    FILTERS,
    Filter,
    Selection,
    choices,
    in_words,
    selection_from,
    selection_into,
)
from ek_data.i18n import ENGLISH
from ek_data.store import data_sources
from ek_data.web.public_presentation import ONE_OF, RIGHT

PUBLIC = data_sources.load(Path(__file__).parent.parent.parent / "data")


@pytest.mark.parametrize("filter_", FILTERS, ids=lambda filter_: filter_.name)
def test_filter_is_offered_told_linked_and_applied(filter_: Filter) -> None:
    value = choices(PUBLIC)[filter_.key][0]
    selection = Selection.of(**{filter_.name: (value,)})
    assert set(PUBLIC.filtered(selection).tables[filter_.table.name][filter_.column.name]) == {value}
    assert in_words(selection, ENGLISH) == f"{filter_.label}: {filter_.words(value, ENGLISH)}"
    assert selection_from(selection_into(selection)) == selection
    assert (filter_.key in ONE_OF) != (filter_.key in RIGHT)  # a link is told what would be right


def test_filter_that_there_is_not_is_refused() -> None:
    with pytest.raises(KeyError, match="no such filter: letters"):
        Selection.of(letters=("A",))


def test_selection_without_values_is_everything() -> None:
    assert Selection.of(cohorts=(), kinds=()) == EVERYTHING
    assert PUBLIC.filtered(EVERYTHING) is PUBLIC
