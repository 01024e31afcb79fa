// The slides as cards to choose, drag and remove. Pictures of slides come as markup of which every word is escaped, all
// other words are set as text. The browser does what is asked at once and tells it; Python answers with the same.
const DRAG = 5; // pixels before a press becomes a drag
const PATIENCE = 3000; // milliseconds until the panel shows the slide that was chosen
const states = new WeakMap();

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".sorter");
  const state = states.get(root) ?? build(root);
  state.tell = setTriggerValue;
  const sent = new TextDecoder().decode(data);
  if (sent !== state.sent) {
    state.sent = sent;
    fill(state, JSON.parse(sent));
  }
  return () => states.delete(root);
}

const element = (tag, className, attributes = {}) => {
  const made = document.createElement(tag);
  made.className = className;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
const said = (template, values) => template.replace(/{(\w+)}/g, (_all, name) => values[name]);

// ---- what is drawn ----------------------------------------------------------------------------------------------

function build(root) {
  const list = element("ol", "places");
  const hint = element("p", "unseen", { id: "keys" });
  const status = element("p", "unseen", { role: "status", "aria-live": "polite" });
  root.replaceChildren(list, hint, status);
  const state = { root, list, hint, status, cards: new Map() };
  list.onclick = (event) => pressed(state, event);
  list.onkeydown = (event) => key(state, event);
  list.onpointerdown = (event) => begin(state, event);
  states.set(root, state);
  return state;
}

function fill(state, data) {
  state.words = data.words;
  state.hint.textContent = data.words.keys;
  state.list.setAttribute("aria-label", data.words.list);
  window.onbeforeunload = data.unsaved ? (event) => event.preventDefault() : null;
  const focused = within(state);
  const cards = new Map(data.slides.map((slide) => [slide.code, card(state, slide)]));
  state.cards = cards;
  state.list.replaceChildren(...cards.values());
  renumber(state);
  mark(state, data.chosen);
  if (focused) chosen(state)?.querySelector(".pick").focus();
}

function card(state, slide) {
  const place = state.cards.get(slide.code) ?? newCard(slide.code);
  const [shot, what, own] = [".shot", ".what", ".own"].map((part) => place.querySelector(part));
  place.name = slide.name;
  what.textContent = what.title = slide.name;
  own.textContent = slide.own;
  shot.classList.toggle("none", !slide.still);
  if (place.still !== slide.still || !slide.still) {
    place.still = slide.still;
    if (slide.still) shot.innerHTML = slide.still;
    else shot.textContent = slide.reason;
  }
  return place;
}

function newCard(code) {
  const place = element("li", "place");
  place.dataset.code = code;
  const pick = element("button", "pick", { type: "button", "aria-describedby": "keys" });
  const label = element("span", "label");
  label.append(element("b", "nth"), element("span", "what"), element("span", "own"));
  pick.append(element("span", "shot", { "aria-hidden": "true" }), label);
  const steps = element("span", "steps");
  for (const [by, sign] of [[-1, "▲"], [1, "▼"]]) {
    const step = element("button", "step", { type: "button" });
    step.dataset.by = by;
    step.textContent = sign;
    steps.append(step);
  }
  place.append(pick, steps);
  return place;
}

function renumber(state) {
  const places = [...state.list.children];
  places.forEach((place, index) => {
    const { name } = place;
    place.querySelector(".nth").textContent = index + 1;
    const own = place.querySelector(".own").textContent;
    const label = said(state.words.slide, { number: index + 1, name }) + (own ? `, ${own}` : "");
    place.querySelector(".pick").setAttribute("aria-label", label);
    for (const step of place.querySelectorAll(".step")) {
      step.disabled = !places[index + Number(step.dataset.by)];
      step.setAttribute("aria-label", said(step.dataset.by < 0 ? state.words.earlier : state.words.later, { name }));
    }
  });
}

function mark(state, code) {
  state.chosen = code;
  for (const place of state.list.children) {
    const pick = place.querySelector(".pick");
    pick.setAttribute("aria-pressed", String(place.dataset.code === code));
    pick.tabIndex = place.dataset.code === code ? 0 : -1;
  }
}

const chosen = (state) => state.cards.get(state.chosen);
const within = (state) => state.list.contains(state.root.getRootNode().activeElement);
const columns = (state) => getComputedStyle(state.list).gridTemplateColumns.split(" ").length;
const order = (state) => [...state.list.children].map((place) => place.dataset.code);

// ---- what is done -----------------------------------------------------------------------------------------------

function choose(state, place, focus = true) {
  if (!place) return;
  if (focus) place.querySelector(".pick").focus();
  if (place.dataset.code === state.chosen) return;
  mark(state, place.dataset.code);
  state.tell("chosen", place.dataset.code);
}

function move(state, place, to) {
  const places = [...state.list.children], from = places.indexOf(place);
  const target = places[Math.min(Math.max(to, 0), places.length - 1)];
  if (!target || target === place) return;
  const focused = state.root.getRootNode().activeElement;
  if (from < places.indexOf(target)) target.after(place);
  else target.before(place);
  focused?.focus();
  settle(state, place);
}

function settle(state, place) {
  renumber(state);
  place.scrollIntoView({ block: "nearest" });
  state.status.textContent = said(state.words.moved, { name: place.name, number: order(state).indexOf(place.dataset.code) + 1 });
  state.tell("order", order(state).join(","));
}

function remove(state, place) {
  const next = place.nextElementSibling ?? place.previousElementSibling;
  state.status.textContent = said(state.words.removed, { name: place.name });
  state.tell("removed", place.dataset.code);
  place.remove();
  renumber(state);
  if (next) {
    mark(state, next.dataset.code);
    next.querySelector(".pick").focus();
  }
}

function pressed(state, { target }) {
  const place = target.closest(".place");
  const step = target.closest(".step");
  if (step) move(state, place, order(state).indexOf(place.dataset.code) + Number(step.dataset.by));
  else if (place) {
    choose(state, place);
    if (columns(state) === 1) atPanel(place.dataset.code, (field) => field.closest("[class*=st-key-panel-]").scrollIntoView());
  }
}

function key(state, event) {
  const place = event.target.closest(".pick")?.parentElement;
  if (!place) return;
  const row = columns(state);
  const steps = { ArrowRight: 1, ArrowLeft: -1, ArrowDown: row, ArrowUp: -row, Home: -Infinity, End: Infinity };
  const places = [...state.list.children], here = places.indexOf(place);
  if (event.key in steps) {
    const to = Math.min(Math.max(here + steps[event.key], 0), places.length - 1);
    if (event.altKey) move(state, place, to);
    else choose(state, places[to]);
  } else if (event.key === "Delete") remove(state, place);
  else if (event.key === "Enter") atPanel(place.dataset.code, (field) => field.focus());
  else if (event.key === "z" && (event.ctrlKey || event.metaKey)) state.tell("undone", true);
  else return;
  event.preventDefault();
}

// The panel belongs to the page around; it is there once it shows the fields of the slide.
function atPanel(code, act, until = performance.now() + PATIENCE) {
  const field = document.querySelector(`.st-key-panel-${code.replace(/[^\w-]/g, "-")} textarea`);
  if (field) act(field);
  else if (performance.now() < until) requestAnimationFrame(() => atPanel(code, act, until));
}

// ---- dragging: the card follows the pointer, its place stays open among the others ------------------------------

function begin(state, event) {
  const place = event.target.closest(".pick")?.parentElement;
  if (!place || event.button !== 0 || event.pointerType === "touch") return;
  const before = order(state), start = { x: event.clientX, y: event.clientY };
  let ghost = null;
  const follow = (moved) => {
    if (!ghost && Math.hypot(moved.clientX - start.x, moved.clientY - start.y) < DRAG) return;
    ghost ??= lift(state, place, start);
    ghost.style.translate = `${moved.clientX - ghost.grip.x}px ${moved.clientY - ghost.grip.y}px`;
    makeRoom(state, place, moved);
  };
  const end = (ended) => {
    for (const [name, handler] of listeners) window.removeEventListener(name, handler, true);
    if (!ghost) return;
    ghost.remove();
    place.classList.remove("hole");
    if (ended.type !== "pointerup") state.list.append(...before.map((code) => state.cards.get(code)));
    if (order(state).join() !== before.join()) settle(state, place);
    else renumber(state);
    window.addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => window.removeEventListener("click", swallow, true));
    choose(state, place);
  };
  const escape = (pressed) => pressed.key === "Escape" && end(pressed);
  const swallow = (click) => click.stopPropagation();
  const listeners = [["pointermove", follow], ["pointerup", end], ["pointercancel", end], ["keydown", escape]];
  for (const [name, handler] of listeners) window.addEventListener(name, handler, true);
}

function lift(state, place, start) {
  const box = place.getBoundingClientRect();
  const ghost = place.cloneNode(true);
  ghost.classList.add("ghost");
  ghost.style.width = `${box.width}px`;
  ghost.grip = { x: start.x - box.left, y: start.y - box.top };
  state.root.append(ghost);
  place.classList.add("hole");
  return ghost;
}

function makeRoom(state, place, { clientX, clientY }) {
  const below = state.root.getRootNode().elementsFromPoint(clientX, clientY);
  const target = below.map((each) => each.closest(".place:not(.ghost)")).find(Boolean);
  if (!target || target === place) return;
  const codes = order(state);
  if (codes.indexOf(place.dataset.code) < codes.indexOf(target.dataset.code)) target.after(place);
  else target.before(place);
  renumber(state);
  place.scrollIntoView({ block: "nearest" });
}
