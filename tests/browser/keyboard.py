"""Going through a page with the Tab key: where it stops, and whether the focus is seen there."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page

SKIP = "Zum Inhalt springen"
MOST_STOPS = 400
REACHABLE = """() => [...document.querySelectorAll(
  "a[href], button, input, select, textarea, summary, [tabindex='0']")].filter((each) =>
    !each.disabled && each.tabIndex >= 0 && !each.closest("template, [inert], [aria-hidden=true]")
    && each.checkVisibility({ visibilityProperty: true }) && each.getBoundingClientRect().width
    && !(each.type === "radio" && !each.checked)
    && !(each.getAttribute("role") === "radio" && each.getAttribute("aria-checked") !== "true")
  ).length"""
FOCUSED = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  if (!at || at === document.body) return null;
  window.stops ??= new Map();
  if (!window.stops.has(at)) window.stops.set(at, window.stops.size);
  const field = at.matches("input, textarea") && at.closest("[role=group], [data-testid$=RootElement]");
  const look = getComputedStyle(field || at); // of a field the whole is framed, because it cuts off what stands out
  const outlined = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  const ringed = at.matches(".shape") && at.getRootNode().querySelector(".focused.ring").getAttribute("d");
  const seen = outlined || Boolean(ringed);
  const box = at.getBoundingClientRect();
  const hit = (x, y) => {
    const over = at.getRootNode().elementFromPoint(x, y);
    return over && (at.contains(over) || over.contains(at) || over.closest("label")?.contains(at));
  };
  const uncovered = [.1, .5, .9].some((x) => [.1, .5, .9].some((y) =>
    hit(box.left + x * box.width, box.top + y * box.height)));
  const name = at.getAttribute("aria-label") || at.innerText || at.labels?.[0]?.innerText || at.tagName;
  return { number: window.stops.get(at), name: name.slice(0, 60), seen, tag: at.tagName,
    inside: box.bottom > 0 && box.top < innerHeight && uncovered, main: Boolean(at.closest("[data-testid=stMain]")
      ?? at.getRootNode().host?.closest("[data-testid=stMain]")) };
}"""

CHOOSER = """() => {
  window.asked = 0;
  window.showOpenFilePicker = async () => { window.asked += 1; return []; };
  HTMLInputElement.prototype.click = function () { if (this.type === "file") window.asked += 1; };
}"""


def walk(page: Page) -> list[dict[str, Any]]:
    """Press Tab from the top until the focus comes round, and return each place it stopped at."""
    page.evaluate("document.activeElement.blur(); window.stops = new Map()")
    stops: list[dict[str, Any]] = []
    for _press in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop is None or (stops and stop["number"] < len({each["number"] for each in stops}) - 1):
            break  # out of the page, or round
        stops.append(stop)
    return stops


def tab_to(page: Page, name: str, most: int = MOST_STOPS) -> None:
    """Press Tab until something has the focus whose name ends so: an icon's word may stand before it."""
    for _press in range(most):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop and name in stop["name"].strip().split("\n"):
            return
    raise AssertionError(f"{name} is not reached")
