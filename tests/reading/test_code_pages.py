"""Code pages before Unicode: files that Excel calls "CSV (MS-DOS)" and "CSV (Macintosh)"."""

from __future__ import annotations

import pytest

from ek_data.i18n import GERMAN
from ek_data.reading.read import read
from ek_data.reading.text import decoding

SAVED_AS = {"cp850": "CSV (MS-DOS)", "cp437": "CSV (MS-DOS)", "mac-roman": "CSV (Macintosh)"}
WORDS = ["Bürgerhaus;Café", "Haßloch;groß", "Verbände;3", "Straße;Größe", "Übersicht über Verbände;ja"]


@pytest.mark.parametrize("encoding", SAVED_AS)
@pytest.mark.parametrize("row", WORDS)
def test_umlauts_of_an_old_code_page_are_read_and_it_is_called_as_excel_calls_it(row: str, encoding: str) -> None:
    raw = read(f"Wort;Zahl\r\n{row}\r\n".encode(encoding), "a.csv")
    assert ";".join(column[0].as_py() for column in raw.cells.columns) == row
    assert [finding.message for finding in raw.findings] == [decoding.OLD]
    assert SAVED_AS[encoding] in raw.findings[0].sentence(GERMAN)


def test_euro_sign_of_latin_9_is_one_and_that_of_windows_stays() -> None:
    row = "5.000 €;groß"
    for encoding, told in (("iso-8859-15", "iso-8859-15"), ("cp1252", "windows-1252")):
        raw = read(f"Betrag;Wort\r\n{row}\r\n".encode(encoding), "a.csv")
        assert ";".join(column[0].as_py() for column in raw.cells.columns) == row
        assert (raw.encoding, raw.findings) == (told, ())


NAMES = [
    "Julián Sebastián;Adrián",
    "Luis Suárez;3",
    "Košice;Babišova",
    "Dušan Bošnjak;Božena",
    "geht‘s;und…dann",
]
WINDOWS = [
    *NAMES,
    "Bürgerhaus „Café“;groß",
    "„Haus;Alzey–Worms",
    "crêpe;où ça",
    "Málaga;señor",
    "50 €;…und",
    "O’Neill;½",
]


@pytest.mark.parametrize("row", WINDOWS)
def test_text_of_windows_is_not_taken_for_an_older_one(row: str) -> None:
    raw = read(f"Wort;Zahl\r\n{row}\r\n".encode("cp1252"), "a.csv")
    assert ";".join(column[0].as_py() for column in raw.cells.columns) == row
    assert raw.encoding == "windows-1252"
