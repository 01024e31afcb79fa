"""``ek-data releases``: what was published, newest first."""

from __future__ import annotations

import argparse
import json
import sys
from typing import Any

from ek_data.i18n import Language
from ek_data.settings import Settings
from ek_data.store.manifest import Release
from ek_data.store.publisher import open_store
from ek_data.tables import BY_NAME


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the command line."""
    parser = subparsers.add_parser("releases", help="Datenstände einer Ablage auflisten")
    parser.add_argument("--json", action="store_true", help="als JSON ausgeben")
    parser.add_argument("--store", default=Settings.store, metavar="URL", help="Ablage der Datenstände")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the releases, newest first, and what is damaged on standard error."""
    lang: Language = args.language
    store = open_store(args.store, writing=False)
    found = store.releases()
    if args.json:
        print(json.dumps([as_json(release) for release in found], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_line(release, lang) for release in found))
    for fault in store.faults():
        print(fault.sentence(lang), file=sys.stderr)
    return 0


def as_json(release: Release) -> dict[str, Any]:
    """Return what a release is, without the names of its objects."""
    return {
        "number": release.number,
        "published_at": release.published_at.isoformat(),
        "author": release.author,
        "note": release.note,
        "restores": release.restores,
        "demo": release.demo,
        "rows": dict(release.rows),
        "files": [{"name": file.name, "size": file.size, "sha256": file.sha256} for file in release.files],
    }


def _line(release: Release, lang: Language) -> str:
    content = lang("content of release {number}", number=release.restores)
    again = f" ({content})" if release.restores else ""
    rows = lang.listing(
        f"{lang.of(BY_NAME[name].label)} {lang.number(n)}" for name, n in release.rows.items() if name in BY_NAME
    )
    return (
        f"{release.number:>4}  {lang.moment(release.published_at)}  {release.author}: {release.note}{again}  [{rows}]"
    )
