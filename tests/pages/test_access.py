"""Every page for every role in both languages: strangers get no data, viewers cannot write, names are verified."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from ek_data.settings import SHIPPED
from ek_data.store.publisher import Store, open_store
from ek_data.ui import access, cached
from ek_data.ui.navigation import SECTIONS
from tests.pages.conftest import ROOT, Opened, at_page, words
from tests.pages.test_maintain import SOUND, csv, drop
from tests.secrets import AUTH, in_force
from tests.selection import each, first
from tests.store.places import shipped_store

SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
UPLOAD, RELEASES, SLIDES = "maintain/upload.py", "maintain/releases.py", "present/slides.py"
ALL_PAGES = each(
    [*((script, "Deutsch") for script in SCRIPTS), (UPLOAD, "English"), (RELEASES, "English")],
    {f"{script}-Deutsch" for script in ("explore/overview.py", UPLOAD, RELEASES)},
    "-".join,
)
RULES = '[access]\neditors = ["anna@beispiel.de"]\nviewers = ["berta@beispiel.de"]\n'
EVERYBODY_LOOKS = '[access]\neditors = ["anna@beispiel.de"]\nviewers = "public"\n'
HOUR = 3600

Visit = Callable[..., AppTest]


def person(name: str, hours_ago: float = 0) -> dict[str, Any]:
    address = f"{name.lower()}@beispiel.de"
    return {"is_logged_in": True, "email": address, "name": f"{name} Muster", "iat": time.time() - hours_ago * HOUR}


EDITOR, VIEWER, STRANGER = person("Anna"), person("Berta"), person("Carl")
NOBODY: dict[str, Any] = {"is_logged_in": False}
OLD_EDITOR = person("Anna", hours_ago=13)
REFUSED = {"stranger": STRANGER, "nobody": NOBODY, "nothing but sub": {"is_logged_in": True, "sub": "anna"}}


@pytest.fixture
def secrets(tmp_path: Path) -> Iterator[Path]:
    """The file of the secrets, with a sign-in and the usual rules."""
    file = tmp_path / "secrets.toml"
    file.write_text(AUTH + RULES)
    with in_force(file):
        yield file


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return open_store(shipped_store(tmp_path / "store"))


@pytest.fixture(scope="module")
def unchanged(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store for all who change nothing."""
    return open_store(shipped_store(tmp_path_factory.mktemp("unchanged")))


@pytest.fixture
def visit(secrets: Path, store: Store, monkeypatch: pytest.MonkeyPatch) -> Visit:
    """Open a page as somebody whose sign-in says `claims`."""

    def open_page(claims: dict[str, Any], script: str = "", language: str = "Deutsch", at: Store = store) -> AppTest:
        monkeypatch.setenv("EK_STORE", at.place)
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
        app.user = claims
        app.query_params["sprache"] = language
        return at_page(app, script).run()

    return open_page


def keys(app: AppTest) -> set[str | None]:
    return {button.key for button in app.button}


@pytest.mark.parametrize("page", ALL_PAGES)
def test_viewer_sees_every_page_and_changes_none(visit: Visit, unchanged: Store, page: tuple[str, str]) -> None:
    app = visit(VIEWER, *page, unchanged)
    assert not app.exception
    assert app.title
    assert not app.file_uploader
    assert not {"publish", "restore-now"} & keys(app)
    assert ("Berta Muster (darf lesen)" if page[1] == "Deutsch" else "Berta Muster (may look)") in words(app)


@pytest.mark.parametrize("who", each(REFUSED, {"stranger", "nobody"}, full=()))
@pytest.mark.parametrize("page", ALL_PAGES)
def test_who_is_not_admitted_gets_no_data_on_any_page(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, page: tuple[str, str], who: str
) -> None:
    monkeypatch.setattr("ek_data.ui.cached.dataset", lambda *_args: pytest.fail("data were loaded"))
    monkeypatch.setattr("ek_data.ui.cached.version", lambda: pytest.fail("data were asked for"))
    app = visit(REFUSED[who], *page)
    assert not app.exception
    assert len(app.title) == 1
    assert app.title[0].value in ("Anmelden", "Nicht freigeschaltet", "Sign in", "Not admitted")
    assert not app.metric
    assert not app.table
    assert not app.get("download_button")


