"""All doubts about the rows of a file, one kind after another."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from ek_data.dataset.lookup import Known
from ek_data.tables import MUNICIPALITIES
from ek_data.tables.types import Table
from ek_data.validation.doubts import cohorts, contacts, lookalikes, official, sizes, twins
from ek_data.validation.doubts.doubt import Doubt


def doubts(rows: pd.DataFrame, table: Table, known: Known) -> Iterator[Doubt]:
    """Yield what is doubtful in `rows` of a file. What `known` data have just so is doubted no more."""
    if table is MUNICIPALITIES:
        yield from official.doubts(rows, known)
        yield from lookalikes.names(rows, known.municipalities)
    yield from lookalikes.keys(rows, table, known.rows(table))
    yield from cohorts.doubts(rows, table, known)
    yield from sizes.doubts(rows, table, known)
    yield from twins.doubts(rows, table, known.rows(table))
    yield from contacts.doubts(rows, table, known.rows(table))
