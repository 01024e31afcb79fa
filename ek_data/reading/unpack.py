"""Run as a script of its own: opens a workbook or Parquet file where it can do no harm.

A file of 1.4 kB (one cell at XFD1048576) aborts any process that opens it, and no `except` catches that. So the file
comes through standard input into a process with little memory and time, and leaves it as Arrow streams, one per
sheet, on standard output. What is refused leaves a code on standard error and exit status 3.

It imports nothing of this package, because it is started alone and isolated.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import sys
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any
from xml.etree import ElementTree

BLOCK = 10_000
RATIO, SMALL, PARTS = 200, 100_000, 5000
MOST = 100
REFUSED = 3
DECIMALS = "decimals"  # the name of the column after the last one of the sheet
THREE_DECIMALS = r"^-?[1-9][0-9]{0,2}\.[0-9]{3}$"
OFFSET = 4  # bytes a cell takes at least, even an empty one

_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*\bt="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_EMPTY_FORMULA = re.compile(rb'<c r="([A-Z]+\d+)"[^>]*(?<!/)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?</c>')


class Refused(Exception):
    """A file that is not opened, with the code of the reason and its values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def confine(memory: int, seconds: int, output: int) -> None:
    """Bound what this process may use, where the system can (not on Windows)."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_FSIZE, (output, output))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def text(value: Any) -> str:
    """Return a cell of a workbook as text: dates in ISO form, numbers with the 15 digits Excel keeps."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else f"{Decimal(format(value, '.15g')):f}"
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


# --- workbooks -------------------------------------------------------------------------------------------------------


def check_archive(data: bytes, unpacked: int) -> None:
    """Refuse an archive that is no workbook, is encrypted, or says that it unpacks to very much."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Refused("damaged") from None
    total = sum(part.file_size for part in parts)
    if total > min(unpacked, RATIO * max(len(data), SMALL)) or len(parts) > PARTS:
        raise Refused("unpacked", size=total >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    names = {part.filename for part in parts}
    if "content.xml" not in names and not any(name.startswith("xl/") for name in names):
        raise Refused("archive")


def sheets(data: bytes, limits: dict[str, int]) -> Iterator[tuple[dict[str, Any], Iterator[list[tuple[Any, ...]]]]]:
    """Yield what is known about each sheet with cells, and its rows in blocks."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(b"PK"):
        check_archive(data, limits["unpacked"])
    elif "EncryptedPackage".encode("utf-16-le") in data:
        raise Refused("encrypted")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refused("encrypted") from None
    except (CalamineError, OSError, ValueError):
        raise Refused("damaged") from None
    paths = sheet_paths(data)
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_name(about.name)
        except (CalamineError, OSError, ValueError):
            yield {"sheet": about.name, "unreadable": True, "width": 1}, iter(())
            continue
        if not sheet.start or not sheet.end:
            continue
        if sheet.end[0] >= limits["rows"]:
            raise Refused("rows")
        if sheet.width > limits["columns"]:
            raise Refused("columns", row=sheet.start[0] + 1, n=sheet.width)
        noted = suspects(data, paths[about.name]) if about.name in paths else {}
        known = {"sheet": about.name, "width": sheet.width, "first_column": sheet.start[1], **noted}
        yield {**known, "hidden": about.visible != SheetVisibleEnum.Visible}, blocks(sheet.iter_rows())


def blocks(rows: Iterator[list[Any]]) -> Iterator[list[tuple[Any, ...]]]:
    """Yield the columns of some thousand rows at a time."""
    from itertools import islice

    while block := list(islice(rows, BLOCK)):
        yield list(zip(*block, strict=True))


