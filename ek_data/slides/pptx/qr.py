"""A QR code as native shapes: a white square and one freeform, sharp at any size."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from ek_data.i18n import Language
from ek_data.slides.pptx.geometry import Box
from ek_data.slides.pptx.shapes import Colour, Group, Ring, stroke
from ek_data.slides.qr import qr_code

QUIET = 4  # modules of white around the code, as its standard demands


def draw_code(shapes: Any, address: str, box: Box, lang: Language) -> None:
    """Draw the code of `address` as the largest square in `box`, unless the address is too long for one."""
    code = qr_code(address)
    if code is None:
        return
    modules = [bytes(row) for row in code.matrix]
    square = box.square()
    scale = square.width / (len(modules) + 2 * QUIET)
    group = Group(shapes, lang("QR code"), lang("QR code with the address {address}", address=address), square)
    group.rectangle(lang("White background"), "", square, Colour("FFFFFF").fill + stroke(None))
    rings = [ring for row, line in enumerate(modules) for ring in _dark(line, row)]
    origin = square.x + round(QUIET * scale), square.y + round(QUIET * scale)
    group.freeform(lang("QR code"), address, rings, origin, scale, Colour("000000").fill + stroke(None))


def _dark(line: bytes, row: int) -> list[Ring]:
    """Return one rectangle for each run of dark modules in a line."""
    rings: list[Ring] = []
    column = 0
    for dark, run in groupby(line):
        end = column + len(list(run))
        if dark:
            rings.append(((column, row), (end, row), (end, row + 1), (column, row + 1), (column, row)))
        column = end
    return rings
