"""A million measures from file to release, each step beside a bare Arrow read of the same file in the same run.

And a workbook of 100,000 measures beside the library that reads it. Time is that of the processor, that of the child
process included; the memory is the most the process took above what it had before the upload.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ek_data.settings import ROOT
from tests.bench.frame import Aim, Measured, Row

NAME = "upload"
MUNICIPALITIES, MEASURES, IN_WORKBOOK, FEW = 2_300, 1_000_000, 100_000, 1_000
BARE, BARE_WORKBOOK = "bloßes pyarrow.csv.read_csv", "bloßes python-calamine"
WORKBOOK = "massnahmen.xlsx"
STEPS = {
    "reading": "lesen",
    "checking": "prüfen",
    "both": "lesen und prüfen",
    "putting": "in die Tabelle einsetzen",
    "difference": "Unterschied zum alten Stand",
    "publishing": "veröffentlichen",
}
ROWS = (
    *(
        Row(code, f"1.000.000 Zeilen {label}", "s", BARE, (Aim(8, "ratio"),) if code == "both" else ())
        for code, label in STEPS.items()
    ),
    Row("workbook", "100.000 Zeilen aus einer Arbeitsmappe (.xlsx) lesen", "s", BARE_WORKBOOK),
    Row("peak", "Speicherspitze beim Hochladen, über dem Server im Leerlauf", "MB", aims=(Aim(1_200),)),
)


def measure(tiny: bool) -> Iterator[Measured]:
    """Make the file in this process and take it through all steps in another."""
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place), FEW if tiny else MEASURES)
        _write_workbook(Path(place), FEW if tiny else IN_WORKBOOK)
        command = [sys.executable, "-m", "tests.bench.upload", place]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        taken = json.loads(done.stdout.splitlines()[-1])
    for code in STEPS:
        yield Measured(code, taken[code], taken["bare"])
    yield Measured("workbook", taken["workbook"], taken["bare_workbook"])
    yield Measured("peak", taken["peak"])


def _write(place: Path, measures: int) -> None:
    """Write measures without note and source: about 160 MB, within the limit of one upload."""
    import pandas as pd

    from ek_data.dataset.dataset import Dataset
    from ek_data.demo import demo
    from ek_data.exports import spreadsheet

    invented = demo(MUNICIPALITIES, measures)
    rows = invented.measures.assign(note=pd.NA, source_url=pd.NA)
    spreadsheet.write_folder(Dataset.of(municipalities=invented.municipalities, measures=rows), place)


def _write_workbook(place: Path, rows: int) -> None:
    """Write the first of the measures as Excel would."""
    from itertools import islice

    import xlsxwriter

    lines = (place / "massnahmen.csv").read_text(encoding="utf-8-sig").splitlines()
    with xlsxwriter.Workbook(place / WORKBOOK, {"constant_memory": True}) as book:
        sheet = book.add_worksheet("Maßnahmen")
        for number, line in enumerate(islice(lines, rows + 1)):
            sheet.write_row(number, 0, line.split(";"))


def of_folder(folder: Path) -> dict[str, float]:
    """Return what each step took in seconds, and the memory in MB."""
    from ek_data.changes.diff import difference
    from ek_data.dataset.dataset import Dataset
    from ek_data.reading.read import read
    from ek_data.store.publisher import make_store
    from ek_data.tables import MEASURES as TABLE
    from ek_data.tables import MUNICIPALITIES as PLACES
    from ek_data.updates.merge import update
    from ek_data.validation.batch import check_all
    from ek_data.validation.recognise import headers

    places = read((folder / PLACES.file).read_bytes(), PLACES.file, headers())
    base = Dataset.of(municipalities=check_all([places]).checked[0].rows)
    before = _megabytes()
    data = (folder / TABLE.file).read_bytes()
    reading, raw = _timed(lambda: read(data, TABLE.file, headers()))
    checking, checks = _timed(lambda: check_all([raw], base))
    checked = checks.checked[0]
    columns = list(checked.match.columns)
    putting, rows = _timed(lambda: update(base.measures, checked.rows, TABLE, columns=columns))
    result = Dataset({**base.tables, TABLE.name: rows})
    differing, _changes = _timed(lambda: difference(base, result))
    with tempfile.TemporaryDirectory() as place:
        store = make_store(place)
        publishing, _release = _timed(
            lambda: store.publish(0, result.tables, author="Bench", note="Alle", files=[(TABLE.file, data)])
        )
    peak = _megabytes() - before
    workbook = (folder / WORKBOOK).read_bytes()
    reading_workbook, _raw = _timed(lambda: read(workbook, WORKBOOK, headers()))
    return {
        "reading": reading,
        "checking": checking,
        "both": reading + checking,
        "putting": putting,
        "difference": differing,
        "publishing": publishing,
        "peak": peak,
        "bare": _bare(folder / TABLE.file),
        "workbook": reading_workbook,
        "bare_workbook": _bare_workbook(folder / WORKBOOK),
    }


def _bare_workbook(file: Path) -> float:
    import python_calamine

    return _timed(lambda: python_calamine.load_workbook(file).get_sheet_by_index(0).to_python())[0]


def _bare(file: Path) -> float:
    """Return the median of several reads after a first one, which starts Arrow's threads."""
    import pyarrow.csv

    semicolons = pyarrow.csv.ParseOptions(delimiter=";")
    reads = [_timed(lambda: pyarrow.csv.read_csv(file, parse_options=semicolons))[0] for _n in range(6)]
    return statistics.median(reads[1:])


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    started = _processor()
    made = call()
    return _processor() - started, made


def _processor() -> float:
    """Return the time of the processor that this process and its children that have ended took."""
    return sum(os.times()[:4])


def _megabytes() -> float:
    """Return the most memory of this program so far; `ru_maxrss` would begin with that of its parent."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(of_folder(Path(sys.argv[1]))))
