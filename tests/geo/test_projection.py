from math import cos, dist, radians

import pytest

from ek_data.geo.projection import EARTH_RADIUS_KM, plane

KILOMETRES_PER_DEGREE = radians(1) * EARTH_RADIUS_KM
SOUTHERN_TIP, NORTHERN_TIP = 48.97, 50.94  # of Rheinland-Pfalz
WESTERN_TIP, EASTERN_TIP = 6.11, 8.51


def test_the_origin_is_the_middle_of_the_state() -> None:
    assert plane(7.3, 49.95) == pytest.approx((0, 0), abs=1e-9)


def test_north_is_up_and_east_is_right() -> None:
    assert plane(7.3, 50.5)[1] > 0
    assert plane(8.0, 49.95)[0] > 0


@pytest.mark.parametrize("latitude", [SOUTHERN_TIP, 49.3, 49.95, 50.6, NORTHERN_TIP])
@pytest.mark.parametrize("longitude", [WESTERN_TIP, 7.3, EASTERN_TIP])
def test_lengths_are_right_to_two_hundredths_of_a_percent(longitude: float, latitude: float) -> None:
    step = 0.001
    here = plane(longitude, latitude)
    northward, eastward = plane(longitude, latitude + step), plane(longitude + step, latitude)
    assert dist(here, northward) == pytest.approx(step * KILOMETRES_PER_DEGREE, rel=2e-4)
    assert dist(here, eastward) == pytest.approx(step * KILOMETRES_PER_DEGREE * cos(radians(latitude)), rel=2e-4)
