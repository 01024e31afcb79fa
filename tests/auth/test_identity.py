"""Who somebody is to us: a table of what the sign-in says, and what follows from it."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from ek_data.auth.identity import FRESH, LEEWAY, Standing, groups_of, is_fresh, name_of, standing
from ek_data.auth.rules import Rules

NOW = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
SECOND = dt.timedelta(seconds=1)

LISTS = Rules.of({"editors": ["anna@x.de"], "viewers": ["berta@x.de"]})
GROUPS = Rules.of({"claim": "realm_access.roles", "editor_groups": ["redaktion"], "viewer_groups": ["lesen"]})
EDITORS_ONLY = Rules.of({"editors": ["anna@x.de"]})
ANY_ACCOUNT = Rules.of({"editors": ["anna@x.de"], "viewers": "signed-in"})
EVERYBODY = Rules.of({"editors": ["anna@x.de"], "viewers": "public"})
NOBODY = Rules.of({})


def signed_in(at: dt.datetime = NOW, **claims: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "sub": "1", "name": "Anna Muster", "iat": at.timestamp(), **claims}


ANNA, BERTA = signed_in(email="anna@x.de"), signed_in(email="berta@x.de")


def in_groups(*groups: Any) -> dict[str, Any]:
    return signed_in(realm_access={"roles": list(groups)})


CASES: dict[str, tuple[dict[str, Any], Rules, str]] = {
    "nobody signed in, lists": ({}, LISTS, "stranger"),
    "nobody signed in, open to all accounts": ({}, ANY_ACCOUNT, "stranger"),
    "nobody signed in, open to everybody": ({}, EVERYBODY, "viewer"),
    "says to be signed in, but not as a truth": ({**ANNA, "is_logged_in": "true"}, LISTS, "stranger"),
    "claims without a sign-in": ({**ANNA, "is_logged_in": False}, EVERYBODY, "viewer"),
    "listed as editor": (ANNA, LISTS, "editor"),
    "listed as editor, in capitals": (signed_in(email="ANNA@X.DE"), LISTS, "editor"),
    "listed as viewer": (BERTA, LISTS, "viewer"),
    "not listed": (signed_in(email="carl@x.de"), LISTS, "stranger"),
    "not listed, open to all accounts": (signed_in(email="carl@x.de"), ANY_ACCOUNT, "viewer"),
    "listed nowhere, no viewers named": (BERTA, EDITORS_ONLY, "stranger"),
    "nothing is configured": (ANNA, NOBODY, "stranger"),
    "address is verified": (signed_in(email="anna@x.de", email_verified=True), LISTS, "editor"),
    "address is verified, in words": (signed_in(email="anna@x.de", email_verified="true"), LISTS, "editor"),
    "address is not verified": (signed_in(email="anna@x.de", email_verified=False), LISTS, "stranger"),
    "address is not verified, in words": (signed_in(email="anna@x.de", email_verified="false"), LISTS, "stranger"),
    "address is not verified, open to all": (signed_in(email="anna@x.de", email_verified=False), ANY_ACCOUNT, "viewer"),
    "verified is empty": (signed_in(email="anna@x.de", email_verified=None), LISTS, "stranger"),
    "address is a list": (signed_in(email=["anna@x.de"]), LISTS, "stranger"),
    "address elsewhere": (signed_in(preferred_username="anna@x.de", upn="anna@x.de"), LISTS, "stranger"),
    "nothing but sub": ({"is_logged_in": True, "sub": "anna@x.de"}, LISTS, "stranger"),
    "nothing but sub, open to all accounts": ({"is_logged_in": True, "sub": "anna@x.de"}, ANY_ACCOUNT, "viewer"),
    "an empty address and an empty list": (signed_in(email=""), NOBODY, "stranger"),
    "in the group of editors": (in_groups("redaktion"), GROUPS, "editor"),
    "in both groups": (in_groups("lesen", "redaktion"), GROUPS, "editor"),
    "in the group of viewers": (in_groups("lesen"), GROUPS, "viewer"),
    "in another group": (in_groups("redaktionsbeirat"), GROUPS, "stranger"),
    "group in other capitals": (in_groups("Redaktion"), GROUPS, "stranger"),
    "group as a single text": (signed_in(realm_access={"roles": "redaktion"}), GROUPS, "editor"),
    "groups as a number": (signed_in(realm_access={"roles": 7}), GROUPS, "stranger"),
    "groups that are no texts": (in_groups(None, 7, {"name": "redaktion"}), GROUPS, "stranger"),
    "claim is missing": (signed_in(), GROUPS, "stranger"),
    "path ends too early": (signed_in(realm_access="redaktion"), GROUPS, "stranger"),
    "claim named like the path": (signed_in(**{"realm_access.roles": ["redaktion"]}), GROUPS, "editor"),
    "editor an hour ago": (signed_in(NOW - dt.timedelta(hours=1), email="anna@x.de"), LISTS, "editor"),
    "editor just in time": (signed_in(NOW - FRESH + SECOND, email="anna@x.de"), LISTS, "editor"),
    "editor twelve hours ago": (signed_in(NOW - FRESH, email="anna@x.de"), LISTS, "viewer"),
    "editor with a clock ahead": (signed_in(NOW + LEEWAY, email="anna@x.de"), LISTS, "editor"),
    "editor from tomorrow": (signed_in(NOW + dt.timedelta(days=1), email="anna@x.de"), LISTS, "viewer"),
    "editor without a time": ({**ANNA, "iat": None}, LISTS, "viewer"),
    "editor with a time in words": ({**ANNA, "iat": str(NOW.timestamp())}, LISTS, "viewer"),
    "editor with a truth for a time": ({**ANNA, "iat": True}, LISTS, "viewer"),
    "editor with a time that is none": ({**ANNA, "iat": float("nan")}, LISTS, "viewer"),
    "viewer of last month": (signed_in(NOW - dt.timedelta(days=29), email="berta@x.de"), LISTS, "viewer"),
}


@pytest.mark.parametrize("case", CASES)
def test_role_follows_from_claims_and_rules(case: str) -> None:
    claims, rules, access = CASES[case]
    assert standing(claims, rules, NOW).access == access


def test_the_table_has_every_role_for_every_kind_of_rules() -> None:
    seen = {(id(rules), access) for _claims, rules, access in CASES.values()}
    assert {access for key, access in seen if key == id(LISTS)} == {"editor", "viewer", "stranger"}
    assert {access for key, access in seen if key == id(GROUPS)} == {"editor", "viewer", "stranger"}


def test_nobody_edits_without_being_named() -> None:
    editors = [case for case, (_claims, rules, access) in CASES.items() if access == "editor" and rules == NOBODY]
    assert editors == []


def test_an_editor_of_yesterday_is_told_so() -> None:
    yesterday = signed_in(NOW - dt.timedelta(days=1), email="anna@x.de")
    assert standing(yesterday, LISTS, NOW) == Standing("viewer", True, "Anna Muster", outdated=True)
    assert not standing(BERTA, LISTS, NOW).outdated


@pytest.mark.parametrize(
    ("claims", "name"),
    [
        ({"name": "Anna Muster", "email": "a@x.de"}, "Anna Muster"),
        ({"given_name": "Anna", "family_name": "Muster"}, "Anna Muster"),
        ({"preferred_username": "amuster"}, "amuster"),
        ({"preferred_username": "anna.muster@x.de"}, "anna.muster"),  # the address stays out of the release
        ({"name": "anna.muster@x.de"}, "anna.muster"),
        ({"email": "anna@x.de"}, "anna"),
        ({"name": "  ", "email": "anna@x.de"}, "anna"),
        ({"name": "Anna\nMuster\u202e"}, "Anna Muster"),  # no line break, no reversed text
        ({"name": ["Anna"], "sub": "17"}, ""),
        ({"name": "A" * 500}, "A" * 100),
    ],
)
def test_name_is_one_line_without_an_address(claims: dict[str, Any], name: str) -> None:
    assert name_of(claims) == name


def test_groups_may_lie_deeper() -> None:
    assert groups_of({"a": {"b": {"c": ["x", "y"]}}}, "a.b.c") == {"x", "y"}
    assert groups_of({"a": {"b": ["x"]}}, "a.b.c") == frozenset()


def test_fresh_is_a_question_of_the_time_of_issue_alone() -> None:
    old = (NOW - dt.timedelta(days=2)).timestamp()
    assert not is_fresh({"iat": old, "exp": (NOW + dt.timedelta(days=1)).timestamp()}, NOW)
    assert is_fresh({"iat": NOW.timestamp(), "exp": old}, NOW)
