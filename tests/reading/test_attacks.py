"""Files made to do harm: each is refused with a sentence, and the process that asked stays small."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable

import pyarrow as pa
import pytest

from ek_data.errors import Unreadable
from ek_data.reading import Limits, child, decoding, kinds, limits, read
from tests.reading import books

ENTITIES = "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(9))
DOCTYPE = f'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">{ENTITIES}]>'
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

ATTACKS: dict[str, tuple[Callable[[], bytes], str]] = {
    "one cell at XFD1048576": (lambda: books.GHOST, child.REFUSALS["memory"]),
    "zip bomb": (lambda: books.raw_xlsx(" " * 100_000_000), child.REFUSALS["unpacked"]),
    "zip bomb that lies about its size": (
        lambda: books.lying(books.raw_xlsx(" " * 100_000_000)),
        child.REFUSALS["damaged"],
    ),
    "entity bomb": (lambda: books.raw_xlsx(books.cell("A1", "&j;"), DOCTYPE), child.REFUSALS["damaged"]),
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
    "half a Parquet file": (lambda: books.parquet({"a": [1]})[:200], child.REFUSALS["damaged"]),
    "endless line": (lambda: b"a" * 50_000_000, limits.TOO_LONG_LINE),
    "long cell": (lambda: b"a;b\n" + b"x" * 32_768 + b";1\n", limits.TOO_LONG),
    "301 columns": (lambda: b";".join([b"a"] * 301), limits.TOO_MANY_COLUMNS),
    "millions of rows": (lambda: b"1\n" * 2_000_001, limits.TOO_MANY_ROWS),
    "flood of NUL": (lambda: bytes(1_000_000), decoding.BINARY),
    "binary data": (lambda: bytes(range(256)) * 100, decoding.BINARY),
    "nothing": (lambda: b"", kinds.EMPTY),
    "nothing but separators": (lambda: b"\xef\xbb\xbf;;\r\n;;\r\n", kinds.EMPTY),
    "PDF": (lambda: b"%PDF-1.7 \n1;2", kinds.OTHERS[0][1]),
    "compressed CSV": (lambda: b"\x1f\x8b\x08" + bytes(20), kinds.OTHERS[1][1]),
    "web page": (lambda: b" <!DOCTYPE html><table><tr><td>1</td></tr></table>", kinds.MARKUP),
    "JSON": (lambda: b'[{"a": 1}]', kinds.JSON),
}


@pytest.mark.parametrize("attack", ATTACKS)
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


def test_asking_process_stays_small_when_a_file_expands() -> None:
    measured = subprocess.run([sys.executable, "-c", MEASURE], capture_output=True, text=True, check=True)
    before, after = map(int, measured.stdout.split())
    assert after - before < 100 << 10  # in kB, of the 50 GB and 550 GB the two files ask for


MEASURE = """
import resource
from ek_data.errors import Unreadable
from ek_data.reading import read
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


def test_child_stopped_by_its_clock_is_told_like_one_stopped_by_its_memory() -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 400_000))
    with pytest.raises(Unreadable) as refusal:
        read(books.raw_xlsx(rows), "a.xlsx", limits=Limits(seconds=1, memory=300 << 20))
    assert refusal.value.message == child.REFUSALS["memory"]
