"""How a text file separates, quotes and escapes its cells: found by known column names, else by what fits best."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from dataclasses import dataclass
from typing import Any

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.names import Known

USUAL = (";", "\t", ",", "|")
RARE = (":", "~", "^", "#", "!", "&", "*", " ")
NONE = "\x1f"
SAMPLE, ROWS, HEADER_ROWS = 200_000, 300, 60
GOOD = 0.5

ESCAPED = N_("Quotation marks inside cells are escaped by backslashes. The backslashes were removed.")
APOSTROPHES = N_("The cells are enclosed in single quotation marks. They were removed.")
SPACES = N_("Spaces after the separators were removed.")
UNUSUAL = N_("The cells are separated by an unusual character: “{delimiter}”.")
UNSEPARATED = N_("No separator fits the rows. Each line was read as one cell.")
DECIMALS = N_("The commas were read as decimal commas of a single column.")

NUMBER = re.compile(
    r"\s*[-+]?(\d{1,3}([.,'\s\u00a0\u202f]\d{3})+|\d+)?([.,]\d+)?(e[-+]?\d+)?\s*(€|%|EUR)?\s*", re.IGNORECASE
)
DATE = re.compile(r"\s*\d{1,4}[-./]\d{1,2}[-./]\d{1,4}([T ]\d{1,2}:\d\d.*)?\s*|\s*\d{1,2}:\d\d(:\d\d)?\s*")
_SEPARATOR_LINE = re.compile(rb'"?sep=(.)"?[;,\t]*\r?\n', re.IGNORECASE)
_FOREIGN = re.compile(r'[;\t|]|^\s*["\']')


@dataclass(frozen=True)
class Dialect:
    """The signs between and around cells. Without a delimiter each line is one cell."""

    delimiter: str = NONE
    quote: str = '"'
    escape: str | None = None
    spaces: bool = False

    @property
    def options(self) -> dict[str, Any]:
        """The dialect as the standard library's `csv` takes it."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "escapechar": self.escape,
            "doublequote": self.escape is None,
            "skipinitialspace": self.spaces,
        }

    @property
    def plain(self) -> bool:
        """Whether Arrow reads this dialect exactly as `csv` does."""
        return self.escape is None and not self.spaces

    @property
    def shown(self) -> str:
        return "" if self.delimiter == NONE else self.delimiter


def is_value(cell: str) -> bool:
    """Whether a cell is a number, date or time: what data have and column names seldom."""
    return any(character.isdigit() for character in cell) and bool(NUMBER.fullmatch(cell) or DATE.fullmatch(cell))


def separator_line(utf8: bytes) -> tuple[str | None, bytes]:
    """Return the delimiter that a first line ``sep=;`` declares, and the text after that line."""
    match = _SEPARATOR_LINE.match(utf8)
    return (match[1].decode("latin-1"), utf8[match.end() :]) if match and match[1][0] < 128 else (None, utf8)


def find(utf8: bytes, known: Known) -> tuple[Dialect, tuple[Finding, ...]]:
    """Return the dialect of a text and remarks about it."""
    sample = _sample(utf8)
    quote = _quote(sample)
    delimiter, findings = _delimiter(sample, quote, known)
    dialect = Dialect(delimiter, quote)
    if quote == "'":
        findings = (*findings, Repair(APOSTROPHES))
    return _refined(dialect, sample, utf8, findings)


def with_delimiter(utf8: bytes, delimiter: str) -> tuple[Dialect, tuple[Finding, ...]]:
    """Return the dialect of a text whose delimiter is declared."""
    sample = _sample(utf8)
    return _refined(Dialect(delimiter, _quote(sample)), sample, utf8, ())


def _refined(
    dialect: Dialect, sample: str, utf8: bytes, findings: tuple[Finding, ...]
) -> tuple[Dialect, tuple[Finding, ...]]:
    quote = dialect.quote.encode()
    escape = "\\" if b"\\" + quote in utf8 and quote + quote not in utf8.replace(b"\\" + quote, b"") else None
    if escape and not re.search(rf"\\{dialect.quote}.*{dialect.quote}", sample):
        escape = None
    spaces = _spaced(sample, dialect)
    remarks = [Problem(ESCAPED, severity="warning")] if escape else []
    return Dialect(dialect.delimiter, dialect.quote, escape, spaces), (
        *findings,
        *remarks,
        *([Repair(SPACES)] if spaces else []),
    )


def _sample(utf8: bytes) -> str:
    """Return the beginning of a text, in whole lines where it has any."""
    start = utf8[:SAMPLE]
    if len(utf8) > SAMPLE:
        end = max(start.rfind(b"\n"), start.rfind(b"\r")) + 1
        start = start[:end] or start
    return start.decode(errors="ignore")


