"""What a source last gave, kept in memory: a place that is slow, gone or damaged is a sentence and no empty page.

The place is asked in the background, by one thread at a time. Whoever asks waits briefly for what is new and otherwise
goes on with what is known, so that a slow place slows nobody down. What was noticed ends by itself: the next question
that is answered puts everything right, without a restart.
"""

from __future__ import annotations

import datetime as dt
import logging
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from threading import Lock, Thread
from typing import Any

from ek_data.cache import Once
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault
from ek_data.i18n import N_, Language
from ek_data.store.backends import Unreachable
from ek_data.store.data_sources import Source
from ek_data.store.manifest import Release

LOOK_AGAIN = 2.0  # seconds until a place is asked again whether there is something new
AFTER_A_FAULT = 5.0
BRIEFLY = 0.5  # seconds that somebody waits who can be shown something
PATIENTLY = 15.0  # seconds that somebody waits who can be shown nothing yet

NOT_YET = N_("The place with the data has not answered for {seconds} seconds. It is asked again and again.")
UNEXPECTED = N_("The data could not be read. The operator finds the reason in the server's log.")
LASTING = N_("{reason} What was read last is shown. The fault has been there since {since}.")


class Outage(Fault):
    """The place cannot be asked, or what is new there cannot be used; what was read last is shown."""

    def __init__(self, reason: Fault, since: dt.datetime) -> None:
        super().__init__(LASTING, reason=reason, since=since)
        self.reason, self.since = reason, since

    def sentence(self, lang: Language) -> str:
        return lang(self.message, reason=self.reason.sentence(lang), since=lang.moment(self.since))


@dataclass(frozen=True, eq=False)
class State:
    """Everything that was read together. `mark` is what the source called it, `version` is different for each state."""

    mark: str
    dataset: Dataset
    releases: tuple[Release, ...]
    faults: tuple[Fault, ...]

    @property
    def version(self) -> str:
        return f"{self.mark}-{self.dataset.origin.release}" if self.faults else self.mark


class Watch:
    """A source that is asked in the background, and the state that it gave last. One serves a whole server."""

    def __init__(self, opened: Callable[[], Source], clock: Callable[[], float] = time.monotonic) -> None:
        self._opened, self._clock = opened, clock
        self._source: Source | None = None
        self._state: State | None = None
        self._before: State | None = None
        self._outage: Outage | None = None
        self._due = clock()
        self._tasks = Once(_Background())

    def state(self) -> State:
        """Return the newest state that is known. Raises the `Fault` of the place if there has been none yet."""
        started = self._ask() if self._clock() >= self._due else None
        if self._state is None:
            wait([started or self._ask()], PATIENTLY)
        elif started:
            wait([started], BRIEFLY)
        if self._state is None:
            raise self._outage.reason if self._outage else Unreachable(NOT_YET, seconds=int(PATIENTLY))
        return self._state

    def source(self) -> Source:
        """Return the source itself, to write to. Raises the `Fault` of the place if it could not be opened yet."""
        self.state()
        if self._source is None:
            raise Unreachable(NOT_YET, seconds=int(PATIENTLY))
        return self._source

    def known(self, version: str) -> State:
        """Return the state of a version handed out just now, else the newest: a page ends as it began."""
        for state in (self._state, self._before):
            if state and state.version == version:
                return state
        return self.state()

    def release(self, number: int) -> Dataset:
        """Return an earlier release. Raises a `Fault` if it is not sound, or not there within a bounded time."""
        source = self.source()
        task = self._tasks.begun(number, lambda: source.dataset(number))
        if not wait([task], PATIENTLY).done:
            raise Unreachable(NOT_YET, seconds=int(PATIENTLY))
        dataset: Dataset = task.result()
        return dataset

    def outage(self) -> Outage | None:
        """Return what keeps newer data from being shown, if anything."""
        return self._outage

    def fault(self) -> Fault | None:
        """Return why what is shown is not the newest there is, if so: the place is out, or what is new is not sound."""
        damages = self._state.faults if self._state else ()
        return self._outage or next(iter(damages), None)

    def look_again(self) -> None:
        """Take up what was published just now, also if a question that was on its way already has missed it."""
        for _question in range(2):
            wait([self._ask()], PATIENTLY)

    def _ask(self) -> Future[Any]:
        return self._tasks.begun("state", self._renew)

    def _renew(self) -> None:
        try:
            state = self._read()
        except Fault as fault:
            self._failed(fault)
        except Exception:
            logging.getLogger(__name__).exception("the source could not be read")
            self._failed(Fault(UNEXPECTED))
        else:
            if state is not self._state:
                self._state, self._before = state, self._state
            self._outage = None
            self._due = self._clock() + (AFTER_A_FAULT if state.faults else LOOK_AGAIN)

    def _read(self) -> State:
        """Read what is new; a state with faults is read anew, because they may have been mended."""
        self._source = self._source or self._opened()
        mark, known = self._source.version(), self._state
        if known and known.mark == mark and not known.faults:
            return known
        return State(mark, self._source.dataset(), self._source.releases(), self._source.faults())

    def _failed(self, fault: Fault) -> None:
        since = self._outage.since if self._outage else dt.datetime.now(dt.UTC)
        self._outage = Outage(fault, since)
        self._due = self._clock() + AFTER_A_FAULT


class _Background:
    """One thread after another for work that does not hold up the end of the server."""

    def __init__(self) -> None:
        self._turn = Lock()

    def __call__(self, work: Callable[[], None]) -> None:
        Thread(target=self._in_turn, args=(work,), daemon=True).start()

    def _in_turn(self, work: Callable[[], None]) -> None:
        with self._turn:
            work()
