"""Results kept for whoever asks next: each is made once, and what was not asked for longest goes first."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, TypeVar
from weakref import ref

T = TypeVar("T")


class Kept:
    """At most `most` results, and together no heavier than `weight`; the newest stays, however heavy it is.

    May be used from several threads. Who asks for what is being made waits for it; others do not.
    """

    def __init__(self, most: int, weight: int | None = None) -> None:
        self._most, self._weight = most, weight
        self._found: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._making: dict[Hashable, Lock] = {}
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._found)

    def result(self, key: Hashable, make: Callable[[], T], weigh: Callable[[T], int] = lambda _made: 0) -> T:
        """Return what was kept under `key`, or make, weigh and keep it. What fails is not kept."""
        with self._lock:
            if key in self._found:
                return self._asked_for(key)  # type: ignore[no-any-return]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._found:
                    return self._asked_for(key)  # type: ignore[no-any-return]
            try:
                made = make()
                self._keep(key, made, weigh(made))
            finally:
                with self._lock:
                    self._making.pop(key, None)
        return made

    def _asked_for(self, key: Hashable) -> Any:
        self._found.move_to_end(key)
        return self._found[key][0]

    def _keep(self, key: Hashable, made: Any, weight: int) -> None:
        with self._lock:
            self._found[key] = made, weight
            while len(self._found) > 1 and self._exceeded():
                self._found.popitem(last=False)

    def _exceeded(self) -> bool:
        heavy = self._weight is not None and sum(weight for _made, weight in self._found.values()) > self._weight
        return heavy or len(self._found) > self._most


class KeptWith:
    """Results kept as long as the object they were made of, told apart by identity; at most `most` for each object.

    The results must not hold the object itself, or both would stay for good.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._of: dict[int, tuple[ref[Any], Kept]] = {}

    def __len__(self) -> int:
        return len(self._of)

    def result(self, origin: Any, key: Hashable, make: Callable[[], T]) -> T:
        """Return what was made of `origin` and kept under `key`, or make and keep it."""
        found = self._of.get(id(origin))
        if found is None:
            found = self._of.setdefault(id(origin), (ref(origin, self._forget(id(origin))), Kept(self._most)))
        return found[1].result(key, make)

    def _forget(self, identity: int) -> Callable[[ref[Any]], None]:
        return lambda _gone: self._of.pop(identity, None) and None


def key_of(make: Callable[..., Any], arguments: tuple[Any, ...]) -> Hashable:
    """Return the key under which ``make(…, *arguments)`` is kept."""
    return make, *(_hashable(argument) for argument in arguments)


def _hashable(argument: Any) -> Hashable:
    return ("slice", argument.start, argument.stop) if isinstance(argument, slice) else argument
