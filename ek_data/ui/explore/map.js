// The map of the municipalities, with the list and the card of map_list.js, which stands behind this file. Every word
// comes from Python; names are only ever set as text, never as HTML.
const SVG = "http://www.w3.org/2000/svg";
const CLOSEST = 15; // times the size of the whole state
const STEP = 1.5; // of one press on + or −
const DRAG = 5; // pixels before a press becomes a drag
const TOOLS = 46; // pixels for the buttons beside the map
const ICONS = ["M4 10h12M10 4v12", "M4 10h12", "M2 10l8-7 8 7M5 8v9h10v-9"]; // plus, minus, house
const states = new WeakMap();

const element = (tag, attributes = {}, text = "") => {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.textContent = text;
  return made;
};

const drawn = (tag, attributes = {}, text = "") => {
  const made = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  if (text) made.textContent = text;
  return made;
};

export default function (component) {
  const { data, parentElement } = component;
  const state = states.get(parentElement) ?? build(parentElement);
  state.open = (ars) => component.setTriggerValue("opened", ars);
  state.tellChosen = (ars) => component.setTriggerValue("chosen", ars ?? "");
  const sent = new TextDecoder().decode(data);
  if (state.sent !== sent) {
    state.sent = sent;
    const [own, ...rest] = sent.split("\n"); // the first line is the reader's own, the rest the same for everybody
    state.own = JSON.parse(own);
    state.data = JSON.parse(rest.join("\n"));
    fill(state);
  }
  return () => {
    state.observer.disconnect();
    state.root.remove();
    states.delete(parentElement);
  };
}

// ---- once per map ---------------------------------------------------------------------------------------------

function build(parent) {
  const root = element("div", { class: "map" });
  const stage = element("div", { class: "stage" });
  const svg = drawn("svg", { role: "group", "aria-describedby": "help" });
  const layers = ["land", "shapes", "inner-lines", "outer-lines", "own", "selected-rim", "selected", "focused-rim", "focused"];
  const parts = { defs: drawn("defs") };
  svg.append(parts.defs);
  for (const layer of layers) {
    const classes = layer.endsWith("rim") ? "rim" : `${layer}${/own|selected|focused/.test(layer) ? " ring" : ""}`;
    parts[layer] = drawn(layer === "shapes" ? "g" : "path", { class: classes });
    svg.append(parts[layer]);
  }
  parts.labels = drawn("g", { "aria-hidden": "true" });
  svg.append(parts.labels);
  const tools = element("div", { class: "tools" });
  for (const icon of ICONS) {
    const button = element("button", { type: "button" });
    const picture = drawn("svg", { viewBox: "0 0 20 20", "aria-hidden": "true" });
    picture.append(drawn("path", { d: icon }));
    button.append(picture);
    tools.append(button);
  }
  const tip = element("div", { class: "tip", "aria-hidden": "true", hidden: "" });
  stage.append(svg, tools, tip);
  const side = element("div", { class: "side" });
  const legend = element("ul", { class: "legend" });
  const help = element("p", { class: "help", id: "help" });
  const source = element("p", { class: "source" });
  const list = element("div", { class: "list" });
  const card = element("section", { class: "card", role: "dialog", hidden: "" });
  stage.append(card);
  side.append(legend, stage, help, source);
  root.append(side, list);
  parent.append(root);

  const state = {
    root, side, stage, svg, parts, tools, tip, legend, help, source, list, card,
    view: null, scale: 0, dragged: false, chosen: null, unfolded: new Set(),
  };
  root.onkeydown = (event) => { if (event.key === "Escape") dismissed(state); };
  state.observer = new ResizeObserver(() => show(state));
  state.observer.observe(svg);
  listen(state);
  states.set(parent, state);
  return state;
}

