"""Setup of this dashboard, as far as the privacy notice speaks of it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import streamlit as st

from ek_data.about.privacy import Setup
from ek_data.auth.this_computer import Started
from ek_data.settings import Operator, Settings
from ek_data.ui.streamlit_internals import COOKIES, sign_in_at_start


def setup() -> Setup:
    """Return the setup of the running server."""
    sign_in = sign_in_at_start(st.get_option("secrets.files"))
    return Setup(
        settings=Settings.of_environment(),
        operator=Operator.of_environment(),
        provider=urlsplit(str(sign_in.get("server_metadata_url", ""))).hostname or "" if sign_in else "",
        cookies=COOKIES,
        kept=st.get_option("server.disconnectedSessionTTL"),
        log=bool(os.environ.get("EK_LOG")),
        start=Started.link.cookie if Started.link else "",
    )
