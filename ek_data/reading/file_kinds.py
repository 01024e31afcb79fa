"""Kinds of files, told from their first bytes and never from their names."""

from __future__ import annotations

import re
from enum import StrEnum

from ek_data.errors import Finding, Problem, Unreadable
from ek_data.i18n import N_


class FileKind(StrEnum):
    """The kinds of files that are read: tables, and presentations for the numbers behind their charts."""

    TEXT = "text"
    WORKBOOK = "workbook"
    PARQUET = "parquet"
    DECK = "deck"


DATABASE = N_("This is a database, not a table file. Please export the table as .xlsx or CSV.")
OTHERS = (
    (b"%PDF", N_("This is a PDF document, not a table. Please send the table it was made from.")),
    (b"\x1f\x8b", N_("This is a compressed file. Please unpack it first.")),
    (b"BZh", N_("This is a compressed file. Please unpack it first.")),
    (b"\xfd7zXZ", N_("This is a compressed file. Please unpack it first.")),
    (b"\x28\xb5\x2f\xfd", N_("This is a compressed file. Please unpack it first.")),
    (b"7z\xbc\xaf", N_("This is a compressed file. Please unpack it first.")),
    (b"Rar!", N_("This is a compressed file. Please unpack it first.")),
    (b"\x89PNG", N_("This is a picture, not a table.")),
    (b"\xff\xd8\xff", N_("This is a picture, not a table.")),
    (b"GIF8", N_("This is a picture, not a table.")),
    (b"{\\rtf", N_("This is a text document, not a table.")),
    (b"SQLite format 3", DATABASE),
    (b"\x00\x01\x00\x00Standard Jet DB", DATABASE),
    (b"\x00\x01\x00\x00Standard ACE DB", DATABASE),
    (b"ARROW1", N_("This is an Arrow file. Please save it as Parquet or CSV.")),
)
EMPTY = N_("The file is empty.")
MARKUP = N_("This is a web page or an XML file. Please open it in Excel and save it as .xlsx or CSV.")
JSON = N_("This is a JSON file, not a table. Please save it as CSV or .xlsx.")
MISNAMED = N_("The name ends in “{ending}”, but the content is of another kind. It was read for what it is.")

ENDINGS = {
    FileKind.TEXT: {"csv", "tsv", "txt", "tab", "dat", "asc", "prn", "data"},
    FileKind.WORKBOOK: {"xlsx", "xlsm", "xltx", "xls", "xlt", "xlsb", "ods", "ots", "xlam"},
    FileKind.PARQUET: {"parquet", "pq", "parq"},
    FileKind.DECK: {"pptx", "potx"},
}
PRESENTATION = b"ppt/presentation.xml"  # the name of a part, which stands in the list of an archive as it is
_DBASE = {0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x7B, 0x83, 0x8B, 0x8E, 0xCB, 0xE5, 0xF5, 0xFB}
_MARKUP = (b"<!doctype", b"<html", b"<table", b"<?xml", b"<head", b"<body", b"<svg")
_JSON = re.compile(rb"\s*(\{\s*[\"}]|\[\s*[\[{])")


def kind_of(data: bytes) -> FileKind:
    """Return the kind of a file by its content, or raise `Unreadable` with a sentence that says what it is."""
    if not data:
        raise Unreadable(EMPTY)
    for start, sentence in OTHERS:
        if data.startswith(start):
            raise Unreadable(sentence)
    if data.startswith(b"PK\x03\x04") and PRESENTATION in data:
        return FileKind.DECK
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")):
        return FileKind.WORKBOOK
    if data.startswith(b"PAR1"):
        return FileKind.PARQUET
    if _is_dbase(data):
        raise Unreadable(DATABASE)
    return _text_kind(data)


def _is_dbase(data: bytes) -> bool:
    """Whether a file is a table of dBase: its version, a date, and a list of fields that ends where the head says."""
    if len(data) < 65 or data[0] not in _DBASE or not (data[2] <= 12 and data[3] <= 31):
        return False
    length = int.from_bytes(data[8:10], "little")
    return any(data[at] == 0x0D for at in range(64, min(length, len(data)), 32))


def _text_kind(data: bytes) -> FileKind:
    """Refuse markup and JSON: read as a table they would give nonsense."""
    start = data[:2048].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if start.startswith(_MARKUP):
        raise Unreadable(MARKUP)
    if _JSON.match(start) and data[-64:].rstrip().endswith((b"}", b"]")):
        raise Unreadable(JSON)
    return FileKind.TEXT


def misnamed(file: str, kind: FileKind) -> tuple[Finding, ...]:
    """Return a remark if the name of the file promises another kind."""
    ending = file.rpartition(".")[2].lower() if "." in file else ""
    promised = [other for other, endings in ENDINGS.items() if ending in endings]
    if promised and kind not in promised:
        return (Problem(MISNAMED, {"ending": f".{ending}"}, severity="warning"),)
    return ()
