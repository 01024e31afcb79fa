"""python-docx' inner parts, for what it has no words for: fields, links, alternative texts, marks of rows."""

from __future__ import annotations

from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

LINK_STYLE = "Hyperlink"


def describe(paragraph: Any, name: str, said: str) -> None:
    """Give the picture in a paragraph its name and its alternative text."""
    [picture] = paragraph._p.iter(qn("wp:docPr"))
    picture.set("name", name)
    picture.set("descr", said)


def mark(row: Any, name: str) -> None:
    """Give a row of a table one of the marks that Word knows, such as that it is repeated on each page."""
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def put_field(paragraph: Any, instruction: str, shown: str) -> None:
    """Put a field at the end of a paragraph, which Word computes; until then it is `shown` as given."""
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), instruction)
    field.append(_run(shown))
    paragraph._p.append(field)


def put_link(paragraph: Any, label: str, address: str) -> None:
    """Put a link at the end of a paragraph."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    link.append(_run(label, LINK_STYLE))
    paragraph._p.append(link)


def _run(words: str, style: str = "") -> Any:
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    if style:
        properties, named = OxmlElement("w:rPr"), OxmlElement("w:rStyle")
        named.set(qn("w:val"), style)
        properties.append(named)
        run.append(properties)
    text.text = words
    run.append(text)
    return run
