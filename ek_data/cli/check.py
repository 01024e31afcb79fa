"""``ek-data check``: check files as an upload would, without publishing anything."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ek_data.cli.shared.file_choices import add_choices, chosen, to_take
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Finding, Problem, Repair, Unreadable
from ek_data.geo.boundary_watch import of_data
from ek_data.i18n import N_, Language
from ek_data.programme.current import in_folder, use
from ek_data.reading.read import content_of
from ek_data.settings import SHIPPED, Settings
from ek_data.store.backends import Objects
from ek_data.store.data_sources import StoreSource, not_read, open_source, stand_ins, table_files
from ek_data.tables import TABLES
from ek_data.updates.draft import Draft
from ek_data.updates.workflow import Preparation, Upload, free_name
from ek_data.validation.check import Checked

SOUND, ERRORS, REFUSED = 0, 1, 3
NOT_TAKEN_OVER = N_("{file}: not taken over.")
LEFT_OUT = N_("{file}: not taken over ({why}). To take it over all the same, say which table it is: {option}")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("check", help="Dateien prüfen, ohne sie zu veröffentlichen")
    parser.add_argument(
        "files", nargs="+", type=Path, metavar="DATEI", help="CSV, Excel, ODS oder Parquet; oder ein ganzer Ordner"
    )
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")
    add_choices(parser)
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--store", metavar="URL", help="Ablage, gegen deren neuesten Datenstand geprüft wird")
    place.add_argument("--data", metavar="ORDNER", type=Path, help="Ordner, gegen dessen Tabellen geprüft wird")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong with the files and return the exit status. Raises a `Fault` if there is nothing to check."""
    lang: Language = args.language
    prepared = chosen(_of_folder(args) if args.files[0].is_dir() else _prepared(args), args)
    with prepared.reviewed():
        told = (
            json.dumps(as_json(prepared, lang), ensure_ascii=False, indent=2) if args.json else listing(prepared, lang)
        )
        print(told)
        return status(prepared)


def _prepared(args: argparse.Namespace) -> Preparation:
    settings = Settings(data=args.data, store=args.store or Settings.store)
    source = open_source(settings, writing=False)
    objects = source.store.objects if isinstance(source, StoreSource) else None
    return prepared_from(args.files, source.dataset(), objects, settings.folder)


def _of_folder(args: argparse.Namespace) -> Preparation:
    """Return the table files of a folder, checked by its own programme. Says what is used instead of what is not there.

    Raises `Missing` or, with all that is wrong with the programme, `Invalid`.
    """
    folder = args.files[0]
    use(in_folder(folder))
    for fault in (*stand_ins(folder), *not_read(folder)):
        print(fault.sentence(args.language), file=sys.stderr)
    return prepared_from(table_files(folder), Dataset.of(), folder=folder)


def status(prepared: Preparation) -> int:
    """Return the exit status that the files alone give cause for."""
    if prepared.unreadable:
        return REFUSED
    return ERRORS if prepared.blocked else SOUND


def as_json(prepared: Preparation, lang: Language) -> list[dict[str, Any]]:
    """Return one entry per file: its table, its number of rows, its problems and repairs."""
    refused = [
        {"file": problem.file, "table": None, "rows": None, "problems": [_problem(problem, lang)], "repairs": []}
        for problem in (*prepared.unreadable, *prepared.checks.refused)
    ]
    left_out: list[dict[str, Any]] = [
        {"file": file, "table": "", "rows": None, "problems": [], "repairs": []} for file in prepared.checks.left_out
    ]
    return [_entry(checked, lang) for checked in prepared.checks.checked] + refused + left_out


def prepared_from(
    files: Sequence[Path], base: Dataset, objects: Objects | None = None, folder: Path = SHIPPED
) -> Preparation:
    """Return the files prepared as the page prepares an upload. Raises `Missing` if one of them cannot be opened."""
    uploads, too_large = list[Upload](), list[Problem]()
    for file in files:
        try:
            name = free_name(file.name, [upload.name for upload in uploads])
            uploads.append(Upload(name, content_of(file)))
        except Unreadable as fault:
            too_large.append(fault.problem(file.name))
    prepared = Draft().having(*uploads).prepared(base, objects, of_data(folder).current().areas)
    return replace(prepared, unreadable=(*too_large, *prepared.unreadable))


def _entry(checked: Checked, lang: Language) -> dict[str, Any]:
    return {
        "file": checked.file,
        "table": checked.table.name,
        "rows": len(checked.rows),
        "problems": [_problem(problem, lang) for problem in checked.problems],
        "repairs": [_repair(repair, lang) for repair in checked.repairs],
    }


def _problem(problem: Problem, lang: Language) -> dict[str, Any]:
    return _finding(problem, lang) | {"suggestion": problem.suggestion, "severity": problem.severity}


def _repair(repair: Repair, lang: Language) -> dict[str, Any]:
    return _finding(repair, lang) | {"repaired": repair.repaired}


def _finding(finding: Finding, lang: Language) -> dict[str, Any]:
    place = {"file": finding.file, "row": finding.row, "column": finding.column, "cell": finding.cell}
    return place | {"value": finding.value, "message": finding.sentence(lang)}


def listing(prepared: Preparation, lang: Language) -> str:
    """Return what was found in the files as lines to read."""
    refused = [problem.located(lang) for problem in (*prepared.unreadable, *prepared.checks.refused)]
    told = [_told(prepared, checked, lang) for checked in prepared.checks.checked]
    return "\n\n".join(told + refused + without(prepared, lang))


def without(prepared: Preparation, lang: Language) -> list[str]:
    """Return one line for each sheet that is not taken over."""
    return [_left_out(file, why, lang) for file, why in prepared.checks.left_out.items()]


def _left_out(file: str, why: str, lang: Language) -> str:
    """Return that a sheet is not taken over, and how it would be."""
    if not why:
        return lang(NOT_TAKEN_OVER, file=file)
    return lang(LEFT_OUT, file=file, why=lang(why), option=f"--table {file}:{lang.of(TABLES[0].label)}")


def _told(prepared: Preparation, checked: Checked, lang: Language) -> str:
    rows = lang.plural("{n} row", "{n} rows", len(checked.rows))
    errors = lang.plural("{n} error", "{n} errors", len(checked.errors))
    warnings = lang.plural("{n} warning", "{n} warnings", checked.warnings)
    repairs = lang.plural("{n} repair", "{n} repairs", len(checked.repairs))
    head = f"{checked.file} ({lang.of(checked.table.label)}): {rows}, {errors}, {warnings}, {repairs}"
    return "\n".join(
        [
            head,
            *(_line(problem, lang) for problem in checked.problems),
            *(_line(repair, lang) for repair in checked.repairs),
            *(f"  {sentence}" for sentence in to_take(prepared, checked.raw, lang)),
        ]
    )


def _line(finding: Finding, lang: Language) -> str:
    line = f"  {_kind(finding, lang)}: {finding.located(lang)}"
    if isinstance(finding, Problem) and finding.suggestion:
        return line + " " + lang("Did you mean “{suggestion}”?", suggestion=finding.suggestion)
    return line


def _kind(finding: Finding, lang: Language) -> str:
    if isinstance(finding, Repair):
        return lang("Repaired")
    return lang("Error") if isinstance(finding, Problem) and finding.severity == "error" else lang("Warning")
