"""The rows of a table that was read, as tuples of texts."""

from __future__ import annotations

from ek_data.reading.raw import Raw


def rows_of(raw: Raw) -> list[tuple[str, ...]]:
    return list(zip(*(column.to_pylist() for column in raw.cells.columns), strict=True))
