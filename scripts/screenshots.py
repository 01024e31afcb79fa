"""Make the pictures of the handbook: ``uv run python scripts/screenshots.py`` writes ``docs/bilder/*.png``.

Chromium looks at a dashboard with the shipped data in a store of its own: every page of the menu, and the states of a
page that the handbook speaks of. Pictures have 256 colours at most, because that is enough and keeps them small.
"""

from __future__ import annotations

import io
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ek_data.ui.navigation import HOME, SECTIONS  # noqa: E402
from tests.browser.conftest import CHROMIUM, dashboard, settled  # noqa: E402
from tests.store.places import shipped_store  # noqa: E402

PICTURES = ROOT / "docs" / "bilder"
HANDBOOK = "handbuch"  # shows the pictures, so it needs none itself
SIZE = {"width": 1280, "height": 900}
EVENTS = ROOT / "data" / "veranstaltungen.csv"
WRONG, RIGHT = ";durchgeführt;75;rund;", ";durchgeführt;78;rund;"  # the attendance that the handbook corrects


def open_page(tab: Page, address: str) -> None:
    """Open a page and wait until all of it is drawn."""
    tab.goto(address)
    settled(tab)
    tab.wait_for_timeout(800)


def upload(tab: Page, content: str) -> None:
    """Put a file with this content in."""
    file = {"name": "veranstaltungen.csv", "mimeType": "text/csv", "buffer": content.encode("utf-8-sig")}
    tab.set_input_files("input[type=file]", file)
    tab.get_by_role("heading", name="3. Prüfung").wait_for()
    settled(tab)


def scroll_to(tab: Page, heading: str) -> None:
    """Bring a heading to the top of what is seen."""
    tab.get_by_role("heading", name=heading).evaluate("heading => heading.scrollIntoView()")
    tab.wait_for_timeout(300)


def corrected(tab: Page, address: str) -> None:
    """Show what a corrected attendance would change."""
    open_page(tab, f"{address}/aktualisieren")
    upload(tab, EVENTS.read_text(encoding="utf-8-sig").replace(WRONG, RIGHT))
    scroll_to(tab, "5. Unterschied")


def refused(tab: Page, address: str) -> None:
    """Show what a file with a mistake is told."""
    open_page(tab, f"{address}/aktualisieren")
    upload(tab, EVENTS.read_text(encoding="utf-8-sig").replace(WRONG, WRONG.replace("75", "fünfundsiebzig")))
    scroll_to(tab, "3. Prüfung")


def shown(tab: Page, address: str) -> None:
    """Show a slide as the projector does."""
    tab.goto(f"{address}/bericht#3")
    tab.wait_for_timeout(1500)


STATES: dict[str, Callable[[Page, str], None]] = {
    "aktualisieren-unterschied": corrected,
    "aktualisieren-fehler": refused,
    "bericht": shown,
}


def save(tab: Page, name: str) -> None:
    """Write what is seen as a small picture."""
    picture = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(PICTURES / f"{name}.png", optimize=True)


def main() -> None:
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    addresses = [entry.address for entries in SECTIONS.values() for entry in entries if entry.address != HANDBOOK]
    with (
        tempfile.TemporaryDirectory() as store,
        dashboard("--store", shipped_store(Path(store))) as address,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        for name, make in STATES.items() | {(page, None) for page in addresses}:
            tab = chromium.new_page(viewport=SIZE, locale="de-DE")
            if make:
                make(tab, address)
            else:
                open_page(tab, f"{address}/{'' if name == HOME else name}")
            save(tab, name)
            tab.close()
        chromium.close()


if __name__ == "__main__":
    main()
