"""House: draws the rooms of `ek_data` into docs/architecture.md, from the contract that import-linter holds.

uv run python scripts/house.py
"""

from __future__ import annotations

import ast
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "ek_data"
DOCUMENT = ROOT / "docs" / "architecture.md"
BEGIN, END = "<!-- rooms: drawn by scripts/house.py -->", "<!-- end of rooms -->"


def floors() -> list[list[str]]:
    """Return the rooms of each floor, from the top down, as the contract "Imports go down" lists them."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [re.findall(r"\w+", layer) for layer in layers]


def modules(room: str) -> int:
    """Return how many modules lie in a room, those of its folders included."""
    folder = PACKAGE / room
    return sum(1 for file in folder.rglob("*.py") if file.name != "__init__.py") if folder.is_dir() else 1


def first_sentence(room: str) -> str:
    """Return what a room says of itself."""
    file = PACKAGE / room / "__init__.py" if (PACKAGE / room).is_dir() else PACKAGE / f"{room}.py"
    return (ast.get_docstring(ast.parse(file.read_text("utf-8"))) or "").split("\n\n")[0].replace("\n", " ")


def drawing() -> str:
    """Return the rooms as a table, those of the same floor below each other."""
    lines = ["| Floor | Room | Modules | What it holds |", "|---|---|---|---|"]
    top = len(floors())
    for number, rooms in enumerate(floors()):
        for room in rooms:
            lines.append(f"| {top - number} | `{room}` | {modules(room)} | {first_sentence(room)} |")
    return "\n".join(lines)


def drawn(document: str) -> str:
    """Return the text of the document with the rooms as they are now."""
    before, _, rest = document.partition(BEGIN)
    after = rest.partition(END)[2]
    return f"{before}{BEGIN}\n\n{drawing()}\n\n{END}{after}"


if __name__ == "__main__":
    DOCUMENT.write_text(drawn(DOCUMENT.read_text("utf-8")), "utf-8")
