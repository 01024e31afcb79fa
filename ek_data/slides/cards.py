"""Cards of a slide: headline figures, and what is new side by side, each with a number to see from afar."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import accumulate
from math import ceil

import pandas as pd

from ek_data.changes.news import News
from ek_data.changes.news_kinds import CHANGED, FINISHED, REMOVED
from ek_data.figures.overview import Tile
from ek_data.i18n import Language
from ek_data.tables import EVENTS

Card = tuple[str, str, str]  # label, number, and a note of few lines
LINES = 3  # of what makes a figure up, each on its own; more stand behind one another
MOST_LINES, LINE_LENGTH = 8, 22  # of a card, in characters that a line holds at least


def headline_cards(tiles: Iterable[Tile], lang: Language) -> tuple[Card, ...]:
    """Return headline figures with what makes each up; the reservations are for the speaker."""
    return tuple(_headline_card(tile, lang) for tile in tiles)


def _headline_card(tile: Tile, lang: Language) -> Card:
    """Return the card of a figure; the unit of a sum stands in the note, so that its number can be large."""
    note = _made_up_of(tile)
    if tile.figure.value is None:
        return tile.label, tile.figure.words(lang), note
    if tile.figure.column:
        return tile.label, tile.figure.words(lang), " · ".join(filter(None, (tile.beside, note)))
    return tile.label, tile.number(lang), note


def _made_up_of(tile: Tile) -> str:
    notes = [note.words for note in tile.notes[0]] if tile.notes else []
    return ("\n" if len(notes) <= LINES else ", ").join(notes)


def news_cards(news: News, lang: Language) -> tuple[Card, ...]:
    """Return how many measures are new and implemented, and how many events there were; what there is none of is out.

    Each card names of whom they tell, of as many as there is room for.
    """
    kind = news.measures["news"]
    done = kind == FINISHED.code
    ahead = news.measures[~done & ~kind.isin([CHANGED.code, REMOVED.code])]
    events = news.events[news.events["news"] != REMOVED.code]
    new = lang("measures new") if news.compared else lang("measures {unfinished}")
    cards = (
        (lang("measures implemented or ended"), int(done.sum()), _by_whom(news, news.measures[done], lang)),
        (new, len(ahead), _by_whom(news, ahead, lang)),
        (lang("events"), len(events), _by_type(events, lang)),
    )
    return tuple((label, lang.number(n), "\n".join(lines)) for label, n, lines in cards if n)


def _by_whom(news: News, rows: pd.DataFrame, lang: Language) -> list[str]:
    """Return each municipality with the number of its rows, then cohorts as a whole, as far as a card has room."""
    whose = pd.Series([news.where(row, lang) for row in rows.to_dict("records")], rows.index, dtype="string")
    counted = whose.groupby([rows["municipality"].isna(), whose]).size()
    return _with_room(
        [(str(who), int(n)) for who, n in zip(counted.index.get_level_values(1), counted, strict=True)], lang
    )


def _by_type(events: pd.DataFrame, lang: Language) -> list[str]:
    words = EVENTS["type"].words(lang)
    counts = events["type"].astype("string").value_counts()
    return _with_room([(words[str(code)], int(n)) for code, n in counts.items()], lang)


def _with_room(counts: list[tuple[str, int]], lang: Language) -> list[str]:
    """Return the first of some counts in words, as many as a card holds, and the sum of the others."""
    lines = [f"{name}: {lang.number(n)}" for name, n in counts]
    used = list(accumulate(ceil(len(line) / LINE_LENGTH) for line in lines))
    if not used or used[-1] <= MOST_LINES:
        return lines
    most = sum(height < MOST_LINES for height in used)
    return [*lines[:most], lang("others: {n}", n=lang.number(sum(n for _name, n in counts[most:])))]
