"""Pictures with all that belongs to them: finding, drawing, table, downloads and sources."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from ek_data.charts.picture import Picture
from ek_data.dataset import wording
from ek_data.dataset.dataset import Dataset
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import title
from ek_data.ui.components import drawing, onto_slide, paging, source_links, tables, words
from ek_data.ui.context import Context


def picture(picture: Picture, context: Context) -> None:
    """Show one picture with all that belongs to it: finding, what is counted, drawing, links."""
    head(picture, context)
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
    part = paging.rows_of_page(n, name)
    if left_out(lambda data: make(data, part), context):
        _nothing_fits(lambda data: make(data, part), context)
        return
    shown = make(context.data, part)
    head(shown, context)
    paging.pager(n, name)
    body(shown, context)


def left_out(make: Callable[[Dataset], Picture], context: Context) -> bool:
    """Return whether the filters leave nothing of a picture in which the whole data show something."""
    return make(context.data).empty and not make(context.whole).empty


def _nothing_fits(make: Callable[[Dataset], Picture], context: Context) -> None:
    words.heading(make(context.data).title)
    st.markdown(context.lang("Nothing fits these filters."))


def head(picture: Picture, context: Context) -> None:
    """Write the finding of a picture as its heading, and in grey what is counted; how to read it opens behind that.

    A picture without a drawing has no finding yet: it says what would be here.
    """
    lang = context.lang
    if picture.empty:
        words.heading(picture.title)
        st.markdown(markdown(picture.finding))
        return
    with st.container(key=f"head-{picture.name}", gap=None):
        words.heading(picture.finding.removesuffix("."))
        title.grey([markdown(picture.subtitle or picture.title)], picture.notes, lang, name=picture.name)


def body(picture: Picture, context: Context, *, chosen: str = "") -> str | None:
    """Show the drawing of a picture and what lies behind it; return the key of what was chosen in it just now."""
    answer = drawing.show(picture, context, chosen)
    behind(picture, context)
    return answer


def behind(picture: Picture, context: Context, *, mode: str = "") -> None:
    """Show as small links what lies behind a picture: sources, the same rows as a table, downloads, and a slide.

    `mode` is that of a map.
    """
    lang = context.lang
    if not len(picture.rows):
        return
    with st.container(horizontal=True, gap="small", key=f"links-{picture.name}"):
        if not context.anonymous:
            _sources(picture, lang)
        with st.popover(lang("Table"), type="tertiary", on_change="rerun", key=f"table-{picture.name}") as rows:
            if rows.open:
                st.markdown(f"**{markdown(picture.title)}**")
                tables.table(picture.rows, lang, name=picture.name, title=picture.title)
                tables.downloads(picture.rows, picture.name, picture.title, context, picture.sources)
        _download("CSV", lambda: wording.plain_csv(picture.rows.whole), "text/csv", picture)
        if picture.spec or picture.map:
            _download("SVG", partial(drawing.as_svg_file, picture, context), "image/svg+xml", picture)
            _download("PNG", partial(drawing.as_png_file, picture, context), "image/png", picture)
        onto_slide.link(picture, context, mode)


def _download(kind: str, content: Callable[[], str | bytes], media_type: str, picture: Picture) -> None:
    """Offer a file that is made on a click."""
    ending = kind.lower()
    st.download_button(
        kind,
        content,
        f"{picture.name}.{ending}",
        media_type,
        key=f"link-{ending}-{picture.name}",
        on_click="ignore",
        type="tertiary",
    )


def _sources(picture: Picture, lang: Language) -> None:
    with st.popover(lang("Sources"), type="tertiary", on_change="rerun", key=f"sources-{picture.name}") as origin:
        if origin.open:
            source_links.source_list(picture.sources, lang)
