"""axe-core in a page: what it finds of ours, and what it finds of Streamlit's own, judged by a declared list."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from tests.browser.conftest import eventually

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RUN = """async ([tags, judged]) => {
  const found = await axe.run(document, {
    runOnly: { type: "tag", values: tags }, resultTypes: ["violations"], elementRef: true,
  });
  return found.violations.flatMap(({ id, help, tags, nodes }) => nodes.map((node) => ({
    rule: id, help, tags, html: node.html.slice(0, 200), why: node.failureSummary,
    theirs: judged.some(([rule, selector]) => rule === id && node.element?.matches(selector)),
  })));
}"""


@dataclass(frozen=True)
class Judged:
    """A finding that is Streamlit's own: the rule, the element, and why nothing of ours can mend it."""

    rule: str
    selector: str
    why: str


JUDGED = (
    Judged(
        "list",
        "ul[data-testid=stSidebarNavItems]",
        "Streamlit's menu puts a div for each section between the list and its items",
    ),
    Judged("listitem", "ul[data-testid=stSidebarNavItems] li", "the same div stands between the items and their list"),
    Judged(
        "presentation-role-conflict",
        "[data-testid=stFileUploaderDropzone]",
        "Streamlit's upload area is marked as decoration although it has a name; its button works",
    ),
    Judged(
        "region",
        "[data-testid=stMainMenuPopover], [data-testid=stMainMenuPopover] *",
        "Streamlit's main menu opens outside of every landmark",
    ),
    Judged(
        "region",
        "[data-testid=stMultiSelectDropdown] *",
        "Streamlit's lists to choose from open outside of every landmark; they are tied to their field",
    ),
    Judged(
        "region",
        "[data-floating-ui-portal]:not(:has([data-testid=stPopoverBody]))",
        "Streamlit's hints at buttons open outside of every landmark",
    ),
    Judged(
        "color-contrast",
        "[data-testid=stMainMenuPopover] *",
        "Streamlit names itself and its version in its main menu in a faint grey",
    ),
)


@dataclass(frozen=True)
class Findings:
    """What axe found in one state of a page."""

    nodes: list[dict[str, Any]]

    @property
    def ours(self) -> list[str]:
        return [f"{node['rule']}: {node['html']} – {node['why']}" for node in self.nodes if not node["theirs"]]

    @property
    def theirs(self) -> Counter[str]:
        return Counter(node["rule"] for node in self.nodes if node["theirs"])


MOVING = """() => document.getAnimations().filter(
  (each) => each.playState === "running" && Number.isFinite(each.effect?.getComputedTiming().endTime)).length"""


def findings(page: Page) -> Findings:
    """Run axe-core once nothing fades any more, when colours are not yet those to judge.

    It is evaluated by the debugger, so that no content policy stands in its way.
    """
    eventually(page, MOVING, 0)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return Findings(page.evaluate(RUN, [TAGS, [[each.rule, each.selector] for each in JUDGED]]))


def version(page: Page) -> str:
    return str(page.evaluate("axe.version"))
