"""Run as a script of its own: opens a workbook or Parquet file where it can do no harm.

A file of 1.4 kB (one cell at XFD1048576) aborts any process that opens it, and no `except` catches that. So the file
comes through standard input into a process with little memory and time, and leaves it as Arrow streams, one per
sheet, on standard output. What is refused leaves a code on standard error and the exit status `REFUSED`.

It imports nothing of this package, because it is started alone and isolated.
"""

from __future__ import annotations

import datetime as dt
import errno
import io
import json
import math
import posixpath
import re
import sys
import time
import zipfile
from array import array
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from html import unescape
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

BLOCK = 10_000
RATIO, SMALL, PARTS = 200, 100_000, 5000
MOST = 100
REFUSED = 64  # not 3, with which Windows ends a process that gives itself up
MOST_MERGED = 10_000
OUR_NAME = "ek_data"  # under which we write comments into files that go back
MOST_STYLES = 100  # from here on it is quicker to look at each style than for some of them
PLAIN, TRUTH = 1, 2  # the formats of numbers without one and of truth values, before those of the file
OFFSET = 6  # bytes a cell takes at least, even an empty one

_GENERAL = ("0", "49")  # a number as it is, and text
_REFERENCE = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_ERROR = re.compile(rb'<c (?=[^>]*\br="([A-Z]+\d+)")[^>]*\bt="e"[^>]*>(?:(?!</c>).)*?<v>([^<]*)</v>', re.DOTALL)
_EMPTY_FORMULA = re.compile(
    rb'<c (?=[^>]*\br="([A-Z]+\d+)")(?:(?![^>]*\bt="str")[^>]*(?<!/)><f(?:[^>]*/>|[^>]*>[^<]*</f>)(?:<v\s*/>|<v></v>)?'
    rb"|[^>]*(?<!/)><f(?:[^>]*/>|[^>]*>[^<]*</f>))</c>"
)
"""A formula without a stored result; that of a text which is empty has one, <v></v>."""
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PASSWORD = re.compile(rb"\x09\x08(?:\x08\0.{8}|\x10\0.{16})(?:\x86\0\0\0)?\x2f\0", re.DOTALL)
"""How an .xls with a password begins: BOF, perhaps "reserved for writing", FILEPASS."""
_HIDDEN_ROW = re.compile(rb'[<:]row (?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\br="(\d+)")[^>]*(?<!/)>(?!</)')
_HIDDEN_COLUMN = re.compile(rb'[<:]col (?=[^>]*\bhidden="(?:1|true)")(?=[^>]*\bmin="(\d+)")(?=[^>]*\bmax="(\d+)")')
_STRUCK = rb'[<:]c (?=[^>]*\bs="(?:%b)")(?=[^>]*\br="([A-Z]+\d+)")[^>]*(?<!/)>(?!</)'
_COMMENT = re.compile(rb'[<:]comment (?=[^>]*\bref="([A-Z]+\d+)")(?=[^>]*\bauthorId="(\d+)")')
_AUTHOR = re.compile(rb"[<:]author(?:/|>([^<]*))")
_TRUE = ("1", "true")
_STRING = re.compile(rb"<si\b[^>]*?(?:/>|>(.*?)</si>)", re.DOTALL)
_PART, _TEXT = re.compile(rb"<r>(.*?)</r>", re.DOTALL), re.compile(rb"<t\b[^>]*?(?<!/)>([^<]*)</t>")
_STRUCK_PART = re.compile(rb'<strike(?:/| val="(?:1|true)")')
_OF_STRING = rb'[<:]c (?=[^>]*\br="([A-Z]+)(\d+)")(?=[^>]*\bt="s")[^>]*>(?:<f[^>]*>[^<]*</f>)?<v>(%b)</v>'
_RAISED = str.maketrans("0123456789()+-=", "⁰¹²³⁴⁵⁶⁷⁸⁹⁽⁾⁺⁻⁼")
_SPANS = re.compile(
    rb'<table:table [^>]*?table:name="(?P<table>[^"]*)"|<table:table-row\b(?P<row>[^>]*)>'
    rb"|<table:(?:covered-)?table-cell\b(?P<cell>[^>]*)>"
)
"""What tells in an .ods where a cell stands and how far it reaches."""

