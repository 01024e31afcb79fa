// The list beside the map and the card of the one that is chosen.
const STEP_OF_ROWS = 50;

function point(state, ars) {
  if (state.pointed === ars) return;
  state.pointed = ars;
  outline(state, "focused", ars);
  for (const row of state.list.querySelectorAll(".row.near")) row.classList.remove("near");
  rowOf(state, ars)?.classList.add("near");
}

const rowOf = (state, ars) => state.list.querySelector(`.row[data-ars="${ars}"]`);

// ---- choosing -------------------------------------------------------------------------------------------------

function pick(state, ars, from, byKeyboard = false) {
  if (!state.data.cards) { state.open(ars); return; }
  state.from = from;
  const again = state.chosen === ars;
  state.chosen = ars;
  point(state, null);
  showChosen(state);
  if (byKeyboard) state.card.querySelector("a").focus();
  if (!again) state.tellChosen(ars);
}

function dismissed(state) {
  state.tip.hidden = true;
  if (!state.chosen || state.card.hidden) return;
  const inside = state.card.contains(state.root.getRootNode().activeElement);
  state.chosen = null;
  showChosen(state);
  if (inside) (state.from?.isConnected ? state.from : state.groups?.get(state.current))?.focus();
  state.tellChosen(null);
}

function showChosen(state) {
  const { chosen, data } = state;
  if (data.shapes) outline(state, "selected", chosen);
  for (const marked of state.root.querySelectorAll("[aria-current]")) marked.removeAttribute("aria-current");
  state.groups?.get(chosen)?.setAttribute("aria-current", "true");
  const row = rowOf(state, chosen);
  row?.setAttribute("aria-current", "true");
  if (row && state.list.scrollHeight > state.list.clientHeight + 1) row.scrollIntoView({ block: "nearest" });
  const told = data.cards?.[chosen];
  state.card.hidden = !told;
  if (told) fillCard(state, chosen, told);
}

function fillCard(state, ars, { title, cohort, colour, where, lines }) {
  const { words } = state.data;
  const close = element("button", { type: "button", class: "close", "aria-label": words.close }, "×");
  close.onclick = () => dismissed(state);
  const named = element("h2", {}, title);
  if (ars === state.own.ars) named.prepend(starred(state), " ");
  const first = element("p");
  if (cohort) {
    const mark = element("b", {}, cohort);
    mark.style.color = colour;
    first.append(mark);
  }
  first.append([cohort ? "" : null, where].filter((part) => part !== null && where).join(" · "));
  const rows = lines.map(([icon, text]) => {
    const line = element("p");
    if (icon) line.append(pictured(state, icon));
    line.append(text);
    return line;
  });
  const link = element("a", { href: `${words.profile}${encodeURIComponent(ars)}` }, words.open);
  link.onclick = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // a window of its own
    event.preventDefault();
    state.open(ars);
  };
  const { change, link: drawer, drafted, inDraft } = state.own;
  const changes = () => (drafted.includes(ars) ? `${change} · ${inDraft}` : change);
  const links = change ? [link, " · ", element("a", { href: `${drawer}${encodeURIComponent(ars)}` }, changes())] : [link];
  state.card.setAttribute("aria-label", title);
  state.card.replaceChildren(close, named, first, ...rows, ...links);
}

const starred = ({ own }) => element("span", { role: "img", "aria-label": own.said, title: own.said }, own.sign);

function pictured(state, icon) {
  const parsed = new DOMParser().parseFromString(state.data.icons[icon], "image/svg+xml").documentElement;
  return document.importNode(parsed, true);
}

// ---- list -----------------------------------------------------------------------------------------------------

function listed(state) {
  const { data, list } = state;
  list.hidden = !data.list;
  if (!data.list) return;
  list.classList.toggle("long", data.list.folded);
  const key = element("ul", { class: "key", "aria-hidden": "true" });
  for (const [icon, text] of data.list.key) {
    const entry = element("li");
    entry.append(pictured(state, icon), element("span", {}, text));
    key.append(entry);
  }
  const groups = element("div", { class: "groups" });
  const search = data.list.folded ? [searching(state, groups)] : [];
  list.replaceChildren(...(data.list.key.length ? [key] : []), ...search, groups);
  fillGroups(state, groups, "");
  list.onkeydown = (event) => walked(state, event);
}

