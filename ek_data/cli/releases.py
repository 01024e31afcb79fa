"""``ek-data releases``, ``restore`` and ``export``: what was published, an old release again, a release as files."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from ek_data.changes.diff import difference
from ek_data.changes.difference_table import effect_sentences, in_lines
from ek_data.cli.check import ERRORS, SOUND
from ek_data.cli.shared.confirming import add_yes, agreed, may_write, require_ending
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Missing
from ek_data.exports.spreadsheet import parquet_bytes, write_folder, xlsx_bytes
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store, open_store
from ek_data.tables import BY_NAME, TABLES
from ek_data.updates.restoring import NO_DIFFERENCE, Restoring

RESTORED = N_("Release {number} is published with the content of release {restored}: {changes}.")
EXPORTED = N_("Release {number} is written to {out}.")
SURELY = N_("Publish the content of release {number} again, as a new release? {changes}.")
LISTED = 20
NOT_WRITTEN = N_("The file {file} cannot be written.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the commands to the command line."""
    releases = subparsers.add_parser("releases", help="Datenstände einer Ablage auflisten")
    releases.add_argument("--json", action="store_true", help="als JSON ausgeben")
    releases.set_defaults(run=run_releases)
    restore = subparsers.add_parser("restore", help="einen früheren Datenstand als neuen veröffentlichen")
    restore.add_argument("number", type=int, metavar="N", help="Nummer des Datenstands")
    restore.add_argument("--author", required=True, metavar="NAME", help="wer veröffentlicht")
    restore.add_argument("--note", required=True, metavar="TEXT", help="warum")
    restore.set_defaults(run=run_restore)
    export = subparsers.add_parser("export", help="einen Datenstand als Dateien schreiben")
    export.add_argument("number", type=int, nargs="?", metavar="N", help="Nummer; ohne Angabe der neueste")
    export.add_argument("--format", choices=("csv", "xlsx", "parquet"), default="csv", help="Art der Dateien")
    export.add_argument("--out", type=Path, required=True, metavar="ZIEL", help="Ordner, für xlsx eine Datei")
    export.set_defaults(run=run_export)
    for parser in (restore, export):
        add_yes(parser)
    for parser in (releases, restore, export):
        parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")


def run_releases(args: argparse.Namespace) -> int:
    """Print the releases, newest first, and what is damaged on standard error."""
    lang: Language = args.language
    store = open_store(args.store, writing=False)
    found = store.releases()
    if args.json:
        print(json.dumps([as_json(release) for release in found], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_line(release, lang) for release in found))
    for fault in store.faults():
        print(fault.sentence(lang), file=sys.stderr)
    return 0


def run_restore(args: argparse.Namespace) -> int:
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


def run_export(args: argparse.Namespace) -> int:
    """Write a release as a folder of CSV or Parquet files or as a workbook. Raises a `Fault` if it cannot be."""
    if args.format == "xlsx":
        require_ending(args.out, ".xlsx")
    store = open_store(args.store, writing=False)
    dataset = _asked_for(store, args.number, args.language)
    if not may_write(_written(args.format, args.out), args):
        return ERRORS
    try:
        _write(dataset, args.format, args.out)
    except OSError as error:
        raise Missing(NOT_WRITTEN, file=args.out) from error
    print(args.language(EXPORTED, number=dataset.origin.release, out=args.out))
    return 0


def as_json(release: Release) -> dict[str, Any]:
    """Return what a release is, without the names of its objects."""
    return {
        "number": release.number,
        "published_at": release.published_at.isoformat(),
        "author": release.author,
        "note": release.note,
        "restores": release.restores,
        "demo": release.demo,
        "rows": dict(release.rows),
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in release.files],
    }


def _asked_for(store: Store, number: int | None, lang: Language) -> Dataset:
    if number is not None:
        return store.dataset(number)
    dataset, faults = store.newest()
    for fault in faults:
        print(fault.sentence(lang), file=sys.stderr)
    return dataset


def _written(kind: str, out: Path) -> list[Path]:
    """Return the files that an export writes."""
    return [out] if kind == "xlsx" else [(out / table.file).with_suffix(f".{kind}") for table in TABLES]


def _write(dataset: Dataset, kind: str, out: Path) -> None:
    if kind == "xlsx":
        out.write_bytes(xlsx_bytes(dataset))
    elif kind == "csv":
        write_folder(dataset, out)
    else:
        out.mkdir(parents=True, exist_ok=True)
        for table, file in zip(TABLES, _written(kind, out), strict=True):
            file.write_bytes(parquet_bytes(dataset.tables[table.name]))


def _line(release: Release, lang: Language) -> str:
    content = lang("content of release {number}", number=release.restores)
    again = f" ({content})" if release.restores else ""
    rows = lang.listing(
        f"{lang.of(BY_NAME[name].label)} {lang.number(n)}" for name, n in release.rows.items() if name in BY_NAME
    )
    return (
        f"{release.number:>4}  {lang.moment(release.published_at)}  {release.author}: {release.note}{again}  [{rows}]"
    )
