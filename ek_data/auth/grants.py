"""Grants to send files: which sessions may, how much each has sent, and whether a gate asks for them at all."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import WeakValueDictionary


class Guard:
    """Whether a gate stands before the address for files in this process; where none does, nobody may send."""

    stands = False


@dataclass(eq=False)
class Grant:
    """The right of one session to send files, kept in the session's own state, so that it ends with the session.

    `browser` is the token by which Streamlit knows the browser of the session: who knows the id of the session, which
    stands in the log of a proxy, is not yet the one who may send. `held` are the bytes that arrived and are still
    needed, `arriving` those on the way.
    """

    browser: bytes = b""
    held: int = 0
    arriving: int = 0


GRANTED: WeakValueDictionary[str, Grant] = WeakValueDictionary()
"""The grants by session. Written by the running pages, read by the gate."""