function listen(state) {
  const { svg, tools } = state;
  const [closer, farther, whole] = tools.children;
  closer.onclick = () => zoom(state, 1 / STEP);
  farther.onclick = () => zoom(state, STEP);
  whole.onclick = () => look(state, all(state));

  svg.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) return; // the wheel alone scrolls the page
      event.preventDefault();
      zoom(state, event.deltaY > 0 ? 1.2 : 1 / 1.2, place(svg, event));
    },
    { passive: false },
  );

  let press = null;
  svg.onpointerdown = (event) => {
    state.dragged = false;
    press = event.pointerType === "mouse" && event.button === 0 ? event : null;
  };
  svg.onpointermove = (event) => {
    if (!press || !(event.buttons & 1)) return;
    if (!state.dragged && Math.hypot(event.clientX - press.clientX, event.clientY - press.clientY) < DRAG) return;
    if (!state.dragged) svg.setPointerCapture(event.pointerId);
    state.dragged = true;
    move(state, place(svg, press), place(svg, event));
    press = event;
  };
  svg.onpointerup = svg.onpointercancel = () => { press = null; };

  let fingers = null; // one finger scrolls the page, two move and zoom the map
  const grip = ([a, b]) => ({
    clientX: (a.clientX + b.clientX) / 2,
    clientY: (a.clientY + b.clientY) / 2,
    spread: Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY) || 1,
  });
  svg.addEventListener("touchmove", (event) => {
    if (event.touches.length !== 2) return;
    event.preventDefault();
    const now = grip(event.touches);
    if (fingers) {
      move(state, place(svg, fingers), place(svg, now));
      zoom(state, fingers.spread / now.spread, place(svg, now));
    }
    fingers = now;
  }, { passive: false });
  svg.addEventListener("touchend", () => { fingers = null; });
}

// ---- whenever the data change ---------------------------------------------------------------------------------

function fill(state) {
  const { data, svg, parts, tools } = state;
  const held = parts.shapes.contains(state.root.getRootNode().activeElement) ? state.current : null;
  state.side.hidden = !data.shapes;
  if (!data.shapes) { listed(state); return; } // where no place may be told
  svg.setAttribute("aria-label", data.title);
  svg.style.aspectRatio = `${data.width} / ${data.height}`;
  svg.style.maxHeight = `${data.maximum}px`;
  state.stage.style.maxWidth = `${(data.maximum * data.width) / data.height + 2 * TOOLS}px`;
  data.tools.forEach((words, i) => {
    tools.children[i].setAttribute("aria-label", words);
    tools.children[i].title = words;
  });
  state.help.textContent = data.help;
  state.source.textContent = data.attribution;
  for (const layer of ["land", "inner-lines", "outer-lines"]) parts[layer].setAttribute("d", data[layer]);

  parts.defs.replaceChildren();
  state.patterns = new Map();
  const about = data.legendTitle ? [element("li", { class: "about" }, data.legendTitle)] : [];
  state.legend.replaceChildren(...about, ...data.legend.map((entry) => explain(state, entry)));
  parts.shapes.replaceChildren(...data.shapes.map((shape) => area(state, shape)));
  state.groups = new Map([...parts.shapes.children].map((group) => [group.dataset.ars, group]));
  state.byArs = new Map(data.shapes.map((shape) => [shape.ars, shape]));
  if (String(state.asked) !== String(data.selected)) state.chosen = data.selected[0] ?? null; // the link has decided
  state.asked = data.selected;
  rove(state, [state.current, state.chosen, data.shapes[0]?.ars].find((ars) => state.groups.has(ars)));
  listed(state);
  showChosen(state);

  const start = [data.width, data.height, ...data.view].join(" ");
  if (state.start !== start) state.view = data.view; // other boundaries, or another place to begin with
  state.start = start;
  state.scale = 0; // the labels are new
  show(state);
  outline(state, "focused", null);
  if (held) state.groups.get(held)?.focus();
}

function explain(state, entry) {
  const line = element("li");
  const sign = entry.brief || entry.symbol;
  const wide = Math.max(22, 7 * sign.length + 12);
  const swatch = drawn("svg", { viewBox: `0 0 ${wide} 18`, width: wide, height: 18, "aria-hidden": "true" });
  const mark = drawn("rect", { x: 1, y: 1, width: wide - 2, height: 16, rx: 3 });
  mark.style.fill = paint(state, entry, "legend");
  if (entry.edge) mark.style.stroke = entry.edge;
  if (entry.unknown) mark.setAttribute("class", "unknown");
  swatch.append(mark);
  if (sign) {
    const text = drawn("text", { x: wide / 2, y: 9, dy: ".35em" }, sign);
    text.style.fill = entry.ink;
    swatch.append(text);
  }
  line.append(swatch, element("span", entry.brief ? { class: "unseen" } : {}, entry.label));
  return line;
}

