"""Style: what the look of Streamlit needs to be read by everybody, and on paper.

Streamlit adds its own rules while a page is drawn, behind these and with classes that change with every version. So a
declaration that one of its rules would undo is marked `!important`; all others are not.
"""

from __future__ import annotations

import re

from ek_data.ui.frame.marks import MARKS


def style(wordmark: str) -> str:
    """Return the style, with the words that stand beside the mark, each line of them below the other."""
    words = NOT_IN_STYLE.sub("", wordmark).replace("\n", "\\a ")
    return STYLE.replace(WORDMARK, words)


WORDMARK = "WORDMARK"
NOT_IN_STYLE = re.compile(r"""[<>"\\]""")
STYLE = (
    "<style>\n"
    # Components that set the language or keep a choice show nothing, and a link beside a heading leads to where one is.
    """\
.st-key-document, .st-key-mine, .st-key-edits,
:is(.stMarkdown, .stHeading) :is(h1, h2, h3) a[href^="#"],
[data-testid="stHeaderActionElements"] {
  display: none;
}
"""
    # Letters stand where their font wants them; on screens of few pixels browsers round each width, and words touch.
    # Buttons and fields would have a way of their own.
    """\
body, button, input, textarea { text-rendering: geometricPrecision; }
"""
    # Words longer than their button would be cut off, in German and with enlarged type.
    """\
[data-testid="stButtonGroup"] :is(button, div, p) { overflow: visible !important; }
[data-testid="stButtonGroup"] button { height: auto; min-height: 2rem; }
[data-testid="stButtonGroup"] button p { white-space: normal !important; text-align: left; }
"""
    # Captions are too pale to be read by everybody; their paragraphs have a colour of their own.
    """\
[data-testid="stCaptionContainer"] { opacity: 1 !important; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] p {
  color: color-mix(in srgb, currentColor 82%, transparent) !important;
}
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
:is([data-testid="stTextInputRootElement"], [data-testid="stTextAreaRootElement"]):has(:focus-visible) {
  outline: 3px solid light-dark(#005a8c, #7cc4ef) !important; outline-offset: 2px;
}
:is([role="group"], [data-testid="stTextInputRootElement"]) input:focus-visible,
[data-testid="stTextAreaRootElement"] textarea:focus-visible { outline: none !important; }
"""
    # Whoever asks for less motion gets none, whichever element and rule it comes from. A list to choose from waits for
    # the end of its motion before it closes, and misses one that is over at once: it stands still from the beginning.
    """\
@media (prefers-reduced-motion: reduce) {
  *, ::before, ::after {
    animation-duration: .01ms !important; animation-iteration-count: 1 !important;
    transition-duration: .01ms !important; scroll-behavior: auto !important;
  }
  [data-rac] { animation: none !important; transition: none !important; }
}
"""
    # Labels and values of figures break into lines; Streamlit keeps each on one and ends it with "…".
    """\
[data-testid="stMetricLabel"] :is(div, p), [data-testid="stMetricValue"], [data-testid="stMetricValue"] * {
  white-space: normal !important; overflow: visible; overflow-wrap: anywhere;
}
"""
    # As many tiles stand side by side as have room, all of one height; a label keeps to its line, so the numbers of a
    # row stand in one line. Where a number comes from opens at the corner of its tile.
    """\
[class*="st-key-tile-"] {
  position: relative; border: 1px solid light-dark(#c3ccd3, #47545e); border-radius: 6px; padding: 10px 14px;
}
[class*="st-key-tile-"] :is(dl, dd) { margin: 0; padding: 0 !important; }
[class*="st-key-tile-"] dl { container-type: inline-size; }
[class*="st-key-tile-"] dl { hyphens: auto; overflow-wrap: break-word; }
[class*="st-key-tile-"] dl { font-size: .8125rem; line-height: 1.125rem; color: light-dark(#47545e, #b3bec6); }
[class*="st-key-tile-"] dt { font-size: .875rem; line-height: 1.25rem; padding-right: 1.75rem; font-weight: 400; }
[class*="st-key-tile-"] dd b {
  font-size: 1.75rem; line-height: 2.25rem; font-weight: 650; font-variant-numeric: tabular-nums;
  color: light-dark(#14212b, #eef2f5);
}
[class*="st-key-tile-"] dd small { font-size: 1rem; line-height: 1.5rem; }
[class*="st-key-tile-"] dd span { display: inline-block; margin-right: .5rem; }
[class*="st-key-tile-"] .squares, [class*="st-key-tile-"] .bar { display: flex; gap: 10px; margin: 1px 0 5px; }
[class*="st-key-tile-"] :is(.squares, .bar) > span { display: flex; gap: 3px; margin: 0; min-width: 0; }
[class*="st-key-tile-"] :is(.squares, .bar) > span { min-height: 13px; }
[class*="st-key-tile-"] .squares > span { align-items: center; flex-wrap: wrap; }
[class*="st-key-tile-"] :is(.bar, .bar > span) { gap: 1px; flex: 1 1 0; }
[class*="st-key-tile-"] .sample { margin-right: 4px; }
[class*="st-key-tile-"] i {
  box-sizing: border-box; border: 1.5px solid var(--look); border-radius: 2px; display: inline-block;
}
[class*="st-key-tile-"] .squares { --side: clamp(8px, (100cqi - 50px) / 14, 13px); }
[class*="st-key-tile-"] .squares i { width: var(--side); aspect-ratio: 1; border-radius: 16%; }
[class*="st-key-tile-"] .bar i { flex: 0 1 0; border-radius: 0; border-width: 1px 0; }
[class*="st-key-tile-"] .sample i { width: 10px; height: 10px; vertical-align: -1px; }
[class*="st-key-tile-"] i.square { background: var(--look); }
[class*="st-key-tile-"] i.square-half { background: linear-gradient(90deg, var(--look) 50%, transparent 50%); }
[class*="st-key-tile-"] i.square-dashed {
  background: repeating-linear-gradient(135deg, var(--look) 0 1.5px, transparent 1.5px 4px);
}
[class*="st-key-tile-"] i.square-x-open {
  background: linear-gradient(45deg, transparent 42%, var(--look) 42% 58%, transparent 58%);
}
[class*="st-key-tile-"] i:is(.circle, .circle-open, .silent) { border-radius: 50%; }
[class*="st-key-tile-"] i:is(.circle, .silent) { border: 0; background: var(--look); }
[class*="st-key-tile-"] .squares i.silent { width: 4px; margin-inline: calc((var(--side) - 4px) / 2); }
[class*="st-key-tile-"] .sample i.silent { width: 5px; height: 5px; margin: 0 2px 2px; }
[class*="st-key-tile-"] .bar i.square-half { background: var(--look); opacity: .5; }
[class*="st-key-tile-"] .bar i.square-x-open {
  background: repeating-linear-gradient(45deg, transparent 0 3px, var(--look) 3px 4px);
}
[class*="st-key-tile-"] .bar i.silent { border-radius: 0; opacity: .3; height: 13px; }
[class*="st-key-tile-"] .bar i:not(.silent, [class*="square"]) {
  border-radius: 0; clip-path: none; background: var(--look); opacity: .7;
}
[class*="st-key-tile-"] .bar i + i { margin-left: 1px; }
[class*="st-key-tile-"] > [class*="st-key-origin-"] { position: absolute; top: .6rem; right: .75rem; width: auto; }
@media (max-width: 640px) {
  [data-testid="stColumn"]:has(.st-key-tiles) { order: -1; }
  [class*="st-key-tile-"] { padding: 8px 10px; }
  [class*="st-key-tile-"] dd b { font-size: 1.5rem; line-height: 1.75rem; }
  [class*="st-key-tile-"] .squares, [class*="st-key-tile-"] .squares > span { gap: 2px; }
  [class*="st-key-tile-"] .squares { column-gap: 6px; --side: 8px; }
}
"""
    # Names to ask about stand as links in lines, close to one another.
    """\
.st-key-open { margin-top: -.75rem; }
.st-key-open > * > * { row-gap: 2px; }
.st-key-open .stHtml p { margin: 0; font-size: .9375rem; line-height: 1.35; }
.st-key-open .stHtml b { font-size: 1.25rem; font-weight: 600; font-variant-numeric: tabular-nums; }
.st-key-open .stHtml b { margin-right: .25rem; }
.st-key-open .whom { display: flex; flex-wrap: wrap; column-gap: .75rem; line-height: 1.4; }
.st-key-open .whom a {
  display: flex; align-items: center; min-height: 1.5rem; min-width: 1.5rem; margin: 2px 0; border-radius: 6px;
  color: light-dark(#00527f, #7cc4ef); text-decoration: none;
}
.st-key-open .whom a:hover { background: color-mix(in srgb, currentColor 10%, transparent); }
"""
    # The content has its measure and begins right below the menu.
    """\
.stMainBlockContainer { max-width: 1440px; padding: 4.5rem 32px 48px; }
[data-testid="stHeader"] { border-bottom: 1px solid light-dark(#e3e8ec, #2a3740); }
:has(> .stLogo) { display: flex; align-items: center; gap: .6rem; }
:has(> .stLogo)::after {
  content: "WORDMARK"; white-space: pre; text-align: left;
  font-size: 1rem; font-weight: 700; line-height: 1.05; color: light-dark(#14212b, #eef2f5);
}
[data-testid="stTopNav"] { overflow: visible; min-width: 0; padding-inline: 4px; }
[data-testid="stToolbar"] > div > :has(> [data-testid="stMainMenu"]) { flex: none; width: auto; min-width: 0; }
@media (min-width: 1340px) { [data-testid="stTopNav"] { padding-inline: 16px; } }
@media (min-width: 641px) {
  [data-testid="stToolbar"] { padding-inline: max(16px, (100vw - 1376px) / 2 - 16px); }
}
@media (max-width: 640px) {
  .stMainBlockContainer { padding-inline: 16px; }
  .stMainBlockContainer h1 { font-size: 1.5rem; }
}
"""
    # The name of the page stands small and grey beside the filters, close above its finding.
    """\
.st-key-title-row { row-gap: .5rem; margin-bottom: -.5rem; }
.st-key-name { color: light-dark(#47545e, #b3bec6); min-width: 9rem; }
.st-key-name h1 { padding: 0 0 1rem; color: light-dark(#14212b, #eef2f5); }
.st-key-filters { gap: .5rem; }
.st-key-title-row button { min-height: 36px; padding-block: 0; }
.st-key-heading h1 { padding: 0 0 1rem; text-wrap: pretty; }
[class*="st-key-grey-"] { flex-wrap: nowrap; }
[class*="st-key-grey-"] > .stElementContainer { min-width: 0; flex: 0 1 auto; }
@media (max-width: 640px) {
  .st-key-title-row > :has(> .st-key-filters) { order: 1; flex: 0 0 100% !important; }
  .st-key-filters { flex-wrap: nowrap; overflow-x: auto; padding: 4px; margin: -4px; max-width: calc(100% + 8px); }
  .st-key-filters { min-width: calc(100% + 8px); }
}
[class*="st-key-grey-"] p { font-size: .9375rem; }
"""
    # Signs that open something have their name for those who hear the page; what lies behind a picture are links.
    """\
.st-key-open-search [data-testid="stMarkdownContainer"] {
  position: absolute; clip-path: inset(50%); white-space: nowrap;
}
@media (max-width: 640px) {
  .st-key-tools [data-testid="stMarkdownContainer"] { position: absolute; clip-path: inset(50%); white-space: nowrap; }
}
:is(.st-key-more, .st-key-further, [class*="st-key-notes-"], [class*="st-key-origin-"], [class*="st-key-links-"])
  [data-testid="stPopoverButton"] > div > [aria-hidden="true"] { display: none; }
:is(.st-key-more, .st-key-further, [class*="st-key-notes-"], [class*="st-key-origin-"])
  [data-testid="stPopoverButton"] {
  position: relative;
}
:is(.st-key-more, .st-key-further, [class*="st-key-notes-"], [class*="st-key-origin-"])
  [data-testid="stPopoverButton"] p {
  position: absolute; top: 0; right: 0; clip-path: inset(50%); white-space: nowrap; overflow: visible;
}
:is([class*="st-key-notes-"], [class*="st-key-origin-"]) [data-testid="stPopoverButton"] {
  padding: 0; min-height: 1.5rem; min-width: 1.5rem; justify-content: center;
}
:is([class*="st-key-notes-"], [class*="st-key-origin-"], [class*="st-key-links-"]) [kind="tertiary"] * {
  color: light-dark(#00527f, #7cc4ef) !important;
}
[class*="st-key-links-"] { row-gap: .25rem; margin-top: -.5rem; }
[class*="st-key-links-"] [kind="tertiary"] { padding: 0; min-height: 1.5rem; min-width: 1.75rem; }
[class*="st-key-links-"] [kind="tertiary"] p {
  font-size: .875rem; text-decoration: underline; text-underline-offset: .2em;
}
[class*="st-key-links-"] [data-testid="stPageLink"] a { padding: 0; margin: 0; min-height: 1.5rem; }
[class*="st-key-links-"] [data-testid="stPageLink"] p { font-size: .875rem; line-height: 1.5rem; }
[class*="st-key-links-"] :has(> [data-testid="stPageLink"]) { margin-top: 0; }
[class*="st-key-grey-"] [data-testid="stPopoverButton"] { top: 2px; }
"""
    # News are groups of lines: a mark, a title, how far it is, when, and where that stands. The mark says the status as
    # in the pictures: full, half, an outline, dashed where no municipality is named.
    """\
[class*="st-key-feed-"] { --line: light-dark(#e1e6ea, #2a3740); }
[class*="st-key-feed-"] :is(section, ul, li, h2) { margin: 0; padding: 0; list-style: none; }
[class*="st-key-feed-"] section { margin-bottom: .9rem; }
[class*="st-key-feed-"] h2 {
  font-size: 1.0625rem; line-height: 1.5; padding-bottom: .25rem; border-bottom: 1px solid light-dark(#c3ccd3, #47545e);
}
[class*="st-key-feed-"] :is(small, span), [class*="st-key-feed-"] summary {
  font-size: .875rem; font-weight: 400; color: light-dark(#47545e, #b3bec6);
}
[class*="st-key-feed-"] h2 small { margin-left: .4rem; }
[class*="st-key-feed-"] h2 i {
  display: inline-block; width: 11px; height: 11px; border-radius: 2px; margin-right: .5rem; background: var(--colour);
}
[class*="st-key-feed-"] summary { padding: .25rem 0; cursor: pointer; }
[class*="st-key-feed-"] li {
  display: grid; grid-template-columns: 17px minmax(0, 1fr) 6.75rem 5.75rem 9.5rem; gap: 0 .75rem; align-items: center;
  min-height: 29px; border-bottom: 1px solid var(--line); font-size: .9375rem; line-height: 1.35;
}
[class*="st-key-feed-"] li b { font-weight: 400; overflow-wrap: anywhere; }
[class*="st-key-feed-"] li span { overflow-wrap: anywhere; }
[class*="st-key-feed-"] a { color: light-dark(#00527f, #7cc4ef); }
@media (max-width: 640px) {
  [class*="st-key-feed-"] li { grid-template-columns: 17px 1fr 1fr; padding: .25rem 0; }
  [class*="st-key-feed-"] li b { grid-column: 2 / -1; }
  [class*="st-key-feed-"] li span:first-of-type { grid-column: 2; }
  [class*="st-key-feed-"] li span:last-of-type { grid-column: 2 / -1; }
}
.of-all { display: flex; flex-wrap: wrap; gap: 5px; margin: 0; --colour: light-dark(#14212b, #eef2f5); }
.of-all i { width: 17px; height: 17px; border-radius: 3px; background: var(--colour); }
.of-all .none { background: light-dark(#dde3e8, #34434e); }
.of-all .share {
  flex: 1; height: 17px; border-radius: 3px;
  background: linear-gradient(to right, var(--colour) calc(100% * var(--share)), light-dark(#dde3e8, #34434e) 0);
}
.st-key-beside h2 {
  font-size: 1.0625rem; line-height: 1.5; padding: 0 0 .25rem; border-bottom: 1px solid light-dark(#c3ccd3, #47545e);
}
.st-key-beside h2 { margin-bottom: .5rem; }
.st-key-glance h2 { font-size: 1.15rem; }
.stHtml .dated {
  display: grid; grid-template-columns: max-content 1fr; gap: .3rem 1rem; margin: 0; padding: 0; font-size: .9375rem;
}
.stHtml .dated dt { font-weight: 600; }
.stHtml .dated dd { margin: 0; overflow-wrap: anywhere; }
.st-key-since { row-gap: .25rem; }
.st-key-glance h2 { font-size: 1.15rem; }
"""
    # What is asked of a municipality stands close together, its reason below the question; on
    # a phone the questions come before the board, where the municipality is chosen by its name.
    """\
.st-key-mail h2 { font-size: 1rem; }
.st-key-asked { gap: .5rem; }
.st-key-asked-head > :has([data-testid="stSelectbox"]) { min-width: 12.5rem; }
[class*="st-key-question-"] { border-top: 1px solid light-dark(#e1e6ea, #2a3740); padding-top: .35rem; }
[class*="st-key-question-"] [data-testid="stCaptionContainer"] { padding-left: 1.5rem; }
@media (max-width: 640px) {
  [data-testid="stHorizontalBlock"]:has(> * .st-key-asked) { flex-direction: column-reverse; }
  [data-testid="stHorizontalBlock"]:has(> * .st-key-asked) > * { flex: none; width: 100%; }
}
"""
    # Names of rows take one line or two. The pictures of the handbook, which show pages, need an edge on a page; its
    # commands break into lines, because the keyboard could not move them sideways.
    """\
[class*="st-key-rows-"] td:first-child { min-width: 12rem; }
.st-key-german :is(th, td) { overflow-wrap: anywhere !important; }
.st-key-german :is(pre, code) { white-space: pre-wrap !important; overflow-wrap: anywhere; }
.st-key-german img { border: 1px solid light-dark(#c3ccd3, #47545e); border-radius: 6px; }
@media (min-width: 1000px) { [class*="st-key-rows-"] td:first-child { min-width: 13.5rem; } }
"""
    # Rows that can be changed: a cell says so under the pointer. What to do with a drawer stays in view at its foot.
    # On paper stands what is published: neither the draft nor the drawer.
    """\
a[href^="#aendern/"] { font-size: .875rem; white-space: nowrap; }
.change { margin-left: .5rem; color: light-dark(#00527f, #7cc4ef); }
tr:has(a[href^="#aendern/"]) td { cursor: pointer; }
tr:has(a[href^="#aendern/"]) td:hover { background: light-dark(#e3eef4, #16303f); }
[role="dialog"] > :has(.st-key-drawer-foot) { scroll-padding-bottom: 9rem; }
[role="dialog"] :has(> * > [class*="-was"]) {
  --changed: light-dark(#eaf2f7, #1b3340); background: var(--changed); box-shadow: 0 0 0 .5rem var(--changed);
}
[role="dialog"]:has(.st-key-drawer-foot) [kind="tertiary"] {
  min-height: 0; padding: 0; color: light-dark(#00527f, #7cc4ef);
}
[role="dialog"]:has(.st-key-drawer-foot) [kind="tertiary"] p { text-decoration: underline; }
tr.asked td { background: light-dark(#d3e5ef, #1b3d4f); }
.st-key-drawer-foot {
  padding: .75rem 0 1.5rem; background: light-dark(#ffffff, #10181e);
  border-top: 1px solid light-dark(#c3ccd3, #47545e); box-shadow: -.5rem 0 light-dark(#ffffff, #10181e);
}
:has(> .st-key-drawer-foot) { position: sticky; bottom: -1.5rem; z-index: 1; margin-bottom: -1.5rem; }
@media (max-width: 640px) { .st-key-drawer-foot kbd { display: none; } }
@media print {
  a[href^="#aendern/"], [data-testid="stTable"] .stMarkdownColoredBackground, .stDialog:has(.st-key-drawer-foot) {
    display: none !important;
  }
}
"""
    # What scrolls ends above the bar of the draft, so that nothing lies below it; what gets the focus, or is led to,
    # stands below the menu, and nothing in a menu that is shut gets it.
    """\
.stApp { --bar: 0rem; }
.stApp:has(.st-key-draft-bar) { --bar: 3.5rem; }
.stMain { height: calc(100% - var(--bar)); scroll-padding-block: 4.5rem .5rem; }
[data-testid="stBottom"] { position: fixed; inset: auto 0 0; height: var(--bar); }
[data-testid="stBottom"] { border-top: 1px solid light-dark(#c3ccd3, #47545e); }
[data-testid="stBottomBlockContainer"] { max-width: 1440px; padding: .5rem 32px; }
[data-testid="stSidebar"][data-collapsed="true"] { visibility: hidden; }
@media (max-width: 640px) {
  .stApp:has(.st-key-draft-bar) { --bar: 6rem; }
  [data-testid="stBottomBlockContainer"] { padding-inline: 16px; }
}
"""
    # A row of buttons to choose one is no wider than the window: it goes on in the next line.
    """\
:is(.st-key-map-modes, .st-key-assumption) > *,
:is(.st-key-map-modes, .st-key-assumption) [data-testid="stButtonGroup"] { max-width: 100%; }
:is(.st-key-map-modes, .st-key-assumption) [role="radiogroup"] { flex-wrap: wrap !important; }
"""
    # Words of a button that looks like a link break into lines where there is no room for them in one.
    """\
:is(.stButton, .stDownloadButton) [kind="tertiary"] { height: auto; text-align: left; }
:is(.stButton, .stDownloadButton) [kind="tertiary"] :is(div, span, p) {
  white-space: normal !important; overflow: visible !important;
}
"""
    # The name of a page to go to looks like every link, and breaks into lines instead of being cut off, in each part.
    """\
[data-testid="stPageLink"] :is(span, p) { white-space: normal !important; overflow: visible !important; }
[data-testid="stPageLink"] a { padding-inline: 0; background: none; }
[data-testid="stPageLink"] p {
  color: light-dark(#00527f, #7cc4ef); text-decoration: underline; text-underline-offset: .2em;
}
"""
    # What stands in columns beside one another in a wide window stands no farther apart below one another.
    """\
@media (max-width: 640px) { [data-testid="stHorizontalBlock"]:has(> .stColumn) { row-gap: 1.5rem; } }
"""
    # The contents of a long text stay in view beside it; where there is no room beside it they are folded above.
    """\
.st-key-contents-folded { display: none; }
.stColumn:has(.st-key-contents) {
  position: sticky; top: 4.5rem; align-self: flex-start; max-height: calc(100vh - 5rem - var(--bar));
  overflow-y: auto; padding-bottom: 1.5rem;
}
:is(.st-key-contents, .st-key-contents-folded) :is(ul, p, li) { font-size: .9375rem; margin-block: .1rem; }
:is(.st-key-contents, .st-key-contents-folded) :is(ul, ol) { padding-left: .9rem; list-style: none; margin-left: 0; }
:is(.st-key-contents, .st-key-contents-folded) li { margin-left: 0; padding-left: 0; }
.stHtml .terms { margin: 0; padding: 0; font-size: .9375rem; }
.terms > div {
  display: grid; grid-template-columns: 13rem 1fr; gap: 0 1rem; padding: .35rem 0;
  border-top: 1px solid light-dark(#e3e8ec, #2a3740);
}
.terms dt { font-weight: 650; hyphens: auto; }
.terms dd { margin: 0; }
.terms a, .origins a { color: light-dark(#00527f, #7cc4ef); }
.terms :target, .terms > div:target { background: light-dark(#e3eef4, #16303f); }
.origins { font-size: .9375rem; }
.origins details { border-top: 1px solid light-dark(#e3e8ec, #2a3740); }
.origins summary { padding: .3rem 0; cursor: pointer; overflow-wrap: anywhere; }
.origins summary :is(span, em) { color: light-dark(#47545e, #b3bec6); font-style: normal; }
.origins summary em { font-weight: 650; color: light-dark(#a34700, #e69f00); }
.origins ul { margin: 0 0 .6rem; padding-left: 1.4rem; overflow-wrap: anywhere; }
@media (max-width: 640px) {
  .st-key-contents-folded { display: flex; }
  .stColumn:has(.st-key-contents) { display: none; }
  .terms > div { grid-template-columns: 1fr; }
}
"""
    # What is made of a presentation shares the line of its heading, and stands above it on a phone.
    """\
.st-key-story > :has(> .st-key-story-heading) { min-width: min(26rem, 100%); }
.st-key-story [class*="st-key-"] button { min-height: 36px; padding-block: 0; }
@media (max-width: 640px) { .st-key-story > :has(> .st-key-story-outputs) { order: -1; flex: 0 0 100% !important; } }
"""
    # The slide that is chosen stays in view beside the others; how to drag it helps nobody on a phone.
    """\
.stColumn:has([class*="st-key-panel-"]) { position: sticky; top: 4.5rem; align-self: flex-start; }
@media (max-width: 640px) {
  .stColumn:has([class*="st-key-panel-"]) { position: static; }
  .st-key-sorter-keys { display: none; }
}
"""
    # Files that have arrived are listed below the field they were dropped on; those on their way, or refused, stay.
    """\
.st-key-drop [data-testid="stFileChips"] > :first-child:not(:has([aria-invalid="true"], [data-testid$="Spinner"])),
.st-key-drop [data-testid="stFileChips"] > :first-child > :not(:has([aria-invalid="true"], [data-testid$="Spinner"])) {
  display: none;
}
.st-key-drop [data-testid="stFileChips"] > button { width: max-content; white-space: nowrap; color: inherit; }
.st-key-drop [data-testid="stFileChips"] > button::after { content: attr(aria-label); padding-left: .5rem; }
"""
    # What an upload would change stays in view beside the work on it, and stands below it where there is no room.
    """\
.stColumn:has(.st-key-beside-the-work) {
  position: sticky; top: 4.5rem; align-self: flex-start; max-height: calc(100vh - 5rem); overflow-y: auto;
}
@media (min-width: 1001px) and (min-height: 600px) {
  .stColumn:has(.st-key-beside-foot) { scroll-padding-bottom: 22rem; }
  .st-key-beside-the-work > :has(> .st-key-beside-foot) {
    position: sticky; bottom: 0; z-index: 1; background: light-dark(#ffffff, #10181e);
    margin: 0 -1.25rem -1rem; padding: .5rem 1.25rem 1rem; width: calc(100% + 2.5rem) !important; max-width: none;
    border-top: 1px solid light-dark(#c3ccd3, #47545e); border-radius: 0 0 6px 6px;
  }
  .st-key-beside-foot { gap: .5rem; }
}
@media (min-width: 1001px) and (max-height: 800px) { .st-key-beside-the-work .stMarkdown ul { display: none; } }
.st-key-beside-the-work {
  border: 1px solid light-dark(#c3ccd3, #47545e); border-radius: 6px; padding: 1rem 1.25rem; gap: .75rem;
}
.st-key-beside-the-work h2 { font-size: 1.125rem; padding: 0 0 .5rem; }
.st-key-beside-the-work ul { padding: 0; }
.st-key-beside-the-work li {
  font-size: .9375rem; overflow-wrap: anywhere; margin: 0 0 .5rem; padding: 0;
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden;
}
.stHtml :is(.counted, .follows) :is(dt, dd) { margin: 0; padding: 0 !important; }
.stHtml .counted { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: 0; }
.counted > div { display: flex; flex-direction: column-reverse; }
.counted dt { font-size: .875rem; font-weight: 400; color: light-dark(#47545e, #b3bec6); }
.counted dd { font-size: 1.5rem; line-height: 2rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.stHtml .follows { margin: 0; padding: 0; font-size: .9375rem; }
.follows > div {
  display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0 1rem; padding: .3rem 0;
  border-top: 1px solid light-dark(#e1e6ea, #2a3740);
}
.follows dt { font-weight: 400; overflow-wrap: anywhere; }
.follows dd { text-align: right; flex: 1 0 auto; font-variant-numeric: tabular-nums; }
@media (max-width: 1000px) {
  [data-testid="stHorizontalBlock"]:has(> * .st-key-beside-the-work) { flex-direction: column; }
  [data-testid="stHorizontalBlock"]:has(> * .st-key-beside-the-work) > .stColumn {
    position: static; max-height: none; width: 100%; flex: none;
  }
}
"""
    # A file as it was read: what was replaced is struck through, and an open cell leads to its question.
    """\
.as-read { overflow-x: auto; font-size: .875rem; }
.as-read table { border-collapse: collapse; width: 100%; }
.as-read :is(th, td) {
  padding: .35rem .6rem; text-align: left; vertical-align: baseline; border: 0;
  border-bottom: 1px solid light-dark(#e1e6ea, #2a3740);
}
.as-read td > div {
  display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; overflow: hidden; max-width: 22rem;
}
.as-read thead th { vertical-align: bottom; border-bottom-color: light-dark(#c3ccd3, #47545e); font-weight: 650; }
.as-read small { display: block; font-size: .8125rem; font-weight: 400; color: light-dark(#47545e, #b3bec6); }
.as-read tbody th { font-weight: 400; color: light-dark(#47545e, #b3bec6); }
.as-read .lacking small { color: light-dark(#005a8c, #7cc4ef); }
.as-read del { color: light-dark(#47545e, #b3bec6); }
.as-read ins { font-weight: 650; text-decoration: none; }
.as-read .left :is(td, th) { opacity: .75; }
.as-read a { font-weight: 650; color: light-dark(#a3221b, #ff9c94); }
.as-read a::before { content: "! " / ""; }
.as-read .open { background: light-dark(#fbeeed, #3a1d1b); }
.stHtml .question { font-size: 1rem; line-height: 1.5; padding: 0; margin: 0; scroll-margin-top: 1.5rem; }
"""
    # What has been done of a way in steps, what is asked for now, and what comes.
    """\
.steps {
  display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0; padding: .5rem 0 !important; list-style: none;
  border-block: 1px solid light-dark(#e3e8ec, #2a3740); color: light-dark(#47545e, #b3bec6); font-size: .9375rem;
}
.steps li { margin: 0; }
.steps a { color: inherit; }
.steps [aria-current] { font-weight: 700; color: light-dark(#005a8c, #7cc4ef); }
"""
    # Numbers of a table that has nothing else stand in line at their end, behind the first column.
    """\
.st-key-numbers :is(th, td):not(:first-child), .st-key-numbers :is(th, td):not(:first-child) * {
  text-align: right !important; justify-content: end !important;
}
"""
    # Headers of tables show their whole word; a long address breaks, so that no table is as wide as an address.
    """\
[data-testid="stTable"] th [data-testid="stMarkdownContainer"] { overflow: visible; }
[data-testid="stTable"] td :is(a, :has(a)) { overflow-wrap: anywhere !important; min-width: 4.5rem; }
"""
    # On a phone a table is moved sideways, and what its rows are called has room for its longest words.
    """\
@media (max-width: 640px) { [data-testid="stTable"] td:first-child:not(:last-child) { min-width: 8.5rem; } }
"""
    # A shadow at the edge says that a table can be moved sideways: the covers move with it, the edges stay.
    """\
:is([data-testid="stTable"] > div, .as-read) {
  --cover: light-dark(#ffffff, #10181e); --edge: light-dark(rgb(20 33 43 / .35), rgb(0 0 0 / .9));
  background: linear-gradient(to right, var(--cover) 40%, transparent) 0 / 2.5rem 100% no-repeat local,
    linear-gradient(to left, var(--cover) 40%, transparent) 100% / 2.5rem 100% no-repeat local,
    linear-gradient(to right, var(--edge), transparent) 0 / .7rem 100% no-repeat scroll,
    linear-gradient(to left, var(--edge), transparent) 100% / .7rem 100% no-repeat scroll;
}
"""
    # A mark is drawn in the form of its look, in lists, the feed and the strip that is the key of the matrix.
    """\
.stApp {
  --status: light-dark(#00785a, #2fb98f); --paper: light-dark(#ffffff, #10181e); --ink: light-dark(#47545e, #c3ccd3);
}
[class*="st-key-who-"][class*="-beyond-"] { --status: light-dark(#75808a, #8d99a3); }
""" + MARKS + """\
ul.strip.strip { display: flex; flex-wrap: wrap; gap: .5rem 2rem; margin: 0; padding: 0; list-style: none; }
ul.strip.strip li { display: flex; flex-direction: column; gap: .3rem; margin: 0; }
.strip b { font-size: 1.3rem; }
.strip .squares { display: flex; flex-wrap: wrap; gap: 5px; padding-top: 5px; align-items: center; }
.strip .whole { border-left: 1px solid light-dark(#dbe1e6, #2a3740); padding-left: 2rem !important; }
.strip .key { justify-content: end; font-size: .875rem; }
[class*="st-key-who-"] { position: relative; padding-left: 26px; }
[class*="st-key-who-"]::before { position: absolute; left: 0; top: 3px; }
[class*="st-key-who-"]::after { position: absolute; left: 10px; top: -2px; }
[class*="st-key-who-"] [data-testid="stPageLink"] a { padding: 0; min-height: 1.5rem; }
.st-key-measures-narrow { display: none; }
@media (max-width: 640px) {
  .st-key-measures-wide { display: none; }
  .st-key-measures-narrow { display: flex; }
  .strip .whole { border: 0; padding: 0 !important; }
}
.notes { font-size: .875rem; }
.notes summary { cursor: pointer; }
@media print { .mark { print-color-adjust: exact; } }
@media print { .notes::details-content { content-visibility: visible; height: auto; } }
"""
    # On paper only what is read: nothing to press, nothing shut, and all of it, for which Streamlit scrolls inside the
    # window. A sheet is as wide as one column, which stand in blocks because pictures in a flexible box overlap where a
    # sheet ends; the profile has a sheet of its own.
    """\
@media print {
  [data-testid="stSidebar"], [data-testid="stHeader"], .stPopover, .stDownloadButton, .stButtonGroup, .stButton,
  [class*="st-key-links-"], .st-key-map-modes, .st-key-measures_beyond, .st-key-below-ribbon, .stTabs [role="tablist"],
  .st-key-tools, [data-testid="stBottom"], .stExpander:has(details:not([open])) { display: none !important; }
  .stMain:not(:has(.st-key-profile-title)) :has(> [data-testid="stColumn"]) { display: block !important; }
  .stMain:not(:has(.st-key-profile-title)) [data-testid="stColumn"] { width: 100% !important; margin-bottom: 1rem; }
  .stMain:not(:has(.st-key-profile-title)) .stColumn > .stVerticalBlock { display: block; }
  .stMain:not(:has(.st-key-profile-title)) .stColumn > .stVerticalBlock > * { margin-bottom: 1rem; }
  .stApp, .stMain, .stMainBlockContainer {
    overflow: visible !important; height: auto !important; position: static !important; padding-block: 0 !important;
  }
  .stPlotlyChart, [data-testid="stTable"], [class*="st-key-tile-"] { break-inside: avoid; }
  [data-testid="stHeading"] { break-after: avoid; }
}</style>"""
)
