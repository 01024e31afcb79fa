"""``ek-data template``: a workbook to fill in, with today's rows of one table."""

from __future__ import annotations

import argparse
from pathlib import Path

from ek_data.cli.check import ERRORS
from ek_data.cli.shared.confirming import add_yes, require_ending, written
from ek_data.exports.template import template
from ek_data.i18n import N_
from ek_data.settings import Settings
from ek_data.store.data_sources import open_source
from ek_data.tables import BY_NAME, TABLES

BY_STEM = {Path(table.file).stem: table for table in TABLES}
WRITTEN = N_("{file}: template of the table “{table}”, rows: {n}.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("template", help="Vorlage zum Ausfüllen, mit den heutigen Zeilen, als .xlsx")
    parser.add_argument("table", choices=[*BY_STEM, *BY_NAME], metavar="TABELLE", help=", ".join(BY_STEM))
    parser.add_argument("--out", type=Path, required=True, metavar="DATEI", help="zu schreibende .xlsx-Datei")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--store", metavar="URL", help="Ablage, deren neuester Datenstand gilt")
    place.add_argument("--data", metavar="ORDNER", type=Path, help="Ordner mit den fünf Tabellen")
    add_yes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the template and say so. Raises a `Fault` if the data cannot be read or the file not be written."""
    table = (BY_STEM | BY_NAME)[args.table]
    require_ending(args.out, ".xlsx")
    dataset = open_source(Settings(data=args.data, store=args.store or Settings.store), writing=False).dataset()
    content = template(table, dataset, args.language)
    if not written(args.out, content, args):
        return ERRORS
    rows = args.language.number(len(dataset.tables[table.name]))
    print(args.language(WRITTEN, file=args.out, table=args.language.of(table.label), n=rows))
    return 0
