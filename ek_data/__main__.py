"""``ek-data``: the command line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from ek_data import log
from ek_data.cli import (
    check,
    copy,
    deck,
    demo,
    dictionary,
    figures,
    forget,
    init,
    publish,
    read,
    releases,
    template,
    verify,
)
from ek_data.errors import Fault
from ek_data.i18n import LANGUAGES, Language

COMMANDS = (figures, deck, check, read, template, init, publish, releases, verify, copy, forget, demo, dictionary)
FAULT = 2
INTERRUPTED = 130  # as shells say it


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status. What goes wrong is one sentence on standard error."""
    _write_what_can_be_written()
    args = _parser().parse_args(argv)
    args.language = Language(args.lang)
    try:
        if os.environ.get("EK_LOG"):  # without a file the sentences on the screen are enough
            log.configure()
        status: int = args.run(args)
    except Fault as fault:
        print(fault.sentence(args.language), file=sys.stderr)
        return FAULT
    except KeyboardInterrupt:
        return INTERRUPTED
    return status


def _write_what_can_be_written() -> None:
    """Write UTF-8 into files and pipes, where Windows would take a code page that lacks half of our signs.

    What an old terminal has no sign for is a question mark, and no error.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=None if stream.isatty() else "utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="ek-data", description="Daten der Engagierten Kommunen auf der Befehlszeile.")
    parser.add_argument("--lang", choices=LANGUAGES, default="de", help="Sprache der Meldungen")
    subparsers = parser.add_subparsers(required=True, metavar="BEFEHL")
    for command in COMMANDS:
        command.register(subparsers)
    for subparser in subparsers.choices.values():
        subparser.add_argument("--lang", choices=LANGUAGES, default=argparse.SUPPRESS, help="Sprache der Meldungen")
    return parser


if __name__ == "__main__":
    sys.exit(main())
