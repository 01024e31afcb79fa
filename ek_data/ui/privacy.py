"""How this dashboard is set up, as far as the privacy notice speaks of it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import streamlit as st
from streamlit.auth_util import get_secrets_auth_section
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME,
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)

from ek_data.about.privacy import Setup
from ek_data.settings import Operator, Settings


def setup() -> Setup:
    """Return the setup of the running server."""
    sign_in = get_secrets_auth_section()
    return Setup(
        settings=Settings.of_environment(),
        operator=Operator.of_environment(),
        provider=urlsplit(str(sign_in.get("server_metadata_url", ""))).hostname or "" if sign_in else "",
        cookies=(XSRF_COOKIE_NAME, USER_COOKIE_NAME, SESSION_COOKIE_NAME),
        kept=st.get_option("server.disconnectedSessionTTL"),
        log=bool(os.environ.get("EK_LOG")),
    )
