"""What stands around every page: menu, filters, notice of invented data, and a sentence where the data fail."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from ek_data.dataset.dataset import DEMO_MARK, Dataset
from ek_data.dataset.filters import Selection, in_words
from ek_data.errors import Fault, Invalid
from ek_data.i18n import Language
from ek_data.text import markdown
from ek_data.ui import access, anonymity, cached, context, document, filters, navigation, release, sign_in
from ek_data.ui.explore import profile
from ek_data.ui.maintain import upload_grant

ICON = "data:image/png;base64," + b64encode(Path(__file__).with_name("icon.png").read_bytes()).decode()
"""As text, because a file would be read in every run; a material icon would be fetched from elsewhere."""
WATERMARK = f"""<style>
.stApp::after {{
  content: "{DEMO_MARK}"; position: fixed; inset: 0; display: grid; place-items: center;
  font-size: min(7vw, 6rem); font-weight: 700; transform: rotate(-18deg);
  opacity: .05; pointer-events: none; z-index: 9;
}}
</style>"""
STYLE = """<style>
.st-key-document, .stMarkdown :is(h1, h2, h3) a[href^="#"] { display: none; }
[data-testid="stButtonGroup"] :is(button, div, p) { overflow: visible !important; }
[data-testid="stCaptionContainer"] { opacity: .85 !important; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit !important; }
.stApp [kind="tertiary"]:is(:hover, :active, :focus):not(:disabled) * {
  color: light-dark(#00527f, #7cc4ef) !important;
}
.stApp :is([kind="primary"]:not(:disabled), [data-tag]), .stApp :is([kind="primary"]:not(:disabled), [data-tag]) * {
  color: light-dark(#ffffff, #10181e) !important;
}
:focus-visible, [role="group"]:has(> input:focus-visible, > * > input:focus-visible),
[data-testid="stTextInputRootElement"]:has(:focus-visible) {
  outline: 3px solid light-dark(#005a8c, #7cc4ef) !important; outline-offset: 2px;
}
:is([role="group"], [data-testid="stTextInputRootElement"]) input:focus-visible { outline: none !important; }
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {
    animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    transition-duration: .01ms !important; scroll-behavior: auto !important;
  }
}
[data-testid="stMetricLabel"] :is(div, p), [data-testid="stMetricValue"], [data-testid="stMetricValue"] * {
  white-space: normal !important; overflow: visible; overflow-wrap: anywhere;
}
.st-key-cards { container-type: inline-size; }
@container (max-width: 57rem) { .st-key-cards [data-testid="stMetricValue"] { font-size: 1.6rem; } }
@container (max-width: 50rem) { .st-key-cards [data-testid="stColumn"] { min-width: calc(50% - .5rem); } }
@container (max-width: 32rem) { .st-key-cards [data-testid="stColumn"] { min-width: 100%; } }
[data-testid="stMetricLabel"] p { font-size: 1rem; }
.st-key-title h1 { padding-top: 0; }
@media (min-width: 640px) { [data-testid="stMetricLabel"] { min-height: 3rem; align-items: end; } }
[class*="st-key-rows-"] td:first-child { min-width: 12rem; }
.st-key-german img { border: 1px solid light-dark(#c3ccd3, #47545e); border-radius: 6px; }
@media (min-width: 1000px) { [class*="st-key-rows-"] td:first-child { min-width: 13.5rem; } }
[data-testid="stPageLink"] :is(span, p) { white-space: normal !important; overflow: visible !important; }
[data-testid="stTable"] th [data-testid="stMarkdownContainer"] { overflow: visible; }
[data-testid="stTable"] td :is(a, :has(a)) { overflow-wrap: anywhere !important; min-width: 4.5rem; }
[data-testid="stTable"] > div {
  --cover: light-dark(#ffffff, #10181e); --edge: light-dark(rgb(20 33 43 / .35), rgb(0 0 0 / .9));
  background: linear-gradient(to right, var(--cover) 40%, transparent) 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--cover) 40%, transparent) 100% / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) 0 / .7rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) 100% / .7rem 100% no-repeat scroll;
}
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .stPopover, .stDownloadButton { display: none !important; }
  .stApp, .stMain, .stMainBlockContainer {
    overflow: visible !important; height: auto !important; position: static !important;
  }
  .stPlotlyChart, [data-testid="stTable"] { break-inside: avoid; }
}</style>"""


def run(below_menu: DeltaGenerator, lang: Language) -> None:
    """Draw the frame, then run the page the reader is on. Whoever may not look gets to see neither."""
    access.announce()
    with st.sidebar:
        sign_in.panel(lang)
    menu = navigation.pages(lang)
    chosen = st.navigation(menu, expanded=True, position="sidebar" if access.may_look() else "hidden")
    st.html(STYLE)
    document.speak(lang, profile.place(chosen.url_path))
    upload_grant.grant(access.may_upload())
    if not sign_in.admits(lang):
        return
    try:
        version = cached.version()
        with below_menu:
            number = release.choose(version, lang)
            anonymous = anonymity.switch(lang)
            dataset = cached.whole(version, number, anonymous)
            selection = filters.choose(dataset, lang)
    except Fault as fault:
        refuse(fault, lang)
        return
    context.begin(version, number, selection, anonymous=anonymous)
    notices(dataset, version, number, selection, lang)
    if anonymous:
        anonymity.notice(lang)
    with st.container(key="title", gap=None):
        st.caption(lang("Engagierte Kommunen in Rheinland-Pfalz"))
        st.title(markdown(chosen.title), anchor=False)
    if anonymous and anonymity.withholds(chosen, lang):
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
