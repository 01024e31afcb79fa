"""Dates as precise as they are known: a day, a month or a year, in German, ISO and spreadsheet spellings."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from babel.dates import get_day_names

from ek_data.dataset.partial_dates import iso_text
from ek_data.i18n import GERMAN, GERMANY, N_, Language
from ek_data.spelling import folded
from ek_data.tables.types import Column
from ek_data.validation.parsers.calendar_words import months, weekdays
from ek_data.validation.parsers.cell import ALONE, NOT_A_DATE, WITH_WORDS, Beside, Cell, Unclear, unknown_or
from ek_data.validation.parsers.parts_of_years import without_part

EARLIEST, LATEST = 1900, 2100
LONGEST = 60  # characters; to look for a date in a long text would take very long
SERIALS = range(36526, 54789)  # 2000-01-01 to 2049-12-31 as Excel counts days
EXCEL_DAY_ZERO = dt.date(1899, 12, 30)

DAY_MONTH_YEAR = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4}|[0-9]{2})")
ISO_DAY = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})[-/.]([0-9]{1,2})(?:[T ][0-9:.]+(?:Z|[+-][0-9:]+)?)?")
INSTANT = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?:Z|[+-][0-9]{2}:?[0-9]{2})"
)
"""A moment with its distance from UTC. Midnight in Germany is another day in UTC."""
SLASHED = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
ISO_MONTH = re.compile(r"([0-9]{4})[-/]([0-9]{1,2})")
MONTH_YEAR = re.compile(r"([0-9]{1,2})[./-]([0-9]{4})")
DASHED = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
NAMED = re.compile(r"(?:([0-9]{1,2})(?:\. *| +|-))?([^\W\d_]+)(?:\. *| +|-|(?=[0-9]{4}))([0-9]{4}|'?[0-9]{2})")
MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? ([0-9]{1,2})(?:st|nd|rd|th)?,? ([0-9]{4})")
YEAR = re.compile(r"[0-9]{4}")
USUAL = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]{2}\.[0-9]{2}\.[0-9]{4}")
"""A whole day as most files write it: there is nothing to look for beside it."""
TIME = re.compile(
    r"(?<=[0-9]),?(?: |T)(?:um |ab )?[0-9]{1,2}(?:(?:[:.][0-9]{2}){1,2}|(?= ?(?:Uhr|h\b)))"
    r"(?: ?[-–] ?[0-9]{1,2}(?:[:.][0-9]{2})?)?(?: ?(?:Uhr|h))?$",
    re.IGNORECASE,
)
BEFORE = re.compile(r"(?:(?:am|im|den|in) )?(?:Jahre? )?", re.IGNORECASE)
WEEKDAY = re.compile(r"([^\W\d_]+)(?:\. ?, ?|, ?|\. | )(?:den )?(?=[0-9])")
WEEKDAY_AFTER = re.compile(r"(?<=[0-9]),? ?\(?([^\W\d_]+)\.?\)?$")
YEAR_FIRST = re.compile(r"([0-9]{4}),? ([^\W\d_]+)\.?")
SPAN = re.compile(
    r"([0-9]{1,2})\.? ?(?:([0-9]{1,2})\. ?)?([0-9]{4}|[0-9]{2})? ?(?:/|-|–|—|,|bis|und|u\.|\+|&) ?(?=[0-9])"
)
TIDY_ISO = re.compile(r"((?:19|20)[0-9]{2})(0[1-9]|1[0-2])([0-3][0-9])")
UNTIDY_DAY = re.compile(
    r"([0-9]{1,2})[.,;: ]{1,2}([0-9]{1,2})[.,;: ]{1,2}([0-9]{4})|([0-3][0-9])([01][0-9])((?:19|20)[0-9]{2})"
)
SHORT_MONTH = re.compile(r"([0-9]{1,2})[./-](1[3-9]|[2-6][0-9])")  # 05/25, of which 25 is no month
TWO_YEARS = re.compile(
    r"(?:[^\W\d_]+\.? )*['’]?((?:19|20)[0-9]{2}) ?(?:/|-|–|—|und|bis|u\.) ?['’]?(?:19|20)?([0-9]{2})"
)
LIMITS = {"vor", "nach", "bis", "spätestens", "frühestens", "nicht", "before", "after", "until"}
"""Words before a date that is not the one of what is told."""
ONE_DATE = [
    re.compile(rf"(?P<before>\D*?)(?<!\d)(?P<date>{form})(?P<after>\D*)")
    for form in (
        r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?(?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}",
        r"[0-9]{1,2}[./][0-9]{4}|(?:[0-9]{1,2}\. ?)?[^\W\d_]+\.? [0-9]{4}",
        r"[0-9]{4}",
    )
]
"""A date among words, the most exact one first."""
SERIAL = re.compile(r"[0-9]{5}(?:[.,][0-9]+)?")

READ_AS = N_("“{value}” was read as the date {repaired}.")
NUMBER_AS_DATE = N_("A spreadsheet kept the date as the number “{value}”. It was read as {repaired}.")
NO_SUCH_DAY = N_("The date “{value}” does not exist. If the day is not known, the month or year will do.")
DAY_OR_MONTH = N_("“{value}” can be read as two dates. Write day, month and year with dots: {german}.")
ANOTHER_WEEKDAY = N_("“{value}”: this day is a {weekday}. Please correct the day of the week or the date.")
LESS_EXACT = N_("“{value}” was read as {repaired}. What it says besides belongs into the note.")
OVER_TWO_YEARS = N_(
    "“{value}” reaches over two years. Write one date here, at best with the month, and the span into the note."
)
MORE_THAN_A_DATE = N_("“{value}” is more than a date. Write {date} here, and what else it says into the note.")
FAR_AWAY = N_("The year of “{value}” is not between 1900 and 2100.")


class Day(NamedTuple):
    """The first day of a span and its precision: day, month or year."""

    first: dt.date
    precision: str

    def __str__(self) -> str:
        return iso_text(self.first, self.precision)

    def sentence(self, lang: Language) -> str:
        """Return the day as people write it: "09.04.2025"."""
        return lang.short_date(self.first, self.precision)


def date(column: Column, beside: Beside = ALONE) -> Callable[[str], Cell]:
    """Return the parser of a column of dates."""
    return partial(_date, column, beside)


def _date(column: Column, beside: Beside, text: str) -> Cell:
    """Return the `Day` that `text` names. Raises `Unclear`."""
    text = " ".join(text.split())
    if USUAL.fullmatch(text):
        return exactly(text)
    if len(text) > LONGEST:
        raise unknown_or(NOT_A_DATE, text)
    if INSTANT.fullmatch(text):
        return _in_germany(text)
    bare, weekday = _without_weekday(TIME.sub("", BEFORE.sub("", text, count=1)))
    span = SPAN.match(bare)
    if span and (end := _whole_day(bare[span.end() :])):
        cell = _less_exact(_first_day(span, end, text), text, column, beside)
    elif rest := without_part(bare):
        cell = _less_exact(exactly(rest).value, text, column, beside)
    else:
        cell = _exactly_or_offered(bare, text)
    _require_weekday(weekday, cell.value)
    return cell if bare == text or cell.repair or cell.warning else _shown(cell.value, shortened=True)


def _in_germany(text: str) -> Cell:
    """Return the day that a moment with its distance from UTC is in Germany."""
    try:
        moment = dt.datetime.fromisoformat(text).astimezone(GERMANY)
    except ValueError:
        raise Unclear(NO_SUCH_DAY) from None
    return _shown(_day(moment.day, moment.month, str(moment.year)), shortened=True)


def _exactly_or_offered(bare: str, text: str) -> Cell:
    """Return the date that `bare` names. Raises `Unclear`, with the one that `text` names among words as an offer."""
    if (years := TWO_YEARS.fullmatch(bare)) and int(years[1][2:]) < int(years[2]) and int(years[2]) > 12:
        raise Unclear(OVER_TWO_YEARS)
    try:
        return exactly(bare)
    except Unclear as complaint:
        day = _among_words(text) if complaint.message == NOT_A_DATE else None
        if day is None:
            raise
        german = GERMAN.short_date(day.first, day.precision)
        raise Unclear(MORE_THAN_A_DATE, suggestion=german, date=german) from None


def _among_words(text: str) -> Day | None:
    """Return the date that stands in a text beside words only, save those that make another one of it."""
    for form in ONE_DATE:
        match = form.fullmatch(text)
        if match is None or set(match["before"].lower().split()) & LIMITS:
            continue
        try:
            day: Day = exactly(match["date"].strip()).value
        except Unclear:
            continue
        return day
    return None


def exactly(text: str) -> Cell:
    """Return the day, month or year that a text names and nothing else. Raises `Unclear`."""
    if match := DAY_MONTH_YEAR.fullmatch(text):
        return _shown(_day(int(match[1]), int(match[2]), match[3]), shortened=len(match[3]) == 2)
    if match := ISO_DAY.fullmatch(text):
        return _shown(_day(int(match[3]), int(match[2]), match[1]), shortened=len(text) > 10)
    if match := DASHED.fullmatch(text):
        return _shown(_day(int(match[1]), int(match[2]), match[3]), shortened=True)
    if match := ISO_MONTH.fullmatch(text):
        return Cell(_month(int(match[2]), match[1]))
    if match := MONTH_YEAR.fullmatch(text):
        return Cell(_month(int(match[1]), match[2]))
    if YEAR.fullmatch(text):
        return Cell(Day(_existing(int(text), 1, 1), "year"))
    if match := SLASHED.fullmatch(text):
        return _slashed(int(match[1]), int(match[2]), match[3])
    if match := NAMED.fullmatch(text):
        return _named(match, text)
    if (match := MONTH_FIRST.fullmatch(text)) and (month := months().get(folded(match[1]))):
        return _shown(_day(int(match[2]), month, match[3]), shortened=True)
    if (match := YEAR_FIRST.fullmatch(text)) and (month := months().get(folded(match[2]))):
        return _shown(_month(month, match[1]), shortened=True)
    if match := TIDY_ISO.fullmatch(text):
        return _shown(_day(int(match[3]), int(match[2]), match[1]), shortened=True)
    if SERIAL.fullmatch(text) and int(text[:5]) in SERIALS:
        day = Day(EXCEL_DAY_ZERO + dt.timedelta(days=int(text[:5])), "day")
        return Cell(day, str(day), repair=NUMBER_AS_DATE, values={"repaired": day})
    raise unknown_or(NOT_A_DATE, text, _typed(text))


def _typed(text: str) -> str | None:
    """Return the date of which a text is a typing error: 09.04.2025 of “9.4,2025”, 05/2025 of “05/25”."""
    if match := UNTIDY_DAY.fullmatch(text):
        day, month, year = (part for part in match.groups() if part)
        return f"{int(day):02}.{int(month):02}.{year}"
    if (match := SHORT_MONTH.fullmatch(text)) and 1 <= int(match[1]) <= 12:
        return f"{int(match[1]):02}/20{match[2]}"
    return None


def _without_weekday(text: str) -> tuple[str, int | None]:
    """Return a text without the day of the week before or behind it, and which one that is."""
    for match in (WEEKDAY.match(text), WEEKDAY_AFTER.search(text)):
        if match and (weekday := weekdays().get(folded(match[1]))) is not None:
            return text[: match.start()] + text[match.end() :], weekday
    return text, None


def _require_weekday(weekday: int | None, day: Day) -> None:
    """Raise `Unclear` where a date is on another day of the week than the text says."""
    if weekday is None or day.first.weekday() == weekday:
        return
    raise Unclear(ANOTHER_WEEKDAY, weekday=get_day_names("wide", "format", "de")[day.first.weekday()])


def _whole_day(text: str) -> Day | None:
    """Return the day that the end of a span names, or None where it names none."""
    if not (DAY_MONTH_YEAR.fullmatch(text) or ((match := NAMED.fullmatch(text)) and match[1])):
        return None
    day: Day = exactly(text).value
    return day


def _first_day(span: re.Match[str], end: Day, text: str) -> Day:
    """Return the first day of a span, of which month and year may stand at its end only."""
    last = end.first
    first = _day(int(span[1]), int(span[2] or last.month), span[3] or str(last.year))
    if first.first >= last:
        raise unknown_or(NOT_A_DATE, text)
    return first


def _less_exact(day: Day, text: str, column: Column, beside: Beside) -> Cell:
    """Return a date that says less than its text, which goes into the note."""
    if not beside.noted:
        return Cell(day, str(day), warning=LESS_EXACT, values={"repaired": day})
    note = f"{column.label.de}: {text}"
    return Cell(day, str(day), repair=WITH_WORDS, values={"repaired": day, "entered": note}, note=note)


def _named(match: re.Match[str], text: str) -> Cell:
    month = months().get(folded(match[2]))
    year = match[3].lstrip("'")
    if month is None:
        raise unknown_or(NOT_A_DATE, text)
    day = _day(int(match[1]), month, year) if match[1] else _month(month, year)
    return _shown(day, shortened=len(year) == 2)  # Excel turns 2024-11 into "Nov 24"


def _slashed(first: int, second: int, year: str) -> Cell:
    if first <= 12 and second <= 12 and first != second:
        raise Unclear(DAY_OR_MONTH, german=f"{first:02}.{second:02}.{year}")
    day, month = (second, first) if second > 12 else (first, second)
    return _shown(_day(day, month, year), shortened=True)


def _shown(day: Day, *, shortened: bool) -> Cell:
    return Cell(day, str(day), repair=READ_AS, values={"repaired": day}) if shortened else Cell(day)


def _day(day: int, month: int, year: str) -> Day:
    return Day(_existing(_year(year), month, day), "day")


def _month(month: int, year: str) -> Day:
    return Day(_existing(_year(year), month, 1), "month")


def _year(digits: str) -> int:
    """Return the year; two digits are of this century up to 69, as spreadsheets take them."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def _existing(year: int, month: int, day: int) -> dt.date:
    if not EARLIEST <= year <= LATEST:
        raise Unclear(FAR_AWAY)
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise Unclear(NO_SUCH_DAY) from None
