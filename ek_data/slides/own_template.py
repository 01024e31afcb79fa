"""Template that somebody brings along: checked, and freed of what points elsewhere, in a bounded child.

Run as a module it is that child: the file comes through standard input and leaves through standard output, as a
presentation that is known to open and to need little. Deciding before parsing matters, because a file of some hundred
kilobytes can hold millions of elements.
"""

from __future__ import annotations

import hashlib
import io
import json
import posixpath
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

from lxml import etree

from ek_data.cache import Kept
from ek_data.errors import Unreadable
from ek_data.i18n import N_
from ek_data.reading.workbooks.bounded_child import BUSY, places, refusal
from ek_data.reading.workbooks.unpack import REFUSED, confine

MEGABYTE = 1 << 20
MEMORY, SECONDS = 1024 * MEGABYTE, 30
MOST_UNPACKED, MOST_XML, MOST_PARTS = 100 * MEGABYTE, 50 * MEGABYTE, 5000
MOST_SIGNS = 1_500_000  # of tags and attributes, each some hundred bytes when parsed; templates have some ten thousand
TYPES = "[Content_Types].xml"
TEMPLATE_TYPE = b"presentationml.template.main+xml"
PRESENTATION_TYPE = b"presentationml.presentation.main+xml"
RELATIONS = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
NOTHING_WITHOUT = ("hlinkClick", "hlinkHover", "hlinkMouseOver", "audioFile", "videoFile", "externalData")
"""Elements that are nothing but a link; others, as pictures, stay and lose it."""

REFUSALS = {
    "damaged": N_("The template is not a PowerPoint file (.potx or .pptx), or it is damaged."),
    "memory": N_("The template is too large."),
    "macros": N_("The template contains macros. Please save it without them, as .potx or .pptx."),
    "unknown": N_(
        "The template holds something that cannot be read here, though it may be sound. Please open it in PowerPoint "
        "and save it anew."
    ),
}

Parts = dict[str, bytes]


SEEN = Kept(4, 64 * MEGABYTE)
"""What became of the files seen last, told apart by their checksums: a presentation, or the code of the refusal."""


def cleaned(data: bytes) -> bytes:
    """Return a .potx or .pptx file as a presentation without links to anywhere. Raises `Unreadable`."""
    made = SEEN.result(hashlib.sha256(data).digest(), lambda: _looked_at(data), len)
    if isinstance(made, str):
        raise Unreadable(REFUSALS[made])
    return made


def _looked_at(data: bytes) -> bytes | str:
    with places, tempfile.TemporaryFile() as out:
        refused = refusal(["-m", __name__], data, out, SECONDS)
        if refused is None:
            out.seek(0)
            return out.read()
    code: str = refused["code"]
    if code == "busy":
        raise Unreadable(BUSY)  # and not kept: the next time there may be room
    return code


class TemplateRefused(Exception):
    """A template that is not taken, with the code of the reason."""


def as_presentation(data: bytes) -> bytes:
    """Return the file with all that is changed in it; here nothing is bounded but what is read."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        check(archive)
        parts = {part.filename: archive.read(part) for part in archive.infolist()}
    if sum(content.count(b"<") + content.count(b"=") for content in parts.values()) > MOST_SIGNS:
        raise TemplateRefused("memory")
    parts[TYPES] = parts[TYPES].replace(TEMPLATE_TYPE, PRESENTATION_TYPE)  # the one difference of a .potx
    for name in [name for name in parts if name.endswith(".rels")]:
        _cut_off(parts, name)
    copy = io.BytesIO()
    with zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in parts.items():
            written.writestr(name, content)
    return copy.getvalue()


def check(archive: zipfile.ZipFile) -> None:
    """Refuse by what the archive says of its parts; zipfile reads no more of them than that."""
    parts = archive.infolist()
    xml = sum(part.file_size for part in parts if part.filename.endswith((".xml", ".rels")))
    if sum(part.file_size for part in parts) > MOST_UNPACKED or xml > MOST_XML or len(parts) > MOST_PARTS:
        raise TemplateRefused("memory")
    if b"macroEnabled" in archive.read(TYPES) or any("vbaProject" in part.filename for part in parts):
        raise TemplateRefused("macros")


def _cut_off(parts: Parts, name: str) -> None:
    """Take the relations that lead out of the file out of a part of relations, and whatever uses them."""
    relations = _parsed(parts[name])
    outward = [each for each in relations.iter("{*}Relationship") if each.get("TargetMode", "").lower() == "external"]
    if not outward:
        return
    for each in outward:
        each.getparent().remove(each)
    parts[name] = _written(relations)
    folder, _, file = name.rpartition("/")
    source = posixpath.join(folder.removesuffix("_rels"), file.removesuffix(".rels"))
    if source in parts:
        parts[source] = _without({each.get("Id") for each in outward}, parts[source])


def _without(ids: set[str | None], content: bytes) -> bytes:
    """Return a part without its uses of these relations."""
    tree = _parsed(content)
    for element, attribute in list(_uses(tree, ids)):
        del element.attrib[attribute]
        if etree.QName(element).localname in NOTHING_WITHOUT and element.getparent() is not None:
            element.getparent().remove(element)
    return _written(tree)


def _uses(tree: Any, ids: set[str | None]) -> Iterator[tuple[Any, str]]:
    for element in tree.iter(etree.Element):
        for attribute, value in element.attrib.items():
            if attribute.startswith(RELATIONS) and value in ids:
                yield element, attribute


def _parsed(content: bytes) -> Any:
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))


def _written(tree: Any) -> bytes:
    written: bytes = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def bounded(make: Callable[[bytes], bytes], seconds: int) -> int:
    """Write what is made of standard input to standard output within bounds, or say why not; return how it ended."""
    confine(MEMORY, seconds, 2 * MOST_UNPACKED)
    try:
        sys.stdout.buffer.write(make(sys.stdin.buffer.read()))
    except TemplateRefused as refused:
        return _refuse(str(refused))
    except MemoryError:
        return _refuse("memory")
    except Exception:  # of any kind: the libraries raise what their own code happens to raise on a damaged file
        return _refuse("damaged")
    return 0


def _refuse(code: str) -> int:
    print(json.dumps({"code": code}), file=sys.stderr)
    return REFUSED


def _opening(template: bytes) -> bytes:
    """Return a template as a presentation that opens."""
    from pptx import Presentation

    presentation = as_presentation(template)
    Presentation(io.BytesIO(presentation))
    return presentation


if __name__ == "__main__":
    sys.exit(bounded(_opening, SECONDS))
