"""A row of units below a header: “Anzahl”, “€”, “TT.MM.JJJJ”. It says how to fill in the columns and is no data."""

from __future__ import annotations

import re

from ek_data.reading.values import TextRow, is_value

_KINDS = r"(?:frei|kurz)?text|string|date|datum|uhrzeit|url|link|ja ?/ ?nein|(?:auswahl)?liste|auswahl|dropdown"
_COUNTS = r"anzahl|(?:ganze )?zahl|number|nummer|nr\.?|integer|int|stück|stk\.?|personen|pers\.?|einwohner|einw\.?|ew"
_MEASURES = r"€|eur|euro|t€|teur|tsd\.? ?€|%|prozent|km²|km2|qkm|m²|ha|grad|°|jahr|jahreszahl|jjjj|yyyy"
_DUTIES = r"pflicht(?:feld|angabe)?|optional|freiwillig"
_UNIT = re.compile(
    rf"[(\[]?(?:in )?(?:{_KINDS}|{_COUNTS}|{_MEASURES}|{_DUTIES}|[tdmjy]{{1,4}}(?:[./-][tdmjy]{{1,4}}){{1,2}})[)\]]?"
    r"|\([^0-9]*\)|\[[^0-9]*\]",
    re.IGNORECASE,
)


def says_units(row: TextRow) -> bool:
    """Whether most of what a row holds are words for units or kinds of values, and none of it is a value."""
    cells = [cell.strip() for cell in row if cell.strip()]
    units = sum(_UNIT.fullmatch(cell) is not None for cell in cells)
    return 2 * units > len(cells) and not any(map(is_value, cells))
