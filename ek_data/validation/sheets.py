"""Sheets of a workbook: which of them are probably not meant, because they hold contacts or no table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ek_data.i18n import N_
from ek_data.reading.raw import Raw
from ek_data.tables import TABLES
from ek_data.validation.doubts.contacts import is_contact
from ek_data.validation.recognise import NOT_TAKEN, Match, matched, recognise

CONTACTS = N_("contact data")
NO_TABLE = N_("fits no table")
LOOKED_AT = 200  # rows in which contacts are looked for


def left_out(raws: Sequence[Raw], tables: Mapping[str, str]) -> dict[str, str]:
    """Return the sheets of workbooks that are left out, each with the reason; an empty one is the user's own.

    `tables` (file → table name or empty) is what the user decided. Where none of several sheets fits a table, the
    one that fits best is not left out, so that somebody is asked what it is.
    """
    return {raw.file: why for raw in raws if (why := _why(raw, raws, tables)) is not None}


def best_match(raw: Raw) -> Match:
    """Return the table that most headers of a file fit."""
    return max((matched(raw.header, table) for table in TABLES), key=lambda match: len(match.columns))


def _why(raw: Raw, raws: Sequence[Raw], tables: Mapping[str, str]) -> str | None:
    if raw.file in tables:
        return "" if tables[raw.file] == NOT_TAKEN else None
    if not raw.workbook:
        return None
    if _is_about_contacts(raw):
        return CONTACTS
    beside = [each for each in raws if each.workbook == raw.workbook and each is not raw]
    if recognise(raw) or not (_is_table(beside, tables) or _fits_less(raw, beside)):
        return None
    return NO_TABLE


def _is_table(raws: Sequence[Raw], tables: Mapping[str, str]) -> bool:
    """Whether one of the sheets is a table, by decision or by its headers."""
    return any(tables[raw.file] != NOT_TAKEN if raw.file in tables else recognise(raw) for raw in raws)


def _fits_less(raw: Raw, others: Sequence[Raw]) -> bool:
    """Whether another sheet has more known headers, or as many and more rows."""
    return any(_rank(other) > _rank(raw) for other in others if not _is_about_contacts(other))


def _rank(raw: Raw) -> tuple[int, int, str]:
    return len(best_match(raw).columns), len(raw.rows), raw.file


def _is_about_contacts(raw: Raw) -> bool:
    """Whether at least every second of the columns holds contacts."""
    contacts = sum(_holds_contacts(raw, at) for at in range(len(raw.header)))
    return 0 < len(raw.header) <= 2 * contacts


def _holds_contacts(raw: Raw, position: int) -> bool:
    texts = [text for text in raw.cells.column(position).slice(0, LOOKED_AT).to_pylist() if text.strip()]
    return bool(texts) and 2 * sum(map(is_contact, texts)) > len(texts)
