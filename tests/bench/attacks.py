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
from pathlib import Path

from ek_data.errors import Unreadable
from ek_data.i18n import GERMAN
from ek_data.reading.read import read
from ek_data.validation.batch import check_all
from ek_data.validation.recognise import headers
from tests.reading.test_attacks import ATTACKS, CHECKED, ROWS

TICK = 0.005
TESTS = "tests/reading/test_attacks.py::"
REFUSED, LISTED = (
    "test_harmful_file_is_refused_with_its_sentence",
    "test_file_of_very_many_mistakes_is_not_listed_to_its_end",
)
STATUS = Path("/proc/self/status")
NAMES = {
    "one cell at XFD1048576": "eine einzige Zelle ganz am Ende des Blatts (XFD1048576)",
    "zip bomb": "Zip-Bombe",
    "zip bomb that lies about its size": "Zip-Bombe mit falscher Größenangabe",
    "entity bomb": "XML-Bombe (Entitäten aus Entitäten)",
    "entity bomb in the list of sheets": "XML-Bombe im Verzeichnis der Blätter",
    "external entity": "externe Entität (XXE) in einem Blatt",
    "external entity in an ODS file": "externe Entität (XXE) in einer ODS-Datei",
    "archives in archives": "Archive in Archiven, entpackt 10 GB",
    "archive as the sheet of a workbook": "Archiv an der Stelle eines Blatts",
    "row repeated a million times": "ODS: eine Zeile, eine Million Mal wiederholt",
    "row of 16,000 cells repeated a million times": "ODS: 16.384 Zellen, eine Million Mal wiederholt",
    "old workbook of garbage": ".xls voller Zufallsbytes",
    "encrypted workbook": "verschlüsselte Arbeitsmappe",
    "half a workbook": "halbe Arbeitsmappe",
    "archive of something else": "Archiv mit anderem Inhalt",
    "sheet repeated 16,000 times": "ODS: eine Zelle, 16.000 Mal wiederholt",
    "Parquet of 50 GB": "Parquet, entpackt 50 GB",
    "Parquet of many nulls": "Parquet mit drei Millionen leeren Zeilen",
    "Parquet of 301 columns": "Parquet mit 301 Spalten",
    "Parquet of lists in lists": "Parquet mit 500 ineinander verschachtelten Listen",
    "half a Parquet file": "halbe Parquet-Datei",
    "endless line": "eine endlose Zeile",
    "long cell": "eine zu lange Zelle",
    "301 columns": "301 Spalten",
    "millions of rows": "zwei Millionen Zeilen und eine",
    "five million rows": "fünf Millionen Zeilen",
    "200 MB of line ends": "200 MB Zeilenenden",
    "200 MB of old line ends": "200 MB Zeilenenden (nur CR)",
    "200 MB of nothing but line ends": "200 MB Zeilenenden und sonst nichts",
    "endless quotation": "nie geschlossenes Anführungszeichen",
    "quotation marks broken in millions of rows": "falsche Anführungszeichen in zehn Millionen Zeilen",
    "quotation mark broken at the end of a million rows": "falsches Anführungszeichen nach einer Million Zeilen",
    "millions of lines in quotation marks": "20 Millionen Zeilen in Anführungszeichen",
    "20 million commas in the header": "20 Millionen Kommas in der Kopfzeile",
    "one row of 300 cells among two million": "eine Zeile mit 300 Zellen unter zwei Millionen",
    "100 MB of high bytes": "100 MB Zeichen über 127 in einer Zeile",
    "100 MB of high bytes in lines": "100 MB Zeichen über 127 in Zeilen",
    "millions of lines in two encodings": "20 Millionen Zeilen in zwei Zeichensätzen",
    "UTF-16 of halves of characters": "UTF-16 aus halben Zeichen",
    "190 MB of NUL after a sound beginning": "190 MB Nullbytes nach heilem Anfang",
    "flood of NUL": "Nullbytes",
    "binary data": "Binärdaten",
    "nothing": "nichts",
    "nothing but separators": "nur Trennzeichen",
    "PDF": "PDF",
    "compressed CSV": "gepackte CSV",
    "web page": "Webseite",
    "JSON": "JSON",
    "a different odd text in every cell": "in jeder der 14 Millionen Zellen ein anderer ungewöhnlicher Text",
    "a different mistake in every second row": "in einer Million Zeilen eine halbe Million verschiedene Fehler",
}
"""What the attacks are called in the table."""


def made(name: str) -> bytes:
    """Return the file that attacks in the way of this name."""
    return ATTACKS[name][0]() if name in ATTACKS else CHECKED[name][0](ROWS)


def test_of(name: str) -> str:
    """Return the address of the test with this file, as the document writes it."""
    return f"`{TESTS}{REFUSED if name in ATTACKS else LISTED}[{name}]`"


def one(name: str) -> dict[str, object]:
    """Read one file in this process and return what it cost."""
    data = made(name)
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
            f"| {NAMES[name]} | {_size(cost['size'])} | „{cost['said']}“ | {_number(cost['seconds'])} s "
            f"| {_number(cost['computed'])} s | {cost['memory']:.0f} MB | {cost['pause'] * 1000:.0f} ms "
            f"| {test_of(name)} |",
            flush=True,
        )


if __name__ == "__main__":
    main()
