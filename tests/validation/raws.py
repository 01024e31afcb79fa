"""Small files for tests, as the reader would return them."""

import numpy as np
import pyarrow as pa

from ek_data.reading.raw import Raw


def raw(file: str, rows: list[list[str]]) -> Raw:
    """Return the raw file whose first row is the header; row 1 of the file, so that data begin in row 2."""
    header, *body = rows
    columns = [pa.array([row[at] for row in body], pa.string()) for at in range(len(header))]
    return Raw(
        file=file,
        header=tuple(header),
        cells=pa.table(columns, names=[str(at) for at in range(len(header))]),
        rows=np.arange(2, len(body) + 2),
        header_row=1,
        columns=tuple(range(len(header))),
        findings=(),
    )
