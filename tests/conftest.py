"""What every test needs: a main module that other processes may start from, and a judge of the files it writes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from unittest.mock import patch

import pytest
from streamlit.components.v2 import manifest_scanner

from ek_data import log
from ek_data.programme.current import current, using
from tests import office

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # dozens of processes import the same libraries: compile them once
sys.dont_write_bytecode = False


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are processors, because tests in a browser and tests of servers often wait."""
    return (os.cpu_count() or 1) + 1


@pytest.fixture(autouse=True)
def own_main_module() -> Iterator[None]:
    """Give the main module back: AppTest puts a page there, and processes of other tests would start with that page."""
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@pytest.fixture(autouse=True)
def own_listeners() -> Iterator[None]:
    """Take away who listens to events since the test began: standard error is another one in the next test."""
    before = list(log.LOGGER.handlers)
    yield
    for handler in set(log.LOGGER.handlers).difference(before):
        log.LOGGER.removeHandler(handler)
        handler.close()


@pytest.fixture(autouse=True)
def own_programme() -> Iterator[None]:
    """Take the words of the programme from before the test again: data that are read bring their own."""
    with using(current()):
        yield


@pytest.fixture(scope="session", autouse=True)
def installed_components() -> Iterator[None]:
    """Look for components in the installed packages once: AppTest does it for each run, in most of its time."""
    once = cache(manifest_scanner.scan_component_manifests)
    with patch.object(manifest_scanner, "scan_component_manifests", once):
        yield


@pytest.fixture(scope="session", autouse=True)
def judged() -> Iterator[list[str]]:
    """The faults of the presentations and workbooks that were written."""
    with office.judging() as faults:
        yield faults


@pytest.fixture(autouse=True)
def only_sound_files(judged: list[str]) -> Iterator[None]:
    """Fail where a presentation or workbook was written that PowerPoint or Excel would want to repair."""
    yield
    found = list(judged)
    judged.clear()
    assert found == []
