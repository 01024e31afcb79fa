"""Sending files: which sessions may, how much each has sent, and how much the server takes on at once."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass
from weakref import WeakValueDictionary

from ek_data.reading.limits import MEGABYTE, numbers

SETTINGS = {
    "EK_MAX_SESSION_MB": ("session", MEGABYTE),
    "EK_MAX_UPLOADS": ("uploads", 1),
    "EK_MAX_PAGES": ("pages", 1),
    "EK_MAX_PAGES_PER_ADDRESS": ("pages_each", 1),
}


@dataclass(frozen=True)
class Bounds:
    """What is accepted. Generous, because a whole ministry or meeting room may share one address.

    `session` is how many bytes of files one visitor may have in memory. Of files larger than `small` only so many as
    `uploads` are received at once; others wait for `patience` seconds. A sender who is silent for `silence` seconds
    is gone. `pages` may be open in all and `pages_each` from one address.
    """

    session: int = 500 * MEGABYTE
    uploads: int = 2
    pages: int = 2_000
    pages_each: int = 1_000
    small: int = MEGABYTE
    patience: float = 60
    silence: float = 30

    @classmethod
    def of_environment(cls, environment: Mapping[str, str] = os.environ) -> Bounds:
        """Return the bounds with what the operator sets. Raises `Invalid` if a setting is no whole number."""
        return cls(**numbers(SETTINGS, environment))


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
