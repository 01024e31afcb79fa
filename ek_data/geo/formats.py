"""TopoJSON and GeoJSON taken apart: polygons with their properties, and the lines between them. No third-party code."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

Point = tuple[float, float]
Polyline = tuple[Point, ...]
Polygon = tuple[Polyline, ...]


@dataclass(frozen=True)
class Feature:
    """One area of a file: its layer, its own id, its properties and its polygons (outer ring, then holes).

    `arcs` are the numbers of the lines it is made of; empty for GeoJSON, which does not share lines.
    """

    layer: str
    key: str
    properties: Mapping[str, Any]
    polygons: tuple[Polygon, ...]
    arcs: frozenset[int] = frozenset()


@dataclass(frozen=True)
class BoundaryFile:
    """The areas of a file, the lines they share, and what the file says about itself."""

    features: tuple[Feature, ...]
    lines: tuple[Polyline, ...]
    about: Mapping[str, Any]


def parsed(document: Mapping[str, Any]) -> BoundaryFile:
    """Return the areas of a decoded TopoJSON or GeoJSON document; ValueError if it is neither."""
    match document["type"]:
        case "Topology":
            return _topojson(document)
        case "FeatureCollection":
            features = tuple(_feature(entry) for entry in document["features"] if _is_area(entry.get("geometry")))
            return BoundaryFile(features, (), document)
    raise ValueError("neither TopoJSON nor GeoJSON")


def _is_area(geometry: Mapping[str, Any] | None) -> bool:
    return geometry is not None and geometry["type"] in ("Polygon", "MultiPolygon")


def _parts(geometry: Mapping[str, Any], content: str) -> list[Any]:
    parts: list[Any] = geometry[content]
    return parts if geometry["type"] == "MultiPolygon" else [parts]


def _feature(entry: Mapping[str, Any]) -> Feature:
    polygons = tuple(tuple(_line(ring) for ring in part) for part in _parts(entry["geometry"], "coordinates"))
    return Feature("", str(entry.get("id") or ""), entry.get("properties") or {}, polygons)


def _line(points: list[list[float]]) -> Polyline:
    return tuple((float(point[0]), float(point[1])) for point in points)


def _topojson(document: Mapping[str, Any]) -> BoundaryFile:
    lines = tuple(_decoded(document))
    features = tuple(
        _of_geometry(layer, geometry, lines)
        for layer, collection in document["objects"].items()
        for geometry in collection["geometries"]
        if _is_area(geometry)
    )
    return BoundaryFile(features, lines, document.get("meta") or {})


def _decoded(document: Mapping[str, Any]) -> Iterator[Polyline]:
    """Yield the arcs in degrees. With a transform they are steps on a grid, without one they are degrees already."""
    transform = document.get("transform")
    if transform is None:
        yield from map(_line, document["arcs"])
        return
    (scale_x, scale_y), (west, south) = transform["scale"], transform["translate"]
    for steps in document["arcs"]:
        xs = accumulate(step[0] for step in steps)
        ys = accumulate(step[1] for step in steps)
        yield tuple((x * scale_x + west, y * scale_y + south) for x, y in zip(xs, ys, strict=True))


def _of_geometry(layer: str, geometry: Mapping[str, Any], lines: tuple[Polyline, ...]) -> Feature:
    parts = _parts(geometry, "arcs")
    polygons = tuple(tuple(_joined(ring, lines) for ring in part) for part in parts)
    arcs = frozenset(max(number, ~number) for part in parts for ring in part for number in ring)
    return Feature(layer, str(geometry.get("id") or ""), geometry.get("properties") or {}, polygons, arcs)


def _joined(numbers: list[int], lines: tuple[Polyline, ...]) -> Polyline:
    """Return a ring of its arcs; a complement (~n) stands for arc n backwards, and ends that meet are kept once."""
    pieces = [lines[n] if n >= 0 else lines[~n][::-1] for n in numbers]
    return pieces[0] + tuple(point for piece in pieces[1:] for point in piece[1:])
