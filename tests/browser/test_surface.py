"""Nothing is asked of anybody else, nothing breaks the policy, and hostile data stay text on every page.

One server and one visit of each page prove all of it: the data are hostile, and browser and server are watched.
"""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from ek_data.about.test_results import record, result
from ek_data.exports import spreadsheet
from ek_data.ui.navigation import HOME, SECTIONS
from ek_data.web.middleware import security
from ek_data.web.routes import FOR_ANY_SITE
from tests.browser.conftest import dashboard, new_profile, settled
from tests.browser.watching import LOOPBACK, Watched, noted, noting, watch
from tests.hostile import HOST, readable

pytestmark = pytest.mark.full

LANGUAGES = ("Deutsch", "English")
PAGES = [entry.address for entries in SECTIONS.values() for entry in entries]
BESIDE = ("bericht", "daten/", "gesund")
UNFOLD = "() => document.querySelectorAll('details:not([open]) > summary').forEach((summary) => summary.click())"
ROOTS = """const roots = (within) => [within, ...[...within.querySelectorAll("*")]
  .flatMap((element) => element.shadowRoot ? roots(element.shadowRoot) : [])];"""
"""A component has a document of its own inside the page, which a search through the page does not enter."""
MADE_FROM_DATA = f"""() => {{ {ROOTS} return roots(document).flatMap((each) => [...each.querySelectorAll(
  "img[src*='{HOST}'], [href^='javascript:'], [href^='data:text'], [onerror], [onmouseover], .katex, iframe"
)].map((element) => element.outerHTML)); }}"""
TEXT = f"""() => {{ {ROOTS} return roots(document).flatMap((each) =>
  [...each.children].map((child) => child.innerText ?? "")).join("\\n"); }}"""


@dataclass
class Served:
    """A server with hostile data that notes whom it speaks to."""

    address: str
    notes: Path


@dataclass
class Visits:
    """What became of visiting all pages."""

    watched: Watched
    made: dict[str, list[str]]
    hacked: list[str]
    texts: dict[str, str]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder, notes = tmp_path_factory.mktemp("data"), tmp_path_factory.mktemp("notes")
    spreadsheet.write_folder(readable(), folder)
    with dashboard("--data", str(folder), anew=True, **noting(notes)) as address:
        yield Served(address, notes)


@pytest.fixture(scope="module")
def visits(served: Served, chromium: Browser) -> Iterator[Visits]:
    context = new_profile(chromium, reduced_motion="reduce")
    found = Visits(watch(context), {}, [], {})
    page = context.new_page()
    for language in LANGUAGES:
        page.goto(f"{served.address}/glossar?sprache={language}")
        settled(page)
        for name in PAGES:
            page.goto(f"{served.address}/{'' if name == HOME else name}?sprache={language}")
            settled(page)
            page.evaluate(UNFOLD)
            settled(page)
            _look(page, f"{name}?sprache={language}", found)
    for address in BESIDE:
        page.goto(f"{served.address}/{address}")
        _look(page, address, found)
    yield found
    context.close()


def _look(page: Page, address: str, found: Visits) -> None:
    found.made[address] = page.evaluate(MADE_FROM_DATA)
    if hacked := page.evaluate("window.hacked"):
        found.hacked.append(f"{address}: {hacked}")
    found.texts[address] = page.evaluate(TEXT)


def test_no_page_of_hostile_data_asks_anybody_runs_a_script_or_hides_a_word(served: Served, visits: Visits) -> None:
    """All that is to be seen in the visits, in one test, because two processes would make them twice."""
    assert visits.watched.hosts == {"127.0.0.1"}
    assert visits.watched.violations == []
    assert visits.hacked == []
    assert {address: made for address, made in visits.made.items() if made} == {}
    assert noted(served.notes) - LOOPBACK <= {""}
    for address in ("massnahmen", "veranstaltungen", "karte", "quellen"):
        text = visits.texts[f"{address}?sprache=Deutsch"]
        assert any(each in text for each in ("<img src=", "<script>", "[klick](javascript:")), address
    assert told_on_the_privacy_page(served, visits) == result("requests")


