"""The server: Streamlit's ASGI app within our layers and with warm caches, and the command ``dashboard``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import anyio
import streamlit as st
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from ek_data import log
from ek_data.auth import rules, this_computer
from ek_data.auth.upload_quota import Bounds
from ek_data.cli.shared.arguments import Parser
from ek_data.dataset.dataset import Dataset
from ek_data.errors import Fault, lines
from ek_data.i18n import GERMAN, N_
from ek_data.programme.current import current
from ek_data.settings import ROOT, Settings
from ek_data.slides import saved
from ek_data.slides.options import Choice
from ek_data.store.backends import Unreachable, Unwritable
from ek_data.store.data_sources import StoreSource, open_source, stand_ins
from ek_data.store.manifest import Release
from ek_data.ui import access
from ek_data.ui.downloads import OwnFiles
from ek_data.ui.streamlit_internals import is_host_allowed, page_of_streamlit, replace_parts
from ek_data.web import fonts, start, tuning
from ek_data.web.middleware import compression
from ek_data.web.middleware.connections import Connections, MessageGate
from ek_data.web.middleware.document import Document, document
from ek_data.web.middleware.security import Protection, SignOut, policy
from ek_data.web.middleware.upload_gate import UploadGate
from ek_data.web.routes import audience, is_public, routes
from ek_data.web.uvicorn_protocol import LARGEST, Connection, PageConnection, room
from ek_data.web.warm_up import rehearse

SCRIPT = ROOT / "dashboard.py"
ANY_ADDRESS = ("0.0.0.0", "::", "")
UNUSABLE = 2  # exit status


def _version() -> str:
    from ek_data.ui import cached

    return cached.version()


def _dataset(release: int | None) -> Dataset:
    from ek_data.ui import cached

    return cached.dataset(cached.version(), release)


def _started() -> dict[str, Any]:
    """Return what the log says about a start."""
    return {
        "version": installed_version("engagierte-kommunen"),
        "address": st.get_option("server.address"),
        "port": st.get_option("server.port"),
        "source": Settings.of_environment().kind,
        "access": access.mode(),
    }


def _fault() -> Fault | None:
    from ek_data.ui import cached

    return cached.fault()


def _releases() -> tuple[Release, ...]:
    from ek_data.ui import cached

    return cached.releases(cached.version())


def _changed(older: int, newer: int, language: str) -> list[str]:
    from ek_data.ui import cached

    return cached.changed_since(older, newer, language)


def _saved() -> dict[str, Choice]:
    return saved.saved_here(Settings.of_environment())


def _ask() -> None:
    """Ask the store whether it answers, past everything that is kept."""
    from ek_data.ui import cached

    source = cached.source()
    if isinstance(source, StoreSource):
        source.store.newest_number()


def warm() -> None:
    """Load data, boundaries and first figures, so that the first visitor need not wait.

    A fault in the data is no fault of the server: the page will say it to whoever comes.
    """
    from ek_data.dataset.filters import EVERYTHING
    from ek_data.ui import cached

    access.announce()
    try:
        cached.headline(cached.version(), None, EVERYTHING)
        cached.areas()
    except Fault as fault:
        print(fault.sentence(GERMAN), file=sys.stderr)


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    log.configure(libraries=True)
    Connection.room = room()
    log.event("start", **_started())
    await anyio.to_thread.run_sync(warm)
    await rehearse()
    tuning.leave_alone_what_stays()
    start.welcome()
    yield
    log.event("stop")


def _network(options: argparse.Namespace) -> dict[str, Any]:
    """Return Streamlit's settings for the address of the server and the names under which it answers.

    Under any other name a foreign site could point here. Raises a `Fault` for secrets that cannot be understood.
    """
    address = options.host or os.environ.get("STREAMLIT_SERVER_ADDRESS") or st.get_option("server.address")
    address = address or "127.0.0.1"  # because without any Streamlit would listen everywhere
    secrets = [given] if (given := options.secrets or os.environ.get("EK_SECRETS")) else st.get_option("secrets.files")
    names = [] if address in ANY_ADDRESS else [address]
    names += options.name or os.environ.get("EK_HOSTS", "").replace(",", " ").split()
    names += [back] if (back := urlsplit(rules.sign_in(secrets).returns_to).hostname) else []
    usual = st.get_option("server.allowedHosts") or ["localhost", "127.0.0.1"]
    return {
        "server.address": address,
        "server.port": options.port,
        "server.allowedHosts": list(dict.fromkeys([*usual, *names])),
        "secrets.files": secrets,
    }


def apologise(error: Exception) -> bool:
    """Say in the reader's language that a page failed; what happened stands in the server's log."""
    from ek_data.ui import language

    log.error(error)
    st.error(language.current()(N_("This page could not be shown. The operator finds the reason in the server's log.")))
    return True


replace_parts(
    sockets=tuning.without_delay,
    themes=tuning.kept,
    files=OwnFiles,
    server={"http": Connection, "ws": PageConnection, "ws_max_size": LARGEST, "log_config": None},
)


class App(st.App):
    """Streamlit's app within the protection. A middleware would stand further in, and miss the answers to faults."""

    def __init__(self, *arguments: Any, public: Sequence[Route], **options: Any) -> None:
        super().__init__(*arguments, **options)
        self._public = Starlette(routes=public)
        self._protected = Protection(
            self._answer, policy=policy(document(page_of_streamlit())), own_name=is_host_allowed
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        await self._protected(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Give the public addresses on at once: a crowd opens them, and they need none of the layers in between."""
        public = scope["type"] == "http" and is_public(scope["path"])
        await (self._public if public else super().__call__)(scope, receive, send)


app = App(
    SCRIPT,
    lifespan=lifespan,
    public=[
        *routes(_version, _dataset, audience, _fault, _ask, _releases, _changed, _saved),
        start.ROUTE,
        *fonts.ROUTES,
    ],
    middleware=[
        Middleware(Connections),
        Middleware(MessageGate),
        Middleware(UploadGate),
        Middleware(SignOut),
        Middleware(compression.CompressedAssets),
        Middleware(Document),
    ],
    on_script_error=apologise,
)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command ``dashboard``. A place without usable data is one sentence, and the server does not start."""
    options = _parser().parse_args(arguments)
    chosen = options.data or options.demo or options.store
    settings = (
        Settings(data=options.data, demo=options.demo, store=options.store or Settings.store)
        if chosen
        else Settings.of_environment()
    )
    try:
        Bounds.of_environment()
        network = _network(options)
        start.require_free(network["server.address"], options.port)
        log.configure()
        open_source(settings).dataset()
    except (Unreachable, Unwritable) as fault:  # it may come back at any time: the pages say so until then
        print(fault.sentence(GERMAN), file=sys.stderr)
    except Fault as fault:
        print("\n".join(lines(fault, GERMAN)), file=sys.stderr)
        sys.exit(UNUSABLE)
    for instead in stand_ins(settings.data) if settings.data else ():
        print(instead.sentence(GERMAN), file=sys.stderr)
    for name in ("EK_DATA", "EK_DEMO", "EK_STORE"):
        os.environ.pop(name, None)  # what the command line chooses goes before the environment
    os.environ.update(settings.as_environment())
    if options.shared or this_computer.is_shared(os.environ):
        this_computer.Started.link = this_computer.StartLink.new()
    app.run(config=network)


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        GERMAN,
        prog="dashboard",
        description=f"Dashboard {GERMAN.of(current().programme.of_title)}: startet den Server und öffnet den Browser.",
    )
    parser.add_argument("--host", help="Adresse, an der der Server lauscht (Vorgabe: 127.0.0.1, nur dieser Rechner)")
    parser.add_argument(
        "--name",
        action="append",
        help="Name oder IP-Adresse, unter der andere den Server erreichen; mehrfach möglich (auch: EK_HOSTS)",
    )
    parser.add_argument("--port", type=int, default=8501, help="Port (Vorgabe: 8501)")
    parser.add_argument(
        "--shared",
        action="store_true",
        help="diesen Rechner benutzen mehrere (Terminalserver): Daten ändern kann nur, wer den Link öffnet, der beim "
        "Start erscheint (auch: EK_SHARED=1; in einer Sitzung aus der Ferne von selbst)",
    )
    parser.add_argument("--secrets", help="Datei mit den Einstellungen der Anmeldung (auch: EK_SECRETS)")
    shown = parser.add_mutually_exclusive_group()
    shown.add_argument("--store", help="Ablage der Datenstände: Ordner oder s3://…, az://…, gs://…")
    shown.add_argument("--data", type=Path, help="Ordner mit den fünf Tabellen, die so gezeigt werden, wie sie sind")
    shown.add_argument(
        "--demo",
        type=int,
        nargs="?",
        const=14,
        metavar="KOMMUNEN",
        help="frei erfundene Beispieldaten zeigen (Vorgabe: 14 Kommunen)",
    )
    return parser


if __name__ == "__main__":
    main()
