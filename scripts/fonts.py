"""Fonts: cuts out of Streamlit's two fonts what pages need.

uv run python scripts/fonts.py

Letters beyond `RANGE` come from Streamlit's whole font, which browsers then load as well. Icons are all that are
written as ``:material/…:`` in our code and in Streamlit's. The files keep the notes on copyright and licence, under
other names than the fonts, because the name of the letters is reserved for the whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from streamlit.file_util import get_static_dir

from ek_data.web.fonts import FOLDER, RANGE

ROOT = Path(__file__).parents[1]
STATIC = Path(get_static_dir()) / "static"
ICON = re.compile(r":material/(\w+):")
NAMES, RIGHTS = (1, 4, 6), (0, 7, 13, 14)


def icons() -> set[str]:
    """Return the names of all icons that our code and Streamlit's scripts write."""
    ours = [ROOT / "dashboard.py", *(ROOT / "ek_data").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    files = [*ours, *(STATIC / "js").glob("*.js")]
    return {name for file in files for name in ICON.findall(file.read_text(encoding="utf-8"))}


def ligatures(font: TTFont) -> dict[str, str]:
    """Return the glyph of each icon by its name."""
    letter = {glyph: chr(code) for code, glyph in font.getBestCmap().items()}
    tables = (part for lookup in font["GSUB"].table.LookupList.Lookup for part in lookup.SubTable)
    return {
        "".join(letter[glyph] for glyph in (first, *each.Component)): each.LigGlyph
        for table in (getattr(table, "ExtSubTable", table) for table in tables)
        for first, found in table.ligatures.items()
        for each in found
    }


def cut(font: TTFont, name: str, *, alternates: bool, **wanted: Iterable[object]) -> None:
    """Write the `wanted` part of a font.

    With `alternates` come the glyphs that stand in for others, as figures of one width do.
    """
    options = subset.Options(hinting=False, layout_closure=alternates, name_IDs=[*NAMES, *RIGHTS])
    options.layout_features.append("tnum")
    cutter = subset.Subsetter(options)
    cutter.populate(**wanted)
    cutter.subset(font)
    for record in font["name"].names:
        if record.nameID in NAMES:
            record.string = f"Dashboard {name}"
    font.flavor = "woff2"
    font.save(FOLDER / f"{name}.woff2")
    print(f"{name}: {(FOLDER / f'{name}.woff2').stat().st_size / 1000:.0f} KB")


def main() -> None:
    [letters], [signs] = (
        [TTFont(file, recalcTimestamp=False) for file in (STATIC / "media").glob(f"{name}*.woff2")]
        for name in ("SourceSansVF-Upright", "MaterialSymbols-Rounded")
    )
    bounds = (re.findall(r"[0-9A-F]+", part.removeprefix("U")) for part in RANGE.split(", "))
    codes = [code for first, last in bounds for code in range(int(first, 16), int(last, 16) + 1)]
    cut(letters, "letters", alternates=True, unicodes=codes)
    glyph, names = ligatures(signs), icons()
    cut(signs, "icons", alternates=False, glyphs=[glyph[name] for name in names & {*glyph}], text="".join(names))


if __name__ == "__main__":
    main()