Block = list[tuple[Any, ...]]  # the columns of some rows


class Refused(Exception):
    """A file that is not opened, with the code of the reason and its values."""

    def __init__(self, code: str, **values: Any) -> None:
        super().__init__(code)
        self.code, self.values = code, values


def load(kind: str) -> None:
    """Import the libraries for a kind of file, before its time begins to count.

    Where pyarrow finds NumPy it imports it, and with it pandas: most of a second for what is not needed here.
    """
    sys.modules["numpy"] = None  # type: ignore[assignment]
    import pyarrow

    if kind == "parquet":
        import pyarrow.parquet  # noqa: F401
    else:
        import python_calamine  # noqa: F401


def confine(memory: int, seconds: int, output: int) -> None:
    """Bound what this process may use from now on. Windows has nothing of the kind: there only the clock stops it."""
    if sys.platform == "win32":
        return
    import resource

    until = math.ceil(time.process_time()) + seconds
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (until, until + 1))  # one more: only then is it killed without a word
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
        digits = format(value + 0.0, ".15g")  # without the sign of -0.0
        return f"{Decimal(digits):f}" if "e" in digits else digits
    if isinstance(value, dt.datetime):
        return value.date().isoformat() if value.time() == dt.time() else value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


def check_archive(data: bytes, unpacked: int) -> None:
    """Refuse an archive that is no workbook, is encrypted, or says that it unpacks to very much."""
    names = check_parts(data, unpacked)
    if "content.xml" not in names and not any(name.startswith("xl/") for name in names):
        raise Refused("archive")


def check_parts(data: bytes, unpacked: int) -> set[str]:
    """Return the names of the parts of an archive; refuse one that is encrypted or unpacks to very much."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError):
        raise Refused("damaged") from None
    total = sum(part.file_size for part in parts)
    if total > min(unpacked, RATIO * max(len(data), SMALL)) or len(parts) > PARTS:
        raise Refused("unpacked", size=total >> 20)
    if any(part.flag_bits & 1 for part in parts):
        raise Refused("encrypted")
    return {part.filename for part in parts}


def embedded(data: bytes, limits: dict[str, int]) -> Iterator[tuple[dict[str, Any], Noted, Iterator[Block]]]:
    """Yield what `sheets` yields for each workbook inside a presentation, the sheets of one after those of another."""
    names = check_parts(data, limits["unpacked"])
    archive = zipfile.ZipFile(io.BytesIO(data))
    for name in sorted(name for name in names if name.startswith("ppt/embeddings/") and name.endswith(".xlsx")):
        yield from sheets(archive.read(name), limits)


def sheets(data: bytes, limits: dict[str, int]) -> Iterator[tuple[dict[str, Any], Noted, Iterator[Block]]]:
    """Yield what is known about each sheet with cells, what its XML says besides, and its rows in blocks."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    if data.startswith(b"PK"):
        check_archive(data, limits["unpacked"])
    elif "EncryptedPackage".encode("utf-16-le") in data or (data.startswith(_OLE) and _PASSWORD.search(data)):
        raise Refused("encrypted")
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    except PasswordError:
        raise Refused("encrypted") from None
    except (CalamineError, OSError, ValueError):
        raise Refused("damaged") from None
    strings = shared_strings(data)
    paths, looks, spans = sheet_paths(data), cell_styles(data), spanned(data)
    (formats, styles), struck = number_formats(looks), struck_styles(looks)
    for about in book.sheets_metadata:
        if about.typ != SheetTypeEnum.WorkSheet:
            continue
        try:
            sheet = book.get_sheet_by_name(about.name)
        except (CalamineError, OSError, ValueError):
            yield {"sheet": about.name, "unreadable": True, "width": 1}, Noted({}, 0), iter(())
            continue
        if not sheet.start or not sheet.end:
            continue
        if sheet.end[0] >= limits["rows"]:
            raise Refused("rows")
        if sheet.width > limits["columns"]:
            raise Refused("columns", row=sheet.start[0] + 1, n=sheet.width)
        noted = Noted(styles, sheet.end[0] + 1, struck, strings)
        if about.name in paths:
            noted.read(data, paths[about.name])
            noted.comments = commented(data, paths[about.name])
        known = {"sheet": about.name, "width": sheet.width, "first_column": sheet.start[1], **noted.suspects()}
        known |= {
            "formats": formats,
            "formatted": about.name in paths,
            "merged": merged(sheet) or spans.get(about.name, []),
        }
        yield {**known, "hidden": about.visible != SheetVisibleEnum.Visible}, noted, blocks(sheet.iter_rows())


