// Holds the keys that are pressed while the field of a cell opens or closes in the grid, and gives them on afterwards.
// The grid closes a field some time after Enter, and later still while the page is drawn anew: what is typed until then
// it would put into the field that closes, and forget. In a cell that it has still to scroll to it would take nothing.
const CLOSING = 5000, OPENING = 1000; // milliseconds until it goes on all the same: not every key opens a field
let stop = null; // one at a time: a page change may mount the new before the old is gone

export default function () {
  stop?.();
  const held = [];
  let done = null; // what is waited for, until it is true; nothing is waited for without it
  let deadline = 0;

  const field = () => document.querySelector("#portal textarea.gdg-input");
  const canvas = () => document.querySelector("[data-testid=stDataFrame] canvas[tabindex]");
  const drawn = (until) => {
    let frames = 0;
    return () => until() && ++frames > 2;
  };
  const wait = (until, patience) => {
    if (!done) setTimeout(go);
    [done, deadline] = [until, performance.now() + patience];
  };
  const go = () => {
    if (!done() && performance.now() < deadline) return void requestAnimationFrame(go);
    done = null;
    if (!held.length) return;
    give(held.shift());
    if (!done) wait(() => true, 0); // the field takes one key after the other
  };
  // Waits for what a key does with the field: it closes, or it opens.
  const watch = ({ key, shiftKey }, at) => {
    const closes = ["Enter", "Tab", "Escape"].includes(key) && !shiftKey;
    if (at === field() && closes) wait(drawn(() => !field()), CLOSING);
    else if (at === canvas() && key === "Enter") wait(field, OPENING);
  };
  const strike = (key, at) => at?.dispatchEvent(new KeyboardEvent("keydown", key));
  const give = (key) => {
    const at = field() ?? canvas();
    if (at === field() && key.key.length === 1) document.execCommand("insertText", false, key.key);
    else if (at === field() && key.key === "Backspace") document.execCommand("delete");
    else if (key.key.length === 1) wait(() => field() ?? (strike(key, at), null), OPENING); // until the grid takes it
    else {
      watch(key, at);
      strike(key, at);
    }
  };
  const press = (event) => {
    const { key, code, shiftKey, target } = event;
    const composing = event.isComposing || key === "Dead";
    if (!event.isTrusted || composing || event.metaKey || (event.ctrlKey && !event.altKey)) return;
    if (!done && !(key.length === 1 && target === canvas())) return watch(event, target);
    if (!done) wait(drawn(() => true), CLOSING);
    event.preventDefault();
    event.stopImmediatePropagation();
    held.push({ key, code, shiftKey, bubbles: true, cancelable: true });
  };
  document.addEventListener("keydown", press, true);
  stop = () => document.removeEventListener("keydown", press, true);
  return stop;
}
