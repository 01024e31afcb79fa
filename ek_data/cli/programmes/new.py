"""``ek-data new``: a folder for the data of another programme, with everything to fill in."""

from __future__ import annotations

import argparse
from pathlib import Path

from ek_data.cli.check import ERRORS, SOUND
from ek_data.cli.shared.confirming import add_yes, may_write
from ek_data.dataset.dataset import Dataset
from ek_data.exports import spreadsheet
from ek_data.i18n import N_
from ek_data.programme.current import using
from ek_data.programme.parsing import FILE_NAME, new
from ek_data.store.data_sources import ACCOUNT
from ek_data.tables import TABLES

WRITTEN = N_(
    "Written to {folder}: {files}.\n"
    "1. Say in {file} what the programme is; “uv run ek-data check {folder}” tells what is wrong.\n"
    "2. Put boundaries beside it under a name like grenzen.geojson (docs/programm.md tells how to make them), and say "
    "in {account} where the data come from.\n"
    "3. Begin a store: uv run ek-data init STORE --data {folder}\n"
    "4. Fill in the tables: “uv run dashboard --store STORE” gives templates for Excel on the page “Update data” and "
    "takes them filled in, the municipalities first.\n"
    "Whoever rather writes the CSV files: “uv run ek-data dictionary --data {folder}” explains the columns, “uv run "
    "dashboard --data {folder}” shows them."
)
HEADINGS = """# Quellen: {name}

Woher die Daten stammen, in einem Absatz; mit Datum.

## Kommunen
Welche Kommunen teilnehmen und wer das sagt. Quelle der Schlüssel, Einwohnerzahlen und Flächen, mit Lizenz.

## Grenzen
Quelle und Lizenz der Grenzen.

## Was sich widerspricht
Wo zwei Quellen Verschiedenes sagen, und was gilt.
"""


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("new", help="einen Ordner für ein anderes Programm anlegen")
    parser.add_argument("folder", type=Path, metavar="ORDNER", help="der anzulegende Ordner")
    add_yes(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the folder and say what comes next."""
    folder, programme = args.folder, new()
    names = [FILE_NAME, ACCOUNT, *(table.file for table in TABLES)]
    if not may_write([folder / name for name in names], args):
        return ERRORS
    with using(programme):
        spreadsheet.write_folder(Dataset.of(), folder)
    (folder / ACCOUNT).write_text(HEADINGS.format(name=programme.programme.title.de), "utf-8")
    said = args.language.listing(names)
    print(args.language(WRITTEN, folder=folder, files=said, file=FILE_NAME, account=ACCOUNT))
    return SOUND
