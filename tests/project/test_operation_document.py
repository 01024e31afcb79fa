"""The commands of docs/betrieb.md for backup, moving, removing, upgrade and the way back run as they are written."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from ek_data.store.publisher import Store, make_store, open_store
from tests.store.rows import said, saying

ROOT = Path(__file__).parent.parent.parent
DOCUMENT = (ROOT / "docs" / "betrieb.md").read_text(encoding="utf-8")


def commands(section: str) -> list[str]:
    """Return the blocks of commands of a section."""
    [text] = re.findall(rf"^## {section}\n(.*?)(?=^## |\Z)", DOCUMENT, re.MULTILINE | re.DOTALL)
    return re.findall(r"^```\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


class Machine:
    """A server in a folder: the checkout, the store and its backup, and what systemd and uv were told."""

    def __init__(self, root: Path) -> None:
        self.root, self.checkout, self.asked = root, root / "opt" / "dashboard", root / "asked"
        for name in ("sicherung", "var/lib/dashboard", "etc/dashboard", "bin"):
            (root / name).mkdir(parents=True)
        (root / "etc" / "dashboard" / "dashboard.env").write_text("EK_STORE=/var/lib/dashboard/store\n")
        self._script(root / "bin" / "systemctl", f'echo "systemctl $@" >> {self.asked}')
        self.store = make_store(str(root / "var/lib/dashboard/store"))

    def install(self, origin: Path) -> None:
        """Have the checkout, and stand-ins for the commands that uv would put there: they run what is checked out."""
        subprocess.run(["git", "clone", "-q", origin, self.checkout], check=True)
        self._script(self.checkout / ".uv" / "bin" / "uv", f'echo "uv $@" >> {self.asked}')
        run = f'PYTHONPATH={self.checkout} exec {sys.executable} -m ek_data "$@"'
        self._script(self.checkout / ".venv" / "bin" / "ek-data", run)

    def run(self, block: str, **more: str) -> str:
        """Run a block of commands as it is written, but in this folder. Every line has to succeed."""
        for written, here in more.items():
            block = block.replace(written, here)
        block = re.sub(r"/(opt|var/lib|etc)/dashboard|/sicherung", lambda found: f"{self.root}{found[0]}", block)
        path = f"{self.root / 'bin'}:{os.environ['PATH']}"
        done = subprocess.run(
            ["bash", "-e", "-c", block],
            cwd=self.checkout if self.checkout.exists() else ROOT,
            env=os.environ | {"PATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _script(self, file: Path, line: str) -> None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"#!/bin/sh\n{line}\n")
        file.chmod(0o755)


def git(*words: str, at: Path) -> str:
    identity = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    done = subprocess.run(["git", *identity, *words], cwd=at, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    made = Machine(tmp_path)
    made.store.publish(0, saying("a"), author="Anna", note="", files=[("Fragebogen.xlsx", b"Telefon")])
    return made


@pytest.fixture
def origin(tmp_path: Path) -> Path:
    """Where new versions come from."""
    place = tmp_path / "origin"
    subprocess.run(["git", "clone", "-q", "--depth", "1", ROOT.as_uri(), place], check=True)
    subprocess.run(
        ["git", "switch", "-q", "-C", "main"], cwd=place, check=True
    )  # the tree that is tested may be on no branch
    return place


def opened(machine: Machine, place: str) -> Store:
    return open_store(f"{machine.root}/{place}")


@pytest.mark.full
def test_backup_is_made_verified_gone_on_with_and_fetched_back(machine: Machine, origin: Path) -> None:
    machine.install(origin)
    backup, verify, back = commands("Sicherung und Wiederherstellung")
    machine.run(backup)
    machine.store.publish(1, saying("b"), author="Anna", note="")
    machine.run(backup)
    assert "ist unversehrt. Datenstände: 2, Tabellen: 4, hochgeladene Dateien: 1." in machine.run(verify)
    (machine.root / "var/lib/dashboard/store").rename(machine.root / "lost")
    machine.run(back)
    assert said(opened(machine, "var/lib/dashboard/store").newest().dataset) == {"b"}


@pytest.mark.full
def test_store_moves(machine: Machine, origin: Path) -> None:
    machine.install(origin)
    [move] = commands("Umziehen")
    machine.run(move, ZIEL=f"{machine.root}/neu")
    assert said(opened(machine, "neu").newest().dataset) == {"a"}
    assert (machine.root / "etc/dashboard/dashboard.env").read_text() == f"EK_STORE={machine.root}/neu\n"
    assert machine.asked.read_text() == "systemctl stop dashboard@8511\nsystemctl start dashboard@8511\n"


@pytest.mark.full
def test_uploaded_file_is_removed_from_the_store_and_with_the_next_backup_from_its_copy(
    machine: Machine, origin: Path
) -> None:
    machine.install(origin)
    [backup, _verify, _back], [forget] = (
        commands("Sicherung und Wiederherstellung"),
        commands("Hochgeladene Dateien entfernen"),
    )
    machine.run(backup)
    assert "wurde von Anna Beispiel entfernt" in machine.run(forget)
    assert len(opened(machine, "sicherung/store").objects.names("originals")) == 1
    machine.run(backup)
    assert opened(machine, "sicherung/store").objects.names("originals") == []


@pytest.mark.full
def test_upgrade_and_the_way_back_leave_the_store_as_it_is(machine: Machine, origin: Path) -> None:
    machine.install(origin)
    before = git("rev-parse", "HEAD", at=machine.checkout)
    (origin / "CHANGELOG.md").write_text("a later version")
    git("commit", "-qam", "Next version", at=origin)
    upgrade, back = commands("Aktualisieren auf eine neue Version")
    for _again in range(2):
        assert "ist unversehrt. Datenstände: 1," in machine.run(upgrade)
        assert (machine.checkout / "CHANGELOG.md").read_text() == "a later version"
        machine.run(back)
        assert git("rev-parse", "HEAD", at=machine.checkout) == before
    assert said(opened(machine, "var/lib/dashboard/store").newest().dataset) == {"a"}
    told = ["uv sync --no-dev --extra cloud", "systemctl restart dashboard@8511"] * 4
    assert machine.asked.read_text().splitlines() == told
