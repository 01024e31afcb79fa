"""Lengths and areas on the sphere, the same wherever a place lies."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from math import asin, cos, hypot, radians, sin, sqrt

from ek_data.geo.formats import Polygon, Polyline

RADIUS_KM = 6371.0


def kilometres(longitude: float, latitude: float, other_longitude: float, other_latitude: float) -> float:
    """Return the distance between two points in degrees as the crow flies."""
    north, other_north = radians(latitude), radians(other_latitude)
    down, across = sin((other_north - north) / 2), sin(radians(other_longitude - longitude) / 2)
    return 2 * RADIUS_KM * asin(hypot(down, sqrt(cos(north) * cos(other_north)) * across))


def area_km2(polygons: Iterable[Polygon]) -> float:
    """Return the area of polygons in degrees, holes left out."""
    rings = [[enclosed(tuple(_equal_area(*point) for point in ring)) for ring in part] for part in polygons]
    return sum(outer - sum(holes) for outer, *holes in rings)


def enclosed(ring: Polyline) -> float:
    """Return the area a ring encloses on a plane, in the unit of its coordinates squared."""
    return abs(sum(x * below - beside * y for (x, y), (beside, below) in pairwise(ring))) / 2


def _equal_area(longitude: float, latitude: float) -> tuple[float, float]:
    return RADIUS_KM * radians(longitude), RADIUS_KM * sin(radians(latitude))
