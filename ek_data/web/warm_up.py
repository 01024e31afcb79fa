"""A visit to every page before the first visitor, so that imports, figures and pictures are ready when somebody comes.

It goes through Streamlit's own runtime, as a browser's visit does, only without a connection. Where a sign-in is
needed the visitor is a stranger, and only what strangers see gets warm.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Iterable, Mapping

from ek_data.ui.streamlit_internals import BackMsg, ClientContext, ForwardMsg, Runtime, SessionClient

PATIENCE = 60.0  # seconds for all pages together; then the server begins, warm or not


class Nobody(ClientContext):
    """A visitor of whom nothing is known."""

    @property
    def headers(self) -> Iterable[tuple[str, str]]:
        return ()

    @property
    def cookies(self) -> Mapping[str, str]:
        return {}

    @property
    def remote_ip(self) -> str | None:
        return None


class Visitor(SessionClient):
    """Takes what the server sends, and keeps only which pages there are and that a run is over."""

    def __init__(self) -> None:
        self.pages: list[str] = []
        self.finished = asyncio.Event()

    @property
    def client_context(self) -> ClientContext:
        return Nobody()

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        kind = msg.WhichOneof("type")
        if kind == "navigation":
            self.pages = [page.page_script_hash for page in msg.navigation.app_pages]
        elif kind == "script_finished":
            self.finished.set()


async def rehearse(patience: float = PATIENCE) -> None:
    """Visit the first page, then every page of the menu, within `patience` seconds. Faults show on the pages."""
    runtime, visitor = Runtime.instance(), Visitor()
    session = runtime.connect_session(client=visitor, user_info={})
    try:
        async with asyncio.timeout(patience):
            await _visit(runtime, session, visitor, "")
            for page in visitor.pages:
                await _visit(runtime, session, visitor, page)
    except TimeoutError:
        logging.getLogger(__name__).warning("the pages were not ready within %s s", patience)
    finally:
        runtime.close_session(session)


async def _visit(runtime: Runtime, session: str, visitor: Visitor, page: str) -> None:
    visitor.finished.clear()
    asked = BackMsg()
    asked.rerun_script.page_script_hash = page
    runtime.handle_backmsg(session, asked)
    await visitor.finished.wait()
