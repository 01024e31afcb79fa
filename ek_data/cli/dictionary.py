"""``ek-data dictionary``: the data dictionary as Markdown, as it stands in ``docs/tabellen.md``."""

from __future__ import annotations

import argparse
from pathlib import Path

from ek_data.programme.current import in_folder, use
from ek_data.tables import dictionary


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("dictionary", help="Datenbeschreibung als Markdown ausgeben")
    parser.add_argument("--data", metavar="ORDNER", type=Path, help="Ordner, dessen Programm gilt")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the dictionary. Raises `Invalid` if the programme cannot be read."""
    if args.data:
        use(in_folder(args.data))
    print(dictionary.as_markdown(), end="")
    return 0
