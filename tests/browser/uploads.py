"""A file of measures with mistakes that a page offers to mend, and how somebody drops it there."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import settled

HEADER = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg"
MISTAKES = (
    "M900;Gemeinde Hasloch;2024;Padlet;Padlet der Vereine;umgesetzt;Programm;belegt",  # a name to suggest
    "M901;Gemeinde Haßloch;2024;Padlet;Schwarzes Brett;umgesezt;Programm;belegt",  # an option to suggest
    "M902;Gemeinde Haßloch;zwanzig;Padlet;Aushang;umgesetzt;Programm;belegt",  # nobody knows what was meant
)
MENDED = (*MISTAKES[:2], MISTAKES[2].replace("zwanzig", "2024"))


def drop(page: Page, *rows: str) -> None:
    content = "\r\n".join([HEADER, *rows]).encode("cp1252")
    page.set_input_files("input[type=file]", {"name": "massnahmen.csv", "mimeType": "text/csv", "buffer": content})
    checked, asked = page.get_by_role("heading", name="3. Prüfung"), page.get_by_role("button", name="Ersetzen")
    expect(checked.or_(asked).first).to_be_visible()  # a file of the same name is asked about first
    settled(page)


def visit(page: Page, address: str) -> None:
    page.goto(address)
    settled(page)
