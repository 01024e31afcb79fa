"""A running server and people who speak Streamlit's protocol as they like: what they reach of others and of files."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
from websockets.exceptions import ConnectionClosedError

from ek_data.store.publisher import open_store
from ek_data.web.uvicorn_protocol import LARGEST
from tests.browser.conftest import free_port, wait_for
from tests.browser.wire import Wire, anonymous_cookies, first_page, upload, wire
from tests.forked import Server
from tests.secrets import COOKIE_SECRET
from tests.store.places import shipped_store
from tests.web.test_message_gate import ADMITTED, FLOOD, NO_MESSAGES, REFUSED, saying

pytestmark = pytest.mark.full

AUTH = f"""[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{COOKIE_SECRET}"
client_id = "ek"
client_secret = "geheim"
server_metadata_url = "http://127.0.0.1:9/niemand"
"""
RULES = '[access]\neditors = ["anna@beispiel.de", "emil@beispiel.de"]\nviewers = ["berta@beispiel.de"]\n'
EVERYBODY_LOOKS = '[access]\neditors = ["anna@beispiel.de"]\nviewers = "public"\n'
NAME = "Fragebogen"
FILE, CONTENT = f"{NAME}.csv", b"Anna Beispiel, Telefon 12345"
A_FACT = "VG Puderbach"
RELEASES = "datenstaende"


@dataclass(frozen=True)
class Place:
    """A dashboard with a sign-in, an uploaded file in its second release, and what it writes on the console."""

    address: str
    store: Path
    secrets: Path
    output: Path

    def cookies(self, name: str = "") -> dict[str, str]:
        """Return the cookies of somebody who signed in under `name`, or of nobody."""
        anonymous = anonymous_cookies(self.address)
        if not name:
            return anonymous
        claims = {"email": f"{name}@beispiel.de", "name": name, "iat": time.time()}
        said = json.dumps({"is_logged_in": True, "origin": self.address, "provider": "default", **claims})
        return {**anonymous, USER_COOKIE_NAME: create_signed_value(COOKIE_SECRET, USER_COOKIE_NAME, said).decode()}

    def said(self) -> str:
        return self.output.read_text(encoding="utf-8")

    def refused(self) -> list[str]:
        """Return the kinds of messages that were refused, one for each line about it."""
        return [json.loads(line)["kind"] for line in self.said().splitlines() if "refused_message" in line]


@contextmanager
def dashboard(output: Path, *options: str) -> Iterator[str]:
    """Run ``dashboard`` and write all that it says, events and tracebacks, into the file `output`."""
    port = free_port()
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true", "EK_SHARED": "0"}
    server = Server(["--port", str(port), *options], environment, output)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_for(f"{address}/_stcore/health", server)
        yield address
    finally:
        server.terminate()
        server.communicate(timeout=20)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("strangers")
    store, secrets, lines = folder / "store", folder / "secrets.toml", folder / "output"
    secrets.write_text(AUTH + RULES)
    with dashboard(lines, "--store", shipped_store(store), "--secrets", str(secrets)) as address:
        opened = open_store(str(store))
        events = opened.dataset(1).events.iloc[:-1]
        opened.publish(1, {"events": events}, author="Anna", note="weniger", files=[(FILE, CONTENT)])
        yield Place(address, store, secrets, lines)


def page_of(place: Place, line: Wire, address: str = "") -> str:
    """Open a page and return what the server sent for it. The release published last may not be read yet at first."""
    line.received.clear()
    line.run(first_page(address))
    return line.words


def fetched(place: Place, line: Wire, file: str, session: str = "") -> bytes:
    """Ask for a file as the page does, and return what can be got under the address in the answer."""
    address = line.made(file, session).deferred_file.url
    if not address:
        return b""
    with urllib.request.urlopen(place.address + address, timeout=10) as answer:
        content: bytes = answer.read()
    return content


def until_published(place: Place, line: Wire) -> dict[str, str]:
    """Return the files that the page of the releases offers as soon as it knows the second release."""
    for _attempt in range(60):  # as somebody who comes in anew: an open page stays with the release it began with
        with wire(place.address, place.cookies("anna")) as newcomer:
            if "Datenstand 2" in page_of(place, newcomer, RELEASES).replace("\\", ""):
                break
    for _attempt in range(30):
        if "Datenstand 2" in page_of(place, line, RELEASES).replace("\\", ""):
            break
    return line.offered()


def test_no_message_of_a_stranger_changes_anything_for_others(place: Place) -> None:
    away = place.store.with_name("anderswo")
    with wire(place.address, place.cookies("berta")) as viewer, wire(place.address, place.cookies()) as stranger:
        assert A_FACT in page_of(place, viewer)
        stranger.run(first_page())
        place.store.rename(away)  # what is forgotten now could only be made anew, in a new store
        try:
            for _time in range(FLOOD):
                for name in sorted(REFUSED):
                    stranger.send(saying(name))
            for name in sorted(ADMITTED - {"rerun_script"}):
                stranger.send(saying(name))
            stranger.run(first_page())  # the connection is still open, and everything before has been read
            assert A_FACT in page_of(place, viewer)
            assert not place.store.exists()
        finally:
            away.rename(place.store)
    assert sorted(kind for kind in place.refused() if kind not in NO_MESSAGES) == sorted(REFUSED)


def test_what_is_no_message_is_passed_over_and_does_not_fill_the_log(place: Place) -> None:
    with wire(place.address, place.cookies()) as stranger:
        stranger.run(first_page())
        for _time in range(FLOOD):
            for content in NO_MESSAGES.values():
                stranger.send(content)
        stranger.run(first_page())
    assert sorted(kind for kind in place.refused() if kind in NO_MESSAGES) == sorted(NO_MESSAGES)
    assert "Traceback" not in place.said()


def test_uploaded_file_is_for_editors_only(place: Place) -> None:
    with wire(place.address, place.cookies("anna")) as editor:
        offered = until_published(place, editor)
        assert fetched(place, editor, offered[FILE]) == CONTENT
        for who in ("berta", "carl", ""):
            with wire(place.address, place.cookies(who)) as line:
                page = page_of(place, line, RELEASES)
                assert NAME not in page
                assert fetched(place, line, offered[FILE]) == b""
                assert fetched(place, line, offered[FILE], editor.session) == b""
        assert fetched(place, editor, offered[FILE]) == CONTENT


def test_uploaded_file_is_for_editors_only_where_everybody_may_look(place: Place) -> None:
    place.secrets.write_text(AUTH + EVERYBODY_LOOKS)
    try:
        with wire(place.address, place.cookies("anna")) as editor, wire(place.address, place.cookies()) as line:
            offered = until_published(place, editor)
            assert "Datenstand" in page_of(place, line, RELEASES)
            assert "CSV (ZIP)" in line.offered()
            assert NAME not in line.words
            assert fetched(place, line, offered[FILE]) == b""
            assert fetched(place, line, line.offered()["CSV (ZIP)"])[:2] == b"PK"
    finally:
        place.secrets.write_text(AUTH + RULES)


def test_uploaded_file_is_no_longer_for_whoever_was_taken_off_the_list(place: Place) -> None:
    with wire(place.address, place.cookies("emil")) as line:
        offered = until_published(place, line)
        assert fetched(place, line, offered[FILE]) == CONTENT
        place.secrets.write_text(AUTH + RULES.replace("emil", "dora"))
        try:
            assert fetched(place, line, offered[FILE]) == b""
        finally:
            place.secrets.write_text(AUTH + RULES)


def test_file_that_nobody_offers_is_refused_without_a_word_in_the_log(place: Place) -> None:
    before = place.said()
    with wire(place.address, place.cookies()) as line:
        line.run(first_page())
        for _time in range(FLOOD):
            assert "wird hier nicht angeboten" in line.made("0" * 32).error_msg
    assert place.said() == before


def may_change(address: str, cookies: dict[str, str], origin: str = "", **headers: str) -> bool:
    """Return whether the page for new files offers a place to drop them."""
    with wire(address, cookies, origin, **headers) as line:
        line.run(first_page("aktualisieren"))
        return "file_uploader" in line.words


def test_only_a_page_of_this_server_changes_data_and_only_where_the_link_was_opened(tmp_path: Path) -> None:
    own = shipped_store(tmp_path / "own"), shipped_store(tmp_path / "shared")
    with dashboard(tmp_path / "alone", "--store", own[0]) as address:
        cookies, elsewhere = anonymous_cookies(address), "http://127.0.0.1:9"
        assert may_change(address, cookies)
        assert not may_change(address, cookies, elsewhere)
        assert not may_change(address, cookies, **{"CF-Connecting-IP": "203.0.113.7"})
        with wire(address, cookies) as line:
            line.run(first_page("aktualisieren"))
            assert upload(address, cookies, line.session, b"Kommune") == 204
            assert upload(address, anonymous_cookies(address), line.session, b"Kommune") == 403
        assert "x-content-type-options: nosniff" in answer_to_nonsense(address)
        said = (tmp_path / "alone").read_text(encoding="utf-8").splitlines()
        [line_about_it] = [json.loads(line) for line in said if "Invalid HTTP" in line]
        assert (line_about_it["event"], line_about_it["logger"]) == ("library", "uvicorn.error")
    with dashboard(tmp_path / "shared-output", "--shared", "--store", own[1]) as address:
        cookies = anonymous_cookies(address)
        assert not may_change(address, cookies)
        [link] = re.findall(rf"{address}/start/\S+", (tmp_path / "shared-output").read_text(encoding="utf-8"))
        assert may_change(address, cookies | given(link))


def test_who_says_more_than_a_page_has_to_say_is_cut_off(place: Place) -> None:
    """Compressed it would be a small message and, unpacked, all of the memory."""
    with wire(place.address, place.cookies()) as stranger:
        stranger.send(bytes(LARGEST + 1))
        with pytest.raises(ConnectionClosedError, match="1009"):
            stranger.run(first_page())


def answer_to_nonsense(address: str) -> str:
    """Return what the server says to something that is no HTTP."""
    with socket.create_connection((urlsplit(address).hostname, urlsplit(address).port), timeout=10) as line:
        line.sendall(b"kein HTTP\r\n\r\n")
        return line.recv(10_000).decode().lower()


def given(link: str) -> dict[str, str]:
    """Return the cookie that whoever opens the start link gets."""
    connection = http.client.HTTPConnection(urlsplit(link).netloc, timeout=10)
    connection.request("GET", urlsplit(link).path)
    answer = connection.getresponse()
    connection.close()
    name, _, value = answer.headers["set-cookie"].partition(";")[0].partition("=")
    return {name: value}
