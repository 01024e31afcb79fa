"""A picture leaves the page as a file that says what it shows, from when, and whose it is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

from ek_data.charts import build
from ek_data.charts.spec import Axis, Row, Spec
from ek_data.i18n import GERMAN
from ek_data.ui.components import drawing
from tests.programme import shipped


def words(*, anonymous: bool = False) -> list[str]:
    """Return every text of the file of one picture, from top to bottom as far as they are words around it."""
    picture = build.adoption_curve(shipped(), None, GERMAN)
    assert picture.spec is not None
    context: Any = SimpleNamespace(lang=GERMAN, whole=shipped(), anonymous=anonymous)
    root = ElementTree.fromstring(drawing.as_file(picture, picture.spec, context))
    return ["".join(text.itertext()) for text in root.iter() if text.get("class") in ("title", "foot")]


def test_file_of_a_picture_says_finding_what_is_counted_sources_and_date() -> None:
    said = " ".join(words())
    picture = build.adoption_curve(shipped(), None, GERMAN)
    assert picture.finding.removesuffix(".") in said
    assert picture.subtitle in said
    assert "Quellen: " in said
    assert said.endswith("Stand 19. November 2025")


def test_file_of_a_view_without_names_names_no_source() -> None:
    assert "Quellen" not in " ".join(words(anonymous=True))


def test_rows_of_the_own_municipality_are_marked_and_a_picture_without_it_stays_as_it_is() -> None:
    spec = Spec("matrix", Axis(0, 1), (), (Row("VG Asbach"), Row("VG Hamm (Sieg)")))
    assert [row.name for row in drawing.with_own(spec, "VG Asbach").rows] == ["★ VG Asbach", "VG Hamm (Sieg)"]
    assert drawing.with_own(spec, "VG Puderbach") is spec
    assert drawing.with_own(spec, "") is spec
