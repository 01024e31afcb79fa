"""``ek-data publish``: check files, put them into the newest release, and publish the result."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import pandas as pd
import pyarrow.compute as pc

from ek_data.changes import difference
from ek_data.commands.check import ERRORS, REFUSED, SOUND, listing, read_files
from ek_data.dataset import Dataset
from ek_data.errors import Invalid
from ek_data.i18n import N_, Language
from ek_data.keys import Key, key_texts, texts_of
from ek_data.references import newly_dangling
from ek_data.reverting import going_back
from ek_data.schema import Table
from ek_data.settings import Settings
from ek_data.source import StoreSource
from ek_data.store import open_store
from ek_data.updating import Mode, update
from ek_data.uploads import Checks, check_all

FITS_NONE = N_("The key {key} fits none of the uploaded tables.")
FITS_SEVERAL = N_("The key {key} fits several of the uploaded tables. Please publish them one after the other.")
SAME = N_("Nothing is different from release {number}, so nothing was published.")
BACK = N_("Set back to what it was in release {release}: {sentence}")
LISTED = 20
PUBLISHED = N_("Release {number} is published: {changes}.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("publish", help="Dateien prüfen und als neuen Datenstand veröffentlichen")
    parser.add_argument("files", nargs="+", type=Path, metavar="DATEI", help="CSV, Excel, ODS oder Parquet")
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.add_argument("--author", required=True, metavar="NAME", help="wer veröffentlicht")
    parser.add_argument("--note", required=True, metavar="TEXT", help="was und warum")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--update", dest="mode", action="store_const", const="update", help="ergänzen und ändern")
    mode.add_argument("--replace", dest="mode", action="store_const", const="replace", help="die Tabelle ersetzen")
    parser.add_argument(
        "--remove", nargs="+", default=[], metavar="KEY", help="Schlüssel zu entfernender Zeilen (Teilnahmen: V-1/07…)"
    )
    parser.set_defaults(run=run, mode="update")


def run(args: argparse.Namespace) -> int:
    """Publish and say what changed, or say what is wrong and return 1. Raises a `Fault` if the store refuses."""
    _: Language = args.language
    store = StoreSource(open_store(args.store)).store
    base, faults = store.newest()
    for fault in faults:
        print(fault.sentence(_), file=sys.stderr)
    raws, unreadable = read_files(args.files)
    checks = check_all(raws, base)
    if unreadable or not checks.sound:
        print(listing(checks, unreadable, _), file=sys.stderr)
        return REFUSED if unreadable else ERRORS
    tables = updated(base, checks, args.mode, args.remove)
    result = Dataset({**base.tables, **tables})
    broken = newly_dangling(base, result)
    if broken:
        print("\n".join(problem.sentence(_) for problem in broken), file=sys.stderr)
        return ERRORS
    changes = difference(base, result)
    number = base.origin.release or 0
    if changes.empty:
        print(_(SAME, number=number))
        return SOUND
    for found in going_back(base, result, changes, store).values():
        for sentence in found.sentences(base.names_by_ars, _, LISTED):
            print(_(BACK, release=found.release, sentence=sentence), file=sys.stderr)
    files = [(file.name, file.read_bytes()) for file in args.files]
    release = store.publish(number, tables, author=args.author, note=args.note, files=files)
    print(_(PUBLISHED, number=release.number, changes="; ".join(changes.sentences(_))))
    return SOUND


def updated(base: Dataset, checks: Checks, mode: Mode, remove: Sequence[str]) -> dict[str, pd.DataFrame]:
    """Return the tables of `base` that the checked files are about, with their rows put in.

    `remove` holds keys of rows to remove, their parts joined with a slash. Raises `Invalid` if one fits no table or
    several, and what `update` raises.
    """
    tables = [checked.table for checked in checks.checked]
    removals: dict[str, list[Key]] = {table.name: [] for table in tables}
    for text in remove:
        removals[_holder(text, tables, base).name].append(_key(text, _holder(text, tables, base)))
    return {
        checked.table.name: update(
            base.tables[checked.table.name],
            checked.rows,
            checked.table,
            mode,
            remove=removals[checked.table.name],
            columns=list(checked.match.columns),
        )
        for checked in checks.checked
    }


def _holder(text: str, tables: Sequence[Table], base: Dataset) -> Table:
    """Return the one of `tables` that has a row with this key."""
    holders = [table for table in tables if _holds(base.tables[table.name], table, _key(text, table))]
    if len(holders) != 1:
        raise Invalid(FITS_SEVERAL if holders else FITS_NONE, key=text)
    return holders[0]


def _holds(rows: pd.DataFrame, table: Table, key: Key) -> bool:
    return bool(pc.is_in(texts_of([key])[0], value_set=key_texts(rows, table)).as_py())


def _key(text: str, table: Table) -> Key:
    return tuple(text.rsplit("/", len(table.key) - 1)) if len(table.key) > 1 else text
