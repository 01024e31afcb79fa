"""``ek-data init``: make a store, with the data of its first release."""

from __future__ import annotations

import argparse
from pathlib import Path

from ek_data.i18n import N_
from ek_data.settings import SHIPPED, beside
from ek_data.store import data_sources
from ek_data.store.programme_files import bring, has_folder
from ek_data.store.publisher import FIRST_AUTHOR, FIRST_NOTE, make_store

NOTE = "Erster Datenstand"
MADE = N_("The store {place} is made: release {number} is published.")
BROUGHT = N_("Beside its tables, in {folder}: {files}.")
NOT_IN_BUCKETS = N_(
    "A bucket keeps no boundaries and no account of the sources: please put those of {folder} into {shipped}."
)
NEXT = N_("Look at it and maintain it: uv run dashboard --store {place}")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("init", help="eine neue Ablage anlegen")
    parser.add_argument("store", metavar="URL", help="Ordner oder s3://…, az://…, gs://…")
    parser.add_argument(
        "--data", metavar="ORDNER", type=Path, help="Ordner mit den fünf Tabellen des ersten Datenstands"
    )
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the store and say so. Raises a `Fault` if one is there already, or the data cannot be read."""
    dataset = data_sources.load(args.data or SHIPPED)
    store = make_store(args.store)
    release = store.publish(
        0, dataset.tables, author=FIRST_AUTHOR, note=NOTE if args.data else FIRST_NOTE, programme=dataset.programme
    )
    print(args.language(MADE, place=store.place, number=release.number))
    if args.data and (brought := _beside(args)):
        print(brought)
    print(args.language(NEXT, place=args.store))
    return 0


def _beside(args: argparse.Namespace) -> str:
    """Take what lies beside the tables along, and return where it is; nothing if there is nothing."""
    if not has_folder(args.store):
        return str(args.language(NOT_IN_BUCKETS, folder=args.data, shipped=SHIPPED))
    files = bring(args.data, args.store)
    return str(args.language(BROUGHT, folder=beside(args.store), files=args.language.listing(files))) if files else ""
