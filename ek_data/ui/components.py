"""Components of pages: pictures with finding, table, downloads and sources, figures, tables and lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np
import pandas as pd
import streamlit as st

from ek_data.cache import KeptWith
from ek_data.charts.picture import Picture
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.dataset.filters import number_from
from ek_data.dataset.lazy_table import Worded
from ek_data.exports import spreadsheet
from ek_data.figures import key_facts
from ek_data.figures.contradictions import Remark
from ek_data.figures.figure import Figure
from ek_data.figures.qualified import Row, statement
from ek_data.i18n import Language
from ek_data.tables import BY_NAME
from ek_data.tables.shared_choices import Relation
from ek_data.tables.sourcing import BOTH_SOURCES
from ek_data.tables.types import Table
from ek_data.text import link as text_link
from ek_data.text import markdown, said_of_each
from ek_data.ui import drawing, link, navigation, title
from ek_data.ui.context import Context

MADE_OF = KeptWith(32)  # figures as a theme shows them, pages of tables: kept with their picture or rows
PAGE, ROWS = 25, 40  # of a table, of a picture


def picture(picture: Picture, context: Context, *, level: int = 2) -> None:
    """Show one picture with all that belongs to it: finding, what is counted, drawing, links."""
    head(picture, context, level=level)
    body(picture, context)


def made(make: Callable[[Dataset], Picture], context: Context) -> None:
    """Show a picture of the data that the filters leave."""
    if left_out(make, context):
        _nothing_fits(make, context)
    else:
        picture(make(context.data), context)


def paged(n: int, name: str, make: Callable[[Dataset, slice], Picture], context: Context) -> None:
    """Show a picture of `n` rows of the data that the filters leave, page by page.

    The choice of a page stands below its finding.
    """
    part = rows_of_page(n, name)
    if left_out(lambda data: make(data, part), context):
        _nothing_fits(lambda data: make(data, part), context)
        return
    shown = make(context.data, part)
    head(shown, context)
    pager(n, name)
    body(shown, context)


def left_out(make: Callable[[Dataset], Picture], context: Context) -> bool:
    """Return whether the filters leave nothing of a picture in which the whole data show something."""
    return make(context.data).empty and not make(context.whole).empty


def _nothing_fits(make: Callable[[Dataset], Picture], context: Context) -> None:
    heading(make(context.data).title)
    st.markdown(context.lang("Nothing fits these filters."))


def head(picture: Picture, context: Context, *, level: int = 2) -> None:
    """Write the finding of a picture as its heading, and in grey what is counted; how to read it opens behind that.

    A picture without a drawing has no finding yet: it says what would be here.
    """
    lang = context.lang
    if picture.empty:
        heading(picture.title, level)
        st.markdown(markdown(picture.finding))
        return
    with st.container(key=f"head-{picture.name}", gap=None):
        heading(picture.finding.removesuffix("."), level)
        title.grey([markdown(picture.subtitle or picture.title)], picture.notes, lang, name=picture.name)


def body(picture: Picture, context: Context) -> None:
    """Show the drawing of a picture and what lies behind it."""
    drawing.show(picture, context)
    spec = picture.spec
    behind(picture, context, image=partial(drawing.as_file, picture, spec, context) if spec else None)


def behind(picture: Picture, context: Context, *, image: Callable[[], str] | None) -> None:
    """Show as small links what lies behind a picture: sources, the same rows as a table, and downloads.

    `image` gives the picture as SVG, where there is one.
    """
    lang = context.lang
    if not len(picture.rows):
        return
    with st.container(horizontal=True, gap="medium", key=f"links-{picture.name}"):
        if not context.anonymous:
            _sources(picture, lang)
        with st.popover(lang("Table"), type="tertiary", on_change="rerun", key=f"table-{picture.name}") as rows:
            if rows.open:
                st.markdown(f"**{markdown(picture.title)}**")
                table(picture.rows, lang, name=picture.name, title=picture.title)
                downloads(picture.rows, picture.name, lang)
        st.download_button(
            "CSV",
            lambda: wording.plain_csv(picture.rows.whole),
            f"{picture.name}.csv",
            "text/csv",
            key=f"link-csv-{picture.name}",
            on_click="ignore",
            type="tertiary",
        )
        if image:
            st.download_button(
                lang("Picture (.svg)"),
                image,
                f"{picture.name}.svg",
                "image/svg+xml",
                key=f"svg-{picture.name}",
                on_click="ignore",
                type="tertiary",
            )


def _sources(picture: Picture, lang: Language) -> None:
    with st.popover(lang("Sources"), type="tertiary", on_change="rerun", key=f"sources-{picture.name}") as origin:
        if origin.open:
            source_list(picture.sources, lang)


def table(rows: pd.DataFrame | Worded, lang: Language, *, name: str, title: str = "") -> None:
    """Show rows whose headers and values are words already, page by page where there are many.

    `name` tells the table from others on the page, `title` is read aloud if it is another.
    """
    shown = rows[page_of_rows(len(rows), f"table-{name}", PAGE)]
    text = wording.readable(shown, lang).fillna(lang("not known"))
    cells = {
        markdown(label): values.map(lambda url: text_link(url, url))
        if label in wording.ADDRESSES
        else values.map(markdown)
        for label, values in text.items()
    }
    plain_table(pd.DataFrame(cells), title or name)


def plain_table(text: pd.DataFrame, name: str) -> None:
    """Show a table of Markdown texts as plain rows: readable aloud, on paper and on a phone."""
    st.table(text, hide_index=True, border="horizontal", alt=name)


def downloads(rows: Worded, name: str, lang: Language) -> None:
    """Offer the rows as CSV and, unless they are too many, as a workbook for Excel; both are made on a click."""
    small = len(rows) <= MOST_IN_WORKBOOK
    with st.container(horizontal=True):
        st.download_button(
            lang("CSV for Excel"),
            lambda: wording.plain_csv(rows.whole),
            f"{name}.csv",
            "text/csv",
            key=f"csv-{name}",
            on_click="ignore",
            icon=":material/download:",
        )
        st.download_button(
            lang("Workbook (.xlsx)"),
            lambda: spreadsheet.plain_xlsx(rows.whole, name),
            f"{name}.xlsx",
            key=f"xlsx-{name}",
            on_click="ignore",
            icon=":material/download:",
            disabled=not small,
            help=None if small else lang("More than {n} rows: please take CSV.", n=lang.number(MOST_IN_WORKBOOK)),
        )


def cards(figures: Iterable[tuple[Figure, str]], context: Context) -> None:
    """Show headline figures on cards, each with its note; as many stand beside each other as there is room for."""
    told = list(figures)
    with st.container(key="cards"):
        for place, (figure, note) in zip(st.columns(len(told)), told, strict=True):
            with place:
                _card(figure, note, context)


def _card(figure: Figure, note: str, context: Context) -> None:
    """Draw one figure with the way back to its rows and a mark where something contradicts it."""
    lang = context.lang
    qualifier, number = map(markdown, figure.parts(lang))
    with st.container(border=True, height="stretch", gap="xsmall", key=f"card-{figure.name}"):
        st.metric(markdown(lang.of(figure.label)), f":small[{qualifier}] {number}" if qualifier else number)
        origin_of(figure, context)
        if note:
            st.caption(markdown(note))
        mark(figure, context)


def mark(figure: Figure, context: Context) -> None:
    """Mark a figure that something contradicts or that rests on inference, with the explanation behind the mark."""
    if not figure.remarks:
        return
    lang = context.lang
    with st.popover(lang("Mind this"), icon=":material/balance:", type="tertiary", key=f"mark-{figure.name}"):
        for remark in figure.remarks:
            st.markdown(markdown(lang.of(remark)))


def origin_of(figure: Figure, context: Context) -> None:
    """Offer "Where does this number come from?": definition, rows and sources of a figure."""
    lang = context.lang
    question = lang("Where does this number come from?")
    key = f"origin-{figure.name}"
    with st.popover(question, icon=":material/info:", type="tertiary", on_change="rerun", key=key) as origin:
        if not origin.open:
            return
        declared = BY_NAME[figure.table]
        st.markdown(f"**{markdown(lang.of(figure.label))}:** {markdown(figure.words(lang))}")
        st.markdown(markdown(lang.of(figure.definition)))
        st.markdown(
            markdown(
                lang.plural(
                    "{n} row of the table “{table}”",
                    "{n} rows of the table “{table}”",
                    len(figure.index),
                    table=lang.of(declared.label),
                )
            )
        )
        places = figure.index.to_numpy()
        rows(figure.whole, declared, context, name=figure.name, empty=lang("No row."), places=places)


def remarks(found: list[Remark], context: Context) -> None:
    """List contradictions and derivations, each with its sources."""
    if found:
        with st.container(border=True):
            st.markdown(
                "\n".join(
                    f"- {markdown(context.lang.of(remark.sentence))}{in_brackets(remark.sources)}" for remark in found
                )
            )


def in_brackets(urls: tuple[str, ...]) -> str:
    """Return source addresses as short links in brackets, nothing where there are none."""
    links = ", ".join(text_link(url, short_host(url)) for url in urls)
    return f" ({links})" if links else ""


def source_list(urls: tuple[str, ...], lang: Language) -> None:
    """List source addresses as links, the host first."""
    if not urls:
        st.markdown(lang("No source is given for these rows."))
        return
    st.markdown(lang("Sources:"))
    part = page_of_rows(len(urls), "sources", PAGE)
    st.markdown(
        "\n".join(f"{n}. {text_link(url, host(url))}" for n, url in enumerate(urls[part], start=part.start + 1))
    )


def host(url: str) -> str:
    """Return the host of an address with the last part of its path, short enough to read."""
    match = re.match(r"https?://(?:www\.)?([^/?#]+)(?:.*/([^/?#]{1,60}))?", url)
    if not match:
        return url
    return f"{match[1]} · {match[2]}" if match[2] else match[1]


def short_host(url: str) -> str:
    """Return the host of an address alone, for narrow places."""
    return host(url).partition(" · ")[0]


def heading(text: str, level: int = 2) -> None:
    """Write a heading of level 2 or 3 without an anchor, which would hold English words."""
    (st.header if level == 2 else st.subheader)(markdown(text), anchor=False)


def lines(title: str, texts: list[str], context: Context, *, empty: str = "") -> None:
    """Show a short list under a small heading; an empty list says so, in the words of `empty` if there are any."""
    heading(title, 3)
    listed = "\n".join(f"- {markdown(text)}" for text in texts)
    st.markdown(listed or markdown(empty) or context.lang("Nothing is known."))


def figure_lines(figures: list[Figure], context: Context) -> None:
    """Show several figures as lines of words, each with the way back to its rows."""
    for figure in figures:
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.markdown(
                f"{markdown(context.lang.of(figure.label))}: **{markdown(figure.words(context.lang))}**",
                width="stretch",
            )
            mark(figure, context)
            origin_of(figure, context)


def statements(facts: pd.DataFrame, context: Context, metrics: tuple[str, ...] = ()) -> None:
    """Show what is reported as a whole: title, statement in words, note and source of each key fact."""
    lang = context.lang
    said = MADE_OF.result(facts, (lang.code, metrics), lambda: _stated(facts, metrics, lang))
    st.markdown(said or lang("Nothing is known."))


def _stated(facts: pd.DataFrame, metrics: tuple[str, ...], lang: Language) -> str:
    """Return key facts as a list in Markdown."""
    chosen = facts[facts["metric"].isin(metrics)] if metrics else facts
    return "\n".join(
        f"- {_fact(fact, lang)}" + in_brackets(tuple(fact[name] for name in BOTH_SOURCES if pd.notna(fact[name])))
        for fact in chosen.to_dict("records")
    )


def _fact(fact: Row, lang: Language) -> str:
    """Return title and statement of a key fact; one without a value says all in its title."""
    said, subject = markdown(statement(fact, lang)), markdown(key_facts.heading(fact, lang))
    return f"**{said}**" if pd.isna(fact["value"]) else f"{subject}: **{said}**"


def rows(
    frame: pd.DataFrame,
    declared: Table,
    context: Context,
    *,
    name: str,
    empty: str,
    columns: tuple[str, ...] = (),
    places: np.ndarray | None = None,
) -> None:
    """Show rows of a table in words, page by page, with downloads; an empty frame says what would be here.

    On screen stand `columns`, if not given those that are read mostly, the note small below the first, the source as a
    link. The downloads hold everything. `places` are the positions of the rows that are meant, all if not given.
    """
    lang = context.lang
    as_of = context.whole.as_of
    listed = Worded(frame, lambda part: wording.words(part, declared, lang, context.names, as_of), places)
    if not len(listed):
        st.markdown(markdown(empty))
        return
    shown = page_of_rows(len(listed), f"rows-{name}", PAGE)
    which = tuple(places[shown]) if places is not None else (shown.start, shown.stop)
    columns = columns or declared.on_screen
    text = MADE_OF.result(
        frame,
        (lang.code, context.anonymous, columns, which),
        lambda: _text(listed.typed(shown), declared, context, columns),
    )
    with st.container(key=f"rows-{name}"):
        plain_table(text, lang.of(declared.label))
    downloads(listed, name, lang)


def _text(part: pd.DataFrame, declared: Table, context: Context, names: tuple[str, ...]) -> pd.DataFrame:
    """Return a page of rows as Markdown."""
    lang = context.lang
    words = wording.readable(wording.words(part, declared, lang, context.names, context.whole.as_of), lang)
    columns = [declared[name] for name in names]
    unknown = {
        lang.of(column.label): lang.of(column.blank) if column.blank else lang("not known") for column in columns
    }
    text = words[list(unknown)].fillna(unknown).map(markdown)
    first = text.columns[0]
    for column in SMALL_PRINT:
        if column in declared:
            text[first] += small_print(part[column], words[lang.of(declared[column].label)])
    if not context.anonymous:
        linked = (said_of_each(part[name], lambda url: text_link(url, short_host(url))) for name in BOTH_SOURCES)
        one, other = (links.fillna("") for links in linked)
        text[lang.of(declared["source_url"].label)] = one + (", " + other).where(other != "", "")
    return text


def small_print(values: pd.Series, words: pd.Series) -> pd.Series:
    """Return what stands small below a cell: the note, and the relation where it is not the programme itself."""
    said = said_of_each(words.astype("string"), lambda text: f" :small[*– {markdown(text)}*]")
    told = values.notna() & (values.astype("string") != Relation.PROGRAMME)
    return said.where(told.fillna(False), "").fillna("")


MOST_IN_WORKBOOK = 100_000  # a workbook of more rows takes minutes to make and to open
SMALL_PRINT = ("relation", "note")


def page_of_rows(n: int, name: str, size: int = ROWS) -> slice:
    """Draw the choice of a page where there are more than `size` rows, and return which rows to show."""
    rows = rows_of_page(n, name, size)
    pager(n, name, size)
    return rows


def rows_of_page(n: int, name: str, size: int = ROWS) -> slice:
    """Return which rows to show of those among which `pager` chooses, which may be drawn later."""
    if n <= size:
        return slice(0, n)
    key, place = f"page-{name}", f"seite-{name}"
    link.take(key, place, lambda asked: number_from("".join(asked[-1:])) or 1)
    number = min(st.session_state.get(key) or 1, -(-n // size))
    st.session_state[key] = number
    link.say(place, [str(number)] if number > 1 else [])
    return slice((number - 1) * size, number * size)


def pager(n: int, name: str, size: int = ROWS) -> None:
    """Draw the choice of a page where there are more than `size` rows. The link carries it."""
    if n > size:
        st.pagination(-(-n // size), key=f"page-{name}")


def neighbours(rows: pd.DataFrame, context: Context) -> None:
    """List the nearest participants as links to their profiles."""
    lang = context.lang
    if rows.empty:
        return
    heading(lang("Nearest participants"))
    for each in rows.to_dict("records"):
        said = lang(
            "{name}, cohort {cohort}, {km} km",
            name=context.whole.names[each["ars"]],
            cohort=each["cohort"],
            km=lang.number(each["distance_km"], 0),
        )
        st.page_link(
            navigation.page("steckbrief"),
            label=markdown(said),
            icon="",
            help="",
            query_params={"kommune": each["ars"]},
        )
