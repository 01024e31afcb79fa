from typing import Any

import pandas as pd
import pytest

from ek_data.dataset import wording
from ek_data.dataset.lookup import Known
from ek_data.dataset.wording import plain_csv, readable
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import MEASURES, MUNICIPALITIES

ASBACH, ALZEY_WORMS = "071385001000", "073310000000"


def measures(**columns: list[Any]) -> pd.DataFrame:
    return MEASURES.typed(pd.DataFrame(columns))


ONE_OF_EACH = measures(
    measure_id=["M1"],
    municipality=[ASBACH],
    cohort=[2024],
    category=["vereinsdatenbank"],
    title=["=1+1"],
    status=["in_preparation"],
    started_on=[pd.Timestamp(2024, 11, 1)],
    started_on_precision=["month"],
    reach=[1500],
    funding_eur=[1234.5],
)


def test_shared_names_do_not_stand_for_a_key() -> None:
    twins = MUNICIPALITIES.typed(pd.DataFrame({"ars": [ASBACH, ALZEY_WORMS], "name": ["Stadt Au", "Stadt  AU"]}))
    assert Known(twins).unique_names == {}


def test_unknown_stays_empty() -> None:
    assert plain_csv(pd.DataFrame({"a": pd.Series([None], dtype="Int64"), "b": ["="]})).endswith(b";'=\r\n")


@pytest.mark.parametrize(
    ("number", "text"), [(1.0, "1"), (49.2149, "49,2149"), (1e-7, "0,0000001"), (1e16, "10000000000000000")]
)
def test_decimals_are_written_without_exponent(number: float, text: str) -> None:
    assert wording.decimal_texts(pd.Series([number], dtype="Float64")).tolist() == [text]


def test_the_screen_shows_words_for_codes_and_dates_as_precise_as_known() -> None:
    shown = wording.words(ONE_OF_EACH, MEASURES, GERMAN, {ASBACH: "VG Asbach"})
    assert shown.loc[0, ["Kommune", "Staffel", "Status", "Beginn"]].tolist() == [
        "VG Asbach",
        2024,
        "in Vorbereitung",
        "11/2024",
    ]
    assert shown.loc[0, "Reichweite"] == 1500  # numbers stay numbers, so that tables sort them
    assert readable(shown, GERMAN).loc[0, ["Staffel", "Reichweite", "Förderung (Euro)"]].tolist() == [
        "2024",
        "1.500",
        "1.234,5",
    ]


def test_words_are_translated_and_unknown_stays_unknown() -> None:
    shown = wording.words(measures(measure_id=["M1"]), MEASURES, ENGLISH)
    assert "Category" in shown
    assert shown.drop(columns="Measure no.").isna().all(axis=None)


def test_rows_with_some_columns_only_are_shown_with_these() -> None:
    assert list(wording.words(ONE_OF_EACH[["measure_id", "reach"]], MEASURES, GERMAN)) == [
        "Maßnahmen-Nr.",
        "Reichweite",
    ]
