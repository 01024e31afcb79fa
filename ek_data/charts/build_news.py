"""Pictures of the news: rows in words, marks on the map and in the matrix."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd

from ek_data.changes.kinds import LOOKS, SIGNS, WORDS
from ek_data.changes.news import News
from ek_data.charts.news import SAID, news_matrix, told
from ek_data.charts.picture import Picture
from ek_data.charts.style import FIRST_ROWS, subtitle
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lazy_table import Worded
from ek_data.dataset.programme import overdue
from ek_data.figures.agenda import lines
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.maps import model
from ek_data.maps.model import LegendEntry
from ek_data.palette import MUTED
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.text import as_sentence

NOTHING = "–"


def measures(news: News, as_of: dt.date | None, lang: Language) -> Worded:
    """Return the measures that have news as rows in words, by cohort and municipality, those without a name last.

    `as_of` is the day up to which the data speak.
    """
    whose = news.municipalities.set_index("ars")
    rows = news.measures.assign(
        of=news.measures["municipality"].map(whose["cohort"]).fillna(news.measures["cohort"]),
        name=news.measures["municipality"].map(whose["name"]),
    )
    rows = rows.assign(nameless=rows["name"].isna()).sort_values(["nameless", "of", "name"], kind="stable")
    ordered = rows.drop(columns=["of", "name", "nameless"]).reset_index(drop=True)
    return Worded(ordered, partial(_words, news=news, as_of=as_of, lang=lang))


def _words(rows: pd.DataFrame, news: News, as_of: dt.date | None, lang: Language) -> pd.DataFrame:
    """Return rows in words; what a measure was before is known only where two releases are compared."""
    status, category = MEASURES["status"].words(lang), MEASURES["category"].words(lang)
    became = {lang("News"): [lang(WORDS[kind]) for kind in rows["news"]]}
    earlier = {
        lang("Status before"): rows["before"].map(status).fillna(NOTHING),
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
    return [
        f"{lang(WORDS[kind])}: {line}" for kind, line in zip(rows["news"], lines(rows, news.names, lang), strict=True)
    ]


def listed(news: News, measures: pd.DataFrame, events: pd.DataFrame, lang: Language) -> list[str]:
    """Return one line for each of some measures and events: of whom, what and how far it is."""
    status = MEASURES["status"].words(lang)
    told = [f"{news.where(row, lang)}: {row['title']} ({status[row['status']]})" for row in measures.to_dict("records")]
    return [*told, *lines(events, news.names, lang)]


def nothing_since(news: News, day: dt.date, as_of: dt.date | None, lang: Language) -> str:
    """Return that nothing is new for certain since `day`: why, and how much may be."""
    if as_of is not None and day >= as_of:
        return lang("The data reach only to {day}; they say nothing yet about the time after.", day=lang.date(as_of))
    said = lang("Since {day} nothing is reported that is new for certain", day=lang.date(day))
    return as_sentence("; ".join(filter(None, (said, news.vague_sentence(lang)))))


def reservations(news: News, day: dt.date, data: Dataset, lang: Language) -> list[str]:
    """Return how the news since `day` are told from the dates in `data`, and what these leave open."""
    said = [lang("Counted is what is reported after {day}; what began before is told apart.", day=lang.date(day))]
    if data.as_of and day > data.as_of:
        said.append(lang("The data speak up to {day} only.", day=lang.date(data.as_of)))
    if (vague := news.vague_sentence(lang)) and not news.empty:  # else the finding says so itself
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


def matrix(news: News, lang: Language, rows: slice = FIRST_ROWS) -> Picture:
    """Return which municipality has news in which category."""
    finding = as_sentence(news.reported(lang))
    return news_matrix(news.counts.reset_index(), news.municipalities, finding, lang, rows).sourced(news.measures)


def map_marks(news: News, lang: Language) -> pd.DataFrame:
    """Return the marks of the map: each participant by the furthest of its news, with all in words.

    Columns: ars, kind, name, colour, symbol, text, said.
    """
    members = news.municipalities[news.municipalities["takes_part"]]
    rows = members[["ars", "kind"]]
    counts = news.by_municipality().reindex(rows["ars"], fill_value=0)
    some = (counts > 0).any(axis=1)
    furthest = (counts > 0)[list(LOOKS)].idxmax(axis=1).where(some)
    joined = set(news.joined["ars"])
    said = [
        "; ".join(filter(None, (lang("joined") if ars in joined else "", told(row, lang)))) or lang("nothing new")
        for ars, row in zip(counts.index, counts.to_dict("records"), strict=True)
    ]
    names = members["name"]
    signs = furthest.map(SIGNS).fillna(NOTHING).to_numpy()
    return rows.assign(
        name=names,
        colour=furthest.map({kind: look.colour for kind, look in LOOKS.items()}).fillna(MUTED).to_numpy(),
        symbol=[("★" if ars in joined else sign) for ars, sign in zip(rows["ars"], signs, strict=True)],
        text=[f"{name}: {words}" for name, words in zip(names, said, strict=True)],
        said=said,
    )


def news_map(news: News, boundaries: Boundaries, lang: Language) -> Picture:
    """Return where there is news: on the map, in one sentence and as rows in words."""
    marks = map_marks(news, lang)
    concerned = marks[marks["symbol"] != NOTHING]
    table = pd.DataFrame({lang.of(MEASURES["municipality"].label): concerned["name"], lang("News"): concerned["said"]})
    name, title = lang("map-of-the-news"), lang("Where there is news")
    finding = as_sentence(news.reporting(lang))
    counted = subtitle(lang("Participating municipalities"), lang, MUNICIPALITIES.counted(len(marks), lang))
    drawn = model.draw(boundaries, marks, lang, _key(news, marks, lang))
    rows = table.reset_index(drop=True)
    return Picture(name, title, finding, None, rows, subtitle=counted, map=drawn).sourced(news.measures)


def _key(news: News, marks: pd.DataFrame, lang: Language) -> tuple[LegendEntry, ...]:
    signs = {kind: sign for kind, sign in SIGNS.items() if (marks["symbol"] == sign).any()}
    found = [LegendEntry(lang(SAID[kind]), LOOKS[kind].colour, sign) for kind, sign in signs.items()]
    joined = [LegendEntry(lang("joined"), MUTED, "★")] if len(news.joined) else []
    return (*found, *joined, LegendEntry(lang("nothing new"), MUTED, NOTHING))