def test_stranger_is_told_what_to_do(visit: Visit) -> None:
    app = visit(STRANGER)
    assert "noch nicht freigeschaltet" in words(app)
    assert "carl@beispiel.de" in words(app)
    assert "sign-out-stranger" in keys(app)


def test_account_without_an_address_is_told_what_is_missing(visit: Visit) -> None:
    assert "keine E-Mail-Adresse mit" in words(visit(REFUSED["nothing but sub"]))


def test_who_is_not_signed_in_is_asked_to(visit: Visit) -> None:
    app = visit(NOBODY)
    assert "nur freigeschaltete Personen" in words(app)
    assert keys(app) == {"sign-in-first"}


@pytest.mark.parametrize("script", [UPLOAD, RELEASES, SLIDES])
@pytest.mark.full
def test_editor_sees_the_pages_that_write(visit: Visit, script: str) -> None:
    app = visit(EDITOR, script)
    assert not app.exception
    assert not app.error
    assert "sign-out" in keys(app)


@pytest.mark.full
def test_release_carries_the_verified_name_and_no_address(visit: Visit, store: Store) -> None:
    app = drop(visit(EDITOR, UPLOAD), csv(SOUND))
    assert not app.text_input
    assert "unter dem Namen Ihrer Anmeldung: Anna Muster" in words(app).replace("*", "")
    app.text_area[0].set_value("Stand Mai")
    app.button(key="publish").click().run()
    assert store.release(2).author == "Anna Muster"
    manifest = (Path(store.place) / "releases" / "00000002.json").read_text(encoding="utf-8")
    assert "@" not in manifest


@pytest.mark.full
def test_restored_release_carries_the_verified_name(visit: Visit, store: Store) -> None:
    visit(EDITOR)
    store.publish(1, {"events": store.dataset(1).events.iloc[:-1]}, author="Berta", note="weg")
    cached.look_again()  # because the newest release is looked for every few seconds only
    app = visit(EDITOR, RELEASES)
    app.checkbox[0].check().run()
    app.text_area[0].set_value("war ein Irrtum")
    app.button(key="restore-now").click().run()
    assert store.release(3).author == "Anna Muster"


def test_editor_of_yesterday_is_asked_to_sign_in_again(visit: Visit) -> None:
    app = visit(OLD_EDITOR, UPLOAD)
    assert "älter als 12 Stunden" in words(app)
    assert "sign-in-again" in keys(app)
    assert not app.file_uploader


@pytest.mark.full
def test_who_is_taken_off_the_list_cannot_publish_what_is_on_the_desk(
    visit: Visit, secrets: Path, store: Store
) -> None:
    app = drop(visit(EDITOR, UPLOAD), csv(SOUND))
    app.text_area[0].set_value("Stand Mai")
    secrets.write_text(AUTH + RULES.replace("anna", "dora"))
    app.button(key="publish").click().run()
    assert store.newest_number() == 1
    assert app.title[0].value == "Nicht freigeschaltet"


@pytest.mark.full
@pytest.mark.parametrize("content", ["[auth", "", AUTH + '[access]\neditor = ["anna@beispiel.de"]'])
def test_spoiled_secrets_let_nobody_in(visit: Visit, secrets: Path, content: str) -> None:
    visit(EDITOR)
    secrets.write_text(content)  # the second time also: a file that is being written is empty for a moment
    app = visit(EDITOR, UPLOAD)
    assert "nicht richtig eingerichtet" in app.error[0].value
    assert not app.file_uploader


@pytest.mark.parametrize("script", first(1, ["explore/overview.py", UPLOAD, SLIDES]))
def test_public_dashboard_shows_pages_without_a_sign_in(visit: Visit, secrets: Path, script: str) -> None:
    secrets.write_text(AUTH + EVERYBODY_LOOKS)
    app = visit(NOBODY, script)
    assert not app.exception
    assert "sign-in" in keys(app)
    assert not app.file_uploader


def test_public_dashboard_asks_for_a_sign_in_to_change_data(visit: Visit, secrets: Path) -> None:
    secrets.write_text(AUTH + EVERYBODY_LOOKS)
    assert "melden Sie sich bitte an" in words(visit(NOBODY, UPLOAD))


