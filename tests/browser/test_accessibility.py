"""What opens, and every page in any view, by axe-core: nothing of ours, and of Streamlit's own what is recorded."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from ek_data.about.test_results import result
from ek_data.ui.navigation import SECTIONS
from tests.browser.axe import Findings, colour_findings, findings, judge
from tests.browser.conftest import dashboard, settled, shows
from tests.browser.uploads import MENDED, MISTAKES, drop
from tests.browser.views import look
from tests.selection import each
from tests.store.places import shipped_store

ADDRESSES = [entry.address for entries in SECTIONS.values() for entry in entries]
View = tuple[str, str, int, str]
EVERY_VIEW: list[View] = [
    (data, language, width, scheme)
    for data in ("public", "demo")
    for language in ("Deutsch", "English")
    for width in (1280, 390)
    for scheme in ("light", "dark")
]
POPOVERS = ("Staffel: alle", "Mehr", "Wie man das Bild liest", "Tabelle", "Quellen", "Woher kommt diese Zahl?")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with dashboard("--store", shipped_store(tmp_path_factory.mktemp("store"))) as address:
        yield address


def states_of(page: Page, root: dict[str, str], address: str, views: list[View]) -> list[Findings]:
    """Open a page once for each language and data set, and switch width and colours in place."""
    states, at = [], None
    for data, language, width, scheme in views:
        if at != (data, language):
            at = (data, language)
            page.goto(f"{root[data]}/{'' if address == 'uebersicht' else address}?sprache={language}&staffel=2024")
            settled(page)  # so that the colours change of a page that is there
        look(page, width, scheme)
        states.append((findings if scheme == "light" else colour_findings)(page))
    return states


@pytest.mark.night
@pytest.mark.parametrize("address", ADDRESSES)
def test_page_has_no_finding_of_ours_in_any_view(public: str, demo: str, tab: Page, address: str) -> None:
    states = states_of(tab, {"public": public, "demo": demo}, address, EVERY_VIEW)
    assert [each for state in states for each in state.ours] == []
    recorded = result("accessibility")["pages"][address]["streamlit"]  # where the menu of a phone was open as well
    assert {rule for state in states for rule in state.theirs} <= set(recorded)


@pytest.mark.parametrize("address", ["", pytest.param("staffelvergleich", marks=pytest.mark.night)])
@pytest.mark.parametrize(("width", "scheme"), [pytest.param(1280, "dark", marks=pytest.mark.night), (390, "light")])
@pytest.mark.full
def test_opened_popovers_have_no_finding_of_ours(public: str, tab: Page, address: str, width: int, scheme: str) -> None:
    tab.goto(f"{public}/{address}")
    look(tab, width, scheme)
    opened = [name for name in POPOVERS if tab.get_by_role("button", name=name, exact=True).count()]
    assert opened
    for name in opened:
        tab.get_by_role("button", name=name, exact=True).first.press("Enter")  # a mouse would leave a hint open
        expect(tab.get_by_role("dialog", name=name)).to_be_visible()
        settled(tab)
        assert findings(tab).ours == []
        tab.keyboard.press("Escape")
        expect(tab.get_by_test_id("stPopoverBody")).to_have_count(0)


@pytest.mark.full
def test_menu_and_choices_that_are_open_have_no_finding_of_ours(public: str, tab: Page) -> None:
    tab.goto(f"{public}/massnahmen")
    settled(tab)
    tab.get_by_role("button", name="Hauptmenü").click()
    expect(tab.get_by_role("menuitem", name="Drucken")).to_be_visible()
    states = [findings(tab)]
    tab.keyboard.press("Escape")
    expect(tab.get_by_role("menuitem", name="Drucken")).to_be_hidden()
    tab.get_by_role("button", name="Kategorie: alle").click()
    field = tab.get_by_role("combobox", name="Kategorie")
    field.scroll_into_view_if_needed()
    tab.wait_for_timeout(300)  # scrolling closes a list
    field.focus()
    tab.keyboard.press("ArrowDown")
    expect(tab.get_by_role("option", name="Alle auswählen")).to_be_visible()
    tab.wait_for_timeout(500)  # until it has faded in: half of it has half the contrast
    states.append(findings(tab))
    judge("menu", states, tab)
    tab.keyboard.type("gibt es nicht")
    shows(tab, "Nichts gefunden")


@pytest.mark.full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), pytest.param(390, "dark", marks=pytest.mark.night)])
def test_upload_has_no_finding_of_ours_in_any_step(store: str, tab: Page, width: int, scheme: str) -> None:
    tab.goto(f"{store}/aktualisieren")
    look(tab, width, scheme)
    drop(tab, *MISTAKES)
    states = [findings(tab)]
    drop(tab, *MENDED)
    tab.get_by_role("button", name="Ersetzen").click()
    settled(tab)
    tab.get_by_role("button", name="Alle 2 Vorschläge annehmen").click()
    expect(tab.get_by_role("heading", name="7. Veröffentlichen")).to_be_visible()
    settled(tab)
    states.append(findings(tab))
    tab.get_by_role("button", name="Veröffentlichen", exact=True).click()  # without a name: it asks for one
    settled(tab)
    for size in (1280, 390):  # the menu stands as a list of its own on a narrow screen only
        look(tab, size, scheme)
        states.append(findings(tab))
    judge("upload", states, tab)


@pytest.mark.full
def test_fault_is_shown_without_a_finding_of_ours(tmp_path: Path, tab: Page) -> None:
    store = tmp_path / "store"
    with dashboard("--store", shipped_store(store)) as address:
        for file in (store / "releases").iterdir():
            file.write_text("{}", encoding="utf-8")
        tab.goto(address)
        settled(tab)
        assert findings(tab).ours == []


@pytest.mark.parametrize("language", each(["Deutsch", "English"], (), full=["Deutsch"]))
@pytest.mark.full
@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light")])
def test_report_projector_and_list_of_files_have_no_finding_of_ours(
    public: str, context: BrowserContext, language: str, width: int, scheme: str
) -> None:
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    for path in ("bericht", "bericht#3", "daten/"):
        path, _hash, number = path.partition("#")
        page.goto(f"{public}/{path}?sprache={language}" + (f"#{number}" if number else ""))
        found = findings(page)
        assert found.ours == []
        assert not found.theirs
