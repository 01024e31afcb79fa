"""Pictures in the size of a slide: as many rows as the back of the room can read, and how many more there are."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from ek_data.charts.drawers.svg import fitting
from ek_data.charts.picture import Picture
from ek_data.charts.spec import Form, Guide, Spec
from ek_data.i18n import Language

WIDE, HIGH = 1760, 690  # pixels for a picture on a slide of 1920 × 1080, below two lines of title
LINE, REMARK = 45, 58  # pixels of a line of a remark, and of the first one
LINE_LENGTH = 88  # characters of it
WORDS, MOST_SQUARES = 4, 22  # squares that "3 of 7" takes, and that are large enough for it on a slide
COHORTS_DRAWN = 3  # beside one another; of more there are numbers only
FEWEST = 2  # rows without which a picture is none
TABLE_ROWS, TABLE_COLUMNS = slice(4), slice(4)  # of a table that takes its place
LINES_NAMED = 3  # ends of lines with room for two lines of words each


class Sized(NamedTuple):
    """A picture for a slide, or the first rows of its table where it has no room for two rows, and what is left out."""

    picture: Picture
    table: pd.DataFrame | None
    remark: str


def sized(picture: Picture, lang: Language) -> Sized:
    """Return the picture with the rows that fit on a slide, never smaller, and in words how many more there are."""
    if picture.spec is None:
        return Sized(picture, None, "")
    spec = _plain(picture.spec, lang)
    most = fitting(spec, WIDE, HIGH - REMARK)
    hidden = sum(not row.look for row in spec.rows[most:])
    if not hidden:
        return Sized(replace(picture, spec=spec), None, "")
    if most < FEWEST:
        table = picture.table
        hidden = max(len(table) - TABLE_ROWS.stop, 0)
        return Sized(replace(picture, spec=None), table.iloc[TABLE_ROWS, TABLE_COLUMNS], _more(hidden, lang))
    return Sized(replace(picture, spec=_first_rows(spec, most)), None, _more(hidden, lang))


def _more(n: int, lang: Language) -> str:
    return lang.plural("… {n} more", "… {n} more", n) if n else ""


def room_for_picture(remark: str) -> int:
    """Return the pixels that a picture may be high above a remark."""
    return HIGH - (REMARK + LINE * (len(remark) // LINE_LENGTH) if remark else 0)


def _plain(spec: Spec, lang: Language) -> Spec:
    """Return a spec without what a slide need not say: a key to what its rows name, a mark from another source."""
    named = {row.name for row in spec.rows}
    key = tuple(entry for entry in spec.key if entry[0] not in named)
    guides = tuple(Guide(guide.x, lang("In common to month {month}", month=round(guide.x))) for guide in spec.guides)
    steps = spec.steps
    if sum(bool(line.end) for line in steps) > LINES_NAMED:
        steps = tuple(replace(line, end=line.end.replace("\n", ": ")) for line in steps)
    return replace(spec, key=key, guides=guides if spec.up else (), steps=steps)


def _first_rows(spec: Spec, most: int) -> Spec:
    rows = spec.rows[:most]
    while rows and rows[-1].look:  # a heading of nothing
        rows = rows[:-1]
    return replace(spec, rows=rows, marks=tuple(mark for mark in spec.marks if mark.row < len(rows)))


def by_numbers(spec: Spec, sizes: pd.Series, lang: Language) -> Spec:
    """Return categories by cohort with the size of each cohort at its head, so that a number alone is enough below it.

    `sizes` are the municipalities of each cohort in the order of the heads. Small cohorts stay as they are; of many
    there is no room for more than the numbers.
    """
    many = len(sizes) > COHORTS_DRAWN
    if len(sizes) * (sizes.max() + WORDS) <= MOST_SQUARES:
        return spec
    starts = [place for place, _words in spec.across.ticks]
    heads = [f"’{str(cohort)[-2:]}" for cohort in sizes.index]
    if not many:
        heads = [lang("{cohort} (n = {n})", cohort=cohort, n=lang.number(n)) for cohort, n in sizes.items()]
    marks = [replace(mark, text=mark.text if mark.brief is None else mark.brief) for mark in spec.marks]
    if many:
        marks = [
            replace(mark, x=max(start for start in starts if start - 1 < mark.x))
            for mark in marks
            if mark.form == Form.WORDS or (mark.x in starts and not mark.counts)  # a dot where nothing is reported
        ]
    across = replace(spec.across, ticks=tuple(zip(starts, heads, strict=True)))
    return replace(spec, across=across, marks=tuple(marks))
