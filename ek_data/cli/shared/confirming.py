"""Asking on the command line before what cannot be taken back, as writing over files; `--yes` answers beforehand."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from pathlib import Path

from ek_data.errors import Invalid, Missing
from ek_data.i18n import N_

NOT_AGREED = N_("Nothing was done. With --yes it is done without asking.")
NOT_WRITTEN = N_("The file {file} cannot be written.")
OVERWRITE = N_("Already there: {files}. Write over it?")
WRONG_ENDING = N_("What is written is a file of the kind {ending}, but {file} ends otherwise. Please name it so.")


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


def may_write(files: Iterable[Path], args: argparse.Namespace) -> bool:
    """Whether `files` can be written: none of them is there, or whoever asked for them agrees."""
    there = [str(file) for file in files if file.exists()]
    return not there or agreed(args.language(OVERWRITE, files=args.language.listing(there)), args)


def written(file: Path, content: bytes, args: argparse.Namespace) -> bool:
    """Write a file if it may be written, and return whether it was. Raises `Missing` if its place refuses it."""
    if not may_write([file], args):
        return False
    write(file, content)
    return True


def write(file: Path, content: bytes) -> None:
    """Write a file. Raises `Missing` if its place refuses it."""
    try:
        file.write_bytes(content)
    except OSError as error:
        raise Missing(NOT_WRITTEN, file=file) from error


def require_ending(file: Path, ending: str) -> None:
    """Raise `Invalid` if the name of a file says that it is something else than it will be."""
    if file.suffix.lower() != ending:
        raise Invalid(WRONG_ENDING, file=file, ending=ending)
