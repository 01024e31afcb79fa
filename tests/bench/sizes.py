"""Time and memory with 14, 2,300 and 11,000 municipalities and up to 1,000,000 measures.

Each size has a process of its own, which runs every page as the server does, without a browser. Measured is the time
of the processor, because it does not depend on what else the machine does.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from ek_data.i18n import GERMAN
from ek_data.settings import ROOT
from tests.bench.frame import Aim, Measured, Row

NAME = "sizes"
SIZES = {"small": (14, 400), "middle": (2_300, 100_000), "large": (11_000, 1_000_000)}
AGAIN = 5
CALLS = {
    "figures": "Kennzahlen",
    "comparison": "Staffelvergleich, vier Bilder",
    "map": "Karte",
    "matrix": "Matrix und Zeitachse der Maßnahmen",
}


def _rows() -> Iterator[Row]:
    for code, (municipalities, measures) in SIZES.items():
        size = f"{GERMAN.number(municipalities)} Kommunen, {GERMAN.number(measures)} Maßnahmen"
        large = code == "large"
        yield Row(f"{code}_demo", f"Beispieldaten erzeugen: {size}", "s")
        yield Row(f"{code}_load", f"Datenstand laden: {size}", "s")
        for call, label in CALLS.items():
            yield Row(f"{code}_{call}", f"{label}, erstes Mal: {size}", "ms")
        for when, label in (("pages", "Seitenwechsel"), ("filter", "Filterwechsel")):
            first, again = ((Aim(2_000),), (Aim(200),)) if large else ((), ())
            yield Row(f"{code}_{when}_first", f"{label}, langsamste Seite, erstes Mal: {size}", "ms", aims=first)
            yield Row(f"{code}_{when}_again", f"{label}, langsamste Seite, danach: {size}", "ms", aims=again)
        yield Row(f"{code}_idle", f"Speicher nach dem Start: {size}", "MB")
        yield Row(f"{code}_visited", f"Speicher nach dem Besuch aller Seiten, auch gefiltert: {size}", "MB")


ROWS = tuple(_rows())


def measure(tiny: bool) -> Iterator[Measured]:
    """Measure each size in a process of its own."""
    for code, (municipalities, measures) in SIZES.items():
        size = SIZES["small"] if tiny else (municipalities, measures)
        command = [sys.executable, "-m", "tests.bench.sizes", *map(str, size)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
        for name, (figure, note) in json.loads(done.stdout.splitlines()[-1]).items():
            yield Measured(f"{code}_{name}", figure, note=note)


def of_size(municipalities: int, measures: int) -> dict[str, tuple[float, str]]:
    """Return what was measured with a store of this size, and remarks on it."""
    import os

    from ek_data.demo import demo
    from ek_data.store.publisher import make_store

    with tempfile.TemporaryDirectory() as place:
        made, dataset = _timed(lambda: demo(municipalities, measures))
        make_store(place).publish(0, dataset.tables, author="Bench", note="Beispieldaten")
        del dataset
        os.environ["EK_STORE"] = place
        loaded = _of_library()
        return {"demo": (made, ""), **loaded, **_of_pages()}


def _of_library() -> dict[str, tuple[float, str]]:
    from ek_data.charts import build
    from ek_data.dataset.filters import EVERYTHING
    from ek_data.figures import headline
    from ek_data.ui import cached

    loading, data = _timed(lambda: cached.view(cached.version(), None, EVERYTHING))
    areas = cached.areas()
    rows = slice(0, 40)
    calls: dict[str, Callable[[], Any]] = {
        "figures": lambda: data.result(headline.headline),
        "comparison": lambda: [
            data.result(build.adoption_curve, None, GERMAN),
            data.result(build.first_implemented, GERMAN),
            data.result(build.measures_per_municipality, GERMAN),
            data.result(build.adoption_matrix, GERMAN),
        ],
        "map": lambda: data.result(build.municipality_map, "implemented", GERMAN, areas),
        "matrix": lambda: [
            data.result(build.progress_matrix, rows, GERMAN),
            data.result(build.measure_timeline, rows, GERMAN),
        ],
    }
    taken = {name: (_timed(call)[0] * 1000, "") for name, call in calls.items()}
    data.__dict__.pop("_kept")  # the pages make their own
    return {"load": (loading, ""), **taken, "idle": (_megabytes(), "")}


def _of_pages() -> dict[str, tuple[float, str]]:
    from streamlit.testing.v1 import AppTest

    from ek_data.auth.upload_quota import Guard

    Guard.stands = True  # as behind our server

    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
    app.run()
    pages = _visit(app, "pages")
    app.pills(key="staffel").set_value([2024])
    return {**pages, **_visit(app, "filter"), "visited": (_megabytes(), "")}


def _visit(app: Any, name: str) -> dict[str, tuple[float, str]]:
    """Run every page once for the first time and several times again; return the slowest."""
    from ek_data.ui.navigation import SECTIONS

    first, again = {}, {}
    for entry in (entry for section in SECTIONS.values() for entry in section):
        app.switch_page(f"pages/{entry.script}")
        first[entry.title] = _timed(app.run)[0] * 1000
        if app.exception:
            raise RuntimeError(f"{entry.script}: {app.exception[0].message}")
        again[entry.title] = statistics.median(_timed(app.run)[0] * 1000 for _n in range(AGAIN))
    return {f"{name}_first": _slowest(first), f"{name}_again": _slowest(again)}


def _slowest(taken: dict[str, float]) -> tuple[float, str]:
    page = max(taken, key=lambda title: taken[title])
    median = GERMAN.number(statistics.median(taken.values()), 0)
    return taken[page], f"{GERMAN(page)}; Median aller Seiten {median} ms"


def _timed(call: Callable[[], Any]) -> tuple[float, Any]:
    started = time.process_time()
    made = call()
    return time.process_time() - started, made


def _megabytes() -> float:
    import psutil

    return float(psutil.Process().memory_info().rss / 2**20)


if __name__ == "__main__":
    print(json.dumps(of_size(*map(int, sys.argv[1:]))))
