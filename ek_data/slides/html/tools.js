// Tools on the stage: black and white, all slides at once, light and dark, full screen, pages that turn by themselves,
// and everything that is no slide hides until somebody moves.
const IDLE = 4000; // milliseconds until controls and pointer hide
const TURN = 20000; // milliseconds that a page stays when pages turn by themselves
const asked = new URLSearchParams(location.search);
const word = (name) => byId("told").getAttribute(`data-${name}`);

let saying = 0;
function tell(sentence) {
  byId("told").textContent = sentence;
  byId("told").hidden = false;
  clearTimeout(saying);
  saying = setTimeout(() => (byId("told").hidden = true), IDLE);
}

let waiting = 0;
function awake() {
  root.classList.remove("idle");
  clearTimeout(waiting);
  waiting = setTimeout(() => root.classList.add("idle"), IDLE);
}
for (const kind of ["pointermove", "pointerdown", "focusin"]) document.addEventListener(kind, awake, { passive: true });

function blank(colour) {
  byId("blank").className = colour;
  byId("blank").hidden = !colour;
}

function overview(open = !root.classList.contains("overview")) {
  if (!shown()) return;
  root.classList.toggle("overview", open);
  byId("overview").setAttribute("aria-pressed", open);
  if (open) slides[stage.at].scrollIntoView({ block: "center" });
}

function theme() {
  const dark = root.style.colorScheme
    ? root.style.colorScheme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;
  root.style.colorScheme = dark ? "light" : "dark";
  followers.forEach((follow) => follow());
}

function fullscreen() {
  if (document.fullscreenElement) document.exitFullscreen();
  else root.requestFullscreen?.();
}

let turning = 0;
function auto(on = !turning) {
  clearInterval(turning);
  turning = on ? setInterval(() => go((stage.at + 1) % slides.length, { step: Infinity }), TURN) : 0;
  byId("auto").setAttribute("aria-pressed", on);
  tell(word(on ? "auto-on" : "auto-off"));
}

function stepwise() {
  stage.stepping = !stage.stepping;
  go(stage.at);
  tell(word(stage.stepping ? "steps-on" : "steps-off"));
}

function openDetails(kind) {
  const details = slides[stage.at].querySelector(`details.${kind}`);
  const open = details?.open;
  closeDetails();
  if (!details) return;
  details.open = !open;
  if (!open) details.querySelector("summary").focus();
}

function help() {
  if (!byId("help").open) byId("help").showModal();
}
