"""A picture on a page marks the municipality that the reader calls their own."""

from __future__ import annotations

from ek_data.charts.spec import Axis, Row, Spec
from ek_data.ui.components import drawing


def test_rows_of_the_own_municipality_are_marked_and_a_picture_without_it_stays_as_it_is() -> None:
    spec = Spec("matrix", Axis(0, 1), (), (Row("VG Asbach"), Row("VG Hamm (Sieg)")))
    assert [row.name for row in drawing.with_own(spec, "VG Asbach").rows] == ["★ VG Asbach", "VG Hamm (Sieg)"]
    assert drawing.with_own(spec, "VG Puderbach") is spec
    assert drawing.with_own(spec, "") is spec
