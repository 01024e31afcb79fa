"""How the server's threads take turns: set once at the start, because of what was measured in docs/leistung.md."""

from __future__ import annotations

import gc
import socket
import sys
from collections.abc import Callable

TURN = 0.0005  # seconds; Python's own 0.005 lets one script hold up the messages of all the others


def take_short_turns() -> None:
    """Let the thread that sends messages have its turn soon, while scripts compute in theirs."""
    sys.setswitchinterval(TURN)


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
