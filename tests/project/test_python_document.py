"""What docs/python.md shows runs as it stands there, without Streamlit."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
from pathlib import Path

import pytest

import ek_data
from ek_data.maps.indicators import INDICATORS
from tests.store.places import shipped_store

ROOT = Path(__file__).parents[2]
EXAMPLES = re.findall(r"```python\n(.*?)```", (ROOT / "docs" / "python.md").read_text("utf-8"), re.DOTALL)
WITHOUT_STREAMLIT = "import sys\nassert 'streamlit' not in sys.modules, 'Streamlit was imported'\n"


@pytest.mark.full
def test_every_example_runs_and_none_needs_streamlit(tmp_path: Path) -> None:
    assert len(EXAMPLES) >= 5
    (tmp_path / "data").symlink_to(ROOT / "data")
    for number, example in enumerate(EXAMPLES):
        file = tmp_path / f"example_{number}.py"
        file.write_text(example + WITHOUT_STREAMLIT, "utf-8")
    every = "\n".join(f"runpy.run_path('example_{number}.py')" for number in range(len(EXAMPLES)))
    run = subprocess.run([sys.executable, "-c", f"import runpy\n{every}"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    assert (tmp_path / "kurve.html").stat().st_size > 100_000


def test_every_public_name_is_there() -> None:
    assert [name for name in ek_data.__all__ if getattr(ek_data, name, None) is None] == []
    with pytest.raises(AttributeError, match="nobody"):
        _ = ek_data.nobody  # type: ignore[attr-defined]


def test_folder_and_store_give_the_same_tables(tmp_path: Path) -> None:
    store = shipped_store(tmp_path / "store")
    folder, first = ek_data.load(ROOT / "data"), ek_data.load(store, release=1)
    assert (folder.release, first.release) == (None, 1)
    assert {name: len(rows) for name, rows in first.tables.items()} == {
        name: len(rows) for name, rows in folder.tables.items()
    }


def test_name_that_no_picture_has_is_told_with_all_there_are() -> None:
    with pytest.raises(ek_data.Fault) as told:
        ek_data.load(ROOT / "data").picture("adoption")
    assert "adoption_curve" in told.value.sentence(ek_data.GERMAN)


@pytest.mark.full
def test_every_picture_is_made_of_the_shipped_data() -> None:
    programme = ek_data.load(ROOT / "data", lang=ek_data.ENGLISH)
    options = {
        "adoption_curve": {"category": None},
        "event_ribbon": {"today": dt.date(2026, 11, 29), "outside": False},
        "funding": {"year": None},
        **{key: {"ars": "073320025025"} for key in ("distribution", "journey")},
        "municipality_map": {"indicator": next(iter(INDICATORS))},
    }
    rows = {
        name: {"rows": slice(0, 9)}
        for name in ("progress_matrix", "progress_below_strip", "measure_timeline", "completeness")
    }
    findings = {
        name: programme.picture(name, **options.get(name, rows.get(name, {}))).finding for name in ek_data.PICTURES
    }
    assert len(findings) > 10
    assert [name for name, finding in findings.items() if not finding] == []


def test_place_without_data_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ek_data.Fault) as refused:
        ek_data.load(tmp_path / "nowhere")
    assert str(tmp_path / "nowhere") in refused.value.sentence(ek_data.GERMAN)
