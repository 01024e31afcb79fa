"""Links that open the drawer of a row, for those who may change what is shown; nobody else gets any."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, unquote

import pandas as pd

from ek_data.dataset.keys import Key, keys_of
from ek_data.i18n import N_, Language
from ek_data.tables.types import Table
from ek_data.text import markdown
from ek_data.ui import access
from ek_data.ui.components.markup import Markup, tag
from ek_data.ui.context import Context
from ek_data.updates.draft import NOT_STATED, Edit, cells

IN_DRAFT = N_("in the draft")
LINK = "#aendern/"  # what follows is for the drawer and never leaves the page


def may_change(context: Context) -> bool:
    """Whether what the page shows can be changed by whoever looks: the newest release, with its names."""
    return context.release is None and not context.anonymous and access.may_edit()


def address(key: Key, table: Table) -> str:
    """Return the address of the link that opens a row."""
    return _address(table.name, key)


def _address(name: str, key: Key) -> str:
    parts = (key,) if isinstance(key, str) else key
    return LINK + "/".join(quote(part, safe="") for part in (name, *parts))


def opened(address: str) -> tuple[str, Key]:
    """Return of which table and row an address is."""
    name, *parts = (unquote(part) for part in address.removeprefix(LINK).split("/"))
    return name, parts[0] if len(parts) == 1 else tuple(parts)


def marks(places: Iterable[tuple[str, Key]], lang: Language) -> str:
    """Return the style that says of the links of these rows, wherever they are, that the draft has them."""
    links = ", ".join(f'a[href="{_address(name, key)}"]' for name, key in places)
    row = f"tr:has({links}) :is(td, th):first-child {{ box-shadow: inset 3px 0 light-dark(#005a8c, #7cc4ef); }}"
    return f'<style>:is({links})::after {{ content: " · {lang(IN_DRAFT)}"; }} @media screen {{ {row} }}</style>'


def drafted(rows: pd.DataFrame, table: Table, context: Context) -> pd.DataFrame:
    """Return what the draft has in place of cells of rows, as Markdown behind what stands there, by label of column."""
    edits = (context.draft.of(table.name, key) for key in keys_of(rows, table))
    said = [_new_texts(edit, table, context) if edit else {} for edit in edits]
    return pd.DataFrame(said, index=rows.index, dtype="string").fillna("")


def _new_texts(edit: Edit, table: Table, context: Context) -> dict[str, str]:
    new = ((table[cell.column].label, cell.after or context.lang(NOT_STATED)) for cell in cells(edit, context.whole))
    return {context.lang.of(label): f" :blue-background[→ {markdown(text)}]" for label, text in new}


def in_markdown(rows: pd.DataFrame, table: Table, lang: Language) -> pd.Series:
    """Return the link of each row as Markdown."""
    links = of_places(((table.name, key) for key in keys_of(rows, table)), lang)
    return pd.Series(links, index=rows.index, dtype="string")


def of_places(places: Iterable[tuple[str, Key]], lang: Language) -> list[str]:
    """Return the links of rows, by table and key, as Markdown."""
    word = markdown(lang("Change"))
    return [f"[{word}](<{_address(name, key)}>)" for name, key in places]


def to_option(name: str, code: str, lang: Language) -> str:
    """Return the link of an option of the programme as Markdown."""
    return of_places(((name, code),), lang)[0]


def in_markup(key: Key, table: Table, lang: Language) -> Markup:
    """Return the link of a row as an element."""
    return tag("a", lang("Change"), href=address(key, table), class_="change")
