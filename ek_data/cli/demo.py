"""``ek-data demo``: write invented data of any size as the five tables."""

from __future__ import annotations

import argparse
from pathlib import Path

from ek_data.cli.check import ERRORS
from ek_data.cli.shared.confirming import add_yes, may_write
from ek_data.demo import demo
from ek_data.exports import spreadsheet
from ek_data.i18n import N_
from ek_data.tables import TABLES


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("demo", help="frei erfundene Beispieldaten schreiben")
    parser.add_argument("--municipalities", type=int, default=14, metavar="N", help="Zahl der Kommunen (Vorgabe: 14)")
    parser.add_argument("--measures", type=int, default=400, metavar="N", help="Zahl der Maßnahmen (Vorgabe: 400)")
    parser.add_argument("--seed", type=int, default=1, help="gleiche Zahl, gleiche Daten (Vorgabe: 1)")
    parser.add_argument("--out", type=Path, required=True, metavar="ORDNER", help="wohin die fünf Tabellen sollen")
    add_yes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the tables and say where they are."""
    if not may_write([args.out / table.file for table in TABLES], args):
        return ERRORS
    files = spreadsheet.write_folder(demo(args.municipalities, args.measures, args.seed), args.out)
    names = args.language.listing(file.name for file in files)
    print(args.language(N_("Written to {folder}: {files}"), folder=args.out, files=names))
    return 0
