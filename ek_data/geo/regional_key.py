"""Regional key: what the digits of an Amtlicher Regionalschlüssel (ARS) say, in any Land of Germany.

Two digits name the Land, one the Regierungsbezirk, two the Kreis, four the association (0 first: none), three the
municipality. A Landkreis or kreisfreie Stadt has zeros from the sixth digit on, an association from the tenth.

Who has no such key, a cooperation or a region, has a code of its own instead: "x-kiel-region". It tells no nesting.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

LAENDER = tuple(f"{number:02}" for number in range(1, 17))
OF_LAND, OF_DISTRICT, OF_ASSOCIATION, WHOLE = 2, 5, 9, 12  # leading digits
OWN_BEGINS = "x"
OWN = rf"{OWN_BEGINS}(-[a-z0-9]+)+"
ANY = rf"\d{{{WHOLE}}}|{OWN}"
AGS = 8  # of a municipality without its association
LENGTHS = (OF_DISTRICT, AGS, OF_ASSOCIATION, WHOLE)


def is_own(key: str) -> bool:
    """Return whether a key is a code of its own in place of an official one."""
    return key.startswith(OWN_BEGINS)


def listed(text: object) -> tuple[str, ...]:
    """Return the keys that stand one after the other in a cell, none for an empty one."""
    return tuple(re.findall(rf"\d{{{WHOLE}}}", text)) if isinstance(text, str) else ()


def twelve_digits(key: str) -> str:
    """Return the ARS (12 digits) of a key of 5 (Landkreis), 8 (AGS), 9 (association or free municipality) or 12.

    An AGS does not say to which association a municipality belongs, so it is taken for a free one.
    """
    if len(key) == AGS:
        return f"{key[:5]}0{key[5:]}{key[5:]}"
    free = len(key) == OF_ASSOCIATION and key[OF_DISTRICT] == "0"
    return key + key[6:] if free else key.ljust(WHOLE, "0")


def shorter(ars: str) -> tuple[str, ...]:
    """Return the shorter official keys of a municipality; an association has no AGS, and who has no key has none."""
    if is_own(ars):
        return ()
    if is_of_district(ars):
        return (ars[:OF_DISTRICT], ars[:OF_DISTRICT] + "000")
    if ars.endswith("000"):
        return (ars[:OF_ASSOCIATION],)
    return (ars[:OF_ASSOCIATION], ars[:OF_DISTRICT] + ars[OF_ASSOCIATION:])


def is_of_district(ars: str) -> bool:
    """Return whether a key is that of a whole Landkreis or a kreisfreie Stadt."""
    return ars.endswith("0" * (WHOLE - OF_DISTRICT))


def district(ars: str) -> str:
    """Return the key of the Landkreis or kreisfreie Stadt in which an area lies, its own if it is one."""
    return ars[:OF_DISTRICT].ljust(WHOLE, "0")


def association(ars: str) -> str:
    """Return the key of the association to which a municipality would belong."""
    return ars[:OF_ASSOCIATION].ljust(WHOLE, "0")


def readings(digits: str, laender: Collection[str]) -> list[str]:
    """Return what digits may be in these Länder: a key of one of the lengths in use, with a leading zero if it is lost.

    Eight digits can be both, because the AGS of one Land may look like a key of another whose zero is lost.
    """
    return [
        key for key in (digits, "0" + digits) if len(key) in LENGTHS and key.isdecimal() and key[:OF_LAND] in laender
    ]


def beginnings(laender: Iterable[str]) -> str:
    """Return the beginnings of keys in words of any language: "07", "01, 03", "01–16"."""
    numbers = sorted(laender)
    first, last = numbers[0], numbers[-1]
    together = len(numbers) > 2 and len(numbers) == int(last) - int(first) + 1
    return f"{first}–{last}" if together else ", ".join(numbers)


def form(laender: Iterable[str]) -> str:
    """Return a regular expression of the keys of these Länder."""
    numbers = "|".join(sorted(laender))
    return (f"({numbers})" if "|" in numbers else numbers) + rf"\d{{{WHOLE - OF_LAND}}}"
