"""What all processes of a test run share is started once, and ends when nobody uses it any more."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Barrier

from tests.browser.sharing import shared


def test_first_starts_it_all_use_it_and_it_ends_after_the_last(tmp_path: Path) -> None:
    happened: list[str] = []
    together = Barrier(3)

    @contextmanager
    def started() -> Iterator[str]:
        happened.append("started")
        yield "http://127.0.0.1:1"
        happened.append("ended")

    def use() -> str:
        with shared(tmp_path, started) as address:
            together.wait(timeout=60)
            happened.append("used")
            return address

    with ThreadPoolExecutor(3) as pool:
        addresses = [each.result() for each in [pool.submit(use) for _user in range(3)]]
    assert addresses == ["http://127.0.0.1:1"] * 3
    assert happened == ["started", "used", "used", "used", "ended"]


def test_who_comes_after_the_end_starts_it_anew(tmp_path: Path) -> None:
    starts: list[int] = []

    @contextmanager
    def started() -> Iterator[str]:
        starts.append(1)
        yield f"http://127.0.0.1:{len(starts)}"

    for number in (1, 2):
        with shared(tmp_path, started) as address:
            assert address == f"http://127.0.0.1:{number}"
