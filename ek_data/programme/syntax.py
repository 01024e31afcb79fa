"""Syntax of ``programm.toml``: what of a line is no TOML, in words, and all such lines at once."""

from __future__ import annotations

import codecs
import re
import tomllib
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from ek_data.i18n import N_

NO_UTF_8 = N_("“{line}” is no UTF-8. Save the file with the encoding “UTF-8”, in the editor under “Save as”.")
NO_TOML = N_("“{line}” cannot be read. A line is “name = value”, a section in square brackets or a comment after “#”.")
INVISIBLE = N_("There is an invisible character ({name}). Write an ordinary space in its place.")
CURLY = N_('Quotation marks must be straight: "…".')
ODD = N_('A quotation mark is missing: every text begins and ends with ".')
UNQUOTED = N_('“{word}” must stand in straight quotation marks: "{word}".')
BOOLEAN = N_("“{word}” must be true or false, in small letters and without quotation marks.")
LEADING_ZERO = N_('A number that begins with 0 is a text: write it in quotation marks, as in "07".')
NO_VALUE = N_("Nothing stands after “=”. A list begins there with “[”.")
NO_EQUALS = N_("Between the name and its value “=” is missing.")
NO_COMMA_AFTER = N_("A comma is missing at the end of this line.")
NO_COMMA_BEFORE = N_("A comma is missing before “{rest}”.")
NO_BRACE = N_("“}” is missing: an option stands on one line, between “{” and “}”.")
NO_BRACKET = N_("The list “{name}” before this line is not closed: “]” is missing.")
TOO_MUCH = N_("“{rest}” is too much here. Remarks stand after “#”.")
COMMA = N_("The comma before “}” is too much.")
TWICE = N_("“{name}” is said twice here. Leave one of them.")
BACKSLASH = N_("Write a backslash twice: “\\\\”.")
NO_LIST = N_("An option stands in a list, between “[” and “]”.")
AT = re.compile(r"\(at line (\d+), column (\d+)\)")
KEY, SECTION = re.compile(r"\s*([\w.]+)\s*="), re.compile(r"\s*\[+\s*([\w.]+)\s*\]+")
LIST_BEGINS = re.compile(r"\s*(\w+)\s*=\s*\[\s*(#.*)?$")
QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"')
WORD = re.compile(r"[\w.+-]+")
BOOLEANS = ("true", "false", "yes", "no", "ja", "nein", "wahr", "falsch")
QUOTES = "„“”‚‘’«»'´`"
MOST = 20  # lines that are told


class Mistake(NamedTuple):
    """What is wrong with a line."""

    row: int
    message: str
    values: dict[str, str]


class Parsed(NamedTuple):
    """What could be read of a file, nothing where too much is wrong; the mistakes, and the lines left out for them."""

    document: dict[str, Any] | None
    mistakes: list[Mistake]


def decoded(content: bytes) -> tuple[str, list[Mistake]]:
    """Return the text of a file with \\n at the end of its lines, and what of it is no UTF-8."""
    mistakes: list[Mistake] = []
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = content.decode("utf-16", "replace")
    else:
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            row = content.count(b"\n", 0, error.start) + 1
            text = content.decode("cp1252", "replace").replace("\0", "")  # so that the rest is looked at as well
            mistakes = [Mistake(row, NO_UTF_8, {"line": text.split("\n")[row - 1].strip()[:60]})]
    return text.replace("\r\n", "\n").replace("\r", "\n"), mistakes


def parsed(text: str) -> Parsed:
    """Return a file read as TOML. A line that is none is left out, so that the next one can be told as well."""
    lines, mistakes = text.split("\n"), list[Mistake]()
    while True:
        try:
            return Parsed(tomllib.loads("\n".join(lines)), mistakes)
        except tomllib.TOMLDecodeError as error:
            mistakes.append(_mistake(str(error), lines))
        row, message = mistakes[-1].row, mistakes[-1].message
        if message in (NO_BRACKET, NO_LIST, NO_VALUE) or not _stands_alone(lines, row) or len(mistakes) == MOST:
            return Parsed(None, mistakes)
        lines[row - 1] = ""


