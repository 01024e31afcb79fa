"""Every source with the rows it supports, and the document that explains the shipped data."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.settings import SHIPPED
from ek_data.tables import TABLES

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
        if column.name.endswith("source_url")
    ]
    counts = pd.concat(cited).value_counts(["url", "table"], sort=False).unstack(fill_value=0)
    counts = counts.reindex(columns=[lang.of(table.label) for table in TABLES], fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    return counts.loc[order].rename_axis(lang("Source")).reset_index().rename_axis(columns=None)
