"""Style: what the look of Streamlit needs to be read by everybody, and on paper.

Streamlit adds its own rules while a page is drawn, behind these and with classes that change with every version. So a
declaration that one of its rules would undo is marked `!important`; all others are not.
"""

from __future__ import annotations

STYLE = (
    "<style>\n"
    # The component that sets the language shows nothing, and a link beside a heading leads to where one is.
    """\
.st-key-document, .stMarkdown :is(h1, h2, h3) a[href^="#"] { display: none; }
"""
    # Words longer than their button would be cut off, in German and with enlarged type.
    """\
[data-testid="stButtonGroup"] :is(button, div, p) { overflow: visible !important; }
"""
    # Captions are too pale to be read by everybody; their paragraphs have a colour of their own.
    """\
[data-testid="stCaptionContainer"] { opacity: .85 !important; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p { color: inherit !important; }
"""
    # Words of a link-like button under the pointer, and words on the primary colour, have too little contrast in one
    # of the themes; Streamlit colours the innermost element, by a rule for each state.
    """\
.stApp [kind="tertiary"]:is(:hover, :active, :focus):not(:disabled) * {
  color: light-dark(#00527f, #7cc4ef) !important;
}
.stApp :is([kind="primary"]:not(:disabled), [data-tag]), .stApp :is([kind="primary"]:not(:disabled), [data-tag]) * {
  color: light-dark(#ffffff, #10181e) !important;
}
"""
    # The focus has to be seen on every element. Streamlit takes the outline away from some and draws it inside
    # of fields; where the field around an input has it, the input itself needs none.
    """\
:focus-visible, [role="group"]:has(> input:focus-visible, > * > input:focus-visible),
[data-testid="stTextInputRootElement"]:has(:focus-visible) {
  outline: 3px solid light-dark(#005a8c, #7cc4ef) !important; outline-offset: 2px;
}
:is([role="group"], [data-testid="stTextInputRootElement"]) input:focus-visible { outline: none !important; }
"""
    # Whoever asks for less motion gets none, whichever element and rule it comes from.
    """\
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {
    animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    transition-duration: .01ms !important; scroll-behavior: auto !important;
  }
}
"""
    # Labels and values of figures break into lines; Streamlit keeps each on one and ends it with "…".
    """\
[data-testid="stMetricLabel"] :is(div, p), [data-testid="stMetricValue"], [data-testid="stMetricValue"] * {
  white-space: normal !important; overflow: visible; overflow-wrap: anywhere;
}
"""
    # As many cards stand side by side as have room for their values beside menu and margins; their values stand on
    # one line though some labels take two.
    """\
.st-key-cards { container-type: inline-size; }
@container (max-width: 57rem) { .st-key-cards [data-testid="stMetricValue"] { font-size: 1.6rem; } }
@container (max-width: 50rem) { .st-key-cards [data-testid="stColumn"] { min-width: calc(50% - .5rem); } }
@container (max-width: 32rem) { .st-key-cards [data-testid="stColumn"] { min-width: 100%; } }
[data-testid="stMetricLabel"] p { font-size: 1rem; }
.st-key-title h1 { padding-top: 0; }
@media (min-width: 640px) { [data-testid="stMetricLabel"] { min-height: 3rem; align-items: end; } }
"""
    # Names of rows take one line or two; the pictures of the handbook, which show pages, need an edge on a page.
    """\
[class*="st-key-rows-"] td:first-child { min-width: 12rem; }
.st-key-german img { border: 1px solid light-dark(#c3ccd3, #47545e); border-radius: 6px; }
@media (min-width: 1000px) { [class*="st-key-rows-"] td:first-child { min-width: 13.5rem; } }
"""
    # The name of a page to go to breaks into lines instead of being cut off, in each part of the link.
    """\
[data-testid="stPageLink"] :is(span, p) { white-space: normal !important; overflow: visible !important; }
"""
    # Headers of tables show their whole word; a long address breaks, so that no table is as wide as an address.
    """\
[data-testid="stTable"] th [data-testid="stMarkdownContainer"] { overflow: visible; }
[data-testid="stTable"] td :is(a, :has(a)) { overflow-wrap: anywhere !important; min-width: 4.5rem; }
"""
    # A shadow at the edge says that a table can be moved sideways: the covers move with it, the edges stay.
    """\
[data-testid="stTable"] > div {
  --cover: light-dark(#ffffff, #10181e); --edge: light-dark(rgb(20 33 43 / .35), rgb(0 0 0 / .9));
  background: linear-gradient(to right, var(--cover) 40%, transparent) 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--cover) 40%, transparent) 100% / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) 0 / .7rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) 100% / .7rem 100% no-repeat scroll;
}
"""
    # On paper only what is read: nothing to press, and all of the page, for which Streamlit scrolls inside the window.
    """\
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .stPopover, .stDownloadButton { display: none !important; }
  .stApp, .stMain, .stMainBlockContainer {
    overflow: visible !important; height: auto !important; position: static !important;
  }
  .stPlotlyChart, [data-testid="stTable"] { break-inside: avoid; }
}</style>"""
)