@pytest.fixture
def open_address() -> Iterator[None]:
    """The server listens for other computers."""
    before = config.get_option("server.address")
    config.set_option("server.address", "0.0.0.0")
    yield
    config.set_option("server.address", before)


@pytest.mark.usefixtures("open_address")
@pytest.mark.parametrize("script", [UPLOAD, RELEASES])
def test_open_address_without_a_sign_in_is_read_only_and_says_so(opened: Opened, store: Store, script: str) -> None:
    app = opened(script, EK_STORE=store.place)
    assert "von anderen Rechnern aus erreichbar" in words(app)
    assert not app.file_uploader


@pytest.mark.usefixtures("open_address")
@pytest.mark.full
def test_open_address_without_a_sign_in_offers_no_uploaded_files(opened: Opened, store: Store) -> None:
    opened(EK_STORE=store.place)
    store.publish(1, {}, author="Anna", note="Stand Mai", files=[("Fragebogen.csv", b"Telefon")])
    cached.look_again()  # because the newest release is looked for every few seconds only
    app = opened(RELEASES, EK_STORE=store.place)
    assert "sind nur für Personen, die Daten ändern dürfen" in words(app)
    assert not [button for button in app.download_button if "Fragebogen" in button.label]


@pytest.mark.full
@pytest.mark.parametrize(("claims", "offered"), [(EDITOR, True), (VIEWER, False), (OLD_EDITOR, False), (NOBODY, False)])
def test_uploaded_files_are_offered_to_editors_only(
    visit: Visit, store: Store, secrets: Path, claims: dict[str, Any], offered: bool
) -> None:
    secrets.write_text(AUTH + EVERYBODY_LOOKS)
    visit(EDITOR)
    store.publish(1, {}, author="Anna", note="Stand Mai", files=[("Fragebogen.csv", b"Telefon")])
    cached.look_again()  # because the newest release is looked for every few seconds only
    app = visit(claims, RELEASES)
    assert any("Fragebogen" in button.label for button in app.download_button) == offered
    assert ("sind nur für Personen, die Daten ändern dürfen" in words(app)) != offered


@pytest.mark.full
def test_removed_file_is_told_in_its_place(visit: Visit, store: Store, secrets: Path) -> None:
    secrets.write_text(AUTH + EVERYBODY_LOOKS)
    visit(EDITOR)
    kept, removed = ("Bericht.csv", b"x"), ("Fragebogen.csv", b"Telefon")
    release = store.publish(1, {}, author="Anna", note="Stand Mai", files=[kept, removed])
    store.forget(release.files[1].sha256, author="Berta", note="Antrag")
    cached.look_again()  # because the newest release is looked for every few seconds only
    app = visit(EDITOR, RELEASES)
    assert "Die Datei „Fragebogen.csv“ wurde von Berta entfernt (" in words(app)
    labels = [button.label for button in app.download_button]
    assert any("Bericht" in label for label in labels)
    assert not any("Fragebogen" in label for label in labels)


@pytest.mark.full
def test_data_outside_a_store_can_be_seen_by_viewers(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EK_DATA", str(SHIPPED))
    assert "liegen nicht in einer Ablage" in words(visit(EDITOR, UPLOAD))


def test_saved_presentations_can_be_opened_by_viewers_and_kept_by_editors(visit: Visit) -> None:
    app = visit(EDITOR, SLIDES)
    [name] = [field for field in app.text_input if field.label == "Speichern unter dem Namen"]
    name.set_value("Netzwerktreffen")
    [save] = [button for button in app.button if button.label == "Speichern"]
    save.click().run()
    assert {"Speichern", "„Netzwerktreffen“ löschen"} <= {button.label for button in app.button}
    read = visit(VIEWER, SLIDES)
    assert not {"Speichern", "„Netzwerktreffen“ löschen"} & {button.label for button in read.button}
    read.selectbox(key="open_saved").set_value("Netzwerktreffen").run()
    assert read.query_params["praesentation"] == "Netzwerktreffen"
    assert not {"Speichern", "„Netzwerktreffen“ löschen"} & {button.label for button in read.button}


def test_whoever_may_not_write_gets_no_store(visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access, "refusal", lambda: access.Forbidden(access.NOT_EDITOR))
    with pytest.raises(access.Forbidden):
        access.require_editor()
