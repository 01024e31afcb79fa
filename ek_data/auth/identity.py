"""Who somebody is to us, decided from what the sign-in says about them. Whatever is not certain counts against them.

A claim is what the identity provider states in the ID token: ``email``, ``name``, groups. The rules are the section
``[access]`` of the secrets, see `ek_data.auth.rules`.
"""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ek_data.auth.rules import PUBLIC, SIGNED_IN, Rules

Access = Literal["editor", "viewer", "stranger"]
Claims = Mapping[str, Any]

FRESH = dt.timedelta(hours=12)
LEEWAY = dt.timedelta(minutes=5)  # clocks of two machines differ
LONGEST_NAME = 100


@dataclass(frozen=True)
class Standing:
    """What somebody may do. `outdated` is an editor whose sign-in is too old: a viewer until the next one."""

    access: Access
    signed_in: bool = False
    name: str = ""
    outdated: bool = False


def standing(claims: Claims, rules: Rules, now: dt.datetime) -> Standing:
    """Return what somebody with these `claims` may do; claims that do not say ``is_logged_in`` count for nothing."""
    if claims.get("is_logged_in") is not True:
        return Standing("viewer" if rules.audience == PUBLIC else "stranger")
    name = name_of(claims)
    if _is_named(claims, rules.editors, rules.editor_groups, rules):
        fresh = is_fresh(claims, now)
        return Standing("editor" if fresh else "viewer", True, name, outdated=not fresh)
    may_look = rules.audience in (SIGNED_IN, PUBLIC) or _is_named(claims, rules.viewers, rules.viewer_groups, rules)
    return Standing("viewer" if may_look else "stranger", True, name)


def name_of(claims: Claims) -> str:
    """Return the name to show and to publish under, without any e-mail address; empty if the claims hold none."""
    full = " ".join(text for key in ("given_name", "family_name") if (text := _text(claims, key)))
    candidates = (_text(claims, "name"), full, _text(claims, "preferred_username"), _text(claims, "email"))
    names = (candidate.partition("@")[0].strip() for candidate in candidates)
    return next((name[:LONGEST_NAME] for name in names if name), "")


def is_fresh(claims: Claims, now: dt.datetime) -> bool:
    """Return whether the provider vouched for this person within the last hours. A missing or future time is not."""
    issued = claims.get("iat")
    if isinstance(issued, bool) or not isinstance(issued, int | float):
        return False
    age = now.timestamp() - issued
    return -LEEWAY.total_seconds() <= age < FRESH.total_seconds()


def groups_of(claims: Claims, path: str) -> frozenset[str]:
    """Return the groups at `path`, as in ``realm_access.roles``; a claim of that very name goes first."""
    found: Any = claims.get(path) if path in claims else claims
    for step in path.split(".") if path not in claims else ():
        found = found.get(step) if isinstance(found, Mapping) else None
    each = [found] if isinstance(found, str) else found if isinstance(found, list | tuple) else []
    return frozenset(group for group in each if isinstance(group, str) and group)


def _is_named(claims: Claims, addresses: frozenset[str], groups: frozenset[str], rules: Rules) -> bool:
    listed = _address(claims) in addresses
    return listed or bool(rules.claim and groups & groups_of(claims, rules.claim))


def _address(claims: Claims) -> str | None:
    """Return the e-mail address, unless the provider says that nobody has verified it."""
    if claims.get("email_verified", True) not in (True, "true"):
        return None
    return _text(claims, "email").lower() or None


def _text(claims: Claims, key: str) -> str:
    """Return a claim as one line without invisible characters; empty if it is no text."""
    value = claims.get(key)
    if not isinstance(value, str):
        return ""
    return " ".join("".join(" " if unicodedata.category(sign)[0] == "C" else sign for sign in value).split())
