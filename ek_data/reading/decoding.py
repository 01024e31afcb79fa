"""Bytes to text: byte order mark, strict UTF-8, else Windows-1252.

These few rules beat every statistical detector on German files. Plausibility is used to report, never to choose.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ek_data.errors import Finding, Problem, Repair, Unreadable
from ek_data.i18n import N_
from ek_data.reading.kinds import EMPTY

MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
BINARY = N_("The file holds binary data, not a table.")
BROKEN = N_("The file is damaged: byte {at} does not belong to the encoding {encoding}. Such places are marked with �.")
CUT = N_("The file ends in the middle of a character. It is probably incomplete.")
NULS = N_("NUL characters removed: {n}. The file may be damaged.")
CTRL_Z = N_("The end-of-file mark Ctrl-Z was removed.")
TWICE = N_("A second byte order mark was removed.")
MIXED = N_("This line is not UTF-8 like the others. It was read as Windows-1252.")
MIXED_MORE = N_("Lines that are not UTF-8 like the others, read as Windows-1252: {n}.")
DOUBTFUL = N_("The file was read as Windows-1252, but the letters look unusual. Please check special characters.")
NOTHING = b' \t\r\n;,|"'
MOST = 20

_WINDOWS_1252 = "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x00\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f"))
_LETTER = r"[^\W\d_]"
_ODD = re.compile(
    "[\u0080-\u009f]"
    f"|{_LETTER}[„”“‚¤¥¢ƒ†‡‰‹›¦¨ª«»º…˜¯¸÷×¹²³¬þð™§]{_LETTER}"
    f"|{_LETTER}[¼½¾¿±¶¡]|£{_LETTER}|€[a-z]{{2}}"
    "|[a-z][ŠŸŽ]|[ŠŸ][a-z]{2}[a-zŠŸ]"
)


@dataclass(frozen=True)
class Text:
    """A text file as valid UTF-8 without byte order mark, the encoding it came in, and what was noticed."""

    utf8: bytes
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes) -> Text:
    """Return the text of a file as UTF-8, or raise `Unreadable` if it is none."""
    text = _marked(data) or _sixteen(data) or _eight(data)
    utf8, findings = text.utf8, list(text.findings)
    if b"\0" in utf8:
        nuls = utf8.count(0)
        findings.append(Problem(NULS, {"n": nuls}, row=utf8.count(b"\n", 0, utf8.index(0)) + 1))
        utf8 = utf8.replace(b"\0", b"")
    if utf8[-3:].rstrip(b"\r\n").endswith(b"\x1a"):
        findings.append(Repair(CTRL_Z))
        utf8 = utf8.rstrip(b"\r\n").rstrip(b"\x1a")
    if utf8.startswith(codecs.BOM_UTF8):
        findings.append(Repair(TWICE))
        utf8 = utf8.removeprefix(codecs.BOM_UTF8)
    if not utf8[:4096].strip(NOTHING) and not utf8.strip(NOTHING):
        raise Unreadable(EMPTY)
    return Text(utf8, text.encoding, tuple(findings))


def _marked(data: bytes) -> Text | None:
    """Decode by the byte order mark, if there is one of UTF-16 or UTF-32."""
    for mark, encoding in MARKS:
        if data.startswith(mark) and encoding != "utf-8":
            return _transcoded(data[len(mark) :], encoding)
    return None


def _sixteen(data: bytes) -> Text | None:
    """Decode UTF-16 without a mark: every second byte of Western text is NUL."""
    start = data[:4096]
    if len(start) < 4:
        return None
    low, high = start[0::2].count(0) / len(start[0::2]), start[1::2].count(0) / len(start[1::2])
    if high > 0.6 and low < 0.1:
        return _transcoded(data, "utf-16-le")
    if low > 0.6 and high < 0.1:
        return _transcoded(data, "utf-16-be")
    return None


def _transcoded(data: bytes, encoding: str) -> Text:
    try:
        return Text(data.decode(encoding).encode(), encoding)
    except UnicodeDecodeError as error:
        cut = error.start >= len(data) - 3
        finding = Problem(CUT) if cut else Problem(BROKEN, {"at": error.start + 1, "encoding": encoding.upper()})
        return Text(data.decode(encoding, "ignore" if cut else "replace").encode(), encoding, (finding,))


def _eight(data: bytes) -> Text:
    """Decode UTF-8 or Windows-1252, or lines of both."""
    body = data.removeprefix(codecs.BOM_UTF8)
    _refuse_binary(body)
    if _is_utf8(body):
        return Text(body, "utf-8")
    try:
        body.decode()
    except UnicodeDecodeError as error:  # Arrow does not say where
        if error.start >= len(body) - 3 and "unexpected end" in error.reason:
            return Text(body[: error.start], "utf-8", (Problem(CUT),))
    if len(body) < len(data) or _mostly_utf8(body):
        return _mixed(body)
    return _windows(body)


def _is_utf8(data: bytes) -> bool:
    """Whether Arrow finds the bytes to be UTF-8: ten times as fast as decoding them, and without a copy."""
    ends = pa.array([0, len(data)], pa.int64()).buffers()[1]
    try:
        pa.LargeStringArray.from_buffers(1, ends, pa.py_buffer(data)).validate(full=True)
    except pa.ArrowInvalid:
        return False
    return True


def _refuse_binary(data: bytes) -> None:
    start = data[:65536]
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > 2 + 0.02 * len(start) or start.count(0) > 8 + 0.3 * len(start):
        raise Unreadable(BINARY)


def _mostly_utf8(data: bytes) -> bool:
    """Whether at least a tenth of the bytes above 127 form the pairs of UTF-8: rare by chance in Windows-1252."""
    octets = np.frombuffer(data, np.uint8)
    places = np.flatnonzero(octets >= 0x80)
    values = octets[places]
    pairs = (values[:-1] >= 0xC3) & (values[1:] < 0xC0) & (np.diff(places) == 1)
    return 20 * int(pairs.sum()) >= len(places)


def _mixed(data: bytes) -> Text:
    """Decode each line as UTF-8 or else as Windows-1252, and say which."""
    lines, foreign = [], []
    for number, line in enumerate(data.splitlines(keepends=True), 1):
        try:
            line.decode()
            lines.append(line)
        except UnicodeDecodeError:
            foreign.append(number)
            lines.append(_from_windows(line).encode())
    findings = [Problem(MIXED, row=number) for number in foreign[:MOST]]
    if len(foreign) > MOST:
        findings.append(Problem(MIXED_MORE, {"n": len(foreign)}))
    return Text(b"".join(lines), "utf-8", tuple(findings))


def _windows(data: bytes) -> Text:
    text = _from_windows(data)
    doubts = (Problem(DOUBTFUL, severity="warning"),) if _doubtful(text[: 1 << 18]) else ()
    return Text(text.encode(), "windows-1252", doubts)


def _from_windows(data: bytes) -> str:
    """Decode Windows-1252, the five undefined bytes as control characters, so that nothing is lost."""
    return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]


def _doubtful(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    foreign = sum(character > "\x7f" and character.isalpha() for character in text)
    return foreign > 0.3 * letters + 3 or _ODD.search(text) is not None
