"""The dashboard run without a browser: each page, in each language, on each data set."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from ek_data.auth.upload_quota import Guard
from ek_data.cache import Kept
from ek_data.dataset.filters import FILTERS
from ek_data.store.publisher import Store, open_store
from ek_data.ui import access, cached
from ek_data.ui.filter_bar import FIRST
from ek_data.ui.navigation import HOME, SECTIONS
from tests.store.places import shipped_store

ROOT = Path(__file__).parent.parent.parent

ADDRESSES = {entry.script: entry.address for entries in SECTIONS.values() for entry in entries}
PLACES = Kept(8)
SMALL = re.compile(r":small\[(.*?)\]")  # how the qualifier of a number stands on a card
TAG = re.compile(r"<style.*?</style>|<[^>]*>", re.DOTALL)
Opened = Callable[..., AppTest]


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what was read from more places than a server does: tests look at one after the other."""
    monkeypatch.setattr(cached, "SHARED", PLACES)


@pytest.fixture(autouse=True)
def our_own_server(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pages run as behind our server, whose gate looks at what is sent."""
    monkeypatch.setattr(Guard, "stands", True)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store with the shipped data."""
    return open_store(shipped_store(tmp_path / "store"))


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The visitor is the one who may publish."""
    monkeypatch.setattr(access, "at_this_computer", lambda: True)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Opened:
    """Open a page, with settings as in the environment: ``opened("explore/map.py", EK_DEMO="14")``."""

    def open_page(
        script: str = "", *, language: str = "Deutsch", query: dict[str, str] | None = None, **environment: str
    ):
        for name in ("EK_DATA", "EK_DEMO", "EK_STORE"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=300)
        app.query_params["sprache"] = language
        for name, value in (query or {}).items():
            app.query_params[name] = value
        return at_page(app, script).run()

    return open_page


def unfolded(app: AppTest, key: str) -> AppTest:
    """Open what is folded on a page under this key, as by a click on it."""
    app.session_state[key] = True
    return app.run()


def at_page(app: AppTest, script: str) -> AppTest:
    """Let the app begin with a page, as by its link; without a script with the first of the menu."""
    if script and ADDRESSES[script] != HOME:  # which lies at the root
        app._page_hash = calc_hash(ADDRESSES[script])
    return app


def drawn_filters(app: AppTest) -> set[str]:
    """Return the keys of the filters that are drawn; the period has the key of its first year."""
    keys = {box.key for box in (*app.pills, *app.multiselect, *app.selectbox)}
    return keys & {*(filter_.key for filter_ in FILTERS), FIRST}


def choose_filter(app: AppTest, key: str, *values: object) -> AppTest:
    """Choose the values of a filter, as by hand."""
    [box] = [box for box in (*app.pills, *app.multiselect) if box.key == key]
    return box.set_value(list(values)).run()


def buttons_of_filters(app: AppTest) -> list[str]:
    """Return what the buttons of the filters say."""
    labels = [box.proto.popover.label for box in app.get("popover")]
    return [label.replace("*", "") for label in labels if ": **" in label]


def copied(app: AppTest, name: str) -> str:
    """Return the text to copy that a page calls by this name."""
    [found] = [part.proto for part in app.get("bidi_component") if part.proto.id.endswith(f"-to-copy-{name}")]
    text: str = json.loads(found.json)["text"]
    return text


def words(app: AppTest) -> str:
    """Return everything a page says, as one text."""
    elements = [
        *app.title,
        *app.header,
        *app.subheader,
        *app.markdown,
        *app.caption,
        *app.info,
        *app.warning,
        *app.error,
    ]
    texts = [element.value for element in elements]
    texts += [str(cell) for table in app.table for cell in table.value.to_numpy().ravel()]
    texts += [SMALL.sub(r"\1", f"{metric.label} {metric.value}") for metric in app.metric]
    texts += [unescape(TAG.sub("", html.proto.body)) for html in app.get("html")]
    return "\n".join(texts).replace("\\", "")
