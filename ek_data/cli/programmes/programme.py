"""``ek-data programme``: the programme of a store, or another one from its next release on."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ek_data.cli.check import ERRORS, SOUND
from ek_data.cli.shared.confirming import add_yes, agreed
from ek_data.errors import Missing
from ek_data.i18n import N_
from ek_data.programme.amending import amendments
from ek_data.programme.model import Programme
from ek_data.programme.parsing import read
from ek_data.settings import Settings
from ek_data.store.publisher import Store, open_store
from ek_data.updates.option_disputes import disputes, of_file
from ek_data.updates.plan import lacking

UNREAD = N_("The file {file} cannot be opened.")
SET_BACK = N_("Set back to an earlier release what was changed since:")
SURELY = N_("Publish a release with this programme? The tables stay as they are. Options that are new: {new}.")
NONE = N_("none")
DONE = N_("Release {number} is published. Everybody sees it from now on.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser(
        "programme", help="das Programm einer Ablage ausgeben oder ein neues veröffentlichen"
    )
    what = "programm.toml; ohne DATEI wird das geltende Programm ausgegeben"
    parser.add_argument("file", nargs="?", type=Path, metavar="DATEI", help=what)
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.add_argument("--author", default="", metavar="NAME", help="wer sie veröffentlicht")
    parser.add_argument("--note", default="", metavar="TEXT", help="warum")
    add_yes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the programme, or publish one and say so. Raises a `Fault` for a file that is not right."""
    lang = args.language
    store = open_store(args.store, writing=args.file is not None)
    if args.file is None:
        print(store.programme().text, end="")
        return SOUND
    try:
        programme = read(args.file.read_bytes(), args.file.name)
    except OSError as error:
        raise Missing(UNREAD, file=args.file) from error
    if missing := lacking(args.author, args.note):
        print("\n".join(map(lang, missing)), file=sys.stderr)
        return ERRORS
    new = lang.listing(sorted(programme.codes - store.programme().codes)) or lang(NONE)
    if not agreed("\n".join([*_set_back(programme, store, args), lang(SURELY, new=new)]), args):
        return ERRORS
    base = store.newest_number()
    release = store.publish(base, {}, author=args.author.strip(), note=args.note.strip(), programme=programme)
    print(lang(DONE, number=release.number))
    return SOUND


def _set_back(programme: Programme, store: Store, args: argparse.Namespace) -> list[str]:
    """Return what the file says as an earlier release did, though somebody else changed it since."""
    made = tuple(of_file(amendments(store.programme(), programme), store))
    found = disputes(made, store, args.author.strip())
    lines = [line for each in found for line in each.sentences(args.language)]
    return [args.language(SET_BACK), *lines] if lines else []
