"""Streamlit's inner parts still do what the dashboard uses them for, and only one module uses them."""

from __future__ import annotations

import ast
import inspect
import json
import re
import socket
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.logger import get_logger
from streamlit.runtime import app_session
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.testing.v1 import AppTest
from streamlit.web.server.starlette import starlette_server
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from ek_data.ui import streamlit_internals as internals
from ek_data.ui.downloads import OwnFiles
from ek_data.web import app
from ek_data.web.uvicorn_protocol import Connection
from ek_data.web.warm_up import Visitor
from tests.secrets import AUTH, COOKIE_SECRET, ORIGIN, in_force

ROOT = Path(__file__).parent.parent.parent
OURS = [ROOT / "dashboard.py", *(ROOT / "pages").rglob("*.py"), *(ROOT / "ek_data").rglob("*.py")]
INNER = re.compile(r"from streamlit\.|import streamlit\.|\bst\.[a-z_.]*\._|\bst\._")


def test_only_one_module_uses_inner_parts() -> None:
    found = {file.name for file in OURS if INNER.search(file.read_text(encoding="utf-8"))}
    assert found == {"streamlit_internals.py"}


def test_what_is_handed_on_has_a_user() -> None:
    tree = ast.parse(Path(internals.__file__).read_text(encoding="utf-8"))
    handed = {name.asname for node in tree.body if isinstance(node, ast.ImportFrom) for name in node.names}
    others = "\n".join(file.read_text(encoding="utf-8") for file in OURS if file.name != "streamlit_internals.py")
    assert {name for name in handed - {None} if not re.search(rf"\b{name}\b", others)} == set()


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    with in_force(tmp_path / "secrets.toml") as file:
        yield file


def test_page_is_the_one_that_is_sent_and_says_it_is_english() -> None:
    assert b'<html lang="en">' in internals.page_of_streamlit()


def test_cookies_are_those_of_the_server() -> None:
    assert internals.COOKIES == ("_streamlit_xsrf", "_streamlit_user", "_streamlit_session")


def test_section_of_the_sign_in_is_found(secrets: Path) -> None:
    secrets.write_text(AUTH)
    assert internals.sign_in_at_start([str(secrets)])["cookie_secret"] == COOKIE_SECRET
    secrets.unlink()
    assert internals.sign_in_at_start([str(secrets)])["cookie_secret"] == COOKIE_SECRET  # what was read stays read


def test_no_section_is_an_empty_one(secrets: Path) -> None:
    secrets.write_text("")
    assert internals.sign_in_at_start([str(secrets)]) == {}


def test_without_a_file_streamlit_is_not_asked(secrets: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    secrets.unlink(missing_ok=True)
    monkeypatch.setattr(internals, "get_secrets_auth_section", lambda: pytest.fail("is asked"))
    assert internals.sign_in_at_start([str(secrets)]) == {}


def test_signed_cookie_is_read(secrets: Path) -> None:
    secrets.write_text(AUTH)
    said = {"origin": ORIGIN, "email": "anna@beispiel.de", "iat": time.time()}
    name = internals.COOKIES[1]
    cookie = create_signed_value(COOKIE_SECRET, name, json.dumps(said)).decode()
    assert internals.claims({name: cookie}) == said
    assert internals.claims({name: cookie + "0"}) == {}


def test_page_knows_its_session_and_hands_it_to_a_thread() -> None:
    def script() -> None:
        from concurrent.futures import ThreadPoolExecutor

        import streamlit as st

        from ek_data.ui.streamlit_internals import as_this_session, forget_uploads, session_id

        forget_uploads(["sent"])
        with ThreadPoolExecutor(1) as stranger, ThreadPoolExecutor(1, initializer=as_this_session()) as own:
            st.json([session_id(), own.submit(session_id).result(), stranger.submit(session_id).result()])

    page = AppTest.from_function(script, default_timeout=30).run()
    assert not page.exception
    here, own, stranger = json.loads(page.json[0].value)
    assert here == own != ""
    assert stranger == ""


def test_file_that_has_just_arrived_is_not_forgotten_with_those_that_were_taken(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    files = MemoryUploadedFileManager("/upload")
    for name in ("taken", "arrived"):
        files.add_file("mine", UploadedFileRec(name, f"{name}.csv", "text/csv", b""))
    monkeypatch.setattr(internals, "exists", lambda: True)
    monkeypatch.setattr(internals, "session_id", lambda: "mine")
    monkeypatch.setattr(internals, "get_instance", lambda: SimpleNamespace(uploaded_file_mgr=files))
    internals.forget_uploads(["taken"])
    assert [each.file_id for each in files.get_files("mine", ["taken", "arrived"])] == ["arrived"]


def test_outside_of_a_page_there_is_no_session() -> None:
    assert internals.session_id() == ""


def test_visitor_without_a_browser_can_be_made() -> None:
    visitor = Visitor()
    assert (list(visitor.client_context.headers), visitor.client_context.remote_ip) == ([], None)


@pytest.mark.parametrize("name", ["connect_session", "handle_backmsg", "close_session"])
def test_runtime_can_be_visited(name: str) -> None:
    assert callable(getattr(internals.Runtime, name))


def test_messages_say_what_they_are() -> None:
    asked = internals.BackMsg()
    asked.rerun_script.page_script_hash = "page"
    assert internals.BackMsg.FromString(asked.SerializeToString()).WhichOneof("type") == "rerun_script"
    sent = internals.ForwardMsg()
    sent.navigation.app_pages.add().page_script_hash = "page"
    assert sent.WhichOneof("type") == "navigation"


def test_parts_are_replaced_when_the_server_is_imported() -> None:
    assert app.app
    assert PagesManager.uses_pages_directory is False
    assert app_session.DeferredFileHandler is OwnFiles  # type: ignore[attr-defined]
    assert app_session._populate_theme_msg.__name__ == "fill"
    assert starlette_server._get_uvicorn_config_kwargs()["http"] is Connection
    assert not get_logger("streamlit.later").handlers
    listening = starlette_server._bind_socket("127.0.0.1", 0, 1)
    with listening:
        assert listening.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


def test_session_asks_for_the_parts_by_the_names_that_are_replaced() -> None:
    source = Path(app_session.__file__).read_text(encoding="utf-8")
    assert "DeferredFileHandler(" in source
    assert "_populate_theme_msg(" in source
    server = Path(starlette_server.__file__).read_text(encoding="utf-8")
    assert min(server.count("_bind_socket("), server.count("_get_uvicorn_config_kwargs(")) > 1  # made and called


def test_host_names_are_judged_as_by_the_server() -> None:
    assert internals.is_host_allowed("localhost")
    assert not internals.is_host_allowed("foreign.example")


def test_page_of_the_menu_has_a_title_and_an_address() -> None:
    assert {"title", "url_path", "run"} <= set(dir(internals.StreamlitPage))
    assert isinstance(st.sidebar, internals.DeltaGenerator)


def test_whether_the_reader_went_back_is_known() -> None:
    assert "is_history_navigation" in inspect.signature(ScriptRunContext.reset).parameters
    assert internals.went_through_history() is False
