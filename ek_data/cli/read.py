"""``ek-data read``: the table in any table file, as plain CSV."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from ek_data.errors import Finding, Unreadable
from ek_data.i18n import Language
from ek_data.reading.raw import Raw
from ek_data.reading.read import content_of, read
from ek_data.validation.recognise import headers

READ, REFUSED = 0, 3
BLOCK = 50_000


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("read", help="Tabelle einer beliebigen Datei als CSV ausgeben")
    parser.add_argument("file", type=Path, metavar="DATEI", help="CSV, Excel, ODS oder Parquet")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Write the table to standard output, and what was repaired or looks wrong to standard error.

    The first line there is ``ISSUES n``, the same in every language: programs that compare readers ask for it.
    """
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


def write_csv(raw: Raw, out: BinaryIO) -> None:
    """Write the header and rows of `raw`. Cells beyond the header stand only in the rows that have them."""
    named = len(raw.header) - raw.overflow
    out.write((",".join(_quoted(pa.array(raw.header[:named], pa.string())).to_pylist()) + "\n").encode())
    for batch in raw.cells.to_batches(max_chunksize=BLOCK):
        cells = [_quoted(column) for column in batch.columns]
        lines = pc.binary_join_element_wise(*cells[:named], ",")
        out.write(("\n".join(_lengthened(lines, cells[named:]).to_pylist()) + "\n").encode())
    out.flush()


def _quoted(cells: pa.Array) -> pa.Array:
    """Return cells with those in quotation marks that hold a comma, quotation mark or line break."""
    enclosed = pc.binary_join_element_wise("", pc.replace_substring(cells, '"', '""'), "", '"')
    return pc.if_else(pc.match_substring_regex(cells, '[",\r\n]'), enclosed, cells)


def _lengthened(lines: pa.Array, surplus: list[pa.Array]) -> pa.Array:
    rest = pa.repeat("", len(lines))
    for cells in reversed(surplus):
        text = pc.binary_join_element_wise(cells, rest, "")
        rest = pc.if_else(pc.equal(text, ""), "", pc.binary_join_element_wise("", text, ","))
    return pc.binary_join_element_wise(lines, rest, "")
