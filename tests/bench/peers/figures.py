"""The three charts that each of the other dashboards shows, of the same rows: plain Plotly, one import."""

from __future__ import annotations

import csv
import os
from collections import Counter
from pathlib import Path

import plotly.graph_objects as go

DATA = Path(os.environ.get("EK_PEER_DATA", "data"))


def rows(table: str) -> list[dict[str, str]]:
    """Return the rows of one of the tables as text."""
    with (DATA / f"{table}.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, delimiter=";"))


def figures() -> list[go.Figure]:
    """Return measures by category and status, measures by month of their status, and attendance of events."""
    measures, events = rows("massnahmen"), rows("veranstaltungen")
    counted = Counter((row["Status"], row["Kategorie"]) for row in measures)
    categories = sorted({row["Kategorie"] for row in measures})
    by_category = go.Figure(
        [
            go.Bar(name=status, y=categories, x=[counted[status, each] for each in categories], orientation="h")
            for status in sorted({row["Status"] for row in measures})
        ],
        {"title": "Maßnahmen nach Kategorie und Status", "barmode": "stack"},
    )
    months = Counter(row["Status vom"][:7] for row in measures if row["Status vom"])
    by_month = go.Figure(
        go.Scatter(x=sorted(months), y=[months[month] for month in sorted(months)], mode="lines+markers"),
        {"title": "Maßnahmen nach dem Monat ihres Status"},
    )
    attended = [row for row in events if row["Teilnehmende"]]
    attendance = go.Figure(
        go.Bar(x=[row["Bezeichnung"] for row in attended], y=[int(row["Teilnehmende"]) for row in attended]),
        {"title": "Teilnehmende je Veranstaltung"},
    )
    return [by_category, by_month, attendance]


def headline() -> str:
    """Return the one number that stands above the charts."""
    return f"{len(rows('kommunen'))} Kommunen"
