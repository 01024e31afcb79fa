"""Every source with the rows it supports, what rests on weak ground, and the document on the shipped data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd

from ek_data.dataset import partial_dates
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import row_names
from ek_data.i18n import Language
from ek_data.settings import SHIPPED
from ek_data.tables import TABLES
from ek_data.tables.columns import NOTE, SOURCE
from ek_data.tables.sourcing import READ_AGAIN_AFTER, SOURCE_READ, rests_on_one_doubtful_source
from ek_data.tables.types import Table, Type

DOCUMENTS = {"de": SHIPPED / "QUELLEN.md", "en": SHIPPED / "SOURCES.md"}


def document(lang: Language) -> str:
    """Return the explanation of the shipped data without its title, as Markdown."""
    text = Path(DOCUMENTS[lang.code]).read_text(encoding="utf-8")
    return text.partition("\n")[2].strip()


def register(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return one row for each web address: address and number of rows of each table that name it, most used first."""
    cited = [
        dataset.tables[table.name][column.name].dropna().rename("url").to_frame().assign(table=lang.of(table.label))
        for table in TABLES
        for column in table.columns
        if column.type is Type.URL
    ]
    counts = pd.concat(cited).value_counts(["url", "table"], sort=False).unstack(fill_value=0)
    counts = counts.reindex(columns=[lang.of(table.label) for table in TABLES], fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return counts.loc[order].rename_axis(lang("Source")).reset_index().rename_axis(columns=None)


def doubtful(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return the rows that rest on one doubtful source alone: table, row in words, note, source."""
    rows = _chosen(dataset, rests_on_one_doubtful_source, lang)
    return rows.drop(columns=lang.of(SOURCE_READ.label), errors="ignore")


def long_unread(dataset: Dataset, today: dt.date, lang: Language) -> pd.DataFrame:
    """Return the rows whose source was last read so long before `today` that it should be read again.

    Columns: table, row in words, note, when the source was read, source; what was read longest ago first.
    """
    limit = pd.Timestamp(today) - pd.DateOffset(months=READ_AGAIN_AFTER)
    rows = _chosen(dataset, lambda rows: _last_read(rows) < limit, lang)
    return rows.sort_values(lang.of(SOURCE_READ.label), kind="stable", ignore_index=True)


def never_read(dataset: Dataset, lang: Language) -> str:
    """Return of how many rows it is not noted when their source was read, nothing if it is noted of all."""
    n = sum(int(rows[SOURCE_READ.name].isna().sum()) for rows in dataset.tables.values())
    if not n:
        return ""
    return lang(
        "For {n} of {total} rows it is not noted when the source was last read.",
        n=lang.number(n),
        total=lang.number(dataset.size),
    )


def _last_read(rows: pd.DataFrame) -> pd.Series:
    return partial_dates.last_days(rows[SOURCE_READ.name], rows[SOURCE_READ.precision])


def _chosen(dataset: Dataset, which: Callable[[pd.DataFrame], pd.Series], lang: Language) -> pd.DataFrame:
    """Return some rows of all tables in words; without names there is neither note nor source."""
    rows = {table: dataset.tables[table.name] for table in TABLES}
    chosen = pd.concat([_told(each[which(each)], table, dataset, lang) for table, each in rows.items()])
    hidden = [name for name in chosen if len(chosen) and chosen[name].isna().all()]
    return chosen.drop(columns=hidden).reset_index(drop=True)


def _told(rows: pd.DataFrame, table: Table, dataset: Dataset, lang: Language) -> pd.DataFrame:
    read = partial_dates.iso_texts(rows[SOURCE_READ.name], rows[SOURCE_READ.precision])
    return pd.DataFrame(
        {
            lang("Table"): pd.Series(lang.of(table.label), rows.index),
            lang("Row"): row_names(rows, table, dataset.names_by_ars),
            lang.of(NOTE.label): rows[NOTE.name],
            lang.of(SOURCE_READ.label): read,
            lang.of(SOURCE): rows["source_url"],
        },
        dtype="string",
    )
