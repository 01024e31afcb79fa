"""The pages: their files, addresses, names and places in the menu, and the filters that act on them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st

from ek_data.dataset.filters import PERIOD
from ek_data.i18n import N_, Language
from ek_data.settings import ROOT
from ek_data.tables import EVENTS, MEASURES, MUNICIPALITIES
from ek_data.ui.streamlit_internals import StreamlitPage

KEY = "menu"
HOME = "uebersicht"  # served at the root
DAILY = "Explore"  # stands in the menu page by page; each other section is one entry that opens

COHORT, KIND, DISTRICT, CATEGORY = "cohorts", "kinds", "districts", "categories"
WHO = (COHORT, KIND, DISTRICT)
REPORTED = N_("What is reported as a whole does not follow the filters, nor do the notes on it.")


@dataclass(frozen=True)
class MenuEntry:
    """One page: script below ``pages/``, address, title, what it answers, whether it cannot do without names.

    `filters` names those that act on it, `beyond` says which part of the page some of them leave as it is. `adds` is
    the table to which editors add a row from here. `finds` says whether the page writes its heading itself, because it
    is a finding; else that is its title.
    """

    script: str
    address: str
    title: str
    answers: str
    names: bool = False
    finds: bool = False
    filters: tuple[str, ...] = ()
    adds: str = ""
    beyond: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


SECTIONS: dict[str, tuple[MenuEntry, ...]] = {
    N_("Explore"): (
        MenuEntry(
            "explore/overview.py",
            "uebersicht",
            N_("Overview"),
            N_("The most important figures at a glance."),
            finds=True,
            filters=WHO,
            beyond={REPORTED: WHO},
        ),
        MenuEntry(
            "explore/map.py",
            "karte",
            N_("Map"),
            N_("Who takes part, and where?"),
            names=True,
            finds=True,
            filters=WHO,
            adds=MUNICIPALITIES.name,
        ),
        MenuEntry(
            "explore/cohorts.py",
            "staffelvergleich",
            N_("Cohort comparison"),
            N_("How do the cohorts stand at the same time in the programme?"),
            finds=True,
            filters=(*WHO, CATEGORY),
        ),
        MenuEntry(
            "explore/measures.py",
            "massnahmen",
            N_("Measures"),
            N_("Who does what, since when?"),
            finds=True,
            filters=(*WHO, CATEGORY, PERIOD),
            adds=MEASURES.name,
            beyond={N_("The period leaves what has no date, and the number of municipalities."): (PERIOD,)},
        ),
        MenuEntry(
            "explore/events.py",
            "veranstaltungen",
            N_("Events"),
            N_("Which events were there, and who came?"),
            finds=True,
            filters=(*WHO, PERIOD),
            adds=EVENTS.name,
            beyond={
                REPORTED: (*WHO, PERIOD),
                N_("The period leaves what has no date, and the number of municipalities."): (PERIOD,),
            },
        ),
        MenuEntry(
            "explore/funding.py",
            "foerderung",
            N_("Funding"),
            N_("What was paid to whom, beside the yearly ceiling?"),
            finds=True,
            filters=WHO,
            beyond={REPORTED: WHO},
        ),
        MenuEntry("explore/profile.py", "steckbrief", N_("Profile"), N_("One municipality on one page."), finds=True),
        MenuEntry(
            "explore/since.py",
            "neues",
            N_("News"),
            N_("What is new, changed and finished since a meeting, a day or an earlier release?"),
            finds=True,
            filters=(*WHO, CATEGORY, PERIOD),
        ),
    ),
    N_("Present"): (
        MenuEntry(
            "present/slides.py",
            "praesentation",
            N_("Presentation"),
            N_("The same figures on the projector, in PowerPoint and on every phone."),
            finds=True,
            filters=(*WHO, CATEGORY, PERIOD),
        ),
    ),
    N_("Maintain"): (
        MenuEntry(
            "maintain/upload.py",
            "aktualisieren",
            N_("Update data"),
            N_("Put new or corrected tables in, step by step, and publish them."),
            names=True,
            finds=True,
        ),
        MenuEntry(
            "maintain/completeness.py",
            "vollstaendigkeit",
            N_("Completeness"),
            N_("What is known of each municipality, how old it is, and what to ask for."),
            finds=True,
            filters=WHO,
            adds=MUNICIPALITIES.name,
        ),
        MenuEntry(
            "maintain/releases.py",
            "datenstaende",
            N_("Releases"),
            N_("What was published when, by whom, and what it changed."),
            names=True,
            finds=True,
        ),
        MenuEntry(
            "maintain/programme.py",
            "programm",
            N_("Programme"),
            N_("What the programme calls and counts, and how many rows have it."),
        ),
    ),
    N_("About"): (
        MenuEntry(
            "about/handbook.py",
            "handbuch",
            N_("Handbook"),
            N_("How to explore, present and maintain, step by step."),
        ),
        MenuEntry(
            "about/dictionary.py",
            "datenbeschreibung",
            N_("Data dictionary"),
            N_("What each column means."),
        ),
        MenuEntry(
            "about/glossary.py",
            "glossar",
            N_("Glossary"),
            N_("What the terms mean."),
        ),
        MenuEntry(
            "about/sources.py",
            "quellen",
            N_("Sources"),
            N_("Where the data come from, and what is contradictory."),
            names=True,
            finds=True,
        ),
        MenuEntry(
            "about/accessibility.py",
            "barrierefreiheit",
            N_("Accessibility"),
            N_("What works for everybody, what does not yet, and whom to tell."),
        ),
        MenuEntry(
            "about/privacy.py",
            "datenschutz",
            N_("Privacy"),
            N_("What is stored about you, where, how long, and who gets it."),
        ),
    ),
}
ENTRIES = {entry.address: entry for entries in SECTIONS.values() for entry in entries}


def pages(lang: Language) -> dict[str, list[StreamlitPage]]:
    """Return the menu of this run for `st.navigation`; the first page is served at the root."""
    menu = {section: {entry.address: _page(entry, lang) for entry in entries} for section, entries in SECTIONS.items()}
    st.session_state[KEY] = {address: page for entries in menu.values() for address, page in entries.items()}
    return {"" if section == DAILY else lang(section): list(entries.values()) for section, entries in menu.items()}


def titles(lang: Language) -> dict[str, str]:
    """Return the titles of all pages by address, in the order of the menu."""
    return {address: lang(entry.title) for address, entry in ENTRIES.items()}


def page(address: str) -> StreamlitPage:
    """Return the page of the menu with this address, to link or switch to."""
    found: StreamlitPage = st.session_state[KEY][address]
    return found


def entry_of(shown: StreamlitPage) -> MenuEntry:
    """Return the entry of a page."""
    return ENTRIES[shown.url_path or HOME]


def _page(entry: MenuEntry, lang: Language) -> StreamlitPage:
    return st.Page(
        ROOT / "pages" / entry.script,
        title=lang(entry.title),
        url_path=entry.address,
        default=entry.address == HOME,
        help=lang(entry.answers),
    )
