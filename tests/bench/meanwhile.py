"""How long others wait while an attack is read: ``python -m tests.bench.meanwhile`` prints a table of `/gesund`.

A browser sends the file on the page “Daten aktualisieren” of a running dashboard, and another client asks for `/gesund`
again and again until the page says what is wrong with the file.
"""

from __future__ import annotations

import statistics
import tempfile
import threading
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from tests.bench.attacks import NAMES, made, test_of
from tests.browser.conftest import CHROMIUM, dashboard, settled
from tests.reading.test_attacks import CHECKED
from tests.store.places import shipped_store

HEAVIEST = (
    "200 MB of old line ends",
    "20 million commas in the header",
    "quotation mark broken at the end of a million rows",
    "endless quotation",
    "one row of 300 cells among two million",
    "Parquet of 50 GB",
    *CHECKED,
)
PAUSE = 0.02  # seconds between two questions
WAIT = 120_000  # milliseconds for the page to answer


class Asking(threading.Thread):
    """Asks for `/gesund` until it is stopped, and keeps how long each answer took."""

    def __init__(self, address: str) -> None:
        super().__init__(daemon=True)
        self.address, self.ended = f"{address}/gesund", threading.Event()
        self.seconds: list[float] = []

    def run(self) -> None:
        while not self.ended.wait(PAUSE):
            started = time.perf_counter()
            with urllib.request.urlopen(self.address, timeout=60) as answer:
                answer.read()
            self.seconds.append(time.perf_counter() - started)

    def stop(self) -> list[float]:
        self.ended.set()
        self.join()
        return sorted(self.seconds)


def during(address: str, page: Page, file: Path | None) -> list[float]:
    """Return how long the answers took while the page dealt with `file`, or for five seconds without one."""
    page.goto(f"{address}/aktualisieren")
    settled(page)
    asking = Asking(address)
    asking.start()
    if file is None:
        page.wait_for_timeout(5_000)
    else:
        page.set_input_files("input[type=file]", file)
        page.get_by_role("heading", name="3. Prüfung").wait_for(timeout=WAIT)
    return asking.stop()


def main() -> None:
    print("| während | Anfragen an `/gesund` | Median | 95 % | längste | Test |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        store = shipped_store(Path(place) / "store")
        for name in (None, *HEAVIEST):
            file = Path(place) / "angriff.csv" if name else None
            if file:
                file.write_bytes(made(str(name)))
            with dashboard("--store", store) as address:
                waits = during(address, browser.new_page(), file)
            of_all = [statistics.median(waits), waits[int(0.95 * len(waits))], waits[-1]]
            shown = " | ".join(f"{seconds * 1000:.0f} ms" for seconds in of_all)
            said, test = (NAMES[name], test_of(name)) if name else ("niemand lädt etwas hoch", "")
            print(f"| {said} | {len(waits)} | {shown} | {test} |", flush=True)
        browser.close()


if __name__ == "__main__":
    main()
