"""The difference of two data sets, cell by cell."""

from __future__ import annotations

import pandas as pd

from ek_data.changes.diff import TableChanges, difference, table_difference
from ek_data.changes.effect import effect
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import MEASURES, PARTICIPATIONS

ALZEY = "073310003003"


def measures(*rows: dict[str, object]) -> pd.DataFrame:
    """Measures M1, M2 … unless a row says otherwise."""
    numbered = [{"measure_id": f"M{number}"} | row for number, row in enumerate(rows, start=1)]
    days = {"started_on": "datetime64[us]"}
    frame = pd.DataFrame(numbered)
    return MEASURES.typed(frame.astype({name: dtype for name, dtype in days.items() if name in frame}))


def changed(old: pd.DataFrame, new: pd.DataFrame) -> TableChanges:
    return table_difference(MEASURES.typed(old), MEASURES.typed(new), MEASURES)


def cell(before: dict[str, object], after: dict[str, object]) -> list[tuple[object, ...]]:
    """Return the changed cells of one measure as (column, before, after), blank as None."""
    cells = changed(measures(before), measures(after)).cells
    values = cells[["column", "before", "after"]].astype(object)
    return list(values.where(values.notna(), None).itertuples(index=False, name=None))


def test_same_rows_are_no_difference() -> None:
    rows = measures({"title": "a", "reach": None, "status": "planned"})
    changes = difference(Dataset.of(measures=rows), Dataset.of(measures=rows.copy()))
    assert changes.empty
    assert changes.sentences(GERMAN) == []


def test_order_of_rows_and_columns_is_no_difference() -> None:
    rows = measures({"title": "a"}, {"title": "b"}, {"title": "c"})
    assert changed(rows, rows.iloc[[2, 0, 1]][rows.columns[::-1]]).counts == (0, 0, 0)


def test_rows_are_added_removed_and_changed_by_their_key() -> None:
    old = measures({"title": "stays"}, {"title": "goes"}, {"title": "before"})
    new = measures(
        {"measure_id": "M4", "title": "comes"},  # first, although it is new
        {"measure_id": "M3", "title": "after"},
        {"measure_id": "M1", "title": "stays"},
    )
    changes = changed(old, new)
    assert changes.added["measure_id"].tolist() == ["M4"]
    assert changes.removed["measure_id"].tolist() == ["M2"]
    assert changes.cells.to_dict("records") == [
        {"measure_id": "M3", "column": "title", "before": "before", "after": "after"}
    ]
    assert changes.counts == (1, 1, 1)


def test_unknown_is_another_value_than_zero_or_an_empty_text() -> None:
    assert cell({"reach": None}, {"reach": 0}) == [("reach", None, 0)]
    assert cell({"funding_eur": 0.0}, {"funding_eur": None}) == [("funding_eur", 0.0, None)]
    assert cell({"title": None}, {"title": ""}) == [("title", None, "")]
    assert cell({"reach": None}, {"reach": None}) == []


def test_options_are_compared_by_their_code() -> None:
    assert cell({"status": "planned"}, {"status": "ended"}) == [("status", "planned", "ended")]
    assert cell({"status": None}, {"status": "planned"}) == [("status", None, "planned")]


def test_date_and_its_precision_are_one_value() -> None:
    month = {"started_on": "2024-11-01", "started_on_precision": "month"}
    day = {"started_on": "2024-11-01", "started_on_precision": "day"}
    year = {"started_on": "2024-01-01", "started_on_precision": "year"}
    assert cell(month, day) == [("started_on", "2024-11", "2024-11-01")]
    assert cell(year, month) == [("started_on", "2024", "2024-11")]
    assert cell(day, {}) == [("started_on", "2024-11-01", None)]


def test_cells_are_told_row_by_row_in_the_order_of_the_columns() -> None:
    old = measures({"title": "a", "reach": 1}, {"title": "b", "reach": 2})
    new = measures({"title": "A", "reach": 10}, {"title": "B", "reach": 20})
    cells = changed(old, new).cells
    assert list(zip(cells["measure_id"], cells["column"], strict=True)) == [
        ("M1", "title"),
        ("M1", "reach"),
        ("M2", "title"),
        ("M2", "reach"),
    ]
    assert changed(old, new).only(slice(1, 2)).cells["after"].tolist() == ["B", 20]
    assert changed(old, new).only((new["reach"] == 10).to_numpy()).cells["after"].tolist() == ["A", 10]


