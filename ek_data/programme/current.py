"""Which programme the data are of that are shown: one at a time in a process, at first the shipped one.

The words of a programme hold of all its releases: a word that was changed is changed everywhere, and an option that is
no longer offered is still there. So there is no need for older words beside newer ones, and `use` is called with the
programme of the newest release.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache, update_wrapper
from pathlib import Path
from typing import Any, ParamSpec, TypeVar

from ek_data import i18n
from ek_data.programme.model import Programme
from ek_data.programme.parsing import FILE_NAME, read
from ek_data.settings import SHIPPED

P = ParamSpec("P")
T = TypeVar("T")


def current() -> Programme:
    """Return the programme of the data that are shown, or of the change that is being reviewed."""
    return _reviewed.get() or _current


def use(programme: Programme) -> None:
    """Take the words and options of `programme` from now on."""
    global _current
    if programme is _current:
        return
    _current = programme
    i18n.speak_of(programme.terms)


@contextmanager
def using(programme: Programme) -> Iterator[None]:
    """Take those of `programme` for as long as the block lasts."""
    before = _current
    use(programme)
    try:
        yield
    finally:
        use(before)


@contextmanager
def reviewing(programme: Programme | None) -> Iterator[None]:
    """Take the options of `programme` for as long as the block lasts, here and for nobody else; None changes nothing.

    A change that brings new options is looked at so before it is published.
    """
    token = _reviewed.set(programme or _reviewed.get())
    try:
        yield
    finally:
        _reviewed.reset(token)


def per_programme(make: Callable[P, T]) -> Callable[P, T]:
    """Keep what `make` returns, as `functools.cache` does, for each programme."""
    kept: Any = lru_cache(maxsize=128)(lambda _programme, *args, **more: make(*args, **more))

    def made(*args: P.args, **more: P.kwargs) -> T:
        result: T = kept(current(), *args, **more)
        return result

    return update_wrapper(made, make)


def in_folder(folder: Path) -> Programme:
    """Return the programme of a folder of tables; where it has none, the shipped one. Raises `Invalid`."""
    file = folder / FILE_NAME
    return read((file if file.is_file() else SHIPPED / FILE_NAME).read_bytes())


_reviewed: ContextVar[Programme | None] = ContextVar("reviewed", default=None)
_current = in_folder(SHIPPED)
i18n.speak_of(_current.terms)
