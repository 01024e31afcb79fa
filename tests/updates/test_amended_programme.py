"""Options are changed in the draft as rows are: published with them in one release, and taken back by undoing it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ek_data.__main__ import main
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import GERMAN
from ek_data.programme.current import current
from ek_data.store.drafts import HERE
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store, open_store
from ek_data.tables import MEASURES
from ek_data.updates.draft import Draft, Edit, change, in_words
from ek_data.updates.plan import planned
from ek_data.updates.undo import undoing_programme
from ek_data.updates.workflow import Preparation
from tests.store.places import shipped_store
from tests.store.test_drafts import NOW

RENAMED = Edit("categories", "padlet", 1, {"de": "Pinnwand", "en": "Pinboard"})
NEW = Edit("categories", "podcast", 1, {"de": "Podcast", "en": "Podcast"})
ROW = Edit("measures", "M01", 1, {"category": "Podcast"})
DRAFT = Draft((RENAMED, NEW, ROW))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(shipped_store(tmp_path / "store"))


def prepared(draft: Draft, base: Dataset) -> Preparation:
    return draft.prepared(base)


def publish(draft: Draft, store: Store) -> Release:
    found = prepared(draft, store.newest().dataset)
    with found.reviewed():
        return planned(found).publish(store, author="Anna", note="Programm")


def test_options_and_rows_become_one_release(store: Store) -> None:
    before = current()
    found = prepared(Draft.from_text(DRAFT.text()), store.newest().dataset)
    assert current() is before
    with found.reviewed():
        assert planned(found).sentences(GERMAN) == [
            "Kategorie „Padlet“ heißt künftig „Pinnwand“ · Englisches Wort: Padlet → Pinboard (1 Maßnahme)",
            "Kategorie „Podcast“ ist neu, auf Englisch „Podcast“",
            "1 Maßnahme geändert",
        ]
        release = planned(found).publish(store, author="Anna", note="Programm")
    data = open_store(store.place).newest().dataset
    assert release.note.startswith("Programm · Kategorie „Padlet“ heißt künftig „Pinnwand“")
    assert MEASURES["category"].words(GERMAN)["padlet"] == "Pinnwand"
    assert {"padlet", "podcast"} <= set(data.measures["category"])


def test_programme_alone_can_be_published_and_saying_the_same_is_no_change(store: Store) -> None:
    publish(Draft((RENAMED,)), store)
    assert store.release(2).tables == store.release(1).tables
    again = prepared(Draft((RENAMED,)), store.newest().dataset)
    assert planned(again).empty


@pytest.mark.full
def test_undoing_a_release_brings_its_programme_back_but_for_what_was_changed_since(store: Store) -> None:
    publish(DRAFT, store)
    publish(Draft((Edit("categories", "padlet", 2, {"en": "Board"}),)), store)
    undo = undoing_programme(store.programme(1), store.programme(2), store.programme(), 2)
    assert [in_words(edit, store.newest().dataset, GERMAN) for edit in undo.edits] == [
        "Kategorie „Pinnwand“ heißt künftig „Padlet“ (1 Maßnahme)",
        "Kategorie „Podcast“ wird nicht mehr angeboten (1 Maßnahme)",
    ]
    publish(undo, store)
    assert MEASURES["category"].words(GERMAN)["padlet"] == "Padlet"
    assert "Podcast" not in [option.words.de for option in MEASURES["category"].offered]
    assert store.newest().dataset.measures["category"].eq("podcast").sum() == 1


@pytest.mark.full
def test_command_line_shows_and_publishes_the_same_draft(store: Store, capsys: pytest.CaptureFixture[str]) -> None:
    change(store.objects, HERE, lambda _draft: DRAFT, NOW)
    assert main(["draft", "show", "--store", store.place]) == 0
    assert "Kategorie „Padlet“ heißt künftig „Pinnwand“" in capsys.readouterr().out
    assert main(["draft", "publish", "--store", store.place, "--author", "Anna", "--note", "Programm"]) == 0
    assert "Datenstand 2 ist veröffentlicht: Kategorie „Padlet“ heißt" in capsys.readouterr().out
    assert "categories.podcast" in store.programme().codes


def test_retired_option_is_not_offered_though_rows_have_it(store: Store) -> None:
    publish(Draft((Edit("categories", "padlet", 1, {"retired": "true"}),)), store)
    assert store.newest().dataset.measures["category"].eq("padlet").any()
    offered = [option.code for option in MEASURES["category"].offered]
    assert "padlet" not in offered
    assert "aktionstag" in offered


WATCHING = """
import sys, time
from ek_data.i18n import GERMAN
from ek_data.tables import MEASURES
from ek_data.ui import cached
before = ""
for _line in sys.stdin:
    while cached.version() == before:
        time.sleep(0.1)
    before = cached.version()
    data = cached.dataset(before, None)
    print(MEASURES["category"].words(GERMAN)["padlet"], data.measures["category"].eq("podcast").sum(), flush=True)
"""


@pytest.mark.full
def test_other_processes_see_a_changed_programme_with_its_release(store: Store) -> None:
    env = {**os.environ, "EK_STORE": store.place}
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "encoding": "utf-8", "env": env}
    with subprocess.Popen([sys.executable, "-c", WATCHING], **pipes) as other:  # type: ignore[call-overload]

        def seen() -> str:
            other.stdin.write("\n")
            other.stdin.flush()
            return str(other.stdout.readline()).strip()

        assert seen() == "Padlet 0"
        publish(DRAFT, store)
        assert seen() == "Pinnwand 1"
        publish(
            undoing_programme(store.programme(1), store.programme(2), store.programme(), 2).without(
                "categories", "podcast"
            ),
            store,
        )
        assert seen() == "Padlet 1"
        other.stdin.close()
