"""Every source with the rows it supports, what rests on weak ground, and the document on the shipped data."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

import pandas as pd

from ek_data.dataset import partial_dates
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import keys_of, row_names
from ek_data.dataset.wording import Worded
from ek_data.i18n import Language
from ek_data.tables import MEASURES, TABLES
from ek_data.tables.shared_columns import (
    BOTH_SOURCES,
    NOTE,
    READ_AGAIN_AFTER,
    SOURCE,
    SOURCE_READ,
    has_two_sources,
    rests_on_one_doubtful_source,
)
from ek_data.tables.types import Table, Type

CERTAINTY_OF_A_ROW = MEASURES["certainty"]
DOCUMENTS = {"de": ("QUELLEN.md",), "en": ("SOURCES.md", "QUELLEN.md")}  # the first that is there


class Chapter(NamedTuple):
    """A chapter of the explanation, as Markdown; what stands before the first has no title."""

    title: str
    text: str


def document(folder: Path, lang: Language) -> list[Chapter]:
    """Return what the account of the data in a folder explains, without its title, chapter by chapter."""
    file = next((file for name in DOCUMENTS[lang.code] if (file := folder / name).is_file()), None)
    if file is None:
        return [Chapter("", lang("No file {file} lies beside these data.", file=DOCUMENTS[lang.code][0]))]
    text = file.read_text(encoding="utf-8").partition("\n")[2]
    chapters = re.split(r"^## ", "\n" + text, flags=re.MULTILINE)
    cut = [("\n" if not place else "") + chapter for place, chapter in enumerate(chapters)]
    return [Chapter(title.strip(), body.strip()) for title, _line, body in (each.partition("\n") for each in cut)]


def register(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return one row for each web address: address and number of rows of each table that name it, most used first."""
    counts = _cited(dataset).value_counts(["url", "table"], sort=False).unstack(fill_value=0)
    counts = counts.reindex(columns=[table.name for table in TABLES], fill_value=0)
    order = counts.sum(axis=1).sort_values(ascending=False, kind="stable").index
    labels = {table.name: lang.of(table.label) for table in TABLES}
    return counts.loc[order].rename(columns=labels).rename_axis(lang("Source")).reset_index().rename_axis(columns=None)


def listed(dataset: Dataset, lang: Language) -> Worded:
    """Return the same rows to download."""
    return Worded.of(dataset.result(register, lang))


class Host(NamedTuple):
    """Where addresses lie: how many rows of each table name one of them, and how many of these are to be looked at."""

    name: str
    rows: dict[str, int]
    doubtful: int
    unread: int
    addresses: tuple[tuple[str, int], ...]


def hosts(dataset: Dataset, today: dt.date) -> list[Host]:
    """Return where the sources lie: first what is doubtful or was not read for long, then by rows."""
    cited = _cited(dataset)
    cited["host"] = cited["url"].map(lambda url: (urlsplit(url).hostname or url).removeprefix("www."))
    weak = {name: _weak(rows, today) for name, rows in dataset.tables.items()}
    found = []
    for name, named in cited.groupby("host", sort=False):
        counted = named.drop_duplicates(["table", "row"])
        judged = [weak[str(table)].loc[of.to_numpy()] for table, of in counted.groupby("table")["row"]]
        doubtful, unread = pd.concat(judged).sum().astype(int)
        addresses = tuple((str(url), int(n)) for url, n in named["url"].value_counts().items())
        rows = {str(table): int(n) for table, n in counted["table"].value_counts().items()}
        found.append(Host(str(name), rows, doubtful, unread, addresses))
    return sorted(found, key=lambda host: (-host.doubtful, -host.unread, -sum(host.rows.values()), host.name))