def merged(sheet: Any) -> list[tuple[int, int, int, int]]:
    """Return the merged areas of a sheet: first row, first column, last row, last column, counted from 0."""
    areas = sheet.merged_cell_ranges or ()
    return [(*first, *last) for first, last in areas[: MOST_MERGED + 1]]


def spanned(data: bytes) -> dict[str, list[tuple[int, int, int, int]]]:
    """Return the merged areas of each sheet of an .ods, of which the library says nothing; none of other workbooks."""
    try:
        content = zipfile.ZipFile(io.BytesIO(data)).read("content.xml")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return {}
    found: dict[str, list[tuple[int, int, int, int]]] = {}
    areas: list[tuple[int, int, int, int]] = []
    top = left = high = 0
    for match in _SPANS.finditer(content) if b"-spanned=" in content else ():
        row, cell = match["row"], match["cell"]
        if cell is not None:
            down, across = _count(b"rows-spanned", cell), _count(b"columns-spanned", cell)
            if max(down, across) > 1 and len(areas) <= MOST_MERGED:
                areas.append((top, left, top + down - 1, left + across - 1))
            left += _count(b"columns-repeated", cell)
        elif row is not None:
            top, left, high = top + high, 0, _count(b"rows-repeated", row)
        else:
            name = unescape(match["table"].decode(errors="replace"))
            areas, top, left, high = found.setdefault(name, []), 0, 0, 0
    return found


def _count(name: bytes, attributes: bytes) -> int:
    """Return a number of cells of an .ods, which is one where nothing is said."""
    match = re.search(rb'table:number-%b="(\d{1,7})"' % name, attributes) if name in attributes else None
    return int(match[1]) if match else 1


def blocks(rows: Iterator[list[Any]]) -> Iterator[Block]:
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


def cell_styles(data: bytes) -> ElementTree.Element:
    """Return what an .xlsx says of the styles of its cells; nothing of other workbooks."""
    try:
        return ElementTree.fromstring(zipfile.ZipFile(io.BytesIO(data)).read("xl/styles.xml"))
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError):
        return ElementTree.Element("styleSheet")


def number_formats(styles: ElementTree.Element) -> tuple[list[str | int], dict[bytes, int]]:
    """Return the number formats of an .xlsx, and for each cell style with one of them its number, after `TRUTH`.

    A format that a file names by number only is that number; 00000 is a code. Styles of texts and of numbers as they
    are have none.
    """
    own = {each.get("numFmtId"): each.get("formatCode", "") for each in styles.iterfind("{*}numFmts/{*}numFmt")}
    used = [each.get("numFmtId", "0") for each in styles.iterfind("{*}cellXfs/{*}xf")]
    named = {number: own.get(number) or _built_in(number) for number in used if number not in _GENERAL}
    codes = list(dict.fromkeys(code for code in named.values() if code not in ("General", "@")))
    numbers = {code: at for at, code in enumerate(codes, start=TRUTH + 1)}
    found = {at: numbers.get(named[number]) for at, number in enumerate(used) if number in named}
    return codes, {str(at).encode(): number for at, number in found.items() if number}


def _built_in(number: str) -> str | int:
    return int(number) if number.isdecimal() else "General"


def struck_styles(styles: ElementTree.Element) -> set[bytes]:
    """Return the cell styles of an .xlsx whose font is struck through."""
    strikes = [font.find("{*}strike") for font in styles.iterfind("{*}fonts/{*}font")]
    fonts = {str(at) for at, strike in enumerate(strikes) if strike is not None and strike.get("val", "1") in _TRUE}
    used = styles.iterfind("{*}cellXfs/{*}xf")
    return {str(at).encode() for at, style in enumerate(used) if style.get("fontId") in fonts}


