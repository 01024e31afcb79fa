"""A difference is read page by page, in words, and can be narrowed to columns."""

from __future__ import annotations

from ek_data.changes.diff import difference
from ek_data.changes.difference_table import cells_page, changed_columns, concerning, effect_table, number_of_cells
from ek_data.changes.effect import effect
from ek_data.dataset.keys import row_names
from ek_data.i18n import ENGLISH, GERMAN
from ek_data.tables import MEASURES, PARTICIPATIONS
from tests.programme import ALZEY, ASBACH, measure, municipality, programme

MUNICIPALITIES = [municipality(ASBACH, name="Verbandsgemeinde Asbach"), municipality(ALZEY, name="Stadt Alzey")]
OLD = programme(
    MUNICIPALITIES,
    [
        measure(ASBACH, "planned", title="Padlet"),  # status and reach will change
        measure(ASBACH, "planned", title="Newsletter"),  # nothing changes
        measure(ALZEY, "planned", title="Börse", reach=40),  # title and status change, reach becomes empty
    ],
)
NEW = programme(
    MUNICIPALITIES,
    [
        measure(ASBACH, "implemented", title="Padlet", reach=1200),
        measure(ASBACH, "planned", title="Newsletter"),
        measure(ALZEY, "ended", title="Ehrenamtsbörse"),
    ],
)
CHANGES = difference(OLD, NEW).tables["measures"]
CELLS = [
    ("m1 · Padlet · VG Asbach", "Status", "geplant", "umgesetzt"),
    ("m1 · Padlet · VG Asbach", "Reichweite", "(leer)", "1.200"),
    ("m3 · Ehrenamtsbörse · Stadt Alzey", "Bezeichnung", "Börse", "Ehrenamtsbörse"),
    ("m3 · Ehrenamtsbörse · Stadt Alzey", "Status", "geplant", "beendet"),
    ("m3 · Ehrenamtsbörse · Stadt Alzey", "Reichweite", "40", "(leer)"),
]


def page(start: int, stop: int) -> list[tuple[str, ...]]:
    rows = cells_page(CHANGES, slice(start, stop), NEW.names_by_ars, GERMAN)
    return [tuple(row) for row in rows.itertuples(index=False)]


def test_every_changed_cell_says_what_it_was_and_is() -> None:
    assert number_of_cells(CHANGES) == 5
    assert page(0, 5) == CELLS


def test_pages_cut_between_cells_also_within_a_row() -> None:
    assert [page(start, start + 2) for start in (0, 2, 4)] == [CELLS[0:2], CELLS[2:4], CELLS[4:5]]
    assert page(1, 4) == CELLS[1:4]


def test_narrowed_to_a_column_only_its_cells_are_left() -> None:
    assert changed_columns(CHANGES) == ["title", "status", "reach"]
    narrowed = concerning(CHANGES, ["title"])
    assert number_of_cells(narrowed) == 1
    rows = cells_page(narrowed, slice(0, 25), NEW.names_by_ars, ENGLISH)
    assert rows.to_numpy().tolist() == [["m3 · Ehrenamtsbörse · Stadt Alzey", "Title", "Börse", "Ehrenamtsbörse"]]


def test_effect_is_a_table_of_figures_that_read_differently() -> None:
    rows = effect_table(effect(OLD, NEW), GERMAN)
    said = {row[0]: tuple(row[1:]) for row in rows.to_numpy().tolist()}
    assert said["Maßnahmen, geplant"] == ("3", "1")
    assert "Teilnehmende Kommunen" not in said


def test_rows_are_called_by_number_title_and_municipality() -> None:
    nameless = programme([], [measure(None, measure_id="m1")]).measures
    assert row_names(nameless, MEASURES, {}).tolist() == ["m1 · Padlet"]
    took_part = PARTICIPATIONS.typed(nameless.assign(event_id="E1", ars=ALZEY))
    assert row_names(took_part, PARTICIPATIONS, NEW.names_by_ars).tolist() == ["E1 · Stadt Alzey"]
