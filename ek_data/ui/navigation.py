"""The pages: their files, addresses, names and places in the menu."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from ek_data.i18n import N_, Language
from ek_data.settings import ROOT
from ek_data.ui.streamlit_internals import StreamlitPage

KEY = "menu"
HOME = "uebersicht"  # served at the root


@dataclass(frozen=True)
class MenuEntry:
    """One page: script below ``pages/``, address, title, icon, what it answers, whether it cannot do without names."""

    script: str
    address: str
    title: str
    icon: str
    answers: str
    names: bool = False


SECTIONS: dict[str, tuple[MenuEntry, ...]] = {
    N_("Explore"): (
        MenuEntry(
            "explore/overview.py", "uebersicht", N_("Overview"), "home", N_("The most important figures at a glance.")
        ),
        MenuEntry("explore/map.py", "karte", N_("Map"), "map", N_("Who takes part, and where?"), names=True),
        MenuEntry(
            "explore/cohorts.py",
            "staffelvergleich",
            N_("Cohort comparison"),
            "compare_arrows",
            N_("How do the cohorts stand at the same time in the programme?"),
        ),
        MenuEntry("explore/measures.py", "massnahmen", N_("Measures"), "checklist", N_("Who does what, since when?")),
        MenuEntry(
            "explore/events.py",
            "veranstaltungen",
            N_("Events"),
            "event",
            N_("Which meetings and conferences were there?"),
        ),
        MenuEntry(
            "explore/funding.py",
            "foerderung",
            N_("Funding"),
            "euro",
            N_("What was paid to whom, beside the yearly ceiling?"),
        ),
        MenuEntry(
            "explore/since.py",
            "neues",
            N_("Since the last meeting"),
            "update",
            N_("What is new, changed and finished since a meeting, a day or an earlier release?"),
        ),
        MenuEntry("explore/profile.py", "steckbrief", N_("Profile"), "badge", N_("One municipality on one page.")),
    ),
    N_("Present"): (
        MenuEntry(
            "present/slides.py",
            "praesentation",
            N_("Presentation"),
            "slideshow",
            N_("The same figures on the projector, in PowerPoint and on every phone."),
        ),
    ),
    N_("Maintain"): (
        MenuEntry(
            "maintain/upload.py",
            "aktualisieren",
            N_("Update data"),
            "upload_file",
            N_("Put new or corrected tables in, step by step, and publish them."),
            names=True,
        ),
        MenuEntry(
            "maintain/completeness.py",
            "vollstaendigkeit",
            N_("Completeness"),
            "fact_check",
            N_("What is known of each municipality, how old it is, and what to ask for."),
        ),
        MenuEntry(
            "maintain/releases.py",
            "datenstaende",
            N_("Releases"),
            "history",
            N_("What was published when, by whom, and what it changed."),
            names=True,
        ),
    ),
    N_("About"): (
        MenuEntry(
            "about/handbook.py",
            "handbuch",
            N_("Handbook"),
            "help",
            N_("How to explore, present and maintain, step by step."),
        ),
        MenuEntry(
            "about/dictionary.py",
            "datenbeschreibung",
            N_("Data dictionary"),
            "menu_book",
            N_("What each column means."),
        ),
        MenuEntry(
            "about/glossary.py",
            "glossar",
            N_("Glossary"),
            "dictionary",
            N_("What the terms mean."),
        ),
        MenuEntry(
            "about/sources.py",
            "quellen",
            N_("Sources"),
            "link",
            N_("Where the data come from, and what is contradictory."),
            names=True,
        ),
        MenuEntry(
            "about/accessibility.py",
            "barrierefreiheit",
            N_("Accessibility"),
            "accessibility_new",
            N_("What works for everybody, what does not yet, and whom to tell."),
        ),
        MenuEntry(
            "about/privacy.py",
            "datenschutz",
            N_("Privacy"),
            "shield_person",
            N_("What is stored about you, where, how long, and who gets it."),
        ),
    ),
}


def pages(lang: Language) -> dict[str, list[StreamlitPage]]:
    """Return the menu of this run for `st.navigation`; the first page is served at the root."""
    menu = {section: {entry.address: _page(entry, lang) for entry in entries} for section, entries in SECTIONS.items()}
    st.session_state[KEY] = {address: page for entries in menu.values() for address, page in entries.items()}
    return {lang(section): list(entries.values()) for section, entries in menu.items()}


def titles(lang: Language) -> dict[str, str]:
    """Return the titles of all pages by address, in the order of the menu."""
    return {entry.address: lang(entry.title) for entries in SECTIONS.values() for entry in entries}


def page(address: str) -> StreamlitPage:
    """Return the page of the menu with this address, to link or switch to."""
    found: StreamlitPage = st.session_state[KEY][address]
    return found


def names_municipalities(shown: StreamlitPage) -> bool:
    """Return whether a page cannot be shown without names."""
    return any(entry.names for entries in SECTIONS.values() for entry in entries if entry.address == shown.url_path)


def _page(entry: MenuEntry, lang: Language) -> StreamlitPage:
    return st.Page(
        ROOT / "pages" / entry.script,
        title=lang(entry.title),
        icon=f":material/{entry.icon}:",
        url_path=entry.address,
        default=entry.address == HOME,
        help=lang(entry.answers),
    )
