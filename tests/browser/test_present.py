"""The page "Präsentation": slides are dragged, moved by key, told in own words, shown, and taken along."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pptx
import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import findings
from tests.browser.conftest import dashboard, fits, settled, shows
from tests.store.places import shipped_store

CHOSEN = "?folien=title,status,closing"
OWN = "Sechzehn <b>sind</b> fertig"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard whose saved presentations these tests may change."""
    with dashboard("--store", shipped_store(tmp_path_factory.mktemp("store"))) as address:
        yield address


def visit(tab: Page, address: str) -> None:
    tab.goto(address)
    settled(tab)


def order(tab: Page) -> list[str]:
    return [label.splitlines()[1] for label in tab.locator(".places .label").all_inner_texts()]


def write(tab: Page, label: str, text: str) -> None:
    tab.get_by_label(label).fill(text)
    tab.keyboard.press("Control+Enter")
    settled(tab)


def test_slides_are_dragged_chosen_moved_and_removed(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    assert order(tab) == ["Titel", "Maßnahmen nach Status", "Schlussfolie"]
    first, last = (tab.locator(".place").nth(n).locator(".shot").bounding_box() for n in (0, 2))
    assert first
    assert last
    tab.mouse.move(last["x"] + 50, last["y"] + 50)
    tab.mouse.down()
    tab.mouse.move(last["x"], last["y"] + 40, steps=3)
    tab.mouse.move(first["x"] + 60, first["y"] + 60, steps=5)
    expect(tab.locator(".ghost")).to_have_count(1)
    tab.mouse.up()
    tab.wait_for_url("**folien=closing%2Ctitle%2Cstatus**")
    settled(tab)
    tab.keyboard.press("ArrowRight")
    tab.keyboard.press("Alt+ArrowRight")
    tab.wait_for_url("**folien=closing%2Cstatus%2Ctitle**")
    expect(tab.get_by_role("status").filter(has_text="Titel ist jetzt Folie 3.")).to_have_count(1)
    settled(tab)
    tab.keyboard.press("Delete")
    tab.wait_for_url("**folien=closing%2Cstatus**")
    settled(tab)
    tab.keyboard.press("Control+z")
    tab.wait_for_url("**folien=closing%2Cstatus%2Ctitle**")


@pytest.mark.full
def test_dragging_is_given_up_by_escape(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    before = order(tab)
    first, last = (tab.locator(".place").nth(n).locator(".shot").bounding_box() for n in (0, 2))
    assert first
    assert last
    tab.mouse.move(first["x"] + 50, first["y"] + 50)
    tab.mouse.down()
    tab.mouse.move(last["x"] + 60, last["y"] + 60, steps=5)
    assert order(tab)[:3] != before
    tab.keyboard.press("Escape")
    tab.mouse.up()
    settled(tab)
    assert order(tab) == before


@pytest.mark.full
def test_own_title_is_saved_to_be_shown_and_reaches_every_file(tab: Page, store: str) -> None:
    visit(tab, f"{store}/praesentation{CHOSEN}")
    tab.locator(".pick").nth(1).focus()
    tab.keyboard.press("Space")
    settled(tab)
    tab.keyboard.press("Enter")
    expect(tab.get_by_label("Titel, höchstens zwei Zeilen")).to_be_focused()
    write(tab, "Titel, höchstens zwei Zeilen", OWN)
    expect(tab.get_by_role("heading", name="3 Folien, 1 davon mit eigenen Worten")).to_be_visible()
    assert OWN in tab.locator(".shot :is(h1, h2)").all_inner_texts()
    for name in ("PowerPoint", "HTML"):
        with tab.expect_download() as loading:
            tab.get_by_role("button", name=name, exact=True).click()
        content = Path(loading.value.path()).read_bytes()
        if name == "HTML":
            assert "Sechzehn &lt;b&gt;sind&lt;/b&gt; fertig" in content.decode()
        else:
            _title, slide, _closing = pptx.Presentation(io.BytesIO(content)).slides
            assert slide.shapes.title.text == OWN
    tab.get_by_role("button", name="Vorführen").click()
    tab.get_by_label("Speichern unter dem Namen").last.fill("Treffen & mehr")
    tab.get_by_role("button", name="Speichern", exact=True).last.click()
    tab.wait_for_url("**praesentation=Treffen+%26+mehr**")
    settled(tab)
    with tab.context.expect_page() as opening:
        tab.get_by_role("link", name="Vorführen").click()
    shown = opening.value
    shown.wait_for_selector(".slide.current")
    expect(shown.locator("h2").first).to_have_text(OWN)
    visit(tab, f"{store}/praesentation?praesentation=Treffen+%26+mehr")
    assert OWN in tab.locator(".shot :is(h1, h2)").all_inner_texts()
    shows(tab, "gespeichert", exact=True)


@pytest.mark.full
def test_own_words_outlast_other_pages_and_are_not_left_without_a_question(context, public: str) -> None:
    tab = context.new_page()
    visit(tab, f"{public}/praesentation{CHOSEN}")
    write(tab, "Titel, höchstens zwei Zeilen", "Unser Treffen")
    tab.get_by_test_id("stTopNav").get_by_role("link", name="Karte").click()
    settled(tab)
    tab.go_back()
    settled(tab)
    expect(tab.get_by_label("Titel, höchstens zwei Zeilen")).to_have_value("Unser Treffen")
    asked: list[str] = []
    tab.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    tab.reload()
    settled(tab)
    assert asked == ["beforeunload"]


@pytest.mark.full
def test_projector_shows_what_is_chosen_without_a_frame_around_it(tab: Page, public: str) -> None:
    visit(tab, f"{public}/praesentation{CHOSEN}")
    with tab.context.expect_page() as opening:
        tab.get_by_role("link", name="Vorführen").click()
    shown = opening.value
    shown.wait_for_selector(".slide.current")
    assert shown.locator(".slide").count() == 3
    assert shown.locator("[data-testid=stApp]").count() == 0


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 390])
def test_page_has_no_finding_of_ours_while_slides_are_told_in_own_words(tab: Page, public: str, width: int) -> None:
    tab.set_viewport_size({"width": width, "height": 900})
    visit(tab, f"{public}/praesentation?folien=title,map,status,changes,profiles,closing")
    tab.get_by_role("button", name="Textfolie").click()
    settled(tab)
    assert findings(tab).ours == []
    fits(tab)


@pytest.mark.full
def test_phone_has_a_list_to_move_by_touch_below_the_way_to_the_projector(tab: Page, public: str) -> None:
    tab.set_viewport_size({"width": 390, "height": 844})
    visit(tab, f"{public}/praesentation{CHOSEN}")
    box = tab.get_by_role("link", name="Vorführen").bounding_box()
    assert box
    assert box["y"] < 300
    tab.get_by_role("button", name="Später: Titel").click()
    tab.wait_for_url("**folien=status%2Ctitle%2Cclosing**")
    fits(tab)
