"""Presentations saved under a name: the choices, not the pictures, in small snapshots beside the releases.

What a later version of the dashboard says in a choice stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlencode

from ek_data.errors import Missing
from ek_data.settings import Settings
from ek_data.slides.options import Choice
from ek_data.store import snapshots
from ek_data.store.backends import Folder, Objects, open_objects
from ek_data.store.publisher import NOT_MADE, Store
from ek_data.store.snapshots import Texts


def place(settings: Settings) -> Folder | None:
    """Return where the saved presentations lie; None where the data lie in no folder of our own."""
    if settings.demo or settings.data:
        return None
    objects = open_objects(settings.store) if settings.kind == "folder" else None
    return objects if isinstance(objects, Folder) else None


def saved(objects: Objects) -> dict[str, Choice]:
    """Return the saved choices by name, in the order of saving. Raises `Damaged` if they are none of ours."""
    return {name: Choice.from_query(parse_qs(link)) for name, link in snapshots.newest(objects).items()}


def save(store: Store, name: str, choice: Choice) -> None:
    """Save `choice` under `name`, in place of what has that name. Raises `Unwritable`, or `Missing` without a store."""
    link = urlencode(choice.to_query(), doseq=True)
    _change(store, lambda links: {**links, name: link})


def remove(store: Store, name: str) -> None:
    """Forget the choice saved under `name`, if there is one."""
    _change(store, lambda links: {each: link for each, link in links.items() if each != name})


def _change(store: Store, change: Callable[[Texts], Texts]) -> None:
    if not store.is_there():  # what was written now would be hidden by it once it is back
        raise Missing(NOT_MADE, place=store.place)
    store.prove()
    snapshots.change(store.objects, change)
