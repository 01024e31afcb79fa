"""Started with Streamlit's own command, without our server in front: everything is to be seen, nothing can be sent."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from ek_data.settings import ROOT
from tests.browser.conftest import free_port, in_menu, settled, shows, wait_for
from tests.store.places import shipped_store

pytestmark = pytest.mark.full


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[str]:
    port = free_port()
    command = [sys.executable, "-m", "streamlit", "run", "dashboard.py", "--server.port", str(port)]
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true", "EK_STORE": shipped_store(tmp_path / "store")}
    server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    try:
        wait_for(f"http://127.0.0.1:{port}/_stcore/health", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.terminate()
        server.communicate(timeout=20)


def test_without_the_gate_nothing_can_be_sent(bare: str, tab: Page) -> None:
    tab.goto(bare)
    settled(tab)
    expect(tab.locator(".st-key-tile-participants dd").first).to_have_text("14")
    in_menu(tab, "/aktualisieren").click()
    shows(tab, "nicht mit seinem eigenen Server gestartet")
    settled(tab)
    expect(tab.locator("input[type=file]")).to_have_count(0)
