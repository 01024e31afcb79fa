"""Frame around every page: menu, title row, notice of invented data, and a sentence where the data fail."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.errors import Fault, Invalid
from ek_data.i18n import N_, Language
from ek_data.programme.current import current
from ek_data.tables import BY_NAME
from ek_data.text import markdown
from ek_data.ui import access, cached, context, document, filter_bar, language, link, mine, navigation, sign_in, title
from ek_data.ui.context import Context, Done
from ek_data.ui.editing import drawer
from ek_data.ui.explore import profile
from ek_data.ui.frame import more, search
from ek_data.ui.frame.style import style
from ek_data.ui.maintain import drafts, upload_grant
from ek_data.ui.navigation import MenuEntry
from ek_data.ui.streamlit_internals import DeltaGenerator, StreamlitPage
from ek_data.updates.draft import Draft

HERE = Path(__file__).parent
ICON = "data:image/png;base64," + b64encode((HERE / "icon.png").read_bytes()).decode()
"""As text, because a file would be read in every run; a material icon would be fetched from elsewhere."""
LOGO = (HERE / "logo.svg").read_text(encoding="utf-8")
DESK = "aktualisieren"  # the page that shows the draft itself
WATERMARK = f"""<style>
.stApp::after {{
  content: "{DEMO_MARK}"; position: fixed; inset: 0; display: grid; place-items: center;
  font-size: min(7vw, 6rem); font-weight: 700; transform: rotate(-18deg);
  opacity: .05; pointer-events: none; z-index: 9;
}}
</style>"""


class TitleRow(NamedTuple):
    """The parts of the row above every page, which are filled as soon as it is known with what."""

    name: DeltaGenerator
    filters: DeltaGenerator
    tools: DeltaGenerator
    more: DeltaGenerator


def run() -> None:
    """Draw the frame, then run the page the reader is on. Whoever may not look gets to see neither."""
    with link.followed():
        lang = language.chosen()
        access.announce()
        chosen = menu(lang)
        st.html(style(wordmark(lang)))
        document.speak(profile.place(chosen.url_path), lang)
        upload_grant.grant(access.may_upload())
        entry = navigation.entry_of(chosen)
        with st.container(key="title-row", horizontal=True, vertical_alignment="center", gap="small"):
            name = st.container(key="name", width="stretch")
            filters = st.container(key="filters", horizontal=True, gap="small", width="content")
            tools = st.container(key="tools", horizontal=True, gap="small", width="content")
            row = TitleRow(name, filters, tools, more.place(lang))
        if sign_in.admits(lang):
            within(chosen, entry, row, lang)
        with row.more:
            more.draw_end(lang)


def menu(lang: Language) -> StreamlitPage:
    """Draw the menu on top, beside a mark to which the style adds the words, and return the page, named in the tab."""
    st.logo(LOGO, size="large")
    chosen = st.navigation(navigation.pages(lang), position="top" if access.may_look() else "hidden")
    name = f"{chosen.title} · {lang.of(current().programme.title)}"
    st.set_page_config(page_title=name, page_icon=ICON, layout="wide")
    return chosen


def wordmark(lang: Language) -> str:
    """Return the words beside the mark: the programme and, in short, where it is; the first word above the others."""
    called = current().programme
    return f"{lang.of(called.title)} {called.region_short}".strip().replace(" ", "\n", 1)


def within(chosen: StreamlitPage, entry: MenuEntry, row: TitleRow, lang: Language) -> None:
    """Read the data as they are chosen, say what restricts them, and run the page."""
    try:
        version = cached.version()
        number, anonymous = more.release(version, lang), more.anonymous()
        dataset = cached.whole(version, number, anonymous)
        selection = filter_bar.chosen(dataset)
        with row.filters:
            filter_bar.draw(dataset, selection, entry.filters, lang)
        own = mine.kept()
        called = dataset.names_by_ars.get(own, "")
        with row.more:
            more.draw(version, lang)
            mine.link(own, called, lang)
    except Fault as fault:
        refuse(fault, lang)
        return
    said = tuple(filter_bar.said(selection, entry, lang))
    acting = selection.only(entry.filters)
    withheld = anonymous and entry.names
    newest = cached.dataset(version, None).origin.release or 0
    draft = Draft() if withheld or chosen.url_path == DESK else drafts.bar(newest, lang)
    context.begin(Context(version, number, acting, anonymous, lang, said, own if called else "", draft))
    with row.tools:
        if entry.adds:
            drawer.new(BY_NAME[entry.adds], context.current())
        search.button(context.current())
    notices(dataset, version, number, lang)
    if anonymous:
        anonymity_notice(lang)
    _head(chosen, entry, row, withheld)
    if withheld:
        st.markdown(
            lang("This page shows names and places. It appears again when “Show without names” is switched off.")
        )
    else:
        _run(chosen, lang)
        drawer.show(context.current())


def _head(chosen: StreamlitPage, entry: MenuEntry, row: TitleRow, withheld: bool) -> None:
    """Draw the name of the page, and below it what is chosen; a page that begins with a finding draws that itself."""
    with row.name:
        if entry.finds and not withheld:
            st.markdown(f"**{markdown(chosen.title)}**")
        else:
            title.name(chosen.title)
    if entry.filters and not (entry.finds or withheld):
        title.below(context.current())


def _run(chosen: StreamlitPage, lang: Language) -> None:
    try:
        chosen.run()
    except Done:
        pass
    except Fault as fault:  # an earlier release that the page is about cannot be read just now
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")


def refuse(fault: Fault, lang: Language) -> None:
    """Say in one sentence why nothing can be shown, and list the problems of the files if there are any."""
    title.name(lang("The data cannot be shown"))
    st.error(markdown(fault.sentence(lang)), icon=":material/error:")
    if isinstance(fault, Invalid):
        for problem in fault.problems[:50]:
            st.markdown(f"- {markdown(problem.sentence(lang))}")
    st.markdown(lang("Please correct the files or choose another place for the data, then reload this page."))


def notices(dataset: Dataset, version: str, number: int | None, lang: Language) -> None:
    """Say above every page what restricts it: a fault of the store, an old release, invented data."""
    broken = cached.boundary_fault()
    for fault in (*cached.faults(version), *([broken] if broken else [])):
        st.warning(markdown(fault.sentence(lang)), icon=":material/warning:")
    if number is not None:
        st.info(lang("An earlier state is shown: release {n}.", n=number), icon=":material/history:")
    if dataset.demo:
        st.html(WATERMARK)
        st.warning(lang("Example data, freely invented. No figure on this page is real."), icon=":material/science:")


def anonymity_notice(lang: Language) -> None:
    """Say above every page what is hidden, and what is not."""
    said = N_(
        "Shown without names: letters stand for the municipalities; titles, places, notes and sources are hidden. "
        "The figures are the real ones, so whoever knows them can recognise a municipality."
    )
    st.info(lang(said), icon=":material/visibility_off:")
