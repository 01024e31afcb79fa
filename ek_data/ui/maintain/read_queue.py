"""Large files are read one after another: each takes several times its size in memory while it is read."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from ek_data.auth.bounds import Bounds

ASK = 0.5  # seconds between two calls of whoever waits, so that somebody who has left gives up the place soon


class Queue:
    """Work on files, one at a time and in the order in which they came. Files up to `small` bytes never wait."""

    def __init__(self, small: int = Bounds.small) -> None:
        self.small = small
        self._line: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, size: int, waiting: Callable[[int], None]) -> Iterator[None]:
        """Give the turn to whoever has files of `size` bytes, and take it back at the end.

        Until then `waiting` is called again and again with the number of those before; what it raises ends the wait.
        """
        if size <= self.small:
            yield
            return
        place = object()
        with self._changed:
            self._line.append(place)
        try:
            while before := self._before(place):
                waiting(before)
                self._wait(place)
            yield
        finally:
            with self._changed:
                self._line.remove(place)
                self._changed.notify_all()

    def _before(self, place: object) -> int:
        with self._changed:
            return self._line.index(place)

    def _wait(self, place: object) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._line[0] is place, ASK)


LARGE_FILES = Queue()
"""The queue of this server. Each of several servers has its own memory, and so its own queue."""
