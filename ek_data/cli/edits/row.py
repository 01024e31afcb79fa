"""``ek-data set``: change, add or remove one row, and publish that."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence

from ek_data.cli.check import ERRORS, SOUND, listing, status
from ek_data.cli.publish import KEEP, WHAT_SHALL_BE, add_publishing, opened, publish
from ek_data.cli.template import BY_STEM
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key
from ek_data.errors import Invalid, Missing
from ek_data.i18n import N_, Language, Words
from ek_data.settings import Settings
from ek_data.spelling import closest, folded
from ek_data.store.publisher import Store
from ek_data.tables import BY_NAME
from ek_data.tables.types import Column, Table
from ek_data.updates.difference_answers import decided, kept, prepared_draft
from ek_data.updates.draft import Draft, Edit, row_texts
from ek_data.updates.option_disputes import disputes, settled

NO_VALUE = N_("“{text}” is no change. Write column=value, for example {example}.")
NO_CHANGE = N_("Say what shall become of the row: column=value, for example {example}, or --remove.")
REMOVED_AND_CHANGED = N_("A row is either removed or changed. Beside --remove there can be no column=value.")
KEY_STAYS = N_("“{column}” is the key of the row, by which it is found, and is not changed.")
TWICE = N_("The column “{column}” is said twice.")
NO_COLUMN = N_("The table “{table}” has no column “{column}”. Its columns: {columns}.")
MEANT = N_("The table “{table}” has no column “{column}”. Probably meant: {meant}. Its columns: {columns}.")
NO_ROW = N_("The table “{table}” has no row {key}, so none was removed.")
NEW_ROW = N_("The table “{table}” has no row {key}. With these values it would be a new one.")
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
    edit = _edit(args, base)
    table = BY_NAME[edit.table]
    done = publish_draft(Draft().having(edit), base, store, args)
    if done != SOUND and row_texts(edit.key, table, base) is None:  # probably a mistake in its key
        print(args.language(NEW_ROW, table=args.language.of(table.label), key=args.key), file=sys.stderr)
    return done


def publish_draft(
    draft: Draft, base: Dataset, store: Store, args: argparse.Namespace, then: Callable[[], object] | None = None
) -> int:
    """Publish a draft and say what changed, or say what is wrong and return 1; `then` is called once it is."""
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
        return publish(plan if stay is None else plan.keeping(stay), store, args, then)


def _edit(args: argparse.Namespace, base: Dataset) -> Edit:
    """Return the change that the arguments say. Raises `Invalid` or `Missing`."""
    table = (BY_STEM | BY_NAME)[args.table]
    key, cells = _key(args.key, table), [_cell(text, table) for text in args.values]
    if args.remove and cells:
        raise Invalid(REMOVED_AND_CHANGED)
    if args.remove and row_texts(key, table, base) is None:
        raise Missing(NO_ROW, table=table.label, key=args.key)
    if not args.remove and not cells:
        raise Invalid(NO_CHANGE, example=_example(table))
    texts: dict[str, str] = {}
    for column, value in cells:
        if column.name in table.key:
            raise Invalid(KEY_STAYS, column=column.label)
        if column.name in texts:
            raise Invalid(TWICE, column=column.label)
        texts[column.name] = value
    return Edit(table.name, key, base.origin.release or 0, None if args.remove else texts)


def _cell(text: str, table: Table) -> tuple[Column, str]:
    """Return column and new text of one argument. Raises `Invalid`."""
    given, equals, value = text.partition("=")
    if not equals:
        raise Invalid(NO_VALUE, text=text, example=_example(table))
    known = {folded(header): column.label for column in table.columns for header in column.headers}
    found = [column for column in table.columns if folded(given) in map(folded, column.headers)]
    if not found:
        meant, labels = closest(given, known), _labels(table.columns)
        raise Invalid(MEANT if meant else NO_COLUMN, table=table.label, column=given, meant=meant, columns=labels)
    return found[0], value


def _key(text: str, table: Table) -> Key:
    parts = text.split("/") if len(table.key) > 1 else [text]
    if len(parts) != len(table.key):
        columns = _labels([table[name] for name in table.key])
        raise Invalid(NO_KEY, table=table.label, n=len(table.key), columns=columns)
    return parts[0] if len(parts) == 1 else tuple(parts)


def _example(table: Table) -> str:
    return f"{table.columns[-1].name}=…"


def _labels(columns: Sequence[Column]) -> tuple[Words, ...]:
    return tuple(column.label for column in columns)
