"""Presentations saved under a name: the choices, not the pictures, as a small file beside the releases."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from ek_data.errors import Damaged, Missing
from ek_data.i18n import N_
from ek_data.settings import Settings
from ek_data.slides.options import Choice

FILE = "praesentationen.json"
BROKEN = N_("The saved presentations in {file} cannot be read.")
NOT_WRITTEN = N_("The presentation cannot be saved in {file}.")


def place(settings: Settings) -> Path | None:
    """Return the file of the saved presentations; None where the data lie in no folder of our own."""
    if settings.demo or settings.data or "://" in settings.store:
        return None
    return Path(settings.store) / FILE


def saved(file: Path) -> dict[str, Choice]:
    """Return the saved choices by name, in the order of saving. Raises `Damaged` if the file is none of ours."""
    return {name: Choice.from_query(parse_qs(link)) for name, link in _links(file).items()}


def save(file: Path, name: str, choice: Choice) -> None:
    """Save `choice` under `name`, in place of what has that name. Raises `Missing` if that cannot be written."""
    _write(file, {**_links(file), name: urlencode(choice.to_query(), doseq=True)})


def remove(file: Path, name: str) -> None:
    """Forget the choice saved under `name`, if there is one."""
    _write(file, {each: link for each, link in _links(file).items() if each != name})


def _links(file: Path) -> dict[str, str]:
    """Return the choices as they are written: what a later version of the dashboard says in them stays."""
    try:
        links = json.loads(file.read_text(encoding="utf-8"))
        if not all(isinstance(link, str) for link in links.values()):
            raise Damaged(BROKEN, file=file)
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError) as error:
        raise Damaged(BROKEN, file=file) from error
    return dict(links)


def _write(file: Path, links: dict[str, str]) -> None:
    """Write the file anew beside the old one and put it in its place, so that nobody ever reads half of it."""
    if not (file.parent / "releases").is_dir():  # the store is gone, and what is written here would be hidden by it
        raise Missing(NOT_WRITTEN, file=file)
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as anew:
            json.dump(links, anew, ensure_ascii=False, indent=2)
        os.replace(anew.name, file)
    except OSError as error:
        raise Missing(NOT_WRITTEN, file=file) from error
