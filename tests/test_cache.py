"""What is kept is made once, shared, and bounded by number and weight."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from ek_data.cache import Kept, KeptWith, Once
from ek_data.charts import build
from ek_data.dataset.filters import Selection
from ek_data.i18n import ENGLISH, GERMAN
from tests.test_small_modules import DATASET


def test_result_is_made_once() -> None:
    kept, made = Kept(2), []
    for _round in range(3):
        assert kept.result("a", lambda: made.append("a") or len(made)) == 1


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(2)
    for key in ("a", "b", "a", "c"):
        kept.result(key, lambda key=key: key)
    assert kept.result("a", lambda: "made anew") == "a"
    assert kept.result("b", lambda: "made anew") == "made anew"


def test_heavy_results_push_others_out_but_the_newest_stays() -> None:
    kept = Kept(10, weight=100)
    for key, weight in (("light", 10), ("heavy", 95), ("too heavy", 1000)):
        kept.result(key, lambda weight=weight: weight, lambda made: made)
    assert len(kept) == 1
    assert kept.result("too heavy", lambda: 0) == 1000


def test_failure_is_told_and_not_kept() -> None:
    kept = Kept(2)
    with pytest.raises(ZeroDivisionError):
        kept.result("a", lambda: 1 // 0)
    assert kept.result("a", lambda: 1) == 1


def test_several_threads_wait_for_one_that_makes_it() -> None:
    kept, made = Kept(2), []

    def slow() -> str:
        made.append(1)
        time.sleep(0.1)
        return "once"

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda _n: kept.result("a", slow), range(8)))
    assert results == ["once"] * 8
    assert len(made) == 1


def test_work_is_begun_once_for_all_who_ask_and_anew_when_it_has_ended() -> None:
    works: list[Callable[[], None]] = []
    once = Once(works.append)
    first, second = once.begun("a", lambda: "once"), once.begun("a", lambda: "twice")
    assert (second is first, "a" in once, len(once)) == (True, True, 1)
    works[0]()
    assert (first.result(), len(once)) == ("once", 0)
    assert once.begun("a", lambda: "anew") is not first


def test_failure_is_told_to_all_who_wait_for_it() -> None:
    works: list[Callable[[], None]] = []
    once = Once(works.append)
    waiting = [once.begun("a", lambda: 1 // 0) for _n in range(2)]
    works[0]()
    assert [type(each.exception()) for each in waiting] == [ZeroDivisionError] * 2


def test_whoever_is_stopped_leaves_it_to_those_who_wait() -> None:
    kept, begun, stop = Kept(2), Event(), Event()

    def stopped() -> str:
        begun.set()
        stop.wait(20)
        raise KeyboardInterrupt

    def ended() -> str:
        with pytest.raises(KeyboardInterrupt):
            kept.result("a", stopped)
        return "stopped"

    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(ended)
        begun.wait(20)
        second = threads.submit(kept.result, "a", lambda: "made")
        stop.set()
        assert (first.result(), second.result()) == ("stopped", "made")


def test_picture_is_kept_for_each_language_and_selection_apart() -> None:
    german = DATASET.result(build.measures_by_status, GERMAN)
    assert DATASET.result(build.measures_by_status, GERMAN) is german
    assert DATASET.result(build.measures_by_status, ENGLISH).title != german.title
    narrowed = DATASET.filtered(Selection.of(cohorts=(2024,)))
    assert narrowed.result(build.measures_by_status, GERMAN) is not german


def test_pages_of_rows_are_kept_apart() -> None:
    first, second = (DATASET.result(build.progress_matrix, rows, GERMAN) for rows in (slice(0, 1), slice(1, 2)))
    assert first.notes != second.notes


class Origin:
    """Something that cannot be hashed, like a frame."""

    __hash__ = None


def test_what_was_made_of_an_object_goes_with_it():
    kept, origin, other = KeptWith(2), Origin(), Origin()
    assert [kept.result(origin, "key", lambda n=n: n) for n in (1, 2)] == [1, 1]
    assert kept.result(other, "key", lambda: 3) == 3  # an object of its own, although both look alike
    assert len(kept) == 2
    del origin
    assert len(kept) == 1


def test_work_that_could_not_be_begun_can_be_begun_by_the_next() -> None:
    def refuse(_work: object) -> None:
        raise RuntimeError("can't start new thread")

    once = Once(refuse)
    for _time in range(2):
        with pytest.raises(RuntimeError):
            once.begun("state", lambda: 1)
    assert len(once) == 0