// A hatched fill needs a pattern: on the map it keeps its size on screen, in the legend it has one anyway.
function paint(state, { colour, stripes }, where) {
  if (!stripes) return colour ?? "var(--paper)";
  const id = `${where}-${colour.replace(/\W/g, "")}`;
  if (!state.patterns.has(id)) {
    const pattern = drawn("pattern", { id, width: 7, height: 7, patternUnits: "userSpaceOnUse" });
    for (const [place, stripe] of stripes.entries()) {
      const rect = drawn("rect", { width: place ? 3.2 : 7, height: 7 });
      rect.style.fill = stripe;
      pattern.append(rect);
    }
    pattern.setAttribute("patternTransform", "rotate(45)");
    state.patterns.set(id, pattern);
    state.parts.defs.append(pattern);
  }
  return `url(#${id})`;
}

function area(state, shape) {
  const text = shape.ars === state.own.ars ? `${shape.text}, ${state.own.said}` : shape.text;
  const group = drawn("g", { class: "shape", role: "button", tabindex: "-1", "aria-label": text });
  group.dataset.ars = shape.ars;
  if (!shape.district) group.append(drawn("path", { class: "casing", d: shape.path }));
  const kinds = [["district", shape.district], ["empty", !shape.colour], ["unknown", shape.unknown]];
  const classes = ["area", ...kinds.filter(([, is]) => is).map(([name]) => name)];
  const path = drawn("path", { class: classes.join(" "), d: shape.path });
  path.style.fill = paint(state, shape, "map");
  if (shape.edge) path.style.stroke = shape.edge;
  group.append(path);
  group.onclick = () => { if (!state.dragged) pick(state, shape.ars, group); };
  group.onkeydown = (event) => pressed(state, shape, event);
  group.onfocus = () => {
    rove(state, shape.ars);
    if (!group.matches(":focus-visible")) return;
    bringIntoView(state, shape);
    point(state, shape.ars);
    tell(state, text, spot(state, shape));
  };
  group.onblur = () => {
    point(state, null);
    state.tip.hidden = true;
  };
  group.onpointermove = (event) => {
    if (event.pointerType !== "mouse") return;
    point(state, shape.ars);
    tell(state, text, event);
  };
  group.onpointerleave = () => {
    point(state, null);
    state.tip.hidden = true;
  };
  return group;
}

// ---- keyboard -------------------------------------------------------------------------------------------------

const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };

function pressed(state, shape, event) {
  const { shapes } = state.data;
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    pick(state, shape.ars, state.groups.get(shape.ars), true);
    return;
  }
  const ends = { Home: shapes[0], End: shapes.at(-1) };
  if (!(event.key in ARROWS) && !(event.key in ends)) return;
  event.preventDefault();
  const next = ends[event.key] ?? neighbour(shapes, shape, ARROWS[event.key]);
  if (next) state.groups.get(next.ars).focus();
}

// The nearest in that direction, where a step aside counts twice.
function neighbour(shapes, from, [right, down]) {
  let best = null;
  let least = Infinity;
  for (const shape of shapes) {
    const dx = shape.x - from.x;
    const dy = shape.y - from.y;
    const ahead = dx * right + dy * down;
    const cost = ahead + 2 * Math.abs(dx * down + dy * right);
    if (ahead > 0 && cost < least) [best, least] = [shape, cost];
  }
  return best;
}

function rove(state, ars) {
  state.groups.get(state.current)?.setAttribute("tabindex", "-1");
  state.current = ars;
  state.groups.get(ars)?.setAttribute("tabindex", "0");
}

function outline(state, layer, ars) {
  const path = state.byArs.get(ars)?.path ?? "";
  state.parts[layer].setAttribute("d", path);
  state.parts[`${layer}-rim`].setAttribute("d", path);
}

// ---- view -----------------------------------------------------------------------------------------------------

const all = ({ data }) => [0, 0, data.width, data.height];

function place(svg, { clientX, clientY }) {
  return new DOMPoint(clientX, clientY).matrixTransform(svg.getScreenCTM().inverse());
}

function spot({ svg }, { x, y }) {
  const point = new DOMPoint(x, y).matrixTransform(svg.getScreenCTM());
  return { clientX: point.x, clientY: point.y };
}

function look(state, view) {
  state.view = view;
  state.tip.hidden = true;
  show(state);
}

function move(state, from, to) {
  const [x, y, width, height] = state.view;
  look(state, [x + from.x - to.x, y + from.y - to.y, width, height]);
}

function zoom(state, factor, around = null) {
  const { data } = state;
  const [x, y, width, height] = state.view;
  const wanted = Math.max(data.width / CLOSEST, width * factor);
  if (wanted >= data.width) { look(state, all(state)); return; }
  const ratio = wanted / width;
  const middle = around ?? { x: x + width / 2, y: y + height / 2 };
  look(state, [middle.x - (middle.x - x) * ratio, middle.y - (middle.y - y) * ratio, wanted, height * ratio]);
}

