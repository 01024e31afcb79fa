"""Write every output of the shipped data into a folder, so that two versions of the code can be compared.

``uv run python scripts/outputs.py DIR`` with each version, then ``diff -r``. Files of Office are written unpacked, so
that a difference can be read; what changes with the day stands at a day of its own.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import sys
import zipfile
from pathlib import Path

from ek_data import i18n
from ek_data.about import accessibility, glossary
from ek_data.charts.drawers.file import NoPicture
from ek_data.exports.figures_json import as_json, figures_document, figures_schema
from ek_data.exports.pictures import PictureFile, codes, picture_file
from ek_data.exports.public import FILES, FileRequest
from ek_data.exports.spreadsheet import xlsx_bytes
from ek_data.exports.template import template
from ek_data.geo import boundaries
from ek_data.i18n import LANGUAGES, Language
from ek_data.settings import SHIPPED, Operator
from ek_data.slides.deck import deck
from ek_data.slides.docx import file as docx
from ek_data.slides.html import document
from ek_data.slides.options import SLIDES, Choice
from ek_data.slides.pptx import file as pptx
from ek_data.store.data_sources import load
from ek_data.tables import TABLES, dictionary

DAY = dt.date(2026, 11, 1)
MOMENT = "docProps/core.xml"  # says when the file was written
SINCE = dt.date(2025, 4, 1)


def main(folder: Path) -> None:
    """Write all outputs in both languages."""
    i18n.today = lambda: DAY
    dataset, areas = load(SHIPPED), boundaries.load(boundaries.locate(SHIPPED))
    keep(folder / "figures.json", text(as_json(dataset)))
    keep(folder / "figures.schema.json", text(figures_schema()))
    keep(folder / "zahlen.md", figures_document().encode())
    keep(folder / "tabellen.md", dictionary.as_markdown().encode())
    for code in LANGUAGES:
        lang, into = Language(code), folder / code
        keep(into / "glossary.txt", "\n".join(map(str, glossary.explained(lang))).encode())
        keep(into / "accessibility.txt", accessibility.introduction(Operator(), lang).encode())
        for name, file in FILES.items():
            keep(into / "public" / (name or "index.html"), file.content(dataset, FileRequest("", None, lang)))
        unpacked(into / "export", xlsx_bytes(dataset, lang))
        for table in TABLES:
            unpacked(into / f"template-{table.name}", template(table, dataset, lang))
        whose = tuple(dataset.participants["ars"])
        choice = Choice.of(tuple(SLIDES), whose[:3], SINCE, language=code)
        made = deck(dataset, areas, choice, lang)
        keep(into / "deck.html", document.html(made))
        unpacked(into / "pptx", pptx.pptx(made))
        unpacked(into / "docx", docx.docx(made))
        for name in codes():
            asked = PictureFile.of(f"{name}.svg", {"kommune": [whose[0]], "seit": [str(SINCE)]})
            try:
                keep(into / "pictures" / f"{name}.svg", picture_file(asked, dataset, areas, lang))
            except NoPicture as fault:
                keep(into / "pictures" / f"{name}.txt", fault.sentence(lang).encode())


def text(content: object) -> bytes:
    """Return `content` as JSON to read."""
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def keep(file: Path, content: bytes) -> None:
    """Write a file, with its folder."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def unpacked(folder: Path, content: bytes) -> None:
    """Write what is in a zip file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            if name != MOMENT:
                keep(folder / name, archive.read(name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
