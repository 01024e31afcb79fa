"""``ek-data``: the command line."""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from ek_data import log
from ek_data.cli import check, deck, demo, dictionary, figures, picture, publish, read, template
from ek_data.cli.edits import draft, row
from ek_data.cli.programmes import new, programme
from ek_data.cli.shared import arguments
from ek_data.cli.stores import copy, export, forget, init, releases, restore, verify
from ek_data.errors import Fault, lines
from ek_data.i18n import Language
from ek_data.programme.current import current

COMMANDS = (
    figures,
    deck,
    picture,
    check,
    read,
    template,
    init,
    publish,
    row,
    draft,
    releases,
    restore,
    export,
    verify,
    copy,
    forget,
    demo,
    dictionary,
    new,
    programme,
)
FAULT = 2
INTERRUPTED = 130  # as shells say it


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status. What goes wrong is one sentence on standard error."""
    _write_what_can_be_written()
    lang = arguments.language(argv)
    args = _parser(lang).parse_args(argv)
    args.language = lang
    try:
        if os.environ.get("EK_LOG"):  # without a file the sentences on the screen are enough
            log.configure()
        status: int = args.run(args)
    except Fault as fault:
        print("\n".join(lines(fault, lang)), file=sys.stderr)
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


def _parser(lang: Language) -> arguments.Parser:
    parser = arguments.Parser(
        lang, prog="ek-data", description=f"Daten {current().programme.of_title.de} auf der Befehlszeile."
    )
    arguments.add_language(parser)
    subparsers = parser.add_subparsers(required=True, metavar="BEFEHL")
    for command in COMMANDS:
        command.register(subparsers)
    for subparser in subparsers.choices.values():
        arguments.add_language(subparser, argparse.SUPPRESS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
