"""What a map of all Germany costs in the browser, beside one of a single Land with the same municipalities on it."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from playwright.sync_api import Browser, sync_playwright

from ek_data.geo import boundaries
from ek_data.settings import ROOT, SHIPPED
from tests.bench.frame import Aim, Measured, Row
from tests.bench.servers import running
from tests.browser.conftest import CHROMIUM, settled

NAME = "maps"
MORE = 0.1  # seconds that Germany may take longer
ROWS = (
    Row("map_land", "Karte vor einem Land: Rechenzeit im Browser", "s"),
    Row("map_germany", "Dieselbe Karte vor ganz Deutschland: Rechenzeit im Browser", "s"),
    Row("map_more", "Ganz Deutschland länger als ein Land", "s", aims=(Aim(MORE),)),
)
GERMANY = ROOT / "tests" / "programmes" / "smart_cities" / "grenzen.topojson"


def before_germany(folder: Path) -> Path:
    """Return a folder with the public data whose boundaries are theirs within those of all Germany."""
    for file in (*SHIPPED.glob("*.csv"), SHIPPED / "programm.toml"):
        shutil.copy(file, folder)
    land, germany = (json.loads(file.read_text("utf-8")) for file in (boundaries.locate(SHIPPED), GERMANY))
    [own] = land["objects"]["land"]["geometries"]
    arcs = _in_degrees(land)
    for layer, held in germany["objects"].items():
        others = [each for each in held["geometries"] if not each["id"].startswith(own["id"])]
        land["objects"][layer]["geometries"] += [each | {"arcs": _behind(len(arcs), each["arcs"])} for each in others]
    land |= {"transform": None, "arcs": [*arcs, *_in_degrees(germany)]}
    (folder / "grenzen.topojson").write_text(json.dumps(land), "utf-8")
    return folder


def _in_degrees(document: Any) -> list[list[list[float]]]:
    """Return the lines of a TopoJSON, which are steps on a grid, in degrees."""
    scale, origin = np.array(document["transform"]["scale"]), np.array(document["transform"]["translate"])
    return [(np.cumsum(steps, axis=0) * scale + origin).tolist() for steps in document["arcs"]]


def _behind(n: int, arcs: Any) -> Any:
    """Return the numbers of lines, in lists of lists, where `n` others stand before them; one below 0 is backwards."""
    if isinstance(arcs, list):
        return [_behind(n, each) for each in arcs]
    return arcs + n if arcs >= 0 else arcs - n


def computed(chromium: Browser, address: str) -> float:
    """Return the seconds that the main thread of the browser works until the map has settled, in a new profile."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE")
    tab = context.new_page()
    session = context.new_cdp_session(tab)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})  # time of the processor, on a busy machine too
    tab.goto(f"{address}/karte")
    settled(tab)
    tab.wait_for_selector("svg path")
    metrics = {each["name"]: each["value"] for each in session.send("Performance.getMetrics")["metrics"]}
    context.close()
    return float(metrics["TaskDuration"])


def measure(tiny: bool) -> Iterator[Measured]:
    """Open both maps in turns, each once before it counts."""
    rounds = 1 if tiny else 15
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        command = [sys.executable, "-m", "ek_data.web.app", "--data"]
        land = running([*command, str(SHIPPED), "--port"], ROOT)
        germany = running([*command, str(before_germany(Path(folder))), "--port"], ROOT)
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        with land as one, germany as all_of_it:
            taken = [[computed(chromium, server.address) for server in (one, all_of_it)] for _n in range(rounds + 1)]
        chromium.close()
    of_land, of_germany = (statistics.median(values) for values in zip(*taken[1:], strict=True))
    yield Measured("map_land", of_land)
    yield Measured("map_germany", of_germany)
    yield Measured("map_more", of_germany - of_land)
