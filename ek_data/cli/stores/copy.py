"""``ek-data copy``: copy a store between folders and buckets, and verify the copy."""

from __future__ import annotations

import argparse

from ek_data.cli.stores.verify import tell
from ek_data.i18n import N_
from ek_data.settings import Settings
from ek_data.store.copying import copy
from ek_data.store.programme_files import bring, has_folder

COPIED = N_("Copied: {copied}, already there: {known}.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("copy", help="eine Ablage kopieren, auch in einen Bucket und zurück, und prüfen")
    parser.add_argument("source", metavar="VON", help="Ordner oder s3://…, az://…, gs://…")
    parser.add_argument("target", metavar="NACH", help="ebenso; eine frühere Kopie wird ergänzt")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Copy, say how much, and return the exit status of verifying the copy. Raises a `Fault` if it cannot be."""
    done = copy(args.source, args.target)
    own = Settings(store=args.source)
    if own.has_its_own and has_folder(args.target):
        bring(own.folder, args.target)
    print(args.language(COPIED, copied=args.language.number(done.copied), known=args.language.number(done.known)))
    return tell(done.store, args.language)
