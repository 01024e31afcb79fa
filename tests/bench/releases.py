"""What the number of releases in a store costs: 1, 100 and 1,000 releases of the shipped data."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from typing import Any

from ek_data.cache import Kept
from ek_data.changes.figure_history import history, moved
from ek_data.figures.headline import headline
from ek_data.i18n import GERMAN
from ek_data.settings import ROOT, SHIPPED
from ek_data.store import data_sources
from ek_data.store.data_sources import StoreSource
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store, make_store, open_store
from tests.bench.frame import Aim, Measured, Row

NAME = "releases"
NUMBERS = (1, 100, 1_000)
AGAIN = 5
AIMS = {"page_again": 200, "life": 50}
LABELS = {
    "start": "Ablage öffnen und neuesten Datenstand laden",
    "version": "Fragen, ob es einen neuen Datenstand gibt",
    "publish": "Einen weiteren Datenstand veröffentlichen",
    "page_first": "Seite „Datenstände“, erstes Mal",
    "page_again": "Seite „Datenstände“, danach",
    "life": "Verlauf einer Kennzahl über alle Datenstände zeichnen",
    "moved": "Zeilen nennen, die sie zuletzt bewegt haben, erstes Mal",
}
ROWS = tuple(
    Row(f"{code}_{n}", f"{label}: {n} {'Datenstand' if n == 1 else 'Datenstände'}", "ms", aims=aims)
    for n in NUMBERS
    for code, label in LABELS.items()
    for aims in [(Aim(AIMS[code]),) if code in AIMS else ()]
)


def measure(tiny: bool) -> Iterator[Measured]:
    """Measure in a process of its own, which shows pages as the server does."""
    command = [sys.executable, "-m", "tests.bench.releases", *(["2"] if tiny else map(str, NUMBERS))]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    taken = json.loads(done.stdout.splitlines()[-1])
    for n in NUMBERS:
        yield from (Measured(f"{code}_{n}", figure) for code, figure in taken["2" if tiny else str(n)].items())


def with_releases(numbers: list[int]) -> dict[int, dict[str, float]]:
    """Fill one store step by step and return what was measured at each number."""
    with tempfile.TemporaryDirectory() as place:
        store, tables = make_store(place), dict(data_sources.load(SHIPPED).tables)
        found = {}
        for n in numbers:
            _fill(store, tables, n)
            found[n] = _at(place, tables)
        return found


def _fill(store: Store, tables: dict[str, Any], wanted: int) -> None:
    for number in range(store.newest_number(), wanted):
        _publish(store, number, tables)


def _publish(store: Store, number: int, tables: dict[str, Any]) -> None:
    """Publish a release that differs from the others in one cell."""
    facts = tables["key_facts"]
    note = facts["note"].mask(facts.index == 0, f"Nr. {number}")
    store.publish(number, tables | {"key_facts": facts.assign(note=note)}, author="Bench", note=f"Nr. {number}")


def _at(place: str, tables: dict[str, Any]) -> dict[str, float]:
    from streamlit.testing.v1 import AppTest

    from ek_data.auth.upload_quota import Guard

    Guard.stands = True  # as behind our server

    from ek_data.ui import cached

    started = _milliseconds(lambda: StoreSource(open_store(place)).dataset())
    source = StoreSource(open_store(place))
    asked = statistics.median(_milliseconds(source.version) for _n in range(20))
    os.environ["EK_STORE"] = place
    cached.SHARED = Kept(1)  # as after a start
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
    app.run()
    app.switch_page("pages/maintain/releases.py")
    first = _milliseconds(app.run)
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    again = statistics.median(_milliseconds(app.run) for _n in range(AGAIN))
    store = open_store(place)
    number = store.newest_number()
    published = _milliseconds(lambda: _publish(store, number, tables))
    taken = {"start": started, "version": asked, "publish": published, "page_first": first, "page_again": again}
    return taken | _life(store.releases(), store)


def _life(releases: tuple[Release, ...], store: Store) -> dict[str, float]:
    """Return what the course of one headline figure costs, drawn from manifests that are known."""
    from ek_data.charts.drawers import svg
    from ek_data.ui.components.figure_history import drawn

    newest = store.dataset(releases[0].number)
    figure = newest.result(headline)["measures_done"]

    def draw() -> None:
        picture = drawn(figure, history(figure.name, releases), GERMAN)
        if picture.spec:
            svg.draw(picture.spec, picture.finding, width=svg.NARROW)

    course = statistics.median(_milliseconds(draw) for _n in range(AGAIN))
    older = releases[min(1, len(releases) - 1)].number
    rows = _milliseconds(lambda: moved(store.dataset(older), newest, figure.name, GERMAN))
    return {"life": course, "moved": rows}


def _milliseconds(call: Callable[[], Any]) -> float:
    started = time.process_time()
    call()
    return (time.process_time() - started) * 1000


if __name__ == "__main__":
    print(json.dumps(with_releases(list(map(int, sys.argv[1:])))))
