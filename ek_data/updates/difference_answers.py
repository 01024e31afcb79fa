"""Answers to the questions about a difference: each holds for exactly what was asked, and for nothing else.

An answer is kept under a checksum of its question: which row, what stands there now and since which release, what the
files say. Once the data or the files say otherwise the question is another one, and nobody has answered it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key, key_texts, keys_of
from ek_data.errors import Problem
from ek_data.geo.boundaries import Area
from ek_data.store.backends import Objects
from ek_data.store.checksums import checksum
from ek_data.store.publisher import Store
from ek_data.tables.types import Table
from ek_data.updates.draft import Draft
from ek_data.updates.merge import missing
from ek_data.updates.plan import Decision, Plan, planned
from ek_data.updates.reversions import Reverted
from ek_data.updates.several_files import Contradiction
from ek_data.updates.workflow import Preparation

Answers = Mapping[str, str]
"""What was said, by the question it was said to."""
REMOVE, REPLACE, REKEY = "remove", "replace", "rekey"
KEEP, TAKE, EACH = "keep", "take", "each"
FEW = 10  # so few rows missing in files that have most of them were probably deleted there
ONE_BY_ONE = 100  # more rows or statements are decided together


@dataclass(frozen=True, eq=False)
class MissingRows:
    """The `rows` of the newest release that the `files` for a table do not have, and `came`: those left out of it.

    The latter came after the release that the files stem from, so that nobody can have deleted them. `few` says that
    the others were probably deleted.
    """

    table: Table
    files: tuple[str, ...]
    rows: pd.DataFrame
    came: int
    few: bool

    @property
    def how(self) -> str:
        """The question whether the files replace the table."""
        return _question("how", self.table.name, *self.files)

    @property
    def all_of_them(self) -> str:
        """The question whether all rows go together."""
        return _question("all", self.table.name, *self.files, self.rows)

    @cached_property
    def each(self) -> dict[Key, str]:
        """The questions whether a row goes, by its key."""
        hashes = pd.util.hash_pandas_object(self.rows, index=False)
        return {
            key: _question("row", self.table.name, *self.files, text, str(said))
            for key, text, said in zip(
                keys_of(self.rows, self.table), key_texts(self.rows, self.table).to_pylist(), hashes, strict=True
            )
        }

    def removed(self, answers: Answers) -> frozenset[Key]:
        """Return the keys of the rows that somebody said shall go."""
        if not self.few and answers.get(self.how) != REPLACE:
            return frozenset()
        if len(self.rows) > ONE_BY_ONE:
            together = answers.get(self.all_of_them) == REMOVE
            return frozenset(keys_of(self.rows, self.table)) if together else frozenset()
        return frozenset(key for key, question in self.each.items() if answers.get(question) == REMOVE)


def missing_rows(prepared: Preparation, came: Mapping[str, pd.DataFrame]) -> dict[str, MissingRows]:
    """Return for each table what its files do not have; `came` has the rows that came after their release.

    A draft names what it removes, so nothing is missing in it.
    """
    return {
        name: _missing(prepared, checked.table, came.get(name))
        for name, checked in prepared.by_table.items()
        if not prepared.is_draft(checked.table)
    }


def _missing(prepared: Preparation, table: Table, came: pd.DataFrame | None) -> MissingRows:
    files = prepared.files_for(table)
    rows = prepared.missing(files[0])
    asked = rows if came is None else missing(rows, came, table)
    dropped = tuple(sorted(each.file for each in files if prepared.removed(each.file) is None))
    few = len(asked) <= FEW and len(asked) < sum(len(each.rows) for each in files)
    return MissingRows(table, dropped, asked, len(rows) - len(asked), few)


def rekeying(old: str, problem: Problem) -> str:
    """Return the question whether the key of the files takes the place of the `old` one of a municipality."""
    return _question("key", old, problem.values["key"], problem.values["name"])


def rekeyed(prepared: Preparation, answers: Answers) -> Preparation:
    """Return the files with their keys in the place of those of the data, where somebody said so."""
    if REKEY not in answers.values():
        return prepared
    with prepared.reviewed():
        found = prepared.namesakes.items()
        return prepared.rekeying(*(old for old, problem in found if answers.get(rekeying(old, problem)) == REKEY))


def prepared_draft(
    draft: Draft, base: Dataset, objects: Objects | None = None, areas: Mapping[str, Area] | None = None
) -> Preparation:
    """Return a draft read and ready to be checked, with the right keys of municipalities where somebody said so."""
    return rekeyed(draft.prepared(base, objects, areas), draft.answers)


def disputed(table: str, plan: Plan, found: tuple[Contradiction, ...]) -> str:
    """Return the question which of the files for a table prevails."""
    before = plan.decisions.get(table, Decision()).prevailing
    said = [part for each in found for part in (each.one, each.other, each.changes.cells)]
    return _question("file", table, *before, *said)


def prevailing(plan: Plan, answers: Answers) -> dict[str, Decision] | None:
    """Return the decisions with the files that prevail where these contradict each other; None without an answer.

    Where the file that prevails says nothing, the question is to be asked again.
    """
    decisions = dict(plan.decisions)
    for name, found in plan.contradictions.items():
        before, file = decisions.get(name, Decision()), answers.get(disputed(name, plan, found))
        if file is None:
            return None
        decisions[name] = replace(before, prevailing=(*before.prevailing, file))
    return decisions


def going_back(found: Mapping[str, Reverted]) -> str:
    """Return the question what becomes of all that files would undo."""
    return _question("back", *(part for name, each in found.items() for part in (name, _statements(each))))


def statements(table: str, found: Reverted) -> list[str]:
    """Return the questions what becomes of each statement of a table that files would undo."""
    return [_question("back", table, *map(str, each)) for each in _statements(found).itertuples(index=False)]


def kept(found: Mapping[str, Reverted], answers: Answers) -> Mapping[str, Reverted] | None:
    """Return what of all that files would undo stays as it is; None without an answer."""
    said = answers.get(going_back(found))
    if said == EACH:
        return {name: each.without(_taken(name, each, answers)) for name, each in found.items()}
    return {KEEP: found, TAKE: {}}.get(said or "")


def decided(prepared: Preparation, answers: Answers, store: Store) -> Plan:
    """Return what publishing would do by the answers about missing rows and about files that contradict each other."""
    rows = missing_rows(prepared, prepared.came_since(store))
    plan = planned(prepared, {name: Decision(each.removed(answers)) for name, each in rows.items()})
    while plan.contradictions and (decisions := prevailing(plan, answers)):
        plan = planned(prepared, decisions)
    return plan


def _taken(table: str, found: Reverted, answers: Answers) -> list[int]:
    return [place for place, each in enumerate(statements(table, found)) if answers.get(each) == TAKE]


def _statements(found: Reverted) -> pd.DataFrame:
    """Return a line of texts for each statement that would be undone, in the order of its sentences."""
    changes = replace(found.changes, differs=found.cells)
    cells, rows = changes.cells.astype("string"), changes.added[found.rows]
    hashes = pd.util.hash_pandas_object(rows, index=False).astype("string")
    back = pd.DataFrame({"key": key_texts(rows, changes.table).to_pylist(), "after": hashes.tolist()}, dtype="string")
    lines = pd.concat([cells, back], ignore_index=True)
    return lines.assign(since=[*_since(found)])


def _since(found: Reverted) -> Iterator[int]:
    """Yield for each statement the release that brought what is there now, 0 where that is not known."""
    if found.since is None:
        yield from [0] * found.n
    else:
        cells, rows = found.since
        yield from (*cells[found.cells.to_numpy()].tolist(), *rows[found.rows].tolist())


def _question(*asked: str | pd.DataFrame) -> str:
    """Return a question as a checksum of all that it names."""
    parts = [each if isinstance(each, str) else _hashes(each) for each in asked]
    return checksum(json.dumps(parts).encode())


def _hashes(rows: pd.DataFrame) -> str:
    return pd.util.hash_pandas_object(rows, index=False).to_numpy().tobytes().hex()
