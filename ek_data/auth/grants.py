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

    `held` are the bytes that arrived and are still needed, `arriving` those on the way.
    """

    held: int = 0
    arriving: int = 0


GRANTED: WeakValueDictionary[str, Grant] = WeakValueDictionary()
"""The grants by session. Written by the running pages, read by the gate."""
