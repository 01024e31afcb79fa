"""What every test needs: a main module that other processes may start from."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Give the main module back: AppTest puts a page there, and processes of other tests would start with that page."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main
