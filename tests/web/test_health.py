"""What a monitor hears: in time, also when the store is silent, and nothing it should not know."""

from __future__ import annotations

import asyncio
import threading
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from ek_data.dataset.dataset import Dataset, Origin
from ek_data.errors import Damaged, Fault, Missing
from ek_data.store.backends import NO_STORE, SILENT, Unreachable
from ek_data.store.publisher import make_store
from ek_data.store.reader import NO_RELEASE
from ek_data.web import app
from ek_data.web.health import Health
from tests.store.rows import saying
from tests.store.test_versions import rewritten

UNREACHABLE = Unreachable(SILENT, place="s3://geheim@ablage", reason="timed out")


@dataclass
class Place:
    """A store that answers, or raises `fault`; it counts how often it is asked."""

    fault: Fault | None = None
    asked: int = 0
    release: int = 7

    def ask(self) -> None:
        self.asked += 1
        if self.fault:
            raise self.fault

    def dataset(self) -> Dataset:
        return replace(Dataset.of(), origin=Origin("", self.release))


def states(place: Place, *faults: Fault | None, kept: float = 0) -> list[dict[str, Any]]:
    """Return what a monitor hears while one fault after the other is there."""

    async def heard() -> list[dict[str, Any]]:
        health, found = Health(place.ask, place.dataset, kept=kept), []
        for place.fault in faults:
            found.append(await health.state())
        return found

    return asyncio.run(heard())


def test_answering_store_is_said_with_release_and_version() -> None:
    [state] = states(Place(), None)
    assert (state["status"], state["release"], state["store"]["reachable"]) == ("ok", 7, True)
    assert state["version"]


def test_unreachable_store_is_said_with_since_when_and_the_release_still_shown() -> None:
    before, first, second, after = states(Place(), None, UNREACHABLE, UNREACHABLE, None)
    assert (first["status"], first["reason"], first["release"]) == ("degraded", "Unreachable", 7)
    assert first["store"]["unreachable_since"]
    assert second["store"] == first["store"]
    assert after == before


@pytest.mark.parametrize(
    ("fault", "reachable"),
    [
        (UNREACHABLE, False),
        (Missing(NO_STORE, place="/ablage"), False),  # the folder is gone
        (Damaged(NO_RELEASE, number=1), True),  # it answers, with damaged bytes
    ],
)
def test_damage_is_no_silence(fault: Fault, reachable: bool) -> None:
    [state] = states(Place(), fault)
    assert (state["status"], state["store"]["reachable"]) == ("degraded", reachable)


def test_fault_is_said_where_nothing_can_be_shown() -> None:
    def none_sound() -> Dataset:
        raise Damaged(NO_RELEASE, number=1)

    state = asyncio.run(Health(Place().ask, none_sound).state())
    assert (state["status"], state["reason"], state["release"]) == ("fault", "Damaged", None)


def test_newer_data_that_cannot_be_used_are_said_although_the_store_answers() -> None:
    place = Place()
    state = asyncio.run(Health(place.ask, place.dataset, lambda: Damaged(NO_RELEASE, number=8)).state())
    assert (state["status"], state["reason"], state["store"]["reachable"]) == ("degraded", "Damaged", True)


def test_release_of_a_newer_version_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = make_store(str(tmp_path))
    for base, text in enumerate("ab"):
        store.publish(base, saying(text), author="Anna", note="")
    rewritten(store, 2, format=2)
    monkeypatch.setenv("EK_STORE", str(tmp_path))
    state = asyncio.run(Health(app._ask, lambda: app._dataset(None), app._fault).state())
    assert (state["status"], state["reason"], state["release"]) == ("degraded", "Newer", 1)
    assert state["store"]["reachable"]


def test_nothing_is_told_about_the_place() -> None:
    [state] = states(Place(), UNREACHABLE)
    assert "geheim" not in str(state)
    assert "s3" not in str(state)


def test_store_is_asked_once_for_many_questions() -> None:
    place = Place()
    assert len(states(place, *[None] * 50, kept=60)) == 50
    assert place.asked == 1


def test_silent_store_holds_nobody_up_and_is_asked_by_one_thread_only() -> None:
    begun, answer, asked = threading.Event(), threading.Event(), []

    def silent() -> None:
        asked.append(1)
        begun.set()
        assert answer.wait(60)

    async def heard() -> list[dict[str, Any]]:
        health = Health(silent, Place().dataset, patience=0.05, kept=0)
        waiting = [await health.state()]
        assert await asyncio.to_thread(begun.wait, 60)
        waiting += [await health.state() for _turn in range(4)]
        assert len(asked) == 1
        answer.set()
        health.patience = 60
        return [*waiting, await health.state()]

    *waiting, after = asyncio.run(heard())
    assert {state["reason"] for state in waiting} == {"Timeout"}
    assert len({state["store"]["unreachable_since"] for state in waiting}) == 1
    assert after["status"] == "ok"
