"""A presentation that somebody edited, read back: changed cells are proposed, nothing else is touched."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from openpyxl import load_workbook
from pptx import Presentation

from ek_data.analysis import funding
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import GERMAN
from ek_data.slides.options import Choice
from ek_data.updates.plan import planned
from ek_data.updates.workflow import Preparation, Upload, prepare
from tests.decks import DEMO, PUBLIC, powerpoint
from tests.selection import first

Change = Callable[[Any], None]
CONFERENCES, STATUS = Choice(slides=("conferences",)), Choice(slides=("conferences", "curve"))


def edited(deck: bytes, change: Change) -> bytes:
    """Return a deck in which the sheets of its charts are changed, as PowerPoint does it with the help of Excel."""
    copy = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(deck)) as archive, zipfile.ZipFile(copy, "w") as written:
        for name in archive.namelist():
            content = archive.read(name)
            if name.startswith("ppt/embeddings/"):
                book = load_workbook(io.BytesIO(content))
                change(book.worksheets[0])
                file = io.BytesIO()
                book.save(file)
                content = file.getvalue()
            written.writestr(name, content)
    return copy.getvalue()


def putting(old: int, new: int | None, qualifier: str = "") -> Change:
    """Return the change of a number, and of the word before it."""

    def change(page: Any) -> None:
        for row in page.iter_rows(min_row=2):
            if row[1].value == old:
                row[1].value = new
                row[2].value = qualifier or row[2].value

    return change


def proposed(change: Change, data: Dataset = PUBLIC, choice: Choice = CONFERENCES) -> Preparation:
    return prepare([Upload("folien.pptx", edited(powerpoint(PUBLIC, choice), change))], data)


def cells(prepared: Preparation) -> dict[str, tuple[object, object]]:
    """Return each changed cell of the events with what it was and would be."""
    changes = planned(prepared).changes.tables["events"]
    shown = changes.in_words(GERMAN, PUBLIC.names_by_ars)
    return {str(column): (before, after) for column, before, after in shown[["column", "before", "after"]].to_numpy()}


def refused(prepared: Preparation) -> str:
    (problem,) = prepared.unreadable
    return problem.sentence(GERMAN)


def test_number_that_was_changed_is_proposed_and_nothing_else() -> None:
    prepared = proposed(putting(75, 80))
    assert not prepared.blocked
    assert cells(prepared) == {"Teilnehmende": ("75", "80")}
    assert sum(map(sum, planned(prepared).changes.counts.values())) == 1


def test_word_before_a_number_is_proposed_with_it() -> None:
    assert cells(proposed(putting(75, 90, "mindestens"))) == {
        "Teilnehmende": ("75", "90"),
        "Genauigkeit": ("rund", "mindestens"),
    }


def test_number_for_a_conference_without_one_is_proposed() -> None:
    event = PUBLIC.events.index[PUBLIC.events["attendance"].eq(60).fillna(False)]
    attendance = PUBLIC.events["attendance"].mask(PUBLIC.events.index.isin(event))
    unknown = PUBLIC.events.assign(attendance=attendance)
    without = Dataset.of(PUBLIC.origin, **{**PUBLIC.tables, "events": unknown})
    deck = edited(powerpoint(without, CONFERENCES), lambda page: fill_first_empty(page, 66))
    changes = planned(prepare([Upload("folien.pptx", deck)], without)).changes.tables["events"]
    assert changes.after["attendance"].tolist() == [66]


def fill_first_empty(page: Any, number: int) -> None:
    traced = [row for row in page.iter_rows(min_row=2) if row[1].value is None and "Alzey" in row[0].value]
    traced[0][1].value = number


def test_row_that_was_changed_elsewhere_keeps_that_and_who_changed_the_same_cell_is_told() -> None:
    newer = PUBLIC.events.assign(place=PUBLIC.events["place"].mask(PUBLIC.events["event_id"] == "E08", "Oppenheim"))
    newer["attendance"] = newer["attendance"].mask(newer["event_id"] == "E08", 77)
    data = Dataset.of(PUBLIC.origin, **{**PUBLIC.tables, "events": newer})
    prepared = proposed(putting(75, 80), data)
    assert cells(prepared) == {"Teilnehmende": ("77", "80")}
    told = [problem.sentence(GERMAN) for checked in prepared.checks.checked for problem in checked.problems]
    assert ["von 75 zu 77 geändert worden" in sentence and "80" in sentence for sentence in told] == [True]


def test_row_that_is_gone_is_told() -> None:
    data = Dataset.of(PUBLIC.origin, **{**PUBLIC.tables, "events": PUBLIC.events[PUBLIC.events["event_id"] != "E08"]})
    prepared = proposed(putting(75, 80), data)
    told = [problem.sentence(GERMAN) for checked in prepared.checks.checked for problem in checked.problems]
    assert any("E08" in sentence and "nicht mehr" in sentence for sentence in told)


def of_curve(page: Any) -> None:
    if page.cell(1, 2).value == "Staffel 2024":
        page.cell(24, 2).value = 6


FUNDING = Choice(slides=("picture-funding", "conferences"))


def paid(alone: bool) -> int:
    """Return an amount of the newest year that is that of one measure alone, or the sum of several."""
    rows = funding.funding(DEMO)
    rows = rows[(rows["year"] == rows["year"].max()) & rows["amount"].notna() & (rows["measure"].notna() == alone)]
    return int(rows["amount"].iloc[0])


def test_amount_of_one_measure_is_proposed_and_the_sum_of_several_is_computed() -> None:
    deck = powerpoint(DEMO, FUNDING)
    prepared = prepare([Upload("folien.pptx", edited(deck, putting(paid(alone=True), 4000)))], DEMO)
    assert not prepared.blocked
    changes = planned(prepared).changes.tables["measures"].in_words(GERMAN, DEMO.names_by_ars)
    assert changes[["before", "after"]].to_numpy().tolist() == [["3800", "4000"]]
    computed = prepare([Upload("folien.pptx", edited(deck, putting(paid(alone=False), 5000)))], DEMO)
    assert "ist aber berechnet aus" in refused(computed)


def test_change_in_a_second_table_is_told_and_not_lost_without_a_word() -> None:
    def change(page: Any) -> None:
        putting(paid(alone=True), 4000)(page)
        putting(74, 80)(page)

    prepared = prepare([Upload("folien.pptx", edited(powerpoint(DEMO, FUNDING), change))], DEMO)
    told = [problem.sentence(GERMAN) for checked in prepared.checks.checked for problem in checked.problems]
    assert [sentence for sentence in told if "in einer anderen Tabelle" in sentence] != []


def test_number_that_is_computed_is_answered_with_the_rows_behind_it() -> None:
    assert refused(proposed(of_curve, choice=STATUS)).endswith("ist aber berechnet aus 63 Zeilen. Bitte diese ändern.")


def test_number_that_is_computed_is_told_beside_one_that_is_taken() -> None:
    prepared = proposed(lambda page: (of_curve(page), putting(75, 80)(page)), choice=STATUS)
    assert cells(prepared) == {"Teilnehmende": ("75", "80")}
    told = [problem.sentence(GERMAN) for checked in prepared.checks.checked for problem in checked.problems]
    assert [sentence.startswith("22: 5 wurde zu 6 geändert") for sentence in told] == [True]


def test_deck_in_which_nothing_was_changed_proposes_nothing() -> None:
    assert refused(proposed(lambda _page: None)).startswith("In dieser Präsentation wurde keine Zahl geändert")


def test_foreign_deck_is_refused() -> None:
    file = io.BytesIO()
    Presentation().save(file)
    assert "stammt nicht von hier" in refused(prepare([Upload("fremd.pptx", file.getvalue())], PUBLIC))


def test_deck_without_names_carries_no_key_and_is_refused() -> None:
    deck = powerpoint(PUBLIC, replace(CONFERENCES, anonymous=True))
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        books = [load_workbook(io.BytesIO(archive.read(n))) for n in archive.namelist() if n.startswith("ppt/embedd")]
    said = {str(cell.value) for book in books for page in book for row in page.iter_rows() for cell in row}
    assert not said & {*PUBLIC.events["event_id"], *PUBLIC.municipalities["ars"]}
    prepared = prepare([Upload("folien.pptx", edited(deck, putting(75, 80)))], PUBLIC)
    assert "nennt keine Kommune" in refused(prepared)


@pytest.mark.full
def test_of_ten_edited_decks_every_changed_cell_is_found_and_no_other() -> None:
    known = DEMO.events[DEMO.events["attendance"].notna() & (DEMO.events["type"] == "conference")]
    deck = powerpoint(DEMO, CONFERENCES)
    with zipfile.ZipFile(io.BytesIO(deck)) as archive:
        (name,) = [each for each in archive.namelist() if each.startswith("ppt/embeddings/")]
        page = load_workbook(io.BytesIO(archive.read(name))).worksheets[0]
    numbers = [row[1].value for row in page.iter_rows(min_row=2) if row[1].value is not None]
    assert set(numbers) <= set(known["attendance"])
    for number in range(10):
        old = numbers[number % len(numbers)]
        deck_ = edited(deck, putting(old, old + 100 + number))
        changes = planned(prepare([Upload("folien.pptx", deck_)], DEMO)).changes.tables["events"]
        assert len(changes.after) == numbers.count(old)
        assert set(changes.after["attendance"]) == {old + 100 + number}
        assert changes.differs.to_numpy().sum() == numbers.count(old)


@pytest.mark.parametrize("cut", first(1, [1000, 5000, 20000]))
def test_damaged_deck_is_refused_with_a_sentence(cut: int) -> None:
    assert refused(prepare([Upload("folien.pptx", powerpoint(PUBLIC, CONFERENCES)[:-cut])], PUBLIC))
