"""Public files below ``/daten/``: the tables as CSV and Parquet, their description, and the page that lists all."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from html import escape
from urllib.parse import urlencode

from ek_data.charts.named import NAMED
from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.lookup import Known
from ek_data.exports.atom import FEED, FOLLOWED
from ek_data.exports.calendar import MEDIA_TYPE, calendar_file
from ek_data.exports.datapackage import SEPARATORS, TITLE, datapackage, file_stem
from ek_data.exports.pictures import MEDIA_TYPES, NEEDED, codes
from ek_data.exports.spreadsheet import csv_bytes
from ek_data.i18n import LANGUAGES, N_, Language
from ek_data.slides.options import Choice
from ek_data.store.parquet import packed
from ek_data.tables import TABLES
from ek_data.tables.types import Table

EXPLAINED = N_(
    "These addresses stay the same; the newest release is behind them. Excel: Data → From web. Datawrapper: Link "
    "external dataset. Power BI: Get data → Web."
)
PINNED = N_("With “?stand=3” in the address the files stay at release 3.")
SUBSCRIBED = N_("The events of the programme, to subscribe to from a calendar: {link}")
PICTURES = N_(
    "Pictures to paste into documents, as SVG and as PNG; “?staffel=2024” and other filters of the pages narrow them:"
)
DESCRIBED = N_("Columns, types and allowed values as a Frictionless Data Package: {link}")

STYLE = """
:root { color-scheme: light dark; }
body { background: #fff; color: #14212b; font: 1rem/1.5 system-ui, sans-serif; max-width: 60rem; margin: auto;
  padding: 1rem; overflow-wrap: anywhere; }