def shared_strings(data: bytes) -> dict[bytes, str | None]:
    """Return by number the texts of an .xlsx with raised signs, as such, and None for one that is struck in part.

    The library joins "300" and a raised "1" to "3001".
    """
    try:
        part = zipfile.ZipFile(io.BytesIO(data)).read("xl/sharedStrings.xml")
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        return {}
    found: dict[bytes, str | None] = {}
    for at, match in enumerate(_STRING.finditer(part) if b"superscript" in part or b"<strike" in part else ()):
        content = match[1] or b""
        if b'"superscript"' in content:
            found[str(at).encode()] = _with_raised(content)
        elif _STRUCK_PART.search(content):
            found[str(at).encode()] = None
    return found


def _with_raised(content: bytes) -> str:
    """Return the text of parts of which some are raised."""
    texts = []
    for part in _PART.findall(content):
        text = unescape(b"".join(_TEXT.findall(part)).decode(errors="replace"))
        texts.append(text.translate(_RAISED) if b'"superscript"' in part else text)
    return "".join(texts)


def commented(data: bytes, path: str) -> list[str]:
    """Return the addresses of the cells of a sheet of an .xlsx with a comment that somebody else wrote."""
    folder, _, name = path.rpartition("/")
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        relations = ElementTree.fromstring(archive.read(f"{folder}/_rels/{name}.rels"))
        targets = [each.get("Target", "") for each in relations if each.get("Type", "").endswith("/comments")]
        parts = [archive.read(posixpath.normpath(posixpath.join("/", folder, target))[1:]) for target in targets]
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError, ValueError, OSError):
        return []
    return [cell.decode() for part in parts for cell, author in _COMMENT.findall(part) if not _is_ours(part, author)]


def _is_ours(part: bytes, author: bytes) -> bool:
    authors = _AUTHOR.findall(part)
    return int(author) < len(authors) and authors[int(author)] == OUR_NAME.encode()


