"""Uploads put into the rows there are."""

from __future__ import annotations

import pandas as pd
import pytest

from ek_data.errors import Fault, Invalid, Missing
from ek_data.i18n import GERMAN
from ek_data.tables import MEASURES, PARTICIPATIONS
from ek_data.updates.merge import missing, update


def rows(**titles: str) -> pd.DataFrame:
    return MEASURES.typed(pd.DataFrame({"measure_id": list(titles), "title": list(titles.values()), "reach": 1}))


OLD = rows(M1="a", M2="b", M3="c")
UPLOAD = rows(M4="new", M3="C", M1="A")  # M2 is missing, and the order is another


def titles(frame: pd.DataFrame) -> dict[str, str]:
    return dict(zip(frame["measure_id"], frame["title"], strict=True))


def test_update_keeps_places_changes_rows_and_adds_new_ones_at_the_end() -> None:
    result = update(OLD, UPLOAD, MEASURES)
    assert list(titles(result).items()) == [("M1", "A"), ("M2", "b"), ("M3", "C"), ("M4", "new")]
    assert dict(result.dtypes) == dict(OLD.dtypes)


def test_missing_rows_are_those_to_decide_on() -> None:
    assert missing(OLD, UPLOAD, MEASURES)["measure_id"].tolist() == ["M2"]


def test_update_removes_what_is_named() -> None:
    assert list(titles(update(OLD, UPLOAD, MEASURES, remove=["M2"]))) == ["M1", "M3", "M4"]


def test_columns_that_the_upload_does_not_have_keep_their_values() -> None:
    upload = MEASURES.typed(pd.DataFrame({"measure_id": ["M1", "M9"], "title": ["A", "new"]}))
    kept = update(OLD, upload, MEASURES, columns=["title"])
    assert kept["reach"].fillna(-1).tolist() == [1, 1, 1, -1]
    assert titles(kept) == {"M1": "A", "M2": "b", "M3": "c", "M9": "new"}
    blanked = update(OLD, upload, MEASURES)  # the upload has the column, and nothing in it
    assert blanked["reach"].fillna(-1).tolist() == [-1, 1, 1, -1]


def test_date_keeps_its_precision_with_it() -> None:
    dated = OLD.assign(started_on=pd.Timestamp("2024-01-01"), started_on_precision="year")
    upload = UPLOAD.assign(started_on=pd.Timestamp("2024-11-01"), started_on_precision="month")
    taken = update(MEASURES.typed(dated), MEASURES.typed(upload), MEASURES, columns=["started_on"])
    assert taken["started_on_precision"].tolist() == ["month", "year", "month", "month"]
    left = update(MEASURES.typed(dated), MEASURES.typed(upload), MEASURES, columns=["title"])
    assert left["started_on_precision"].tolist() == ["year", "year", "year", "month"]  # a new row is all the upload's


@pytest.mark.parametrize(
    ("upload", "remove", "fault", "words"),
    [
        (pd.concat([UPLOAD, UPLOAD[:1]]), [], Invalid, "M4 steht mehr als einmal"),
        (UPLOAD, ["M7"], Missing, "M7 kann nicht entfernt werden"),
        (UPLOAD, ["M1"], Invalid, "M1 soll entfernt werden, steht aber"),
    ],
)
def test_contradictory_wishes_are_refused(
    upload: pd.DataFrame, remove: list[str], fault: type[Fault], words: str
) -> None:
    with pytest.raises(fault) as told:
        update(OLD, upload, MEASURES, remove=remove)
    assert words in told.value.sentence(GERMAN)


def test_row_with_a_key_of_several_columns_is_removed_by_both() -> None:
    old = PARTICIPATIONS.typed(pd.DataFrame({"event_id": ["E1", "E1"], "ars": ["07331", "07339"]}))
    kept = update(old, PARTICIPATIONS.empty(), PARTICIPATIONS, remove=[("E1", "07339")])
    assert kept["ars"].tolist() == ["07331"]


def test_first_upload_goes_into_an_empty_table() -> None:
    assert titles(update(MEASURES.empty(), OLD, MEASURES)) == titles(OLD)
