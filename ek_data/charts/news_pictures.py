"""Pictures of the news: rows in words, and marks on the map."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from ek_data.changes import feed
from ek_data.changes.news import News
from ek_data.changes.news_kinds import HELD, OF_MEASURES, WORDS
from ek_data.charts.picture import Picture
from ek_data.charts.style import subtitle
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.programme_rows import overdue
from ek_data.dataset.wording import Worded
from ek_data.figures import event_words
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import N_, Language
from ek_data.maps import model
from ek_data.maps.indicators import place_names
from ek_data.maps.model import LegendEntry
from ek_data.palette import INK
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.text import as_sentence

NOTHING = "–"
PALE = 0.25  # strength of an area of which nothing is new


def measures(news: News, as_of: dt.date | None, lang: Language) -> Worded:
    """Return the measures that have news as rows in words, by cohort and municipality, those without a name last.

    `as_of` is the day up to which the data speak.
    """
    ordered = feed.in_order(news, news.measures).drop(columns=["ars", "of", "name", "nameless"])
    return Worded(ordered, partial(_words, news=news, as_of=as_of, lang=lang))


def listed(news: News, as_of: dt.date | None, lang: Language) -> Picture:
    """Return the list of the same measures, without a drawing, with their sources."""
    rows = measures(news, as_of, lang)
    return Picture(lang("news"), lang("Measures with news"), "", None, rows).sourced(news.measures)


def _words(rows: pd.DataFrame, news: News, as_of: dt.date | None, lang: Language) -> pd.DataFrame:
    """Return rows in words; what a measure was before is known only where two releases are compared."""
    status, category = MEASURES["status"].words(lang), MEASURES["category"].words(lang)
    became = {lang("News"): [lang(WORDS[kind]) for kind in rows["news"]]}
    earlier = {
        lang("Status before"): rows["before"].map(status).astype("string").fillna(NOTHING),
        lang("Changed"): [_columns(names, lang) for names in rows["columns"]],
    }
    dates = zip(rows["status_on"], rows["status_on_precision"], strict=True)
    return pd.DataFrame(
        {
            **(became if news.compared else {}),
            lang.of(MEASURES["municipality"].label): [news.where(row, lang) for row in rows.to_dict("records")],
            lang.of(MEASURES["title"].label): rows["title"],
            lang.of(MEASURES["category"].label): rows["category"].astype("string").map(category),
            lang.of(MEASURES["status"].label): wording.measure_status(rows, overdue(rows, MEASURES, as_of), lang),
            **(earlier if news.compared else {}),
            lang.of(MEASURES["status_on"].label): [
                None if pd.isna(day) else lang.short_date(day, precision) for day, precision in dates
            ],
            lang.of(MEASURES["source_url"].label): rows["source_url"],
        }
    )


def _columns(names: tuple[str, ...], lang: Language) -> str:
    return ", ".join(lang.of(MEASURES[name].label) for name in names) or NOTHING


def events(news: News, lang: Language, part: slice = slice(None)) -> list[str]:
    """Return one line for each event of a `part` of those that have news: what became of it, then the event."""
    rows = news.events[part]
    lines = event_words.lines(rows, news.names, lang)
    return [f"{lang(WORDS[kind])}: {line}" for kind, line in zip(rows["news"], lines, strict=True)]


def dated_events(news: News, lang: Language, part: slice = slice(None)) -> list[tuple[str, str]]:
    """Return each event of a `part` of those that have news: its date, and what it was.

    What became of it is said too, unless it was held like all others.
    """
    rows = news.events[part]
    plain = (news.events["news"] == HELD.code).all()
    kinds = ["" if plain else f"{lang(WORDS[kind])}: " for kind in rows["news"]]
    return [
        (event_words.brief(event, lang), kind + event_words.what(event, news.names, lang))
        for event, kind in zip(rows.to_dict("records"), kinds, strict=True)
    ]


def nothing_since(news: News, day: dt.date, as_of: dt.date | None, lang: Language) -> str:
    """Return that nothing is new for certain since `day`: why, and how much may be."""
    if as_of is not None and day >= as_of:
        return lang("The data reach only to {day}; they say nothing yet about the time after.", day=lang.date(as_of))
    nothing = (
        N_("Since {day} nothing is reported that is new for certain")
        if len(news.earlier)
        else N_("Since {day} nothing is reported with the date of a day")
    )
    return as_sentence("; ".join(filter(None, (lang(nothing, day=lang.date(day)), news.vague_sentence(1, lang)))))


def reservations(news: News, day: dt.date, data: Dataset, lang: Language) -> list[str]:
    """Return how the news since `day` are told from the dates in `data`, and what these leave open."""
    said = [lang("Counted is what is reported after {day}; what began before is told apart.", day=lang.date(day))]
    if data.as_of and day > data.as_of:
        said.append(lang("The data speak up to {day} only.", day=lang.date(data.as_of)))
    if vague := news.vague_sentence(len(news.vague_dates), lang):
        said.append(lang("{reports}: possibly from before, hence not counted.", reports=vague))
    if len(news.undated):
        said.append(
            lang.plural(
                "For {n} measure no date is known at all.",
                "For {n} measures no date is known at all.",
                len(news.undated),
            )
        )
    return said


def map_marks(news: News, lang: Language) -> pd.DataFrame:
    """Return the marks of the map: each participant by the number of its new reports, with all in words.

    Columns: ars, areas, kind, name, colour, strength, symbol, text, said. Where nothing is new there is no symbol: on a
    large map many signs for nothing would hide the few numbers.
    """
    members = news.municipalities[news.municipalities["takes_part"]]
    counts = news.by_municipality.reindex(members["ars"], fill_value=0)
    n = counts.sum(axis=1).to_numpy()
    joined = set(news.joined["ars"])
    said = [
        "; ".join(filter(None, (lang("joined") if ars in joined else "", told(row, lang)))) or lang("nothing new")
        for ars, row in zip(counts.index, counts.to_dict("records"), strict=True)
    ]
    return members[["ars", "areas", "kind"]].assign(
        name=place_names(members["name"]),
        colour=INK,
        strength=np.where(n > 0, 1.0, PALE),
        symbol=[lang.number(int(count)) if count else "" for count in n],
        text=[f"{name}: {words}" for name, words in zip(members["name"], said, strict=True)],
        said=said,
    )


def told(counts: Mapping[Any, Any], lang: Language) -> str:
    """Return "2 neu, 1 abgeschlossen": the kinds of news that occur, with their numbers."""
    return ", ".join(f"{lang.number(counts[kind.code])} {lang(kind.word)}" for kind in OF_MEASURES if counts[kind.code])


def news_map(news: News, boundaries: Boundaries, lang: Language) -> Picture:
    """Return where there is news: on the map, in one sentence and as rows in words."""
    marks = map_marks(news, lang)
    concerned = marks[marks["symbol"] != ""]
    names = news.municipalities["name"][concerned.index]
    table = pd.DataFrame({lang.of(MEASURES["municipality"].label): names, lang("News"): concerned["said"]})
    name, title = lang("map-of-the-news"), lang("Where there is news")
    finding = as_sentence(news.reporting(lang))
    counted = subtitle(lang("Participating municipalities"), lang, MUNICIPALITIES.counted(len(marks), lang))
    key = (
        LegendEntry(lang("Number of new reports"), INK, lang.number(1)),
        LegendEntry(lang("nothing new"), INK, "", strength=PALE),
    )
    drawn = model.draw(boundaries, marks, lang, key)
    return Picture(name, title, finding, None, table.reset_index(drop=True), subtitle=counted, map=drawn).sourced(
        news.measures
    )