function searching(state, groups) {
  const input = element("input", { type: "search", placeholder: state.data.list.search, "aria-label": state.data.list.search });
  input.value = state.wanted ?? "";
  input.oninput = () => {
    state.wanted = input.value;
    fillGroups(state, groups, input.value);
  };
  return input;
}

const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

function fillGroups(state, groups, wanted) {
  const { data } = state;
  const found = data.list.groups
    .map((group) => ({ ...group, rows: group.rows.filter((row) => plain(row.name).includes(plain(wanted))) }))
    .filter((group) => group.rows.length);
  groups.replaceChildren(...found.map((group) => grouped(state, group, Boolean(wanted))));
  if (wanted && !found.length) groups.append(element("p", {}, data.list.none));
  groups.querySelector(".row")?.setAttribute("tabindex", "0");
}

function grouped(state, group, open) {
  const folded = state.data.list.folded;
  const whole = element(folded ? "details" : "div", { class: "group" });
  const head = element(folded ? "summary" : "div", { class: "head" });
  const name = element("h2", {}, group.name);
  if (group.colour) name.style.color = group.colour;
  head.append(name, element("span", {}, group.end));
  const rows = element("ul");
  whole.append(head, rows);
  const more = element("button", { type: "button", class: "more" });
  const show = () => {
    const from = rows.children.length;
    rows.append(...group.rows.slice(from, from + STEP_OF_ROWS).map((row) => lined(state, row)));
    const left = group.rows.length - rows.children.length;
    more.textContent = state.data.list.more.replace("{n}", left.toLocaleString(state.data.list.language));
    if (left) whole.append(more); else more.remove();
  };
  more.onclick = show;
  if (!folded || open || state.unfolded.has(group.name)) { whole.setAttribute("open", ""); show(); }
  whole.ontoggle = () => {
    state.unfolded[whole.open ? "add" : "delete"](group.name);
    if (whole.open && !rows.children.length) show();
    if (!state.list.querySelector('.row[tabindex="0"]')) rows.querySelector(".row")?.setAttribute("tabindex", "0");
  };
  return whole;
}

function lined(state, { ars, name, icons, said, lead, rest }) {
  const row = element("button", { type: "button", class: "row", "data-ars": ars, tabindex: "-1" });
  if (state.chosen === ars) row.setAttribute("aria-current", "true");
  const marks = element("span", { class: "marks", role: "img", "aria-label": said });
  for (const [icon, told, text] of icons) {
    const mark = element("span", { title: told });
    mark.append(...(icon ? [pictured(state, icon)] : []), ...(text ? [element("b", {}, text)] : []));
    marks.append(mark);
  }
  const words = element("span", { class: "words", title: [lead, rest].filter(Boolean).join(" · ") });
  if (lead) words.append(element("b", {}, lead));
  if (rest) words.append((lead ? " · " : "") + rest);
  const place = element("span", { class: "place" }, name);
  if (ars === state.own.ars) place.prepend(starred(state), " ");
  row.append(place, marks, words);
  row.onclick = (event) => pick(state, ars, row, event.detail === 0);
  row.onpointerenter = (event) => { if (event.pointerType === "mouse") point(state, ars); };
  row.onpointerleave = () => point(state, null);
  row.onfocus = () => {
    state.list.querySelector('.row[tabindex="0"]')?.setAttribute("tabindex", "-1");
    row.setAttribute("tabindex", "0");
    if (row.matches(":focus-visible")) point(state, ars);
  };
  row.onblur = () => point(state, null);
  const line = element("li");
  line.append(row);
  return line;
}

function walked(state, event) {
  const rows = [...state.list.querySelectorAll(".row")].filter((row) => row.checkVisibility());
  const at = rows.indexOf(event.target);
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[event.key];
  if (at < 0 || to === undefined || !rows[to]) return;
  event.preventDefault();
  rows[to].focus();
}
