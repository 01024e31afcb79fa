"""Make pictures of the pages: ``uv run python scripts/screenshots.py`` writes those of the handbook, ``docs/bilder``.

Chromium looks at a dashboard with the shipped data in a store of its own: every page of the menu, and the states of a
page that the handbook speaks of. Pictures have 256 colours at most, because that is enough and keeps them small.

With ``--all FOLDER`` each kind of reader looks at every page, at the first screen and at the whole. With ``--measure``
a table is printed: how high each page is and how many words its first screen holds. Both may be wanted at once, and
``--pages`` names some pages by their addresses.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from ek_data.i18n import GERMAN  # noqa: E402
from ek_data.ui.navigation import HOME, SECTIONS, titles  # noqa: E402
from tests.browser.conftest import CHROMIUM, dashboard, settled  # noqa: E402
from tests.store.places import shipped_store  # noqa: E402

PICTURES = ROOT / "docs" / "bilder"
PAGES = [entry.address for entries in SECTIONS.values() for entry in entries]
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
    """Put a file with this content in, in place of what lies there."""
    for button in tab.get_by_role("button", name="Entfernen", exact=True).all():
        button.click()
        settled(tab)
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


class Reader(NamedTuple):
    """Somebody who looks at the pages: how large the window is, which theme and language, and whether at all of it."""

    name: str
    width: int
    height: int
    scheme: Literal["light", "dark"] = "light"
    language: str = "Deutsch"
    whole: bool = True


READERS = (
    Reader("1440", 1440, 900),
    Reader("1440-dark", 1440, 900, "dark"),
    Reader("1440-english", 1440, 900, language="English"),
    Reader("1920", 1920, 1080, whole=False),
    Reader("390", 390, 844),
    Reader("390-dark-english", 390, 844, "dark", "English", whole=False),
)
MEASURED = ("1440", "390")
AT_ONCE = 4  # tabs that are drawn at the same time
HIGHEST = 12_000  # pixels of a picture
HEIGHT = "() => document.querySelector('[data-testid=stMain]').scrollHeight"
WORDS = """() => {
  const inside = (root) => [...root.childNodes].flatMap((node) => {
    if (node.nodeType === Node.TEXT_NODE) return seen(node) ? node.data.match(/[\\p{L}\\p{N}]+/gu) ?? [] : [];
    if (node.nodeType !== Node.ELEMENT_NODE || ["STYLE", "SCRIPT"].includes(node.tagName)) return [];
    return [...inside(node), ...(node.shadowRoot ? inside(node.shadowRoot) : [])];
  });
  const seen = (node) => {
    const range = document.createRange();
    range.selectNodeContents(node);
    const { top, width, height } = range.getBoundingClientRect();
    return width > 1 && height > 1 && top >= 0 && top < innerHeight && node.parentElement.checkVisibility();
  };
  return inside(document.body).length;
}"""


class Measured(NamedTuple):
    """What a reader found of a page."""

    height: int
    words: int


def read(chromium: Browser, address: str, reader: Reader, pages: Sequence[str], folder: Path | None) -> list[Measured]:
    """Look at the pages, some of them at a time, and take pictures of them where a folder is given."""
    context = chromium.new_context(
        viewport={"width": reader.width, "height": reader.height}, locale="de-DE", color_scheme=reader.scheme
    )
    tabs = [context.new_page() for _n in range(AT_ONCE)]
    found = []
    for start in range(0, len(pages), AT_ONCE):
        together = list(zip(tabs, pages[start : start + AT_ONCE], strict=False))
        for tab, page in together:
            tab.set_viewport_size({"width": reader.width, "height": reader.height})
            tab.goto(f"{address}/{'' if page == HOME else page}?sprache={reader.language}", wait_until="commit")
        for tab, page in together:
            settled(tab)
            found.append(Measured(tab.evaluate(HEIGHT), tab.evaluate(WORDS)))
            if folder:
                take(tab, reader, found[-1].height, folder / f"{page}-{reader.name}")
    context.close()
    return found


def take(tab: Page, reader: Reader, height: int, place: Path) -> None:
    """Take the first screen of a page, and the whole where it is longer."""
    save(tab, place.with_name(f"{place.name}.png"))
    if reader.whole and height > reader.height:
        tab.set_viewport_size({"width": reader.width, "height": min(height, HIGHEST)})
        settled(tab)
        save(tab, place.with_name(f"{place.name}-whole.png"))


def table(pages: Sequence[str], found: dict[str, list[Measured]]) -> str:
    """Return what was measured as a table in Markdown, in German."""
    wide, narrow = (found[name] for name in MEASURED)
    named = titles(GERMAN)
    lines = ["| Seite | Höhe bei 1440 | Höhe bei 390 | Wörter im ersten Bild |", "| --- | ---: | ---: | ---: |"]
    for page, large, small in zip(pages, wide, narrow, strict=True):
        lines.append(f"| {named[page]} | {large.height} | {small.height} | {large.words} |")
    return "\n".join(lines)


def save(tab: Page, file: Path) -> None:
    """Write what is seen as a small picture."""
    picture = Image.open(io.BytesIO(tab.screenshot())).convert("RGB")
    picture.quantize(256, dither=Image.Dither.NONE).save(file, optimize=True)


def renew(chromium: Browser, address: str) -> None:
    """Write the pictures of the handbook anew."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    for old in PICTURES.glob("*.png"):
        old.unlink()
    tab = chromium.new_page(viewport=SIZE, locale="de-DE")
    for page in PAGES:
        if page != HANDBOOK:
            open_page(tab, f"{address}/{'' if page == HOME else page}")
            save(tab, PICTURES / f"{page}.png")
    tab.close()
    for name, make in STATES.items():
        tab = chromium.new_page(viewport=SIZE, locale="de-DE")
        make(tab, address)
        save(tab, PICTURES / f"{name}.png")
        tab.close()


@contextmanager
def looking() -> Iterator[tuple[Browser, str]]:
    """Run a dashboard with the shipped data, and a browser to look at it."""
    with (
        tempfile.TemporaryDirectory() as store,
        dashboard("--store", shipped_store(Path(store))) as address,
        sync_playwright() as playwright,
    ):
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield chromium, address
        chromium.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="pictures of every page for every kind of reader")
    parser.add_argument("--measure", action="store_true", help="print how high the pages are, and their words")
    parser.add_argument("--pages", nargs="+", choices=PAGES, default=PAGES, metavar="ADDRESS", help="only these pages")
    asked = parser.parse_args()
    with looking() as (chromium, address):
        if not (asked.all or asked.measure):
            renew(chromium, address)
            return
        if asked.all:
            asked.all.mkdir(parents=True, exist_ok=True)
        readers = READERS if asked.all else [reader for reader in READERS if reader.name in MEASURED]
        found = {reader.name: read(chromium, address, reader, asked.pages, asked.all) for reader in readers}
        print(table(asked.pages, found))


if __name__ == "__main__":
    main()
