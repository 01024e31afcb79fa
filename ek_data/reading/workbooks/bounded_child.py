"""Bounded child: a process of its own for a file that may do harm, and what its end says about the file."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Sequence
from typing import IO, Any

from ek_data.i18n import N_
from ek_data.reading.workbooks.unpack import REFUSED

FAILED, KILLED = 1, -9
"""How Python ends after an exception, and how a process ends that the system killed because memory ran short."""

AT_ONCE = 4  # children, each of which may take the memory of `Limits`
places = threading.BoundedSemaphore(AT_ONCE)
"""The places for children of this process. Also a file of 600 bytes may need the most that a child is allowed."""
PATIENCE = 90
"""The seconds a child may take by the clock on the wall; what it computes is bounded by that of the processor."""
KEPT = ("PATH", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "SYSTEMROOT", "TEMP", "TMP", "TMPDIR")
FRUGAL = {"ARROW_DEFAULT_MEMORY_POOL": "system", "MALLOC_ARENA_MAX": "2", "OMP_NUM_THREADS": "1"}

BUSY = N_("The computer is too busy to open this file at the moment. Please try again in a few minutes.")


def refusal(arguments: Sequence[str], data: bytes, out: IO[bytes], seconds: int) -> dict[str, Any] | None:
    """Run Python with `arguments` on `data`, its output in `out`. Return why the file was refused, None if it was not.

    The refusal is a ``code`` with the values of its sentence. Besides the codes of the child itself there are "busy",
    where it was given too little of the computer, "memory", where its bounds stopped it, and "unknown".
    """
    environment = {name: os.environ[name] for name in KEPT if name in os.environ} | FRUGAL
    try:
        done = subprocess.run(
            [sys.executable, "-I", *arguments],
            input=data,
            stdout=out,
            stderr=subprocess.PIPE,
            env=environment,
            timeout=max(PATIENCE, 4 * seconds),
        )
    except subprocess.TimeoutExpired:
        return {"code": "busy"}
    return _meaning(done.returncode, done.stderr)


def _meaning(status: int, said: bytes) -> dict[str, Any] | None:
    if status == REFUSED:  # and the child has said why, in JSON
        told: dict[str, Any] = json.loads(said.splitlines()[-1])
        return told
    codes = {0: None, KILLED: "busy", FAILED: "unknown"}
    code = codes.get(status, "memory")  # libraries end the process where they get no memory
    return {"code": code} if code else None
