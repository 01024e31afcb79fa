"""``ek-data restore``: an earlier release published again, as a new one."""

from __future__ import annotations

import argparse
import sys

from ek_data.changes.diff import difference
from ek_data.changes.difference_table import effect_sentences, in_lines
from ek_data.cli.check import ERRORS, SOUND
from ek_data.cli.shared.confirming import add_yes, agreed
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.store.publisher import open_store
from ek_data.updates.restoring import NO_DIFFERENCE, Restoring

RESTORED = N_("Release {number} is published with the content of release {restored}: {changes}.")
SURELY = N_("Publish the content of release {number} again, as a new release? {changes}.")
LISTED = 20


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("restore", help="einen früheren Datenstand als neuen veröffentlichen")
    parser.add_argument("number", type=int, metavar="N", help="Nummer des Datenstands")
    parser.add_argument("--author", required=True, metavar="NAME", help="wer veröffentlicht")
    parser.add_argument("--note", required=True, metavar="TEXT", help="warum")
    add_yes(parser)
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Publish an old release again. Raises a `Fault` if it is not sound or somebody publishes at the same time."""
    store = open_store(args.store)
    lang: Language = args.language
    base, earlier = store.newest().dataset, store.dataset(args.number)
    restoring = Restoring(base, earlier, difference(base, earlier))
    if restoring.changes.empty:
        print(lang(NO_DIFFERENCE))
        return SOUND
    if faults := restoring.faults(args.author, args.note):
        print("\n".join(map(lang, faults)), file=sys.stderr)
        return ERRORS
    if not (args.yes or _agreed(restoring, args)):
        return ERRORS
    release = restoring.publish(store, author=args.author, note=args.note)
    changed = "; ".join(restoring.changes.sentences(lang))
    print(lang(RESTORED, number=release.number, restored=release.restores, changes=changed))
    for sentence in effect_sentences(restoring.effect, lang):
        print(sentence)
    return SOUND


def _agreed(restoring: Restoring, args: argparse.Namespace) -> bool:
    """Show what would change, and ask."""
    lang, names = args.language, restoring.base.names_by_ars | restoring.earlier.names_by_ars
    lines = [*in_lines(restoring.changes, names, LISTED, lang), *effect_sentences(restoring.effect, lang)]
    print("\n".join(lines), file=sys.stderr)
    summary = "; ".join(restoring.changes.sentences(lang))
    return agreed(lang(SURELY, number=args.number, changes=summary), args)
