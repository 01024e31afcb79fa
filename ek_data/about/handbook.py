"""The handbook in ``docs/``, cut into headings, texts and pictures so that a page can show it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ek_data.settings import ROOT
from ek_data.text import anchor

DOCUMENT = ROOT / "docs" / "handbuch.md"
CUT = re.compile(r"^(?:!\[(?P<alt>[^\]]+)\]\((?P<file>[^)]+)\)|(?P<level>##+) (?P<title>.+))$", re.MULTILINE)


class Screenshot(NamedTuple):
    """A picture beside the document, and what it shows in words."""

    file: Path
    alt: str


class Heading(NamedTuple):
    """A heading of level 2 or 3, and its name in links."""

    title: str
    level: int

    @property
    def anchor(self) -> str:
        return anchor(self.title)


Part = str | Screenshot | Heading


def parts() -> list[Part]:
    """Return the handbook below its title: headings, texts in Markdown and pictures, in their order."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("\n")[2]
    found: list[Part] = []
    end = 0
    for match in CUT.finditer(text):
        found += [text[end : match.start()].strip(), _part(match)]
        end = match.end()
    return [part for part in [*found, text[end:].strip()] if part]


def headings() -> list[Heading]:
    """Return the headings of the handbook in their order."""
    return [part for part in parts() if isinstance(part, Heading)]


def _part(match: re.Match[str]) -> Part:
    if match["title"]:
        return Heading(match["title"], len(match["level"]))
    return Screenshot(DOCUMENT.parent / match["file"], match["alt"])
