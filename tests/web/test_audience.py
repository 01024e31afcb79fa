"""Who may read the public addresses, known by the cookie of the sign-in."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import HTTPConnection
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ek_data.web.routes import Audience, audience
from tests.secrets import AUTH, COOKIE_SECRET, ORIGIN, in_force

RULES = '[access]\neditors = ["anna@beispiel.de"]\n'


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    with in_force(tmp_path / "secrets.toml") as file:
        yield file


def signed(name: str, value: Any, secret: str = COOKIE_SECRET) -> str:
    return create_signed_value(secret, name, value if isinstance(value, str) else json.dumps(value)).decode()


def with_cookies(**cookies: str) -> HTTPConnection:
    written = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return HTTPConnection({"type": "http", "headers": [(b"cookie", written.encode())]})


def person(**claims: Any) -> dict[str, Any]:
    return {"is_logged_in": True, "origin": ORIGIN, "email": "anna@beispiel.de", "iat": time.time(), **claims}


HALVES = json.dumps(person())[:30], json.dumps(person())[30:]
COOKIES: dict[str, tuple[dict[str, str], Audience]] = {
    "none": ({}, Audience.NOBODY),
    "admitted": ({USER_COOKIE_NAME: signed(USER_COOKIE_NAME, person())}, Audience.VISITOR),
    "admitted for months": ({USER_COOKIE_NAME: signed(USER_COOKIE_NAME, person(iat=1.0))}, Audience.VISITOR),
    "not admitted": ({USER_COOKIE_NAME: signed(USER_COOKIE_NAME, person(email="c@x.de"))}, Audience.NOBODY),
    "forged": ({USER_COOKIE_NAME: signed(USER_COOKIE_NAME, person(), "another secret")}, Audience.NOBODY),
    "not signed": ({USER_COOKIE_NAME: "eyJpc19sb2dnZWRfaW4iOnRydWV9"}, Audience.NOBODY),
    "another cookie of ours": ({USER_COOKIE_NAME: signed("_streamlit_xsrf", person())}, Audience.NOBODY),
    "of another application": (
        {USER_COOKIE_NAME: signed(USER_COOKIE_NAME, person(origin="https://andere.beispiel.de"))},
        Audience.NOBODY,
    ),
    "no JSON": ({USER_COOKIE_NAME: signed(USER_COOKIE_NAME, "anna")}, Audience.NOBODY),
    "a list": ({USER_COOKIE_NAME: signed(USER_COOKIE_NAME, "[1]")}, Audience.NOBODY),
    "in two parts": (
        {
            USER_COOKIE_NAME: signed(USER_COOKIE_NAME, "chunks-2"),
            f"{USER_COOKIE_NAME}_1": signed(f"{USER_COOKIE_NAME}_1", HALVES[0]),
            f"{USER_COOKIE_NAME}_2": signed(f"{USER_COOKIE_NAME}_2", HALVES[1]),
        },
        Audience.VISITOR,
    ),
}


@pytest.mark.parametrize("case", COOKIES)
def test_cookie_decides_who_may_read(secrets: Path, case: str) -> None:
    secrets.write_text(AUTH + RULES)
    cookies, readers = COOKIES[case]
    assert audience(with_cookies(**cookies)) is readers


def test_everybody_may_read_without_a_sign_in(secrets: Path) -> None:
    assert audience(with_cookies()) is Audience.EVERYBODY


def test_everybody_may_read_what_is_public(secrets: Path) -> None:
    secrets.write_text(AUTH + RULES + 'viewers = "public"')
    assert audience(with_cookies()) is Audience.EVERYBODY


def test_nobody_may_read_while_the_secrets_are_spoiled(secrets: Path) -> None:
    secrets.write_text("[auth")
    assert audience(with_cookies()) is Audience.NOBODY
