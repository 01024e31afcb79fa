"""Data that attack whoever shows, exports or opens them: each text with what it tries."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from ek_data.dataset.dataset import Dataset
from ek_data.demo import demo
from ek_data.tables import MUNICIPALITIES, TABLES
from ek_data.tables.types import Type

HOST = "boese.example"  # no request may ever be made to it

READABLE = (
    f'<img src="http://{HOST}/a.png" onerror="window.hacked=1">',  # an element of HTML
    "<script>window.hacked=2</script>",  # a script
    "</script><script>window.hacked=3</script>",  # leaves the script that holds the figures
    f"![Bild](http://{HOST}/b.png)",  # an image of Markdown
    "[klick](javascript:window.hacked=4)",  # a link of Markdown that runs a script
    f'<a href="http://{HOST}/c">Mehr</a> <b>fett</b><br>neu',  # what Plotly reads in labels
    '<a href="javascript:window.hacked=5">Mehr</a>',
    "$$\\href{javascript:window.hacked=6}{x}$$",  # mathematics
    ":material/skull: :red[rot] :smile: :small[klein]",  # Streamlit's own signs
    "{{7*7}} ${7*7} {name} %(name)s %s",  # templates
    "' onmouseover='window.hacked=7' x='",  # leaves an attribute
    "# Titel | a | b | --- > Zitat `Code` **fett** ~~fort~~",  # the rest of Markdown
    f'=HYPERLINK("http://{HOST}/d","Mehr")',  # a formula
    "@SUM(1+1)",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "Stadt\u202eyezlA",  # turns the direction of writing
    "Аlzey",  # the first letter is Cyrillic
    "Verbandsgemeinde " + "Langen" * 80,  # 500 characters
)
UNREADABLE = (  # never accepted from a file, but nothing may break if they come another way
    "\t=1+1",
    "\r=1+1",
    "Al\u200bzey\u2063",  # invisible
    "NUL\x00 und Glocke\x07",
)
ADDRESSES = (f"http://{HOST}/quelle?a=1&b=<x>", "https://beispiel.de/bericht_(1)", f"https://{HOST}/](javascript:x)")
NO_ADDRESSES = ("javascript:window.hacked=8", "data:text/html,<script>window.hacked=9</script>", "file:///etc/passwd")
READABLE_ADDRESSES = (f"http://{HOST}/quelle?a=1&b=2", "https://beispiel.de/bericht_(1)")


def hostile(
    texts: tuple[str, ...] = READABLE + UNREADABLE, addresses: tuple[str, ...] = ADDRESSES + NO_ADDRESSES
) -> Dataset:
    """Return invented data of which every free text and every source is one of the attacks."""
    dataset = demo(24, 80)
    tables = {}
    for table in TABLES:
        rows = dataset.tables[table.name].copy()
        for number, column in enumerate(each for each in table.columns if each.type in (Type.TEXT, Type.URL)):
            chosen = addresses if column.type is Type.URL else texts
            drawn = [chosen[(row + 3 * number) % len(chosen)] for row in range(len(rows))]
            if column is MUNICIPALITIES["name"]:  # no two may have the same
                drawn = [text + f" {row // len(chosen)}" * (row >= len(chosen)) for row, text in enumerate(drawn)]
            rows[column.name] = pd.Series(drawn, index=rows.index, dtype="string")
        tables[table.name] = rows
    return replace(dataset, tables=tables)


def readable() -> Dataset:
    """Return the part of it that a file can bring in: nothing where a column takes certain texts only."""
    dataset = hostile(READABLE, READABLE_ADDRESSES)
    tables = {}
    for table in TABLES:
        ruled = [column.name for column in table.columns if column.type is Type.TEXT and column.rules]
        tables[table.name] = dataset.tables[table.name].assign(**dict.fromkeys(ruled, pd.Series(dtype="string")))
    return replace(dataset, tables=tables)
