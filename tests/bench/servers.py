"""The servers that are measured: the dashboard, and the bare app with Streamlit's defaults or our configuration."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil

from ek_data.settings import ROOT
from tests.store.places import shipped_store

BARE = Path(__file__).parent / "floor" / "bare.py"
DEFAULTS = "bloße App, Vorgaben von Streamlit"
CONFIGURED = "bloße App, unsere Konfiguration"
START_SECONDS = 120


@dataclass(frozen=True)
class Server:
    """A running server: address, process, and the seconds from its start to its first answer."""

    address: str
    process: psutil.Process
    started_in: float

    @property
    def cpu_seconds(self) -> float:
        times = self.process.cpu_times()
        return times.user + times.system

    @property
    def megabytes(self) -> float:
        return self.process.memory_info().rss / 2**20


@contextmanager
def dashboard() -> Iterator[Server]:
    """Run the dashboard with the public data in a new store."""
    with tempfile.TemporaryDirectory() as store:
        command = [sys.executable, "-m", "ek_data.web.app", "--store", shipped_store(Path(store)), "--port"]
        with running(command, ROOT) as server:
            yield server


@contextmanager
def bare(configured: bool = False) -> Iterator[Server]:
    """Run the bare app. It asks nobody outside, also where Streamlit's defaults would."""
    with tempfile.TemporaryDirectory() as folder:
        if configured:
            shutil.copytree(ROOT / ".streamlit", Path(folder) / ".streamlit")
        quiet = ["--browser.gatherUsageStats=false", "--browser.serverAddress=localhost"]
        app = Path(shutil.copy(BARE, folder))
        command = [sys.executable, "-m", "streamlit", "run", str(app), *quiet, "--server.port"]
        with running(command, Path(folder)) as server:
            yield server


@contextmanager
def running(command: Sequence[str], folder: Path) -> Iterator[Server]:
    """Run a server in a folder; the command ends before the port, which is a free one."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    address = f"http://127.0.0.1:{port}"
    environment = os.environ | {"STREAMLIT_SERVER_HEADLESS": "true", "EK_SHARED": "0"}
    started = time.perf_counter()
    server = subprocess.Popen(
        [*command, port], cwd=folder, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _first_answer(address, server)
        yield Server(address, psutil.Process(server.pid), time.perf_counter() - started)
    finally:
        server.terminate()
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def _first_answer(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        if server.poll() is not None:
            raise RuntimeError(f"the server stopped with status {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=30) as answer:
                answer.read()
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise TimeoutError(f"no answer within {START_SECONDS} s")
