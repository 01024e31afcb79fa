"""Results that are made once: kept for whoever asks next, and made for all together who ask at the same time.

`Kept` is the one cache: what was not asked for longest goes first. `KeptWith` is for what shall go with the object it
was made of. `Once` is what both waits and shares: it can be told where work is done.
"""

from __future__ import annotations

import weakref
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import CancelledError, Future
from threading import Lock
from typing import Any, TypeVar

T = TypeVar("T")

NOTHING = object()


class Once:
    """Work that is not begun a second time while it goes on: all who ask get the result, or the error, of the first.

    `run` says where work is done; without one whoever asks first does it. If that one is stopped, the result is
    cancelled for the others. May be used from several threads.
    """

    def __init__(self, run: Callable[[Callable[[], None]], object] = lambda work: work()) -> None:
        self._run = run
        self._lock = Lock()
        self._going_on: dict[Hashable, Future[Any]] = {}

    def __contains__(self, key: Hashable) -> bool:
        return key in self._going_on

    def __len__(self) -> int:
        return len(self._going_on)

    def begun(self, key: Hashable, work: Callable[[], Any]) -> Future[Any]:
        """Return the result to come of `work`, which is begun unless that of the same `key` is going on."""
        with self._lock:
            if key in self._going_on:
                return self._going_on[key]
            result = self._going_on[key] = Future()
        try:
            self._run(lambda: self._do(key, work, result))
        except BaseException:  # as where no thread can be started: whoever asks next may begin it
            self._end(key, result)
            result.cancel()
            raise
        return result

    def _do(self, key: Hashable, work: Callable[[], Any], result: Future[Any]) -> None:
        try:
            made = work()
        except Exception as error:
            self._end(key, result)
            result.set_exception(error)
        except BaseException:  # as where Streamlit ends a script: that is for nobody else
            self._end(key, result)
            result.cancel()
            raise
        else:
            self._end(key, result)
            result.set_result(made)

    def _end(self, key: Hashable, result: Future[Any]) -> None:
        with self._lock:
            if self._going_on.get(key) is result:  # another may have begun since
                del self._going_on[key]


class Kept:
    """At most `most` results, and together no heavier than `weight`; the newest stays, however heavy it is.

    May be used from several threads. Who asks for what is being made waits for it; others do not.
    """

    def __init__(self, most: int, weight: int | None = None) -> None:
        self._most, self._weight = most, weight
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._making = Once()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._found)

    def get(self, key: Hashable, default: Any = None) -> Any:
        """Return what is kept under `key`, or `default`."""
        with self._lock:
            if key not in self._found:
                return default
            self._found.move_to_end(key)
            return self._found[key][0]

    def result(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] = lambda _made: 0) -> T:
        """Return what was kept under `key`, or make, weigh and keep it. What fails is not kept."""
        while (kept := self.get(key, NOTHING)) is NOTHING:
            try:
                return self._making.begun(key, lambda: self._made(key, make, weigh)).result()  # type: ignore[no-any-return]
            except CancelledError:  # whoever was making it was stopped
                continue
        return kept  # type: ignore[no-any-return]

    def _made(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int]) -> T:
        with self._lock:  # it may have been made between the question and its turn
            if key in self._found:
                return self._found[key][0]  # type: ignore[no-any-return]
        made = make()
        weight = weigh(made)
        with self._lock:
            self._found[key] = made, weight
            while len(self._found) > 1 and self._exceeded():
                self._found.popitem(last=False)
        return made

    def _exceeded(self) -> bool:
        heavy = self._weight is not None and sum(weight for _made, weight in self._found.values()) > self._weight
        return heavy or len(self._found) > self._most


class KeptWith:
    """Results kept as long as the object they were made of, told apart by identity; at most `most` for each object.

    The results must not hold the object itself, or both would stay for good.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._of: dict[int, Kept] = {}

    def __len__(self) -> int:
        return len(self._of)

    def result(self, origin: Any, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of `origin` and kept under `key`, or make and keep it."""
        if id(origin) not in self._of:
            self._of.setdefault(id(origin), Kept(self._most))
            weakref.finalize(origin, self._of.pop, id(origin), None).atexit = False
        return self._of[id(origin)].result(key, make)


def key_of(make: Callable[..., Any], arguments: tuple[Any, ...]) -> Hashable:
    """Return the key under which ``make(…, *arguments)`` is kept."""
    return make, *(_hashable(argument) for argument in arguments)


def _hashable(argument: Any) -> Hashable:
    return ("slice", argument.start, argument.stop) if isinstance(argument, slice) else argument
