"""axe-core in a page: what it finds of ours, and what it finds of Streamlit's own, judged by a declared list."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from dataclasses import dataclass
from typing import Any

import streamlit as st
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

from ek_data.about.test_results import record, result
from tests.browser.conftest import eventually

ALL = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
OF_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
RUN = """async ([rules, judged]) => {
  const found = await axe.run(document, { runOnly: rules, resultTypes: ["violations"], elementRef: true });
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
    """Judge a page by all rules."""
    return _found(page, ALL)


def colour_findings(page: Page) -> Findings:
    """Judge a page by the rules that look at colours: the others find the same in any colours."""
    return _found(page, OF_COLOURS)


def _found(page: Page, rules: dict[str, Any]) -> Findings:
    """Run axe-core once nothing fades any more, when colours are not yet those to judge.

    It is evaluated by the debugger, so that no content policy stands in its way.
    """
    eventually(page, MOVING, 0)
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    return Findings(page.evaluate(RUN, [rules, [[each.rule, each.selector] for each in JUDGED]]))


def judge(name: str, states: list[Findings], page: Page) -> None:
    """Assert that nothing is ours, and compare what is Streamlit's with the recorded result, or record it."""
    ours = [each for state in states for each in state.ours]
    assert ours == [], "\n".join(ours)
    theirs: Counter[str] = Counter()
    for state in states:
        theirs |= state.theirs
    if os.environ.get("EK_RECORD_RESULTS"):
        write(name, len(states), theirs, [node for state in states for node in state.nodes], page)
    recorded = result("accessibility")
    assert set(recorded["pages"][name]["streamlit"]) == set(theirs)
    assert (recorded["axe"], recorded["streamlit"]) == (version(page), st.__version__)


def write(name: str, states: int, theirs: Counter[str], nodes: list[dict[str, Any]], page: Page) -> None:
    found = result("accessibility")
    found |= {"axe": version(page), "streamlit": st.__version__, "tested_on": dt.date.today().isoformat()}
    found.setdefault("pages", {})[name] = {"states": states, "ours": 0, "streamlit": dict(theirs)}
    rules = {node["rule"]: {"help": node["help"], "tags": node["tags"]} for node in nodes}
    found["rules"] = found.get("rules", {}) | rules
    record("accessibility", found)


def version(page: Page) -> str:
    return str(page.evaluate("axe.version"))
