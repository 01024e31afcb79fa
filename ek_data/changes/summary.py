"""Summary of what changed since the release before: for the first page, the minutes and the list of releases."""

from __future__ import annotations

from collections.abc import Sequence

from ek_data.changes.diff import Changes
from ek_data.i18n import Language
from ek_data.store.manifest import Release
from ek_data.text import as_sentence

LONGEST_NOTE = 40


def in_short(release: Release, lang: Language) -> str:
    """Return number, time and the beginning of the note of a release, as plain text for a list to choose from."""
    note = release.note if len(release.note) <= LONGEST_NOTE else f"{release.note[:LONGEST_NOTE]}…"
    return f"{release.number} · {lang.moment(release.published_at)} · {note}"


def before(releases: Sequence[Release], number: int | None) -> tuple[Release, Release] | None:
    """Return the release before `number` (None: the newest) and the release itself; None if there is none before.

    `releases` are those whose manifests are sound, newest first; what is damaged is passed over.
    """
    until = [release for release in releases if number is None or release.number <= number]
    return (until[1], until[0]) if len(until) > 1 else None


def sentences(changes: Changes, older: Release, newer: Release, lang: Language) -> list[str]:
    """Return what changed from `older` to `newer`: who published it and why, then one sentence for each table."""
    published = lang(
        "Release {number} of {time}, published by {author}: {note}",
        number=newer.number,
        time=lang.moment(newer.published_at),
        author=newer.author,
        note=newer.note,
    )
    if changes.empty:
        same = lang("Nothing differs from release {number}.", number=older.number)
        return [as_sentence(published), same]
    return [as_sentence(published), *(as_sentence(line) for line in changes.sentences(lang))]
