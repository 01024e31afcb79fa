"""Browser at this computer: what its request has to say, and the start link where several people share the computer.

Without a sign-in whoever sits at the computer of the server may change data. On a terminal server everybody reaches the
port of everybody else, so that only the link tells the person who started the dashboard from the others.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})
HOST = re.compile(r"(127\.0\.0\.1|\[::1\]|localhost)(:\d+)?")
USUAL = frozenset(
    (
        *("accept", "accept-encoding", "accept-language", "authorization", "cache-control", "connection", "cookie"),
        *("dnt", "host", "origin", "pragma", "priority", "save-data", "te", "upgrade", "upgrade-insecure-requests"),
        "user-agent",
    )
)
"""What browsers send to open a connection, beside ``Sec-…``; proxies and tunnels add something of their own."""

START = "/start/"
FROM_AFAR = ("SSH_CONNECTION", "XRDP_SESSION")
AT_THE_SCREEN = (
    "",
    "console",
)  # the session of Windows at the computer itself; those of others have a name of their own


def is_here(headers: Mapping[str, str]) -> bool:
    """Return whether a page that this server sent speaks, from this computer, with nothing in between."""
    told = {name.lower(): value.lower() for name, value in headers.items()}
    host = told.get("host", "")
    return (
        HOST.fullmatch(host) is not None  # not under a foreign name (DNS rebinding)
        and told.get("origin") in (f"http://{host}", f"https://{host}")  # with the port: what else runs here is foreign
        and all(name in USUAL or name.startswith("sec-") for name in told)
    )


def is_shared(environment: Mapping[str, str]) -> bool:
    """Return whether several people may use this computer: EK_SHARED says so, or the session came from afar."""
    if said := environment.get("EK_SHARED"):
        return said != "0"
    session = environment.get("SESSIONNAME", "").lower()
    return session not in AT_THE_SCREEN or any(environment.get(name) for name in FROM_AFAR)


@dataclass(frozen=True)
class StartLink:
    """The link that is told to whoever starts a server. A browser that has opened it keeps the token as a cookie."""

    token: str

    @classmethod
    def new(cls) -> StartLink:
        return cls(secrets.token_urlsafe(32))

    @property
    def path(self) -> str:
        return START + self.token

    @property
    def cookie(self) -> str:
        """The name of the cookie: another one for each server, because browsers do not tell ports apart."""
        return f"ek_start_{hashlib.sha256(self.token.encode()).hexdigest()[:8]}"

    def is_known(self, cookies: Mapping[str, str]) -> bool:
        return self.is_right(cookies.get(self.cookie, ""))

    def is_right(self, token: str) -> bool:
        return secrets.compare_digest(token.encode(), self.token.encode())


class Started:
    """How this process was started: with a link that has to be opened, or without."""

    link: StartLink | None = None
