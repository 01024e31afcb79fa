"""Workbooks and Parquet files built in code, sound and malicious ones."""

from __future__ import annotations

import datetime as dt
import io
import struct
import zipfile
from collections.abc import Iterable, Mapping

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
PARTS = {
    "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{SHEET_TYPE}.worksheet+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r" Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}">'
    '<sheets><sheet name="S" sheetId="1" r:id="r"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
    f'<Relationship Id="r" Type="{RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
}
ODS = "urn:oasis:names:tc:opendocument:xmlns"


def xlsx(sheets: Mapping[str, Iterable[Iterable[object]]], hidden: str = "") -> bytes:
    """Return a workbook as Excel writes it; dates get a date format."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"default_date_format": "dd.mm.yyyy"}) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            if name == hidden:
                sheet.hide()
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return out.getvalue()


def raw_xlsx(cells: str, doctype: str = "", *, book_doctype: str = "", sheet_name: str = "S") -> bytes:
    """Return the smallest workbook whose only sheet holds the XML `cells`."""
    sheet = f'{doctype}<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    book = book_doctype + PARTS["xl/workbook.xml"].replace('name="S"', f'name="{sheet_name}"')
    return zipped({**PARTS, "xl/workbook.xml": book, "xl/worksheets/sheet1.xml": sheet})


def with_strings(cells: str, strings: str) -> bytes:
    """Return the smallest workbook whose cells refer to `strings`, the XML of shared strings."""
    relation = f'<Relationship Id="s" Type="{RELATIONS}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    name, parts = "xl/_rels/workbook.xml.rels", dict(PARTS)
    parts[name] = parts[name].replace("</Relationships>", relation)
    parts["xl/worksheets/sheet1.xml"] = f'<worksheet xmlns="{MAIN}"><sheetData>{cells}</sheetData></worksheet>'
    return zipped({**parts, "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{strings}</sst>'})


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def nested_archives(depth: int) -> bytes:
    """Return an archive that holds ten archives that hold ten archives …: 10 ** depth files of a megabyte each."""
    content, name = b" " * 1_000_000, "a.txt"
    for _level in range(depth):
        content = zipped({f"{number}-{name}": content for number in range(10)})
        name = "a.zip"
    return content


def nested_parquet(depth: int) -> bytes:
    """Return a column of lists of lists of lists …"""
    kind, value = pa.int64(), 1
    for _level in range(depth):
        kind, value = pa.list_(kind), [value]
    return parquet({"a": pa.array([value], kind)})


def ods(rows: Iterable[Iterable[str]], repeated: str = "", *, rows_repeated: str = "", doctype: str = "") -> bytes:
    """Return an OpenDocument sheet of texts."""
    cell = f'<table:table-cell office:value-type="string" {repeated}><text:p>{{}}</text:p></table:table-cell>'
    body = "".join(
        f"<table:table-row {rows_repeated}>{''.join(map(cell.format, row))}</table:table-row>" for row in rows
    )
    spaces = "".join(f' xmlns:{name}="{ODS}:{name}:1.0"' for name in ("office", "table", "text"))
    content = (
        f"{doctype}<office:document-content{spaces}><office:body><office:spreadsheet>"
        f'<table:table table:name="Tabelle1">{body}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = f'<manifest:manifest xmlns:manifest="{ODS}:manifest:1.0"/>'
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return zipped({"mimetype": kind, "META-INF/manifest.xml": manifest, "content.xml": content})


def parquet(columns: Mapping[str, object]) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, compression="zstd")
    return out.getvalue()


def expanding_parquet() -> bytes:
    """Return 600 bytes that become 50 GB: one long text, referred to 50,000 times."""
    return parquet(
        {"s": pa.DictionaryArray.from_arrays(pa.array([0] * 50_000, pa.int32()), pa.array(["x" * 1_000_000]))}
    )


def lying(archive: bytes) -> bytes:
    """Return the archive with a central directory that says its last part is 1,000 bytes long."""
    at = archive.rfind(b"PK\x01\x02") + 24
    return archive[:at] + struct.pack("<I", 1000) + archive[at + 4 :]


def cell(address: str, text: str) -> str:
    return f'<row><c r="{address}" t="inlineStr"><is><t>{text}</t></is></c></row>'


def row(number: int, *contents: str, kind: str = "n") -> str:
    cells = (f'<c r="{chr(65 + at)}{number}" t="{kind}">{content}</c>' for at, content in enumerate(contents))
    return f'<row r="{number}">{"".join(cells)}</row>'


GHOST = raw_xlsx(cell("A1", "a") + cell("XFD1048576", "x"))
SAMPLE = xlsx({"Kommunen": [["Kommune", "Beitritt", "Anteil"], ["Puderbach", dt.date(2024, 11, 23), 0.5]]})
