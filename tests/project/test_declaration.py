"""What values mean is declared with the tables; code elsewhere compares with no bare code."""

import ast
from pathlib import Path

import pytest

from ek_data.tables import TABLES

ROOT = Path(__file__).parent.parent.parent
CODES = {code for table in TABLES for column in table.columns for code in column.codes}
ELSEWHERE = ("tables", "demo", "geo", "reading")  # the declaration, rows made up, and rooms that know no table
FILES = [
    file
    for folder in ("ek_data", "pages")
    for file in sorted((ROOT / folder).rglob("*.py"))
    if file.relative_to(ROOT).parts[1] not in ELSEWHERE
]


def compared(source: str) -> list[str]:
    """Return the texts that are compared with in `source`: by an operator or by ``isin``."""
    nodes = list(ast.walk(ast.parse(source)))
    sides = [side for node in nodes if isinstance(node, ast.Compare) for side in (node.left, *node.comparators)]
    sides += [
        argument
        for node in nodes
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "isin"
        for argument in node.args
    ]
    parts = [part for side in sides for part in getattr(side, "elts", [side])]
    return [part.value for part in parts if isinstance(part, ast.Constant) and isinstance(part.value, str)]


def test_comparisons_are_found() -> None:
    assert compared('a == "ended" or b.isin(["held", "planned"]) or c in ("left",)') == [
        *("ended", "left"),
        *("held", "planned"),
    ]


@pytest.mark.parametrize("folder", ["ek_data", "pages"])
def test_no_module_compares_with_a_bare_code(folder: str) -> None:
    files = [file for file in FILES if file.relative_to(ROOT).parts[0] == folder]
    found = {(str(file.relative_to(ROOT)), text) for file in files for text in compared(file.read_text("utf-8"))}
    assert sorted((file, text) for file, text in found if text in CODES) == []
