"""What lies beside the tables of a store and is no release: the boundaries and the account of the sources.

Plain files in a folder of their own, which whoever runs the dashboard may replace. A bucket has none.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from ek_data.errors import Fault
from ek_data.geo import boundaries
from ek_data.i18n import N_
from ek_data.os_errors import reason_of
from ek_data.settings import Settings, beside

ACCOUNTS = ("QUELLEN.md", "SOURCES.md")
NOT_BROUGHT = N_("The files beside the tables cannot be written to {folder}: {reason}.")


def bring(folder: Path, store: str) -> tuple[str, ...]:
    """Put what lies beside the tables of `folder` beside those of a store in a folder, and return the names.

    Where there is nothing, what comes with the dashboard goes on to stand beside the store.
    """
    target = beside(store)
    files = [file for file in (boundaries.locate(folder), *(folder / name for name in ACCOUNTS)) if file.is_file()]
    try:
        for file in files:
            target.mkdir(exist_ok=True)
            shutil.copyfile(file, target / file.name)
    except OSError as error:
        raise Fault(NOT_BROUGHT, folder=target, reason=reason_of(error)) from error
    return tuple(file.name for file in files)


def has_folder(store: str) -> bool:
    """Return whether the store at an address is in a folder."""
    return Settings(store=store).kind == "folder"
