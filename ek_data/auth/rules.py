"""The section ``[access]`` of the secrets: who may look and who may publish once a sign-in is set up.

    [access]
    editors = ["anna@beispiel.de"]                  # may publish
    viewers = ["berta@beispiel.de"]                 # may look; or "signed-in", or "public"
    claim = "realm_access.roles"                    # where the provider lists groups, if it does
    editor_groups = ["ek-redaktion"]
    viewer_groups = ["ek-lesen"]

A folder of secrets, as containers mount it, has these entries as files, with one item a line. Files are read again
whenever they change, so that whoever is taken off the list is out at once.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from functools import lru_cache
from pathlib import Path
from typing import Any

from ek_data.errors import Fault
from ek_data.i18n import N_
from ek_data.os_errors import reason_of

AUTH, ACCESS = "auth", "access"
LISTED, SIGNED_IN, PUBLIC = "listed", "signed-in", "public"
AUDIENCES = (SIGNED_IN, PUBLIC)

SHORTEST_SECRET = 32
WANTED = ("redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url")

UNREADABLE = N_("The secrets in {file} cannot be read: {reason}")
INCOMPLETE = N_("The section [auth] of the secrets lacks: {names}.")
SHORT = N_("“cookie_secret” in the section [auth] of the secrets needs at least {n} characters.")
ELSEWHERE = N_("“redirect_uri” in the section [auth] of the secrets must end with /oauth2callback.")
UNKNOWN = N_("The section [access] of the secrets has an unknown entry: {name}. It knows: {known}.")
NO_LIST = N_("“{name}” in the section [access] of the secrets must be a list of texts.")
NO_TEXT = N_("“{name}” in the section [access] of the secrets must be a text.")
NO_ADDRESS = N_("“{value}” in “{name}” of the section [access] is no e-mail address.")
NO_CLAIM = N_("The section [access] of the secrets names groups, but no claim in which they are listed.")
NO_SECTION = N_("“{name}” in the secrets must be a section.")


class Misconfigured(Fault):
    """The secrets cannot be understood, so nobody gets in until they are mended."""


@dataclass(frozen=True)
class Rules:
    """Who may look and who may publish. Without any entry nobody may do either."""

    editors: frozenset[str] = frozenset()
    viewers: frozenset[str] = frozenset()
    claim: str = ""
    editor_groups: frozenset[str] = frozenset()
    viewer_groups: frozenset[str] = frozenset()
    audience: str = LISTED

    @classmethod
    def of(cls, section: Mapping[str, Any]) -> Rules:
        """Return the rules that the section states. Raises `Misconfigured` for what it cannot mean."""
        known = [field.name for field in fields(cls) if field.name != "audience"]
        for name in section:
            if name not in known:
                raise Misconfigured(UNKNOWN, name=name, known=", ".join(known))
        audience = section.get("viewers") if section.get("viewers") in AUDIENCES else LISTED
        rules = cls(
            editors=_addresses(section, "editors"),
            viewers=_addresses(section, "viewers") if audience == LISTED else frozenset(),
            claim=_claim(section),
            editor_groups=_texts(section, "editor_groups"),
            viewer_groups=_texts(section, "viewer_groups"),
            audience=str(audience),
        )
        if not rules.claim and (rules.editor_groups or rules.viewer_groups):
            raise Misconfigured(NO_CLAIM)
        return rules


@dataclass(frozen=True)
class SignIn:
    """What the secrets say: whether there is a sign-in at all, where it comes back to, and who may do what."""

    configured: bool
    returns_to: str
    rules: Rules


def sign_in(files: Iterable[str]) -> SignIn:
    """Return what the secrets in `files` say, later ones before earlier ones. Raises `Misconfigured`."""
    return _sign_in(tuple((file, _changed(Path(file))) for file in files))


@lru_cache(maxsize=4)
def _sign_in(files: tuple[tuple[str, object], ...]) -> SignIn:
    secrets: dict[str, Any] = {}
    for file, _time in files:
        secrets |= _content(Path(file))
    if AUTH not in secrets:
        return SignIn(False, "", Rules())
    auth = _section(secrets, AUTH)
    _require_complete(auth)
    return SignIn(True, str(auth["redirect_uri"]), Rules.of(_section(secrets, ACCESS)))


def _require_complete(auth: Mapping[str, Any]) -> None:
    """Raise `Misconfigured` for what Streamlit would say to the first visitor only, or not at all."""
    if lacking := [name for name in WANTED if not auth.get(name)]:
        raise Misconfigured(INCOMPLETE, names=", ".join(lacking))
    if len(str(auth["cookie_secret"])) < SHORTEST_SECRET:
        raise Misconfigured(SHORT, n=SHORTEST_SECRET)
    if not str(auth["redirect_uri"]).endswith("/oauth2callback"):
        raise Misconfigured(ELSEWHERE)


def _changed(path: Path) -> object:
    """Return what differs after `path` was changed: of a folder, as containers mount secrets, each file counts."""
    try:
        every = sorted(path.rglob("*")) if path.is_dir() else [path]
        return tuple((str(each), (about := each.stat()).st_mtime_ns, about.st_size, about.st_ino) for each in every)
    except OSError:
        return None


def _content(path: Path) -> dict[str, Any]:
    try:
        if path.is_dir():
            folders = [folder for folder in path.glob("[!.]*") if folder.is_dir()]
            return {folder.name: _entries(folder) for folder in folders}
        return tomllib.loads(path.read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except OSError as error:
        raise Misconfigured(UNREADABLE, file=path, reason=reason_of(error)) from error
    except ValueError as error:  # it names line and column
        raise Misconfigured(UNREADABLE, file=path, reason=error) from error


def _entries(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text("utf-8").strip() for file in folder.glob("[!.]*") if file.is_file()}


def _section(secrets: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    section = secrets.get(name, {})
    if not isinstance(section, Mapping):
        raise Misconfigured(NO_SECTION, name=name)
    return section


def _texts(section: Mapping[str, Any], name: str) -> frozenset[str]:
    value = section.get(name, [])
    value = [line for line in value.splitlines() if line.strip()] if isinstance(value, str) else value
    if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
        raise Misconfigured(NO_LIST, name=name)
    return frozenset(text.strip() for text in value)


def _addresses(section: Mapping[str, Any], name: str) -> frozenset[str]:
    addresses = frozenset(text.lower() for text in _texts(section, name))
    for address in addresses:
        if not all(address.partition("@")):
            raise Misconfigured(NO_ADDRESS, name=name, value=address)
    return addresses


def _claim(section: Mapping[str, Any]) -> str:
    claim = section.get("claim", "")
    if not isinstance(claim, str):
        raise Misconfigured(NO_TEXT, name="claim")
    return claim.strip()
