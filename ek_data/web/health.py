"""Health as a monitor is told it: whether the store answers, since when not, and which release is shown.

The store is asked at most every few seconds, however often a monitor comes. Where it does not answer in time, the
monitor gets its answer all the same; the question goes on and the next answer knows how it ended.
"""

from __future__ import annotations

import asyncio
import datetime as dt
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from importlib.metadata import version as installed_version
from typing import Any

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault, Missing
from ek_data.store.backends import Unreachable
from ek_data.web.response_cache import SharedWork

PATIENCE = 3.0  # seconds
KEPT = 2.0  # seconds
OK, DEGRADED, FAULT = "ok", "degraded", "fault"
SILENCE = "Timeout"
NO_ANSWER = (SILENCE, Unreachable.__name__, Missing.__name__)  # a store that is gone is Missing


@dataclass
class Health:
    """The state of a server. `ask()` asks the store, `dataset()` gives the data that are shown; both run in threads.

    `fault()` is what keeps newer data from being shown although the store answers, if anything.
    """

    ask: Callable[[], object]
    dataset: Callable[[], Dataset]
    fault: Callable[[], Fault | None] = lambda: None
    patience: float = PATIENCE
    kept: float = KEPT
    _release: int | None = None
    _shown: bool = False
    _unreachable_since: dt.datetime | None = None
    _checked_at: float = float("-inf")
    _reason: str = ""
    _questions: SharedWork[None] = field(default_factory=SharedWork)

    async def state(self) -> dict[str, Any]:
        """Return the state as JSON can hold it; `status` is "ok", "degraded" or, where nothing is shown, "fault"."""
        if time.monotonic() - self._checked_at >= self.kept:
            self._judge(await self._answer())
            self._checked_at = time.monotonic()
        fault, since = self.fault(), self._unreachable_since
        reason = self._reason or (_kind(fault) if fault else "")
        return {
            "status": OK if not reason else DEGRADED if self._shown else FAULT,
            **({"reason": reason} if reason else {}),
            "store": {"reachable": since is None, "unreachable_since": since and since.isoformat(timespec="seconds")},
            "release": self._release,
            "version": installed_version("engagierte-kommunen"),
        }

    async def _answer(self) -> str:
        """Return the kind of what fails, or nothing."""
        try:
            await asyncio.wait_for(self._questions.done("health", self._look), self.patience)
        except TimeoutError:
            return SILENCE
        except Fault as fault:
            return _kind(fault)
        return ""

    def _look(self) -> None:
        self._shown = False
        self._release = self.dataset().origin.release
        self._shown = True
        self.ask()

    def _judge(self, reason: str) -> None:
        self._reason = reason
        if reason not in NO_ANSWER:
            self._unreachable_since = None
        elif self._unreachable_since is None:
            self._unreachable_since = dt.datetime.now(dt.UTC)


def _kind(fault: Fault) -> str:
    """Return what a fault is, without its sentence, which would tell everybody where the data lie."""
    return type(getattr(fault, "reason", fault)).__name__