a { color: #005a8c; }
li { margin-bottom: .75rem; }
:focus-visible { outline: 3px solid; outline-offset: 2px; }
@media (prefers-color-scheme: dark) { body { background: #10181e; color: #eef2f5; } a { color: #7cc4ef; } }
"""


@dataclass(frozen=True)
class FileRequest:
    """What the address of a public file asks for: the server's own address, a release, a language."""

    address: str
    release: int | None
    language: Language

    @property
    def query(self) -> str:
        """The query that asks for the same release and language."""
        return urlencode(Choice(release=self.release, language=self.language.code).to_query(), doseq=True)


@dataclass(frozen=True)
class PublicFile:
    """A file that is made from the data when it is asked for. A table is saved under its name, the rest is read."""

    media_type: str
    content: Callable[[Dataset, FileRequest], bytes]
    is_table: bool = False

    def saved_as(self, name: str, dataset: Dataset) -> str:
        """Return the name for the reader's disk: ``kommunen-stand-3.csv``."""
        stem, _dot, ending = name.rpartition(".")
        release = f"-stand-{dataset.origin.release}" if dataset.origin.release else ""
        return f"{stem}{release}.{ending}"


def _csv(table: Table, dataset: Dataset, asked: FileRequest) -> bytes:
    names = Known.of(dataset).unique_names
    separator = SEPARATORS[asked.language.code]
    return csv_bytes(dataset.tables[table.name], table, names, lang=asked.language, separator=separator)


def _parquet(table: Table, dataset: Dataset, asked: FileRequest) -> bytes:
    return bytes(packed(dataset.tables[table.name], table))


def _description(dataset: Dataset, asked: FileRequest) -> bytes:
    package = datapackage(dataset, asked.address, asked.language, query=asked.query)
    return json.dumps(package, ensure_ascii=False, indent=1).encode()


def _events(dataset: Dataset, asked: FileRequest) -> bytes:
    return calendar_file(dataset, asked.language)


def _list(dataset: Dataset, asked: FileRequest) -> bytes:
    return public_page(dataset, asked.language, asked.query)


FEED_LINK = f'<link rel="alternate" type="application/atom+xml" href="{FEED}">'
CALENDAR = "termine.ics"
FILES = {
    "": PublicFile("text/html; charset=utf-8", _list),
    "datapackage.json": PublicFile("application/json", _description),
    CALENDAR: PublicFile(MEDIA_TYPE, _events),
    **{
        f"{file_stem(table)}.csv": PublicFile("text/csv; charset=utf-8", partial(_csv, table), True) for table in TABLES
    },
    **{
        f"{file_stem(table)}.parquet": PublicFile("application/vnd.apache.parquet", partial(_parquet, table), True)
        for table in TABLES
    },
}


def public_page(dataset: Dataset, lang: Language, query: str = "") -> bytes:
    """Return the page as HTML. `query` is appended to the addresses of the files, as in `datapackage`."""
    title = escape(f"{DEMO_MARK}: {lang(TITLE)}" if dataset.demo else lang(TITLE))
    description, events = _link("datapackage.json", query), _link("termine.ics", query)
    tables = "\n".join(_entry(table, len(dataset.tables[table.name]), query, lang) for table in TABLES)
    pictures = "\n".join(_pictures(name, code, query, lang) for name, code in codes().items())
    number = dataset.origin.release
    said = lang("Release {n}", n=number)
    release = f"<p>{escape(said)}</p>" if number else ""
    followed = f"<p>{escape(lang(FOLLOWED)).format(link=_link(FEED, query))}</p>" if number else ""
    content = f"""{release}
<p>{escape(lang(EXPLAINED))} {escape(lang(PINNED))}</p>
<ul>
{tables}
</ul>
<p>{escape(lang(PICTURES))}</p>
<ul>
{pictures}
</ul>
<p>{escape(lang(SUBSCRIBED)).format(link=events)}</p>
<p>{escape(lang(DESCRIBED)).format(link=description)}</p>
{followed}
<p>{_switch(lang)}</p>"""
    return _page(title, content, lang, FEED_LINK if number else "")


def not_there_page(why: str, whole: str, lang: Language) -> bytes:
    """Return the page that says `why` a link leads nowhere, with a link to the report as it is usually: `whole`."""
    query = urlencode(Choice(language=lang.code).to_query(), doseq=True)
    address, label, title = (
        whole + (f"?{query}" if query else ""),
        lang("Open the whole report"),
        lang("Nothing to show"),
    )
    link = f'<a href="{escape(address)}">{escape(label)}</a>'
    return _page(escape(title), f"<p>{escape(why)}</p>\n<p>{link}</p>", lang)


def _page(title: str, content: str, lang: Language, head: str = "") -> bytes:
    return f"""<!DOCTYPE html>
<html lang="{lang.code}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>{head}<style>{STYLE}</style></head>
<body><main>
<h1>{title}</h1>
{content}
</main></body></html>
""".encode()


def _entry(table: Table, n: int, query: str, lang: Language) -> str:
    files = " · ".join(_link(f"{file_stem(table)}.{ending}", query) for ending in ("csv", "parquet"))
    rows = lang.plural("{n} row", "{n} rows", n)
    return f"<li><b>{escape(lang.of(table.label))}</b> ({rows}): {escape(lang.of(table.description))}<br>{files}</li>"


def _pictures(name: str, code: str, query: str, lang: Language) -> str:
    """Return the links to a picture, or how its address is written where it needs what only the reader knows."""
    files = [f"bilder/{name}.{ending}" for ending in MEDIA_TYPES]
    if needed := NEEDED.get(code):
        shown = " · ".join(f"<code>{file}?{needed}=…</code>" for file in files)
    else:
        shown = " · ".join(_link(file, query) for file in files)
    return f"<li><b>{escape(lang(NAMED[code].title))}</b><br>{shown}</li>"


def _link(file: str, query: str) -> str:
    return f'<a href="{file}{escape("?" + query if query else "")}">{file}</a>'


def _switch(lang: Language) -> str:
    """Return the link to the same page in the other language."""
    [other] = set(LANGUAGES) - {lang.code}
    return f'<a href="?sprache={LANGUAGES[other]}" lang="{other}" hreflang="{other}">{LANGUAGES[other]}</a>'
