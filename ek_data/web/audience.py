"""Audience of a public address: who asks is known by the signed cookie that Streamlit reads for its pages."""

from __future__ import annotations

import datetime as dt
from enum import Enum, auto

from starlette.requests import HTTPConnection

from ek_data.auth import roles
from ek_data.auth.rules import PUBLIC, Misconfigured
from ek_data.ui import access
from ek_data.ui.streamlit_internals import claims


class Audience(Enum):
    """For whom an answer may be: for everybody, for this visitor, who is admitted, or for neither."""

    EVERYBODY = auto()
    VISITOR = auto()
    NOBODY = auto()


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
