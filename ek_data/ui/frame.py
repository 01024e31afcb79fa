"""Frame around every page: menu, release, filters, notice of invented data, and a sentence where the data fail."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.filters import Selection, in_words
from ek_data.errors import Fault, Invalid
from ek_data.i18n import N_, Language
from ek_data.slides.options import ANONYMOUS, YES
from ek_data.text import markdown
from ek_data.ui import access, cached, context, document, filter_bar, navigation, sign_in
from ek_data.ui.explore import profile
from ek_data.ui.maintain import upload_grant
from ek_data.ui.streamlit_internals import DeltaGenerator, StreamlitPage
from ek_data.ui.style import STYLE

ICON = "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()
"""As text, because a file would be read in every run; a material icon would be fetched from elsewhere."""
RELEASE, NEWEST = "stand", 0
WATERMARK = f"""<style>
.stApp::after {{
  content: "{DEMO_MARK}"; position: fixed; inset: 0; display: grid; place-items: center;
  font-size: min(7vw, 6rem); font-weight: 700; transform: rotate(-18deg);
  opacity: .05; pointer-events: none; z-index: 9;
}}
</style>"""


def run(below_menu: DeltaGenerator, lang: Language) -> None:
    """Draw the frame, then run the page the reader is on. Whoever may not look gets to see neither."""
    access.announce()
    with st.sidebar:
        sign_in.panel(lang)
    menu = navigation.pages(lang)
    chosen = st.navigation(menu, expanded=True, position="sidebar" if access.may_look() else "hidden")
    st.html(STYLE)
    document.speak(profile.place(chosen.url_path), lang)
    upload_grant.grant(access.may_upload())
    if not sign_in.admits(lang):
        return
    try:
        version = cached.version()
        with below_menu:
            number = choose_release(version, lang)
            anonymous = choose_anonymity(lang)
            dataset = cached.whole(version, number, anonymous)
            selection = filter_bar.choose(dataset, lang)
    except Fault as fault:
        refuse(fault, lang)
        return
    context.begin(version, number, selection, anonymous=anonymous)
    notices(dataset, version, number, selection, lang)
    if anonymous:
        anonymity_notice(lang)
    with st.container(key="title", gap=None):
        st.caption(lang("Engagierte Kommunen in Rheinland-Pfalz"))
        st.title(markdown(chosen.title), anchor=False)
    if anonymous and _withholds(chosen, lang):
        return
    try:
        chosen.run()
    except Fault as fault:  # an earlier release that the page is about cannot be read just now
        st.error(markdown(fault.sentence(lang)), icon=":material/error:")


def refuse(fault: Fault, lang: Language) -> None:
    """Say in one sentence why nothing can be shown, and list the problems of the files if there are any."""
    st.title(lang("The data cannot be shown"), anchor=False)
    st.error(markdown(fault.sentence(lang)), icon=":material/error:")
    if isinstance(fault, Invalid):
        for problem in fault.problems[:50]:
            st.markdown(f"- {markdown(problem.sentence(lang))}")
    st.markdown(lang("Please correct the files or choose another place for the data, then reload this page."))


def notices(dataset: Dataset, version: str, number: int | None, selection: Selection, lang: Language) -> None:
    """Say above every page what restricts it: a fault of the store, an old release, invented data, filters."""
    broken = cached.boundary_fault()
    for fault in (*cached.faults(version), *([broken] if broken else [])):
        st.warning(markdown(fault.sentence(lang)), icon=":material/warning:")
    if number is not None:
        st.info(lang("An earlier state is shown: release {n}.", n=number), icon=":material/history:")
    if dataset.demo:
        st.html(WATERMARK)
        st.warning(lang("Example data, freely invented. No figure on this page is real."), icon=":material/science:")
    words = in_words(selection, lang)
    if words:
        st.info(lang("Filtered by: {filters}", filters=markdown(words)), icon=":material/filter_alt:")


def choose_release(version: str, lang: Language) -> int | None:
    """Draw the choice of a release where there are several, and return its number, None for the newest."""
    numbered = cached.release_labels(version, lang.code)
    if len(numbered) < 2:
        return None
    if RELEASE not in st.session_state:
        asked = st.query_params.get(RELEASE, "")
        st.session_state[RELEASE] = int(asked) if asked.isdigit() else NEWEST
    if st.session_state[RELEASE] not in numbered:
        st.session_state[RELEASE] = NEWEST
    chosen = st.selectbox(
        lang("Release"),
        [NEWEST, *numbered],
        format_func=lambda number: lang("newest") if number == NEWEST else numbered[number],
        key=RELEASE,
        persist_state="session",
    )
    if chosen:
        st.query_params[RELEASE] = str(chosen)
    elif RELEASE in st.query_params:
        del st.query_params[RELEASE]
    return chosen or None


def choose_anonymity(lang: Language) -> bool:
    """Draw the switch and return whether names are hidden. The link carries it as ``?anonym=1``."""
    st.session_state.setdefault(ANONYMOUS, st.query_params.get(ANONYMOUS) == YES)
    chosen = st.toggle(
        lang("Show without names"),
        key=ANONYMOUS,
        help=lang("Letters take the place of the municipalities' names on every page, slide and download."),
        persist_state="session",
    )
    if chosen:
        st.query_params[ANONYMOUS] = YES
    else:
        st.query_params.pop(ANONYMOUS, None)
    return bool(chosen)


def anonymity_notice(lang: Language) -> None:
    """Say above every page what is hidden, and what is not."""
    said = N_(
        "Shown without names: letters stand for the municipalities; titles, places, notes and sources are hidden. "
        "The figures are the real ones, so whoever knows them can recognise a municipality."
    )
    st.info(lang(said), icon=":material/visibility_off:")


def _withholds(page: StreamlitPage, lang: Language) -> bool:
    """Return whether the page cannot be shown without names, and say so if it cannot."""
    if not navigation.names_municipalities(page):
        return False
    st.markdown(lang("This page shows names and places. It appears again when “Show without names” is switched off."))
    return True
