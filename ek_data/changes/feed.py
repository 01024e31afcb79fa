"""Feed of the news: one group for each municipality and for each cohort as a whole, with what each reported."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

import pandas as pd

from ek_data.changes.news import VAGUE, News
from ek_data.changes.news_kinds import CHANGED, NEW, REMOVED
from ek_data.dataset import wording
from ek_data.dataset.programme_rows import overdue
from ek_data.figures import event_words
from ek_data.figures.qualified import Row
from ek_data.i18n import Language
from ek_data.palette import Look
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.shared_choices import Certainty

NAMED = 3  # of those whose reports are told apart


@dataclass(frozen=True)
class FeedItem:
    """One report: its number, how it is drawn, its title, how far it is, when that was reported, where that stands."""

    key: str
    look: Look
    title: str
    status: str
    date: str
    source: str


@dataclass(frozen=True)
class FeedGroup:
    """What is reported of one municipality, or of a cohort without its `named` municipalities."""

    name: str
    cohort: int | None
    summary: str
    named: bool
    entries: tuple[FeedItem, ...]


class Apart(NamedTuple):
    """What is told apart under a title: measures, and events each in a line."""

    title: str
    measures: pd.DataFrame
    events: list[str]


def feed(
    news: News, rows: pd.DataFrame, as_of: dt.date | None, lang: Language, part: slice = slice(None)
) -> list[FeedGroup]:
    """Return a `part` of the groups of some measures, by cohort and name; what has no name comes last.

    `as_of` is the day up to which the data speak.
    """
    ordered = in_order(news, rows)
    numbers = _numbers(ordered)
    told = ordered[numbers.isin(numbers.unique()[part])].reset_index(drop=True)
    entries = _entries(news, told, as_of, lang)
    return [_group(news, group, entries, lang) for _number, group in told.groupby(_numbers(told))]


def told_apart(news: News, lang: Language) -> list[Apart]:
    """Return what does not count: reports of a month or year that may lie before, and what began before."""
    told = [
        (
            lang.plural(
                "{n} reported with “{date}” only", "{n} reported with “{date}” only", each.n, date=each.date(lang)
            ),
            each.measures,
            each.events,
        )
        for each in news.vague_dates
    ]
    if n := len(news.earlier):
        began = lang.plural("{n} reported only now, began before", "{n} reported only now, began before", n)
        told.append((began, news.earlier, news.events.head(0)))
    parts = []
    for label, measures, events in told:
        whose = ", ".join(lang.some(news.whose(in_order(news, measures), lang), NAMED))
        title = " · ".join(filter(None, (label, whose)))
        parts.append(Apart(title, measures, event_words.lines(events, news.names, lang)))
    return parts


def number_of_groups(news: News, rows: pd.DataFrame) -> int:
    """Return how many groups some measures make."""
    return int(_numbers(in_order(news, rows)).nunique())


def _numbers(ordered: pd.DataFrame) -> pd.Series:
    """Return the number of the group of each of the measures, which are in order."""
    return ordered.groupby(["nameless", "of", "ars"], sort=False, dropna=False).ngroup()


def in_order(news: News, rows: pd.DataFrame) -> pd.DataFrame:
    """Return measures by cohort and municipality, those without a name last, and none that was removed.

    Columns: those of the measures, ars, of (the cohort), name, nameless.
    """
    whose = news.municipalities.set_index("ars")
    kept = rows[rows["news"] != REMOVED.code] if "news" in rows else rows
    told = kept.assign(
        ars=kept["municipality"],
        of=kept["municipality"].map(whose["cohort"]).fillna(kept["cohort"]),
        name=kept["municipality"].map(whose["name"]),
        nameless=kept["municipality"].isna(),
    )
    return told.sort_values(["nameless", "of", "name", "ars"], kind="stable").reset_index(drop=True)


def _group(news: News, rows: pd.DataFrame, entries: list[FeedItem], lang: Language) -> FeedGroup:
    first = rows.iloc[0]
    named = not first["nameless"]
    cohort = None if pd.isna(first["of"]) else int(first["of"])
    name = news.where(first, lang)
    return FeedGroup(
        name if named else lang("{cohort}, without the name of the municipality", cohort=name),
        cohort,
        " · ".join(filter(None, (news.in_short(rows, " · ", lang), _certified(news, first["ars"], lang)))),
        named,
        tuple(entries[place] for place in rows.index),
    )


def _entries(news: News, rows: pd.DataFrame, as_of: dt.date | None, lang: Language) -> list[FeedItem]:
    looks = MEASURES["status"].looks
    told = zip(
        rows["measure_id"],
        [looks[str(code)] for code in rows["status"]],
        rows["title"],
        _status(news, rows, as_of, lang),
        _dates(rows, lang),
        rows["source_url"].fillna(""),
        strict=True,
    )
    return [FeedItem(*each) for each in told]


def _status(news: News, rows: pd.DataFrame, as_of: dt.date | None, lang: Language) -> list[str]:
    """Return how far each measure is, and between two releases what it was before."""
    said = wording.measure_status(rows, overdue(rows, MEASURES, as_of), lang)
    if not news.compared:
        return list(said)
    words = MEASURES["status"].words(lang)
    return [_became(row, now, words, lang) for row, now in zip(rows.to_dict("records"), said, strict=True)]


def _became(row: Row, now: str, words: dict[str, str], lang: Language) -> str:
    if row["news"] == NEW.code:
        return lang("new: {status}", status=now)
    if row["news"] == CHANGED.code and (pd.isna(row["before"]) or row["before"] == row["status"]):
        return lang(
            "changed: {columns}", columns=lang.listing(lang.of(MEASURES[name].label) for name in row["columns"])
        )
    if pd.isna(row["before"]):  # an earlier release may be damaged and state none
        return now
    return lang("{before}, now {status}", before=words[row["before"]], status=now)


def _dates(rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return when each was reported, as exactly as the source says it."""
    date, precision = VAGUE if VAGUE[0] in rows else ("status_on", "status_on_precision")
    days = rows[date].fillna(rows["started_on"])
    exact = rows[precision].astype("string").fillna(rows["started_on_precision"].astype("string")).fillna("day")
    pairs = list(zip(days, exact, strict=True))
    said = {pair: "" if pd.isna(pair[0]) else lang.brief_date(*pair) for pair in set(pairs)}
    return [said[pair] for pair in pairs]


def _certified(news: News, ars: str, lang: Language) -> str:
    """Return that a municipality was certified since, and whether that is derived."""
    rows = news.certified[news.certified["ars"] == ars]
    if rows.empty:
        return ""
    said = lang("certified")
    column = MUNICIPALITIES["certified_certainty"]
    derived = (rows["certified_certainty"] == Certainty.DERIVED).any()
    return f"{said}, {column.words(lang)[Certainty.DERIVED]}" if derived else said
