"""A place that fails, hangs and comes back: what was read last is shown, and nobody starts anything anew."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ek_data.dataset.dataset import Dataset, Origin
from ek_data.errors import Fault, Missing
from ek_data.i18n import GERMAN
from ek_data.settings import Settings
from ek_data.store import monitor
from ek_data.store.backends import SILENT, Unreachable
from ek_data.store.data_sources import StoreSource, open_source
from ek_data.store.manifest import Release, manifest_key
from ek_data.store.monitor import UNEXPECTED, Watch
from ek_data.store.publisher import make_store, open_store
from tests.programme import ALZEY, municipality, programme
from tests.selection import first
from tests.store.rows import said, saying


@dataclass
class Place:
    """A source that fails or hangs when it is told to, and counts how often it is asked and by how many at once."""

    number: int = 1
    fault: Exception | None = None
    open: threading.Event = field(default_factory=threading.Event)
    asked: int = 0
    together: int = 0
    most: int = 0

    def __post_init__(self) -> None:
        self.open.set()

    def version(self) -> str:
        self.asked += 1
        self.together += 1
        self.most = max(self.most, self.together)
        self.open.wait(30)
        self.together -= 1
        if self.fault:
            raise self.fault
        return str(self.number)

    def dataset(self, release: int | None = None) -> Dataset:
        if self.fault:
            raise self.fault
        return Dataset(programme([municipality(ALZEY)]).tables, Origin("", release or self.number))

    def releases(self) -> tuple[Release, ...]:
        return ()

    def faults(self) -> tuple[Fault, ...]:
        return ()


@dataclass
class Clock:
    now: float = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def place() -> Place:
    return Place()


@pytest.fixture(autouse=True)
def busy_machine_is_no_slow_place(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(monitor, "BRIEFLY", 30.0)
    monkeypatch.setattr(monitor, "PATIENTLY", 60.0)


@pytest.fixture
def watch(place: Place, clock: Clock) -> Watch:
    return Watch(lambda: place, clock)


def later(watch: Watch, clock: Clock) -> monitor.State:
    clock.now += 10
    return watch.state()


def test_place_is_asked_again_only_after_a_while(watch: Watch, place: Place, clock: Clock) -> None:
    watch.state()
    place.number = 2
    assert watch.state().version == "1"
    assert later(watch, clock).version == "2"
    assert place.asked == 2


@pytest.mark.parametrize("fault", [Unreachable(SILENT, place="x", reason="y"), Missing(SILENT, place="x", reason="y")])
def test_place_that_fails_leaves_what_was_read_last_until_it_is_back(
    watch: Watch, place: Place, clock: Clock, fault: Fault
) -> None:
    watch.state()
    place.fault = fault
    assert later(watch, clock).version == "1"
    outage = watch.outage()
    assert outage
    assert outage.reason is fault
    assert "Gezeigt wird, was zuletzt gelesen wurde. Die Störung besteht seit" in outage.sentence(GERMAN)
    since = outage.since
    later(watch, clock)
    assert (watch.outage() or outage).since == since
    place.fault, place.number = None, 2
    assert later(watch, clock).version == "2"
    assert watch.outage() is None


def test_place_that_cannot_be_asked_at_first_is_a_sentence_and_then_recovers(
    watch: Watch, place: Place, clock: Clock
) -> None:
    place.fault = Unreachable(SILENT, place="x", reason="y")
    with pytest.raises(Unreachable):
        watch.state()
    with pytest.raises(Unreachable):
        watch.source()
    place.fault = None
    assert later(watch, clock).version == "1"


def test_error_that_nobody_foresaw_is_a_sentence_too(watch: Watch, place: Place, clock: Clock) -> None:
    watch.state()
    place.fault = RuntimeError("unforeseen")
    assert later(watch, clock).version == "1"
    assert [outage.reason.message for outage in [watch.outage()] if outage] == [UNEXPECTED]


def test_place_that_hangs_holds_up_nobody_and_is_asked_once(
    place: Place, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch = Watch(lambda: place, clock)
    watch.state()
    monkeypatch.setattr(monitor, "BRIEFLY", 0.05)
    monkeypatch.setattr(monitor, "PATIENTLY", 0.05)
    place.open.clear()
    assert [later(watch, clock).version for _run in range(5)] == ["1"] * 5
    with pytest.raises(Unreachable, match="has not answered"):
        watch.release(1)
    assert (place.asked, place.most) == (2, 1)
    place.number = 2
    place.open.set()
    monitor.wait([watch._ask()], 5)
    assert later(watch, clock).version == "2"


def test_page_goes_on_with_the_version_it_began_with(watch: Watch, place: Place, clock: Clock) -> None:
    began = watch.state()
    place.number = 2
    assert later(watch, clock).version == "2"
    assert watch.known(began.version) is began


def test_publisher_sees_the_own_release_at_once(watch: Watch, place: Place) -> None:
    watch.state()
    place.number = 2
    watch.look_again()
    assert watch.state().version == "2"


@pytest.mark.full
def test_clock_that_jumps_back_changes_neither_order_nor_what_is_shown(
    tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    import datetime as dt

    from ek_data.store import publisher

    store = make_store(str(tmp_path))
    store.publish(0, saying("a"), author="Anna", note="")
    watch = Watch(lambda: StoreSource(store), clock)
    watch.state()
    for base, year in ((1, 1996), (2, 2096), (3, 1996)):
        monkeypatch.setattr(publisher, "_now", lambda year=year: dt.datetime(year, 1, 1, tzinfo=dt.UTC))
        store.publish(base, saying(str(year)), author="Anna", note="")
    assert said(later(watch, clock).dataset) == {"1996"}
    assert [release.number for release in watch.state().releases] == [4, 3, 2, 1]


BREAK: dict[str, tuple[Callable[[Path], object], Callable[[Path], object]]] = {
    "renamed": (
        lambda root: root.rename(root.with_name("weg")),
        lambda root: root.with_name("weg").rename(root),
    ),
    "mount gone, its empty folder left": (
        lambda root: (root.rename(root.with_name("weg")), root.mkdir()),
        lambda root: (root.rmdir(), root.with_name("weg").rename(root)),
    ),
    "a file in its place": (
        lambda root: (root.rename(root.with_name("weg")), root.write_text("x")),
        lambda root: (root.unlink(), root.with_name("weg").rename(root)),
    ),
}


@pytest.mark.parametrize("fault", first(1, BREAK))
def test_folder_that_goes_while_running_is_told_and_taken_up_again(tmp_path: Path, clock: Clock, fault: str) -> None:
    root = tmp_path / "store"
    store = make_store(str(root))
    store.publish(0, saying("a"), author="Anna", note="")
    watch = Watch(lambda: StoreSource(open_store(str(root))), clock)
    watch.state()
    spoil, mend = BREAK[fault]
    spoil(root)
    assert said(later(watch, clock).dataset) == {"a"}
    assert "Ablage" in (watch.outage() or Fault("")).sentence(GERMAN)
    mend(root)
    store.publish(1, saying("b"), author="Anna", note="")
    assert said(later(watch, clock).dataset) == {"b"}
    assert watch.outage() is None


def test_store_that_is_gone_when_it_is_opened_is_not_made_and_shown_once_it_is_there(
    tmp_path: Path, clock: Clock
) -> None:
    root = tmp_path / "store"
    store = make_store(str(root))
    store.publish(0, saying("a"), author="Anna", note="")
    spoil, mend = BREAK["mount gone, its empty folder left"]
    spoil(root)
    watch = Watch(lambda: open_source(Settings(store=str(root)), writing=False), clock)
    for _question in range(2):
        with pytest.raises(Missing, match="no store at"):
            watch.state()
        clock.now += 60
    assert list(root.iterdir()) == []
    mend(root)
    assert said(later(watch, clock).dataset) == {"a"}


def test_damaged_release_is_told_and_shown_once_it_is_mended(tmp_path: Path, clock: Clock) -> None:
    store = make_store(str(tmp_path))
    store.publish(0, saying("a"), author="Anna", note="")
    watch = Watch(lambda: StoreSource(open_store(str(tmp_path))), clock)
    watch.state()
    store.publish(1, saying("b"), author="Anna", note="")
    manifest = tmp_path / manifest_key(2)
    whole = manifest.read_bytes()
    manifest.write_bytes(b"garbage")
    damaged = later(watch, clock)
    assert said(damaged.dataset) == {"a"}
    assert [fault.sentence(GERMAN) for fault in damaged.faults] == ["Das Verzeichnis von Datenstand 2 ist beschädigt."]
    manifest.write_bytes(whole)
    mended = later(watch, clock)
    assert (said(mended.dataset), mended.faults) == ({"b"}, ())
    assert mended.version != damaged.version
