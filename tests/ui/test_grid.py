"""The grid: which of its cells become edits, and what it says of a row."""

from __future__ import annotations

from ek_data.i18n import GERMAN
from ek_data.tables import MEASURES
from ek_data.ui.editing.grid import TextGrid, hints
from ek_data.updates.draft import Draft, Edit
from tests.programme import ASBACH, measure, municipality, programme

BASE = programme(
    [municipality(ASBACH, name="Verbandsgemeinde Asbach", certainty="sourced")],
    [measure(ASBACH, measure_id=f"M{n}", cohort=2024, title=f"Maßnahme {n}") for n in (1, 2, 3)],
)


def edit(key: str, **texts: str) -> Edit:
    return Edit("measures", key, BASE.origin.release or 0, texts)


def grid(begun: Draft, draft: Draft | None = None) -> TextGrid:
    return TextGrid(MEASURES, BASE, begun, begun if draft is None else draft, turn=0)


def test_cells_are_edits_as_they_were_typed_and_an_emptied_one_is_an_empty_text() -> None:
    said = {0: {"title": "75,5", "note": None}, 2: {"title": None, "started_on": "2024-11"}}
    assert grid(Draft()).edits(said) == [edit("M1", title="75,5"), edit("M3", title="", started_on="2024-11")]


def test_cell_that_is_as_it_began_again_leaves_the_draft_although_the_browser_says_nothing_of_it_any_more() -> None:
    typed = Draft((edit("M1", title="anders"),))
    assert grid(Draft(), typed).edits({}) == [edit("M1", title="Maßnahme 1")]
    assert typed.having(*grid(Draft(), typed).edits({}), base=BASE) == Draft()


def test_cell_that_was_published_once_and_is_as_the_draft_was_again_comes_back_into_the_draft() -> None:
    begun = Draft((edit("M1", title="anders"),))
    assert grid(begun).edits({0: {"title": "Maßnahme 1"}}) == [edit("M1", title="Maßnahme 1")]
    assert grid(begun, Draft()).edits({}) == [edit("M1", title="anders")]


def test_what_has_led_to_the_draft_already_is_not_said_again() -> None:
    typed = Draft((edit("M1", title="anders"), edit("M2", title="auch")))
    said = {0: {"title": "anders"}, 1: {"title": "auch", "note": "neu"}}
    assert grid(Draft(), typed).edits(said) == [edit("M2", note="neu")]


def test_rows_that_only_the_draft_has_are_not_in_the_grid() -> None:
    begun = Draft((edit("M9", title="neu"),))
    assert list(grid(begun).texts(begun)["title"]) == ["Maßnahme 1", "Maßnahme 2", "Maßnahme 3"]
    assert grid(begun).edits({}) == []


def test_hint_says_what_is_wrong_and_what_is_meant_or_that_the_row_is_changed_or_removed() -> None:
    gone = Edit("measures", "M3", 0, None)
    found = hints(Draft((edit("M1", category="Newslettr"), edit("M2", note="neu"), gone)), MEASURES, BASE, GERMAN)
    assert found["M1"].startswith("Kategorie: „Newslettr“ gehört nicht zu den erlaubten Werten.")
    assert found["M1"].endswith("Meinten Sie „Newsletter“?")
    assert (found["M2"], found["M3"]) == ("geändert", "Der Entwurf entfernt diese Zeile.")
    assert hints(Draft(), MEASURES, BASE, GERMAN) == {}
