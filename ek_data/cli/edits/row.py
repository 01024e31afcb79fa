"""``ek-data set``: change, add or remove one row, and publish that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence

from ek_data.cli.check import ERRORS, listing, status
from ek_data.cli.publish import KEEP, WHAT_SHALL_BE, add_publishing, opened, publish
from ek_data.cli.template import BY_STEM
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key
from ek_data.errors import Invalid, Missing
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.spelling import folded
from ek_data.store.publisher import Store
from ek_data.tables import BY_NAME
from ek_data.tables.types import Table
from ek_data.updates.difference_answers import decided, kept, prepared_draft
from ek_data.updates.draft import Draft, Edit, row_texts
from ek_data.updates.option_disputes import disputes, settled

NO_VALUE = N_("“{text}” is no change. Write column=value, for example {example}.")
NO_COLUMN = N_("The table “{table}” has no column “{column}”. Its columns: {columns}.")
NO_ROW = N_("The table “{table}” has no row {key}, so none was removed.")
NO_KEY = N_("The key of the table “{table}” has {n} parts, joined with a slash: {columns}.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("set", help="eine Zeile ändern, anlegen oder entfernen und veröffentlichen")
    parser.add_argument("table", choices=[*BY_STEM, *BY_NAME], metavar="TABELLE", help=", ".join(BY_STEM))
    parser.add_argument("key", metavar="KEY", help="Schlüssel der Zeile (Teilnahmen: V-1/07…)")
    parser.add_argument("values", nargs="*", metavar="SPALTE=WERT", help="neue Angaben; ohne Wert wird die Zelle leer")
    parser.add_argument("--remove", action="store_true", help="die Zeile entfernen")
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    add_publishing(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Publish the change and say what it does, or say what is wrong and return 1. Raises a `Fault`."""
    store, base = opened(args)
    return publish_draft(Draft().having(_edit(args, base)), base, store, args)


def publish_draft(draft: Draft, base: Dataset, store: Store, args: argparse.Namespace) -> int:
    """Publish a draft and say what changed, or say what is wrong and return 1."""
    lang: Language = args.language
    if found := disputes(draft.amendments, store, args.author.strip()):
        if not args.back:
            lines = [line for each in found for line in each.sentences(lang)]
            print("\n".join([*lines, lang(WHAT_SHALL_BE)]), file=sys.stderr)
            return ERRORS
        draft = settled(draft, found, base.origin.release or 0, keep=args.back == KEEP)
    prepared = prepared_draft(draft, base, store.objects)
    with prepared.reviewed():
        if prepared.blocked:
            print(listing(prepared, lang), file=sys.stderr)
            return status(prepared)
        plan = decided(prepared, draft.answers, store)
        stay = None if args.back else kept(plan.reverted(store, args.author.strip()), draft.answers)
        return publish(plan if stay is None else plan.keeping(stay), store, args)


def _edit(args: argparse.Namespace, base: Dataset) -> Edit:
    table = (BY_STEM | BY_NAME)[args.table]
    key = _key(args.key, table)
    if args.remove and row_texts(key, table, base) is None:
        raise Missing(NO_ROW, table=table.label, key=args.key)
    texts = None if args.remove else dict(_cell(text, table) for text in args.values)
    return Edit(table.name, key, base.origin.release or 0, texts)


def _cell(text: str, table: Table) -> tuple[str, str]:
    """Return column and new text of one argument. Raises `Invalid`."""
    given, equals, value = text.partition("=")
    if not equals:
        raise Invalid(NO_VALUE, text=text, example=f"{table.columns[-1].name}=…")
    found = [column.name for column in table.columns if folded(given) in map(folded, column.headers)]
    if not found:
        raise Invalid(NO_COLUMN, table=table.label, column=given, columns=_listed([c.name for c in table.columns]))
    return found[0], value


def _key(text: str, table: Table) -> Key:
    parts = text.split("/") if len(table.key) > 1 else [text]
    if len(parts) != len(table.key):
        raise Invalid(NO_KEY, table=table.label, n=len(table.key), columns=_listed(table.key))
    return parts[0] if len(parts) == 1 else tuple(parts)


def _listed(names: Sequence[str]) -> str:
    return ", ".join(names)
