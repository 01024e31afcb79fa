"""The direction of imports as the contracts in `pyproject.toml` say it, and what else holds for every module."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
LIBRARY = sorted((ROOT / "ek_data").rglob("*.py"))
PAGES = sorted((ROOT / "pages").rglob("*.py"))
FOR_EDITORS = {
    "plan.publish",
    "restoring.publish",
    "store.publish",
    "store.restore",
    "require_editor.publish",
    "require_editor.restore",
    "store.original",
    "require_editor.original",
    "objects.create",
    "saved_decks.save",
    "saved_decks.keep",
    "saved_decks.remove",
    "header_mappings.remember",
}
DEFINED = (ast.FunctionDef, ast.ClassDef)


def test_imports_keep_to_the_contracts() -> None:
    linter = Path(sys.executable).with_name("lint-imports")
    answer = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def is_interface(file: Path) -> bool:
    return file.relative_to(ROOT / "ek_data").parts[0] in ("ui", "web")


def test_whatever_is_for_editors_asks_for_the_right_in_the_same_function() -> None:
    files = [*filter(is_interface, LIBRARY), *PAGES]
    assert files
    assert {file.name: found for file in files if (found := unasked(file))} == {}


def unasked(file: Path) -> list[str]:
    """Return the functions that do what is for editors without asking, and what is done outside of any function."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    inside = {node for function in functions for node in ast.walk(function)}
    outside = [node for node in ast.walk(tree) if node not in inside and isinstance(node, ast.Call)]
    found = [function.name for function in functions if called(function) & FOR_EDITORS and not asks(function)]
    return found + sorted({name for call in outside for name in called(call)} & FOR_EDITORS)


def test_what_is_for_editors_is_found() -> None:
    found = {name for file in LIBRARY if is_interface(file) for name in called(ast.parse(file.read_text("utf-8")))}
    assert found >= {
        "plan.publish",
        "restoring.publish",
        "require_editor.original",
        "saved_decks.save",
        "saved_decks.keep",
        "saved_decks.remove",
    }
    assert found & FOR_EDITORS


def called(tree: ast.AST) -> set[str]:
    """Return what is called as an attribute, as "object.function"; of a chain the last two."""
    calls = [
        node.func for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
    ]
    return {f"{last(call.value)}.{call.attr}" for call in calls}


def last(node: ast.AST) -> str:
    """Return the last name of an expression: of ``access.require_editor()`` it is ``require_editor``."""
    if isinstance(node, ast.Call):
        return last(node.func)
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def asks(function: ast.FunctionDef) -> bool:
    return "access.require_editor" in called(function)


@pytest.mark.full
def test_nothing_lies_in_caches_that_a_browser_can_empty() -> None:
    files = [*LIBRARY, *PAGES]
    assert {file.name: found for file in files if (found := named(file) & {"cache_data", "cache_resource"})} == {}


def named(file: Path) -> set[str]:
    """Return the names of everything that is looked up in something else."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    return {node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute)}


def test_no_class_has_the_name_of_another() -> None:
    # but for two of the same meaning: the plot in two drawers, and the programme as its data and as its declaration
    named = Counter(
        name for file in LIBRARY for name in re.findall(r"^class (\w+)", file.read_text("utf-8"), re.MULTILINE)
    )
    assert {name for name, times in named.items() if times > 1} == {"Frame", "Programme"}


@pytest.mark.full
def test_language_is_the_last_thing_that_a_function_requires() -> None:
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in LIBRARY]
    nodes = [node for tree in trees for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    required = [
        (node.name, [each.arg for each in node.args.args[: -len(node.args.defaults) or None]]) for node in nodes
    ]
    assert sum("lang" in names for _name, names in required) > 100
    assert [name for name, names in required if "lang" in names[:-1]] == []


def test_no_page_lies_directly_in_pages() -> None:
    # Streamlit would serve pages/x.py at /x without the frame, past the check of who may see it
    assert not list((ROOT / "pages").glob("*.py"))


def test_every_page_is_a_plain_script_that_says_what_it_is() -> None:
    trees = {file.name: ast.parse(file.read_text(encoding="utf-8")) for file in PAGES}
    assert [name for name, tree in trees.items() if not ast.get_docstring(tree)] == []
    assert [name for name, tree in trees.items() for node in ast.walk(tree) if isinstance(node, DEFINED)] == []
