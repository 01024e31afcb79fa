"""Presentations saved under a name: the choices, not the pictures, as a small file beside the releases."""

from __future__ import annotations

import json
import os
import tempfile
from pathlib import Path
from urllib.parse import parse_qs, urlencode

from ek_data.choice import Choice
from ek_data.errors import Damaged, Missing
from ek_data.i18n import N_
from ek_data.settings import Settings

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
    try:
        links = json.loads(file.read_text(encoding="utf-8"))
        return {str(name): Choice.from_query(parse_qs(link)) for name, link in links.items()}
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise Damaged(BROKEN, file=file) from error


def save(file: Path, name: str, choice: Choice) -> None:
    """Save `choice` under `name`, in place of what has that name. Raises `Missing` if that cannot be written."""
    _write(file, {**saved(file), name: choice})


def remove(file: Path, name: str) -> None:
    """Forget the choice saved under `name`, if there is one."""
    _write(file, {each: choice for each, choice in saved(file).items() if each != name})


def _write(file: Path, choices: dict[str, Choice]) -> None:
    """Write the file anew beside the old one and put it in its place, so that nobody ever reads half of it."""
    links = {name: urlencode(choice.to_query(), doseq=True) for name, choice in choices.items()}
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=file.parent, delete=False) as anew:
            json.dump(links, anew, ensure_ascii=False, indent=2)
        os.replace(anew.name, file)
    except OSError as error:
        raise Missing(NOT_WRITTEN, file=file) from error
