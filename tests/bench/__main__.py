"""The benchmark: ``python -m tests.bench`` measures everything, each figure beside its floor in the same run.

Without options all parts run one after the other; the results go to ``tests/bench/results/last.json`` and as a table
into ``docs/leistung.md``. With ``--parts`` only these run, and nothing is written unless ``--out`` says where.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from tests.bench import report
from tests.bench.frame import Part
from tests.bench.report import Result

PARTS = (
    "start",
    "pages",
    "crowd",
    "loop",
    "memory",
    "browser",
    "maps",
    "decks",
    "public",
    "sizes",
    "releases",
    "upload",
)


def part(name: str) -> Part:
    """Return the part with this name; its imports are no concern of the others."""
    module: Part = import_module(f"tests.bench.{name}")  # type: ignore[assignment]
    return module


def run(name: str, tiny: bool) -> Iterator[Result]:
    """Measure one part, and say each line as soon as it is known."""
    measuring = part(name)
    rows = {row.code: row for row in measuring.ROWS}
    for measured in measuring.measure(tiny):
        result = Result.of(name, rows[measured.code], measured)
        figure, *others = result.cells()[1:]
        print(f"{result.cells()[0]:<76}{figure:>14}  {'  '.join(filter(None, others))}", flush=True)
        yield result


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__)
    parser.add_argument("--parts", nargs="+", choices=PARTS, metavar="NAME", help="only these parts; see --list")
    parser.add_argument("--list", action="store_true", help="name the parts and their rows")
    parser.add_argument("--tiny", action="store_true", help="do as little as shows that the parts work")
    parser.add_argument("--out", type=Path, help="file for the results as JSON")
    parser.add_argument("--markdown", action="store_true", help="only print the table of the last full run as Markdown")
    options = parser.parse_args()
    if options.markdown:
        print(report.markdown(*report.load()))
        return
    if options.list:
        for name in PARTS:
            print(name, *(f"  {row.label}" for row in part(name).ROWS), sep="\n")
        return
    facts = report.machine()
    results = [result for name in options.parts or PARTS for result in run(name, options.tiny)]
    if options.out or not (options.parts or options.tiny):
        report.save(facts, results, options.out or report.LAST)
    if not (options.parts or options.tiny):
        report.write_document(facts, results)


if __name__ == "__main__":
    main()
