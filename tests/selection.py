"""Which cases of a test every run takes, and which only those that ask for all cases."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

import pytest
from _pytest.mark import ParameterSet


def each(cases: Iterable[tuple[str, Any]], usual: Collection[str]) -> list[ParameterSet]:
    """Return all named `cases` as parameters of a test, those whose name is not `usual` for `-m cases` only."""
    named = dict(cases)
    assert named.keys() >= set(usual), f"no such case among {list(named)}"
    return [
        pytest.param(case, id=name, marks=() if name in usual else pytest.mark.cases) for name, case in named.items()
    ]
