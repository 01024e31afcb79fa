"""Which cases of a test every run takes, and which only those that check everything."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import zip_longest
from typing import Any

import pytest


def each(
    cases: Iterable[Any],
    usual: Collection[str],
    name: Callable[[Any], str] = str,
    full: Collection[str] | None = None,
) -> list[Any]:
    """Return `cases` as parameters of a test: every run takes those with a `usual` name, the full one the others.

    Where some are named in `full`, it takes those, and the rest is left to the night.
    """
    named = {name(case): case for case in cases}
    assert named.keys() >= {*usual, *(full or ())}, f"no such case among {list(named)}"

    def when(key: str) -> Collection[pytest.MarkDecorator]:
        if key in usual:
            return ()
        return (pytest.mark.full,) if full is None or key in full else (pytest.mark.night,)

    return [pytest.param(case, id=key, marks=when(key)) for key, case in named.items()]


def first(number: int, cases: Iterable[Any], full: int | None = None) -> list[Any]:
    """Return `cases` as parameters of a test: every run takes the first `number`, the full one the others.

    Where `full` is given, it takes that many of them, and the rest is left to the night.
    """
    cases = list(cases)
    others = len(cases) - number if full is None else full
    marks = [*[()] * number, *[pytest.mark.full] * others]
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=mark)
        for case, mark in zip_longest(cases, marks[: len(cases)], fillvalue=pytest.mark.night)
    ]
