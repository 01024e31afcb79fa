"""The arguments of a command in the reader's language.

`argparse` speaks English alone, so what it says is recognised by its English and told again. What a later Python words
otherwise stays English.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Sequence
from functools import partial
from typing import Any, NoReturn

from ek_data.i18n import LANGUAGES, N_, Language

WRONG = 2  # as every command line says it
FAULTS = (
    N_("argument {name}: {fault}"),
    N_("unrecognized arguments: {arguments}"),
    N_("the following arguments are required: {arguments}"),
    N_("not allowed with argument {other}"),
    N_("expected one argument"),
    N_("expected at least one argument"),
    N_("invalid choice: {value} (choose from {choices})"),
    N_("invalid int value: {value}"),
    N_("ambiguous option: {option} could match {matches}"),
    N_("ignored explicit argument {value}"),
)
HEADINGS = (N_("usage:"), N_("positional arguments:"), N_("options:"), N_("show this help message and exit"))


class Parser(argparse.ArgumentParser):
    """A parser whose errors and headings are in one language; the commands below it get the same."""

    def __init__(self, lang: Language, **settings: Any) -> None:
        super().__init__(**settings)
        self.lang = lang

    def add_subparsers(self, **settings: Any) -> Any:
        return super().add_subparsers(**{"parser_class": partial(Parser, self.lang)} | settings)

    def format_usage(self) -> str:
        return self._headed(super().format_usage())

    def format_help(self) -> str:
        return self._headed(super().format_help())

    def error(self, message: str) -> NoReturn:
        told = self.lang("{program}: error: {fault}", program=self.prog, fault=in_words(message, self.lang))
        self.exit(WRONG, f"{self.format_usage()}{told}\n")

    def _headed(self, text: str) -> str:
        for heading in HEADINGS:
            text = re.sub(rf"(^| ){re.escape(heading)}", rf"\1{self.lang(heading)}", text, count=1, flags=re.MULTILINE)
        return text


def add_language(parser: argparse.ArgumentParser, default: str = "de") -> None:
    """Add the option for the language of the messages."""
    parser.add_argument("--lang", choices=LANGUAGES, default=default, help="Sprache der Meldungen")


def language(arguments: Sequence[str] | None) -> Language:
    """Return the language that the arguments ask for, wherever it stands and whatever else is wrong with them."""
    only = argparse.ArgumentParser(add_help=False, exit_on_error=False)
    add_language(only)
    try:
        return Language(only.parse_known_args(arguments)[0].lang)
    except argparse.ArgumentError:
        return Language()


def in_words(fault: str, lang: Language) -> str:
    """Return what `argparse` found wrong, in the language."""
    for known in FAULTS:
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(known))
        if found := re.fullmatch(pattern, fault, re.DOTALL):
            values = found.groupdict()
            return lang(known, **values | ({"fault": in_words(values["fault"], lang)} if "fault" in values else {}))
    return fault
