// Opens the drawer of a row: by its link, or by a cell of a table whose rows have such links. A cell opens at its field.
let stop = null; // one at a time: a page change may mount the new before the old is gone
let waiting = false; // whether a drawer was asked for that has not come yet
let row = null; // the row of a table whose drawer was asked for
let wanted = ""; // the field that is given the focus as soon as it is there, until somebody types

export default function ({ data, setTriggerValue }) {
  stop?.();
  const link = `a[href^='${data.link}']`;
  const open = (event) => {
    const [at] = event.composedPath();
    const cell = at.closest("a, button, summary") || String(getSelection()) ? null : at.closest("td");
    const asked = at.closest(link) ?? cell?.closest("tr").querySelector(link);
    if (!asked) return;
    event.preventDefault();
    event.stopPropagation();
    asked.focus(); // so that it comes back here when the drawer is closed
    const head = cell?.closest("table").tHead?.rows[0].cells[cell.cellIndex]?.innerText ?? "";
    waiting = true;
    mark(asked.closest("tr"));
    setTriggerValue("asked", [asked.getAttribute("href"), head.trim()]);
  };
  // What is typed counts as soon as the field is left; a drawer that is closed by Escape would not leave it.
  const leave = (event) => {
    const at = document.activeElement;
    if (at.closest("[role=dialog]")) wanted = "";
    if (event.key === "Escape" && at.matches("[role=dialog] :is(input:not([role=combobox]), textarea)")) at.blur();
  };
  document.addEventListener("click", open, true);
  document.addEventListener("keydown", leave, true);
  if (!waiting && !data.opened) mark(null);
  if (waiting && data.opened) {
    waiting = false;
    wanted = data.field && `.st-key-${data.field.replaceAll(/[^a-zA-Z0-9_-]/g, "-")}`;
    focus();
  }
  stop = () => {
    document.removeEventListener("click", open, true);
    document.removeEventListener("keydown", leave, true);
  };
  return stop;
}

function mark(asked) {
  row?.classList.remove("asked");
  row = asked;
  row?.classList.add("asked");
}

// The field comes after this, and the drawer takes the focus when it opens: it is given until it stays or somebody types.
function focus(looks = 600, kept = 0) {
  const field = wanted && document.querySelector(`[role=dialog] ${wanted} :is(input, textarea)`);
  const has = field && document.activeElement === field;
  if (field && !has) field.focus();
  if (field) field.select();
  if (wanted && kept < 3 && looks) requestAnimationFrame(() => focus(looks - 1, has ? kept + 1 : 0));
}
