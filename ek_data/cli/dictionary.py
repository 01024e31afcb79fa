"""``ek-data dictionary``: the data dictionary as Markdown, as it stands in ``docs/tabellen.md``."""

from __future__ import annotations

import argparse

from ek_data.tables import dictionary


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    subparsers.add_parser("dictionary", help="Datenbeschreibung als Markdown ausgeben").set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the dictionary."""
    print(dictionary.as_markdown(), end="")
    return 0
