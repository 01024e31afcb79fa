"""Bytes to text: byte order mark, strict UTF-8, else Windows-1252 or an older code page whose umlauts fit better.

These few rules beat every statistical detector on German files. Plausibility is used to report, never to choose.
What is not UTF-8 is decoded piece by piece, because one text of a large file may take four times the file's memory.
"""

from __future__ import annotations

import codecs
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from ek_data.errors import Finding, Problem, Repair, Unreadable
from ek_data.i18n import N_
from ek_data.reading.file_kinds import EMPTY
from ek_data.reading.limits import Limits

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
MIXED = N_("This row is saved otherwise than the rest (Windows-1252, not UTF-8). Please check its umlauts.")
MIXED_MORE = N_("Lines that are not UTF-8 like the others, read as Windows-1252: {n}.")
DOUBTFUL = N_("The file was read as Windows-1252, but the letters look unusual. Please check special characters.")
OLD = N_("The file was saved as “{kind}”. Next time please save it as “CSV UTF-8”.")
OLD_PAGES = (("cp850", "CSV (MS-DOS)"), ("mac-roman", "CSV (Macintosh)"))
LATIN_9 = "iso-8859-15"
NOTHING = b' \t\r\n;,|"'
BLANK = (b"", codecs.BOM_UTF8)
MOST = 20
PIECE = 1 << 20
LARGE = 16 << 20  # from this size on, what can be no German text is refused instead of doubted
MOST_BROKEN = 10_000  # more places than this are not damage but another kind of file
MOST_NULS = 0.3  # the share of NUL characters from which on a file is no damaged table any more

_WINDOWS_1252 = "".join(bytes([n]).decode("cp1252", "ignore") or chr(n) for n in range(256))
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\r\x00\x0b\x0c\x1a\x1b\x1c\x1d\x1e\x1f"))
_AMOUNT_OF_LATIN_9 = re.compile(rb"[0-9][ \xa0]?\xa4")  # an euro sign there, a sign nobody writes in Windows-1252
_OF_WINDOWS_ALONE = re.compile(rb"[\x80-\x9f]")
_LINE_END = re.compile(rb"\r?\n|\r")
_LETTER = r"[^\W\d_]"
_ODD = re.compile(
    "[\u0080-\u009f]"
    f"|{_LETTER}[„”“‚¤¥¢ƒ†‡‰‹›¦¨ª«»º…˜¯¸÷×¹²³¬þð™§]{_LETTER}"
    f"|{_LETTER}[¼½¾¿±¶¡]|£{_LETTER}|€[a-z]{{2}}"
    "|[a-z][ŠŸŽ]|[ŠŸ][a-z]{2}[a-zŠŸ]"
)
_WITHIN = re.compile("(?<=[A-Za-z])[^\x00-\x7f](?=[a-z])")
_UMLAUT = re.compile("[A-Za-z][äöü][a-z]|[AEIOUYaeiouy]ß[a-z]")
_EUROPEAN = frozenset("äöüÄÖÜßéèêëáàâåæçñóòôøœíìîïúùûÉ–’")
_PLAUSIBLE = _EUROPEAN | frozenset("šžýÿãõðþ‘…—•·´\xad")
_CONSONANT = "[B-DF-HJ-NP-TV-Zb-df-hj-np-tv-z]"
_OF_OLD_PAGES = re.compile(f"[AOao]á[a-z]|{_CONSONANT}š{_CONSONANT}")  # names have none of Haáloch, groáe, Fšrderung


@dataclass(frozen=True)
class Text:
    """A text file as valid UTF-8, the encoding it came in, and what was noticed.

    The byte order mark of a UTF-8 file stays, because to take it off copies the whole.
    """

    utf8: bytes
    encoding: str
    findings: tuple[Finding, ...] = ()


def decode(data: bytes, limits: Limits | None = None) -> Text:
    """Return the text of a file as UTF-8, or raise `Unreadable` if it is none."""
    text = _marked(data) or _sixteen(data) or _eight(data, limits or Limits())
    utf8, findings = text.utf8, list(text.findings)
    own = codecs.BOM_UTF8 if utf8 is data else b""
    if b"\0" in utf8:
        nuls = utf8.count(0)
        if nuls > MOST_NULS * len(utf8):
            raise Unreadable(BINARY)
        findings.append(Problem(NULS, {"n": nuls}, row=utf8.count(b"\n", 0, utf8.index(0)) + 1))
        utf8 = utf8.replace(b"\0", b"")
    if utf8[-3:].rstrip(b"\r\n").endswith(b"\x1a"):
        findings.append(Repair(CTRL_Z))
        utf8 = utf8.rstrip(b"\r\n").rstrip(b"\x1a")
    if utf8.startswith(own + codecs.BOM_UTF8):
        findings.append(Repair(TWICE))
        utf8 = utf8.removeprefix(own + codecs.BOM_UTF8)
    if utf8[:4096].strip(NOTHING) in BLANK and utf8.strip(NOTHING) in BLANK:
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
    return Text(_joined(_replaced(data, encoding, "ignore" if cut else "replace")), encoding, (finding,))


def _replaced(data: bytes, encoding: str, errors: str) -> Iterator[bytes]:
    """Yield the text of a damaged file piece by piece as UTF-8. Refuses one that is damaged all over."""
    decoder, broken = codecs.getincrementaldecoder(encoding)(errors), 0
    for at in range(0, len(data), PIECE):
        piece = decoder.decode(data[at : at + PIECE], at + PIECE >= len(data))
        broken += piece.count("\ufffd")
        if broken > MOST_BROKEN:
            raise Unreadable(BINARY)
        yield piece.encode()


