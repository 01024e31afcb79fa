"""Without names every page either names nobody or is not shown."""

from __future__ import annotations

import pytest

from ek_data.settings import SHIPPED
from ek_data.ui.navigation import SECTIONS
from tests.dataset.test_anonymise import found
from tests.pages.conftest import Opened, words
from tests.programme import shipped
from tests.selection import each

EXPLAINING = "datenbeschreibung"  # names a municipality as an example of how names are written
ENTRIES = [entry for entries in SECTIONS.values() for entry in entries if entry.address != EXPLAINING]
WITHHELD = "Diese Seite zeigt Namen und Orte."


@pytest.mark.parametrize("entry", each(ENTRIES, {"massnahmen", "praesentation"}, lambda entry: entry.address))
def test_page_names_nobody(opened: Opened, entry) -> None:
    app = opened(entry.script, query={"anonym": "1"}, EK_DATA=str(SHIPPED))
    assert not app.exception
    said = words(app)
    labels = [str(option) for box in app.selectbox for option in box.options]
    assert "Anonymisiert: Buchstaben stehen" in said
    assert found(shipped(), said + "\n".join(labels)) == []
    assert (WITHHELD in said) == entry.names


def test_switch_hides_names_and_brings_them_back(opened: Opened) -> None:
    app = opened("explore/measures.py", EK_DATA=str(SHIPPED))
    assert found(shipped(), words(app))
    app.toggle(key="anonym").set_value(True).run()
    assert found(shipped(), words(app)) == []
    app.toggle(key="anonym").set_value(False).run()
    assert found(shipped(), words(app))
