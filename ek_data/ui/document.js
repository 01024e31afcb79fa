// Mends the document around our elements: its language, tables that scroll, and the English words of Streamlit itself.
// Words are looked up whole: what Streamlit words anew stays English, nothing is ever worded wrongly.
const OWN = "[data-testid='stSkipToContent'], [data-testid='stFileUploader'], [data-testid='stMainMenuPopover'],"
  + " [data-testid='stTooltipErrorContent'], [data-testid='stTopNavSection'],"
  + " [data-testid='stMultiSelectDropdown'], [data-testid='stSelectboxDropdown'], [data-has-shortcut='true'],"
  + " [data-testid='stDialog']";
const OURS = ".stHtml a[href]:not([target], [href^='#'])"; // links to other pages in our own HTML
const STOPS = "a[href], button, input, select, textarea, [tabindex='0']"; // where the focus can be
const ATTRIBUTES = ["aria-label", "title", "placeholder", "data-title"];
let stop = null; // one at a time: a page change may mount the new before the old is gone
let place = null; // where the reader is
const push = history.pushState.bind(history);
let focused = null; // where the focus was last
let question = -1; // which question that belongs to
let sought = null; // the field of the search while that is open
let acted = false; // whether the reader did something since the last step

// What somebody chooses is a step that "back" leads to; what a page adds to its own address when it opens is not.
for (const kind of ["pointerdown", "keydown"]) window.addEventListener(kind, () => { acted = true; }, true);
window.addEventListener("keydown", (event) => { if (event.key === "Tab") step(event); }, true);
window.addEventListener("focusin", ({ target }) => { focused = target; question = questionOf(target); });
history.pushState = (state, unused, url) => {
  const elsewhere = new URL(url ?? location.href, location.href).pathname !== location.pathname;
  (elsewhere || acted ? push : history.replaceState.bind(history))(state, unused, url);
  acted = false;
};

// Our own links lead on without loading everything anew, unless the reader wants another tab: Streamlit goes where the
// address says, as it does for the buttons of the browser.
window.addEventListener("click", (event) => {
  const link = event.composedPath()[0].closest(OURS);
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  event.preventDefault();
  push(null, "", link.href);
  window.dispatchEvent(new PopStateEvent("popstate"));
});

