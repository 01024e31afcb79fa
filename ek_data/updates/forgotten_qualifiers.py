"""Numbers that were changed while the word for how exact they are stayed as it was: probably forgotten."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ek_data.changes.diff import Changes
from ek_data.dataset.keys import row_names
from ek_data.i18n import Language
from ek_data.programme.fixed_lists import Qualifier
from ek_data.tables import TABLES

NAMED = 5


def still_inexact(changes: Changes, names: Mapping[str, str], lang: Language) -> list[str]:
    """Return a sentence for each new number that still stands as “about” or the like, of many the first ones.

    `names` gives the name to show for each ARS.
    """
    return lang.some([*_sentences(changes, names, lang)], NAMED)


def _sentences(changes: Changes, names: Mapping[str, str], lang: Language) -> Iterator[str]:
    qualified = ((table, *pair) for table in TABLES for pair in table.qualified.items())
    for table, number, qualifier in qualified:
        changed, declared = changes.tables[table.name], table[qualifier]
        kept = changed.differs[number] & ~changed.differs[qualifier] & changed.after[number].notna()
        inexact = changed.after[qualifier].notna() & (changed.after[qualifier] != Qualifier.EXACT)
        rows = changed.only((kept & inexact).to_numpy(dtype=bool)).after
        for row, code in zip(row_names(rows, changed.table, names), rows[qualifier], strict=True):
            word = lang.of(declared.option(str(code)).words)
            yield lang(
                "{row}: the number is new, and “{column}” still says “{word}”. Please check whether that is right.",
                row=row,
                column=lang.of(declared.label),
                word=word,
            )
