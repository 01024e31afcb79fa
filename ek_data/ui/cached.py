"""The one place where results are kept between runs: per place of the data, version and filters, never per session.

What is kept is shared by all sessions and never changed by them. It does not lie in Streamlit's caches, because these
are emptied for everybody when a browser asks for it. Words are added afterwards, so that one entry serves both
languages.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ek_data import log
from ek_data.cache import Kept
from ek_data.changes import figure_history
from ek_data.changes.diff import Changes, difference
from ek_data.changes.effect import in_short
from ek_data.dataset.anonymise import anonymised
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import EVERYTHING, Selection
from ek_data.errors import Fault
from ek_data.figures import headline as figures
from ek_data.figures.figure import Figure
from ek_data.geo.boundaries import Boundaries
from ek_data.geo.boundary_watch import BoundaryWatch, of_data
from ek_data.i18n import Language
from ek_data.programme.current import use
from ek_data.settings import Settings
from ek_data.store.data_sources import Source, open_source
from ek_data.store.manifest import Release
from ek_data.store.monitor import Outage, Watch

MOST_VIEWS, MOST_ROWS = 64, 4_000_000  # filtered data kept: a million rows take about 250 MB


class Shared:
    """What all sessions share: the data of one place as they were read last, and what was made of them."""

    def __init__(self, settings: Settings) -> None:
        self.watch = Watch(lambda: open_source(settings, writing=False))  # what is gone is not made anew
        self.views = Kept(MOST_VIEWS, MOST_ROWS)
        self.releases = Kept(4)
        self.changes = Kept(4)
        self.sentences = Kept(2048)
        self.labels = Kept(4)
        self._folder = settings.folder

    @cached_property
    def boundaries(self) -> BoundaryWatch:
        """Those that lie beside the data, of the Länder of the programme that the data have."""
        return of_data(self._folder)


SHARED = Kept(2)
"""By settings. A server has one place of its data; tests have others, which are told apart by this."""


def _shared() -> Shared:
    settings = Settings.of_environment()
    return SHARED.result(settings, lambda: Shared(settings))


def source() -> Source:
    """Return the place of the data, to write to. Raises its `Fault` if it could not be opened yet."""
    return _shared().watch.source()


def version() -> str:
    """Return what the newest state of the data is called, and log why it is not newer. Raises a `Fault` without one."""
    try:
        found = _shared().watch.state().version
    except Fault as fault:
        log.state("store", fault)
        raise
    now = outage()
    log.state("store", *([now.reason] if now else []))
    return found


def dataset(version: str, release: int | None) -> Dataset:
    """Return a release, spoken of in the words of the newest one."""
    newest = _shared().watch.known(version).dataset
    use(newest.programme)
    return newest if release is None else _release(release)


def _release(number: int) -> Dataset:
    shared = _shared()
    return shared.releases.result(number, lambda: shared.watch.release(number))


def faults(version: str) -> tuple[Fault, ...]:
    """Return what is wrong with the place of the data, although something can be shown."""
    found, damages = outage(), _shared().watch.known(version).faults
    log.state("releases", *damages)
    return (*((found,) if found else ()), *damages)


def outage() -> Outage | None:
    """Return what keeps newer data from being shown, if anything."""
    return _shared().watch.outage()


def fault() -> Fault | None:
    """Return why what is shown is not the newest there is, if so. Answers at once."""
    return _shared().watch.fault()


def releases(version: str) -> tuple[Release, ...]:
    """Return the releases that there are in a version of the data, in the order of their source."""
    return _shared().watch.known(version).releases


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
    return _shared().views.result(key, lambda: shown.filtered(selection), lambda data: data.size)


def headline(version: str, release: int | None, selection: Selection, anonymous: bool = False) -> dict[str, Figure]:
    """Return the headline figures of what a selection leaves of a release, by name."""
    return view(version, release, selection, anonymous).result(figures.headline)


def changes(version: str, older: int | None, newer: int | None) -> Changes:
    """Return what is different between two releases."""
    key = version, older, newer
    return _shared().changes.result(key, lambda: difference(dataset(version, older), dataset(version, newer)))


def changed_since(older: int, newer: int, language: str) -> list[str]:
    """Return what one release changed since another. Releases never change, so a new version makes nothing anew."""
    key = older, newer, language
    return _shared().sentences.result(
        key, lambda: difference(_release(older), _release(newer)).sentences(Language(language))
    )


def moved(older: int, newer: int, name: str, language: str) -> list[str]:
    """Return which rows moved a headline figure from one release to the next."""
    key = older, newer, name, language
    return _shared().sentences.result(
        key, lambda: figure_history.moved(_release(older), _release(newer), name, Language(language))
    )


def release_labels(version: str, language: str) -> dict[int, str]:
    """Return number, time and the beginning of the note of each release, newest first."""
    key = version, language
    return _shared().labels.result(
        key, lambda: {release.number: in_short(release, Language(language)) for release in releases(version)}
    )


def folder() -> Path:
    """Return the folder with what lies beside the tables."""
    return Settings.of_environment().folder


def areas() -> Boundaries:
    """Return the boundaries in force; a newer file beside the data is taken up without a restart."""
    return _shared().boundaries.current()


def boundary_fault() -> Fault | None:
    """Return what is wrong with the boundary file, if anything."""
    watch = _shared().boundaries
    watch.current()
    return watch.fault


def look_again() -> None:
    """Take up what was published just now."""
    _shared().watch.look_again()
