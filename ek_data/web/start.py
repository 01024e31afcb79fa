"""Start: a free port, the link that lets a browser change data on a shared computer, and opening the browser."""

from __future__ import annotations

import errno
import socket
import threading
import webbrowser
from http import HTTPStatus

import streamlit as st
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from ek_data.auth.this_computer import START, Started
from ek_data.errors import Conflict
from ek_data.i18n import GERMAN, N_
from ek_data.ui import access

NOT_KEPT = {"cache-control": "no-store"}
TOLD = N_("Several people may use this computer. Data are changed only by whoever opens this link: {link}")
TAKEN = N_(
    "Port {port} is taken: does a dashboard run there already, at http://localhost:{port}? "
    "Another one starts with --port {other}."
)
NOT_VALID = N_("This link is not valid, or no longer. The dashboard prints a new one at every start.")


def require_free(address: str, port: int) -> None:
    """Raise `Conflict` where something listens at the port already; what else is wrong with it, the server says."""
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    try:
        socket.create_server((address, port), family=family).close()
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise Conflict(TAKEN, port=str(port), other=str(port + 1)) from error


def opened(request: Request) -> Response:
    """Answer the start link: the browser keeps the token as a cookie and goes on to the first page."""
    link = Started.link
    if link is None or not link.is_right(request.path_params["token"]):
        return PlainTextResponse(GERMAN(NOT_VALID), HTTPStatus.FORBIDDEN, NOT_KEPT)
    answer = RedirectResponse("/", HTTPStatus.SEE_OTHER, NOT_KEPT)
    answer.set_cookie(link.cookie, link.token, httponly=True, samesite="strict")
    return answer


ROUTE = Route(START + "{token}", opened)


def welcome() -> None:
    """Tell the start link, if there is one, and open the first page in the browser where this computer has a screen."""
    if access.mode() != "this computer":
        return
    host = st.get_option("server.address")
    address = f"http://{f'[{host}]' if ':' in host else host}:{st.get_option('server.port')}"
    if Started.link is not None:
        address += Started.link.path
        print(GERMAN(TOLD, link=address), flush=True)
    if not st.get_option("server.headless"):
        threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()
