"""Presentations and workbooks held against the schema, because PowerPoint and Excel "repair" what breaks it.

LibreOffice and the libraries that read the files here forgive such faults, so no other test sees them.
"""

from __future__ import annotations

import io
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from hashlib import sha256
from typing import Any
from unittest.mock import patch

import pytest
import xlsxwriter
from lxml import etree
from openxml_audit import FileFormat, OpenXmlValidator, ValidationSeverity, context
from openxml_audit.parts import OpenXmlPart
from pptx.presentation import Presentation


def need(*tools: str) -> None:
    """Need programs such as LibreOffice, which nobody has to install for the dashboard; the CI has them."""
    missing = [tool for tool in tools if shutil.which(tool) is None]
    if missing and os.environ.get("CI"):
        pytest.fail(f"The CI needs {' and '.join(missing)} to look at the files.")
    if missing:
        pytest.skip(f"{' and '.join(missing)} not installed: the files are looked at in the CI only.")


LARGE = 200_000  # bytes: what comes after that in a workbook is more rows of the same kind
POINT = rb'<a:pt x="-?\d+" y="-?\d+"/>'
OUTLINE = re.compile(
    rb'<a:path(?: xmlns:\w+="[^"]*")* w="\d+" h="\d+"(?: fill="none")?>'
    rb"(?:<a:moveTo>%b</a:moveTo>|<a:lnTo>%b</a:lnTo>|<a:close/>)+</a:path>" % (POINT, POINT)
)
"""A line through points, written as the schema wants it: a map has tens of thousands of them."""


@cache
def validator() -> OpenXmlValidator:
    """Return a validator that looks once at a part that is the same in many files, such as a layout or a theme."""
    made = OpenXmlValidator(FileFormat.MICROSOFT_365, max_errors=0)
    schema = made._schema_validator
    pass_by_outlines(schema)
    pass_by_outlines(made._semantic_validator_pptx)
    look, sound = schema.validate_part, set[tuple[str, bytes]]()

    def looked(part: OpenXmlPart, so_far: context.ValidationContext) -> list[Any]:
        content = part.content_type or "", sha256(part.raw_content or b"").digest()
        known = len(so_far.errors)
        if content not in sound and len(look(part, so_far)) == known:
            sound.add(content)
        return so_far.errors

    schema.validate_part = looked
    return made


def pass_by_outlines(validator: Any) -> None:
    """Let a validator not look at point by point of what `OUTLINE` has found right."""
    look = validator._validate_element

    def looked(element: etree._Element, *more: Any) -> None:
        if not (element.tag.endswith("}path") and OUTLINE.fullmatch(etree.tostring(element, with_tail=False))):
            look(element, *more)

    validator._validate_element = looked


@cache
def faults(content: bytes, ending: str) -> tuple[str, ...]:
    """Return what breaks the schema in a file; `ending` tells its kind."""
    # the place among its siblings is for the message only, and takes a time that grows with their square
    unplaced = patch.object(context, "_sibling_position", lambda element: 1)
    with tempfile.NamedTemporaryFile(suffix=ending) as file, unplaced:
        file.write(content)
        file.flush()
        found = validator().validate(file.name).errors
    return tuple(str(each) for each in found if each.severity is ValidationSeverity.ERROR)


@contextmanager
def judging() -> Iterator[list[str]]:
    """Give a list that takes the faults of every presentation and workbook that is written meanwhile."""
    found: list[str] = []

    def judged(save: Callable[..., None], ending: str, most: float) -> Callable[..., None]:
        def saved(self: Any, *file: Any) -> None:
            save(self, *file)
            target = file[0] if file else self.filename
            if isinstance(target, io.BytesIO) and len(target.getvalue()) < most:
                found.extend(faults(target.getvalue(), ending))

        return saved

    with ExitStack() as stack:
        stack.enter_context(patch.object(Presentation, "save", judged(Presentation.save, ".pptx", float("inf"))))
        book = xlsxwriter.Workbook
        stack.enter_context(patch.object(book, "close", judged(book.close, ".xlsx", LARGE)))
        yield found
