// The drawing comes as SVG of which every word is escaped; Streamlit's own element for HTML takes SVG out.
// Before it, on a line of its own, stands the key of what is chosen in it.
const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".picture");
  const text = new TextDecoder().decode(data);
  const end = text.indexOf("\n");
  const drawing = text.slice(end + 1);
  if (root.drawing !== drawing) {
    root.drawing = drawing;
    root.innerHTML = drawing;
  }
  mark(root, text.slice(0, end));
  const choose = (target) => {
    mark(root, target.dataset.key);
    setTriggerValue("chosen", target.dataset.key);
  };
  root.onclick = ({ clientX, clientY }) => {
    const below = root.getRootNode().elementsFromPoint(clientX, clientY);
    const target = below.map((each) => each.closest("[data-key]")).find(Boolean);
    if (target) choose(target);
  };
  root.onkeydown = (event) => {
    const target = event.target.closest("[data-key]");
    if (!target) return;
    if (event.key === "Enter" || event.key === " ") choose(target);
    else if (event.key in NEXT) walk(target, NEXT[event.key]);
    else return;
    event.preventDefault();
  };
}

// One stop for the tabulator in each drawing: what is chosen, or the first.
function mark(root, key) {
  for (const svg of root.querySelectorAll("svg")) {
    const targets = [...svg.querySelectorAll("[data-key]")];
    const chosen = targets.find((each) => each.dataset.key === key);
    for (const each of targets) each.setAttribute("aria-pressed", String(each === chosen));
    stop(targets, chosen ?? targets[0]);
  }
}

function walk(from, by) {
  const targets = [...from.ownerSVGElement.querySelectorAll("[data-key]")];
  const place = Math.min(Math.max(targets.indexOf(from) + by, 0), targets.length - 1);
  stop(targets, targets[place]);
  targets[place].focus();
}

function stop(targets, one) {
  for (const each of targets) each.setAttribute("tabindex", each === one ? "0" : "-1");
}
