"""Sessions of the dashboard without a browser: a client that speaks Streamlit's protocol over a WebSocket.

`Session.run` asks for a run of the script, as the browser does when a page is opened or a widget changes, and waits
until the script has finished. Every message is read, so that the server cannot run ahead of the client.
"""

from __future__ import annotations

import ssl
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

LARGEST_MESSAGE = 200 * 2**20


@dataclass(frozen=True)
class Run:
    """One finished run: how long it took for the client, and what came."""

    seconds: float
    messages: int
    bytes: int
    succeeded: bool


@dataclass
class Session:
    """One visitor. It remembers the pages and widgets that the server has named, to go to them and change them."""

    socket: ClientConnection
    pages: dict[str, str] = field(default_factory=dict)
    """Address of a page → what the server calls it."""
    widgets: dict[str, str] = field(default_factory=dict)
    """Key of a widget → what the server calls it."""
    errors: int = 0
    page: str = ""
    states: list[WidgetState] = field(default_factory=list)
    id: str = ""
    """What the server calls the session; said again when reconnecting, as the browser does."""

    async def run(
        self, page: str | None = None, *, query: str = "", chosen: dict[str, Sequence[str]] | None = None
    ) -> Run:
        """Ask for a run of the page at this address (None: the page we are on) with choices for multiselects by key."""
        if page is not None:
            self.page = self.pages.get(page, "")
        for key, values in (chosen or {}).items():
            self._choose(self.widgets[key], values)
        message = BackMsg()
        message.rerun_script.page_script_hash = self.page
        message.rerun_script.query_string = query
        message.rerun_script.widget_states.widgets.extend(self.states)
        started = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        messages, size, ended = await self._until_finished()
        return Run(time.perf_counter() - started, messages, size, ended == ForwardMsg.FINISHED_SUCCESSFULLY)

    def _choose(self, widget: str, values: Sequence[str]) -> None:
        state = next((each for each in self.states if each.id == widget), None)
        if state is None:
            state = WidgetState(id=widget)
            self.states.append(state)
        state.string_array_value.data[:] = values

    async def _until_finished(self) -> tuple[int, int, int]:
        messages = size = 0
        while True:
            data = await self.socket.recv(decode=False)
            messages, size = messages + 1, size + len(data)
            message = ForwardMsg.FromString(data)
            kind = message.WhichOneof("type")
            if kind == "script_finished":
                return messages, size, message.script_finished
            if kind == "new_session":
                self.id = message.new_session.initialize.session_id
            elif kind == "navigation":
                self.pages = {page.url_pathname: page.page_script_hash for page in message.navigation.app_pages}
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._remember(message.delta.new_element)

    def _remember(self, element) -> None:  # type: ignore[no-untyped-def]
        kind = element.WhichOneof("type")
        if kind in ("multiselect", "button_group"):
            widget = getattr(element, kind).id
            self.widgets[widget.rpartition("-")[2]] = widget
        self.errors += kind == "exception" or (kind == "alert" and element.alert.format == element.alert.ERROR)


@asynccontextmanager
async def session(
    address: str, cookies: dict[str, str] | None = None, earlier: str = "", trusted: ssl.SSLContext | None = None
) -> AsyncIterator[Session]:
    """Connect to the dashboard at `address` as a new visitor; the script does not run before `Session.run`.

    `cookies` are sent along and take up what the answer sets. `earlier` is the session that was lost, `trusted` the
    certificates to believe for https.
    """
    url = address.replace("http", "ws", 1) + "/_stcore/stream"
    kept = {} if cookies is None else cookies
    said = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items())} if kept else {}
    protocols = ["streamlit", *(["PLACEHOLDER_AUTH_TOKEN", earlier] if earlier else [])]
    async with connect(
        url,
        subprotocols=protocols,  # type: ignore[arg-type]
        max_size=LARGEST_MESSAGE,
        ping_interval=None,
        additional_headers=said,
        ssl=trusted,
    ) as socket:
        for line in socket.response.headers.get_all("Set-Cookie") if socket.response else ():
            name, _equals, value = line.partition(";")[0].partition("=")
            kept[name] = value
        yield Session(socket)
