"""``ek-data verify``: read every byte of a store and say what is damaged or missing."""

from __future__ import annotations

import argparse

from ek_data.cli.check import ERRORS, SOUND
from ek_data.errors import Newer
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.store.publisher import open_store
from ek_data.store.reader import Releases
from ek_data.store.verification import verified

WHOLE = N_("The store {place} is sound. Releases: {releases}, tables: {tables}, uploaded files: {files}.")
FAULTY = N_("The store {place} is not sound. Faults: {n}.")
WHAT_TO_DO = N_(
    "Fetch what is damaged or missing from a backup, under the same name, and verify again. Until then the dashboard "
    "shows the newest release that is sound."
)


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("verify", help="eine Ablage oder Sicherung Byte für Byte prüfen")
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong in the store and return the exit status. Raises a `Fault` if there is none."""
    return tell(open_store(args.store, writing=False), args.language)


def tell(store: Releases, lang: Language) -> int:
    """Print what is wrong in `store` and return the exit status."""
    found = verified(store)
    for removal in found.forgotten:
        print(removal.sentence(lang))
    if not found.faults:
        counts = {"releases": found.releases, "tables": found.tables, "files": found.files}
        print(lang(WHOLE, place=store.place, **{name: lang.number(n) for name, n in counts.items()}))
        return SOUND
    print(lang(FAULTY, place=store.place, n=lang.number(len(found.faults))))
    for fault in found.faults:
        print(f"- {fault.sentence(lang)}")
    if not all(isinstance(fault, Newer) for fault in found.faults):
        print(lang(WHAT_TO_DO))
    return ERRORS
