"""A million measures from file to release, each step beside a bare Arrow read of the same file in the same run.

Time is that of the processor; the memory is the most the process took above what it had before the upload.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from ek_data.settings import ROOT
from tests.bench.frame import Aim, Measured, Row

NAME = "upload"
MUNICIPALITIES, MEASURES, FEW = 2_300, 1_000_000, 1_000
BARE = "bloßes pyarrow.csv.read_csv"
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
    Row("peak", "Speicherspitze beim Hochladen, über dem Server im Leerlauf", "MB", aims=(Aim(1_200),)),
)


def measure(tiny: bool) -> Iterator[Measured]:
    """Make the file in this process and take it through all steps in another."""
    with tempfile.TemporaryDirectory() as place:
        _write(Path(place), FEW if tiny else MEASURES)
        command = [sys.executable, "-m", "tests.bench.upload", place]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        taken = json.loads(done.stdout.splitlines()[-1])
    for code in STEPS:
        yield Measured(code, taken[code], taken["bare"])
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
    return {
        "reading": reading,
        "checking": checking,
        "both": reading + checking,
        "putting": putting,
        "difference": differing,
        "publishing": publishing,
        "peak": peak,
        "bare": _bare(folder / TABLE.file),
    }


def _bare(file: Path) -> float:
    """Return the median of several reads after a first one, which starts Arrow's threads."""
    import pyarrow.csv

    semicolons = pyarrow.csv.ParseOptions(delimiter=";")
    reads = [_timed(lambda: pyarrow.csv.read_csv(file, parse_options=semicolons))[0] for _n in range(6)]
    return statistics.median(reads[1:])


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    made = call()
    return time.process_time() - started, made


def _megabytes() -> float:
    """Return the most memory of this program so far; `ru_maxrss` would begin with that of its parent."""
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


if __name__ == "__main__":
    print(json.dumps(of_folder(Path(sys.argv[1]))))
