"""Clicks of somebody at the page, counted: a click, a choice, files dropped and a field to type in are one each."""

from __future__ import annotations

import time
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import settled, shows

NAMED = (
    "document.activeElement.getAttribute('aria-label') ?? document.activeElement.innerText.trim().split('\\n').pop()"
)
STOPS = 30  # of the keyboard, from one part of a question to the next
NAME, NOTE = "Ihr Name", "Vermerk: Was hat sich geändert, und warum?"


class Clicks:
    """Somebody at a page that is open, from the first click until the release is there."""

    def __init__(self, page: Page) -> None:
        self.page, self.n, self.began = page, 0, time.monotonic()

    def click(self, target: Locator) -> None:
        target.click()
        self._done()

    def press(self, label: str) -> None:
        """Press a button by keyboard."""
        button = self.page.get_by_role("button", name=label, exact=True).first
        button.focus()
        self.page.keyboard.press("Enter")
        self._done()

    def type(self, text: str) -> None:
        """Type where the focus is, in place of what stands there."""
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)
        self.n += 1

    def choose(self, label: str, value: str) -> None:
        """Choose from a list by keyboard; it closes by itself."""
        self.page.get_by_role("combobox", name=label).first.focus()
        self.page.keyboard.press("ArrowDown")
        self.page.keyboard.type(value)
        expect(self.page.get_by_role("option").first).to_contain_text(value)
        self.page.keyboard.press("Enter")
        expect(self.page.get_by_role("option")).to_have_count(0)
        self._done()

    def reach(self, label: str) -> None:
        """Go on by Tab from where the focus is until a button or a field has this label."""
        for _stop in range(STOPS):
            self.page.keyboard.press("Tab")
            if self.page.evaluate(NAMED) == label:
                return
        raise AssertionError(f"the keyboard does not come to {label}")

    def go_on(self, label: str) -> None:
        """Go on by Tab to a button and press it."""
        self.reach(label)
        self.page.keyboard.press("Enter")
        self._done()

    def download(self, label: str) -> bytes:
        with self.page.expect_download() as download:
            self.page.get_by_role("button", name=label).first.click()
        self._done()
        return Path(download.value.path()).read_bytes()

    def drop(self, files: Mapping[str, bytes]) -> None:
        """Drop files all at once."""
        dropped = [
            {"name": name, "mimeType": "application/octet-stream", "buffer": data} for name, data in files.items()
        ]
        self.page.set_input_files("input[type=file]", dropped)  # type: ignore[arg-type]
        expect(self.page.get_by_role("heading", name="3. Prüfung")).to_be_visible()
        self._done()

    def sign(self, author: str, note: str) -> None:
        sign(self.page, author, note)
        self.n += 2

    def publish(self, release: int) -> None:
        """Publish what is signed."""
        publish(self.page)
        self.n += 1
        self.published(release)

    def published(self, release: int) -> None:
        """Wait until the release is there, and print what the whole way took."""
        shows(self.page, f"Datenstand {release} ist veröffentlicht.")
        print(f"{self.n} clicks, {time.monotonic() - self.began:.0f} seconds")
        settled(self.page)

    def _done(self) -> None:
        settled(self.page)
        self.n += 1


def sign(page: Page, author: str, note: str) -> None:
    """Write who publishes, and why, once the page stands still."""
    settled(page)
    page.get_by_label(NAME).fill(author)
    page.get_by_label(NOTE).fill(note)
    page.get_by_label(NOTE).blur()
    settled(page)


def publish(page: Page) -> None:
    page.get_by_role("button", name="Veröffentlichen", exact=True).click()
