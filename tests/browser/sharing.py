"""One thing for all processes of a test run: the first that asks starts it, the last that uses it lets it end."""

from __future__ import annotations

import fcntl
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path


@contextmanager
def shared(place: Path, started: Callable[[], AbstractContextManager[str]]) -> Iterator[str]:
    """Give the address of a server that the first process to ask has started, and stops when nobody uses it any more.

    All processes lock the same two files in the folder `place`: one while they start, join or stop a server, the other
    together as long as they use it.
    """
    with (place / "starting").open("w") as starting, (place / "using").open("w") as using:
        address = place / "address"
        fcntl.flock(starting, fcntl.LOCK_EX)
        fcntl.flock(using, fcntl.LOCK_SH)
        if address.exists():
            fcntl.flock(starting, fcntl.LOCK_UN)
            yield address.read_text()
            return
        with started() as found:
            address.write_text(found)
            fcntl.flock(starting, fcntl.LOCK_UN)
            try:
                yield found
            finally:
                fcntl.flock(starting, fcntl.LOCK_EX)
                fcntl.flock(using, fcntl.LOCK_EX)  # waits until the others have finished
                address.unlink()
