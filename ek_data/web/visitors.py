"""Who asks for one of the public addresses: known by the same signed cookie that Streamlit reads for its pages."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from typing import Any

from starlette.requests import HTTPConnection
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ek_data.auth import roles
from ek_data.auth.rules import PUBLIC, Misconfigured
from ek_data.ui import access
from ek_data.web.routes import Audience


def audience(visitor: HTTPConnection) -> Audience:
    """Return whether the data are for everybody, for this visitor, or neither."""
    try:
        found = access.sign_in()
    except Misconfigured:
        return Audience.NOBODY
    if not found.configured or found.rules.audience == PUBLIC:
        return Audience.EVERYBODY
    who = roles.standing(claims(visitor.cookies), found.rules, dt.datetime.now(dt.UTC))
    return Audience.NOBODY if who.role == "stranger" else Audience.VISITOR


def claims(cookies: Mapping[str, str]) -> dict[str, Any]:
    """Return what the sign-in says about the visitor with these cookies; nothing if they are not of our making."""
    content = get_cookie_with_chunks(lambda name: _signed(cookies, name), USER_COOKIE_NAME)
    try:
        found = json.loads(content or b"{}")
    except ValueError:
        return {}
    ours = isinstance(found, dict) and found.get("origin") == get_origin_from_redirect_uri()
    return found if ours else {}


def _signed(cookies: Mapping[str, str], name: str) -> bytes | None:
    value = cookies.get(name)
    return decode_signed_value(get_cookie_secret(), name, value.encode("latin-1", "replace")) if value else None
