"""The data dictionary: the declaration in words, for the page and for ``docs/tabellen.md``."""

from __future__ import annotations

import pandas as pd

from ek_data.i18n import GERMAN, N_, Language
from ek_data.programme.current import per_programme
from ek_data.tables import BY_NAME, TABLES
from ek_data.tables.types import Column, Table, Type
from ek_data.text import as_sentence

TYPES = {
    Type.TEXT: N_("Text"),
    Type.KEY: N_("Number as text"),
    Type.ARS: N_("Regional key or name of a municipality"),
    Type.URL: N_("Web address"),
    Type.CHOICE: N_("Choice"),
    Type.DATE: N_("Day, month or year"),
    Type.INTEGER: N_("Whole number"),
    Type.YEAR: N_("Year"),
    Type.DECIMAL: N_("Number"),
}


def columns(table: Table, lang: Language) -> pd.DataFrame:
    """Return one row for each column of `table`: header, what it holds, type, whether it is needed, what is allowed."""
    return pd.DataFrame(
        {
            lang("Column"): [lang.of(column.label) for column in table.columns],
            lang("Meaning"): [lang.of(column.description) for column in table.columns],
            lang("Type"): [lang(TYPES[column.type]) for column in table.columns],
            lang("Required"): [lang("yes") if column.required else lang("no") for column in table.columns],
            lang("Allowed"): [allowed(column, lang) for column in table.columns],
        },
        dtype="string",
    )


@per_programme
def compact(table: Table, lang: Language) -> pd.DataFrame:
    """Return the same for each column in three cells: header, what it holds, and what is allowed after its type.

    Nobody may change what is returned, because others get it as well.
    """
    said = columns(table, lang)
    required = [lang("required") if column.required else "" for column in table.columns]
    label, meaning, kind, values = (said[lang(name)] for name in ("Column", "Meaning", "Type", "Allowed"))
    return pd.DataFrame(
        {
            lang("Column"): [", ".join(filter(None, pair)) for pair in zip(label, required, strict=True)],
            lang("Meaning"): meaning,
            lang("Allowed"): kind + (": " + values).where(values != "", ""),
        },
        dtype="string",
    )


def allowed(column: Column, lang: Language) -> str:
    """Return what a cell of `column` may hold, in words: options, rules, unit and reference."""
    parts = [", ".join(lang.of(option.words) for option in column.options)]
    parts += [rule.sentence(lang) for rule in column.rules]
    if column.unit:
        parts.append(lang("in {unit}", unit=lang.of(column.unit.words)))
    if column.refers_to:
        parts.append(lang("from the table “{table}”", table=lang.of(BY_NAME[column.refers_to].label)))
    return "; ".join(part for part in parts if part)


def rules(table: Table, lang: Language) -> list[str]:
    """Return the sentences of what is reported between the columns of one row."""
    return [rule.sentence(lang) for rule in table.rules]


def as_markdown() -> str:
    """Return the whole dictionary in German, as it stands in ``docs/tabellen.md``."""
    return "\n".join(_document()) + "\n"


def _document() -> list[str]:
    lang = GERMAN
    lines = [
        "# Die fünf Tabellen",
        "",
        "Aus der Deklaration in `ek_data/tables` erzeugt (`ek-data dictionary > docs/tabellen.md`).",
    ]
    for table in TABLES:
        lines += ["", f"## {lang.of(table.label)} (`{table.file}`)", "", lang.of(table.description), ""]
        lines.append(as_sentence(f"Schlüssel: {lang.listing(lang.of(table[name].label) for name in table.key)}"))
        lines += ["", "| Spalte | im Code | Bedeutung | Art | Pflicht | Erlaubt |", "|---|---|---|---|---|---|"]
        shown = columns(table, lang).to_numpy().tolist()
        for column, (label, meaning, kind, required, values) in zip(table.columns, shown, strict=True):
            lines.append(f"| {label} | `{column.name}` | {meaning} | {kind} | {required} | {values} |")
        if table.rules:
            lines += ["", "Außerdem wird gemeldet:", "", *(f"- {sentence}" for sentence in rules(table, lang))]
    return lines
