"""Desk of an editor: the draft as the page works on it. Whatever is done here is kept in the store at once.

The files lie here as bytes and not in the widget they were dropped on, because a widget forgets when it is not drawn.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from functools import reduce

import pandas as pd
import streamlit as st

from ek_data.auth.upload_quota import Bounds
from ek_data.cache import Kept
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged, Fault
from ek_data.i18n import N_, Language
from ek_data.store import drafts
from ek_data.store.backends import Objects
from ek_data.store.manifest import Release
from ek_data.store.publisher import Store
from ek_data.text import markdown
from ek_data.ui import access, cached, language
from ek_data.ui.maintain import upload_grant
from ek_data.updates.difference_answers import Answers, prepared_draft, rekeyed
from ek_data.updates.draft import Draft, Edit, as_edits, change, left_out, newest
from ek_data.updates.file_choices import FileChoice, together
from ek_data.updates.plan import Decision, Plan, planned
from ek_data.updates.reversions import Reverted
from ek_data.updates.workflow import Preparation, Upload
from ek_data.validation.report import hints

KEY = "desk"
READING = N_("The files are being read and checked …")
ASK = 0.5  # seconds between two calls of whoever waits, so that somebody who has left gives up the place soon


@dataclass
class Desk:
    """The draft of an editor, with what is made of it in this session.

    `turn` counts its changes: what belongs to an older one has another turn. `taken` are the files of the browser that
    are in the draft, by their ids, and `visit` counts what was published. `choices` is what was decided in this visit
    about files that may come back corrected. `taken_up` says that the draft was looked for in the store, `shown` what
    the difference was last shown of, and `elsewhere` what the draft was before it was changed somewhere else. `gone` is
    what was taken out last, and of whose draft: it can be brought back until something else is changed. `asked` are the
    keys of the questions about cells, in the order in which they stand on the page, with the turn to which they belong.
    """

    draft: Draft = field(default_factory=Draft)
    taken_up: bool = False
    turn: int = 0
    taken: set[str] = field(default_factory=set)
    visit: int = 0
    prepared: Preparation | None = None
    choices: tuple[FileChoice, ...] = ()
    published: Release | None = None
    shown: tuple[int | None, Draft] | None = None
    elsewhere: Draft | None = None
    gone: tuple[str, Draft] | None = None
    asked: tuple[int, tuple[str, ...]] = (0, ())
    _made: dict[str, Kept] = field(default_factory=lambda: defaultdict(lambda: Kept(1)))

    def take_up(self) -> None:
        """Go on with the draft as it is kept. Raises a `Fault` if it cannot be read."""
        objects = access.require_editor().objects
        kept = newest(objects, owner(), now(), self.draft)
        if kept != self.draft:
            self.elsewhere = self.elsewhere or (self.draft if self.taken_up else None)
            self._take(kept)
        self.taken_up = True

    def change(self, change: Callable[[Draft], Draft]) -> bool:
        """Keep what `change` makes of the draft, and go on with that; say why if it cannot be kept."""
        return self._keep(change) is not None

    def put(self, *parts: Edit | Upload, base: Dataset | None = None) -> bool:
        """Put edits and files into the draft: the one way in; cells that are as in `base` leave it."""
        return self.change(lambda draft: self._remembered(draft.having(*parts, base=base)))

    def take_out(self, part: Draft) -> bool:
        """Take edits and files out of the draft, from where they can be brought back; say why if that cannot be."""

        def less(draft: Draft) -> Draft:
            return reduce(lambda left, edit: left.without(*edit.place), part.edits, draft).without_files(*part.files)

        done = self.change(less)
        if done:
            self._remember(owner(), part)
        return done

    def _remember(self, whose: str, part: Draft) -> None:
        """Keep what was taken out, unless its files are large: whoever removes one wants its room in the memory.

        A file that is lost cannot be brought back.
        """
        there = part.without_files(*part.lost)
        is_small = sum(len(upload.data) for upload in there.files) <= LARGE_FILES.small
        self.gone = (whose, there) if is_small and not there.empty else None

    def remove(self, *files: Upload) -> None:
        """Take files out of the draft."""
        self.take_out(replace(self.draft, edits=(), files=files))

    def replace(self, upload: Upload) -> None:
        """Let a file that waits take the place of the one with its name."""
        self.change(lambda draft: draft.replacing(upload))

    def keep_both(self, upload: Upload) -> None:
        """Lay a file that waits beside the one with its name."""
        self.change(lambda draft: draft.keeping_both(upload))

    def discard(self) -> None:
        """Throw away all of the draft that is known here."""
        if self.take_out(self.draft):
            self.choices = ()

    def discard_of(self, whose: str) -> None:
        """Throw the draft of somebody else away, also a damaged one. Raises a `Fault` if that cannot be."""
        objects = access.require_editor().objects
        with suppress(Damaged):
            self._remember(whose, newest(objects, whose, now()))
        drafts.end(objects, whose, now())

    def bring_back(self) -> None:
        """Put what was taken out last into its draft again. Raises a `Fault` if that cannot be."""
        if self.gone is None:
            return
        whose, part = self.gone
        if whose == owner():
            self.change(lambda draft: draft.together(part))
        else:
            change(access.require_editor().objects, whose, lambda draft: draft.together(part), now())
            self.gone = None

    def decide(self, prepared: Preparation) -> None:
        """Go on with what was decided about the files; an answer about an edited row becomes part of its edit."""
        before = self.draft.choices
        choices = tuple(each for each in prepared.choices if prepared.removed(each.file) is None)
        wanted, turn = self.draft.deciding(choices, before), self.turn
        if self._keep(lambda draft: draft.deciding(choices, before)) == wanted:
            self.prepared, self.turn = prepared, turn
        if edits := as_edits(prepared):
            self.put(*edits, base=prepared.released)

    def answer(self, answers: Answers) -> None:
        """Keep answers by their questions; an empty one takes back what was said."""
        self.change(lambda draft: draft.answering(answers))

    def clear(self, published: Release) -> None:
        """Go on with what came into the draft while it was `published`, and with the edited rows that were left out."""
        left = left_out(self.prepared) if self.prepared else set()
        done = replace(self.draft, edits=tuple(each for each in self.draft.edits if each.place not in left))
        self.published, self.choices = published, ()
        self.visit += 1
        self.change(lambda draft: draft.since(done))

    @property
    def size(self) -> int:
        """How many bytes of files lie here."""
        return sum(len(upload.data) for upload in self.draft.files)

    def _keep(self, make: Callable[[Draft], Draft]) -> Draft | None:
        try:
            objects = access.require_editor().objects
            kept = change(objects, owner(), make, now(), self.draft)
        except Fault as fault:
            st.error(markdown(fault.sentence(language.current())), icon=":material/error:")
            return None
        self.gone = None
        expected = make(self.draft)
        self.elsewhere = expected if self.taken_up and kept != expected else None
        self._take(kept)
        return kept

    def _remembered(self, draft: Draft) -> Draft:
        return replace(draft, choices=together(self.choices, draft.choices)) if draft.files else draft

    def _take(self, draft: Draft) -> None:
        only_answered = replace(self.draft, answers=draft.answers) == draft
        self.draft = draft
        if only_answered:
            self.prepared = self.prepared and rekeyed(self.prepared, draft.answers)
            return
        self.turn += 1
        self.choices = together(self.choices, draft.choices)
        self.prepared = None
        self._made.clear()
        upload_grant.hold(self.size)

    def preparation(self, base: Dataset, objects: Objects, lang: Language) -> Preparation:
        """Return the draft read and checked against `base`, anew only where something is new."""
        if self.prepared and self.prepared.base.origin.release != base.origin.release:
            self.prepared = self._against(self.prepared, base)
        large = self.size > LARGE_FILES.small
        if self.prepared is None or (large and not self.prepared.is_checked):
            return self._read(base, objects, lang)
        return self.prepared

    def _against(self, prepared: Preparation, base: Dataset) -> Preparation:
        """Return what lies here against another release: edits hold their rows as they are there."""
        if not self.draft.edits:
            return rekeyed(prepared.against(base), self.draft.answers)
        return replace(self._prepared(base), mappings=prepared.mappings, laid=prepared.laid).carrying(prepared.choices)

    def _prepared(self, base: Dataset, objects: Objects | None = None) -> Preparation:
        return prepared_draft(self.draft, base, objects, cached.areas().areas)

    def _read(self, base: Dataset, objects: Objects, lang: Language) -> Preparation:
        """Return the files read and checked as soon as it is their turn, and say so until then.

        What was read is kept before anything more is written to the page, because that ends a run whose successor is
        asked for already.
        """
        with st.status(lang(READING)) as status:
            with LARGE_FILES.turn(self.size, lambda before: status.update(label=_waiting(before, lang))):
                status.update(label=lang(READING))
                self.prepared = self.prepared or self._prepared(base, objects)
                with self.prepared.reviewed():
                    done = _checked(self.prepared, lang)
            status.update(label=done)
        return self.prepared

    def plan(self, prepared: Preparation, decisions: Mapping[str, Decision]) -> Plan:
        """Return what publishing would do, computed once for the same decisions."""
        key = prepared, frozenset(decisions.items())
        return self._made["plan"].result(key, lambda: planned(prepared, decisions))

    def came_since(self, prepared: Preparation, store: Store) -> Mapping[str, pd.DataFrame]:
        """Return for each table the rows that came after the release of its template, looked for once."""
        return self._made["came"].result(prepared, lambda: prepared.came_since(store))

    def reverted(self, plan: Plan, store: Store, author: str) -> Mapping[str, Reverted]:
        """Return what of `plan` undoes what others changed than the `author`, looked for once."""
        return self._made["reverted"].result((plan, author), lambda: plan.reverted(store, author))

    def overwritten(self, plan: Plan, store: Store) -> Mapping[str, Reverted]:
        """Return what of `plan` was changed before, looked for once."""
        return self._made["overwritten"].result(plan, lambda: plan.overwritten(store))

    def answered(self, plan: Plan, kept: Mapping[str, Reverted]) -> Plan:
        """Return `plan` without what of it is `kept` as it is now, computed once for the same answer."""
        key = plan, *((name, each.places) for name, each in kept.items())
        return self._made["answered"].result(key, lambda: plan.keeping(kept))

    def hints(self, prepared: Preparation, lang: Language) -> pd.DataFrame:
        """Return the hints on all files in words, with the file's name, made once per language."""
        return self._made["hints"].result((prepared, lang.code), lambda: _hints(prepared, lang))


