"""Asking on the command line before something that cannot be taken back; `--yes` answers beforehand."""

from __future__ import annotations

import argparse
import sys

from ek_data.i18n import N_

NOT_AGREED = N_("Nothing was done. With --yes it is done without asking.")


def add_yes(parser: argparse.ArgumentParser) -> None:
    """Add the option that agrees beforehand."""
    parser.add_argument("--yes", action="store_true", help="nicht nachfragen")


def agreed(question: str, args: argparse.Namespace) -> bool:
    """Whether whoever sits at the terminal agrees, or has agreed with `--yes`. Says so if not."""
    answers = {"de": ("j", "ja"), "en": ("y", "yes")}[args.language.code]
    if args.yes:
        return True
    if sys.stdin.isatty():
        print(f"{question} [{answers[0]}/N]", file=sys.stderr)
        if sys.stdin.readline().strip().lower() in answers:
            return True
    else:
        print(question, file=sys.stderr)
    print(args.language(NOT_AGREED), file=sys.stderr)
    return False
