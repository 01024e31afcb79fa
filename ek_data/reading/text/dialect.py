"""Dialects of text files: how cells are separated, quoted and escaped, found by known names or by what fits best."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from ek_data.errors import Finding, Problem, Repair
from ek_data.i18n import N_
from ek_data.reading.data_cells import is_value
from ek_data.reading.header_spellings import KnownHeaders
from ek_data.reading.limits import Limits

USUAL = (";", "\t", ",", "|")
RARE = (":", "~", "^", "#", "!", "&", "*", " ")
SELDOM = "#~^"  # hardly ever the same number of times in every line of a text
NONE = "\x1f"
SAMPLE, ROWS, HEADER_ROWS = 200_000, 300, 60
GOOD = 0.5
SPACED = 0.65  # of two delimiters, the one with spaces after it is rather a comma or semicolon of a text

ESCAPED = N_("Quotation marks inside cells are escaped by backslashes. The backslashes were removed.")
APOSTROPHES = N_("The cells are enclosed in single quotation marks. They were removed.")
SPACES = N_("Spaces after the separators were removed.")
UNUSUAL = N_("The cells are separated by an unusual character: “{delimiter}”.")
UNSEPARATED = N_("No separator fits the rows. Each line was read as one cell.")
WRAPPED = N_("Every line was enclosed in quotation marks as a whole. They were removed.")
DECIMALS = N_("The commas were read as decimal commas of a single column.")

_SEPARATOR_LINE = re.compile(rb'(?:\xef\xbb\xbf)?"?sep=(.)"?[;,\t]*\r?\n', re.IGNORECASE)
_ENCLOSED = re.compile(r"(?<![^;,\t|#\n])'(?:[^'\\\n]|\\.|'')*'(?=[;,\t|#\r\n]|$)", re.MULTILINE)
_COMMA = re.compile(r"(?<![0-9]),|,(?![0-9])")
_FOREIGN = re.compile(r'[;\t|]|^\s*["\']|,$')


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


def understood(utf8: bytes, known: KnownHeaders, limits: Limits) -> tuple[Dialect, bytes, tuple[Finding, ...]]:
    """Return the dialect of a text, the text without what stands around its records, and remarks about both."""
    delimiter, utf8 = _separator_line(utf8)
    if delimiter:
        dialect, findings = _with_delimiter(utf8, delimiter)
        return dialect, utf8, findings
    inner = _unwrapped(utf8, limits)
    dialect, findings = _found(utf8 if inner is None else inner, known)
    return (dialect, utf8, findings) if inner is None else (dialect, inner, (Repair(WRAPPED), *findings))


def _separator_line(utf8: bytes) -> tuple[str | None, bytes]:
    """Return the delimiter that a first line ``sep=;`` declares, and the text after that line."""
    match = _SEPARATOR_LINE.match(utf8)
    return (match[1].decode("latin-1"), utf8[match.end() :]) if match and match[1][0] < 128 else (None, utf8)


def _found(utf8: bytes, known: KnownHeaders) -> tuple[Dialect, tuple[Finding, ...]]:
    """Return the dialect of a text and remarks about it."""
    sample = _sample(utf8)
    quote = _quote(sample)
    candidates = {delimiter: Dialect(delimiter, quote, None, _spaced(sample, delimiter, quote)) for delimiter in USUAL}
    dialect, findings = _best(sample, candidates, known)
    return _refined(dialect, sample, utf8, findings)


def _with_delimiter(utf8: bytes, delimiter: str) -> tuple[Dialect, tuple[Finding, ...]]:
    """Return the dialect of a text whose delimiter is declared."""
    sample = _sample(utf8)
    return _refined(Dialect(delimiter, _quote(sample)), sample, utf8, ())


def _unwrapped(utf8: bytes, limits: Limits) -> bytes | None:
    """Return the text inside of lines that are enclosed in quotation marks as a whole, or None if they are not."""
    sample = _sample(utf8)
    lines = [line for line in sample.splitlines() if line]
    if len(lines) < 2 or not all(len(line) > 1 and line[0] == line[-1] == '"' for line in lines):
        return None
    try:
        inner = "\n".join(row[0] for row in csv.reader(lines, delimiter=NONE) if row)
        wholes = (Dialect(delimiter) for delimiter in USUAL if delimiter in lines[0])
        if not any(_even(inner, whole) > 1 and _even(sample, whole) == 1 for whole in wholes):
            return None
        return b"\n".join(_inner_lines(utf8, limits))
    except csv.Error:  # a line beyond the limit of the module: no table
        return None


def _inner_lines(utf8: bytes, limits: Limits) -> Iterator[bytes]:
    rows = csv.reader(io.TextIOWrapper(io.BytesIO(utf8), encoding="utf-8-sig", newline=""), delimiter=NONE)
    for number, row in enumerate(rows, start=1):
        limits.check_rows(number)
        yield (row[0] if row else "").encode()


def _even(text: str, dialect: Dialect) -> int:
    """Return the number of cells that all rows have, or 0."""
    widths = {len(row) for row in _rows(text, dialect)}
    return widths.pop() if len(widths) == 1 else 0


def _refined(
    dialect: Dialect, sample: str, utf8: bytes, findings: tuple[Finding, ...]
) -> tuple[Dialect, tuple[Finding, ...]]:
    """Add what single quotes, spaces and backslashes need, each with a remark."""
    remarks: list[Finding] = [Repair(APOSTROPHES)] if dialect.quote == "'" else []
    if dialect.spaces:
        remarks.append(Repair(SPACES))
    escaped = _escapes_enclosed(sample) if dialect.quote == "'" else _escaped(utf8, sample, dialect.quote)
    if escaped:
        dialect = replace(dialect, escape="\\")
        remarks.append(Problem(ESCAPED, severity="warning"))
    return dialect, (*findings, *remarks)


def _escaped(utf8: bytes, sample: str, quote: str) -> bool:
    """Whether quotation marks are escaped by backslashes: in pairs on a line, and nowhere doubled."""
    mark = quote.encode()
    if b"\\" not in utf8 or b"\\" + mark not in utf8 or not re.search(rf"\\{quote}.*\\{quote}", sample):
        return False
    return mark + mark not in utf8.replace(b"\\" + mark, b"")


def _escapes_enclosed(sample: str) -> bool:
    """Whether a cell in single quotation marks holds one after a backslash, and none is doubled."""
    cells = [match[0] for match in _ENCLOSED.finditer(sample)]
    return any("\\'" in cell for cell in cells) and not any("''" in cell[1:-1].replace("\\'", "") for cell in cells)


def _sample(utf8: bytes) -> str:
    """Return the beginning of a text, in whole lines where it has any."""
    start = utf8[:SAMPLE]
    if len(utf8) > SAMPLE:
        end = max(start.rfind(b"\n"), start.rfind(b"\r")) + 1
        start = start[:end] or start
    return start.decode("utf-8-sig", errors="ignore")


def _quote(sample: str) -> str:
    cells = [] if '"' in sample else _ENCLOSED.findall(sample)
    return "'" if len(cells) >= 2 or any("\\'" in cell for cell in cells) else '"'


def _best(sample: str, candidates: dict[str, Dialect], known: KnownHeaders) -> tuple[Dialect, tuple[Finding, ...]]:
    """Return the dialect whose rows have most known names, else the one that fits best, usual ones first."""
    by_name = {delimiter: known.best(_rows(sample, one, HEADER_ROWS))[0] for delimiter, one in candidates.items()}
    if most := max(by_name.values()):
        return next(candidates[delimiter] for delimiter in USUAL if by_name[delimiter] == most), ()
    held = [delimiter for delimiter in candidates if delimiter in sample]
    if _has_decimal_commas_only(sample):
        held.remove(",")
    scores = {delimiter: _score(sample, candidates[delimiter]) for delimiter in held}
    usual = max(scores, key=lambda delimiter: scores[delimiter], default=NONE)
    usual = _of_the_header(sample, candidates, scores, usual)
    if usual != NONE and _is_text_mark(sample, candidates[usual]):
        usual = NONE
    score, whole = scores.get(usual, 0.0), replace(candidates[";"], delimiter=NONE, spaces=False)
    if usual == "," and _decimal_commas(sample, candidates[usual]):
        return whole, (Problem(DECIMALS, severity="warning"),)
    if score < GOOD:
        rare = {delimiter: replace(whole, delimiter=delimiter) for delimiter in RARE if delimiter in sample}
        fits = {delimiter: _score(sample, one) for delimiter, one in rare.items() if _fits(sample, one)}
        best = max(fits, key=lambda delimiter: fits[delimiter], default=NONE)
        if fits.get(best, 0.0) > max(score, GOOD):
            return rare[best], (Problem(UNUSUAL, {"delimiter": best}, severity="warning"),)
    if score > 0:
        return candidates[usual], ()
    unfit = any(sample.count(delimiter) * 10 >= sample.count("\n") + 1 for delimiter in USUAL)
    return whole, (Problem(UNSEPARATED, severity="warning"),) if unfit else ()


def _has_decimal_commas_only(sample: str) -> bool:
    """Whether all commas stand between digits, none of them in the first row, which something else separates."""
    first = _first_row(sample)
    others = (*USUAL, *SELDOM, " ")
    return "," in sample and "," not in first and any(map(first.__contains__, others)) and not _COMMA.search(sample)


def _first_row(sample: str) -> str:
    return next((line for line in sample.splitlines() if line.strip()), "")


def _is_text_mark(sample: str, dialect: Dialect) -> bool:
    """Whether a delimiter belongs to the text of a single column: in half of the rows at most, and not the first.

    Between those that have it there are others, unlike below titles and above notes.
    """
    widths = [len(row) for row in _rows(sample, dialect)]
    having = [at for at, width in enumerate(widths) if width > 1]
    between = having[-1] - having[0] + 1 > len(having) if having else False
    return between and widths[0] == 1 and 2 * len(having) <= len(widths)


def _of_the_header(sample: str, candidates: dict[str, Dialect], scores: dict[str, float], best: str) -> str:
    """Return the delimiter of the first row where that separates all rows alike, and `best`, not in it, does not.

    So lists inside of cells do not pass for columns.
    """
    first = _first_row(sample)
    if best in first:
        return best
    return next((other for other in scores if other in first and _even(sample, candidates[other]) > 1), best)


def _rows(sample: str, dialect: Dialect, limit: int = ROWS) -> list[list[str]]:
    """Return the first filled rows of the sample, whatever its quotation marks."""
    rows = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), **dialect.options):
            if any(cell.strip() for cell in row):
                rows.append(row)
            if len(rows) >= limit:
                break
    except csv.Error:  # a cell beyond the limit of the module: judged by the rows before it
        pass
    return rows


def _score(sample: str, dialect: Dialect) -> float:
    """Return how well a delimiter fits, from 0 to 1: rows of one width, cells that look whole, no stray quotes.

    A width that only one of several rows has is chance.
    """
    rows = _rows(sample, dialect)
    widths = Counter(len(row) for row in rows if len(row) > 1)
    width, often = max(widths.items(), key=lambda item: (item[1], item[0]), default=(0, 0))
    if often < min(len(rows), 2) or not often:
        return 0.0
    cells = [cell for row in rows if len(row) == width for cell in row]
    whole = sum(not cell or is_value(cell) or (len(cell) < 60 and not _FOREIGN.search(cell)) for cell in cells)
    stray = sum(cell.count(dialect.quote) % 2 for cell in cells)
    return (
        (often / len(rows)) ** 2
        * (1 - 1 / (width + 1) ** 2)
        * (0.4 + 0.6 * whole / len(cells))
        * (1 - stray / len(cells))
        * (SPACED if dialect.spaces else 1)
    )


def _fits(sample: str, dialect: Dialect) -> bool:
    """Whether a rare delimiter gives every row the same width: prose and times of day do not."""
    width = _even(sample, dialect)
    rows = _rows(sample, dialect)
    quoted = dialect.quote + dialect.delimiter in sample or dialect.delimiter + dialect.quote in sample
    values = any(is_value(cell) for row in rows for cell in row)
    if width == 2 and len(rows) > 2 and dialect.delimiter == " ":
        return quoted or (not any(map(is_value, rows[0])) and all(is_value(row[1]) for row in rows[1:]))
    if dialect.delimiter in SELDOM and len(rows) > 2 and width > 1 and all(rows[0]):
        return True
    return len(rows) > 1 and width > 1 and (quoted or (width > 2 and values))


def _decimal_commas(sample: str, dialect: Dialect) -> bool:
    """Whether the commas belong to the numbers of one column: a name without a comma over “1,5” and “2,75”."""
    rows = _rows(sample, dialect)
    numbers = all(len(row) == 2 and all(cell.strip("+- ").isdigit() for cell in row) for row in rows[1:])
    return len(rows) > 1 and len(rows[0]) == 1 and numbers


def _spaced(sample: str, delimiter: str, quote: str) -> bool:
    """Whether spaces after a delimiter belong to it: before a quotation mark, or before every cell."""
    if delimiter == "\t":
        return False
    sign, mark = re.escape(delimiter), re.escape(quote)
    if re.search(rf"{sign} +{mark}[^{mark}\n]*{mark} *({sign}|\r?$)", sample, re.MULTILINE):
        return True
    rows = _rows(sample, Dialect(delimiter, quote), 100)
    inner = [cell for row in rows for cell in row[1:]]
    regular = len({len(row) for row in rows}) == 1
    return len(rows) > 1 and regular and bool(inner) and all(cell.startswith(" ") for cell in inner)
