"""Every form that a status may have is drawn in lists, and each as none of the others."""

from __future__ import annotations

import re

from ek_data.figures.overview import NOT_REPORTED
from ek_data.palette import ALL_SYMBOLS, STATUS, Look
from ek_data.programme.model import STATUS_SYMBOLS
from ek_data.ui.components.figures import sample
from ek_data.ui.frame.marks import CUT, MARKS

SQUARES = {"square", "square-half", "square-x"}  # by their border, and so is the circle


def test_every_form_has_a_rule_of_its_own() -> None:
    forms = {symbol.removesuffix("-open") for symbol in (*ALL_SYMBOLS, *STATUS_SYMBOLS.values())}
    assert forms - SQUARES - {"circle"} == CUT.keys()
    assert len(set(re.findall(r"clip-path: polygon\((.*)\)", MARKS))) == len(CUT)


def test_status_drawn_as_a_circle_is_no_dot_for_what_is_not_reported() -> None:
    assert sample(Look(STATUS, "circle")) != sample(NOT_REPORTED)
    assert 'class="circle"' in sample(Look(STATUS, "circle"))