function bringIntoView(state, shape) {
  const [x, y, width, height] = state.view;
  const inside = shape.x > x && shape.x < x + width && shape.y > y && shape.y < y + height;
  if (!inside) look(state, [shape.x - width / 2, shape.y - height / 2, width, height]);
}

function show(state) {
  const { svg, view, data, parts } = state;
  if (!view || !svg.clientWidth) return;
  svg.setAttribute("viewBox", view.join(" "));
  const scale = Math.max(view[2] / svg.clientWidth, view[3] / svg.clientHeight); // map units in a pixel
  if (Math.abs(scale - state.scale) < scale / 1000) return; // moved only
  state.scale = scale;
  for (const [id, pattern] of state.patterns) {
    if (id.startsWith("map-")) pattern.setAttribute("patternTransform", `rotate(45) scale(${scale})`);
  }
  for (const shape of data.shapes) if (shape.pieces) resize(state, shape, data.dot * scale);
  parts.own.setAttribute("d", state.byArs.get(state.own.ars)?.path ?? "");
  outline(state, "selected", state.chosen);
  parts.labels.replaceChildren(...labels(state, scale));
}

// What is too small to be seen is a circle that keeps its size on screen, until it is larger than that.
function resize(state, shape, radius) {
  const circle = (x, y) => `M${x - radius} ${y}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`;
  const kept = []; // circles meet no other piece of the same, since they would cut it out
  for (const [path, x, y, reach] of shape.pieces) {
    const near = kept.filter((other) => Math.hypot(x - other.x, y - other.y) < Math.max(other.reach, radius) + radius);
    if (reach >= radius || (near.length && near.every((other) => other.reach >= radius))) kept.push({ path, x, y, reach });
    else if (!near.length) kept.push({ path: circle(x, y), x, y, reach });
  }
  shape.path = kept.map(({ path }) => path).join("");
  for (const path of state.groups.get(shape.ars).querySelectorAll("path")) path.setAttribute("d", shape.path);
}

// Python has placed them for several scales; the nearest that is no finer than the present one has room for all.
function labels({ data: { shapes, levels }, own }, scale) {
  const level = levels.findLast((each) => each.scale >= scale * 0.999) ?? levels[0];
  const called = new Set(level.labels.filter(([, named]) => named).map(([number]) => number));
  return level.labels.map(([number, named, marked, inside, x, y, side, line]) => {
    const shape = shapes[number];
    const star = shape.ars === own.ars && (named || !called.has(number)) ? `${own.sign} ` : "";
    const { name, sign, symbol } = shape;
    const transform = `translate(${x} ${y}) scale(${scale})`;
    const classes = named ? "name" : inside ? "symbol inside" : "symbol";
    const text = drawn("text", { class: classes, dy: ".35em", transform }, star + (named ? name : symbol));
    text.style.textAnchor = side ? (side > 0 ? "start" : "end") : "middle";
    if (inside) text.style.fill = shape.ink;
    if (named && sign) {
      const mark = drawn("tspan", { class: "sign" }, ` ${sign}`);
      mark.style.fill = shape.signColour;
      text.append(mark);
    }
    if (named && marked) text.append(drawn("tspan", { class: "sign" }, ` · ${symbol}`));
    if (inside && shape.stripes) { // a badge, because stripes would cross the symbol
      const badge = drawn("circle", { r: 11, transform });
      badge.style.fill = shape.colour;
      return [badge, text];
    }
    if (!line.length) return [text];
    const [x1, y1, x2, y2] = line;
    return [...["leader rim", "leader"].map((layer) => drawn("line", { class: layer, x1, y1, x2, y2 })), text];
  }).flat();
}

function tell({ stage, tip }, text, { clientX, clientY }) {
  const frame = stage.getBoundingClientRect();
  tip.textContent = text;
  tip.hidden = false;
  tip.style.left = "0"; // measured where it has room
  const left = Math.min(clientX - frame.left + 14, frame.width - tip.offsetWidth);
  const below = clientY - frame.top + 16;
  const fits = below + tip.offsetHeight < frame.height;
  tip.style.left = `${Math.max(0, left)}px`;
  tip.style.top = `${fits ? below : Math.max(0, below - tip.offsetHeight - 28)}px`;
}