def test_cells_in_words_have_labels_options_dates_and_all_digits() -> None:
    old = measures({"municipality": ALZEY, "status": "planned", "funding_eur": 1234.5678, "cohort": 2024})
    new = measures(
        {
            "status": "ended",
            "started_on": "2024-11-01",
            "started_on_precision": "month",
            "funding_eur": 1234.5679,  # alike at the digits usually shown
            "cohort": 2025,
        }
    )
    words = changed(old, new).in_words(GERMAN, {ALZEY: "Stadt Alzey"})
    told = {row["column"]: (row["before"], row["after"]) for row in words.fillna("").to_dict("records")}
    assert told == {
        "Kommune": ("Stadt Alzey", ""),
        "Staffel": ("2024", "2025"),
        "Status": ("geplant", "beendet"),
        "Beginn": ("", "11/2024"),
        "Förderung (Euro)": ("1234,5678", "1234,5679"),
    }


def test_keys_of_several_columns_are_told_apart() -> None:
    old = PARTICIPATIONS.typed(pd.DataFrame({"event_id": ["E1", "E1"], "ars": [ALZEY, "07339"], "people": [1, 2]}))
    new = PARTICIPATIONS.typed(pd.DataFrame({"event_id": ["E1", "E2"], "ars": ["07339", ALZEY], "people": [3, 1]}))
    changes = table_difference(old, new, PARTICIPATIONS)
    assert changes.counts == (1, 1, 1)
    assert changes.cells.to_dict("records") == [
        {"event_id": "E1", "ars": "07339", "column": "people", "before": 2, "after": 3}
    ]


def test_repeated_keys_are_paired_one_by_one() -> None:
    old = measures({"measure_id": "M1", "title": "a"}, {"measure_id": "M1", "title": "b"})
    new = measures({"title": "first"}, {"measure_id": "M1", "title": "a"}, {"measure_id": "M1", "title": "b"})
    assert changed(old, old.copy()).counts == (0, 0, 0)
    assert changed(old, new).counts == (1, 2, 0)
    assert changed(new, old).counts == (0, 2, 1)


def test_empty_tables_can_be_compared() -> None:
    assert changed(MEASURES.empty(), measures({"title": "a"})).counts == (1, 0, 0)
    assert changed(measures({"title": "a"}), MEASURES.empty()).counts == (0, 0, 1)


def test_sentences_have_the_right_number_and_name_the_table_once() -> None:
    old = Dataset.of(measures=measures({"title": "a"}, {"title": "b"}, {"title": "c"}))
    new = Dataset.of(measures=measures({"title": "A"}, {"title": "b"}, {"measure_id": "M4"}, {"measure_id": "M5"}))
    assert difference(old, new).sentences(GERMAN) == ["2 Maßnahmen neu, 1 geändert, 1 entfernt"]
    assert difference(new, old).sentences(ENGLISH) == ["1 measure new, 1 changed, 2 removed"]


def test_every_table_has_its_sentence() -> None:
    full = Dataset.of(
        municipalities=pd.DataFrame({"ars": [ALZEY]}),
        measures=pd.DataFrame({"measure_id": ["M1"]}),
        events=pd.DataFrame({"event_id": ["E1"]}),
        participations=pd.DataFrame({"event_id": ["E1"], "ars": [ALZEY]}),
        key_facts=pd.DataFrame({"fact_id": ["F1"]}),
    )
    assert difference(full, Dataset.of()).sentences(GERMAN) == [
        "1 Kommune entfernt",
        "1 Maßnahme entfernt",
        "1 Veranstaltung entfernt",
        "1 Teilnahme entfernt",
        "1 Angabe der Eckdaten entfernt",
    ]


def test_effect_has_the_figures_that_read_differently_and_no_others() -> None:
    rows = {"ars": [ALZEY], "name": ["Stadt Alzey"], "status": ["active"], "cohort": [2024], "population": [19_000]}
    old = Dataset.of(municipalities=pd.DataFrame(rows))
    new = Dataset.of(municipalities=pd.DataFrame(rows | {"population": [20_000]}))
    changes = effect(old, new)
    assert {(pair.before.value, pair.after.value) for pair in changes.values() if pair.before and pair.after} == {
        (19_000, 20_000)
    }
    assert effect(old, old) == {}
