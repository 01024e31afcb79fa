"""How the server shares its time: set once at the start, because of what was measured in docs/leistung.md."""

from __future__ import annotations

import gc
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from typing import Any

LONGEST = 0.2  # seconds for which one run of a script may keep the next one waiting


class Turns:
    """Lets one after the other, so that a hundred threads at once do not wear each other out by taking turns.

    Whoever takes longer than `longest` seconds goes on, and the next one begins beside it: nothing that is slow, or
    that waits for something itself, holds up the others.
    """

    def __init__(self, longest: float) -> None:
        self._longest = longest
        self._next = Lock()  # held by the one who waits for the end of whoever goes now
        self._ended = Condition()
        self._going: object | None = None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn, and have it for the time of the ``with`` block."""
        mine = object()
        with self._next, self._ended:
            self._ended.wait_for(lambda: self._going is None, self._longest)
            self._going = mine
        try:
            yield
        finally:
            with self._ended:
                if self._going is mine:
                    self._going = None
                    self._ended.notify()


def kept(populate: Callable[[Any, str], None]) -> Callable[..., None]:
    """Return `populate`, which fills a message about a section of the settings, so that it works each out once only.

    Streamlit works out the theme anew for every run of every session, although it cannot change while it runs.
    """
    made: dict[str, Any] = {}

    def fill(message: Any, section: str = "theme") -> None:
        if section not in made:
            filled = type(message)()
            populate(filled, section)
            made[section] = filled
        message.MergeFrom(made[section])

    return fill


SCRIPTS = Turns(LONGEST)
"""The runs of the page scripts of all sessions."""


def leave_alone_what_stays() -> None:
    """Take all that was loaded so far out of garbage collection: it stays, and looking through it takes long."""
    gc.collect()
    gc.freeze()


def without_delay(bind: Callable[..., socket.socket]) -> Callable[..., socket.socket]:
    """Return `bind` with sockets that send small messages at once instead of waiting for the last one's receipt.

    Connections take this over from the listening socket. asyncio would set it, but not for a socket that was made
    without naming its protocol, as Streamlit does.
    """

    def bound(*arguments: object) -> socket.socket:
        listening = bind(*arguments)
        listening.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return listening

    return bound
