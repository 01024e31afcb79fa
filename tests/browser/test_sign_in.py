"""Signing in with a real provider of identities, in a real browser, and whoever tries to get past that."""

from __future__ import annotations

import datetime as dt
import json
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from ek_data.store import drafts
from ek_data.store.publisher import Store, open_store
from tests.browser.conftest import dashboard, free_port, more, settled, shows, wait_for
from tests.browser.wire import anonymous_cookies, first_page, replay, upload, wire
from tests.secrets import COOKIE_SECRET
from tests.store.places import shipped_store

pytestmark = pytest.mark.full

PEOPLE = {
    "anna": {"email": "anna@beispiel.de", "name": "Anna Muster"},
    "berta": {"email": "berta@beispiel.de", "name": "Berta Muster"},
    "carl": {"email": "carl@beispiel.de", "name": "Carl Muster"},
    "dora": {"email": "dora@beispiel.de", "name": "Dora Muster", "realm_access": {"roles": ["redaktion"]}},
}
SECRETS = """[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "{secret}"
client_id = "ek"
client_secret = "geheim"
server_metadata_url = "{provider}/.well-known/openid-configuration"
"""
RULES = """[access]
editors = ["anna@beispiel.de"]
viewers = ["berta@beispiel.de"]
claim = "realm_access.roles"
editor_groups = ["redaktion"]
"""
A_FACT = "VG Puderbach"  # stands in what a visitor with the right is sent
SECRET = "97531"  # a number that only a draft has
HARMLESS = b"Kommune\r\n"
FORBIDDEN, TAKEN = 403, 204
HOUR = 3600
GO_BACK = "Datenstand 1 als Datenstand 3 wiederherstellen"


