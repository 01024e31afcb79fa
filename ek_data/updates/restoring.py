"""An earlier release on its way to being published again: what that would change, and what is missing for it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from ek_data.changes.diff import Changes
from ek_data.changes.effect import Effect, effect
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Invalid
from ek_data.i18n import N_
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store
from ek_data.updates.plan import lacking

NO_DIFFERENCE = N_("That release says the same as the newest one, so there is nothing to restore.")


@dataclass(frozen=True, eq=False)
class Restoring:
    """The content of release `earlier` in place of the newest one, `base`, with the `changes` from `base` to it."""

    base: Dataset
    earlier: Dataset
    changes: Changes

    @cached_property
    def effect(self) -> dict[str, Effect]:
        """What would read differently."""
        return effect(self.base, self.earlier)

    def faults(self, author: str, note: str) -> list[str]:
        """Return the messages that say what is still missing before publishing."""
        return [*([NO_DIFFERENCE] if self.changes.empty else []), *lacking(author, note)]

    def publish(self, store: Store, *, author: str, note: str) -> Release:
        """Publish the earlier content as a new release. Raises `Invalid` if something is missing.

        Raises `Overtaken` if somebody was faster.
        """
        if faults := self.faults(author, note):
            raise Invalid(faults[0])
        base, number = self.base.origin.release or 0, self.earlier.origin.release or 0
        return store.restore(base, number, author=author.strip(), note=note.strip())
