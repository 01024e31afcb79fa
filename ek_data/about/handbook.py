"""The handbook in ``docs/``, cut into texts and pictures so that a page can show it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

from ek_data.settings import ROOT

DOCUMENT = ROOT / "docs" / "handbuch.md"
PICTURE = re.compile(r"^!\[(?P<alt>[^\]]+)\]\((?P<file>[^)]+)\)$", re.MULTILINE)


class Screenshot(NamedTuple):
    """A picture beside the document, and what it shows in words."""

    file: Path
    alt: str


def parts() -> list[str | Screenshot]:
    """Return the handbook below its title: texts in Markdown and pictures, in their order."""
    text = DOCUMENT.read_text(encoding="utf-8").partition("\n")[2]
    found: list[str | Screenshot] = []
    end = 0
    for match in PICTURE.finditer(text):
        found += [text[end : match.start()].strip(), Screenshot(DOCUMENT.parent / match["file"], match["alt"])]
        end = match.end()
    return [part for part in [*found, text[end:].strip()] if part]
