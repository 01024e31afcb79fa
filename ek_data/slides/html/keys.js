// Keys, clicks, fingers and buttons: each leads to one function of the other parts. Nothing is taken from a control
// that has the focus, and letters, digits and clicks can be switched off.
const TURNING = {
  ArrowRight: forward, ArrowDown: forward, PageDown: forward, " ": forward, Enter: forward,
  ArrowLeft: back, ArrowUp: back, PageUp: back, Backspace: back,
  Home: () => go(0), End: () => go(slides.length - 1),
};
const LETTERS = {
  n: forward, p: back, b: () => blank("black"), ".": () => blank("black"), w: () => blank("white"), o: () => overview(),
  s: stepwise, t: () => openDetails("table"), i: () => openDetails("said"), v: presenter, a: () => auto(), d: theme,
  f: fullscreen, h: () => handout(), "?": help,
};
const CONTROLS = "input, button, a, summary, select, textarea, dialog, .scroll";
const lettersWork = () => byId("shortcuts").checked;
let digits = "";

function escape() {
  const open = document.querySelector("main details[open]");
  if (open) {
    open.open = false;
    document.activeElement.blur();
  }
  else if (root.classList.contains("overview")) overview(false);
  else if (root.classList.contains("handout")) handout(false);
  else if (document.fullscreenElement) document.exitFullscreen();
}

function pressed(event) {
  if (event.ctrlKey || event.altKey || event.metaKey) return;
  if (!byId("blank").hidden) {
    blank("");
    return event.preventDefault();
  }
  if (event.key === "Escape") return escape();
  if (event.target.closest?.(CONTROLS) || (!shown() && event.key !== "h")) return;
  const act = action(event);
  if (!act) return;
  event.preventDefault();
  act();
}

function action(event) {
  if (/^\d$/.test(event.key)) return lettersWork() ? () => (digits += event.key) : null;
  const number = Number.parseInt(digits, 10);
  digits = "";
  if (event.key === "Enter" && root.classList.contains("overview")) return () => overview(false);
  if (event.key === "Enter" && number) return () => (overview(false), go(number - 1));
  if (event.key === " " && event.shiftKey) return back;
  return TURNING[event.key] ?? (lettersWork() ? LETTERS[event.key.toLowerCase()] : null);
}

document.addEventListener("keydown", pressed);
byId("blank").addEventListener("click", () => blank(""));

document.addEventListener("click", (event) => {
  if (event.detail && event.target.closest(".controls button")) event.target.closest("button").blur(); // by pointer
  if (!shown() || !lettersWork() || event.target.closest(`${CONTROLS}, .remarks, #blank, #newer`)) return;
  const slide = event.target.closest(".slide");
  if (root.classList.contains("overview")) {
    overview(false);
    if (slide) go(slides.indexOf(slide));
  } else if (event.pointerType !== "touch" && getSelection().isCollapsed) forward();
});

let touch = null;
document.addEventListener("touchstart", (event) => {
  touch = event.touches.length === 1 && !event.target.closest(".scroll") ? event.touches[0] : null;
}, { passive: true, capture: true });
document.addEventListener("touchend", (event) => {
  if (!touch || !shown()) return;
  const [x, y] = [event.changedTouches[0].clientX - touch.clientX, event.changedTouches[0].clientY - touch.clientY];
  if (Math.abs(x) > 50 && Math.abs(x) > 1.5 * Math.abs(y)) (x < 0 ? forward : back)();
}, { passive: true, capture: true });

const BUTTONS = {
  previous: back, next: forward, overview: () => overview(), table: () => openDetails("table"),
  notes: () => openDetails("said"), presenter, auto: () => auto(), theme, screen: fullscreen, handout: () => handout(),
  ask: help,
  read: () => {
    stage.reading = !stage.reading;
    arrange();
    if (stage.reading) slides[stage.at].scrollIntoView();
  },
};
for (const [name, act] of Object.entries(BUTTONS)) byId(name).addEventListener("click", act);
byId("screen").hidden = !root.requestFullscreen;

document.querySelector(".controls").hidden = false;
stage.at = Math.min(slides.length - 1, Math.max(0, numbered()));
arrange();
awake();
if (asked.has("handzettel")) handout(true);
if (asked.has("schleife")) auto(true);
