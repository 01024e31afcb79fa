"""Who sits at the computer of the server: what its browser says, and the link where several people use the computer."""

from __future__ import annotations

import pytest

from ek_data.auth.this_computer import StartLink, is_here, is_shared

CHROMIUM = {
    "Host": "127.0.0.1:8501",
    "Connection": "Upgrade",
    "Pragma": "no-cache",
    "Cache-Control": "no-cache",
    "User-Agent": "Mozilla/5.0",
    "Upgrade": "websocket",
    "Origin": "http://127.0.0.1:8501",
    "Sec-WebSocket-Version": "13",
    "Accept-Encoding": "gzip, deflate, br, zstd",
    "Accept-Language": "de-DE",
    "Cookie": "_streamlit_xsrf=1",
    "Sec-WebSocket-Key": "x",
    "Sec-WebSocket-Extensions": "permessage-deflate",
    "Sec-WebSocket-Protocol": "streamlit",
}
FIREFOX = CHROMIUM | {
    "Host": "localhost:8501",
    "Origin": "http://localhost:8501",
    "Accept": "*/*",
    "DNT": "1",
    "Sec-Fetch-Mode": "websocket",
    "Sec-GPC": "1",
    "Priority": "u=4",
}
SPARING = CHROMIUM | {"Save-Data": "on", "Sec-CH-UA-Mobile": "?0", "Upgrade-Insecure-Requests": "1", "TE": "trailers"}
"""As Edge and Chrome where data are to be saved, with what they send when a page is opened."""
SIGNED_IN = FIREFOX | {"Authorization": "Basic eDp5"}
"""Signed in to another server on the same port before."""


@pytest.mark.parametrize(
    "headers",
    [CHROMIUM, FIREFOX, SPARING, SIGNED_IN, CHROMIUM | {"Host": "[::1]:8501", "Origin": "http://[::1]:8501"}],
)
def test_browser_at_the_computer_is_known(headers: dict[str, str]) -> None:
    assert is_here(headers)


@pytest.mark.parametrize(
    "origin",
    [
        "http://127.0.0.1:9000",
        "http://localhost:8501",
        "http://127.0.0.1",
        "http://evil.example",
        "null",
        "",
        "http://[",
    ],
)
def test_page_of_another_server_is_somebody_else_also_on_this_computer(origin: str) -> None:
    assert not is_here(CHROMIUM | {"Origin": origin})


def test_page_under_a_foreign_name_is_somebody_else() -> None:
    assert not is_here(CHROMIUM | {"Host": "evil.example:8501", "Origin": "http://evil.example:8501"})
    assert not is_here({name: value for name, value in CHROMIUM.items() if name != "Host"})


@pytest.mark.parametrize(
    "header",
    [
        *("Forwarded", "Via", "X-Forwarded-For", "X-Forwarded-Proto", "X-Real-IP", "CF-Connecting-IP", "CF-Ray"),
        *("True-Client-IP", "X-ProxyUser-Ip", "Ngrok-Trace-Id", "Fly-Client-IP", "X-Client-IP", "X-Original-Host"),
        *("X-Tunnel-Something-New",),
    ],
)
def test_whatever_a_proxy_or_tunnel_adds_is_a_sign_of_somebody_else(header: str) -> None:
    assert not is_here(CHROMIUM | {header: "203.0.113.7"})


@pytest.mark.parametrize(
    ("environment", "shared"),
    [
        ({}, False),
        ({"SESSIONNAME": "Console"}, False),
        ({"SESSIONNAME": "RDP-Tcp#3"}, True),
        ({"SESSIONNAME": "ICA-tcp#12"}, True),
        ({"SSH_CONNECTION": "192.0.2.1 50000 192.0.2.2 22"}, True),
        ({"XRDP_SESSION": "1"}, True),
        ({"EK_SHARED": "1"}, True),
        ({"EK_SHARED": "0", "SESSIONNAME": "RDP-Tcp#3"}, False),
    ],
)
def test_session_from_afar_means_that_several_people_may_use_the_computer(
    environment: dict[str, str], shared: bool
) -> None:
    assert is_shared(environment) is shared


def test_start_link_is_known_by_its_own_cookie_only() -> None:
    mine, other = StartLink.new(), StartLink.new()
    assert mine.is_known({mine.cookie: mine.token})
    assert not mine.is_known({})
    assert not mine.is_known({mine.cookie: "geraten"})
    assert not mine.is_known({other.cookie: other.token})
    assert mine.cookie != other.cookie
    assert mine.token not in mine.cookie