@dataclass(frozen=True)
class Place:
    """A dashboard that asks for a sign-in, with its store and the file that says who may do what."""

    address: str
    store: Store
    secrets: Path
    auth: str


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a provider at which everybody is who they say they are, in a process of its own."""
    port = free_port()
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port)]
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        wait_for(f"{address}/.well-known/openid-configuration", server)
        for sub, claims in PEOPLE.items():
            body = json.dumps(claims).encode()
            request = urllib.request.Request(f"{address}/users/{sub}", body, method="PUT")
            request.add_header("Content-Type", "application/json")
            urllib.request.urlopen(request, timeout=10).close()
        yield address
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture(scope="module")
def place(provider: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    folder = tmp_path_factory.mktemp("sign_in")
    secrets, auth = folder / "secrets.toml", SECRETS.format(secret=COOKIE_SECRET, provider=provider)
    secrets.write_text(auth + RULES)
    with dashboard("--store", shipped_store(folder / "store"), "--secrets", str(secrets)) as address:
        store = open_store(str(folder / "store"))
        events = store.dataset(1).events
        store.publish(1, {"events": events.iloc[:-1]}, author="Kommandozeile", note="eine Veranstaltung weniger")
        yield Place(address, store, secrets, auth)


@pytest.fixture(scope="module")
def signed_in(chromium: Browser, place: Place) -> Iterator[Callable[[str], BrowserContext]]:
    """Return a browser in which somebody has signed in, once for all tests."""
    contexts: dict[str, BrowserContext] = {}

    def browser_of(sub: str) -> BrowserContext:
        if sub not in contexts:
            contexts[sub] = chromium.new_context(viewport={"width": 1280, "height": 900}, locale="de-DE")
            sign_in(contexts[sub].new_page(), place, sub)
        return contexts[sub]

    yield browser_of
    for context in contexts.values():
        context.close()


def sign_in(page: Page, place: Place, sub: str) -> None:
    page.set_default_timeout(15_000)
    page.goto(place.address)
    settled(page)
    page.get_by_role("button", name="Anmelden").click()
    page.get_by_placeholder("sub").fill(sub)
    page.get_by_role("button", name="Authorize").click()
    page.wait_for_url(f"{place.address}/**")
    settled(page)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)


def cookies_of(context: BrowserContext, address: str) -> dict[str, str]:
    return {cookie["name"]: cookie["value"] for cookie in context.cookies(address)}


def cookies_with(address: str, claims: dict[str, Any], secret: str = COOKIE_SECRET) -> dict[str, str]:
    """Return cookies as an earlier sign-in, or a forger, would have left them."""
    content = json.dumps({"is_logged_in": True, "origin": address, "provider": "default", **claims})
    return {
        **anonymous_cookies(address),
        USER_COOKIE_NAME: create_signed_value(secret, USER_COOKIE_NAME, content).decode(),
    }


def with_cookies(chromium: Browser, address: str, cookies: dict[str, str]) -> BrowserContext:
    context = chromium.new_context(locale="de-DE")
    context.add_cookies([{"name": name, "value": value, "url": address} for name, value in cookies.items()])
    return context


def recorded(page: Page) -> list[bytes]:
    """Return the list into which everything goes that this page will send to the server."""
    sent: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda data: sent.append(data)))
    return sent


def go_back(page: Page, address: str, author: str = "") -> list[bytes]:
    """Restore release 1 as an editor does it, and return what the browser sent for that."""
    sent = recorded(page)
    agreed = page.get_by_text("Der Unterschied ist geprüft.")
    for _second in range(30):
        visit(page, f"{address}/datenstaende")
        if agreed.count():
            break
        page.wait_for_timeout(1000)  # the release that another process published is not read yet
        sent.clear()
    agreed.click()
    settled(page)
    if author:  # without a sign-in
        page.get_by_label("Ihr Name").fill(author)
    page.get_by_label("Vermerk: Warum zurück?").fill("war ein Irrtum")
    page.get_by_label("Vermerk: Warum zurück?").blur()
    settled(page)
    page.get_by_role("button", name=GO_BACK).click()
    shows(page, "Datenstand 3 ist mit dem Inhalt von Datenstand 1 veröffentlicht.")
    return sent


def test_nobody_gets_data_before_a_sign_in(place: Place, tab: Page) -> None:
    visit(tab, f"{place.address}/karte")
    expect(tab.get_by_role("heading", name="Anmelden")).to_be_visible()
    expect(tab.get_by_test_id("stTopNav")).to_have_count(0)
    visit(tab, f"{place.address}/?sprache=English")
    shows(tab, "Only people who have been admitted can see this dashboard.")


def test_viewer_looks_and_does_not_write(place: Place, signed_in: Callable[[str], BrowserContext]) -> None:
    page = signed_in("berta").new_page()
    visit(page, place.address)
    page.get_by_role("button", name="Mehr", exact=True).click()
    shows(page, "Angemeldet: Berta Muster (darf lesen)")
    page.keyboard.press("Escape")
    expect(page.locator(".st-key-tile-measures_done dd").first).to_be_visible()
    visit(page, f"{place.address}/aktualisieren")
    shows(page, "fehlt Ihrem Konto die Berechtigung")
    expect(page.locator("input[type=file]")).to_have_count(0)
    page.close()


def test_stranger_sees_what_to_do_and_no_data(place: Place, signed_in: Callable[[str], BrowserContext]) -> None:
    page = signed_in("carl").new_page()
    visit(page, f"{place.address}/datenstaende")
    expect(page.get_by_role("heading", name="Nicht freigeschaltet")).to_be_visible()
    shows(page, "carl@beispiel.de")
    page.close()


def test_editor_by_group_may_write(place: Place, signed_in: Callable[[str], BrowserContext]) -> None:
    page = signed_in("dora").new_page()
    visit(page, f"{place.address}/aktualisieren")
    more(page)
    shows(page, "Angemeldet: Dora Muster (darf lesen und Daten ändern)")
    expect(page.get_by_role("heading", name="1. Dateien")).to_be_attached()
    page.close()


def test_sign_in_of_yesterday_no_longer_writes(place: Place, chromium: Browser) -> None:
    cookies = cookies_with(place.address, PEOPLE["anna"] | {"iat": time.time() - 13 * HOUR})
    context = with_cookies(chromium, place.address, cookies)
    page = context.new_page()
    visit(page, f"{place.address}/aktualisieren")
    shows(page, "Ihre Anmeldung ist älter als 12 Stunden.")
    expect(page.locator("input[type=file]")).to_have_count(0)
    context.close()


def test_forged_cookie_opens_nothing(place: Place, chromium: Browser) -> None:
    forged = cookies_with(place.address, PEOPLE["anna"] | {"iat": time.time()}, secret="guessed" * 6)
    context = with_cookies(chromium, place.address, forged)
    page = context.new_page()
    visit(page, place.address)
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    context.close()


def test_sign_out_closes_the_page(place: Place, chromium: Browser) -> None:
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    sign_in(page, place, "berta")
    more(page)
    page.get_by_role("button", name="Abmelden").click()
    page.wait_for_url("**/oauth2/end_session*")
    assert USER_COOKIE_NAME not in cookies_of(context, place.address)
    visit(page, f"{place.address}/karte")
    expect(page.get_by_role("heading", name="Anmelden")).to_be_visible()
    context.close()


@pytest.mark.parametrize("path", ["bericht", "daten/", "daten/kommunen.csv"])
def test_public_addresses_are_closed_too(place: Place, signed_in: Callable[[str], BrowserContext], path: str) -> None:
    statuses = {sub: signed_in(sub).request.get(f"{place.address}/{path}").status for sub in ("berta", "carl")}
    assert statuses == {"berta": 200, "carl": 403}


def test_wire_carries_data_to_viewers_only(place: Place, signed_in: Callable[[str], BrowserContext]) -> None:
    received = {}
    for who, cookies in {
        "viewer": cookies_of(signed_in("berta"), place.address),
        "stranger": cookies_of(signed_in("carl"), place.address),
        "nobody": anonymous_cookies(place.address),
    }.items():
        with wire(place.address, cookies) as line:
            line.run(first_page())
            received[who] = A_FACT in line.words
    assert received == {"viewer": True, "stranger": False, "nobody": False}


def attempt(place: Place, cookies: dict[str, str], sent: list[bytes]) -> tuple[int, int]:
    """Replay what an editor sent and send a file; return the number of the newest release and the answer's status."""
    with wire(place.address, cookies) as line:
        replay(line, sent)
        status = upload(place.address, cookies, line.session, HARMLESS)
    return place.store.newest_number(), status


