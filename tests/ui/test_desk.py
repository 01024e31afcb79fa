"""Who waits for whom before a large file is read: one at a time, in order, and nobody for one who has left."""

from __future__ import annotations

import threading

import pytest

from ek_data.ui.maintain.desk import ReadQueue

SMALL, LARGE = 10, 11
PATIENCE = 20  # seconds after which a test gives up; no test waits for time to pass


class Reader(threading.Thread):
    """Somebody with a file, who reads for as long as the test wants."""

    def __init__(self, queue: ReadQueue, size: int, done: list[str] | None = None, name: str = "") -> None:
        super().__init__(name=name, daemon=True)
        self.queue, self.size, self.done = queue, size, [] if done is None else done
        self.told: list[int] = []
        self.waits, self.reads, self.may_end = threading.Event(), threading.Event(), threading.Event()
        self.start()

    def run(self) -> None:
        with self.queue.turn(self.size, self.tell):
            self.reads.set()
            assert self.may_end.wait(PATIENCE)
            self.done.append(self.name)

    def tell(self, before: int) -> None:
        self.told.append(before)
        self.waits.set()

    def end(self) -> None:
        self.may_end.set()
        self.join(PATIENCE)
        assert not self.is_alive()


def test_large_files_are_read_one_after_another_in_the_order_they_came() -> None:
    queue, done = ReadQueue(SMALL), list[str]()
    first = Reader(queue, LARGE, done, "first")
    assert first.reads.wait(PATIENCE)
    second = Reader(queue, LARGE, done, "second")
    assert second.waits.wait(PATIENCE)
    third = Reader(queue, LARGE, done, "third")
    assert third.waits.wait(PATIENCE)
    assert (second.told[0], third.told[0]) == (1, 2)
    third.may_end.set()  # it could end at once, if it had the turn
    first.end()
    assert second.reads.wait(PATIENCE)
    assert not third.reads.is_set()
    second.end()
    third.end()
    assert done == ["first", "second", "third"]


def test_small_file_does_not_wait() -> None:
    queue = ReadQueue(SMALL)
    large = Reader(queue, LARGE)
    assert large.reads.wait(PATIENCE)
    small = Reader(queue, SMALL)
    small.end()
    assert small.told == []
    large.end()


def test_who_is_alone_is_not_told_to_wait() -> None:
    alone = Reader(ReadQueue(SMALL), LARGE)
    alone.end()
    assert alone.told == []


class Left(Exception):
    """The page was closed."""


def leaving(_before: int) -> None:
    raise Left


def test_who_leaves_while_waiting_holds_up_nobody() -> None:
    queue = ReadQueue(SMALL)
    first = Reader(queue, LARGE)
    assert first.reads.wait(PATIENCE)
    with pytest.raises(Left), queue.turn(LARGE, leaving):
        raise AssertionError("it was not their turn")
    next_one = Reader(queue, LARGE)
    assert next_one.waits.wait(PATIENCE)
    first.end()
    next_one.end()
    assert set(next_one.told) == {1}


def test_reading_that_fails_gives_the_turn_on() -> None:
    queue = ReadQueue(SMALL)
    with pytest.raises(ValueError, match="damaged"), queue.turn(LARGE, leaving):
        raise ValueError("damaged")
    after = Reader(queue, LARGE)
    after.end()
    assert after.told == []
