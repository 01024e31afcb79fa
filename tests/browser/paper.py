"""A page on paper: which words stand there, and how well each can be read on its ground."""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from html import unescape
from pathlib import Path

import numpy as np
from playwright.sync_api import Page

TOOLS = ("pdftoppm", "pdftotext")
PAGE = re.compile(r"<page.*?</page>", re.DOTALL)
WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')


@dataclass(frozen=True)
class Word:
    """One word on paper, with the contrast between the darkest and the lightest pixel of its box."""

    page: int
    text: str
    contrast: float


def printed(page: Page, folder: Path, *, backgrounds: bool) -> list[Word]:
    """Return the words of the page on paper."""
    paper = folder / "paper.pdf"
    page.pdf(path=paper, prefer_css_page_size=True, print_background=backgrounds)
    subprocess.run(["pdftoppm", "-r", "72", "-gray", paper, folder / "page"], check=True, timeout=60)
    told = subprocess.run(["pdftotext", "-bbox", paper, "-"], check=True, capture_output=True, text=True, timeout=60)
    pictures = sorted(folder.glob("page-*.pgm"))
    return [
        Word(number, unescape(text), contrast(picture, *map(float, box)))
        for number, (words, picture) in enumerate(
            zip(PAGE.findall(told.stdout), map(pixels, pictures), strict=True), start=1
        )
        for *box, text in WORD.findall(words)
    ]


def pixels(picture: Path) -> np.ndarray:
    """Return the brightness of a portable greymap by row and column: three words of header, then a byte each."""
    header, content = picture.read_bytes().split(b"255\n", 1)
    width, height = map(int, header.split()[1:3])
    return np.frombuffer(content, np.uint8).reshape(height, width) / 255


def contrast(picture: np.ndarray, left: float, top: float, right: float, bottom: float) -> float:
    """Return the contrast after WCAG between the darkest and the lightest pixel of a box."""
    box = picture[int(top) : int(bottom) + 1, int(left) : int(right) + 1]
    dark, light = (((grey + 0.055) / 1.055) ** 2.4 for grey in (box.min(), box.max()))
    return float((light + 0.05) / (dark + 0.05))