def _quote(sample: str) -> str:
    enclosed = re.compile(r"(?:^|[;,\t|])'[^'\n]*'(?=[;,\t|\r\n]|$)", re.MULTILINE)
    return "'" if '"' not in sample and len(enclosed.findall(sample)) >= 2 else '"'


def _delimiter(sample: str, quote: str, known: Known) -> tuple[str, tuple[Finding, ...]]:
    by_name = max(USUAL, key=lambda delimiter: known.best(_rows(sample, delimiter, quote, HEADER_ROWS))[0])
    if known.best(_rows(sample, by_name, quote, HEADER_ROWS))[0]:
        return by_name, ()
    scores = {delimiter: _score(sample, delimiter, quote) for delimiter in USUAL if delimiter in sample}
    usual = max(scores, key=lambda delimiter: scores[delimiter], default=NONE)
    if usual == "," and _decimal_commas(sample, quote):
        return NONE, (Problem(DECIMALS, severity="warning"),)
    if scores.get(usual, 0) >= GOOD:
        return usual, ()
    rare = {delimiter: _score(sample, delimiter, quote) for delimiter in RARE if _fits(sample, delimiter, quote)}
    best = max(rare, key=lambda delimiter: rare[delimiter], default=NONE)
    if rare.get(best, 0) > max(scores.get(usual, 0), GOOD):
        return best, (Problem(UNUSUAL, {"delimiter": best}, severity="warning"),)
    if scores.get(usual, 0) > 0:
        return usual, ()
    unfit = any(sample.count(delimiter) * 10 >= sample.count("\n") + 1 for delimiter in USUAL)
    return NONE, (Problem(UNSEPARATED, severity="warning"),) if unfit else ()


def _rows(sample: str, delimiter: str, quote: str, limit: int = ROWS) -> list[list[str]]:
    """Return the first filled rows of the sample, whatever its quotation marks."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter, quotechar=quote):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= limit:
                break
    except csv.Error:  # a cell beyond the limit of the module: judged by the rows before it
        pass
    return rows


def _score(sample: str, delimiter: str, quote: str) -> float:
    """Return how well a delimiter fits, from 0 to 1: rows of one width, cells that look whole, no stray quotes."""
    rows = _rows(sample, delimiter, quote)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    if not widths:
        return 0.0
    width, often = max(widths.items(), key=lambda item: (item[1], item[0]))
    cells = [cell for row in rows if len(row) == width for cell in row]
    whole = sum(not cell or is_value(cell) or (len(cell) < 60 and not _FOREIGN.search(cell)) for cell in cells)
    stray = sum(cell.count(quote) % 2 for cell in cells)
    return (
        (often / len(rows)) ** 2
        * (1 - 1 / (width + 1) ** 2)
        * (0.4 + 0.6 * whole / len(cells))
        * (1 - stray / len(cells))
    )


def _fits(sample: str, delimiter: str, quote: str) -> bool:
    """Whether a rare delimiter gives every row the same width: prose and times of day do not."""
    rows = _rows(sample, delimiter, quote)
    width = len(rows[0]) if rows else 0
    same = len(rows) > 1 and width > 1 and all(len(row) == width for row in rows)
    quoted = quote + delimiter in sample or delimiter + quote in sample
    values = any(is_value(cell) for row in rows for cell in row)
    return same and (quoted or (width > 2 and values))


def _decimal_commas(sample: str, quote: str) -> bool:
    """Whether the commas belong to the numbers of one column: a name without a comma over “1,5” and “2,75”."""
    rows = _rows(sample, ",", quote)
    numbers = all(len(row) == 2 and all(cell.strip("+- ").isdigit() for cell in row) for row in rows[1:])
    return len(rows) > 1 and len(rows[0]) == 1 and numbers


def _spaced(sample: str, dialect: Dialect) -> bool:
    """Whether spaces after the delimiter belong to it: before a quotation mark, or before every cell."""
    if dialect.delimiter not in ",;|":
        return False
    delimiter, quote = re.escape(dialect.delimiter), re.escape(dialect.quote)
    if re.search(rf"{delimiter} +{quote}[^{quote}\n]*{quote} *({delimiter}|$)", sample, re.MULTILINE):
        return True
    rows = _rows(sample, dialect.delimiter, dialect.quote, 100)
    inner = [cell for row in rows for cell in row[1:]]
    return len(rows) > 1 and bool(inner) and all(cell.startswith(" ") for cell in inner)
