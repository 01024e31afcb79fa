"""Streamlit's inner parts: all that the dashboard needs and Streamlit has no public name for.

Nothing else imports a module inside `streamlit` or uses a name of it with an underscore, so that a new version of
Streamlit can break this module only; `tests/ui/test_streamlit_internals.py` tries each use.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

import streamlit.logger as streamlit_logger
from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri, get_secrets_auth_section
from streamlit.delta_generator import DeltaGenerator as DeltaGenerator
from streamlit.file_util import get_static_dir
from streamlit.navigation.page import StreamlitPage as StreamlitPage
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest as BackendOperationRequest
from streamlit.proto.BackMsg_pb2 import BackMsg as BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse as BackendOperationResponse
from streamlit.proto.ForwardMsg_pb2 import DeferredFileResponsePayload
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg as ForwardMsg
from streamlit.runtime import Runtime as Runtime
from streamlit.runtime import app_session, exists, get_instance
from streamlit.runtime.backend_operation_handler import DeferredFileHandler as DeferredFileHandler
from streamlit.runtime.media_file_storage import MediaFileStorageError as MediaFileStorageError
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx
from streamlit.runtime.secrets import secrets_singleton
from streamlit.runtime.session_manager import ClientContext as ClientContext
from streamlit.runtime.session_manager import SessionClient as SessionClient
from streamlit.runtime.uploaded_file_manager import UploadedFile as UploadedFile
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value, decode_xsrf_token_string
from streamlit.web.server.starlette.starlette_server_config import (
    SESSION_COOKIE_NAME,
    USER_COOKIE_NAME,
    XSRF_COOKIE_NAME,
)
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed as is_host_allowed

COOKIES = (XSRF_COOKIE_NAME, USER_COOKIE_NAME, SESSION_COOKIE_NAME)


def page_of_streamlit() -> bytes:
    """Return the HTML page that Streamlit sends to every browser."""
    return (Path(get_static_dir()) / "index.html").read_bytes()


def sign_in_at_start(files: Iterable[str]) -> Mapping[str, Any]:
    """Return the section about the sign-in of the secrets that Streamlit has read; empty if there is none.

    Where it has read none of the `files` and there are none, it is not asked: it would look for them behind a lock, for
    which all visitors wait.
    """
    if secrets_singleton._secrets is None and not any(Path(file).exists() for file in files):
        return {}
    return get_secrets_auth_section() or {}


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


def browser_token(cookies: Mapping[str, str]) -> bytes:
    """Return by what Streamlit knows the browser with these cookies; nothing if it has not been here yet."""
    token, _time = decode_xsrf_token_string(cookies.get(XSRF_COOKIE_NAME, ""))
    return token or b""


def session_id() -> str:
    """Return the id of the session whose page is drawn now, empty outside of one."""
    running = get_script_run_ctx()
    return running.session_id if running else ""


def went_through_history() -> bool:
    """Return whether the page is drawn now because the reader went back or forward in the browser."""
    running = get_script_run_ctx()
    return running is not None and running.is_history_navigation


def forget_uploads(files: Iterable[str]) -> None:
    """Let Streamlit forget files that this session has sent, by their ids; one that has just arrived stays."""
    if exists():
        for file in files:
            get_instance().uploaded_file_mgr.remove_file(session_id(), file)  # type: ignore[attr-defined]


def as_this_session() -> Callable[[], None]:
    """Return what makes another thread one of the session whose page is drawn now, when it calls it."""
    session = get_script_run_ctx()

    def become() -> None:
        add_script_run_ctx(ctx=session)

    return become


def is_offered(handler: DeferredFileHandler, file: str, session: str) -> bool:
    """Return whether the page of a session offers a file that is made when it is asked for."""
    offered = handler._get_media_file_mgr()._deferred_callables.get(file)
    return offered is not None and offered["session_id"] == session


def made_file(handler: DeferredFileHandler, request: BackendOperationRequest) -> BackendOperationResponse:
    """Return the answer with the address of a file that is made now. Raises `MediaFileStorageError`; takes long."""
    address = handler._get_media_file_mgr().execute_deferred(request.deferred_file.file_id)
    payload = DeferredFileResponsePayload(url=address)
    return BackendOperationResponse(request_id=request.request_id, deferred_file=payload)


def replace_parts(
    *,
    sockets: Callable[[Any], Any],
    themes: Callable[[Any], Any],
    files: type[DeferredFileHandler],
    server: Mapping[str, Any],
) -> None:
    """Put our own in the place of parts for which Streamlit has no option.

    `sockets` and `themes` take and return the functions that bind a socket and fill in the theme; `files` makes the
    files that a page offers; `server` are further settings of uvicorn. Streamlit's loggers hand on what they have to
    say, as those of other libraries do, instead of writing it themselves. Our ``pages/`` are for `st.navigation`, not
    for Streamlit's own discovery, which it would try first: the first link to any page but the overview would then say
    "Page not found".
    """
    PagesManager.uses_pages_directory = False
    starlette_server._bind_socket = sockets(starlette_server._bind_socket)
    app_session._populate_theme_msg = themes(app_session._populate_theme_msg)
    app_session.DeferredFileHandler = files  # type: ignore[attr-defined]
    settings = starlette_server._get_uvicorn_config_kwargs
    starlette_server._get_uvicorn_config_kwargs = lambda: {**settings(), **server}
    streamlit_logger.setup_formatter = _hand_on
    streamlit_logger.update_formatter()


def _hand_on(logger: logging.Logger) -> None:
    """Take from a logger of Streamlit what it writes to itself."""
    logger.handlers.clear()
    logger.propagate = True
