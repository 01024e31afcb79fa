"""``ek-data export``: a release as files: CSV or Parquet in a folder, or one workbook."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ek_data.cli.check import ERRORS
from ek_data.cli.shared.confirming import add_yes, may_write, require_ending
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Missing
from ek_data.exports.spreadsheet import parquet_bytes, write_folder, xlsx_bytes
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.store.publisher import Store, open_store
from ek_data.tables import TABLES

EXPORTED = N_("Release {number} is written to {out}.")
NOT_WRITTEN = N_("The file {file} cannot be written.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("export", help="einen Datenstand als Dateien schreiben")
    parser.add_argument("number", type=int, nargs="?", metavar="N", help="Nummer; ohne Angabe der neueste")
    parser.add_argument("--format", choices=("csv", "xlsx", "parquet"), default="csv", help="Art der Dateien")
    parser.add_argument("--out", type=Path, required=True, metavar="ZIEL", help="Ordner, für xlsx eine Datei")
    add_yes(parser)
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
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
