"""What attacking files cost: ``python -m tests.bench.attacks`` prints the table of ``docs/sicherheit.md``.

Each file is read in a process of its own, as the server reads it. Measured are the time until the answer, the time of
the processor, the growth of that process' peak memory plus the peak of the process it starts, and the longest pause of
another thread meanwhile.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import threading
import time
from functools import partial
from pathlib import Path

from ek_data.errors import Unreadable
from ek_data.i18n import GERMAN
from ek_data.reading import read
from ek_data.recognising import headers
from ek_data.uploads import check_all
from tests.reading.test_attacks import ATTACKS, CHECKED, ROWS

TICK = 0.005
TESTS = "tests/reading/test_attacks.py::"
REFUSED, LISTED = (
    "test_harmful_file_is_refused_with_its_sentence",
    "test_file_of_very_many_mistakes_is_not_listed_to_its_end",
)
STATUS = Path("/proc/self/status")


def one(name: str) -> dict[str, object]:
    """Read one file in this process and return what it cost."""
    build = ATTACKS[name][0] if name in ATTACKS else partial(CHECKED[name][0], ROWS)
    data = build()
    pauses, ended = [0.0], threading.Event()
    other = threading.Thread(target=_ticking, args=(pauses, ended))
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")  # begins the peak anew
    before = _megabytes("VmRSS")
    other.start()
    started, computed = time.perf_counter(), _processor_seconds()
    said = _said(data)
    seconds, computed = time.perf_counter() - started, _processor_seconds() - computed
    ended.set()
    other.join()
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "said": said,
        "seconds": seconds,
        "computed": computed,
        "pause": max(pauses),
        "memory": _megabytes("VmHWM") - before + child,
        "size": len(data),
    }


def _said(data: bytes) -> str:
    """Read and check a file as the page does, and return the first sentence about it."""
    try:
        raw = read(data, "massnahmen.csv", headers())
    except Unreadable as fault:
        return fault.sentence(GERMAN)
    errors = [error for checked in check_all([raw]).checked for error in checked.errors if error.row is None]
    return errors[-1].sentence(GERMAN) if errors else "gelesen"


def _megabytes(name: str) -> float:
    return int(STATUS.read_text(encoding="utf-8").partition(f"{name}:")[2].split()[0]) / 1024


def _processor_seconds() -> float:
    """Return the time of the processor that this process and those it started have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _ticking(pauses: list[float], ended: threading.Event) -> None:
    while not ended.is_set():
        before = time.perf_counter()
        time.sleep(TICK)
        pauses.append(time.perf_counter() - before - TICK)


def _number(value: float) -> str:
    return GERMAN.number(value, 1)


def _size(size: int) -> str:
    return f"{GERMAN.number(size / 1e6, 0)} MB" if size >= 1e6 else f"{GERMAN.number(size)} B"


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(one(sys.argv[1])))
        return
    print(
        "| Datei | Größe | Antwort | Dauer | Rechenzeit | Speicher | längste Pause anderer | Test |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for name in (*ATTACKS, *CHECKED):
        command = [sys.executable, "-m", "tests.bench.attacks", name]
        cost = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        print(
            f"| {name} | {_size(cost['size'])} | „{cost['said']}“ | {_number(cost['seconds'])} s "
            f"| {_number(cost['computed'])} s | {cost['memory']:.0f} MB | {cost['pause'] * 1000:.0f} ms "
            f"| `{TESTS}{REFUSED if name in ATTACKS else LISTED}[{name}]` |",
            flush=True,
        )


if __name__ == "__main__":
    main()