def undo(place: Place) -> None:
    """Take the third release away, so that the messages that led to it would lead to it again."""
    (Path(place.store.place) / "releases" / "00000003.json").unlink()


@pytest.mark.night
def test_messages_of_an_editor_work_for_editors_only(place: Place, signed_in: Callable[[str], BrowserContext]) -> None:
    page = signed_in("anna").new_page()
    sent = go_back(page, place.address)
    page.close()
    assert place.store.release(3).author == "Anna Muster"
    undo(place)

    now, old = time.time(), time.time() - 13 * HOUR
    attackers = {
        "viewer": cookies_of(signed_in("berta"), place.address),
        "stranger": cookies_of(signed_in("carl"), place.address),
        "editor of yesterday": cookies_with(place.address, PEOPLE["anna"] | {"iat": old}),
        "forger": cookies_with(place.address, PEOPLE["anna"] | {"iat": now}, secret="guessed" * 6),
        "nobody": anonymous_cookies(place.address),
    }
    achieved = {who: attempt(place, cookies, sent) for who, cookies in attackers.items()}
    assert achieved == dict.fromkeys(attackers, (2, FORBIDDEN))
    assert attempt(place, cookies_of(signed_in("anna"), place.address), sent) == (3, TAKEN)
    undo(place)


def drafted(place: Place) -> str:
    """Return what the drafts of all editors hold."""
    return "".join(kept.text for kept in drafts.of_others(place.store.objects, "", dt.datetime.now(dt.UTC)))


