"""Results of the benchmark: as JSON with the facts of the machine, and as a table for terminal and document."""

from __future__ import annotations

import datetime as dt
import json
import os
import platform
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import psutil

from ek_data.settings import ROOT
from tests.bench.frame import Measured, Row, german

LAST = Path(__file__).parent / "results" / "last.json"
DOCUMENT = ROOT / "docs" / "leistung.md"
BEGIN, END = "<!-- Messwerte: Anfang -->", "<!-- Messwerte: Ende -->"
PACKAGES = ("streamlit", "pandas", "plotly", "pyarrow", "starlette", "uvicorn")
HEAD = ("was", "gemessen", "Vergleich", "Verhältnis", "Ziel", "erreicht")


@dataclass(frozen=True)
class Result:
    """One line of the table as it is kept."""

    part: str
    code: str
    label: str
    unit: str
    figure: float
    floor: float | None
    floor_label: str
    ratio: float | None
    aims: list[str]
    met: bool | None
    note: str

    @classmethod
    def of(cls, part: str, row: Row, measured: Measured) -> Result:
        """Return the line for a row and what was measured for it."""
        met = all(aim.met(measured.figure, measured.ratio) for aim in row.aims) if row.aims else None
        aims = [aim.words(row.unit) for aim in row.aims]
        return cls(
            part,
            row.code,
            row.label,
            row.unit,
            measured.figure,
            measured.floor,
            row.floor,
            measured.ratio,
            aims,
            met,
            measured.note,
        )

    def cells(self) -> tuple[str, ...]:
        """Return the line in words."""
        return (
            f"{self.label} {f'({self.note})' if self.note else ''}".strip(),
            f"{german(self.figure)} {self.unit}".strip(),
            f"{german(self.floor)} {self.unit} ({self.floor_label})" if self.floor is not None else "",
            f"{german(self.ratio)} ×" if self.ratio is not None else "",
            "; ".join(self.aims),
            {True: "ja", False: "**nein**", None: ""}[self.met],
        )


def machine() -> dict[str, Any]:
    """Return what the figures depend on; nothing that names the machine."""
    return {
        "date": dt.date.today().isoformat(),
        "cores": os.cpu_count(),
        "processor": _processor(),
        "memory_gb": round(psutil.virtual_memory().total / 2**30, 1),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
        "load_at_start": round(os.getloadavg()[0], 2),
    }


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines() if Path("/proc/cpuinfo").exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor())


def save(facts: dict[str, Any], results: Iterable[Result], file: Path) -> None:
    """Write everything as JSON."""
    kept = {"machine": facts, "results": [asdict(result) for result in results]}
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def load(file: Path = LAST) -> tuple[dict[str, Any], list[Result]]:
    """Return the facts and the results of a run."""
    kept = json.loads(file.read_text(encoding="utf-8"))
    return kept["machine"], [Result(**result) for result in kept["results"]]


def markdown(facts: dict[str, Any], results: Iterable[Result]) -> str:
    """Return the table with a sentence on the machine."""
    said = (
        f"Gemessen am {facts['date']}: {facts['cores']} Kerne ({facts['processor']}), {facts['memory_gb']} GB, "
        f"Python {facts['python']}, Streamlit {facts['streamlit']}, Last zu Beginn {facts['load_at_start']}."
    )
    table = [HEAD, ("---",) * len(HEAD), *(result.cells() for result in results)]
    return said + "\n\n" + "\n".join(f"| {' | '.join(line)} |" for line in table) + "\n"


def write_document(facts: dict[str, Any], results: Iterable[Result]) -> None:
    """Put the table between its marks in the document on performance."""
    before, _mark, rest = DOCUMENT.read_text(encoding="utf-8").partition(BEGIN)
    _old, _mark, after = rest.partition(END)
    DOCUMENT.write_text(f"{before}{BEGIN}\n{markdown(facts, results)}{END}{after}", encoding="utf-8")
