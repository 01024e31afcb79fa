"""Processes forked from one that has imported everything: a server is there in a fifth of the time.

They are not forked from the tests' own process, because obstore forbids it.
"""

from __future__ import annotations

import multiprocessing
import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from ek_data.web import app

PROCESSES = multiprocessing.get_context("forkserver")
PROCESSES.set_forkserver_preload(["tests.forked", "tests.store.publishers"])


class Server:
    """The command ``dashboard`` in a process of its own, to be asked like a `Popen`. It rehearses no page."""

    def __init__(self, options: Sequence[str], environment: Mapping[str, str], said: Path) -> None:
        """Start it; all that it says goes into the file `said`."""
        self._said = said
        self._process = PROCESSES.Process(target=_run, args=(options, environment, self._said), daemon=True)
        self._process.start()

    def poll(self) -> int | None:
        return self._process.exitcode

    def terminate(self) -> None:
        self._process.terminate()

    def communicate(self, timeout: float | None = None) -> tuple[bytes, bytes]:
        """Wait until the server has stopped, and return what it said, all of it as faults."""
        self._process.join(timeout)
        if self._process.exitcode is None:
            raise TimeoutError("the server does not stop")
        return b"", self._said.read_bytes()


async def _at_once() -> None:
    """Rehearse nothing: most tests look at one page or two."""


def _run(options: Sequence[str], environment: Mapping[str, str], said: Path) -> None:
    with said.open("wb") as file:
        os.dup2(file.fileno(), 1)
        os.dup2(file.fileno(), 2)
    os.environ.clear()
    os.environ.update(environment)
    app.rehearse = _at_once
    app.main(options)
