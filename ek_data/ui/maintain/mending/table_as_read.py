"""The table of an upload: what was read in each cell, and from each open one the way to its question."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import streamlit as st

from ek_data.i18n import Language
from ek_data.text import markdown, xml
from ek_data.ui.components import paging
from ek_data.ui.maintain.desk import Desk
from ek_data.updates.file_as_read import AsRead, CellAsRead, ColumnAsRead, RowAsRead
from ek_data.updates.workflow import Preparation
from ek_data.validation.cells_to_answer import OpenCells

PAGE = 50  # rows
FEW = 12  # rows; of more only the open ones are shown at first


def show(desk: Desk, prepared: Preparation, questions: Sequence[OpenCells], lang: Language) -> None:
    """Show each file as it was read, the columns of it that are taken; one without a question is folded."""
    for number, checked in enumerate(prepared.checks.checked):
        if prepared.removed(checked.file) is not None or not checked.match.columns:
            continue
        read = AsRead(prepared, checked, questions, lang)
        n = len(read.original.rows)
        label = lang.plural(
            "{file}: {n} row as it was read", "{file}: {n} rows as they were read", n, file=checked.file
        )
        with st.expander(markdown(label), expanded=bool(len(read.open_rows))):
            _shown(read, f"{desk.turn}-{number}", lang)


def _shown(read: AsRead, key: str, lang: Language) -> None:
    places, found = np.arange(len(read.original.rows)), read.open_rows
    only = len(found) and len(places) > FEW and st.toggle(lang("only what is open"), True, key=f"only-open-{key}")
    places = found if only else places
    lines = read.lines(places[paging.page_of_rows(len(places), f"as-read-{key}", PAGE)])
    columns = [at for at in range(len(read.headings)) if not only or _tells(read, lines, at)]
    head = "".join(_heading(read.headings[at], lang) for at in columns)
    rows = "".join(_row(line, columns, lang) for line in lines)
    name = xml(lang("{file} as it was read", file=read.checked.file))
    st.html(
        f'<div class="as-read"><table aria-label="{name}"><thead><tr><th scope="col">{xml(lang("Row"))}</th>{head}</tr>'
        f"</thead><tbody>{rows}</tbody></table></div>"
    )


def _tells(read: AsRead, lines: Sequence[RowAsRead], at: int) -> bool:
    """Whether a column says which row it is, or holds something open or replaced in one of these."""
    cells = [line.cells[at] for line in lines]
    return read.names_row(at) or any(each.question is not None or each.text != each.meant for each in cells)


def anchor(question: int) -> str:
    """Return the name by which the cells of a question lead to it."""
    return f"frage-{question + 1}"


def _heading(each: ColumnAsRead, lang: Language) -> str:
    if not each.header:
        return f'<th scope="col" class="lacking"><small>{xml(lang("not in the file"))}</small> {xml(each.label)}</th>'
    header = "" if each.header == each.label else f"<small>{xml(each.header)}</small> "
    return f'<th scope="col">{header}{xml(each.label)}</th>'


def _row(line: RowAsRead, columns: Sequence[int], lang: Language) -> str:
    said = f" <small>{xml(lang('left out'))}</small>" if line.left else ""
    number = _open(str(line.number), line.question, lang) if line.question is not None else str(line.number)
    cells = "".join(_cell(line.cells[at], lang) for at in columns)
    return f'<tr{" class=left" if line.left else ""}><th scope="row">{number}{said}</th>{cells}</tr>'


def _cell(cell: CellAsRead, lang: Language) -> str:
    if cell.question is not None:
        return f'<td class="open">{_open(cell.text or lang("empty"), cell.question, lang)}</td>'
    if not cell.text or cell.text == cell.meant:
        return f"<td><div>{xml(cell.meant)}</div></td>"
    return f"<td><div><del>{xml(cell.text)}</del> <ins>{xml(cell.meant or lang('empty'))}</ins></div></td>"


def _open(text: str, question: int, lang: Language) -> str:
    """Return the text of an open cell as a link to its question."""
    label = xml(lang("{text}: open, go to the question", text=text))
    return f'<a href="#{anchor(question)}" aria-label="{label}">{xml(text)}</a>'
