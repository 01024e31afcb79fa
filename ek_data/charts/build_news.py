"""Pictures of the news: rows in words, marks on the map, in the matrix and on the curve."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pandas as pd

from ek_data.analysis import cohorts
from ek_data.changes.kinds import LOOKS, SIGNS, WORDS
from ek_data.changes.news import News
from ek_data.charts.news import SAID, curve_with_stars, news_matrix, told
from ek_data.charts.picture import Picture
from ek_data.charts.style import FIRST_ROWS
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.lazy_table import Worded
from ek_data.figures.agenda import lines
from ek_data.geo.boundaries import Boundaries
from ek_data.i18n import Language
from ek_data.maps import model
from ek_data.maps.model import LegendEntry, Map
from ek_data.palette import MUTED
from ek_data.tables import MEASURES

NOTHING = "–"


def measures(news: News, lang: Language) -> Worded:
    """Return the measures that have news as rows in words, what was finished first."""
    return Worded(news.measures, partial(_words, news=news, lang=lang))


def _words(rows: pd.DataFrame, news: News, lang: Language) -> pd.DataFrame:
    """Return rows in words; what a measure was before is known only where two releases are compared."""
    status, category = MEASURES["status"].words(lang), MEASURES["category"].words(lang)
    earlier = {
        lang("Status before"): rows["before"].map(status).fillna(NOTHING),
        lang("Changed"): [_columns(names, lang) for names in rows["columns"]],
    }
    dates = zip(rows["status_on"], rows["status_on_precision"], strict=True)
    return pd.DataFrame(
        {
            lang("News"): [lang(WORDS[kind]) for kind in rows["news"]],
            lang.of(MEASURES["municipality"].label): [news.where(row, lang) for row in rows.to_dict("records")],
            lang.of(MEASURES["title"].label): rows["title"],
            lang.of(MEASURES["category"].label): rows["category"].astype("string").map(category),
            lang.of(MEASURES["status"].label): wording.measure_status(rows, lang),
            **(earlier if news.compared else {}),
            lang.of(MEASURES["status_on"].label): [
                None if pd.isna(day) else lang.short_date(day, precision) for day, precision in dates
            ],
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


def reservations(news: News, day: dt.date, data: Dataset, lang: Language) -> list[str]:
    """Return how the news since `day` are told from the dates in `data`, and what these leave open."""
    said = [
        lang(
            "By the dates in the data after {day}: new is what began since, finished what is reported since as "
            "implemented or ended, changed what is reported since in another status.",
            day=lang.date(day),
        )
    ]
    if data.as_of and day > data.as_of:
        said.append(lang("The data speak up to {day} only.", day=lang.date(data.as_of)))
    if news.unsure:
        said.append(
            lang.plural(
                "For {n} measure the date is not known to the day, so it may be new as well.",
                "For {n} measures the date is not known to the day, so they may be new as well.",
                news.unsure,
            )
        )
    if news.undated:
        said.append(
            lang.plural(
                "For {n} measure no date is known at all.", "For {n} measures no date is known at all.", news.undated
            )
        )
    return said


def matrix(news: News, lang: Language, rows: slice = FIRST_ROWS) -> Picture:
    """Return which municipality has news in which category."""
    return news_matrix(news.counts.reset_index(), news.municipalities, lang, rows).sourced(news.measures)


def curve_since(data: Dataset, day: dt.date, lang: Language) -> Picture:
    """Return the comparison of the cohorts with a star where each stood on `day`."""
    note = lang("A star marks where each cohort stood on {day}, as is known today.", day=lang.date(day))
    points = cohorts.curve_on(data, day)
    return curve_with_stars(cohorts.adoption_curve(data), points, lang.short_date(day), note, lang).sourced(
        data.measures
    )


def curve_between(data: Dataset, older: Dataset, lang: Language) -> Picture:
    """Return the comparison of the cohorts with a star where each ended in the `older` release."""
    name = lang("release {n}", n=older.origin.release)
    note = lang("A star marks where the curve of each cohort ended in {release}.", release=name)
    points = cohorts.curve_ended(data, older)
    return curve_with_stars(cohorts.adoption_curve(data), points, name, note, lang).sourced(data.measures)


def map_marks(news: News, data: Dataset, lang: Language) -> pd.DataFrame:
    """Return the marks of the map: each participant of `data` by the furthest of its news, with all in words.

    Columns: ars, kind, name, colour, symbol, text, said.
    """
    rows = data.participants[["ars", "kind"]]
    counts = news.by_municipality().reindex(rows["ars"], fill_value=0)
    some = (counts > 0).any(axis=1)
    furthest = (counts > 0)[list(LOOKS)].idxmax(axis=1).where(some)
    joined = set(news.joined["ars"])
    said = [
        "; ".join(filter(None, (lang("joined") if ars in joined else "", told(row, lang)))) or lang("nothing new")
        for ars, row in zip(counts.index, counts.to_dict("records"), strict=True)
    ]
    names = rows["ars"].map(news.names)
    signs = furthest.map(SIGNS).fillna(NOTHING).to_numpy()
    return rows.assign(
        name=names,
        colour=furthest.map({kind: look.colour for kind, look in LOOKS.items()}).fillna(MUTED).to_numpy(),
        symbol=[("★" if ars in joined else sign) for ars, sign in zip(rows["ars"], signs, strict=True)],
        text=[f"{name}: {words}" for name, words in zip(names, said, strict=True)],
        said=said,
    )


def map_of(news: News, data: Dataset, boundaries: Boundaries, lang: Language) -> Map:
    """Return the map of the municipalities with news."""
    marks = map_marks(news, data, lang)
    legend = [
        LegendEntry(lang(SAID[kind]), LOOKS[kind].colour, sign)
        for kind, sign in SIGNS.items()
        if (marks["symbol"] == sign).any()
    ]
    if len(news.joined):
        legend.append(LegendEntry(lang("joined"), MUTED, "★"))
    return model.draw(boundaries, marks, lang, (*legend, LegendEntry(lang("nothing new"), MUTED, NOTHING)))


def behind_map(news: News, data: Dataset, lang: Language) -> Picture:
    """Return what the map shows in one sentence and as rows in words."""
    marks = map_marks(news, data, lang)
    concerned = marks[marks["symbol"] != NOTHING]
    finding = lang.plural(
        "{some} of {n} participating municipality has news.",
        "{some} of {n} participating municipalities have news.",
        len(marks),
        some=lang.number(len(concerned)),
    )
    table = pd.DataFrame({lang.of(MEASURES["municipality"].label): concerned["name"], lang("News"): concerned["said"]})
    name, title = lang("map-of-the-news"), lang("Where there is news")
    return Picture(name, title, finding, None, table.reset_index(drop=True)).sourced(news.measures)