def told_on_the_privacy_page(served: Served, visits: Visits) -> dict[str, int]:
    """Return what the page on privacy says of this test, and record it where results are recorded."""
    found = {
        "pages": len(PAGES),
        "languages": len(LANGUAGES),
        "foreign": len(visits.watched.foreign),
        "violations": len(visits.watched.violations),
        "outward": len(noted(served.notes) - LOOPBACK - {""}),
    }
    if os.environ.get("EK_RECORD_RESULTS"):
        record("requests", found)
    return found


def test_a_connection_of_a_server_would_be_noticed(tmp_path: Path) -> None:
    talk = "import socket; socket.create_connection(('127.0.0.2', 9), 1)"
    subprocess.run([sys.executable, "-c", talk], env=os.environ | noting(tmp_path), capture_output=True, check=False)
    assert "127.0.0.2" in noted(tmp_path)


@pytest.mark.parametrize(
    ("more", "reported"),
    [
        (
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.hacked = 1'}))",
            "inline",
        ),
        ("document.body.append(Object.assign(new Image(), {src: 'http://127.0.0.2:9/bild.png'}))", "127.0.0.2"),
        ("fetch('http://127.0.0.2:9/').catch(() => null)", "127.0.0.2"),
        (
            "document.body.append(Object.assign(document.createElement('iframe'), {src: 'http://127.0.0.2:9/'}))",
            "127.0.0.2",
        ),
    ],
)
def test_a_page_that_needs_more_is_noticed(served: Served, context: BrowserContext, more: str, reported: str) -> None:
    watched = watch(context)
    page = context.new_page()
    page.goto(f"{served.address}/gesund")  # any address: all have the policy
    assert watched.violations == []
    with page.expect_console_message(lambda message: reported in message.text):
        page.evaluate(f"() => {{ {more}; }}")
    assert any(reported in violation for violation in watched.violations)
    assert page.evaluate("window.hacked") is None


@pytest.mark.parametrize(
    ("method", "address", "status"),
    [
        ("GET", "/", 200),
        ("GET", "/karte", 200),
        ("GET", "/static/js/gibt-es-nicht.js", 200),  # Streamlit answers with its page
        ("GET", "/_stcore/health", 200),
        ("GET", "/_stcore/host-config", 200),
        ("GET", "/_stcore/metrics", 404),
        ("POST", "/_stcore/agent/interact", 404),
        ("GET", "/media/gibt-es-nicht", 404),
        ("GET", "/daten/kommunen.csv", 200),
        ("GET", "/daten/gibt-es-nicht", 404),
        ("GET", "/bericht", 200),
        ("GET", "/gesund", 200),
        ("PUT", "/_stcore/upload_file/fremd/datei", 403),
        ("GET", "/_stcore/..%2f..%2fetc/passwd", 400),
    ],
)
def test_every_answer_carries_the_headers(served: Served, method: str, address: str, status: int) -> None:
    answer = _asked(served, method, address)
    assert answer.status == status
    headers = {name.lower(): value for name, value in answer.getheaders()}
    for_anybody = FOR_ANY_SITE if address.startswith("/daten/") else {}
    assert headers.items() >= (security.FOR_ALL | for_anybody).items()
    assert "frame-ancestors 'none'" in headers["content-security-policy"]
    assert "strict-transport-security" not in headers  # because it came unencrypted


def test_behind_a_proxy_with_encryption_browsers_are_told_to_keep_to_it(served: Served) -> None:
    answer = _asked(served, "GET", "/", {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.1"})
    assert answer.getheader("strict-transport-security")


@pytest.mark.parametrize("address", ["/", "/daten/kommunen.csv", "/bericht", "/_stcore/health", "/static/css/x.css"])
def test_no_address_answers_under_a_foreign_name(served: Served, address: str) -> None:
    assert _asked(served, "GET", address, {"Host": "boese.example"}).status == 400


def _asked(
    served: Served, method: str, address: str, headers: dict[str, str] | None = None
) -> http.client.HTTPResponse:
    connection = http.client.HTTPConnection(urlsplit(served.address).netloc, timeout=20)
    with closing(connection):
        connection.request(method, address, body=b"x" if method == "PUT" else None, headers=headers or {})
        answer = connection.getresponse()
        answer.read()
        return answer