class Noted:
    """What the XML of a sheet says of its cells that the library does not: errors, lost results, number formats.

    Cells that hold an error like #DIV/0!, and those whose formula has no stored result, come from the library as
    empty, which is not what the file says.
    """

    def __init__(
        self,
        styles: dict[bytes, int],
        rows: int,
        struck: Collection[bytes] = (),
        strings: Mapping[bytes, str | None] = MappingProxyType({}),
    ) -> None:
        self.styles, self.rows = styles, rows
        self.hidden: list[int] = []
        self.hidden_columns: list[tuple[int, int]] = []  # from one to another, counted from 1
        self.struck: list[str] = []
        self.comments: list[str] = []
        self.striking = re.compile(_STRUCK % b"|".join(struck)) if struck else None
        self.errors: list[tuple[str, str]] = []
        self.formulas: list[str] = []
        self.formats: dict[bytes, array[int]] = {}
        ids = b"|".join(styles) if len(styles) <= MOST_STYLES else rb"\d+"
        self.strings = strings
        self.raised: dict[bytes, dict[int, str]] = {}
        self.of_strings = re.compile(_OF_STRING % b"|".join(strings)) if strings else None
        self.formatted = re.compile(
            rb'[<:]c (?=[^>]*?\bs="(%b)")(?=[^>]*?\br="([A-Z]+)(\d+)")(?![^>]*?\bt="[sie])' % ids
        )

    def read(self, data: bytes, path: str) -> None:
        rest = b""
        try:
            with zipfile.ZipFile(io.BytesIO(data)).open(path) as part:
                while chunk := part.read(1 << 20):
                    chunk = rest + chunk
                    end = max(chunk.rfind(b"<c "), chunk.rfind(b":c "))
                    rest, chunk = (chunk[end:], chunk[:end]) if end > 0 and len(chunk) < 8 << 20 else (b"", chunk)
                    self._look(chunk)
                self._look(rest)
        except (zipfile.BadZipFile, KeyError, ValueError, OSError):
            self.errors, self.formulas, self.formats, self.hidden, self.struck, self.raised = [], [], {}, [], [], {}

    def suspects(self) -> dict[str, Any]:
        errors, formulas = self.errors, self.formulas
        counts = {"errors_n": len(errors), "formulas_n": len(formulas)}
        counts |= {"hidden_rows": len(self.hidden), "struck": len(self.struck), "comments": len(self.comments)}
        firsts = {"first_hidden": self.hidden[:1], "first_struck": self.struck[:1], "first_comment": self.comments[:1]}
        named = {"errors": errors[:MOST], "formulas": formulas[:MOST], "hidden_columns": self.hidden_columns[:MOST]}
        return {**named, **counts, **firsts}

    def texts(self, column: int, start: int, values: tuple[Any, ...]) -> Iterator[str]:
        """Return the texts of `values`, which stand in a column from row `start` on, raised signs as such."""
        raised = self.raised.get(letters(column))
        if raised is None:
            return map(text, values)
        return (raised.get(at) or text(value) for at, value in enumerate(values, start))

    def codes(self, column: int, start: int, values: tuple[Any, ...]) -> array[int]:
        """Return the number of the format of each of `values`, which stand in a column from row `start` on."""
        formats = self.formats.get(letters(column))
        codes = formats[start : start + len(values)] if formats else array("H", bytes(2 * len(values)))
        for at, value in enumerate(values):
            if type(value) is float:
                codes[at] = codes[at] or PLAIN
            elif type(value) is bool:
                codes[at] = TRUTH
        return codes

    def _look(self, chunk: bytes) -> None:
        if b't="e"' in chunk:
            self.errors += [(cell.decode(), shown.decode(errors="replace")) for cell, shown in _ERROR.findall(chunk)]
        if b"<f" in chunk:
            self.formulas += [cell.decode() for cell in _EMPTY_FORMULA.findall(chunk)]
        if b"hidden=" in chunk:
            self.hidden += [int(row) for row in _HIDDEN_ROW.findall(chunk) if int(row) <= self.rows]
            self.hidden_columns += [(int(first), int(last)) for first, last in _HIDDEN_COLUMN.findall(chunk)]
        if self.striking:
            self.struck += [cell.decode() for cell in self.striking.findall(chunk)]
        for over, row, number in self.of_strings.findall(chunk) if self.of_strings else ():
            text = self.strings[number]
            if text is None:
                self.struck.append((over + row).decode())
            else:
                self.raised.setdefault(over, {})[int(row) - 1] = text
        if self.styles:
            self._note_formats(chunk)

    def _note_formats(self, chunk: bytes) -> None:
        formats, styles, rows = self.formats, self.styles, self.rows
        for style, over, row in self.formatted.findall(chunk):
            if style in styles and (at := int(row)) <= rows:
                if over not in formats:
                    formats[over] = array("H", bytes(2 * rows))
                formats[over][at - 1] = styles[style]


def letters(column: int) -> bytes:
    """Return the letters over a column in Excel: 0 is A, 26 is AA."""
    text, rest = b"", column + 1
    while rest:
        rest, letter = divmod(rest - 1, 26)
        text = bytes([ord("A") + letter]) + text
    return text


def write_workbook(data: bytes, limits: dict[str, int], out: Any, found: Any = sheets) -> None:
    """Write each sheet `found` in a file as one Arrow stream: the texts of its columns, then their formats."""
    import pyarrow as pa

    for about, noted, columns in found(data, limits):
        start, first = 0, about.get("first_column", 0)
        with pa.ipc.new_stream(out, schema := _schema(about)) as stream:
            for block in columns:
                texts = [noted.texts(first + at, start, column) for at, column in enumerate(block)]
                arrays = [pa.array(each, pa.string(), size=len(block[0])) for each in texts]
                codes = [_whole(noted.codes(first + at, start, column)) for at, column in enumerate(block)]
                stream.write_batch(pa.record_batch([*arrays, *codes], schema=schema))
                start += len(block[0])


