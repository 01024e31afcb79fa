"""Uses: how many rows have the options of a list of the programme."""

from __future__ import annotations

from collections.abc import Collection

from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.programme.amending import Amendment
from ek_data.programme.lazy_lists import Listed
from ek_data.tables import TABLES


def uses(data: Dataset, name: str) -> dict[str, dict[str, int]]:
    """Return for each option of a list in how many rows of which tables it is; an option without rows is not there."""
    found: dict[str, dict[str, int]] = {}
    for table in TABLES:
        for column in table.columns:
            if isinstance(column.options, Listed) and column.options.name == name:
                for code, n in data.tables[table.name][column.name].value_counts().items():
                    if n:
                        found.setdefault(str(code), {})[table.name] = int(n)
    return found


def in_rows(amendment: Amendment, data: Dataset, lang: Language, among: Collection[Amendment] = ()) -> str:
    """Return what becomes of an option, and in how many rows it is: "… heißt künftig „Pinnwand“ (12 Maßnahmen)".

    It may stand in a group that is new `among` other changes.
    """
    said, rows = amendment.sentence(data.programme, lang, among), used(data, amendment.name, amendment.code, lang)
    return f"{said} ({rows})" if rows else said


def used(data: Dataset, name: str, code: str, lang: Language) -> str:
    """Return in how many rows an option is, in words: "12 Maßnahmen"; empty where it is in none."""
    counts = data.result(uses, name).get(code, {})
    return lang.listing(table.counted(counts[table.name], lang) for table in TABLES if table.name in counts)
