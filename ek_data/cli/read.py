"""``ek-data read``: the table in any table file, as plain CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from ek_data.errors import Finding, Unreadable
from ek_data.i18n import Language
from ek_data.reading.plain_csv import write_csv
from ek_data.reading.read import content_of, read
from ek_data.validation.recognise import headers

READ, REFUSED = 0, 3


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("read", help="Tabelle einer beliebigen Datei als CSV ausgeben")
    parser.add_argument("file", type=Path, metavar="DATEI", help="CSV, Excel, ODS oder Parquet")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the table to standard output, and what was repaired or looks wrong to standard error."""
    lang: Language = args.language
    try:
        raw = read(content_of(args.file), args.file.name, headers())
    except Unreadable as refusal:
        print(refusal.sentence(lang), file=sys.stderr)
        return REFUSED
    print(f"ISSUES {len(raw.findings)}", *(_line(finding, lang) for finding in raw.findings), sep="\n", file=sys.stderr)
    write_csv(raw, sys.stdout.buffer)
    return READ


def _line(finding: Finding, lang: Language) -> str:
    """Return a remark as one line, whatever the file's texts hold."""
    return " ".join(finding.located(lang).splitlines())
