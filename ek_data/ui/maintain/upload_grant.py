"""The grant to send files, in the state of the session: it ends with the session, or when the right is gone."""

from __future__ import annotations

import streamlit as st
from streamlit.runtime import exists, get_instance
from streamlit.runtime.scriptrunner import get_script_run_ctx

from ek_data.auth.grants import GRANTED, Grant

KEY = "upload_grant"


def grant(allowed: bool) -> None:
    """Let this session send files, or no longer; asked in every run."""
    session = _session()
    if not allowed:
        st.session_state.pop(KEY, None)
        GRANTED.pop(session, None)
        return
    GRANTED[session] = st.session_state.setdefault(KEY, Grant())


def keep_only(held: int) -> None:
    """Let Streamlit forget the files of this session, of which `held` bytes are kept elsewhere."""
    if exists():
        get_instance().uploaded_file_mgr.remove_session_files(_session())
    if KEY in st.session_state:
        st.session_state[KEY].held = held


def _session() -> str:
    running = get_script_run_ctx()
    return running.session_id if running else ""