def solidity(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return for each table how many rows are sourced or derived, rest on one or two sources, and were read again."""
    said = CERTAINTY_OF_A_ROW.words(lang)
    lines = []
    for table in TABLES:
        rows = dataset.tables[table.name]
        certain = rows[CERTAINTY_OF_A_ROW.name].value_counts()
        two = int(has_two_sources(rows).sum())
        one = int(rows[list(BOTH_SOURCES)].notna().any(axis=1).sum()) - two
        line = {lang("Table"): lang.of(table.label), lang("Rows"): len(rows)}
        line |= {word: int(certain.get(code, 0)) for code, word in said.items()}
        line |= {
            lang("One source"): one,
            lang("Two sources"): two,
            lang("No source"): len(rows) - one - two,
            lang("On one doubtful source alone"): int(rests_on_one_doubtful_source(rows).sum()),
            lang("Day of reading noted"): int(rows[SOURCE_READ.name].notna().sum()),
        }
        lines.append(line)
    return pd.DataFrame(lines)


def finding(dataset: Dataset, found: Sequence[Host], lang: Language) -> str:
    """Return in one sentence how many sources there are, and how many rows rest on a doubtful one alone."""
    doubted = sum(int(rests_on_one_doubtful_source(rows).sum()) for rows in dataset.tables.values())
    said = lang.plural(
        "{rows} rows rest on {n} web address",
        "{rows} rows rest on {n} web addresses",
        sum(len(host.addresses) for host in found),
        rows=lang.number(dataset.size),
    )
    if not doubted:
        return said
    return lang.plural(
        "{said}, {n} of them on a doubtful one alone", "{said}, {n} of them on a doubtful one alone", doubted, said=said
    )


def _cited(dataset: Dataset) -> pd.DataFrame:
    """Return one row for each address in a cell: url, table, row."""
    return pd.concat(
        [
            dataset.tables[table.name][column.name]
            .dropna()
            .rename("url")
            .rename_axis("row")
            .reset_index()
            .assign(table=table.name)
            for table in TABLES
            for column in table.columns
            if column.type is Type.URL
        ],
        ignore_index=True,
    )


def _weak(rows: pd.DataFrame, today: dt.date) -> pd.DataFrame:
    """Return of each row whether it rests on one doubtful source alone, and whether that was not read for long."""
    unread = (_last_read(rows) < _limit(today)).fillna(False).astype(bool)
    return pd.DataFrame({"doubtful": rests_on_one_doubtful_source(rows), "unread": unread})


def _limit(today: dt.date) -> pd.Timestamp:
    return pd.Timestamp(today) - pd.DateOffset(months=READ_AGAIN_AFTER)


def doubtful(dataset: Dataset, lang: Language) -> pd.DataFrame:
    """Return the rows that rest on one doubtful source alone: table, row in words, note, source."""
    rows = _chosen(dataset, rests_on_one_doubtful_source, lang)
    return rows.drop(columns=lang.of(SOURCE_READ.label), errors="ignore")


def long_unread(dataset: Dataset, today: dt.date, lang: Language) -> pd.DataFrame:
    """Return the rows whose source was last read so long before `today` that it should be read again.

    Columns: table, row in words, note, when the source was read, source; what was read longest ago first.
    """
    rows = _chosen(dataset, lambda rows: _last_read(rows) < _limit(today), lang)
    return rows.sort_values(lang.of(SOURCE_READ.label), kind="stable")


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
    """Return some rows of all tables in words, by table and key; without names there is neither note nor source."""
    rows = {table: dataset.tables[table.name] for table in TABLES}
    chosen = pd.concat([_told(each[which(each)], table, dataset, lang) for table, each in rows.items()])
    hidden = [name for name in chosen if len(chosen) and chosen[name].isna().all()]
    return chosen.drop(columns=hidden)


def _told(rows: pd.DataFrame, table: Table, dataset: Dataset, lang: Language) -> pd.DataFrame:
    read = partial_dates.iso_texts(rows[SOURCE_READ.name], rows[SOURCE_READ.precision])
    found = pd.DataFrame(
        {
            lang("Table"): pd.Series(lang.of(table.label), rows.index),
            lang("Row"): row_names(rows, table, dataset.names_by_ars),
            lang.of(NOTE.label): rows[NOTE.name],
            lang.of(SOURCE_READ.label): read,
            lang.of(SOURCE): rows["source_url"],
        },
        dtype="string",
    )
    places = [(table.name, key) for key in keys_of(rows, table)]
    return found.set_axis(pd.Index(places, tupleize_cols=False, dtype=object))
