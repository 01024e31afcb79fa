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
    otherwise: pytest.MarkDecorator = pytest.mark.full,
) -> list[Any]:
    """Return `cases` as parameters of a test, those whose name is not `usual` for the full run only, or at night."""
    named = {name(case): case for case in cases}
    assert named.keys() >= set(usual), f"no such case among {list(named)}"
    return [pytest.param(case, id=key, marks=() if key in usual else otherwise) for key, case in named.items()]


def first(number: int, cases: Iterable[Any]) -> list[Any]:
    """Return `cases` as parameters of a test, those after the first `number` for `-m full` only."""
    marks = [()] * number
    return [
        pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=mark)
        for case, mark in zip_longest(cases, marks, fillvalue=pytest.mark.full)
    ]