def _stands_alone(lines: Sequence[str], row: int) -> bool:
    """Whether the others can be read without this line: it is all of an option, or of a value."""
    line, following = lines[row - 1], "".join(lines[row : row + 1])
    if line.lstrip().startswith("{"):
        return following.lstrip().startswith(("{", "]", "#"))
    return bool(KEY.match(line)) and not LIST_BEGINS.match(line)


def _mistake(reason: str, lines: Sequence[str]) -> Mistake:
    """Return in words what the parser says of a place in the file."""
    at = AT.search(reason)
    row, column = (int(at[1]), int(at[2])) if at else (len(lines), 1)
    line = lines[row - 1]
    if (
        reason.startswith("Unclosed array")
        and line[column - 1 :].lstrip().startswith("{")
        and not line[: column - 1].strip()
    ):
        row = max(number for number in range(1, row) if lines[number - 1].strip())
        return Mistake(row, NO_COMMA_AFTER, {})
    if reason.startswith(("Invalid value", "Unclosed array")) and (name := _open_list(lines, row, column)):
        return Mistake(row, NO_BRACKET, {"name": name})
    message, values = next(_told(reason, line, column))
    return Mistake(row, message, values)


def _open_list(lines: Sequence[str], row: int, column: int) -> str:
    """Return the list that is still open where another one, or a section, begins; empty where that is not so."""
    line = lines[row - 1]
    if line[: column - 1].strip(" \t["):
        return ""
    if not (KEY.match(line) or SECTION.match(line) or row == len(lines)):
        return ""
    return next((found[1] for before in reversed(lines[: row - 1]) if (found := LIST_BEGINS.match(before))), "")


def _told(reason: str, line: str, column: int) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield what may be wrong with a line, the likeliest first."""
    rest, bare = line[column - 1 :].strip(), QUOTED.sub('""', line)
    word = found[0] if (found := WORD.match(rest)) else rest[:1]
    for sign in bare:
        if not sign.isascii() and (sign.isspace() or unicodedata.category(sign) == "Cf"):
            yield INVISIBLE, {"name": unicodedata.name(sign, f"U+{ord(sign):04X}")}
    if reason.startswith("Unescaped"):
        yield BACKSLASH, {}
    if bare.replace('""', "").count('"') % 2:
        yield ODD, {}
    if rest[:1] in QUOTES and rest:
        yield CURLY, {}
    if reason.startswith("Duplicate"):
        yield TWICE, {"name": reason.split("'")[1]}
    if reason.startswith("Cannot"):
        named = KEY.match(line) or SECTION.match(line)
        yield TWICE, {"name": named[1] if named else line.strip()}
    if reason.startswith("Expected '='") or (found and re.match(r"\s*\w+\s*:", line)):
        yield NO_EQUALS, {}
    if reason.startswith("Unclosed array") and word.isdigit() and line[column - 2 : column - 1] == "0":
        yield LEADING_ZERO, {}
    if reason.startswith("Unclosed") and rest:
        yield NO_COMMA_BEFORE, {"rest": word}
    if reason.startswith(("Unclosed inline", "Invalid initial")) and "{" in bare and "}" not in bare:
        yield NO_BRACE, {}
    if reason.startswith("Invalid initial") and rest:
        yield (COMMA, {}) if rest.startswith("}") else (TOO_MUCH, {"rest": word})
    if reason.startswith("Invalid value"):
        if not rest:
            yield NO_VALUE, {}
        if word.lower() in BOOLEANS:
            yield BOOLEAN, {"word": word}
        yield UNQUOTED, {"word": word}
    if reason.startswith("Expected newline"):
        yield TOO_MUCH, {"rest": word}
    if line.lstrip().startswith("{"):
        yield NO_LIST, {}
    yield NO_TOML, {"line": line.strip()}
