"""Log for the operator: one JSON object a line for what happens, through the standard `logging`.

    log.event("publish", release=7, rows={"measures": 24})
    {"time": "2025-04-09T10:15:00.123+00:00", "level": "info", "event": "publish", "pid": 4711, "release": 7, …}

There are no personal data in it: no names, addresses or notes of people, no names or contents of their files. Faults
and refusals are named by their kind and English message id, without the values of the message. Whoever wants the lines
elsewhere adds a handler to the logger "ek_data.events".
"""

from __future__ import annotations

import datetime as dt
import json
import logging
import logging.handlers
import os
import sys
import threading
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal

from ek_data.errors import Fault, Missing
from ek_data.i18n import N_

Event = Literal[
    "start",
    "stop",
    "sign_in",
    "publish",
    "restore",
    "forget",
    "refused_upload",
    "refused_message",
    "fault",
    "recovered",
    "error",
    "library",
]

LOGGER = logging.getLogger("ek_data.events")
LOGGER.addHandler(logging.NullHandler())  # nobody listens as long as nothing is configured
VALUES, MISSED = "values_of_event", "lines_left_out"
ANYBODY = "refused_upload"  # an event that anybody can bring about, as often as they like
MINUTE, MOST_A_MINUTE, MOST_KINDS = 60, 10, 1000
LONGEST = 200  # characters of what a library says
NOT_OPENED = N_("The log file {file} (EK_LOG) cannot be written.")

_states: dict[str, tuple[str, ...]] = {}
_lock = threading.Lock()


class JsonLines(logging.Formatter):
    """One JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        is_ours = record.name == LOGGER.name
        line = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "event": record.getMessage() if is_ours else "library",
            "pid": record.process,
            **(getattr(record, VALUES, {}) if is_ours else _of_library(record)),
        }
        if missed := getattr(record, MISSED, 0):
            line["more"] = missed
        return json.dumps(line, ensure_ascii=False, default=str)


class Seldom(logging.Filter):
    """Lets through some lines of a kind a minute, so that no flood fills the disk; the next counts what was left out.

    What may rightly happen often, as sign-ins do, always passes; what libraries merely remark never does.
    """

    def __init__(self) -> None:
        super().__init__()
        self._lock = threading.Lock()
        self._counted: dict[tuple[object, ...], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        is_ours = record.name == LOGGER.name
        if record.levelno < logging.WARNING and not (is_ours and record.msg == ANYBODY):
            return is_ours
        with self._lock:
            return self._has_room(record)

    def _has_room(self, record: logging.LogRecord) -> bool:
        values = getattr(record, VALUES, {})
        kind = (record.name, record.msg, values.get("reason"), str(values.get("where")), str(values.get("faults")))
        since, number = self._counted.get(kind, (record.created, 0))
        if record.created - since >= MINUTE:
            setattr(record, MISSED, max(0, number - MOST_A_MINUTE))
            since, number = record.created, 0
        if len(self._counted) >= MOST_KINDS:
            self._counted.clear()
        self._counted[kind] = (since, number + 1)
        return number < MOST_A_MINUTE


def configure(environment: Mapping[str, str] = os.environ, *, libraries: bool = False) -> None:
    """Write events to the file EK_LOG, or to standard error; called once by whoever starts a process.

    With `libraries`, their warnings and errors come as lines of the same kind, and no other way.
    The file is opened anew when it was moved away, so that it can be rotated. Raises `Missing` if it cannot be written.
    """
    file = environment.get("EK_LOG")
    try:
        handler = logging.handlers.WatchedFileHandler(file, encoding="utf-8") if file else logging.StreamHandler()
    except OSError as error:
        raise Missing(NOT_OPENED, file=file) from error
    handler.setFormatter(JsonLines())
    handler.addFilter(Seldom())
    root = logging.getLogger()
    for logger in (LOGGER, root):
        for earlier in [each for each in logger.handlers if isinstance(each.formatter, JsonLines)]:
            logger.removeHandler(earlier)
            earlier.close()
    LOGGER.addHandler(handler)
    LOGGER.setLevel(logging.INFO)
    LOGGER.propagate = not libraries  # or each event would be written twice
    if libraries:
        root.addHandler(handler)
        logging.captureWarnings(True)


def event(name: Event, *, level: int = logging.INFO, **values: Any) -> None:
    """Write down that something happened. `values` must say nothing about persons."""
    LOGGER.log(level, name, extra={VALUES: values})


def state(subject: str, *faults: Fault) -> None:
    """Write down what is wrong with `subject` now, if it was not so already, and its recovery if nothing is any more.

    Every session may call this at every run: one change of state is one line in each process.
    """
    now = tuple(_kind(fault) for fault in faults)
    with _lock:
        before = _states.get(subject, ())
        _states[subject] = now
    if now and now != before:
        reasons = [{"kind": kind, "reason": fault.message} for kind, fault in zip(now, faults, strict=True)]
        event("fault", level=logging.WARNING, subject=subject, faults=reasons)
    elif before and not now:
        event("recovered", subject=subject)


def error(exception: BaseException) -> None:
    """Write down an exception nobody expected: its type and the lines of code it came through, not its message."""
    event("error", level=logging.ERROR, **_seen(exception))


def _of_library(record: logging.LogRecord) -> dict[str, Any]:
    """Return what a library says and through which code it came, without the values, which may be somebody's.

    They are left out where the library hands them over as arguments; what it has put into the text itself stays.
    """
    said = {"logger": record.name, "said": str(record.msg).partition("\n")[0][:LONGEST]}
    exception = record.exc_info[1] if record.exc_info else None
    return said | (_seen(exception) if exception else {})


def _seen(exception: BaseException) -> dict[str, Any]:
    frames = traceback.extract_tb(exception.__traceback__)
    where = [f"{_shortened(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames]
    return {"kind": type(exception).__name__, "where": where}


def _kind(fault: Fault) -> str:
    """Return what a fault is, with the release it is about: another damaged release is another state."""
    number = fault.values.get("number")
    return type(fault).__name__ + (f" {number}" if isinstance(number, int) else "")


def _shortened(file: str) -> str:
    """Return the path of a file of code without the folder it is installed in."""
    roots = (root for root in (Path(__file__).parent.parent, *map(Path, sys.path)) if str(root) not in ("", "."))
    path = Path(file)
    return next((str(path.relative_to(root)) for root in roots if path.is_relative_to(root)), path.name)
