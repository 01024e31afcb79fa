// The presenter view: a window that this page opens and writes itself, so that it works from a file as well. It shows
// the slide, the next one, the notes, and how long it takes already.
let view = null;
let begun = 0;

// A picture of a slide for another place: without what acts, and without names that would be there twice.
function copyOf(slide) {
  const copy = slide.cloneNode(true);
  copy.removeAttribute("id");
  copy.inert = true;
  copy.classList.add("current");
  copy.querySelectorAll("[id^=title-]").forEach((each) => each.removeAttribute("id"));
  copy.querySelectorAll(".behind").forEach((each) => each.remove());
  return copy;
}

function notesOf(slide) {
  const said = slide.querySelector("details.said .scroll");
  const notes = document.createElement("div");
  notes.className = "notes";
  if (said) notes.append(...said.cloneNode(true).childNodes);
  else notes.textContent = word("no-notes");
  return notes;
}

function element(name, css, ...content) {
  const made = document.createElement(name);
  made.className = css;
  made.append(...content);
  return made;
}

function presenter() {
  view = open("", "presenter", "popup,width=1280,height=800");
  if (!view) return tell(word("blocked"));
  begun ||= Date.now();
  view.document.title = word("presenter");
  view.document.documentElement.lang = root.lang;
  view.document.head.replaceChildren(...[...document.querySelectorAll("style")].map((style) => style.cloneNode(true)));
  view.document.documentElement.className = "show presenter";
  view.onkeydown = pressed;
  view.onunload = () => (view = null);
  follow();
  clock();
}

function follow() {
  if (!view || view.closed) return;
  view.document.documentElement.style.colorScheme = root.style.colorScheme;
  const next = slides[stage.at + 1];
  const after = next ? [word("next"), next.querySelector("h1, h2").textContent] : [word("end")];
  view.document.body.replaceChildren(
    element("div", "now", copyOf(slides[stage.at])),
    element("div", "then", element("p", "coming", ...after), ...(next ? [copyOf(next)] : [])),
    element("p", "time", element("span", "clock"), element("span", "where", `${stage.at + 1} / ${slides.length}`)),
    notesOf(slides[stage.at]),
  );
  clock();
}

function clock() {
  const place = view && !view.closed && view.document.querySelector(".clock");
  if (!place) return;
  const seconds = Math.floor((Date.now() - begun) / 1000);
  const past = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
  place.textContent = `${new Date().toLocaleTimeString(root.lang, { timeStyle: "short" })} · ${past}`;
}

followers.push(follow);
setInterval(clock, 1000);
addEventListener("pagehide", () => view?.close());
