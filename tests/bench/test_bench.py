"""The benchmark's own test: every part can be imported, and a run of one session measures what its part declares."""

import pytest

from tests.bench.__main__ import PARTS, part, run
from tests.bench.frame import Aim, german
from tests.selection import each


@pytest.mark.parametrize("name", PARTS)
def test_every_part_declares_each_row_once(name):
    codes = [row.code for row in part(name).ROWS]
    assert codes
    assert len(codes) == len(set(codes))
    assert name == part(name).NAME


@pytest.mark.night
def test_one_session_visits_every_page_and_changes_a_filter_on_each():
    results = list(run("pages", tiny=True))
    assert {result.code for result in results} == {row.code for row in part("pages").ROWS}
    assert all(result.figure > 0 and result.floor for result in results)


@pytest.mark.full
@pytest.mark.parametrize("name", each(["upload", "releases"], {"upload"}))
def test_a_small_store_and_a_small_upload_give_every_figure(name):
    results = list(run(name, tiny=True))
    assert [result.code for result in results] == [row.code for row in part(name).ROWS]
    assert all(result.figure >= 0 for result in results)
    assert all(result.figure > 0 for result in results if result.unit == "MB")


def test_aims_bound_the_figure_or_its_ratio_from_either_side():
    assert Aim(2.0).met(2.0, None)
    assert not Aim(0.1, "ratio").met(0.5, 0.2)
    assert not Aim(0.1, "ratio").met(0.5, None)  # not measured is not reached
    assert Aim(1000, at_least=True).met(1200, None)


def test_numbers_are_written_in_german():
    assert (german(1234.5), german(0.25), german(16)) == ("1.234", "0,25", "16")
