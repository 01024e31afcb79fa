"""``ek-data check``: check files as an upload would, without publishing anything."""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from ek_data.dataset.dataset import Dataset
from ek_data.errors import Finding, Missing, Problem, Repair, Unreadable
from ek_data.i18n import N_, Language
from ek_data.reading.limits import Limits
from ek_data.settings import Settings
from ek_data.store.header_mappings import Remembered
from ek_data.store.sources import open_source
from ek_data.updates.workflow import Preparation, Upload, prepare
from ek_data.validation.check import Checked

SOUND, ERRORS, REFUSED = 0, 1, 3
NOT_OPENED = N_("The file {file} cannot be opened.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("check", help="Dateien prüfen, ohne sie zu veröffentlichen")
    parser.add_argument("files", nargs="+", type=Path, metavar="DATEI", help="CSV, Excel, ODS oder Parquet")
    parser.add_argument("--json", action="store_true", help="Ergebnis als JSON ausgeben")
    place = parser.add_mutually_exclusive_group()
    place.add_argument("--store", metavar="URL", help="Ablage, gegen deren neuesten Datenstand geprüft wird")
    place.add_argument("--data", metavar="ORDNER", type=Path, help="Ordner, gegen dessen Tabellen geprüft wird")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong with the files and return the exit status. Raises a `Fault` if there is nothing to check."""
    _: Language = args.language
    base = open_source(Settings(data=args.data, store=args.store or Settings.store), writing=False).dataset()
    prepared = prepared_from(args.files, base)
    print(json.dumps(as_json(prepared, _), ensure_ascii=False, indent=2) if args.json else listing(prepared, _))
    return status(prepared)


def status(prepared: Preparation) -> int:
    """Return the exit status that the files alone give cause for."""
    if prepared.unreadable:
        return REFUSED
    return ERRORS if prepared.blocked else SOUND


def as_json(prepared: Preparation, _: Language) -> list[dict[str, Any]]:
    """Return one entry per file: its table, its number of rows, its problems and repairs."""
    refused = [
        {"file": problem.file, "table": None, "rows": None, "problems": [_problem(problem, _)], "repairs": []}
        for problem in (*prepared.unreadable, *prepared.checks.refused)
    ]
    return [_entry(checked, _) for checked in prepared.checks.checked] + refused


def prepared_from(files: Sequence[Path], base: Dataset, remembered: Remembered | None = None) -> Preparation:
    """Return the files prepared as the page prepares an upload. Raises `Missing` if one of them cannot be opened."""
    uploads, too_large = list[Upload](), list[Problem]()
    for file in files:
        try:
            Limits.of_environment().check_size(file.stat().st_size)
            uploads.append(Upload(file.name, file.read_bytes()))
        except OSError as error:
            raise Missing(NOT_OPENED, file=file) from error
        except Unreadable as fault:
            too_large.append(Problem(fault.message, fault.values, file=file.name))
    prepared = prepare(uploads, base, remembered)
    return replace(prepared, unreadable=(*too_large, *prepared.unreadable))


def _entry(checked: Checked, _: Language) -> dict[str, Any]:
    return {
        "file": checked.file,
        "table": checked.table.name,
        "rows": len(checked.rows),
        "problems": [_problem(problem, _) for problem in checked.problems],
        "repairs": [_repair(repair, _) for repair in checked.repairs],
    }


def _problem(problem: Problem, _: Language) -> dict[str, Any]:
    return _finding(problem, _) | {"suggestion": problem.suggestion, "severity": problem.severity}


def _repair(repair: Repair, _: Language) -> dict[str, Any]:
    return _finding(repair, _) | {"repaired": repair.repaired}


def _finding(finding: Finding, _: Language) -> dict[str, Any]:
    place = {"file": finding.file, "row": finding.row, "column": finding.column, "cell": finding.cell}
    return place | {"value": finding.value, "message": finding.sentence(_)}


def listing(prepared: Preparation, _: Language) -> str:
    """Return what was found in the files as lines to read."""
    refused = [problem.located(_) for problem in (*prepared.unreadable, *prepared.checks.refused)]
    return "\n\n".join([_told(checked, _) for checked in prepared.checks.checked] + refused)


def _told(checked: Checked, _: Language) -> str:
    rows = _.plural("{n} row", "{n} rows", len(checked.rows))
    errors = _.plural("{n} error", "{n} errors", len(checked.errors))
    warnings = _.plural("{n} warning", "{n} warnings", checked.warnings)
    repairs = _.plural("{n} repair", "{n} repairs", len(checked.repairs))
    head = f"{checked.file} ({_.of(checked.table.label)}): {rows}, {errors}, {warnings}, {repairs}"
    return "\n".join(
        [head, *(_line(problem, _) for problem in checked.problems), *(_line(repair, _) for repair in checked.repairs)]
    )


def _line(finding: Finding, _: Language) -> str:
    line = f"  {_kind(finding, _)}: {finding.located(_)}"
    if isinstance(finding, Problem) and finding.suggestion:
        return line + " " + _(N_("Did you mean “{suggestion}”?"), suggestion=finding.suggestion)
    return line


def _kind(finding: Finding, _: Language) -> str:
    if isinstance(finding, Repair):
        return _(N_("Repaired"))
    return _(N_("Error")) if isinstance(finding, Problem) and finding.severity == "error" else _(N_("Warning"))
