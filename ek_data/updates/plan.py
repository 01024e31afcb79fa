"""What publishing an upload would do: the tables after it, what differs, what is still to be decided; and doing it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

import pandas as pd

from ek_data.changes.diff import Changes, difference
from ek_data.changes.effect import Effect, effect
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.keys import Key
from ek_data.dataset.references import newly_dangling
from ek_data.errors import Invalid, Problem
from ek_data.i18n import GERMAN, N_, Language
from ek_data.programme.amending import is_readable
from ek_data.store import header_mappings
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Table
from ek_data.updates.merge import update
from ek_data.updates.option_disputes import disputes
from ek_data.updates.reversions import Reverted, brought_before, changed_by_others, going_back, left_alone, without
from ek_data.updates.several_files import Contradiction, Together, together
from ek_data.updates.workflow import Preparation
from ek_data.validation.check import Checked

NO_AUTHOR = N_("Please enter your name, so that others know whom to ask.")
NO_NOTE = N_("Please write in a note what has changed and why.")
NO_CHANGE = N_("The files say the same as the newest release, so there is nothing to publish.")
UNDECIDED = N_("The files set back what was changed since. Decide first whether they shall.")
UNDECIDED_OPTIONS = N_("The draft changes options that others changed since. Decide first whether it shall.")
CONTRADICTORY = N_("Two files contradict each other. Decide first which of them prevails.")
BLOCKED = N_("The files have errors and cannot be published yet.")


@dataclass(frozen=True)
class Decision:
    """What is to happen with a table: which rows that the files do not have are removed; no others are.

    `prevailing` are the files that go before the others, in this order, where several files for the table contradict
    each other.
    """

    remove: frozenset[Key] = frozenset()
    prevailing: tuple[str, ...] = ()


UNTOUCHED = Decision()


@dataclass(frozen=True, eq=False)
class Plan:
    """What publishing would do, with `decisions` on the rows to remove by table.

    `kept` is what stays as it is although the files have it as in an earlier release. `answered` says that somebody
    decided whether it shall.
    """

    prepared: Preparation
    decisions: Mapping[str, Decision]
    kept: Mapping[str, Reverted] = field(default_factory=dict)
    answered: bool = False

    def keeping(self, found: Mapping[str, Reverted]) -> Plan:
        """Return the same without what goes back to earlier releases, as `reverted` finds it in each table."""
        return replace(self, kept=found, answered=True)

    def setting_back(self) -> Plan:
        """Return the same with the consent that it goes back to earlier releases."""
        return replace(self, answered=True)

    def reverted(self, store: Store, author: str = "") -> dict[str, Reverted]:
        """Return for each table what undoes what others changed than the `author`, if anything does."""
        prepared = self.prepared
        files = {
            name: [(prepared.release_of(checked, store), rows) for checked, rows in versions]
            for name, versions in self._versions.items()
        }
        found = going_back(prepared.base, self.result, self.changes, files, prepared.laid or 0, store)
        left = {name: changed_by_others(each, author, store) for name, each in found.items()}
        return {name: each for name, each in left.items() if each.n}

    def overwritten(self, store: Store) -> dict[str, Reverted]:
        """Return what was changed before and the files change again, where nobody can tell whether that was known.

        What `reverted` asks about is not among it.
        """
        since = self.prepared.since(store)
        unknown = {name: each for name, each in self.changes.tables.items() if name not in since}
        again = brought_before(self.prepared.base, Changes(unknown), store)
        return without(again, self.reverted(store)) if again else {}

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """The tables that change: the rows of the files put into those of the release, and what refers to new keys."""
        base, current = self.prepared.base.tables, self.prepared.current.tables
        moved = {name: rows for name, rows in current.items() if rows is not base[name]}
        updated = {name: each.rows for name, each in self._together.items()}
        left = {name: left_alone(updated[name], kept) for name, kept in self.kept.items() if name in updated}
        return moved | updated | left

    @property
    def contradictions(self) -> dict[str, tuple[Contradiction, ...]]:
        """Where several files for a table contradict each other and none of them prevails, by table."""
        open_ones = {
            name: tuple(each for each in found.contradictions if each.one not in self._decision(name).prevailing)
            for name, found in self._together.items()
        }
        return {name: found for name, found in open_ones.items() if found}

    @cached_property
    def _together(self) -> dict[str, Together]:
        return {name: self._of_all_files(BY_NAME[name]) for name in self._versions}

    def _of_all_files(self, table: Table) -> Together:
        current = self.prepared.current.tables[table.name]
        versions = [(checked.file, rows) for checked, rows in self._versions[table.name]]
        return together(current, versions, table, self._decision(table.name).prevailing)

    @cached_property
    def _versions(self) -> dict[str, list[tuple[Checked, pd.DataFrame]]]:
        """The files for each table, with the rows after each of them alone."""
        current = self.prepared.current.tables
        return {
            name: [(each, self._after(each, current[name])) for each in self.prepared.files_for(one.table)]
            for name, one in self.prepared.by_table.items()
        }

    def _after(self, checked: Checked, current: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table after one file alone."""
        return update(
            current,
            checked.rows,
            checked.table,
            remove=self._decision(checked.table.name).remove | (self.prepared.removed(checked.file) or frozenset()),
            columns=[name for name in checked.match.columns if name not in checked.partly],
            partly=checked.partly,
        )

    def _decision(self, table: str) -> Decision:
        return self.decisions.get(table, UNTOUCHED)

    @property
    def left(self) -> int:
        """How many rows the files do not have and stay all the same."""
        prepared = self.prepared
        stay = [(prepared.missing(each), self._decision(name).remove) for name, each in prepared.by_table.items()]
        return sum(len(rows) - len(removed) for rows, removed in stay)

    @cached_property
    def unchanged(self) -> int:
        """How many rows of the files say the same as the release."""
        found = 0
        for name, checked in self.prepared.by_table.items():
            keys = [each.rows[list(checked.table.key)] for each in self.prepared.files_for(checked.table)]
            counts = self.changes.counts[name]
            found += max(len(pd.concat(keys).drop_duplicates()) - counts.added - counts.changed, 0)
        return found

    @cached_property
    def result(self) -> Dataset:
        """The data set that would be published."""
        return Dataset({**self.prepared.base.tables, **self.tables})

    @cached_property
    def changes(self) -> Changes:
        return difference(self.prepared.base, self.result)

    @property
    def empty(self) -> bool:
        """Whether nothing would change, neither rows nor the programme."""
        return self.changes.empty and not self.prepared.programme_changes

    def sentences(self, lang: Language) -> list[str]:
        """Return what would change of the programme, and in each table."""
        return [*self.prepared.of_programme(lang), *self.changes.sentences(lang)]

    @cached_property
    def effect(self) -> dict[str, Effect]:
        """The headline figures that would read differently."""
        return effect(self.prepared.base, self.result)

    @cached_property
    def problems(self) -> list[Problem]:
        """What would be wrong between the tables and was not before: rows that refer to rows about to be removed."""
        return newly_dangling(self.prepared.base, self.result)

    def faults(self, author: str, note: str) -> list[str]:
        """Return the messages that say what is still missing before publishing."""
        return [*([NO_CHANGE] if self.empty else []), *lacking(author, note)]

    def publish(self, store: Store, *, author: str, note: str) -> Release:
        """Publish the result and remember how headers were mapped. Raises `Overtaken` if somebody was faster.

        Raises `Invalid` if something is missing, wrong or not decided.
        """
        faults = self.faults(author, note)
        if faults:
            raise Invalid(faults[0])
        if self.problems:
            raise Invalid(BLOCKED, problems=self.problems)
        if self.contradictions:
            raise Invalid(CONTRADICTORY)
        if not self.answered and self.reverted(store, author.strip()):
            raise Invalid(UNDECIDED)
        if disputes(self.prepared.amendments, store, author.strip()):
            raise Invalid(UNDECIDED_OPTIONS)
        changed = [table.name for table in TABLES if any(self.changes.counts[table.name])]
        said = self.prepared.of_programme(GERMAN)
        release = store.publish(
            self.prepared.base.origin.release or 0,
            {name: self.tables[name] for name in changed},
            author=author.strip(),
            note=" · ".join([note.strip(), *said]),
            files=[(file.name, file.data) for file in self.prepared.files],
            programme=self.prepared.base.programme if said else None,
        )
        for checked in self.prepared.checks.checked:
            header, decided = self.prepared.to_remember(checked)
            header_mappings.remember(store.objects, header, decided)
        return release


def planned(prepared: Preparation, decisions: Mapping[str, Decision] | None = None) -> Plan:
    """Return what publishing would do. Raises `Invalid` as long as the files have errors."""
    if prepared.blocked:
        raise Invalid(BLOCKED, problems=[*prepared.unreadable, *prepared.checks.errors])
    return Plan(prepared, decisions or {})


def lacking(author: str, note: str) -> list[str]:
    """Return the messages that say what of these is blank: neither a release nor its restoration goes without."""
    return [message for message, text in ((NO_AUTHOR, author), (NO_NOTE, note)) if not is_readable(text)]
