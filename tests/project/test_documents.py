"""What the documents say is true: commands run, generated pages are up to date, pins are what is installed."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ek_data import dictionary
from ek_data.__main__ import COMMANDS

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"([\w-]+)(?:\[[\w,]+\])?==([\w.]+)")
REGISTRIES = re.compile(r"pypi\.(org|python)|pythonhosted|npmjs|deb\.debian|debian\.org", re.IGNORECASE)


def pins() -> dict[str, str]:
    groups = [*PROJECT["project"]["dependencies"], *PROJECT["dependency-groups"]["dev"]]
    groups += PROJECT["tool"]["uv"]["constraint-dependencies"]
    return dict(PIN.fullmatch(entry).groups() for entry in groups)  # type: ignore[union-attr]


def normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def required() -> set[str]:
    """Return the names of everything the project needs here, directly or through something else."""
    found: set[str] = set()
    ahead = [normal(name) for name in ("engagierte-kommunen", *pins())]
    while ahead:
        name = ahead.pop()
        try:
            needs = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        found.add(name)
        plain = [need for need in needs if "extra ==" not in need]
        ahead += [each for need in plain if (each := normal(re.split(r"[\s;<>=!~\[(]", need)[0])) not in found]
    return found - {"engagierte-kommunen"}


@pytest.mark.parametrize(("name", "version"), sorted(pins().items()))
def test_pin_is_what_is_installed(name: str, version: str) -> None:
    try:
        assert importlib.metadata.version(name) == version
    except importlib.metadata.PackageNotFoundError:
        assert name in ("colorama", "tzlocal", "pywin32")  # needed on other systems only


def test_everything_that_is_needed_is_pinned() -> None:
    assert sorted(required() - {normal(name) for name in pins()}) == []


def test_readme_names_the_two_commands() -> None:
    assert "pip install uv && uv run dashboard" in README
    assert "pip install uv && uv run pytest" in README


@pytest.mark.parametrize("command", sorted(set(re.findall(r"uv run ek-data ([a-z]+)", README))))
def test_command_in_the_readme_exists(command: str) -> None:
    answer = subprocess.run([sys.executable, "-m", "ek_data", command, "--help"], capture_output=True, check=False)
    assert answer.returncode == 0


def test_readme_names_every_command_module() -> None:
    assert len(COMMANDS) >= len(set(re.findall(r"uv run ek-data ([a-z]+)", README))) - 3


def test_dashboard_explains_itself() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "ek_data.server", "--help"], capture_output=True, text=True, check=True
    )
    for option in ("--host", "--port", "--store", "--data", "--demo"):
        assert option in answer.stdout


@pytest.mark.parametrize("target", sorted(set(re.findall(r"\]\((?!http)([^)#]+)\)", README))))
def test_link_in_the_readme_leads_somewhere(target: str) -> None:
    assert (ROOT / target).exists()


def test_document_of_the_tables_is_up_to_date() -> None:
    assert (ROOT / "docs" / "tabellen.md").read_text(encoding="utf-8") == dictionary.as_markdown()


def tracked() -> list[Path]:
    answer = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True)
    return [ROOT / name for name in answer.stdout.splitlines()]


def test_no_file_names_a_package_registry() -> None:
    own = Path(__file__)
    texts = {file: file.read_bytes() for file in tracked() if file.exists() and file != own}
    found = [file.name for file, text in texts.items() if REGISTRIES.search(text.decode("utf-8", "ignore"))]
    assert found == []


def test_lock_file_stays_out_of_git() -> None:
    assert ROOT / "uv.lock" not in tracked()
