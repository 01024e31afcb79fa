"""How many right files of others are read without a remark: ``python -m tests.bench.quiet FOLDER``.

A file counts as right if the standard library reads the same table from it: one row of different names, and rows of
just as many cells. Printed are their share without a remark, what is said of the others, and what is said of those
that do not count. The files are not part of this repository: name a folder of your own.
"""

from __future__ import annotations

import argparse
import csv
import io
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from ek_data.errors import Unreadable
from ek_data.reading.raw import Raw
from ek_data.reading.read import read

LARGEST = 5_000_000  # bytes; larger files say nothing more and take long
NAMED = 25


def files(folder: Path) -> Iterator[Path]:
    """Yield the text files with cells below a folder."""
    for file in sorted(folder.rglob("*")):
        if file.suffix.lower() in (".csv", ".tsv", ".txt") and file.is_file() and file.stat().st_size < LARGEST:
            yield file


def is_right(raw: Raw, data: bytes) -> bool:
    """Whether the standard library reads the same table with a header of different names from the bytes."""
    text = data.decode(raw.encoding or "utf-8", "replace").removeprefix("\ufeff")
    rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=raw.delimiter or ",") if any(row)]
    if not rows or len({len(row) for row in rows}) > 1 or len(set(rows[0])) < len(rows[0]) or not all(rows[0]):
        return False
    read_rows = list(zip(*(column.to_pylist() for column in raw.cells.columns), strict=True))
    return [list(raw.header), *map(list, read_rows)] == [[cell.strip() for cell in rows[0]], *rows[1:]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.quiet", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--names", action="store_true", help="name the right files that something is said of")
    options = parser.parse_args()
    said: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    counted: Counter[tuple[bool, bool]] = Counter()
    refused: Counter[str] = Counter()
    for file in files(options.folder):
        data = file.read_bytes()
        try:
            raw = read(data, file.name)
        except Unreadable as refusal:
            refused[refusal.message] += 1
            continue
        right = is_right(raw, data)
        messages = {finding.message for finding in raw.findings}
        counted[right, not messages] += 1
        said[right].update(messages)
        if options.names and right and messages:
            print(file.name, *messages, sep="\n   ")
    right_ones = counted[True, True] + counted[True, False]
    print(
        f"right: {right_ones}, without a remark: {counted[True, True]} ({counted[True, True] / max(right_ones, 1):.1%})"
    )
    print(f"others: {counted[False, True] + counted[False, False]}, without a remark: {counted[False, True]}")
    for title, found in (("of right files", said[True]), ("of others", said[False]), ("refused", refused)):
        print(f"{title}:", *(f"  {n:4} {message}" for message, n in found.most_common(NAMED)), sep="\n")


if __name__ == "__main__":
    main()
