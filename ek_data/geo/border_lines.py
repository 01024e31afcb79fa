"""Lines between areas: those of the larger units, drawn strongly, and those inside them.

Within one Land these are its Landkreise and what lies in them. Of several Länder it is Länder and their Landkreise,
and nothing smaller, because that is all that can be seen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from ek_data.geo.formats import Feature, Polyline
from ek_data.geo.regional_key import OF_DISTRICT, OF_LAND, WHOLE, association, district, is_of_district


class FileArea(NamedTuple):
    """An area of a file with its ARS."""

    ars: str
    feature: Feature


class Lines(NamedTuple):
    """The lines inside the larger units, and those of the larger units themselves."""

    inner: tuple[Polyline, ...]
    outer: tuple[Polyline, ...]


def lines_of(units: Sequence[FileArea], shared: Sequence[Polyline]) -> Lines:
    """Return the lines of a file; `shared` are those of which its areas are made, none in GeoJSON."""
    several = len({unit.ars[:OF_LAND] for unit in units}) > 1
    drawn = [unit for unit in units if is_of_district(unit.ars)] if several else []
    group = OF_LAND if several else OF_DISTRICT
    return _shared(drawn or units, shared, group) if shared else _own(drawn or units, group)


def _shared(units: Sequence[FileArea], shared: Sequence[Polyline], group: int) -> Lines:
    """Return each line once. One inside has the same group on both sides, or is no part of the group's own outline."""
    whole = [unit for unit in units if _is_whole(unit.ars, group)]
    outlined = {unit.ars[:group] for unit in whole}
    outlines = {arc for unit in whole for arc in unit.feature.arcs}
    holding = {key for unit in units for key in (district(unit.ars), association(unit.ars)) if key != unit.ars}
    sides: dict[int, list[str]] = defaultdict(list)
    for unit in units:
        for arc in unit.feature.arcs if unit.ars not in holding else ():
            sides[arc].append(unit.ars[:group])
    inner = {
        arc
        for arc, groups in sides.items()
        if len(set(groups)) == 1 and arc not in outlines and (len(groups) > 1 or groups[0] in outlined)
    }
    outer = (sides.keys() | outlines) - inner
    return Lines(tuple(shared[arc] for arc in sorted(inner)), tuple(shared[arc] for arc in sorted(outer)))


def _own(units: Sequence[FileArea], group: int) -> Lines:
    """Return the outlines of areas that share no lines."""
    inner: list[Polyline] = []
    outer: list[Polyline] = []
    for unit in units:
        side = outer if _is_whole(unit.ars, group) else inner
        side.extend(ring for part in unit.feature.polygons for ring in part)
    return Lines(tuple(inner), tuple(outer))


def _is_whole(ars: str, group: int) -> bool:
    return ars == ars[:group].ljust(WHOLE, "0")
