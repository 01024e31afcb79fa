"""``ek-data forget``: remove an uploaded file from a store for good."""

from __future__ import annotations

import argparse
import sys

from ek_data.cli.check import ERRORS, SOUND
from ek_data.cli.shared.confirming import add_yes, agreed
from ek_data.errors import Invalid
from ek_data.i18n import N_
from ek_data.settings import Settings
from ek_data.store.manifest import DIGEST
from ek_data.store.publisher import Store, open_store
from ek_data.updates.plan import lacking

NOT_ONE = N_("Several different files are called “{name}”. Please name the checksum of the one to remove: {checksums}.")
UNKNOWN = N_("No uploaded file of this store is called “{name}”.")
SURELY = N_("Remove the uploaded file “{name}” for good? The tables of all releases stay as they are.")
ELSEWHERE = N_("Backups may still hold it. Repeat this command for each of them.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("forget", help="eine hochgeladene Datei endgültig entfernen")
    parser.add_argument("file", metavar="DATEI", help="ihr Name wie auf der Seite „Datenstände“, oder ihre Prüfsumme")
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.add_argument("--author", required=True, metavar="NAME", help="wer sie entfernt")
    parser.add_argument("--note", required=True, metavar="TEXT", help="warum")
    add_yes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Remove the file and say so. Raises a `Fault` if it is not there or the store refuses."""
    lang = args.language
    store = open_store(args.store)
    sha256 = _asked_for(args.file, store)
    if missing := lacking(args.author, args.note):
        print("\n".join(map(lang, missing)), file=sys.stderr)
        return ERRORS
    if not agreed(lang(SURELY, name=args.file), args):
        return ERRORS
    removal = store.forget(sha256, author=args.author.strip(), note=args.note.strip())
    print(removal.sentence(lang), lang(ELSEWHERE), sep="\n")
    return SOUND


def _asked_for(text: str, store: Store) -> str:
    """Return the checksum of the file that is called `text`, or is it. Raises `Invalid` if that is not one file."""
    if DIGEST.fullmatch(text):
        return text
    found = sorted({file.sha256 for release in store.releases() for file in release.files if file.name == text})
    if not found:
        raise Invalid(UNKNOWN, name=text)
    if len(found) > 1:
        raise Invalid(NOT_ONE, name=text, checksums=tuple(found))
    return found[0]
