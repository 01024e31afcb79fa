"""What the documents say is true: commands run, generated pages are up to date, pins are what is installed."""

from __future__ import annotations

import importlib
import importlib.metadata
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ek_data.__main__ import COMMANDS, main
from ek_data.tables import dictionary

ROOT = Path(__file__).parent.parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"([\w-]+)(?:\[[\w,]+\])?==([\w.]+)")
SET_UP = "python3 -m pip install --target .uv uv"
COMMANDS_OF_README = re.findall(rf"^{re.escape(SET_UP)} && \.uv/bin/uv run (\w+)$", README, re.MULTILINE)
ELSEWHERE = ("colorama", "tzlocal", "pywin32")  # needed on other systems only
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


def test_pins_are_what_is_installed() -> None:
    here = {name: version for name, version in pins().items() if name not in ELSEWHERE}
    assert {name: installed(name) for name in here} == here


def installed(name: str) -> str | None:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return None


def test_everything_that_is_needed_is_pinned() -> None:
    assert sorted(required() - {normal(name) for name in pins()}) == []


def test_readme_names_the_two_commands() -> None:
    assert COMMANDS_OF_README == ["dashboard", "pytest"]
    assert "py -m pip install uv\npy -m uv run dashboard\n" in README


@pytest.fixture
def python_of_debian() -> str:
    """The system's own Python as Debian and Ubuntu ship it: its pip refuses to change the system."""
    python = "/usr/bin/python3"
    asked = (
        "import pip, sysconfig; from pathlib import Path;"
        "print(Path(sysconfig.get_path('stdlib'), 'EXTERNALLY-MANAGED').exists())"
    )
    try:
        answer = subprocess.run([python, "-c", asked], capture_output=True, text=True, check=False)
    except OSError:
        pytest.skip(f"there is no {python} here")
    if answer.stdout.strip() != "True":
        pytest.skip(f"{python} has no pip (Debian: python3-pip), or one that changes the system")
    return python


def typed(line: str, python: str, folder: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line of the README as somebody would who has no Python but the system's."""
    environment = {"HOME": str(folder), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **more}
    asked = line.replace("python3 ", f"{python} ")
    return subprocess.run(
        ["bash", "-c", asked], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


@pytest.mark.full
def test_pip_of_debian_does_not_refuse_the_line_of_the_readme(python_of_debian: str, tmp_path: Path) -> None:
    nowhere = {
        "PIP_NO_INDEX": "1",
        "PIP_CONFIG_FILE": "/dev/null",
    }  # because what it refuses, it refuses before it asks
    refused = typed("python3 -m pip install uv", python_of_debian, tmp_path, **nowhere)
    assert "externally-managed-environment" in refused.stderr
    answer = typed(SET_UP, python_of_debian, tmp_path, **nowhere)
    assert "No matching distribution found for uv" in answer.stderr


@pytest.mark.night
def test_line_of_the_readme_sets_everything_up_on_debian(python_of_debian: str, tmp_path: Path) -> None:
    for file in tracked():
        copy = tmp_path / file.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(file, copy)
    network = {name: value for name, value in os.environ.items() if name.startswith(("PIP_", "UV_", "SSL_"))}
    answer = typed(f"{SET_UP} && .uv/bin/uv run dashboard --help", python_of_debian, tmp_path, **network)
    assert answer.returncode == 0, answer.stderr
    assert "--store" in answer.stdout


@pytest.mark.parametrize("command", sorted(set(re.findall(r"uv run ek-data ([a-z]+)", README))))
def test_command_in_the_readme_exists(command: str) -> None:
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0


def test_readme_names_every_command_module() -> None:
    assert len(COMMANDS) >= len(set(re.findall(r"uv run ek-data ([a-z]+)", README))) - 3


@pytest.mark.full
def test_dashboard_explains_itself() -> None:
    answer = subprocess.run(
        [sys.executable, "-m", "ek_data.web.app", "--help"], capture_output=True, text=True, check=True
    )
    for option in ("--host", "--port", "--store", "--data", "--demo"):
        assert option in answer.stdout


@pytest.mark.full
@pytest.mark.parametrize("script", sorted(file.stem for file in (ROOT / "scripts").glob("*.py")))
def test_script_finds_what_it_asks_the_library_for(script: str) -> None:
    importlib.import_module(f"scripts.{script}")


def test_links_in_the_readme_lead_somewhere() -> None:
    targets = re.findall(r"\]\((?!http)([^)#]+)\)", README)
    assert targets
    assert [target for target in targets if not (ROOT / target).exists()] == []


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


def test_service_waits_for_the_drive_of_its_store() -> None:
    unit, settings = ((ROOT / "deploy" / name).read_text("utf-8") for name in ("dashboard@.service", "dashboard.env"))
    (waits,) = re.findall(r"^RequiresMountsFor=(.*)$", unit, re.MULTILINE)
    (store,) = re.findall(r"^EK_STORE=(.*)$", settings, re.MULTILINE)
    (file,) = re.findall(r"^EnvironmentFile=(.*)$", unit, re.MULTILINE)
    for needed in (store, file):
        assert any(needed.startswith(folder) for folder in waits.split()), needed


def test_lock_file_stays_out_of_git() -> None:
    assert ROOT / "uv.lock" not in tracked()
