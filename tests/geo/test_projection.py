from itertools import product
from math import cos, dist, radians

import pytest

from ek_data.geo.formats import Point
from ek_data.geo.projection import Projection
from ek_data.geo.sphere import RADIUS_KM

KILOMETRES_PER_DEGREE = radians(1) * RADIUS_KM
RHEINLAND_PFALZ: tuple[Point, Point] = (6.11, 48.97), (8.51, 50.94)  # south-western and north-eastern corner
GERMANY: tuple[Point, Point] = (5.87, 47.27), (15.04, 55.06)


def test_parallels_and_meridian_follow_from_what_is_drawn() -> None:
    assert Projection.fitting(RHEINLAND_PFALZ) == Projection(49.3, 50.6, 7.3)
    assert Projection.fitting(GERMANY) == Projection(48.6, 53.8, 10.5)


def test_the_origin_is_the_middle() -> None:
    assert Projection(49.3, 50.6, 7.3).plane(7.3, 49.95) == pytest.approx((0, 0), abs=1e-9)


def test_north_is_up_and_east_is_right() -> None:
    plane = Projection.fitting(GERMANY).plane
    assert plane(10.5, 54)[1] > plane(10.5, 50)[1]
    assert plane(12, 50)[0] > plane(9, 50)[0]


@pytest.mark.parametrize(("corners", "wrong_by"), [(RHEINLAND_PFALZ, 2e-4), (GERMANY, 2e-3)])
def test_lengths_are_right_everywhere(corners: tuple[Point, Point], wrong_by: float) -> None:
    (west, south), (east, north) = corners
    plane, step = Projection.fitting(corners).plane, 0.001
    for longitude, latitude in product((west, (west + east) / 2, east), (south, (south + north) / 2, north)):
        here = plane(longitude, latitude)
        northward, eastward = plane(longitude, latitude + step), plane(longitude + step, latitude)
        assert dist(here, northward) == pytest.approx(step * KILOMETRES_PER_DEGREE, rel=wrong_by)
        assert dist(here, eastward) == pytest.approx(
            step * KILOMETRES_PER_DEGREE * cos(radians(latitude)), rel=wrong_by
        )


def test_a_single_point_can_be_drawn() -> None:
    assert Projection.fitting([(13.4, 52.5)]).plane(13.4, 52.5) == pytest.approx((0, 0), abs=1e-9)
