"""The releases as an Atom feed: what each changed, in numbers and words, and how that moved the headline figures.

No text that somebody wrote is in it, neither the note of a release nor its author, because these may name people.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from xml.etree import ElementTree

from ek_data.dataset.dataset import DEMO_MARK
from ek_data.errors import Fault
from ek_data.exports.datapackage import TITLE
from ek_data.figures.figure import Figure
from ek_data.i18n import N_, Language
from ek_data.store.manifest import Release
from ek_data.text import allowed_in_xml, as_sentence

FEED, MEDIA_TYPE = "neues.atom", "application/atom+xml; charset=utf-8"
MOST = 20  # entries: a reader of feeds keeps what it has seen
ATOM = "http://www.w3.org/2005/Atom"
FOLLOWED = N_("New releases, to follow in a feed reader: {link}")

Changed = Callable[[int, int, str], Sequence[str]]


def feed(
    releases: Sequence[Release], changed: Changed, figures: Mapping[str, Figure], address: str, lang: Language
) -> bytes:
    """Return the newest of the `releases` as an Atom feed; there must be one.

    `changed` says in sentences what one release changed since another, in a language, and may raise a `Fault`. What
    the headline `figures` were is kept with the releases. `address` is that of the server.
    """
    newest_first = sorted(releases, key=lambda each: each.number, reverse=True)
    newest = newest_first[0]
    named = lang("Releases: {title}", title=lang(TITLE))
    title = f"{DEMO_MARK}: {named}" if newest.demo else named
    root = ElementTree.Element("feed", {"xmlns": ATOM, "xml:lang": lang.code})
    _add(root, "id", f"{address}/daten/{FEED}")
    _add(root, "title", title)
    _add(root, "updated", _moment(newest.published_at))
    _add(ElementTree.SubElement(root, "author"), "name", lang(TITLE))
    _add(root, "link", rel="self", href=f"{address}/daten/{FEED}")
    _add(root, "link", rel="alternate", href=f"{address}/datenstaende")
    for release, before in pairwise([*newest_first, None]):
        if release and len(root.findall("entry")) < MOST:
            root.append(_entry(release, before, changed, figures, address, lang))
    written: bytes = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _entry(
    release: Release,
    before: Release | None,
    changed: Changed,
    figures: Mapping[str, Figure],
    address: str,
    lang: Language,
) -> ElementTree.Element:
    entry = ElementTree.Element("entry")
    _add(entry, "id", f"urn:uuid:{release.id}")
    _add(
        entry,
        "title",
        lang("Release {number} of {time}", number=release.number, time=lang.moment(release.published_at)),
    )
    _add(entry, "updated", _moment(release.published_at))
    _add(entry, "link", rel="alternate", href=f"{address}/?stand={release.number}")
    said = _said(release, before, changed, figures, lang)
    _add(entry, "content", "\n".join(map(as_sentence, said)), type="text")
    return entry


def _said(
    release: Release, before: Release | None, changed: Changed, figures: Mapping[str, Figure], lang: Language
) -> list[str]:
    """Return what a release changed, and the headline figures that read differently since."""
    again = [lang("content of release {number}", number=release.restores)] if release.restores else []
    if before is None:
        return [*again, lang("First release.")]
    try:
        lines = changed(before.number, release.number, lang.code)
    except Fault:  # its words may name what somebody wrote
        lines = [lang("How it differs from the release before cannot be told.")]
    return [*again, *(lines or [lang("Nothing was changed.")]), *_moved(before, release, figures, lang)]


def _moved(before: Release, release: Release, figures: Mapping[str, Figure], lang: Language) -> list[str]:
    return [
        lang(
            "{figure}: so far {before}, from now on {after}",
            figure=lang.of(figure.label),
            before=before.figures[name].words(lang, figure.digits),
            after=release.figures[name].words(lang, figure.digits),
        )
        for name, figure in figures.items()
        if name in before.figures and name in release.figures and before.figures[name] != release.figures[name]
    ]


def _add(parent: ElementTree.Element, tag: str, text: str = "", **attributes: str) -> None:
    ElementTree.SubElement(parent, tag, attributes).text = allowed_in_xml(text) or None


def _moment(at: dt.datetime) -> str:
    return at.isoformat()