def _eight(data: bytes, limits: Limits) -> Text:
    """Decode UTF-8 or Windows-1252, or lines of both."""
    _refuse_binary(data)
    if _is_utf8(data):
        return Text(data, "utf-8")
    body = data.removeprefix(codecs.BOM_UTF8)
    fault = _first_fault(body)
    if fault.end == len(body) and "unexpected end" in fault.reason:
        return Text(body[: fault.start], "utf-8", (Problem(CUT),))
    high, pairs = _high_bytes(body)
    if len(body) > LARGE and 2 * high > len(body):
        raise Unreadable(BINARY)
    if len(body) < len(data) or 20 * pairs >= high:
        return _mixed(body, limits)
    return _windows(body)


def _first_fault(data: bytes) -> UnicodeDecodeError:
    """Return where and why a text stops being UTF-8. Arrow, which found that it does, does not say so."""
    start = 0
    while True:
        piece = data[start : start + PIECE]
        try:
            start += codecs.utf_8_decode(piece, "strict", len(piece) < PIECE)[1]
        except UnicodeDecodeError as error:
            return UnicodeDecodeError("utf-8", data, start + error.start, start + error.end, error.reason)
        if not piece:
            raise Unreadable(BINARY)  # Arrow and Python do not agree


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


def _high_bytes(data: bytes) -> tuple[int, int]:
    """Return how many bytes are above 127, and how many pairs of them, or three, look like a sign of UTF-8.

    Where a tenth of them form such pairs, a text is mostly UTF-8: by chance that is rare in Windows-1252.
    """
    octets = np.frombuffer(data, np.uint8)
    high = pairs = 0
    for at in range(0, len(octets), PIECE):
        piece = octets[at : at + PIECE + 2]
        high += int(np.count_nonzero(piece[:PIECE] >= 0x80))
        second = (piece[1:] & 0xC0) == 0x80
        third = np.append(second[1:], False)
        pairs += int(np.count_nonzero((piece[:-1] >= 0xC3) & second & ((piece[:-1] < 0xE0) | third)))
    return high, pairs


def _mixed(data: bytes, limits: Limits) -> Text:
    """Decode each line as UTF-8 or else as Windows-1252, and say which."""
    limits.check_rows(max(data.count(b"\n"), data.count(b"\r")) // 2)  # half, because cells may hold line breaks
    foreign: list[int] = []
    text = _joined(_mixed_pieces(data, foreign))
    findings = [Problem(MIXED, row=number) for number in foreign[:MOST]]
    if len(foreign) > MOST:
        findings.append(Problem(MIXED_MORE, {"n": len(foreign)}, row=foreign[MOST]))
    return Text(text, "utf-8", tuple(findings))


def _mixed_pieces(data: bytes, foreign: list[int]) -> Iterator[bytes]:
    """Yield the lines as UTF-8, some at a time, and note the numbers of those that were something else."""
    before = start = 0
    while start < len(data):
        end = _LINE_END.search(data, start + PIECE)
        stop = end.end() if end else len(data)
        lines = data[start:stop].splitlines(keepends=True)
        if not _is_utf8(data[start:stop]):
            others = [at for at, line in enumerate(lines) if not line.isascii() and not _is_text(line)]
            for at in others:
                lines[at] = _from_windows(lines[at]).encode()
            foreign += [before + at + 1 for at in others]
        yield b"".join(lines)
        before, start = before + len(lines), stop


def _is_text(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _windows(data: bytes) -> Text:
    sample = data[: 1 << 18]
    for encoding, kind in OLD_PAGES:
        if _is_german(sample.decode(encoding)) and not _is_plausible(_from_windows(sample)):
            return Text(_joined(_replaced(data, encoding, "strict")), encoding, (Repair(OLD, {"kind": kind}),))
    if _AMOUNT_OF_LATIN_9.search(sample) and not _OF_WINDOWS_ALONE.search(data):
        return Text(_joined(_replaced(data, LATIN_9, "strict")), LATIN_9)
    doubts = (Problem(DOUBTFUL, severity="warning"),) if _doubtful(_from_windows(sample)) else ()
    pieces = (_from_windows(data[at : at + PIECE]).encode() for at in range(0, len(data), PIECE))
    return Text(_joined(pieces), "windows-1252", doubts)


def _is_german(text: str) -> bool:
    """Whether umlauts stand inside of words, and no sign beyond ASCII does that belongs into none.

    At the ends of words stand quotation marks and dashes, of which an old code page would make letters.
    """
    return _UMLAUT.search(text) is not None and _EUROPEAN.issuperset(_WITHIN.findall(text))


def _is_plausible(text: str) -> bool:
    """Whether no sign stands inside of words that is no letter there, as far as names of all Europe go."""
    return _PLAUSIBLE.issuperset(_WITHIN.findall(text)) and _OF_OLD_PAGES.search(text) is None


def _joined(pieces: Iterable[bytes]) -> bytes:
    """Return the pieces as one, without ever holding them twice."""
    whole = io.BytesIO()
    whole.writelines(pieces)
    return whole.getvalue()


def _from_windows(data: bytes) -> str:
    """Decode Windows-1252, the five undefined bytes as control characters, so that nothing is lost."""
    return codecs.charmap_decode(data, "strict", _WINDOWS_1252)[0]


def _doubtful(text: str) -> bool:
    letters = sum(character.isalpha() for character in text)
    foreign = sum(character > "\x7f" and character.isalpha() for character in text)
    return foreign > 0.3 * letters + 3 or _ODD.search(text) is not None
