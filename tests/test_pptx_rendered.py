"""The PowerPoint file as LibreOffice shows it: it opens, with all slides, and nothing of a slide is blank."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from ek_data import boundaries, deck
from ek_data.choice import Choice
from ek_data.dataset import Dataset
from ek_data.demo import demo
from ek_data.folder import load
from ek_data.i18n import GERMAN
from ek_data.pptx_deck import pptx

DATA = Path(__file__).parent.parent / "data"
TOOLS = ("soffice", "pdftoppm")
WHITE = 0.965  # of the pixels: a slide with title, finding and footer alone has more


@pytest.fixture(scope="module")
def tools() -> None:
    """Need LibreOffice and poppler, which nobody has to install for the dashboard; the CI has them."""
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"The CI needs {' and '.join(missing)} to look at the slides.")
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: the slides are looked at in the CI only.")


def long_names(data: Dataset) -> Dataset:
    """Return the data with names that are longer than any real one."""
    longer = "Verbandsgemeinde Altenkirchen-Flammersfeld im Westerwald (Sieg) " + data.municipalities["ars"]
    tables = {**data.tables, "municipalities": data.municipalities.assign(name=longer)}
    return Dataset.of(data.origin, **tables)


DATASETS = {
    "public": lambda: load(DATA),
    "demo": lambda: demo(14),
    "demo of 200": lambda: demo(200, 5600),
    "long names": lambda: long_names(demo(14)),
}


@pytest.mark.parametrize("name", DATASETS)
def test_every_slide_is_drawn(name: str, tools: None, tmp_path: Path) -> None:
    data = DATASETS[name]()
    chosen = Choice(profiles=tuple(data.participants["ars"])[:2])
    areas = boundaries.load(boundaries.locate(DATA))
    made = deck.deck(data, areas, chosen, GERMAN, address="https://dashboard.example.org/bericht")
    (tmp_path / "deck.pptx").write_bytes(pptx(made))
    pages = rendered(tmp_path / "deck.pptx", tmp_path)
    assert len(pages) == len(made.slides)
    for page, slide in zip(pages, made.slides, strict=True):
        assert white_share(page) < WHITE, slide.code


def rendered(file: Path, folder: Path) -> list[Path]:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder), str(file)]
    subprocess.run(convert, check=True, capture_output=True, timeout=180)
    subprocess.run(
        ["pdftoppm", "-r", "30", "-gray", str(file.with_suffix(".pdf")), str(folder / "page")], check=True, timeout=60
    )
    return sorted(folder.glob("page-*.pgm"))


def white_share(page: Path) -> float:
    """Return the share of white pixels of a portable greymap: three words of header, then a byte for each pixel."""
    header, pixels = page.read_bytes().split(b"255\n", 1)
    assert header.startswith(b"P5")
    return pixels.count(b"\xff") / len(pixels)
