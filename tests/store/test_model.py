"""Any sequence of publishing, restoring and damage, against a model that knows what must be shown."""

from __future__ import annotations

import contextlib
import shutil
import tempfile
from pathlib import Path

import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, settings
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from ek_data.errors import Damaged, Missing
from ek_data.store.manifest import manifest_key
from ek_data.store.publisher import Overtaken, Store, make_store, open_store
from tests.store.places import overwrite
from tests.store.rows import said, saying

TEXTS = st.sampled_from(["a", "b", "c"])  # few, so that releases share objects


class Releases(RuleBasedStateMachine):
    """The model: what each release says, which manifests are damaged, and which texts have a damaged table."""

    folder: Path
    store: Store

    @initialize()
    def an_empty_store(self) -> None:
        self.folder = Path(tempfile.mkdtemp())
        self.store = make_store(str(self.folder))
        self.texts: list[str] = []
        self.broken: set[int] = set()
        self.spoilt: set[str] = set()

    def teardown(self) -> None:
        if hasattr(self, "folder"):
            store = open_store(str(self.folder))
            sound = [number for number in range(1, len(self.texts) + 1) if self.sound(number)]
            assert [said(store.dataset(number)) for number in sound] == [{self.texts[number - 1]} for number in sound]
            shutil.rmtree(self.folder)

    def sound(self, number: int) -> bool:
        return number not in self.broken and self.texts[number - 1] not in self.spoilt

    @property
    def shown(self) -> int:
        return max((number for number in range(1, len(self.texts) + 1) if self.sound(number)), default=0)

    @rule(text=TEXTS)
    def publish(self, text: str) -> None:
        release = self.store.publish(self.shown, saying(text), author="Anna", note=text)
        self.texts.append(text)
        self.spoilt.discard(text)  # the same rows again make every release sound that holds them
        assert release.number == len(self.texts)

    @precondition(lambda self: self.shown)
    @rule(text=TEXTS, data=st.data())
    def publish_too_late(self, text: str, data: st.DataObject) -> None:
        base = data.draw(st.integers(0, self.shown - 1))
        with pytest.raises(Overtaken):
            self.store.publish(base, saying(text), author="Bernd", note="")

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def restore(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.texts)))
        if self.sound(number):
            self.store.restore(self.shown, number, author="Anna", note="")
            self.texts.append(self.texts[number - 1])
        else:
            with pytest.raises(Damaged):
                self.store.restore(self.shown, number, author="Anna", note="")

    @precondition(lambda self: self.texts)
    @rule(data=st.data())
    def damage_a_manifest(self, data: st.DataObject) -> None:
        number = data.draw(st.integers(1, len(self.texts)))
        overwrite(self.store.objects, manifest_key(number), b"{}")
        self.broken.add(number)
        self.reopen()

    @precondition(lambda self: self.shown)
    @rule(data=st.data())
    def damage_a_table(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from([n for n in range(1, len(self.texts) + 1) if self.sound(n)]))
        key = self.store.release(number).tables["events"]
        for copy in self.folder.glob(f"{key}*"):
            copy.write_bytes(b"")
        self.spoilt.add(self.texts[number - 1])
        self.reopen()

    @rule()
    def reopen(self) -> None:
        self.store = open_store(str(self.folder))

    @invariant()
    def the_newest_sound_release_is_shown(self) -> None:
        if not hasattr(self, "folder"):
            return
        store = open_store(str(self.folder), writing=False)
        with contextlib.suppress(Missing, Damaged):
            dataset, faults = store.newest()
            assert dataset.origin.release == self.shown
            assert said(dataset) == {self.texts[self.shown - 1]}
            assert len(faults) == len(self.texts) - self.shown
            return
        assert self.shown == 0


@pytest.mark.full
@pytest.mark.parametrize("examples", [6, pytest.param(200, marks=pytest.mark.night)])
def test_any_sequence_of_events_leaves_the_newest_sound_release_to_be_shown(examples: int) -> None:
    run_state_machine_as_test(
        Releases,
        settings=settings(
            max_examples=examples,
            stateful_step_count=10,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            derandomize=True,
            database=None,
        ),
    )
