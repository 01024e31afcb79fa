"""The manifest of a release: what it holds, who published it, and the seal that shows any later change.

Whatever a later version writes, its manifests keep this seal, `number` and `format`: by them an earlier one tells what
it does not understand from what is damaged. What only adds to a release keeps the number of the format.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import uuid
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from ek_data.errors import Damaged, Newer
from ek_data.figures.qualified import Quantity
from ek_data.i18n import N_
from ek_data.store import checksums

FORMAT = 1  # also of manifests that name none
MANIFEST = re.compile(r"(\d{8})\.json")
DIGEST = re.compile(r"[0-9a-f]{64}")
BROKEN = N_("The manifest of release {number} is damaged.")
NEWER_FORMAT = N_(
    "Release {number} was written by a newer version of this dashboard, in the format {format}. "
    "Please update the dashboard; until then the data can only be read."
)


@dataclass(frozen=True)
class Original:
    """A file as it was uploaded. `name` is what the sender called it; it is shown, and never used as a path."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True)
class Release:
    """One immutable version of all tables.

    `tables` gives the Parquet object of each table, `rows` its number of rows. `parent` is the seal of the release
    before, empty for the first one and after a damaged one. `restores` is the release whose content this one has
    again. `programme` is the sha256 of the ``programm.toml`` that goes with it, empty where there was no such file yet.
    `figures` are the headline figures of its tables by name, as they were counted when it was published; empty for a
    release of which none were kept. `counted` is the mark of the tables they were counted from. `id` tells two
    publications of the same number apart. `more` is what a later version added.
    """

    number: int
    tables: Mapping[str, str]
    rows: Mapping[str, int]
    author: str
    note: str
    published_at: dt.datetime
    parent: str = ""
    restores: int | None = None
    demo: bool = False
    programme: str = ""
    files: tuple[Original, ...] = ()
    figures: Mapping[str, Quantity] = field(default_factory=dict)
    counted: str = ""
    id: str = field(default_factory=lambda: uuid.uuid4().hex)
    format: int = FORMAT
    more: Mapping[str, Any] = field(default_factory=dict)
    seal: str = ""


def mark_of(tables: Mapping[str, str]) -> str:
    """Return what tells these tables from any others.

    A version that does not know of the figures carries them on with what is published next, where they are not true.
    """
    return hashlib.sha256("\n".join(sorted(tables.values())).encode()).hexdigest()


MANIFEST_FIELDS = Release.__dataclass_fields__.keys() - {"more", "seal"}


def manifest_key(number: int) -> str:
    """Return the name of the manifest of release `number`."""
    return f"releases/{number:08}.json"


def table_key(table: str, digest: str) -> str:
    """Return the name of the Parquet object of `table` with this sha256."""
    return f"tables/{table}-{digest}.parquet"


def programme_key(digest: str) -> str:
    """Return the name of the ``programm.toml`` with this sha256."""
    return f"programmes/{digest}.toml"


def digest_of(key: str) -> str:
    """Return the sha256 in the name of a table's object."""
    return key.removesuffix(".parquet")[-64:]


def original_key(digest: str) -> str:
    """Return the name of the uploaded file with this sha256."""
    return f"originals/{digest}"


def sealed(release: Release) -> bytes:
    """Return the bytes of the manifest of `release`, with its seal."""
    content = asdict(release) | {"published_at": release.published_at.isoformat()}
    del content["seal"]
    content = content.pop("more") | content
    return checksums.sealed(content)


def opened(data: bytes, number: int) -> Release:
    """Return release `number` from the bytes of its manifest.

    Raises `Damaged` if even one byte differs from what was published, `Newer` if its format is not known here.
    """
    try:
        content, mark = checksums.unsealed(data)
        if content["number"] == number:
            if (written := content.get("format", FORMAT)) != FORMAT:
                raise Newer(NEWER_FORMAT, number=number, format=written)
            return _release(content, mark)
    except (ValueError, KeyError, TypeError, AttributeError):
        pass  # whatever is wrong with it, it is not what was published
    raise Damaged(BROKEN, number=number)


def _release(content: Mapping[str, Any], mark: str) -> Release:
    known = {name: value for name, value in content.items() if name in MANIFEST_FIELDS}
    release = Release(
        **known
        | {
            "published_at": dt.datetime.fromisoformat(content["published_at"]),
            "files": tuple(Original(file["name"], file["size"], file["sha256"]) for file in content["files"]),
            "figures": _figures(content),
            "more": {name: value for name, value in content.items() if name not in MANIFEST_FIELDS},
            "seal": mark,
        }
    )
    if not all(_names_itself(table, key) for table, key in release.tables.items()):
        raise ValueError(f"an object of release {release.number} lies elsewhere")
    return release


def _figures(content: Mapping[str, Any]) -> dict[str, Quantity]:
    """Return the figures of a manifest if they were counted from its tables."""
    if content.get("counted") != mark_of(content["tables"]):
        return {}
    return {
        name: Quantity(kept["value"], kept.get("qualifier"), kept.get("rounded", False))
        for name, kept in content["figures"].items()
    }


def _names_itself(table: str, key: str) -> bool:
    digest = digest_of(key)
    return bool(DIGEST.fullmatch(digest)) and key == table_key(table, digest)