def _whole(numbers: array[int]) -> Any:
    """Return numbers of two bytes as a column, without a copy."""
    import pyarrow as pa

    return pa.Array.from_buffers(pa.uint16(), len(numbers), [None, pa.py_buffer(numbers)])


def _schema(about: dict[str, Any]) -> Any:
    """Return the schema of a table of texts, with a format for each of them."""
    import pyarrow as pa

    names = [str(number) for number in range(about["width"])]
    columns = [*((name, pa.string()) for name in names), *((f"format {name}", pa.uint16()) for name in names)]
    return pa.schema(columns, metadata={"about": json.dumps(about)})


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
        schema = _schema(about)
        with pa.ipc.new_stream(out, schema) as stream:
            header = [*(pa.array([name]) for name in names), *[pa.array([0], pa.uint16())] * len(names)]
            stream.write_batch(pa.record_batch(header, schema=schema))
            rows = 0
            for batch in file.iter_batches(batch_size=BLOCK, use_threads=False):
                batch.validate(full=True)
                rows += len(batch)
                if rows > limits["rows"]:
                    raise Refused("rows")
                arrays = [texts(column) for column in batch.columns]
                codes = [_codes(column) for column in batch.columns]
                stream.write_batch(pa.record_batch([*arrays, *codes], schema=schema))
    except pa.ArrowMemoryError:
        raise Refused("memory") from None
    except (pa.ArrowException, OSError, ValueError, RuntimeError) as error:
        too_much = isinstance(error, OSError) and error.errno == errno.EFBIG
        raise Refused("memory" if too_much else "damaged") from None


def _codes(column: Any) -> Any:
    """Return the format of each cell of a Parquet column: that of a number as it is, or none."""
    import pyarrow as pa

    numeric = pa.types.is_floating(column.type) or pa.types.is_decimal(column.type)
    return pa.repeat(pa.scalar(PLAIN if numeric else 0, pa.uint16()), len(column))


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
    if pa.types.is_duration(array.type):
        return pa.array(map(text, array.to_pylist()), pa.string())
    shown = pc.fill_null(array.cast(pa.string()), "")
    if pa.types.is_floating(array.type):
        return _in_full(shown)
    if pa.types.is_timestamp(array.type) or pa.types.is_time(array.type):
        shown = pc.replace_substring_regex(shown, r"\.0+(Z|[+-]\d\d:?\d\d)?$", r"\1")
    if pa.types.is_timestamp(array.type):
        shown = pc.replace_substring_regex(shown, r" 00:00:00$", "")
    return shown


def _in_full(numbers: Any) -> Any:
    """Return the texts of floating numbers without exponents; one that is none is missing."""
    import pyarrow as pa
    import pyarrow.compute as pc

    numbers = pc.if_else(pc.equal(numbers, "nan"), "", numbers)
    if not pc.any(pc.match_substring(numbers, "e")).as_py():
        return numbers
    return pa.array([f"{Decimal(number):f}" if "e" in number else number for number in numbers.to_pylist()])


def _json(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bytes):
        return value.decode(errors="backslashreplace")
    return json.dumps(value, ensure_ascii=False, default=str)


def main() -> int:
    """Read standard input as the kind and within the limits given as arguments."""
    kind, limits = sys.argv[1], json.loads(sys.argv[2])
    load(kind)
    confine(limits["memory"], limits["seconds"], limits["output"])
    try:
        data = sys.stdin.buffer.read()
        with sys.stdout.buffer as out:
            if kind == "parquet":
                write_parquet(data, limits, out)
            else:
                write_workbook(data, limits, out, embedded if kind == "deck" else sheets)
    except Refused as refusal:
        print(json.dumps({"code": refusal.code, **refusal.values}), file=sys.stderr)
        return REFUSED
    except MemoryError:
        return _refuse("memory")
    except OSError as error:
        return _refuse("memory" if error.errno == errno.EFBIG else "unknown")
    except BaseException as error:  # also a panic of the library, which is no Exception
        return _refuse("memory" if "capacity overflow" in str(error) else "unknown")
    return 0


def _refuse(code: str) -> int:
    print(json.dumps({"code": code}), file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
