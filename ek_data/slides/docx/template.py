"""The Word template of the minutes, whose parts lie as XML beside this module, so that they can be read and compared.

Styles have the names that Word knows, so that it shows them in its own language and an office's template can change
them. The one that python-docx ships breaks the schema.
"""

from __future__ import annotations

import io
import zipfile
from functools import cache
from pathlib import Path
from typing import Any

from docx import Document

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PARTS = Path(__file__).parent / "template"
LANGUAGES = {"de": "de-DE", "en": "en-GB"}
PICTURE, NOTE, CELL, TABLE = "Bild", "Hinweis", "Zelle", "Zahlen"  # styles of our own


def template(language: str) -> Any:
    """Return an empty document whose words are checked in a language."""
    document = Document(io.BytesIO(_archive()))
    for element in document.styles.element.iter(f"{W}lang"):
        element.set(f"{W}val", LANGUAGES[language])
    return document


@cache
def _archive() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in sorted(file for file in PARTS.rglob("*") if file.is_file()):
            archive.write(part, part.relative_to(PARTS).as_posix())
    return content.getvalue()
