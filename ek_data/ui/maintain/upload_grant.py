"""The grant to send files, in the state of the session: it ends with the session, or when the right is gone."""

from __future__ import annotations

import streamlit as st

from ek_data.auth.upload_quota import GRANTED, Grant
from ek_data.ui.streamlit_internals import browser_token, session_id

KEY = "upload_grant"


def grant(allowed: bool) -> None:
    """Let this session send files, or no longer; asked in every run."""
    session = session_id()
    if not allowed:
        st.session_state.pop(KEY, None)
        GRANTED.pop(session, None)
        return
    given = GRANTED[session] = st.session_state.setdefault(KEY, Grant())
    given.browser = browser_token(st.context.cookies.to_dict())


def hold(held: int) -> None:
    """Count `held` bytes of files against what this session may send."""
    if KEY in st.session_state:
        st.session_state[KEY].held = held
