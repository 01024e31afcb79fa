"""What the page lets choose about files: the table, the meaning of their headers, rows taken though set aside."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from ek_data.errors import Invalid
from ek_data.i18n import N_, Language, Words
from ek_data.programme.amending import GROWING
from ek_data.programme.new_options import Addition, list_of
from ek_data.programme.roles import MEANT
from ek_data.reading.raw import Raw
from ek_data.spelling import folded
from ek_data.tables import TABLES
from ek_data.tables.types import Table
from ek_data.updates.workflow import Preparation
from ek_data.validation.recognise import NOT_TAKEN, matched

NOT_ASIDE = N_("--take {text}: Row {row} of {file} was not set aside. Set aside were: {rows}.")
NONE_ASIDE = N_("--take {text}: No row of {file} was set aside.")
NO_TABLE = N_("--table {text}: There is no such table. There are: {tables}.")
NOT_TOLD = N_("--column {text}: Write the header of the file, “=” and the column it holds, or nothing after “=”.")
NO_HEADER = N_("--column {text}: There is no header “{header}” in {file}. There are: {headers}.")
NO_COLUMN = N_("--column {text}: The table “{table}” has no column “{column}”. There are: {columns}.")
TABLE_FIRST = N_("--column {text}: Which table {file} is could not be told. Say it with --table.")
NOT_NEW = N_(
    "--new {text}: Write a column whose list can grow, “=”, the German word, “/”, the English one, and behind further "
    "slashes roles. Roles: {roles}."
)
WHICH_FILE = N_("{option} {text}: Put the name of the file it is for in front: {option} {files}:{text}.")
TAKE = N_("These rows can be taken over all the same: {options}")


def add_choices(parser: argparse.ArgumentParser) -> None:
    """Add the options; each may be given several times, and with several files with the name of one in front."""
    choices = parser.add_argument_group("Auswahl (bei mehreren Dateien mit DATEI: davor)")
    choices.add_argument(
        "--table",
        action="append",
        default=[],
        metavar="TABELLE",
        help="welche Tabelle eine Datei ist, etwa Maßnahmen; ein Blatt heißt MAPPE/BLATT und wird ohne TABELLE "
        "nicht übernommen",
    )
    choices.add_argument(
        "--column",
        action="append",
        default=[],
        metavar="ÜBERSCHRIFT=SPALTE",
        help="welche Spalte eine Überschrift der Datei meint; ohne SPALTE wird sie nicht übernommen",
    )
    choices.add_argument(
        "--take",
        action="append",
        default=[],
        metavar="ZEILE",
        help="Nummer einer beiseitegelassenen Zeile, die doch übernommen wird",
    )
    choices.add_argument(
        "--new",
        action="append",
        default=[],
        metavar="SPALTE=DEUTSCH/ENGLISCH",
        help="neues Wort einer Auswahlliste, das zur Option wird; Rollen stehen hinter weiteren Schrägstrichen",
    )


def chosen(prepared: Preparation, args: argparse.Namespace) -> Preparation:
    """Return the files with what the arguments choose. Raises `Invalid` if a file has no such row, header or column."""
    for text in args.table:
        prepared = _as_table(prepared, text, args.language)
    for text in args.column:
        prepared = _mapped(prepared, text, args.language)
    for text in args.take:
        prepared = _taking(prepared, text)
    for text in args.new:
        prepared = _adding(prepared, text)
    return prepared


def to_take(prepared: Preparation, raw: Raw, lang: Language) -> list[str]:
    """Return the sentence that says how rows that may hold data are taken over all the same, if there are any."""
    file = f"{raw.file}:" if len(prepared.raws) > 1 else ""
    taken = prepared.taken.get(raw.file, frozenset())
    rows = [each.row for each in raw.aside if each.holds_data and each.row not in taken]
    return [lang(TAKE, options=" ".join(f"--take {file}{row}" for row in rows))] if rows else []


def _as_table(prepared: Preparation, text: str, lang: Language) -> Preparation:
    raw, name = _file(prepared, "--table", text)
    if raw.workbook and not name:
        return prepared.as_table(raw.file, NOT_TAKEN)
    table = next((each for each in TABLES if folded(name) in map(folded, (*each.label, each.name))), None)
    if table is None:
        raise Invalid(NO_TABLE, text=text, tables=tuple(lang.of(each.label) for each in TABLES))
    return prepared.as_table(raw.file, table.name)


def _mapped(prepared: Preparation, text: str, lang: Language) -> Preparation:
    raw, pair = _file(prepared, "--column", text)
    header, sign, name = (part.strip() for part in pair.rpartition("="))
    if not sign or not header:
        raise Invalid(NOT_TOLD, text=text)
    if header not in raw.header:
        raise Invalid(NO_HEADER, text=text, header=header, file=raw.file, headers=raw.header)
    table = next((each.table for each in prepared.checks.checked if each.file == raw.file), None)
    if table is None:
        raise Invalid(TABLE_FIRST, text=text, file=raw.file)
    column = _column(table, name, text) if name else NOT_TAKEN
    return prepared.mapped(raw.file, {**prepared.mappings.get(raw.file, {}), header: column})


def _column(table: Table, name: str, text: str) -> str:
    """Return the column that `name` means, as it would as a header."""
    found = next(iter(matched((name,), table).columns), None)
    if found is None:
        labels: tuple[Words, ...] = tuple(column.label for column in table.columns)
        raise Invalid(NO_COLUMN, text=text, table=table.label, column=name, columns=labels)
    return found


def _taking(prepared: Preparation, text: str) -> Preparation:
    raw, row = _file(prepared, "--take", text)
    aside = {str(each.row) for each in raw.aside}
    if row not in aside:
        rows = tuple(sorted(aside, key=int))
        raise Invalid(NOT_ASIDE if rows else NONE_ASIDE, text=text, row=row, file=raw.file, rows=rows)
    return prepared.taking(raw.file, prepared.taken.get(raw.file, frozenset()) | {int(row)})


def _adding(prepared: Preparation, text: str) -> Preparation:
    raw, said = _file(prepared, "--new", text)
    header, _sign, words = said.partition("=")
    table = next((each.table for each in prepared.checks.checked if each.file == raw.file), None)
    name = next(iter(matched((header.strip(),), table).columns), "") if table else ""
    grown = list_of(table[name].options) if table and name else ""
    parts = [part.strip() for part in words.split("/")]
    if not grown or len(parts) < 2 or not set(parts[2:]) <= set(MEANT[grown]):
        raise Invalid(NOT_NEW, text=text, roles=tuple(str(role) for each in GROWING for role in MEANT.get(each, ())))
    de, en, *roles = parts
    return prepared.adding(Addition(raw.file, grown, de, en, tuple(roles)))


def _file(prepared: Preparation, option: str, text: str) -> tuple[Raw, str]:
    """Return the file that a choice is for, and the choice without its name."""
    raws: Sequence[Raw] = prepared.raws
    named = next((raw for raw in raws if text.startswith(f"{raw.file}:")), None)
    if named:
        return named, text.removeprefix(f"{named.file}:")
    if len(raws) != 1:
        raise Invalid(WHICH_FILE, option=option, text=text, files=raws[0].file if raws else "")
    return raws[0], text
