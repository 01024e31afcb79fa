import pytest

from ek_data.errors import Invalid, Unreadable
from ek_data.i18n import GERMAN
from ek_data.reading.limits import MEGABYTE, Limits
from ek_data.reading.read import read


def test_nothing_set_means_the_usual_limits() -> None:
    assert Limits.of_environment({}) == Limits()


def test_operator_sets_limits_in_megabytes_and_counts() -> None:
    limits = Limits.of_environment({"EK_MAX_SIZE_MB": "5", "EK_MAX_ROWS": "10"})
    assert (limits.size, limits.rows, limits.columns) == (5 * MEGABYTE, 10, 300)


def test_setting_that_is_no_number_is_a_sentence() -> None:
    with pytest.raises(Invalid) as told:
        Limits.of_environment({"EK_MAX_ROWS": "viele"})
    assert told.value.sentence(GERMAN) == "Die Einstellung EK_MAX_ROWS muss eine ganze Zahl sein, nicht „viele“."


def test_reading_keeps_to_what_the_operator_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EK_MAX_COLUMNS", "2")
    with pytest.raises(Unreadable):
        read(b"a;b;c\n1;2;3\n", "x.csv")
