"""Files made to do harm: each is refused with a sentence, and the process that asked stays small."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable

import pyarrow as pa
import pytest

from ek_data.errors import Unreadable
from ek_data.reading import file_kinds, limits
from ek_data.reading.limits import Limits
from ek_data.reading.read import read
from ek_data.reading.text import decoding, records
from ek_data.reading.workbooks import child
from ek_data.tables import MEASURES
from ek_data.validation import check
from ek_data.validation.batch import check_all
from ek_data.validation.parse import ENOUGH, TOO_VARIED
from ek_data.validation.recognise import headers
from tests.reading import books
from tests.selection import each

ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MILLION = 1_000_000
LARGEST = 199 * MILLION  # what the page takes


def external(place: str = "file:///etc/hostname") -> str:
    """Return a document type whose entity &x; is the content of another file or address."""
    return f'<!DOCTYPE x [<!ENTITY x SYSTEM "{place}">]>'


def garbage(size: int) -> bytes:
    """Return bytes without any order, the same ones every time."""
    return random.Random(size).randbytes(size)


ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "one cell at XFD1048576": (lambda: books.GHOST, child.REFUSALS["memory"]),
    "zip bomb": (lambda: books.raw_xlsx(" " * 100_000_000), child.REFUSALS["unpacked"]),
    "zip bomb that lies about its size": (
        lambda: books.lying(books.raw_xlsx(" " * 100_000_000)),
        child.REFUSALS["damaged"],
    ),
    "entity bomb": (lambda: books.raw_xlsx(books.cell("A1", "&j;"), DOCTYPE), child.REFUSALS["damaged"]),
    "entity bomb in the list of sheets": (
        lambda: books.raw_xlsx(books.cell("A1", "a"), book_doctype=DOCTYPE, sheet_name="&j;"),
        child.REFUSALS["damaged"],
    ),
    "external entity": (lambda: books.raw_xlsx(books.cell("A1", "&x;"), external()), child.REFUSALS["damaged"]),
    "external entity in an ODS file": (lambda: books.ods([["&x;"]], doctype=external()), child.REFUSALS["damaged"]),
    "archives in archives": (lambda: books.nested_archives(4), child.REFUSALS["archive"]),
    "archive as the sheet of a workbook": (
        lambda: books.zipped({**books.PARTS, "xl/worksheets/sheet1.xml": books.nested_archives(2)}),
        child.REFUSALS["damaged"],
    ),
    "row repeated a million times": (
        lambda: books.ods([[str(n) for n in range(30)]], rows_repeated='table:number-rows-repeated="1048576"'),
        child.REFUSALS["memory"],
    ),
    "row of 16,000 cells repeated a million times": (
        lambda: books.ods(
            [["x"]],
            'table:number-columns-repeated="16384"',
            rows_repeated='table:number-rows-repeated="1048576"',
        ),
        child.REFUSALS["damaged"],
    ),
    "old workbook of garbage": (lambda: OLE + garbage(100_000), child.REFUSALS["damaged"]),
    "encrypted workbook": (
        lambda: OLE + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(2000),
        child.REFUSALS["encrypted"],
    ),
    "half a workbook": (lambda: books.SAMPLE[:700], child.REFUSALS["damaged"]),
    "archive of something else": (lambda: books.zipped({"a.txt": "a"}), child.REFUSALS["archive"]),
    "sheet repeated 16,000 times": (
        lambda: books.ods([["x"]] * 3, 'table:number-columns-repeated="16000"'),
        limits.TOO_MANY_COLUMNS,
    ),
    "Parquet of 50 GB": (books.expanding_parquet, child.REFUSALS["memory"]),
    "Parquet of many nulls": (lambda: books.parquet({"n": pa.nulls(3_000_000, pa.int64())}), limits.TOO_MANY_ROWS),
    "Parquet of 301 columns": (lambda: books.parquet({str(n): [n] for n in range(301)}), limits.TOO_MANY_COLUMNS),
    "Parquet of lists in lists": (lambda: books.nested_parquet(500), child.REFUSALS["damaged"]),
    "half a Parquet file": (lambda: books.parquet({"a": [1]})[:200], child.REFUSALS["damaged"]),
    "endless line": (lambda: b"a" * 50_000_000, limits.TOO_LONG_LINE),
    "long cell": (lambda: b"a;b\n" + b"x" * 32_768 + b";1\n", limits.TOO_LONG),
    "301 columns": (lambda: b";".join([b"a"] * 301), limits.TOO_MANY_COLUMNS),
    "millions of rows": (lambda: b"1\n" * 2_000_001, limits.TOO_MANY_ROWS),
    "five million rows": (lambda: b"1;2\n" * (5 * MILLION), limits.TOO_MANY_ROWS),
    "200 MB of line ends": (lambda: b"a;b\n" + b"\n" * LARGEST, limits.TOO_MANY_ROWS),
    "200 MB of old line ends": (lambda: b"a;b\r" + b"\r" * LARGEST, limits.TOO_MANY_ROWS),
    "200 MB of nothing but line ends": (lambda: b"\n" * LARGEST, file_kinds.EMPTY),
    "endless quotation": (lambda: b'a;b\n1;"' + b"x;y\n" * (25 * MILLION), limits.TOO_LONG),
    "quotation marks broken in millions of rows": (lambda: b'a;"b"c\n' * (10 * MILLION), records.BROKEN_QUOTES),
    "quotation mark broken at the end of a million rows": (
        lambda: b"a;b;c;d\n" * MILLION + b'a;"b"c;d;e\n',
        records.BROKEN_QUOTES,
    ),
    "millions of lines in quotation marks": (lambda: b'"a;b"\n' * (20 * MILLION), limits.TOO_MANY_ROWS),
    "20 million commas in the header": (lambda: b"a" + b"," * (20 * MILLION) + b"\n1\n", limits.TOO_MANY_COLUMNS),
    "one row of 300 cells among two million": (
        lambda: b"1;2\n" * (1_900_000) + b";" * 299 + b"\n",
        limits.TOO_MANY_CELLS,
    ),
    "100 MB of high bytes": (lambda: b"\xe4" * (100 * MILLION), limits.TOO_LONG_LINE),
    "100 MB of high bytes in lines": (lambda: (b"\xe4" * 99 + b"\n") * MILLION, decoding.BINARY),
    "millions of lines in two encodings": (lambda: b"a\xc3\xa4bc\nxy\xe4z\n" * (10 * MILLION), limits.TOO_MANY_ROWS),
    "UTF-16 of halves of characters": (
        lambda: b"\xff\xfe" + (b"\x00\xdc" * 99 + b"\n\x00") * (MILLION // 2),
        decoding.BINARY,
    ),
    "190 MB of NUL after a sound beginning": (
        lambda: b"a;b\n1;2\n" * 10_000 + (bytes(999) + b"\n") * 190_000,
        decoding.BINARY,
    ),
    "flood of NUL": (lambda: bytes(1_000_000), decoding.BINARY),
    "binary data": (lambda: bytes(range(256)) * 100, decoding.BINARY),
    "nothing": (lambda: b"", file_kinds.EMPTY),
    "nothing but separators": (lambda: b"\xef\xbb\xbf;;\r\n;;\r\n", file_kinds.EMPTY),
    "PDF": (lambda: b"%PDF-1.7 \n1;2", file_kinds.OTHERS[0][1]),
    "compressed CSV": (lambda: b"\x1f\x8b\x08" + bytes(20), file_kinds.OTHERS[1][1]),
    "web page": (lambda: b" <!DOCTYPE html><table><tr><td>1</td></tr></table>", file_kinds.MARKUP),
    "JSON": (lambda: b'[{"a": 1}]', file_kinds.JSON),
}


def odd_values(rows: int) -> bytes:
    """Return measures of which every cell is another text that has to be looked at by itself."""
    header = ";".join(column.label.de for column in MEASURES.columns)
    return "\n".join([header, *(";".join(f"→ {n} {at}" for at in range(14)) for n in range(rows))]).encode()


def wrong_rows(rows: int) -> bytes:
    """Return measures of which every row is wrong in its own way: each number stands twice."""
    sound = "Gemeinde Haßloch;2024;Padlet;Padlet der Vereine;umgesetzt;Programm;belegt"
    header = "Maßnahmen-Nr.;Kommune;Staffel;Kategorie;Bezeichnung;Status;Bezug;Beleg"
    return "\n".join([header, *(f"M{n // 2};{sound}" for n in range(rows))]).encode()


CHECKED: dict[str, tuple[Callable[[int], bytes], str]] = {
    "a different odd text in every cell": (odd_values, TOO_VARIED),
    "a different mistake in every second row": (wrong_rows, check.MORE),
}
ROWS = 1_000_000


@pytest.mark.full
@pytest.mark.parametrize("attack", CHECKED)
def test_file_of_very_many_mistakes_is_not_listed_to_its_end(attack: str) -> None:
    build, sentence = CHECKED[attack]
    (checked,) = check_all([read(build(2 * ENOUGH + 10_000), "massnahmen.csv", headers())]).checked
    assert sentence in {problem.message for problem in checked.errors.templates}


USUAL = {
    "one cell at XFD1048576",
    "zip bomb",
    "entity bomb",
    "external entity",
    "half a workbook",
    "long cell",
    "301 columns",
}


@pytest.mark.parametrize("attack", each(ATTACKS, USUAL))
def test_harmful_file_is_refused_with_its_sentence(attack: str) -> None:
    build, sentence = ATTACKS[attack]
    with pytest.raises(Unreadable) as refusal:
        read(build(), "kommunen.csv")
    assert refusal.value.message == sentence
    assert "{" not in str(refusal.value)


def test_file_beyond_the_size_limit_is_refused_before_it_is_looked_at() -> None:
    with pytest.raises(Unreadable) as refusal:
        read(b"%PDF" + bytes(2 << 20), "a.csv", limits=Limits(size=1 << 20))
    assert str(refusal.value) == "The file has 3 MB. At most 1 MB are read."


@pytest.mark.full
def test_asking_process_stays_small_when_a_file_expands() -> None:
    measured = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    before, after = map(int, measured.stdout.split())
    assert after - before < 100 << 10  # in kB, of the 50 GB and 550 GB the two files ask for


MEASURE = """
import resource
from ek_data.errors import Unreadable
from ek_data.reading.read import read
from tests.reading import books
files = books.expanding_parquet(), books.GHOST
peak = lambda: resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
before = peak()
for file in files:
    try:
        read(file, "a")
    except Unreadable:
        pass
    else:
        raise SystemExit("taken")
print(before, peak())
"""


@pytest.mark.full
def test_child_stopped_by_its_clock_is_told_like_one_stopped_by_its_memory() -> None:
    row = '<row r="{0}"><c r="A{0}"><v>1</v></c><c r="B{0}"><v>1</v></c><c r="C{0}"><v>1</v></c></row>'
    rows = "".join(map(row.format, range(1, 800_000)))
    with pytest.raises(Unreadable) as refusal:
        read(books.raw_xlsx(rows), "a.xlsx", limits=Limits(seconds=1, memory=300 << 20))
    assert refusal.value.message == child.REFUSALS["memory"]
