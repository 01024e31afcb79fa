"""A programme that declares the least: one status, no role of an event, no key fact that is counted, one cohort."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ek_data.exports import spreadsheet
from ek_data.programme import parsing
from ek_data.programme.current import using
from ek_data.programme.parsing import FILE_NAME
from ek_data.ui.navigation import SECTIONS
from tests.pages.conftest import Opened, opened, words  # noqa: F401
from tests.programme import measure, municipality, programme

LISTS = {
    "categories": '{ code = "walking_football", de = "Walking Football", en = "Walking football" }',
    "statuses": '{ code = "runs", de = "läuft", en = "runs", roles = ["started", "done"] }',
    "event_types": '{ code = "tournament", de = "Turnier", en = "Tournament" }',
    "metrics": '{ code = "other", de = "Sonstige Angabe", en = "Other" }',
}
SCRIPTS = [entry.script for entries in SECTIONS.values() for entry in entries]
USUAL = ("explore/events.py", "explore/cohorts.py", "explore/overview.py")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    text = parsing.new().text
    for name, line in LISTS.items():
        text = re.sub(rf"^{name} = \[.*?^\]", f"{name} = [\n  {line},\n]", text, flags=re.M | re.S)
    made: Path = tmp_path_factory.mktemp("sparse")
    (made / FILE_NAME).write_text(text, "utf-8")
    event = {"event_id": "V1", "type": "tournament", "title": "Turnier", "starts_on": "2025-07-05", "status": "held"}
    more = {"starts_on_precision": "day", "relation": "programme", "certainty": "sourced", "cohort": 2025}
    with using(parsing.read(text.encode())):
        member = municipality("073395006000", 2025, kind="municipality", certainty="sourced")
        rows = [measure("073395006000", "runs", category="walking_football", cohort=2025)]
        data = programme([member], rows, [{**event, **more}])
        spreadsheet.write_folder(data, made)
    return made


@pytest.mark.parametrize(
    "script", [pytest.param(each, marks=[] if each in USUAL else pytest.mark.night) for each in SCRIPTS]
)
@pytest.mark.usefixtures("opened")
def test_every_page_of_the_least_programme_opens(opened: Opened, folder: Path, script: str) -> None:  # noqa: F811
    app = opened(script, EK_DATA=str(folder), language="English")
    assert not app.exception
    assert "could not be shown" not in words(app)
    assert "from the kick-off meeting" not in words(app)
    assert "onference" not in words(app)
