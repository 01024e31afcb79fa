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

from ek_data.errors import Unreadable
from ek_data.i18n import GERMAN
from ek_data.reading import read
from tests.reading.test_attacks import ATTACKS

TICK = 0.005
TEST = "tests/reading/test_attacks.py::test_harmful_file_is_refused_with_its_sentence"


def one(name: str) -> dict[str, object]:
    """Read one file in this process and return what it cost."""
    data = ATTACKS[name][0]()
    pauses, ended = [0.0], threading.Event()
    other = threading.Thread(target=_ticking, args=(pauses, ended))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    other.start()
    started, computed = time.perf_counter(), _processor_seconds()
    try:
        read(data, "datei.csv")
        said = "gelesen"
    except Unreadable as fault:
        said = fault.sentence(GERMAN)
    seconds, computed = time.perf_counter() - started, _processor_seconds() - computed
    ended.set()
    other.join()
    grown = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before
    child = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    memory = (grown + child) / 1024
    return {
        "said": said,
        "seconds": seconds,
        "computed": computed,
        "pause": max(pauses),
        "memory": memory,
        "size": len(data),
    }


def _processor_seconds() -> float:
    """Return the time of the processor that this process and those it started have used."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _ticking(pauses: list[float], ended: threading.Event) -> None:
    while not ended.is_set():
        before = time.perf_counter()
        time.sleep(TICK)
        pauses.append(time.perf_counter() - before - TICK)


def main() -> None:
    if len(sys.argv) > 1:
        print(json.dumps(one(sys.argv[1])))
        return
    print(
        "| Datei | Größe | Antwort | Dauer | Rechenzeit | Speicher | längste Pause anderer | Test |\n"
        "|---|---|---|---|---|---|---|---|"
    )
    for name in ATTACKS:
        command = [sys.executable, "-m", "tests.bench.attacks", name]
        cost = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
        print(
            f"| {name} | {cost['size']:,} B | „{cost['said']}“ | {cost['seconds']:.1f} s "
            f"| {cost['computed']:.1f} s | {cost['memory']:.0f} MB "
            f"| {cost['pause'] * 1000:.0f} ms | `{TEST}[{name}]` |",
            flush=True,
        )


if __name__ == "__main__":
    main()
