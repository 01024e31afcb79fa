"""``ek-data draft``: drafts that editors have begun on the page: which there are, what they change, and their end."""

from __future__ import annotations

import argparse
import datetime as dt
import sys

from ek_data.cli.check import ERRORS, SOUND, listing, status
from ek_data.cli.edits.row import publish_draft
from ek_data.cli.publish import add_publishing, opened
from ek_data.cli.shared.confirming import add_yes, agreed
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Damaged, Missing
from ek_data.i18n import N_, Language
from ek_data.settings import Settings
from ek_data.store import drafts
from ek_data.store.publisher import Store, open_store
from ek_data.updates.difference_answers import decided, prepared_draft
from ek_data.updates.draft import LOST, Draft, change, in_lines, in_short, newest

NOBODY = N_("There is no draft.")
NOT_THERE = N_("There is no draft of {owner}.")
SURELY = N_("Throw the draft of {owner} away? It cannot be brought back.")
DISCARDED = N_("The draft of {owner} is thrown away.")


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("draft", help="Entwürfe: zeigen, veröffentlichen, verwerfen")
    actions = parser.add_subparsers(required=True, metavar="WAS")
    for name, run, help_ in (
        ("list", _list, "welche es gibt, von wem und seit wann"),
        ("show", _show, "was einer ändert"),
        ("publish", _publish, "einen veröffentlichen"),
        ("discard", _discard, "einen verwerfen"),
    ):
        action = actions.add_parser(name, help=help_)
        action.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
        if name != "list":
            help_ = "wessen Entwurf; ohne Angabe der dieses Rechners"
            action.add_argument("owner", metavar="NAME", nargs="?", default=drafts.HERE, help=help_)
        if name == "publish":
            add_publishing(action)
        if name == "discard":
            add_yes(action)
        action.set_defaults(run=run)


def _list(args: argparse.Namespace) -> int:
    lang: Language = args.language
    store = open_store(args.store, writing=False)
    for fault in drafts.faults(store.objects):
        print(fault.sentence(lang), file=sys.stderr)
    found = drafts.of_others(store.objects, "", _now())
    for kept in found:
        said = in_short(Draft.from_text(kept.text), lang)
        print(f"{drafts.called(kept.owner, lang)}: {said}, {lang.moment(kept.saved_at)}")
    if not found:
        print(lang(NOBODY))
    return SOUND


def _show(args: argparse.Namespace) -> int:
    draft, base, store = _of(args)
    for line in in_lines(draft, base, args.language):
        print(line)
    for each in draft.lost:
        print(args.language(LOST, file=each.name), file=sys.stderr)
    prepared = prepared_draft(draft, base, store.objects)
    with prepared.reviewed():
        if prepared.blocked:
            print(listing(prepared, args.language), file=sys.stderr)
            return status(prepared)
        for sentence in decided(prepared, draft.answers, store).changes.sentences(args.language):
            print(sentence)
    return SOUND


def _publish(args: argparse.Namespace) -> int:
    draft, base, store = _of(args)
    if draft.lost:
        raise Damaged(LOST, file=draft.lost[0].name)
    return publish_draft(
        draft, base, store, args, lambda: change(store.objects, args.owner, lambda kept: kept.since(draft), _now())
    )


def _discard(args: argparse.Namespace) -> int:
    """Throw a draft away, after it was shown; a damaged one can be thrown away as well."""
    lang, owner = args.language, drafts.called(args.owner, args.language)
    try:
        draft, base, store = _of(args)
        lines = in_lines(draft, base, lang)
    except Damaged as fault:
        store, lines = open_store(args.store), [fault.sentence(lang)]
    if not args.yes:
        print("\n".join(lines), file=sys.stderr)
    if not agreed(lang(SURELY, owner=owner), args):
        return ERRORS
    drafts.end(store.objects, args.owner, _now())
    print(lang(DISCARDED, owner=owner))
    return SOUND


def _of(args: argparse.Namespace) -> tuple[Draft, Dataset, Store]:
    """Return the draft of an editor, the newest data and their store. Raises `Missing` where there is no draft."""
    store, base = opened(args)
    draft = newest(store.objects, args.owner, _now())
    if draft.empty:
        raise Missing(NOT_THERE, owner=drafts.called(args.owner, args.language))
    return draft, base, store


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