def desk() -> Desk:
    """Return the desk of this session."""
    found: Desk = st.session_state.setdefault(KEY, Desk())
    return found


def owner() -> str:
    """Return whose draft it is: of whoever signed in, else of whoever is at this computer."""
    return access.author() or drafts.HERE


def now() -> dt.datetime:
    """Return the time by which drafts are kept."""
    return dt.datetime.now(dt.UTC)


def _hints(prepared: Preparation, lang: Language) -> pd.DataFrame:
    parts = [hints(checked, lang).assign(file=checked.file) for checked in prepared.checks.checked]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame()


def _waiting(before: int, lang: Language) -> str:
    return lang.plural(
        "Another large file is being read. Yours is next.",
        "{n} other large files come before yours, which will be read without your doing.",
        before,
    )


def _checked(prepared: Preparation, lang: Language) -> str:
    rows = sum(len(checked.rows) for checked in prepared.checks.checked)
    return markdown(lang.plural("{n} row read and checked", "{n} rows read and checked", rows))


class ReadQueue:
    """Work on files, one at a time and in the order in which they came. Files up to `small` bytes never wait."""

    def __init__(self, small: int = Bounds.small) -> None:
        self.small = small
        self._line: deque[object] = deque()
        self._changed = threading.Condition()

    @contextmanager
    def turn(self, size: int, waiting: Callable[[int], None]) -> Iterator[None]:
        """Give the turn to whoever has files of `size` bytes, and take it back at the end.

        Until then `waiting` is called again and again with the number of those before; what it raises ends the wait.
        """
        if size <= self.small:
            yield
            return
        place = object()
        with self._changed:
            self._line.append(place)
        try:
            while before := self._before(place):
                waiting(before)
                self._wait(place)
            yield
        finally:
            with self._changed:
                self._line.remove(place)
                self._changed.notify_all()

    def _before(self, place: object) -> int:
        with self._changed:
            return self._line.index(place)

    def _wait(self, place: object) -> None:
        with self._changed:
            self._changed.wait_for(lambda: self._line[0] is place, ASK)


LARGE_FILES = ReadQueue()
"""The queue of this server. Each of several servers has its own memory, and so its own queue."""
