"""Results of the tests that the dashboard shows its readers: recorded, committed, and compared by every run."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent


def result(name: str) -> dict[str, Any]:
    """Return the recorded result `name`; empty where none was recorded."""
    file = HERE / f"{name}.json"
    recorded: dict[str, Any] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return recorded


def record(name: str, found: dict[str, Any]) -> None:
    """Write `found` as the result `name`."""
    text = json.dumps(found, ensure_ascii=False, indent=1, sort_keys=True)
    (HERE / f"{name}.json").write_text(f"{text}\n", encoding="utf-8")
