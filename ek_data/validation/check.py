"""A raw file and a declared table → typed rows, with every problem and every repair."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from ek_data.dataset.lookup import Known
from ek_data.dataset.namesakes import namesakes
from ek_data.errors import Finding, Problem, Repair, Severity
from ek_data.i18n import N_
from ek_data.reading.grid import column_of, letters
from ek_data.reading.raw import Raw
from ek_data.reading.table.merged import FILLED
from ek_data.tables import MEASURES, MUNICIPALITIES
from ek_data.tables.shared_columns import NOTE
from ek_data.tables.types import Column, Table
from ek_data.validation.ditto import AS_ABOVE, NOTHING_ABOVE, ditto
from ek_data.validation.doubts.every import doubts
from ek_data.validation.findings import NO_ROW, Findings
from ek_data.validation.parse import GIVEN_UP, Attention, coerce, shown
from ek_data.validation.recognise import Match, exact, matched, meant_header
from ek_data.validation.unread_formats import unread_formats
from ek_data.validation.workbook_cells import as_meant, beside

HEADER_READ_AS = N_("The column “{value}” was read as “{repaired}”.")
NAMELESS = N_("A column without a name is not taken over.")
UNKNOWN_HEADER = N_("The column “{value}” is not known and is not taken over.")
HEADER_TWICE = N_(
    "“{other}” (column {taken}) and “{value}” (column {column}) are both read as “{label}”, and “{value}” holds "
    "something else: in {n} of {rows} rows, the first is row {row} (“{first}”). Which of the two is right?"
)
HEADER_AGAIN = N_(
    "The column “{value}” is not taken over, because “{other}” is read as “{label}” already. It holds nothing else."
)
REQUIRED_MISSING = N_(
    "Required columns are missing: {columns}. Insert them again with these headers, as in the template."
)
OPTIONAL_MISSING = N_(
    "Not in the file: {columns}. In rows that are there already it stays as it is, in new ones it stays empty."
)
REPEATED = N_("“{key}” occurs {times} times, but may stand in one row only. A new row needs a number not yet taken.")
NOT_DOUBTED = N_(
    "The file has more than {n} rows. It was not searched for values that cannot be true, such as sizes out of "
    "proportion or rows that tell of the same."
)
DOUBTED = 50_000  # rows up to which people look through doubts; to search a million takes as long as to read them
LISTED = 20_000  # so many different mistakes of one kind between cells are told one by one
MORE = N_("Further rows with a mistake of this kind, which are not listed: {n}.")
MERGED_NUMBER = N_(
    "{area} is merged. Is {value} the number of each of the {n} rows or of all together? Please unmerge the cells and "
    "fill each row."
)
OTHERWISE = N_("“{value}” contradicts “{there}” under “{other}”. Please correct one of the two.")
OTHER_COHORT = N_("The cohort {value} differs from the cohort {cohort} of {municipality}.")


@dataclass(frozen=True, eq=False)
class Checked:
    """What a file says as a table.

    `rows` has one typed row for each row of the file, in its order, also for those with errors: a cell that cannot be
    used is <NA>, and its problem says why. `source_rows` are the row numbers in the file. `problems` and `repairs`
    are in the order of the file and include what the reader found. Nothing is left out of them, save that a
    column with more than a thousand different unusable values is given up with a problem of its own, and that of very
    many different mistakes the rest is told by its number. `partly` says of columns that the file does not have for
    which rows something is known all the same.
    """

    raw: Raw
    match: Match
    rows: pd.DataFrame
    problems: Findings[Problem]
    repairs: Findings[Repair]
    partly: Mapping[str, np.ndarray]

    @property
    def file(self) -> str:
        return self.raw.file

    @property
    def table(self) -> Table:
        return self.match.table

    @property
    def source_rows(self) -> np.ndarray:
        return self.raw.rows

    @cached_property
    def errors(self) -> Findings[Problem]:
        """The problems that block publishing."""
        return self.problems.where(are_errors(self.problems))

    @property
    def warnings(self) -> int:
        return len(self.problems) - len(self.errors)


def check(raw: Raw, table: Table, *, known: Known, mapping: Mapping[str, str] | None = None) -> Checked:
    """Return the rows of `raw` as `table` declares them, with all problems and repairs.

    `known` holds what the rows may refer to. `mapping` (header → column name, or empty for "not taken") overrules
    the recognition of headers.
    """
    return _Check(raw, matched(raw.header, table, mapping), known).checked()


def are_errors(problems: Findings[Problem]) -> np.ndarray:
    """Return a boolean mask of the problems that are errors."""
    is_error = np.array([template.severity == "error" for template in problems.templates], dtype=bool)
    mask: np.ndarray = is_error[problems.which]
    return mask


def _one_each(problems: Findings[Problem]) -> Findings[Problem]:
    """Return one problem for a cell: an error rather than a doubt, at best with a suggestion.

    Of errors the first one found is nearer to the cause, of doubts the last one tells more than one about the spelling.
    """
    n = len(problems.templates)
    ranks = [
        4 * n * (each.severity != "error")
        + 2 * n * (each.suggestion is None)
        + (at if each.severity == "error" else -at)
        for at, each in enumerate(problems.templates)
    ]
    return problems.best_of_each_cell(ranks)


class _Check:
    """One file on its way to typed rows."""

    def __init__(self, raw: Raw, match: Match, known: Known) -> None:
        self.match, self.known, self.table = match, known, match.table
        self.raw = as_meant(raw, match, known)
        self.attention = Attention()
        self.columns = {
            name: coerce(self._texts(name), match.table[name], known, self.attention, beside(match, name))
            for name in match.columns
        }
        typed = {
            name: values
            for column, coerced in self.columns.items()
            for name, values in coerced.typed(self.table[column]).items()
        }
        self.rows = self.table.typed(pd.DataFrame(typed, index=range(len(raw.rows))))
        self.partly = {name: self._says(at) for name, at in match.columns.items() if self._is_added(at)}
        self.otherwise = [self._enter(*each) for each in self._entered()]
        self._add_notes()

    def checked(self) -> Checked:
        cells = [*self._about_columns(), *self._about_cells()]
        problems = _one_each(Findings.joined([*cells, *self._about_rows(Findings.joined(cells))]))
        repairs = Findings.joined(list(self._repairs(problems.where(are_errors(problems)))))
        return Checked(self.raw, self.match, self.rows, problems, repairs, self.partly)

    def _texts(self, name: str) -> pa.ChunkedArray:
        texts = self._cells(self.match.columns[name])
        if name not in self.match.precisions:
            return texts
        precision = self._cells(self.match.precisions[name])
        shortened = pc.if_else(pc.equal(precision, "month"), pc.utf8_slice_codeunits(texts, 0, 7), texts)
        return pc.if_else(pc.equal(precision, "year"), pc.utf8_slice_codeunits(texts, 0, 4), shortened)

    def _is_added(self, position: int) -> bool:
        return position >= len(self.raw.header) - self.raw.added

    def _says(self, position: int) -> np.ndarray:
        """Return which rows have something in a column."""
        said: np.ndarray = pc.not_equal(self._cells(position), "").to_numpy().astype(bool)
        return said

    def _cells(self, position: int) -> pa.ChunkedArray:
        return self.raw.numbers_marked(position)

    def _entered(self) -> Iterator[tuple[str, str, pd.Series]]:
        """Yield column, other column and for each row the code that the one says for the other."""
        for name, coerced in self.columns.items():
            for other in {other for entered in coerced.entered.values() for other in entered}:
                said = {at: entered[other] for at, entered in coerced.entered.items() if other in entered}
                yield name, other, pd.Series(coerced.codes).map(said).astype("string")

    def _enter(self, name: str, other: str, said: pd.Series) -> Findings[Problem]:
        """Enter what one column says for another where that is empty, and return where it says otherwise."""
        there = self.rows[other].astype("string")
        self.rows[other] = there.fillna(said).astype(self.rows[other].dtype)
        if other not in self.match.columns:
            self.partly[other] = said.notna().to_numpy(dtype=bool)
        differs = (said.notna() & there.notna() & (there != said)).fillna(False).to_numpy(dtype=bool)
        label = pd.Series([self.table[other].label.de] * len(said))
        words = there.map({option.code: option.words.de for option in self.table[other].options})
        return self._at(differs, name, OTHERWISE, other=label, there=words)

    def _add_notes(self) -> None:
        """Add to the notes of the rows what cells say besides and has no column of its own."""
        for coerced in self.columns.values():
            if coerced.notes:
                said = pd.Series(coerced.codes).map(coerced.notes).astype("string")
                before = self.rows[NOTE.name]
                self.rows[NOTE.name] = ((before + " · ").fillna("") + said).fillna(before)

    def _about_columns(self) -> Iterator[Findings[Problem]]:
        found = [finding for finding in self._about_file() if isinstance(finding, Problem)]
        found += [self._about_merged(repair) for repair in self._merged_numbers()]
        named = len(self.raw.header) - self.raw.overflow - self.raw.added
        found += [self._unknown(at) for at in self.match.unknown if at < named]
        found += [self._twice(*twins) for twins in self.match.twins.items()]
        found += [*self._missing(REQUIRED_MISSING, "error"), *self._missing(OPTIONAL_MISSING, "warning")]
        found += [self._given_up(name, each.gave_up) for name, each in self.columns.items() if each.gave_up]
        yield Findings.of(*found)

    def _about_file(self) -> tuple[Finding, ...]:
        """Return what the reader found, and what it could not see in a file of this kind.

        What is wrong with a cell outside of the table holds nothing up, such as a sum below it that has no result.
        """
        rows = [each.row or 0 for each in self.raw.findings if _is_wrong_cell(each)]
        outside = set(np.setdiff1d(rows, np.append(self.raw.rows, self.raw.header_row)).tolist())
        found = (each for each in self.raw.findings if not (_is_wrong_cell(each) and each.row in outside))
        return (*found, *unread_formats(self.raw, self.match))

    def _merged_numbers(self) -> list[Repair]:
        """Return the merged cells of which nobody knows whether their number is that of each row or of all."""
        columns = {self._place(name) for name in self.columns if self.table[name].is_quantity}
        merged = [each for each in self.raw.findings if isinstance(each, Repair) and each.message == FILLED]
        return [each for each in merged if each.cell and column_of(each.cell) in columns]

    def _about_merged(self, repair: Repair) -> Problem:
        return Problem(
            MERGED_NUMBER, repair.values, self.raw.file, repair.row, repair.column, repair.cell, repair.value
        )

    def _unknown(self, position: int) -> Problem:
        header = self.raw.header[position]
        if not header.strip():
            return self._about_header(position, NAMELESS)
        return self._about_header(position, UNKNOWN_HEADER, meant_header(header, self.match))

    def _twice(self, position: int, taken: int) -> Problem:
        """Return what is said of a header where another one is taken for the same column: a question if they differ."""
        texts, column = pc.utf8_trim_whitespace(self.raw.cells.column(position)), self.match.column_at(taken)
        places = self._otherwise(position, column) if taken in self.match.columns.values() else np.empty(0, np.int64)
        said = self._about_header(position, HEADER_TWICE if len(places) else HEADER_AGAIN)
        values = {"other": shown(self.raw.header[taken]), "label": column.label, **said.values}
        if not len(places):
            return replace(said, values=values)
        values |= {"column": letters(self.raw.columns[position]), "taken": letters(self.raw.columns[taken])}
        first = {"row": int(self.raw.rows[places[0]]), "first": shown(texts[int(places[0])].as_py())}
        values |= {"n": len(places), "rows": len(self.raw.rows), **first}
        return replace(said, values=values, severity="error")

    def _otherwise(self, position: int, column: Column) -> np.ndarray:
        """Return the places of the rows in which a header says something else than the one taken for its `column`.

        Values are compared and not texts, because a municipality has a name and a key.
        """
        texts = self._cells(position)
        typed = coerce(texts, column, self.known, Attention(), beside(self.match, column.name)).typed(column)
        filled = pc.not_equal(pc.utf8_trim_whitespace(texts), "").combine_chunks().to_numpy(zero_copy_only=False)
        same = [(values == self.rows[name]).fillna(False).to_numpy(dtype=bool) for name, values in typed.items()]
        return np.flatnonzero(filled & ~np.logical_and.reduce(same))

    def _about_header(self, position: int, message: str, suggestion: str | None = None) -> Problem:
        header = self.raw.header[position]
        return Problem(
            message,
            {"value": shown(header)},
            file=self.raw.file,
            column=header,
            value=header,
            severity="warning",
            suggestion=suggestion,
        )

    def _missing(self, message: str, severity: Severity) -> list[Problem]:
        """Return one problem for all columns that the file lacks, the required ones or the others."""
        required = message == REQUIRED_MISSING
        labels = tuple(each.label.de for each in self.match.missing if each.required == required and not each.rare)
        column = labels[0] if len(labels) == 1 else None
        found = Problem(message, {"columns": labels}, file=self.raw.file, column=column, severity=severity)
        return [found] if labels else []

    def _given_up(self, name: str, reason: str) -> Problem:
        header = self._header(name)
        return Problem(reason, {"limit": GIVEN_UP[reason], "column": header}, file=self.raw.file, column=header)

    def _about_cells(self) -> Iterator[Findings[Problem]]:
        for name, coerced in self.columns.items():
            placed = {code: self._within(problem, name) for code, problem in coerced.problems.items()}
            yield Findings.at(placed, coerced.codes, self.raw.rows, self._place(name))
            yield from self._ditto(name)

    def _ditto(self, name: str) -> Iterator[Findings[Problem]]:
        """Yield which cells of a column only point at the cell above."""
        if found := ditto(self.columns[name].texts, self.columns[name].codes):
            yield self._at(found.pointing, name, AS_ABOVE, suggested="above", above=found.above)
            yield self._at(found.nowhere, name, NOTHING_ABOVE)

    def _repairs(self, errors: Findings[Problem]) -> Iterator[Findings[Repair]]:
        """Yield what was repaired. Where a cell has an error all the same, that alone is told."""
        merged = self._merged_numbers()
        found = [each for each in self._about_file() if isinstance(each, Repair) and each not in merged]
        yield Findings.of(*found, *self._headers_read())
        for name, coerced in self.columns.items():
            placed = {code: self._within(repair, name) for code, repair in coerced.repairs.items()}
            repairs = Findings.at(placed, coerced.codes, self.raw.rows, self._place(name))
            wrong = errors.rows[errors.places() == self._place(name)]
            yield repairs.where(~np.isin(repairs.rows, wrong)) if len(wrong) else repairs

    def _headers_read(self) -> Iterator[Repair]:
        for name, position in self.match.columns.items():
            header, label = self.raw.header[position], self.table[name].label
            if not exact(header, self.table[name]):
                values = {"value": header, "repaired": label.de}
                yield Repair(HEADER_READ_AS, values, file=self.raw.file, column=header, value=header, repaired=label.de)

    def _about_rows(self, cells: Findings[Problem]) -> Iterator[Findings[Problem]]:
        """Yield what is wrong between cells. Rows that have an error already are spared what follows from it."""
        sound = ~np.isin(self.raw.rows, cells.rows[are_errors(cells)])
        for rule in self.table.rules:
            broken = rule.broken(self.rows).astype("boolean").fillna(False).to_numpy(dtype=bool)
            yield self._at(broken & sound, rule.column, rule.message, severity=rule.severity)
        yield from self.otherwise
        yield self._repeated_keys()
        if self.table is MEASURES:  # an event for one cohort may be held by a municipality of the other
            yield from self._other_cohorts(sound)
        if self.table is MUNICIPALITIES:
            yield from self._namesakes()
        yield from self._doubts(sound)

    def _repeated_keys(self) -> Findings[Problem]:
        if any(name in self.columns and not self.columns[name].repeats for name in self.table.key):
            return Findings.of()
        keys = self.rows[list(self.table.key)]
        repeated = keys.duplicated(keep=False) & keys.notna().all(axis="columns")
        if not repeated.any():
            return Findings.of()
        times = keys.groupby(list(self.table.key), dropna=True)[self.table.key[0]].transform("size")
        key = keys[self.table.key[0]]
        for name in self.table.key[1:]:
            key = key + " · " + keys[name]
        return self._at(repeated.to_numpy(dtype=bool), self.table.key[-1], REPEATED, times=times, key=key)

    def _other_cohorts(self, sound: np.ndarray) -> Iterator[Findings[Problem]]:
        named = self.columns.get("municipality")
        if named is None:
            return
        cohorts = self.known.cohorts.to_dict()
        whose = named.values.to_pylist()  # each municipality is looked up once
        cohort = pd.Series([cohorts.get(ars, pd.NA) for ars in whose], dtype="Int64")
        cohort = cohort.take(named.codes).reset_index(drop=True)
        differs = (cohort != self.rows["cohort"]).fillna(False).to_numpy(dtype=bool)
        names = pd.Series([self.known.names.get(ars) for ars in whose], dtype="string").take(named.codes)
        yield self._at(differs & sound, "cohort", OTHER_COHORT, cohort=cohort, municipality=names)

    def _doubts(self, sound: np.ndarray) -> Iterator[Findings[Problem]]:
        if len(self.rows) > DOUBTED:
            yield Findings.of(Problem(NOT_DOUBTED, {"n": DOUBTED}, file=self.raw.file, severity="warning"))
            return
        for doubt in doubts(self.rows, self.table, self.known):
            mask = doubt.mask & sound if doubt.of_whole_rows else doubt.mask
            yield self._at(
                mask, doubt.column, doubt.message, severity=doubt.severity, suggested=doubt.suggested, **doubt.values
            )

    def _namesakes(self) -> Iterator[Findings[Problem]]:
        for found in namesakes(self.rows, self.known.municipalities):
            values = {"name": self.rows["name"], "key": self.rows["ars"], "other": found.other}
            better = "other" if found.mistyped else None
            yield self._at(found.mask, "ars", found.message, severity=found.severity, suggested=better, **values)

    def _at(
        self,
        mask: np.ndarray,
        name: str,
        message: str,
        /,
        *,
        severity: Severity = "error",
        suggested: str | None = None,
        **values: Any,
    ) -> Findings[Problem]:
        """Return one problem for each row of `mask`, at the column `name`, with values for all or those of its row.

        `suggested` is the name of the value to take instead. Where the values differ in very many rows, the rest is
        told by its number.
        """
        places = np.flatnonzero(mask)
        if not len(places):
            return Findings.of()
        texts = self._row_texts(name, places)
        facts = pd.DataFrame({key: _at_places(value, places) for key, value in values.items()} | {"text": texts})
        group = facts.groupby(list(facts), sort=False, dropna=False).ngroup().to_numpy()
        distinct = facts.drop_duplicates()
        listed = self.attention.take(min(len(distinct), LISTED))
        problem = partial(_problem, message, severity, suggested)
        told = [self._within(problem(text, fact), name) for text, fact in _records(distinct[:listed])]
        templates = dict(enumerate(told))
        found = Findings.at(templates, group, self.raw.rows[places], self._place(name))
        if rest := int(np.count_nonzero(group >= listed)):
            more = self._within(Problem(MORE, {"n": rest}, severity=severity), name)
            return Findings.joined([found, Findings.of(more)])
        return found

    def _row_texts(self, name: str, places: np.ndarray) -> list[str]:
        if name not in self.columns:
            return [""] * len(places)
        coerced = self.columns[name]
        texts: list[str] = coerced.texts.take(pa.array(coerced.codes[places])).to_pylist()
        return texts

    def _within(self, finding: Finding, name: str) -> Any:
        return finding.within(file=self.raw.file, column=self._header(name))

    def _header(self, name: str) -> str:
        return self.raw.header[self.match.columns[name]] if name in self.match.columns else self.table[name].label.de

    def _place(self, name: str) -> int:
        return self.raw.columns[self.match.columns[name]] if name in self.match.columns else NO_ROW


def _problem(message: str, severity: Severity, suggested: str | None, text: str, fact: dict[str, Any]) -> Problem:
    """Return the problem with the value `text` of one cell, of which `fact` says more."""
    suggestion = fact[suggested] if suggested else None
    return Problem(message, {**fact, "value": shown(text)}, value=text, severity=severity, suggestion=suggestion)


def _at_places(value: Any, places: np.ndarray) -> Any:
    return value.iloc[places].to_numpy() if isinstance(value, pd.Series) else [value] * len(places)


def _is_wrong_cell(finding: Finding) -> bool:
    return isinstance(finding, Problem) and finding.severity == "error" and finding.cell is not None


def _records(facts: pd.DataFrame) -> Iterator[tuple[str, dict[str, Any]]]:
    for fact in facts.to_dict("records"):
        yield str(fact.pop("text")), {str(key): value for key, value in fact.items()}
