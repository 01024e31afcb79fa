"""The one place where results are kept between runs: per version of the data and filters, never per session.

What is cached is shared by all sessions and never changed by them, hence `st.cache_resource`, which copies nothing.
Words are added afterwards, so that one entry serves both languages.
"""

from __future__ import annotations

import streamlit as st

from ek_data import figures, log
from ek_data.anonymous import anonymised
from ek_data.boundaries import Boundaries
from ek_data.boundary_watch import BoundaryWatch
from ek_data.changes import Changes, difference
from ek_data.dataset import EVERYTHING, Dataset, Selection
from ek_data.errors import Fault
from ek_data.figures import Figure
from ek_data.i18n import Language
from ek_data.keeping import Kept
from ek_data.manifest import Release
from ek_data.settings import SHIPPED, Settings
from ek_data.since import in_short
from ek_data.source import Source, open_source
from ek_data.watching import Outage, Watch

MOST_VIEWS, MOST_ROWS = 64, 4_000_000  # filtered data kept: a million rows take about 250 MB


@st.cache_resource(show_spinner=False)
def _watch() -> Watch:
    settings = Settings.of_environment()
    return Watch(lambda: open_source(settings))


def source() -> Source:
    return _watch().source()


def version() -> str:
    try:
        found = _watch().state().version
    except Fault as fault:
        log.state("store", fault)
        raise
    now = outage()
    log.state("store", *([now.reason] if now else []))
    return found


def dataset(version: str, release: int | None) -> Dataset:
    return _watch().known(version).dataset if release is None else _release(release)


@st.cache_resource(show_spinner=False, max_entries=4)
def _release(number: int) -> Dataset:
    return _watch().release(number)


def faults(version: str) -> tuple[Fault, ...]:
    """Return what is wrong with the place of the data, although something can be shown."""
    found, damages = outage(), _watch().known(version).faults
    log.state("releases", *damages)
    return (*((found,) if found else ()), *damages)


def outage() -> Outage | None:
    """Return what keeps newer data from being shown, if anything."""
    return _watch().outage()


def releases(version: str) -> tuple[Release, ...]:
    return _watch().known(version).releases


def whole(version: str, release: int | None, anonymous: bool) -> Dataset:
    """Return a release as it is shown: with or without names."""
    named = dataset(version, release)
    return named.result(anonymised) if anonymous else named


def view(version: str, release: int | None, selection: Selection, anonymous: bool = False) -> Dataset:
    """Return the rows that the filters leave; with ``view(…).result(…)`` what was made of them is kept as well."""
    shown = whole(version, release, anonymous)
    if selection == EVERYTHING:
        return shown
    key = version, release, selection, anonymous
    return _views().result(key, lambda: shown.filtered(selection), lambda data: data.size)


@st.cache_resource(show_spinner=False)
def _views() -> Kept:
    return Kept(MOST_VIEWS, MOST_ROWS)


def headline(version: str, release: int | None, selection: Selection, anonymous: bool = False) -> dict[str, Figure]:
    return view(version, release, selection, anonymous).result(figures.headline)


@st.cache_resource(show_spinner=False, max_entries=4)
def changes(version: str, older: int | None, newer: int | None) -> Changes:
    return difference(dataset(version, older), dataset(version, newer))


@st.cache_resource(show_spinner=False, max_entries=2048)
def changed_since(older: int, newer: int, language: str) -> list[str]:
    """Return what one release changed since another. Releases never change, so a new version makes nothing anew."""
    return difference(_release(older), _release(newer)).sentences(Language(language))


@st.cache_resource(show_spinner=False, max_entries=4)
def release_labels(version: str, language: str) -> dict[int, str]:
    """Return number, time and the beginning of the note of each release, newest first."""
    return {release.number: in_short(release, Language(language)) for release in releases(version)}


@st.cache_resource(show_spinner=False)
def _boundary_watch() -> BoundaryWatch:
    return BoundaryWatch(SHIPPED)


def areas() -> Boundaries:
    """Return the boundaries in force; a newer file in ``data/`` is taken up without a restart."""
    return _boundary_watch().current()


def boundary_fault() -> Fault | None:
    """Return what is wrong with the boundary file, if anything."""
    _boundary_watch().current()
    return _boundary_watch().fault


def look_again() -> None:
    """Take up what was published just now."""
    _watch().look_again()
