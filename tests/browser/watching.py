"""What a browser asks for and complains of, and whom a server speaks to."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage

OF_THE_NETWORK = ("http", "https", "ws", "wss")
LOOPBACK = {"127.0.0.1", "::1", "localhost"}
NOTED = "EK_TEST_CONNECTIONS"
REPORT = """document.addEventListener("securitypolicyviolation", (event) =>
  console.error("VIOLATION", event.violatedDirective, event.blockedURI));"""
NOTE = f'''
import os, sys

def note(event, arguments):
    if event in ("socket.connect", "socket.sendto"):
        address = arguments[1]
    elif event == "socket.getaddrinfo":
        address = arguments[:1]
    else:
        return
    if isinstance(address, tuple):
        with open(os.environ["{NOTED}"], "a") as file:
            file.write(f"{{address[0]}}\\n")

sys.addaudithook(note)
'''


@dataclass
class Watched:
    """The hosts that the pages of a context asked, and the violations of the policy that they reported."""

    hosts: set[str] = field(default_factory=set)
    violations: list[str] = field(default_factory=list)

    @property
    def foreign(self) -> set[str]:
        return self.hosts - LOOPBACK

    def forget(self) -> None:
        self.hosts.clear()
        self.violations.clear()


def watch(context: BrowserContext) -> Watched:
    """Record requests and violations of all pages opened from now on."""
    watched = Watched()

    def ask(url: str) -> None:
        parts = urlsplit(url)
        if parts.scheme in OF_THE_NETWORK:
            watched.hosts.add(parts.hostname or "")

    def say(message: ConsoleMessage) -> None:
        if message.text.startswith("VIOLATION") or "Content Security Policy" in message.text:
            watched.violations.append(message.text)

    context.add_init_script(REPORT)
    context.on("request", lambda request: ask(request.url))
    context.on("page", lambda page: page.on("websocket", lambda socket: ask(socket.url)))
    context.on("console", say)
    return watched


def noting(folder: Path) -> dict[str, str]:
    """Return the environment in which a Python process writes down each address it speaks to, from its start on."""
    (folder / "sitecustomize.py").write_text(NOTE, encoding="utf-8")
    paths = [str(folder), os.environ.get("PYTHONPATH", "")]
    return {"PYTHONPATH": os.pathsep.join(filter(None, paths)), NOTED: str(folder / "connections")}


def noted(folder: Path) -> set[str]:
    """Return the hosts that the process spoke to or asked the address of."""
    file = folder / "connections"
    return set(file.read_text(encoding="utf-8").split()) if file.exists() else set()
