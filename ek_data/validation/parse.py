"""Text → typed values, column by column, each distinct text once, with problems and repairs instead of guesses."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.lookup import Known
from ek_data.errors import Problem, Repair
from ek_data.i18n import N_
from ek_data.tables.types import AtLeast, Column, Type
from ek_data.validation.parsers import dates, identifiers, numbers
from ek_data.validation.parsers import text as words
from ek_data.validation.parsers.cell import ALONE, Beside, Cell, Suggestion, Unclear

Parser = Callable[[str], Cell]

PARSERS: dict[Type, Callable[[Column, Known, Beside], Parser]] = {
    Type.TEXT: lambda column, known, beside: words.text,
    Type.KEY: lambda column, known, beside: identifiers.key(column, known),
    Type.ARS: lambda column, known, beside: identifiers.ars(column, known),
    Type.URL: lambda column, known, beside: words.url,
    Type.CHOICE: lambda column, known, beside: words.choice(column),
    Type.DATE: lambda column, known, beside: dates.date(column, beside),
    Type.INTEGER: lambda column, known, beside: numbers.integer(column, beside),
    Type.YEAR: lambda column, known, beside: numbers.year(column),
    Type.DECIMAL: lambda column, known, beside: numbers.decimal(column, beside),
}
ARROW = {
    Type.TEXT: pa.string(),
    Type.KEY: pa.string(),
    Type.ARS: pa.string(),
    Type.URL: pa.string(),
    Type.CHOICE: pa.string(),
    Type.DATE: pa.timestamp("us"),
    Type.INTEGER: pa.int64(),
    Type.YEAR: pa.int64(),
    Type.DECIMAL: pa.float64(),
}
# Texts of these forms say what they say: they are taken all at once, because a million of them are common.
_LETTERS = r"A-Za-z0-9ÄÖÜäöüß"
_SIGNS = _LETTERS + r".,;:()/&%+\-–„“”\"'!?@§=_#*…’"
PLAIN = {
    Type.TEXT: rf"^[{_LETTERS}](?:[{_SIGNS} ]*[{_SIGNS}])?$",
    Type.KEY: r"^[A-Za-z0-9](?:[A-Za-z0-9._/-]*)$",
    Type.URL: r"^https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*\.[a-z]{2,}(?:/[!#-;=?-~]*)?$",
    Type.INTEGER: r"^-?[0-9]{1,15}$",
    Type.YEAR: r"^-?[0-9]{1,15}$",
    Type.DECIMAL: r"^-?[0-9]{1,15}(?:,[0-9]{1,9})?$",
}
AMOUNT = r"^-?(?:[0-9]{1,15}(?:,(?:[0-9]{1,2}|[0-9]{4,9}))?|(?:0|[0-9]{4,15}),[0-9]{3})$"
"""Plain decimals of a column in which 5,000 is not 5."""
OWN_CLEANING = (Type.TEXT, Type.KEY, Type.URL)
LIMIT = 1_000  # distinct unreadable texts, after which a column is taken for another one
BLOCK = 20_000  # so many texts are taken out of Arrow at once
SUGGESTIONS = 200  # so many problems of a column get a suggestion: more than anybody reads

MISSING = N_("The value is missing.")
DOES_NOT_FIT = N_("“{value}” does not fit. Expected: {rule}.")
NEGATIVE = N_("“{value}” is negative. No negative number can stand here.")
ANOTHER_COLUMN = N_(
    "More than {limit} different values of the column “{column}” cannot be used. It is probably another column."
)

TOO_VARIED = N_(
    "The file has more than {limit} different values with unusual signs, spaces or spellings. The column “{column}” "
    "was not read to its end. Please tidy up the values or split the file."
)
ENOUGH = 100_000  # distinct texts of a file that are looked at one by one: for millions it would take minutes
GIVEN_UP = {ANOTHER_COLUMN: LIMIT, TOO_VARIED: ENOUGH}
"""The reasons for not reading a column to its end, with the number in their sentences."""


@dataclass(frozen=True)
class Coerced:
    """One column: its distinct texts, what each of them became, and which row has which.

    `problems` and `repairs` are keyed by the position of the distinct text, and so is what the texts say besides:
    `entered` for other columns (column → code), `notes` for the note of the row. `gave_up` is the reason
    of `GIVEN_UP` for which the column was not read to its end.
    """

    texts: pa.Array
    codes: np.ndarray
    values: pa.Array
    precisions: pa.Array | None
    problems: dict[int, Problem]
    repairs: dict[int, Repair]
    entered: dict[int, Mapping[str, str]]
    notes: dict[int, str]
    gave_up: str | None = None

    def typed(self, column: Column) -> dict[str, pd.Series]:
        """Return the typed columns of a frame, one value per row."""
        dtypes = column.dtypes()
        typed = {column.name: self._per_row(self.values, dtypes[column.name])}
        if self.precisions is not None:
            typed[column.precision] = self._per_row(self.precisions, dtypes[column.precision])
        return typed

    @property
    def repeats(self) -> bool:
        """Whether two rows may have the same value. Where all texts differ, they stand in the order of the rows."""
        return len(self.texts) < len(self.codes) or not self.values.equals(self.texts)

    def _per_row(self, values: pa.Array, dtype: Any) -> pd.Series:
        distinct = series(values, dtype)
        return distinct if len(distinct) == len(self.codes) else distinct.take(self.codes).reset_index(drop=True)


def coerce(
    texts: pa.ChunkedArray,
    column: Column,
    known: Known,
    attention: Attention | None = None,
    beside: Beside = ALONE,
) -> Coerced:
    """Return the texts of one column as typed values with their problems and repairs. Blank is <NA>, never 0.

    `beside` says what other columns can take up. `attention` is shared by the columns of a file; where nothing is left
    of it, the column is not even begun.
    """
    attention = attention or Attention()
    encoded = texts.dictionary_encode().combine_chunks() if attention.left else _unread(len(texts))
    distinct, codes = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
    plain = _plain(distinct, column)
    cells = _Cells(column, PARSERS[column.type](column, known, beside), attention)
    others = np.flatnonzero(~plain)
    for start in range(0, len(others), BLOCK):
        if not cells.gave_up:
            block = others[start : start + BLOCK]
            cells.read(zip(block.tolist(), distinct.take(pa.array(block)).to_pylist(), strict=True))
    if cells.gave_up and len(distinct) > ENOUGH:
        end = int(others[len(cells.values) - 1]) + 1
        distinct, codes = pa.concat_arrays([distinct.slice(0, end), pa.array([""])]), np.minimum(codes, end)
        plain = np.append(plain[:end], False)
    unread = [None] * (len(plain) - int(plain.sum()) - len(cells.values))
    values, precisions = _values(distinct, plain, cells.values + unread, column)
    cells.enforce(series(values, column.dtypes()[column.name]), distinct)
    found = cells.problems, cells.repairs, cells.entered, cells.notes
    return Coerced(distinct, codes, values, precisions, *found, cells.gave_up)


def _unread(rows: int) -> pa.DictionaryArray:
    """Return a column without any text in place of one that is not read."""
    return pa.DictionaryArray.from_arrays(pa.array(np.zeros(rows, np.int32)), pa.array([""]))


def series(values: pa.Array, dtype: Any) -> pd.Series:
    """Return an Arrow array as a pandas series of `dtype`."""
    if isinstance(dtype, pd.CategoricalDtype):
        return pd.Series(pd.Categorical(values.to_pandas(), dtype=dtype))
    if dtype == "datetime64[us]":
        return pd.Series(values.to_numpy(zero_copy_only=False))
    kind: Any = pd.api.types.pandas_dtype(dtype)
    return pd.Series(kind.__from_arrow__(values))


class _Cells:
    """Reads distinct texts one by one and collects what they became."""

    def __init__(self, column: Column, parser: Parser, attention: Attention) -> None:
        self.column, self.parser, self.attention = column, parser, attention
        self.values: list[Any] = []
        self.problems: dict[int, Problem] = {}
        self.repairs: dict[int, Repair] = {}
        self.entered: dict[int, Mapping[str, str]] = {}
        self.notes: dict[int, str] = {}
        self.errors = self.suggested = 0
        self.gave_up: str | None = None

    def read(self, texts: Iterable[tuple[int, str]]) -> None:
        for position, text in texts:
            self.values.append(self._value(position, text) if self._goes_on() else None)

    def enforce(self, values: pd.Series, texts: pa.Array) -> None:
        """Add the problems of readable values that break a rule of the column."""
        for rule in self.column.rules:
            broken = ~rule.holds(values).astype("boolean").fillna(True)
            for position in np.flatnonzero(broken.to_numpy(dtype=bool)).tolist():
                if not self._goes_on():
                    return
                text = texts[position].as_py()
                message = NEGATIVE if rule == AtLeast(0) else DOES_NOT_FIT
                said = {"value": shown(text), "rule": rule}
                self.problems[position] = Problem(message, said, value=text, severity=rule.severity)
                self._count(rule.severity == "error")

    def _goes_on(self) -> bool:
        """Whether one more text is looked at."""
        if not self.gave_up and not self.attention.take():
            self.gave_up = TOO_VARIED
        return not self.gave_up

    def _count(self, is_error: bool) -> None:
        self.errors += is_error
        if self.errors > LIMIT:
            self.gave_up = ANOTHER_COLUMN

    def _value(self, position: int, text: str) -> Any:
        try:
            words.require_letters(text)
            tidy = words.tidied(unicodedata.normalize("NFC", text))
            if not tidy:
                return self._blank(position, text)
            bare = text if self.column.type in OWN_CLEANING else tidy
            cell = self.parser(bare)
        except Unclear as complaint:
            return self._complain(position, text, complaint)
        self._remark(position, text, bare, cell)
        if cell.entered:
            self.entered[position] = cell.entered
        if cell.note:
            self.notes[position] = cell.note
        return cell.value

    def _blank(self, position: int, text: str) -> None:
        if self.column.required:
            self.problems[position] = Problem(MISSING, value=text)

    def _complain(self, position: int, text: str, complaint: Unclear) -> None:
        values = {"value": shown(text), **complaint.values}
        suggestion = self._suggestion(complaint.suggestion)
        self.problems[position] = Problem(complaint.message, values, value=text, suggestion=suggestion)
        self._count(is_error=True)

    def _suggestion(self, suggestion: Suggestion) -> str | None:
        if not callable(suggestion):
            return suggestion
        self.suggested += 1
        return suggestion() if self.suggested <= SUGGESTIONS else None

    def _remark(self, position: int, text: str, bare: str, cell: Cell) -> None:
        repair = cell.repair or (words.TIDIED if bare != text.strip(" ") else None)
        if not (cell.warning or repair):
            return
        values = {"value": shown(text), "repaired": shown(cell.repaired or bare), **cell.values}
        if cell.warning:
            self.problems[position] = Problem(cell.warning, values, value=text, severity="warning")
        if repair and not (cell.warning and repair == words.TIDIED):
            self.repairs[position] = Repair(repair, values, value=text, repaired=cell.repaired or bare)


def shown(text: str) -> str:
    """Return the text as a sentence can hold it: short, and with invisible signs named."""
    visible = "".join(sign if sign.isprintable() else f"[U+{ord(sign):04X}]" for sign in text[:80])
    return visible + ("…" if len(text) > 80 else "")


def _plain(texts: pa.Array, column: Column) -> np.ndarray:
    amount = column.type is Type.DECIMAL and not numbers.has_thousandths(column)
    pattern = AMOUNT if amount else PLAIN.get(column.type)
    if pattern is None or column.refers_to:
        return np.zeros(len(texts), dtype=bool)
    plain: np.ndarray = pc.match_substring_regex(texts, pattern).to_numpy(zero_copy_only=False)
    return plain


def _values(texts: pa.Array, plain: np.ndarray, others: list[Any], column: Column) -> tuple[pa.Array, pa.Array | None]:
    """Return the typed distinct values: the plain ones converted at once, the others put in their places."""
    if column.type is Type.DATE:
        return _dates(others)
    if texts.type == ARROW[column.type] and plain.all():
        return texts, None
    taken = pc.if_else(pa.array(plain), texts, pa.scalar(None, pa.string()))
    point = pc.replace_substring(taken, ",", ".") if column.type is Type.DECIMAL else taken
    typed = point.cast(ARROW[column.type])
    return pc.replace_with_mask(typed, pa.array(~plain), pa.array(others, ARROW[column.type])), None


def _dates(days: list[dates.Day | None]) -> tuple[pa.Array, pa.Array]:
    first = [dt.datetime.combine(day.first, dt.time()) if day else None for day in days]
    precision = [day.precision if day else None for day in days]
    return pa.array(first, pa.timestamp("us")), pa.array(precision, pa.string())


class Attention:
    """What is left for one file; columns and rules share it."""

    def __init__(self, left: int = ENOUGH) -> None:
        self.left = left

    def take(self, wanted: int = 1) -> int:
        """Return how many of `wanted` texts may be looked at, and count them as looked at."""
        taken = min(wanted, self.left)
        self.left -= taken
        return taken