export default function ({ data }) {
  stop?.();
  if (place !== null && place !== data.place) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
  place = data.place;
  document.documentElement.lang = data.language;
  const mend = () => {
    if (document.documentElement.lang !== data.language) document.documentElement.lang = data.language;
    word(data);
    document.querySelectorAll("[data-testid=stTable] > div, .as-read").forEach(reachable);
    goOn();
    begin();
    document.querySelectorAll(".st-key-german").forEach((part) => (part.lang = "de")); // on an English page, too
    document.querySelectorAll("[data-testid=stPopoverBody]").forEach(introduce);
    document.querySelectorAll("[data-testid=stPagination]").forEach((pages) => distinguish(pages, data));
  };
  let waiting = 0;
  const soon = () => { // not put off by the next change: what changes in every frame would put it off for ever
    waiting ||= requestAnimationFrame(() => {
      waiting = 0;
      mend();
    });
  };
  const observer = new MutationObserver(soon);
  observer.observe(document.body, {
    subtree: true, childList: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
  window.addEventListener("resize", soon);
  mend();
  const ended = () => {
    observer.disconnect();
    window.removeEventListener("resize", soon);
    cancelAnimationFrame(waiting);
  };
  stop = ended;
  return ended;
}

// A table that is wider than its place scrolls inside it; the keyboard must be able to get there.
function reachable(frame) {
  const scrolls = frame.scrollWidth > frame.clientWidth + 1;
  if (scrolls === frame.hasAttribute("tabindex")) return;
  const name = frame.querySelector("table")?.getAttribute("aria-label") ?? "";
  const attributes = { tabindex: "0", role: "group", "aria-label": name };
  for (const [key, value] of Object.entries(attributes)) {
    if (scrolls) frame.setAttribute(key, value);
    else frame.removeAttribute(key);
  }
}

function questionOf(target) {
  const above = (each) => each.compareDocumentPosition(target) & Node.DOCUMENT_POSITION_FOLLOWING;
  return target.closest(".st-key-questions") ? [...document.querySelectorAll(".question")].findLastIndex(above) : -1;
}

// A question that is answered goes, and takes the focus with it: the keyboard goes on with the one in its place, and
// from the last one with what would change.
function goOn() {
  if (question < 0 || focused.isConnected || document.activeElement !== document.body) return;
  const questions = [...document.querySelectorAll(".question")];
  const next = questions[question] ?? questions.at(-1) ?? document.querySelector(".st-key-beside-the-work h2");
  const at = question;
  next?.setAttribute("tabindex", "-1");
  next?.focus({ preventScroll: true });
  question = at; // that may be drawn anew while the page still runs
}

// The search opens with the focus in its field: letters typed beside it would be commands to Streamlit, which close it.
function begin() {
  const field = document.querySelector("[role=dialog] .st-key-sought input");
  if (field !== sought) field?.focus();
  sought = field;
}

const opener = () => document.querySelector("[data-testid=stPopover] button[aria-expanded=true]");

// What opens over the page stands at the end of the document. Tab leads from its button into it, and from its last part
// to what follows the button.
function step(event) {
  const [button, at] = [opener(), document.activeElement];
  const opened = document.querySelector("[data-testid=stPopoverBody]");
  const stops = [...(opened?.querySelectorAll(STOPS) ?? [])].filter((each) => !each.disabled
    && (each.tabIndex >= 0 || "tabindex" in each.dataset) // Streamlit leaves out all while the focus is outside
    && (each.type !== "radio" || each.checked) && each.checkVisibility({ visibilityProperty: true }));
  if (!button || !stops.length) return;
  const whole = (each) => each.closest("[role=toolbar], [role=radiogroup]") ?? each; // Tab stops once in a group
  const within = (stop) => opened.contains(at) && whole(at) === whole(stop);
  const [enters, returns] = [at === button && !event.shiftKey, event.shiftKey && within(stops[0])];
  const leaves = !event.shiftKey && within(stops.at(-1));
  if (!enters && !returns && !leaves) return;
  event.stopPropagation(); // the group would move the focus to its own end
  if (!leaves) event.preventDefault(); // who leaves goes on from the button
  (enters ? stops[0] : button).focus();
}

// What opens over the page is a dialogue with the name of the button that opened it.
function introduce(opened) {
  const name = opener()?.querySelector("[data-testid=stMarkdownContainer]")?.textContent ?? "";
  const attributes = { role: "dialog", "aria-label": name };
  for (const [key, value] of Object.entries(attributes)) {
    if (opened.getAttribute(key) !== value) opened.setAttribute(key, value);
  }
}

// Several choices of a page on one page are told apart by the heading they belong to: right below, else the last above.
function distinguish(pages, { pages: name }) {
  const landmark = pages.querySelector("[role=navigation]");
  const below = pages.closest(".stElementContainer")?.nextElementSibling?.querySelector("h2, h3");
  const above = [...document.querySelectorAll("h1, h2, h3")]
    .filter((each) => each.compareDocumentPosition(pages) & Node.DOCUMENT_POSITION_FOLLOWING);
  const said = `${name}: ${(below ?? above.at(-1))?.textContent ?? ""}`;
  if (landmark && landmark.getAttribute("aria-label") !== said) landmark.setAttribute("aria-label", said);
}

function word({ words, beginnings }) {
  for (const name of ATTRIBUTES) {
    for (const element of document.querySelectorAll(`[${name}]`)) {
      const said = element.getAttribute(name);
      const ours = inOurs(said, words, beginnings);
      if (ours !== said) element.setAttribute(name, ours);
    }
  }
  for (const part of document.querySelectorAll(OWN)) {
    const texts = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const node = texts.currentNode;
      const ours = inOurs(node.nodeValue, words, beginnings);
      if (ours !== node.nodeValue) node.nodeValue = ours; // in place: React keeps its own nodes
    }
  }
}

function inOurs(said, words, beginnings) {
  if (Object.hasOwn(words, said)) return words[said];
  for (const [pattern, ours] of beginnings) {
    const found = new RegExp(`^${pattern}$`).exec(said);
    if (found) return ours.replace("{}", found[1]);
  }
  return said;
}
