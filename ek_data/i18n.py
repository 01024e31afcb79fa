"""German and English: messages, numbers, dates and lists.

Messages are written in English in the code. The German catalogue lies in ``locale/de/LC_MESSAGES/*.po``, one file
per subject, and is read by Babel at run time. A `Language` is passed to whatever makes words; there is no current
language in any module.
"""

from __future__ import annotations

import datetime as dt
import logging
import math
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import babel.dates
import babel.lists
import babel.numbers
from babel.messages.pofile import PoFileError, read_po

CATALOGUES = Path(__file__).parent / "locale"
GERMANY = babel.dates.get_timezone("Europe/Berlin")
READ_AGAIN = 10.0  # seconds until a damaged catalogue is tried again
LANGUAGES = {"de": "Deutsch", "en": "English"}


class Words(NamedTuple):
    """The same words in both languages, for what is declared once and shown everywhere."""

    de: str
    en: str


def N_(message: str) -> str:  # noqa: N802 - the customary mark of a message that is translated later
    """Mark `message` for translation without translating it."""
    return message


def catalogue(code: str) -> Mapping[Any, Any]:
    """Return the messages of one language by their English id; empty for English.

    A plural message has the pair of its English forms as id and the tuple of its translated forms as value. What a
    damaged file would translate stays English until the file is mended.
    """
    messages, read_again = _catalogues.get(code, ({}, 0.0))
    if time.monotonic() >= read_again:
        messages, whole = _catalogue(CATALOGUES / code / "LC_MESSAGES", code)
        _catalogues[code] = messages, math.inf if whole else time.monotonic() + READ_AGAIN
    return messages


_catalogues: dict[str, tuple[Mapping[Any, Any], float]] = {}


def _catalogue(folder: Path, code: str) -> tuple[Mapping[Any, Any], bool]:
    """Return the messages of all files that can be read, and whether nothing is missing."""
    messages: dict[Any, Any] = {}
    whole = True
    for file in sorted(folder.glob("*.po")):
        try:
            with file.open("rb") as lines:
                messages |= {entry.id: entry.string for entry in read_po(lines, locale=code) if entry.id}
        except (OSError, ValueError, PoFileError):
            logging.getLogger(__name__).exception("the catalogue %s cannot be read", file.name)
            whole = False
    return messages, whole and bool(messages)


def speak_of(terms: Mapping[str, Words]) -> None:
    """Take `terms` for what messages and declared words name in braces, as in ``Map of {region}``."""
    _terms.clear()
    _terms.update(terms)
    _termed.cache_clear()


_terms: dict[str, Words] = {}


@lru_cache(4096)
def _termed(text: str, code: str) -> str:
    for name, words in _terms.items():
        text = text.replace(f"{{{name}}}", words.de if code == "de" else words.en)
    return text