def sheet_paths(data: bytes) -> dict[str, str]:
    """Return where in an .xlsx archive each sheet lies; empty for other workbooks."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
        targets = {relation.get("Id"): relation.get("Target", "") for relation in relations}
        book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
        found = {
            sheet.get("name", ""): targets.get(sheet.get(_REFERENCE), "") for sheet in book.iterfind(".//{*}sheet")
        }
        return {
            name: target.lstrip("/") if target.startswith("/") else f"xl/{target}" for name, target in found.items()
        }
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError):
        return {}


def suspects(data: bytes, path: str) -> dict[str, Any]:
    """Return the cells that hold an error like #DIV/0!, and those whose formula has no stored result.

    The library returns both as empty, which is not what the file says.
    """
    errors: list[tuple[str, str]] = []
    formulas: list[str] = []
    rest = b""
    try:
        with zipfile.ZipFile(io.BytesIO(data)).open(path) as part:
            while chunk := part.read(1 << 20):
                chunk = rest + chunk
                end = chunk.rfind(b"<c ")
                rest, chunk = (chunk[end:], chunk[:end]) if end > 0 and len(chunk) < 8 << 20 else (b"", chunk)
                _note(chunk, errors, formulas)
            _note(rest, errors, formulas)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return {}
    return {"errors": errors[:MOST], "errors_n": len(errors), "formulas": formulas[:MOST], "formulas_n": len(formulas)}


def _note(chunk: bytes, errors: list[tuple[str, str]], formulas: list[str]) -> None:
    if b't="e"' in chunk:
        errors += [(cell.decode(), shown.decode(errors="replace")) for cell, shown in _ERROR.findall(chunk)]
    if b"<f" in chunk:
        formulas += [cell.decode() for cell in _EMPTY_FORMULA.findall(chunk)]


def write_workbook(data: bytes, limits: dict[str, int], out: Any) -> None:
    """Write each sheet of a workbook as one Arrow stream of texts."""
    import pyarrow as pa

    for about, columns in sheets(data, limits):
        names = [str(number) for number in range(about["width"])]
        columns_of_text = [(name, pa.string()) for name in [*names, DECIMALS]]
        schema = pa.schema(columns_of_text, metadata={"about": json.dumps(about)})
        with pa.ipc.new_stream(out, schema) as stream:
            for block in columns:
                arrays = [pa.array(map(text, column), pa.string(), size=len(column)) for column in block]
                numbers = [_are_floats(column) for column in block]
                stream.write_batch(pa.record_batch([*arrays, decimals(arrays, numbers)], schema=schema))


def _are_floats(column: tuple[Any, ...]) -> Any:
    """Return which cells of a column are numbers with a fraction, or None where there is none."""
    import pyarrow as pa

    floats = [type(value) is float for value in column]
    return pa.array(floats) if any(floats) else None


def decimals(columns: list[Any], numbers: list[Any]) -> Any:
    """Return for each row the positions of those cells whose text 1.234 is a number with three decimals.

    Written in a text file, the same would be read as 1234.
    """
    import numpy as np
    import pyarrow as pa
    import pyarrow.compute as pc

    found: dict[int, list[str]] = {}
    for position, (texts, floats) in enumerate(zip(columns, numbers, strict=True)):
        if floats is not None:
            mask = pc.fill_null(pc.and_(pc.match_substring_regex(texts, THREE_DECIMALS), floats), False)
            for row in np.flatnonzero(mask.to_numpy(zero_copy_only=False)).tolist():
                found.setdefault(row, []).append(str(position))
    rows = len(columns[0]) if columns else 0
    return pa.array([",".join(found.get(row, ())) for row in range(rows)], pa.string())


# --- Parquet ---------------------------------------------------------------------------------------------------------


def write_parquet(data: bytes, limits: dict[str, int], out: Any) -> None:
    """Write a Parquet file as one Arrow stream of texts, the column names as its first row."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        file = pq.ParquetFile(pa.BufferReader(data), page_checksum_verification=True)
        names = file.schema_arrow.names
        if file.metadata.num_rows > limits["rows"]:
            raise Refused("rows")
        if len(names) > limits["columns"]:
            raise Refused("columns", row=1, n=len(names))
        if file.metadata.num_rows * len(names) * OFFSET > limits["output"]:
            raise Refused("memory")
        odd = [field.name for field in file.schema_arrow if _is_odd(field.type)]
        about = {"width": len(names), "first_column": 0, "odd": odd}
        columns_of_text = [(name, pa.string()) for name in [*map(str, range(len(names))), DECIMALS]]
        schema = pa.schema(columns_of_text, metadata={"about": json.dumps(about)})
        with pa.ipc.new_stream(out, schema) as stream:
            stream.write_batch(pa.record_batch([pa.array([name]) for name in [*names, ""]], schema=schema))
            rows = 0
            for batch in file.iter_batches(batch_size=BLOCK, use_threads=False):
                batch.validate(full=True)
                rows += len(batch)
                if rows > limits["rows"]:
                    raise Refused("rows")
                arrays = [texts(column) for column in batch.columns]
                numbers = [_number_column(column) for column in batch.columns]
                stream.write_batch(pa.record_batch([*arrays, decimals(arrays, numbers)], schema=schema))
    except pa.ArrowMemoryError:
        raise Refused("memory") from None
    except (pa.ArrowException, OSError, ValueError, RuntimeError):
        raise Refused("damaged") from None


def _number_column(column: Any) -> Any:
    import pyarrow as pa

    numeric = pa.types.is_floating(column.type) or pa.types.is_decimal(column.type)
    return pa.repeat(True, len(column)) if numeric else None


def _is_odd(kind: Any) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_nested(kind) or pa.types.is_binary(kind) or pa.types.is_large_binary(kind))


def texts(array: Any) -> Any:
    """Return a Parquet column as texts: times without an idle zero part, truth values as Excel writes them."""
    import pyarrow as pa
    import pyarrow.compute as pc

    if pa.types.is_dictionary(array.type):
        array = array.dictionary_decode()
    if pa.types.is_boolean(array.type):
        return pc.fill_null(pc.if_else(array, "TRUE", "FALSE"), "")
    if _is_odd(array.type):
        return pa.array([_json(value) for value in array.to_pylist()], pa.string())
    shown = pc.fill_null(array.cast(pa.string()), "")
    if pa.types.is_timestamp(array.type) or pa.types.is_time(array.type):
        shown = pc.replace_substring_regex(shown, r"\.0+(Z|[+-]\d\d:?\d\d)?$", r"\1")
    if pa.types.is_timestamp(array.type):
        shown = pc.replace_substring_regex(shown, r" 00:00:00$", "")
    return shown


def _json(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode(errors="backslashreplace")
    return json.dumps(value, ensure_ascii=False, default=str)


def main() -> int:
    """Read standard input as the kind and within the limits given as arguments."""
    kind, limits = sys.argv[1], json.loads(sys.argv[2])
    confine(limits["memory"], limits["seconds"], limits["output"])
    try:
        data = sys.stdin.buffer.read()
        with sys.stdout.buffer as out:
            (write_parquet if kind == "parquet" else write_workbook)(data, limits, out)
    except Refused as refusal:
        print(json.dumps({"code": refusal.code, **refusal.values}), file=sys.stderr)
        return REFUSED
    except MemoryError:
        print(json.dumps({"code": "memory"}), file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