@pytest.mark.night
def test_draft_is_written_and_seen_by_editors_only(place: Place, signed_in: Callable[[str], BrowserContext]) -> None:
    page = signed_in("anna").new_page()
    sent = recorded(page)
    visit(page, f"{place.address}/veranstaltungen?veranstaltung=E08")
    page.get_by_role("button", name="Ändern", exact=True).click()
    page.get_by_role("dialog").get_by_role("textbox", name="Teilnehmende").fill(SECRET)
    page.get_by_role("button", name="Fertig").click()
    shows(page, "Entwurf: 1 Zeile geändert, gespeichert")
    page.close()
    assert SECRET in drafted(place)

    seen = {}
    cookies = {who: cookies_of(signed_in(who), place.address) for who in ("dora", "berta", "carl")}
    for who, known in cookies.items():
        with wire(place.address, known) as line:
            for address in ("aktualisieren", "veranstaltungen", "datenstaende"):
                line.run(first_page(address))
            seen[who] = (SECRET in line.words, "#aendern/events" in line.words)
    assert seen["dora"][0]
    assert seen["berta"] == seen["carl"] == (False, False)

    drafts.end(place.store.objects, "Anna Muster", dt.datetime.now(dt.UTC))
    forged = cookies_with(place.address, PEOPLE["anna"] | {"iat": time.time()}, secret="guessed" * 6)
    others = {"viewer": cookies["berta"], "stranger": cookies["carl"], "forger": forged}
    for known in (*others.values(), anonymous_cookies(place.address)):
        with wire(place.address, known) as line:
            replay(line, sent)
    assert drafted(place) == ""
    with wire(place.address, cookies_of(signed_in("anna"), place.address)) as line:
        replay(line, sent)
    assert SECRET in drafted(place)  # the messages themselves are good
    drafts.end(place.store.objects, "Anna Muster", dt.datetime.now(dt.UTC))


def test_editor_who_is_taken_off_the_list_cannot_go_on(
    place: Place, signed_in: Callable[[str], BrowserContext]
) -> None:
    page = signed_in("anna").new_page()
    visit(page, f"{place.address}/aktualisieren")
    expect(page.get_by_role("heading", name="1. Dateien")).to_be_visible()
    place.secrets.write_text(place.auth + RULES.replace("anna@", "emil@"))
    try:
        more(page)
        page.get_by_role("radio", name="English").click()
        expect(page.get_by_role("heading", name="Not admitted")).to_be_visible()
    finally:
        place.secrets.write_text(place.auth + RULES)
    page.close()


@pytest.mark.night
def test_open_address_without_a_sign_in_changes_nothing(chromium: Browser, tmp_path: Path) -> None:
    place = shipped_store(tmp_path / "store")
    context = chromium.new_context(locale="de-DE")
    page = context.new_page()
    with dashboard("--store", place) as here:
        store = open_store(place)
        store.publish(1, {"events": store.dataset(1).events.iloc[:-1]}, author="Kommandozeile", note="weniger")
        sent = go_back(page, here, author="Anna")
        local = Place(here, store, tmp_path, "")
        undo(local)
        with dashboard("--store", place, "--host", "0.0.0.0") as address:
            opened = Place(address, store, tmp_path, "")
            assert attempt(opened, anonymous_cookies(address), sent) == (2, FORBIDDEN)
            for path in ("aktualisieren", "datenstaende"):
                visit(page, f"{address}/{path}")
                shows(page, "von anderen Rechnern aus erreichbar")
                expect(page.locator("input[type=file]")).to_have_count(0)
        assert attempt(local, anonymous_cookies(here), sent) == (3, TAKEN)
    context.close()
