"""The PowerPoint file as LibreOffice shows it: it opens, with all slides, and nothing of a slide is blank."""

from __future__ import annotations

import subprocess
from functools import cache
from pathlib import Path

import pytest

from ek_data.dataset.dataset import Dataset
from ek_data.slides.options import Choice
from tests.decks import DEMO, PUBLIC, large, made, powerpoint
from tests.office import need

pytestmark = pytest.mark.full

TOOLS = ("soffice", "pdftoppm")
WHITE = 0.965  # of the pixels: a slide with title, finding and footer alone has more


def long_names(data: Dataset) -> Dataset:
    """Return the data with names that are longer than any real one."""
    longer = "Verbandsgemeinde Altenkirchen-Flammersfeld im Westerwald (Sieg) " + data.municipalities["ars"]
    tables = {**data.tables, "municipalities": data.municipalities.assign(name=longer)}
    return Dataset.of(data.origin, **tables)


DATASETS = {
    "public": lambda: PUBLIC,
    "demo": lambda: DEMO,
    "demo-of-200": large,
    "long-names": cache(lambda: long_names(DEMO)),
}
ADDRESS = "https://dashboard.example.org/bericht"


def asked(name: str) -> tuple[Dataset, Choice]:
    data = DATASETS[name]()
    return data, Choice.of(profiles=tuple(data.participants["ars"])[:2])


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder with all decks as LibreOffice draws them, which takes its time to start only once."""
    need(*TOOLS)
    folder = tmp_path_factory.mktemp("rendered")
    for name in DATASETS:
        (folder / f"{name}.pptx").write_bytes(powerpoint(*asked(name), address=ADDRESS))
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    convert = ["soffice", "--headless", profile, "--convert-to", "pdf", "--outdir", str(folder)]
    decks = sorted(map(str, folder.glob("*.pptx")))
    subprocess.run([*convert, *decks], check=True, capture_output=True, timeout=600)
    return folder


@pytest.mark.parametrize("name", DATASETS)
def test_every_slide_is_drawn(name: str, rendered: Path) -> None:
    slides = made(*asked(name), address=ADDRESS).slides
    pages = drawn(rendered / f"{name}.pdf")
    assert len(pages) == len(slides)
    for page, slide in zip(pages, slides, strict=True):
        assert white_share(page) < WHITE, slide.code


def drawn(file: Path) -> list[Path]:
    subprocess.run(["pdftoppm", "-r", "30", "-gray", str(file), str(file.with_suffix(""))], check=True, timeout=60)
    return sorted(file.parent.glob(f"{file.stem}-[0-9]*.pgm"))


def white_share(page: Path) -> float:
    """Return the share of white pixels of a portable greymap: three words of header, then a byte for each pixel."""
    header, pixels = page.read_bytes().split(b"255\n", 1)
    assert header.startswith(b"P5")
    return pixels.count(b"\xff") / len(pixels)
