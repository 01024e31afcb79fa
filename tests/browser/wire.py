"""A client that speaks Streamlit's own protocol, for whoever does not keep to what the page offers."""

from __future__ import annotations

import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.web.server.starlette.starlette_server_config import XSRF_COOKIE_NAME
from websockets.sync.client import ClientConnection, connect

QUIET_SECONDS = 1.0
LONGEST_SECONDS = 60


def anonymous_cookies(address: str) -> dict[str, str]:
    """Return the cookies that the server gives to everybody."""
    with urllib.request.urlopen(f"{address}/_stcore/health", timeout=10) as answer:
        headers = answer.headers.get_all("set-cookie") or []
    return dict(header.partition(";")[0].split("=", 1) for header in headers)


class Wire:
    """One connection to the server."""

    def __init__(self, socket: ClientConnection) -> None:
        self._socket = socket
        self.received: list[ForwardMsg] = []

    @property
    def session(self) -> str:
        """The id of the session, which the server says first."""
        return next(message.new_session.initialize.session_id for message in self.received if message.new_session)

    @property
    def words(self) -> str:
        """Everything the server sent, to search for what it should not have sent."""
        return "\n".join(str(message) for message in self.received)

    def send(self, message: bytes | str | BackMsg) -> None:
        self._socket.send(message if isinstance(message, bytes | str) else message.SerializeToString())

    def run(self, message: bytes | BackMsg) -> None:
        """Send a message and wait until the script that it starts, and any it starts in turn, has ended."""
        self.send(message)
        deadline, running = time.monotonic() + LONGEST_SECONDS, True
        while time.monotonic() < deadline:
            try:
                received = ForwardMsg.FromString(self._bytes(LONGEST_SECONDS if running else QUIET_SECONDS))
            except TimeoutError:
                return
            self.received.append(received)
            kind = received.WhichOneof("type")
            running = kind != "script_finished" if kind in ("new_session", "script_finished") else running
        raise TimeoutError("the script does not end")

    def made(self, file: str, session: str = "") -> BackendOperationResponse:
        """Ask for a file by the id that its button has, and return the answer."""
        message = BackMsg()
        message.backend_operation_request.session_id = session or self.session
        message.backend_operation_request.deferred_file.file_id = file
        self.send(message)
        while True:
            received = ForwardMsg.FromString(self._bytes(LONGEST_SECONDS))
            if received.WhichOneof("type") == "backend_operation_response":
                return received.backend_operation_response

    def offered(self) -> dict[str, str]:
        """Return the files that pages have offered, by the label of their button: what is to be asked for."""
        elements = [message.delta.new_element for message in self.received if message.WhichOneof("type") == "delta"]
        buttons = [element.download_button for element in elements if element.WhichOneof("type") == "download_button"]
        return {button.label.replace("\\", ""): button.deferred_file_id for button in buttons}

    def _bytes(self, timeout: float) -> bytes:
        data = self._socket.recv(timeout=timeout)
        assert isinstance(data, bytes)
        return data


@contextmanager
def wire(address: str, cookies: Mapping[str, str], origin: str = "", **headers: str) -> Iterator[Wire]:
    """Connect as the browser with these cookies would, from a page of this server or of another `origin`."""
    written = "; ".join(f"{name}={value}" for name, value in cookies.items())
    with connect(
        address.replace("http", "ws", 1) + "/_stcore/stream",
        origin=origin or address,
        additional_headers={"Cookie": written, **headers},
        subprotocols=["streamlit", cookies[XSRF_COOKIE_NAME].strip('"')],
        max_size=None,
    ) as socket:
        yield Wire(socket)


def replay(line: Wire, messages: Sequence[bytes]) -> None:
    """Send what somebody else's browser has sent, one after the other."""
    for message in messages:
        if BackMsg.FromString(message).WhichOneof("type") == "rerun_script":
            line.run(message)
        else:
            line.send(message)


def first_page(address: str = "") -> BackMsg:
    """Return the message by which a browser asks for the page at `address` when it opens it."""
    message = BackMsg()
    message.rerun_script.query_string = ""
    message.rerun_script.page_name = address
    return message


def upload(address: str, cookies: Mapping[str, str], session: str, content: bytes) -> int:
    """Send a file to a session without any uploader, and return the status of the answer."""
    token = cookies[XSRF_COOKIE_NAME].strip('"')
    body = (
        b'--grenze\r\nContent-Disposition: form-data; name="file"; filename="massnahmen.csv"\r\n'
        b"Content-Type: text/csv\r\n\r\n" + content + b"\r\n--grenze--\r\n"
    )
    request = urllib.request.Request(f"{address}/_stcore/upload_file/{session}/eine-datei", body, method="PUT")
    request.add_header("Content-Type", "multipart/form-data; boundary=grenze")
    request.add_header("Cookie", "; ".join(f"{name}={value}" for name, value in cookies.items()))
    request.add_header("X-Xsrftoken", token)
    request.add_header("Origin", address)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            status: int = answer.status
    except urllib.error.HTTPError as error:
        status = error.code
    return status
