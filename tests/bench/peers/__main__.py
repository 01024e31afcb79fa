"""The dashboard beside pages of other libraries: ``python -m tests.bench.peers [--rounds N]`` prints a table.

Each of the others is one script with three Plotly charts of the same rows, which uv runs in an environment of its own;
nothing of them is among our dependencies. A visit is complete when nothing has changed for a second: neither the
document nor what was loaded. All are visited in turns, so that a busy machine is busy for all of them.
"""

from __future__ import annotations

import argparse
import os
import statistics
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from ek_data.settings import ROOT
from tests.bench.frame import german
from tests.bench.servers import Server, dashboard, running
from tests.browser.conftest import CHROMIUM
from tests.relay import Relay, relay

HERE = Path(__file__).parent
SCRIPT = ["uv", "run", "--quiet", "--no-project", "--script"]
PEERS = {
    "Dash": [*SCRIPT, str(HERE / "dash_page.py")],
    "Vizro": [*SCRIPT, str(HERE / "vizro_page.py")],
    "Panel": [*SCRIPT, str(HERE / "panel_page.py")],
    "Streamlit": [
        *("uv", "run", "--quiet", "--no-project", "--with", "streamlit==1.67.*", "--with", "plotly==7.*"),
        *("streamlit", "run", str(HERE / "streamlit_page.py"), "--browser.gatherUsageStats=false"),
        *("--browser.serverAddress=localhost", "--server.port"),
    ],
}
FLOOR = "Dash"
OURS = ("", "karte", "staffelvergleich", "massnahmen", "veranstaltungen", "foerderung", "steckbrief", "neues")
MAINTAINED = "vollstaendigkeit"
CHARTS = 3
QUIET = 1000  # milliseconds
WATCH = """(() => {
  let last = 0;
  const seen = (time) => { last = Math.max(last, time); };
  new MutationObserver(() => seen(performance.now())).observe(document, { subtree: true, childList: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => seen(entry.responseEnd || entry.startTime)))
    .observe({ type: "resource", buffered: true });
  const inside = (root, selector) => [...root.querySelectorAll(selector)].concat(
    ...[...root.querySelectorAll("*")].filter((each) => each.shadowRoot)
      .map((each) => inside(each.shadowRoot, selector)));
  window.complete = (selector, least, quiet) =>
    inside(document, selector).length >= least && performance.now() - last > quiet && last;
})()"""
DRAWN, RUN = ".main-svg", "[data-testid=stApp][data-test-script-state=notRunning] h1"


class Visit(NamedTuple):
    """Seconds until a page was complete, and megabytes over the wire until then."""

    seconds: float
    megabytes: float


class Place(NamedTuple):
    """One page to visit: server and path, and how many of which elements it shows when it is complete."""

    server: Relay
    path: str
    selector: str
    least: int


def visit(context: BrowserContext, place: Place) -> Visit:
    """Open the page in a new tab and wait until it is complete."""
    tab = context.new_page()
    tab.add_init_script(WATCH)
    before = place.server.received
    tab.goto(f"{place.server.address}/{place.path}", wait_until="commit")
    complete = tab.wait_for_function(
        "([selector, least, quiet]) => window.complete(selector, least, quiet)",
        arg=[place.selector, place.least, QUIET],
        polling=100,
        timeout=60_000,
    )
    seconds = complete.json_value() / 1000
    tab.close()
    return Visit(seconds, (place.server.received - before) / 1e6)


def both_visits(chromium: Browser, place: Place) -> tuple[Visit, Visit]:
    """Visit the page with an empty cache and once more with a full one."""
    context = chromium.new_context(viewport={"width": 1440, "height": 900}, locale="de-DE")
    visits = visit(context, place), visit(context, place)
    context.close()
    return visits


@contextmanager
def servers() -> Iterator[dict[str, tuple[Server, list[Place]]]]:
    """Run all of them, each with the places to visit."""
    os.environ["EK_PEER_DATA"] = str(ROOT / "data")
    with ExitStack() as stack:
        ours = stack.enter_context(dashboard())
        counted = stack.enter_context(relay(ours.address))
        pages = [Place(counted, page, RUN, 1) for page in (*OURS, MAINTAINED)]
        others = {name: stack.enter_context(running(command, HERE)) for name, command in PEERS.items()}
        yield {
            "Dashboard": (ours, pages),
            **{
                name: (peer, [Place(stack.enter_context(relay(peer.address)), "", DRAWN, CHARTS)])
                for name, peer in others.items()
            },
        }


def measured(rounds: int) -> Iterator[tuple[str, float, Visit, Visit]]:
    """Yield for each page its name, the server's memory in megabytes, and the medians of first and second visits."""
    with sync_playwright() as playwright, servers() as all_of_them:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        places = [(name, place) for name, (_server, pages) in all_of_them.items() for place in pages]
        taken: dict[Place, list[tuple[Visit, Visit]]] = {place: [] for _name, place in places}
        for _name, place in places:
            both_visits(chromium, place)  # Chromium and the servers start cold
        for _round in range(rounds):
            for _name, place in places:
                taken[place].append(both_visits(chromium, place))
        for name, place in places:
            server, path = all_of_them[name][0], place.path
            first, second = (
                Visit(*map(statistics.median, zip(*visits, strict=True))) for visits in zip(*taken[place], strict=True)
            )
            yield f"{name}/{path}" if name == "Dashboard" else name, server.megabytes, first, second
        chromium.close()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.peers", description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    found = list(measured(parser.parse_args().rounds))
    floor = next(first.seconds for name, _memory, first, _second in found if name == FLOOR)
    print(f"| Seite | vollständig | neben {FLOOR} | über die Leitung | noch einmal | dabei | Speicher des Servers |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: |")
    for name, memory, first, second in found:
        cells = (
            f"{german(first.seconds)} s",
            f"{german(first.seconds / floor)} ×",
            f"{german(first.megabytes)} MB",
            f"{german(second.seconds)} s",
            f"{german(second.megabytes)} MB",
            f"{german(memory)} MB",
        )
        print(f"| {' | '.join((name, *cells))} |", flush=True)


if __name__ == "__main__":
    main()
