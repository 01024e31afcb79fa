"""The statement on accessibility in the form of the European model statement, made from the recorded test result."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ek_data.i18n import N_, Language
from ek_data.programme.current import current
from ek_data.settings import Operator

Result = Mapping[str, Any]

ENDEAVOUR = N_("{operator} endeavours to make this dashboard accessible.")
LAW = N_("The legal bases are {law}.")
PARTIALLY = N_(
    "This dashboard is partially compliant with the requirements (WCAG 2.2 at level AA, EN 301 549), because of the "
    "exceptions listed below."
)
UNKNOWN_OPERATOR = N_("The operator of this dashboard (name to be entered by the operator)")
RULES = {
    "list": N_(
        "Menu on a phone: its entries are not marked up as one correct list (1.3.1). They can be reached and read "
        "all the same."
    ),
    "presentation-role-conflict": N_(
        "Update data: the area to drop files on has a name but no role (a recommendation, no success criterion). The "
        "button inside it can be operated by keyboard."
    ),
    "region": N_(
        "Main menu and lists to choose from: they open outside of the landmarks of the page (a recommendation, no "
        "success criterion)."
    ),
    "color-contrast": N_("Main menu: the name and version of Streamlit have too little contrast (1.4.3)."),
}
SAME_AS = {"listitem": "list"}  # two findings of one cause
OTHER = N_("Rule “{rule}” of the test: {help}")
BY_HAND = (
    N_(
        "Charts: single points cannot be reached by keyboard. Below each chart stands “Table” with the "
        "same numbers, above it a sentence with the finding."
    ),
    N_(
        "Some short texts of Streamlit, the software this dashboard is made with, are shown in English, such as “Made "
        "with Streamlit” in the main menu (3.1.2)."
    ),
    N_("Explanations in German Sign Language and in easy language (§ 4 BITV 2.0) are missing."),
)
METHOD = N_(
    "This statement was drawn up on {day} on the basis of a self-assessment: an automatic test of every page with "
    "axe-core {axe} in Chromium, light and dark, in both languages and at two widths, though not in every combination, "
    "and a test that uses every page by keyboard alone. Streamlit {streamlit} was tested. Screen readers and other "
    "browsers were not tested."
)
CONTACT = N_("Please report barriers, or ask for contents in an accessible form: {ways}.")
NO_CONTACT = N_(
    "The operator has not entered a contact yet (EK_OPERATOR, EK_OPERATOR_ADDRESS and EK_CONTACT). Please turn to "
    "whoever gave you the address of this dashboard."
)
ENFORCEMENT = N_(
    "If you receive no satisfactory answer within a month, you can turn to the enforcement body. {attached}"
)


def introduction(operator: Operator, lang: Language) -> str:
    """Return who answers for the dashboard, and on which law the statement rests."""
    endeavour = lang(ENDEAVOUR, operator=operator.name or lang(UNKNOWN_OPERATOR))
    law = lang.of(current().law.accessibility)
    return f"{endeavour} {lang(LAW, law=law)}" if law else endeavour


def enforcement(lang: Language) -> tuple[str, tuple[str, ...]]:
    """Return to whom one may turn when no answer comes, and the lines of the address; nothing where it is not said."""
    law = current().law
    return (lang(ENFORCEMENT, attached=lang.of(law.enforcement)) if law.body else ""), law.body


def exceptions(recorded: Result, lang: Language) -> list[str]:
    """Return what is not accessible: what the test found of Streamlit's own, then what no test finds."""
    rules = {SAME_AS.get(rule, rule): about for rule, about in recorded["rules"].items() if found(recorded, rule)}
    tested = [
        lang(RULES[rule]) if rule in RULES else lang(OTHER, rule=rule, help=about["help"])
        for rule, about in sorted(rules.items())
    ]
    return tested + [lang(each) for each in BY_HAND]


def found(recorded: Result, rule: str) -> bool:
    """Return whether the rule is still broken on a page."""
    return any(rule in page["streamlit"] for page in recorded["pages"].values())


def method(recorded: Result, lang: Language) -> str:
    """Return when and how was tested."""
    day = dt.date.fromisoformat(recorded["tested_on"])
    return lang(METHOD, day=lang.date(day), axe=recorded["axe"], streamlit=recorded["streamlit"])


def pages(recorded: Result, titles: Mapping[str, str], lang: Language) -> pd.DataFrame:
    """Return the result of each page as a table in words.

    Columns: page, views tested, barriers of the dashboard and of Streamlit; in words.
    """
    listed = [(titles[address], page) for address, page in _in_order(recorded["pages"], titles)]
    return pd.DataFrame(
        {
            lang("Page"): [title for title, _page in listed],
            lang("Views tested"): [page["states"] for _title, page in listed],
            lang("Barriers of the dashboard"): [page["ours"] for _title, page in listed],
            lang("Places at which Streamlit falls short"): [sum(page["streamlit"].values()) for _title, page in listed],
        }
    )


def feedback(operator: Operator, lang: Language) -> str:
    """Return how to report a barrier, or that the operator has not said it yet."""
    ways = [way for way in (operator.name, operator.address, operator.contact) if way]
    return lang(CONTACT, ways=", ".join(ways)) if operator.contact else lang(NO_CONTACT)


def _in_order(tested: Mapping[str, Any], titles: Iterable[str]) -> list[tuple[str, Any]]:
    return [(address, tested[address]) for address in titles if address in tested]
