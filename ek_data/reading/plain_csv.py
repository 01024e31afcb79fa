"""A table as it was read, written as plain CSV: UTF-8, comma, quoted where needed, header first."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa
import pyarrow.compute as pc

from ek_data.reading.raw import Raw

BLOCK = 50_000


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
