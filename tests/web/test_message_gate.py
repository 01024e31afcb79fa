"""The gate before Streamlit's protocol: what gets in, and that what all share lies where no message reaches it."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from starlette.types import Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest, BackMsg

from ek_data import log
from ek_data.ui import cached
from ek_data.web.middleware.connections import ADMITTED, MessageGate
from tests.store.places import shipped_store

REFUSED = {
    "clear_cache",  # empties the caches of all sessions
    "set_run_on_save",  # for whoever writes code
    "load_git_info",  # tells where the code comes from
    "debug_disconnect_websocket",
    "debug_shutdown_runtime",
    "install_skills",  # writes files on the server
    "dismiss_skills_nudge",  # writes a file on the server
    "dataframe_chunk",  # no table here is sent in pieces
}
OF_A_LATER_STREAMLIT = b"\xfa\x3f\x00"  # field 1023, empty
NO_MESSAGES: dict[str, bytes | str] = {"text": "ein Text", "unreadable": b"\xff\xff\xff", "unknown": b""}
FLOOD = 50


def names(message: Any, group: str) -> set[str]:
    return {field.name for field in message.DESCRIPTOR.oneofs_by_name[group].fields}


def saying(name: str) -> BackMsg:
    """Return the message of this name, its content as empty as it can be."""
    message = BackMsg()
    operation = name in names(BackendOperationRequest, "payload")
    part = message.backend_operation_request if operation else message
    if part.DESCRIPTOR.fields_by_name[name].message_type:
        getattr(part, name).SetInParent()
    else:
        setattr(part, name, True)
    return message


def arriving(*messages: Message) -> list[Message]:
    """Return what of `messages` reaches the app behind the gate, until the connection ends."""
    received: list[Message] = []
    waiting = iter([*messages, {"type": "websocket.disconnect"}])

    async def receive() -> Message:
        return next(waiting)

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        while not received or received[-1]["type"] != "websocket.disconnect":
            received.append(await receive())

    async def send(message: Message) -> None:
        pytest.fail("the gate does not answer")

    asyncio.run(MessageGate(app)({"type": "websocket"}, receive, send))
    return received[:-1]


def frame(content: bytes | None, text: str | None = None) -> Message:
    return {"type": "websocket.receive", "bytes": content, "text": text}


def test_every_message_of_the_protocol_is_decided_upon() -> None:
    there_are = names(BackMsg, "type") - {"backend_operation_request"} | names(BackendOperationRequest, "payload")
    assert there_are == ADMITTED | REFUSED


@pytest.mark.parametrize("name", sorted(ADMITTED))
def test_what_a_page_needs_gets_in_as_it_was_sent(name: str) -> None:
    sent = frame(saying(name).SerializeToString())
    assert arriving({"type": "websocket.connect"}, sent) == [{"type": "websocket.connect"}, sent]


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_everything_else_ends_at_the_gate(name: str) -> None:
    run = frame(saying("rerun_script").SerializeToString())
    assert arriving(frame(saying(name).SerializeToString()), run) == [run]


@pytest.mark.parametrize("content", [OF_A_LATER_STREAMLIT, *NO_MESSAGES.values()])
def test_what_is_no_known_message_ends_at_the_gate(content: bytes | str) -> None:
    assert arriving(frame(None, content) if isinstance(content, str) else frame(content)) == []


def test_message_with_two_meanings_has_the_last_as_for_streamlit() -> None:
    both = saying("rerun_script").SerializeToString() + saying("clear_cache").SerializeToString()
    assert BackMsg.FromString(both).WhichOneof("type") == "clear_cache"
    assert arriving(frame(both)) == []


def test_each_kind_that_is_refused_is_one_line_in_the_log(monkeypatch: pytest.MonkeyPatch) -> None:
    lines: list[tuple[str, Any]] = []
    monkeypatch.setattr(log, "event", lambda name, **values: lines.append((name, values["kind"])))
    arriving(*[frame(saying("clear_cache").SerializeToString()), frame(None, "ein Text"), frame(b"\xff")] * FLOOD)
    assert lines == [("refused_message", kind) for kind in ("clear_cache", "text", "unreadable")]


def test_what_all_share_does_not_lie_in_streamlits_caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EK_STORE", shipped_store(tmp_path / "store"))

    def shared() -> list[object]:
        version = cached.version()
        return [
            cached.source(),
            cached.dataset(version, None),
            cached.dataset(version, 1),
            cached.changes(version, 1, 1),
            cached.changed_since(1, 1, "de"),
            cached.release_labels(version, "de"),
            cached.areas(),
        ]

    before = shared()
    st.cache_resource.clear()
    st.cache_data.clear()
    assert [id(kept) for kept in shared()] == [id(kept) for kept in before]
