"""``ek-data publish``: check files, put them into the newest release, and publish the result."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import pyarrow.compute as pc

from ek_data.changes.difference_table import effect_sentences
from ek_data.cli.check import ERRORS, SOUND, listing, prepared_from, status, without
from ek_data.cli.shared.file_choices import add_choices, chosen
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, key_texts, keys_of, texts_of
from ek_data.errors import Invalid
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.store.data_sources import open_for_writing
from ek_data.store.publisher import Store
from ek_data.tables.types import Table
from ek_data.updates.plan import Decision, Plan, lacking, planned
from ek_data.updates.reversions import Reverted, in_short
from ek_data.updates.workflow import Preparation

FITS_NONE = N_("The key {key} fits none of the uploaded tables.")
FITS_SEVERAL = N_("The key {key} fits several of the uploaded tables. Please publish them one after the other.")
NOT_NAMED = N_(
    "Rows that are missing in the file: {n}. To replace the table, name each of them that shall go: {options}. Without "
    "--replace they stay."
)
SAME = N_("Nothing is different from release {number}, so nothing was published.")
MISSING_STAY = N_("Rows that are missing in the files stay: {n}. To remove them: {options}")
ONE_AFTER_THE_OTHER = N_("Nothing was published. Publish these files one after the other, the one that prevails last.")
CHANGED_AGAIN = N_("These statements were changed before. The files do not tell whether that was known:")
WHAT_SHALL_BE = N_(
    "Nothing was published. With --keep-newer these statements stay as they are now, with --set-back they become as in "
    "the files or in the draft."
)
PUBLISHED = N_("Release {number} is published: {changes}.")
KEEP, SET_BACK = "keep", "set back"
LISTED = 20
NAMED = 100  # rows missing in a file are named up to so many, to be copied


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("publish", help="Dateien prüfen und als neuen Datenstand veröffentlichen")
    parser.add_argument("files", nargs="+", type=Path, metavar="DATEI", help="CSV, Excel, ODS oder Parquet")
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    add_choices(parser)
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument(
        "--update", dest="replace", action="store_false", help="ergänzen und ändern (so auch ohne Angabe)"
    )
    mode.add_argument("--replace", action="store_true", help="die Tabelle ersetzen")
    parser.add_argument(
        "--remove",
        action="append",
        default=[],
        metavar="KEY",
        help="Schlüssel einer zu entfernenden Zeile, je Zeile einmal (Teilnahmen: V-1/07…)",
    )
    add_publishing(parser)
    parser.set_defaults(run=run, replace=False)


def add_publishing(parser: argparse.ArgumentParser) -> None:
    """Add who publishes and why, and the answers to the question what becomes of what others changed meanwhile."""
    parser.add_argument("--author", required=True, metavar="NAME", help="wer veröffentlicht")
    parser.add_argument("--note", required=True, metavar="TEXT", help="was und warum")
    back = parser.add_mutually_exclusive_group()
    back.add_argument(
        "--keep-newer",
        dest="back",
        action="store_const",
        const=KEEP,
        help="lassen, was seit dem Stand der Dateien geändert wurde",
    )
    back.add_argument(
        "--set-back", dest="back", action="store_const", const=SET_BACK, help="es zurücksetzen, wie in den Dateien"
    )


def run(args: argparse.Namespace) -> int:
    """Publish and say what changed, or say what is wrong and return 1. Raises a `Fault` if the store refuses."""
    store, base = opened(args)
    prepared = chosen(prepared_from(args.files, base, store.objects, Settings(store=args.store).folder), args)
    with prepared.reviewed():
        return _run(prepared, store, args)


def _run(prepared: Preparation, store: Store, args: argparse.Namespace) -> int:
    lang: Language = args.language
    wrong = set(args.remove).intersection(prepared.namesakes)
    prepared = prepared.rekeying(*wrong)
    if prepared.blocked:
        print(listing(prepared, lang), file=sys.stderr)
        return status(prepared)
    for line in without(prepared, lang):
        print(line)
    plan = planned(prepared, removals(prepared, [key for key in args.remove if key not in wrong]))
    if args.replace:
        _require_named(plan)
    return publish(plan, store, args)


def opened(args: argparse.Namespace) -> tuple[Store, Dataset]:
    """Return the store and its newest sound release; what is damaged is said."""
    store = open_for_writing(args.store)
    base, faults = store.newest()
    for fault in faults:
        print(fault.sentence(args.language), file=sys.stderr)
    return store, base


def publish(plan: Plan, store: Store, args: argparse.Namespace, then: Callable[[], object] | None = None) -> int:
    """Publish a plan and say what changed, or say what keeps it from that and return 1.

    `then` is called once there is a release, and not where nothing is different.
    """
    lang: Language = args.language
    found = plan.reverted(store, args.author.strip())
    if found and args.back:
        plan = plan.keeping(found) if args.back == KEEP else plan.setting_back()
    if plan.empty:
        print(lang(SAME, number=plan.prepared.base.origin.release))
        if unnamed := _unnamed(plan):
            print(lang(MISSING_STAY, n=len(unnamed), options=_options(unnamed)))
        return SOUND
    if obstacles := [*map(lang, lacking(args.author, args.note)), *_obstacles(plan, found, lang)]:
        print("\n".join(obstacles), file=sys.stderr)
        return ERRORS
    for each in plan.overwritten(store).values():
        print("\n".join([lang(CHANGED_AGAIN), *each.sentences(plan.result.names_by_ars, LISTED, lang)]))
    release = plan.publish(store, author=args.author, note=args.note)
    if then:
        then()
    print(lang(PUBLISHED, number=release.number, changes="; ".join(plan.sentences(lang))))
    for sentence in effect_sentences(plan.effect, lang):
        print(sentence)
    return SOUND


def removals(prepared: Preparation, remove: Sequence[str]) -> dict[str, Decision]:
    """Return for each table which rows go. `remove` holds their keys, the parts of each joined with a slash.

    Raises `Invalid` if a key fits none of the uploaded tables, or several.
    """
    tables = [checked.table for checked in prepared.by_table.values()]
    keys: dict[str, set[Key]] = {table.name: set() for table in tables}
    for text in remove:
        table = _holder(text, tables, prepared.current)
        keys[table.name].add(_key(text, table))
    return {name: Decision(frozenset(named)) for name, named in keys.items()}


def _require_named(plan: Plan) -> None:
    """Raise `Invalid` if a row is neither in the files nor to be removed."""
    if unnamed := _unnamed(plan):
        raise Invalid(NOT_NAMED, n=len(unnamed), options=_options(unnamed))


def _unnamed(plan: Plan) -> list[Key]:
    """Return the keys of the rows that stay though no file has them."""
    return [
        key
        for name, checked in plan.prepared.by_table.items()
        for key in keys_of(plan.prepared.missing(checked), checked.table)
        if key not in plan.decisions[name].remove
    ]


def _options(keys: Sequence[Key]) -> str:
    options = [f"--remove {key if isinstance(key, str) else '/'.join(key)}" for key in keys[:NAMED]]
    return " ".join([*options, *["…"] * (len(keys) > NAMED)])


def _obstacles(plan: Plan, found: Mapping[str, Reverted], lang: Language) -> list[str]:
    """Return what keeps the plan from being published: references that lead nowhere, statements that go back."""
    problems = [problem.sentence(lang) for problem in plan.problems]
    if disputed := [each for found_in in plan.contradictions.values() for each in found_in]:
        names = plan.result.names_by_ars
        lines = [line for each in disputed for line in each.sentences(names, LISTED, lang)]
        problems += [*lines, lang(ONE_AFTER_THE_OTHER)]
    if not found or plan.answered:
        return problems
    names = plan.result.names_by_ars
    lines = [line for each in found.values() for line in each.sentences(names, LISTED, lang)]
    return [*problems, in_short(found, lang), *lines, lang(WHAT_SHALL_BE)]


def _holder(text: str, tables: Sequence[Table], base: Dataset) -> Table:
    """Return the one of `tables` that has a row with this key."""
    holders = [table for table in tables if _holds(base, table, _key(text, table))]
    if len(holders) != 1:
        raise Invalid(FITS_SEVERAL if holders else FITS_NONE, key=text)
    return holders[0]


def _holds(base: Dataset, table: Table, key: Key) -> bool:
    return bool(pc.is_in(texts_of([key])[0], value_set=key_texts(base.tables[table.name], table)).as_py())


def _key(text: str, table: Table) -> Key:
    return tuple(text.rsplit("/", len(table.key) - 1)) if len(table.key) > 1 else text
