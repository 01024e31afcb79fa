"""A million measures from file to release, beside a bare Arrow read of the same file: ``python -m tests.bench.upload``.

Prints seconds, the ratio to the bare read, and the peak memory of the process after each step.
"""

from __future__ import annotations

import argparse
import resource
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
import pyarrow.csv

from ek_data import export
from ek_data.changes import difference
from ek_data.dataset import Dataset
from ek_data.demo import demo
from ek_data.reading import read
from ek_data.recognising import headers
from ek_data.store import open_store
from ek_data.tables import MEASURES
from ek_data.updating import update
from ek_data.uploads import check_all

MB = 1024  # ru_maxrss is in KB
BARE = "bare pyarrow.csv.read_csv"


@contextmanager
def timed(name: str, taken: dict[str, float]) -> Iterator[None]:
    start = time.perf_counter()
    yield
    taken[name] = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    print(
        f"{name:<34}{taken[name]:8.2f} s{taken[name] / taken['bare pyarrow.csv.read_csv']:9.1f} ×{peak:9.0f} MB",
        flush=True,
    )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--file", type=Path, help="CSV made by an earlier run with --make")
    parser.add_argument("--make", type=Path, help="only write the CSV of a million measures and the municipalities")
    options = parser.parse_args()
    if options.make:
        invented = demo(2300, 1_000_000)
        rows = invented.measures.assign(note=pd.NA, source_url=pd.NA)  # about 100 MB, within the limit of one upload
        export.write_folder(Dataset({**invented.tables, "measures": MEASURES.typed(rows)}), options.make)
        return
    folder = options.file
    data = (folder / MEASURES.file).read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / MB
    print(f"file: {len(data) / 1e6:.0f} MB, peak memory before: {before:.0f} MB")
    taken: dict[str, float] = {}
    with timed(BARE, taken):
        pyarrow.csv.read_csv(folder / MEASURES.file, parse_options=pyarrow.csv.ParseOptions(delimiter=";"))
    others = [read((folder / f"{name}.csv").read_bytes(), f"{name}.csv", headers()) for name in ("kommunen",)]
    base = Dataset.of(municipalities=check_all(others).checked[0].rows)
    with timed("reading", taken):
        raw = read(data, MEASURES.file, headers())
    with timed("checking", taken):
        checked = check_all([raw], base).checked[0]
    print(f"{len(checked.rows):,} rows, {len(checked.problems)} problems, {len(checked.repairs)} repairs")
    with timed("putting in", taken):
        rows = update(base.measures, checked.rows, MEASURES, "update", columns=list(checked.match.columns))
    result = Dataset({**base.tables, "measures": rows})
    with timed("difference (all rows new)", taken):
        print(difference(base, result).counts["measures"])
    with tempfile.TemporaryDirectory() as place:
        store = open_store(place)
        with timed("publishing", taken):
            store.publish(0, result.tables, author="Bench", note="a million rows", files=[(MEASURES.file, data)])
    together = taken["reading"] + taken["checking"]
    print(f"reading and checking together: {together:.1f} s, {together / taken[BARE]:.1f} ×")


if __name__ == "__main__":
    main()