@dataclass(frozen=True)
class Language:
    """Everything that sounds different in German and in English.

    Call it to translate: ``lang("{n} rows", n=3)``. The message id is looked up before values are put in, so the id
    itself never holds a value.
    """

    code: str = "de"

    @cached_property
    def locale(self) -> str:
        return {"de": "de_DE", "en": "en_GB"}[self.code]

    def __call__(self, message: str, /, **values: Any) -> str:
        translated: str = self._said(catalogue(self.code).get(message) or message)
        if not values:
            return translated
        try:
            return translated.format(**values)
        except (LookupError, ValueError):  # the catalogue names another value
            return self._said(message).format(**values)

    def plural(self, one: str, many: str, n: int, /, **values: Any) -> str:
        """Return the form for `n`; ``{n}`` in the message is the number with separators."""
        forms: tuple[str, str] = catalogue(self.code).get((one, many)) or (one, many)
        return self._said(forms[0 if n == 1 else 1]).format(n=self.number(n), **values)

    def of(self, words: Words) -> str:
        """Return the declared `words` in this language."""
        return self._said(words.de if self.code == "de" else words.en)

    def _said(self, text: str) -> str:
        """Return `text` with the terms that it names in braces."""
        return _termed(text, self.code) if "{" in text else text

    def number(self, value: float, digits: int | None = None) -> str:
        """Return `value` with the separators of the language, with `digits` decimals if given."""
        return _number(value, digits, self.locale)

    def date(self, day: dt.date, precision: str = "day") -> str:
        """Return ``8. April 2025``, ``April 2025`` or ``2025``, as precise as the day is known."""
        pattern = {"day": "d. MMMM y" if self.code == "de" else "d MMMM y", "month": "MMMM y", "year": "y"}
        return babel.dates.format_date(day, pattern[precision], locale=self.locale)

    def short_date(self, day: dt.date, precision: str = "day") -> str:
        """Return ``08.04.2025``, ``04/2025`` or ``2025``: for tables, where room is scarce."""
        pattern = {"day": "dd.MM.y" if self.code == "de" else "dd/MM/y", "month": "MM/y", "year": "y"}
        return babel.dates.format_date(day, pattern[precision], locale=self.locale)

    def brief_date(self, day: dt.date, precision: str = "day") -> str:
        """Return ``8. Apr. 2025``, ``Nov. 2025`` or ``2025``: for lists, where a month is read and not worked out."""
        pattern = {"day": "d. MMM y" if self.code == "de" else "d MMM y", "month": "MMM y", "year": "y"}
        return babel.dates.format_date(day, pattern[precision], locale=self.locale)

    @property
    def months(self) -> Mapping[str, str]:
        """The names of the months by their number of two digits."""
        names: Mapping[int, str] = babel.dates.get_month_names("wide", "stand-alone", locale=self.locale)
        return {f"{number:02}": name for number, name in names.items()}

    def moment(self, at: dt.datetime) -> str:
        """Return date and time of a moment in UTC, in the time of Mainz: ``08.04.2025, 14:30``."""
        pattern = "dd.MM.y, HH:mm" if self.code == "de" else "d MMM y, HH:mm"
        return babel.dates.format_datetime(at, pattern, tzinfo=GERMANY, locale=self.locale)

    def day_of(self, at: dt.datetime) -> str:
        """Return the day of a moment in UTC, in the time of Mainz: ``8. April 2025``."""
        return self.date(at.astimezone(GERMANY).date())

    def ago(self, day: dt.date, today: dt.date) -> str:
        """Return ``vor 12 Monaten``, in the largest unit of which there are at least two."""
        if day == today:
            return self(N_("today"))
        return babel.dates.format_timedelta(
            -_between(day, today),
            granularity="day",
            threshold=2,
            add_direction=True,
            locale=self.locale,
        )

    def more(self, n: int) -> str:
        """Return ``3 weitere``: how many there are beyond those named."""
        return self.plural("{n} more", "{n} more", n)

    def some(self, items: Sequence[str], most: int) -> list[str]:
        """Return the first `most` of `items`, and where there are more of them, how many."""
        return [*items[:most], *([self.more(len(items) - most)] if len(items) > most else [])]

    def listing(self, items: Iterable[str]) -> str:
        """Return ``a, b und c``."""
        return babel.lists.format_list(list(items), locale=self.locale)


def _between(day: dt.date, today: dt.date) -> dt.timedelta:
    """Return how long ago a day is, its months as ones of 30 days, because Babel takes every month for that long."""
    months = round((today.year - day.year) * 12 + today.month - day.month + (today.day - day.day) / 30)
    return dt.timedelta(days=30 * months) if 2 <= months < 24 else today - day


def today() -> dt.date:
    """Return today's date in Germany, wherever the server stands."""
    return dt.datetime.now(GERMANY).date()


@lru_cache(4096, typed=True)
def _number(value: float, digits: int | None, locale: str) -> str:
    pattern = None if digits is None else "#,##0." + "0" * digits if digits else "#,##0"
    return babel.numbers.format_decimal(value, format=pattern, locale=locale)


GERMAN, ENGLISH = Language("de"), Language("en")
