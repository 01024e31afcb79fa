// The stage: which slide is shown, how far its steps are, and whether there is a stage at all or a page to scroll.
const root = document.documentElement;
const slides = [...document.querySelectorAll(".slide")];
const byId = (name) => document.getElementById(name);
const roomy = matchMedia("(min-width: 700px) and (min-height: 480px)"); // smaller windows get the page to scroll
const followers = []; // functions that are told when another slide or step is shown
const stage = { at: 0, step: 0, stepping: false, reading: false };
const shown = () => root.classList.contains("show");

function arrange() {
  const alone = roomy.matches && !stage.reading && !root.classList.contains("handout");
  root.classList.toggle("show", alone);
  byId("read").hidden = !roomy.matches;
  for (const map of document.querySelectorAll(".map")) map.scrollLeft = (map.scrollWidth - map.clientWidth) / 2;
  go(stage.at, { quiet: true });
}

function go(number, { quiet = false, step = 0 } = {}) {
  stage.at = Math.max(0, Math.min(slides.length - 1, number));
  slides.forEach((slide, place) => slide.classList.toggle("current", place === stage.at));
  stage.step = stage.stepping || slides[stage.at].classList.contains("stepwise") ? step : Infinity;
  reveal();
  byId("previous").disabled = stage.at === 0;
  byId("next").disabled = stage.at === slides.length - 1;
  followers.forEach((follow) => follow());
  if (quiet || !shown()) return;
  closeDetails();
  history.replaceState(null, "", `#${stage.at + 1}`);
  byId("announcement").textContent = slides[stage.at].dataset.said;
}

// The parts of a slide that can come one after the other: rows of a picture, cards, lines.
function parts(slide) {
  const rows = new Map();
  for (const each of slide.querySelectorAll(".chart.stepwise [data-row], .card, .words li")) {
    const key = each.dataset.row ?? each;
    rows.set(key, [...(rows.get(key) ?? []), each]);
  }
  return [...rows.values()];
}

function reveal() {
  const all = parts(slides[stage.at]);
  stage.step = Math.min(stage.step, all.length);
  all.forEach((part, place) => part.forEach((each) => each.classList.toggle("later", place >= stage.step)));
}

function forward() {
  if (stage.step < parts(slides[stage.at]).length) {
    stage.step += 1;
    reveal();
    followers.forEach((follow) => follow());
  } else go(stage.at + 1);
}

const back = () => go(stage.at - 1);

function closeDetails() {
  document.querySelectorAll("main details[open]").forEach((details) => (details.open = false));
}

const numbered = () => (Number.parseInt(location.hash.slice(1), 10) || 1) - 1;
addEventListener("hashchange", () => go(numbered()));
roomy.addEventListener("change", arrange);
