"""Options of a presentation, as the page, the link, the public route and the command line ask for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ek_data.dataset.filters import (
    EVERYTHING,
    Selection,
    Since,
    number_from,
    selection_from,
    selection_into,
    since_from,
)
from ek_data.i18n import LANGUAGES, N_, Language

SLIDES: dict[str, str] = {
    "title": N_("Title"),
    "map": N_("Map"),
    "headline": N_("Headline figures"),
    "curve": N_("Cohort comparison over programme time"),
    "matrix": N_("Categories by cohort"),
    "strip": N_("Measures per municipality"),
    "status": N_("Measures by status"),
    "conferences": N_("Attendance at each conference"),
    "profiles": N_("Profiles"),
    "changes": N_("What has changed"),
    "closing": N_("Closing slide with QR code"),
}
LEFT_OUT = {
    "map": N_("it would show names"),
    "profiles": N_("no municipality is chosen"),
    "changes": N_("neither a meeting nor an earlier release is chosen"),
}
LISTS = ("folien", "kommunen")  # written with commas
ANONYMOUS, YES = "anonym", "1"
MOST_PROFILES = 20  # anybody may ask the public address for them
LONGEST_TITLE = 120
LONGEST_PRINTED = 90  # characters of an address that somebody would type
ARS = re.compile(r"\d{12}")
HERE_ONLY = ("://localhost", "://127.0.0.1", "://[::1]")


def only_here(address: str) -> bool:
    """Whether an address means the computer it is opened on, so that nobody else gets there."""
    return any(host in address for host in HERE_ONLY)


def printed(address: str) -> str:
    """Return the whole address as it is read and typed, so that it leads to the same slides; nothing if it is long."""
    short = address.partition("://")[2]
    return short if len(short) <= LONGEST_PRINTED else ""


@dataclass(frozen=True)
class Choice:
    """The slides in their order, the municipalities with a profile, since when to tell changes, and what of the data is
    shown in which language.

    The slide "profiles" stands for one slide per municipality of `profiles` and is left out without any; "changes" is
    left out where `since` is no day and no earlier release. An `anonymous` presentation names no municipality, hence
    has no map. An empty `title` is the programme's name.
    """

    slides: tuple[str, ...] = tuple(SLIDES)
    profiles: tuple[str, ...] = ()
    since: Since | None = None
    title: str = ""
    selection: Selection = EVERYTHING
    release: int | None = None
    language: str = "de"
    anonymous: bool = False

    @property
    def compared(self) -> int | None:
        """The earlier release to compare with, if it is not a day since when changes are told."""
        return self.since if isinstance(self.since, int) else None

    @property
    def left_out(self) -> tuple[str, ...]:
        """The slides asked for that there is nothing to show on."""
        something = {"profiles": bool(self.profiles), "changes": self.since is not None, "map": not self.anonymous}
        return tuple(code for code in self.slides if not something.get(code, True))

    @property
    def shown(self) -> tuple[str, ...]:
        """The slides asked for without those left out."""
        return tuple(code for code in self.slides if code not in self.left_out)

    @property
    def number(self) -> int:
        """How many slides there will be."""
        return sum(len(self.profiles) if code == "profiles" else 1 for code in self.shown)

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Choice:
        """Return what a link asks for, in the form of `urllib.parse.parse_qs`; what makes no sense is passed over."""
        asked = entries(query, "folien")
        profiles = tuple(ars for ars in entries(query, "kommunen") if ARS.fullmatch(ars))
        language = _last(query, "sprache")
        return cls(
            slides=tuple(code for code in asked if code in SLIDES) if asked else cls.slides,
            profiles=profiles[:MOST_PROFILES],
            since=since_from(_last(query, "seit")),
            title=_last(query, "titel").strip()[:LONGEST_TITLE],
            selection=selection_from(query),
            release=number_from(_last(query, "stand")),
            anonymous=_last(query, ANONYMOUS) == YES,
            language={name: code for code, name in LANGUAGES.items()}.get(language, cls.language),
        )

    def to_query(self) -> dict[str, list[str]]:
        """Return the same choice for `urllib.parse.urlencode(…, doseq=True)`, without what is as usual."""
        query = {
            "folien": [",".join(self.slides)] if self.slides != tuple(SLIDES) else [],
            "kommunen": [",".join(self.profiles)] if self.profiles else [],
            "seit": [str(self.since)] if self.since is not None else [],
            "titel": [self.title] if self.title else [],
            **selection_into(self.selection),
            "stand": [str(self.release)] if self.release is not None else [],
            ANONYMOUS: [YES] if self.anonymous else [],
            "sprache": [LANGUAGES[self.language]] if self.language != "de" else [],
        }
        return {key: values for key, values in query.items() if values}


def _last(query: Mapping[str, Sequence[str]], key: str) -> str:
    values = query.get(key) or [""]
    return values[-1]


def entries(query: Mapping[str, Sequence[str]], key: str) -> list[str]:
    """Return the distinct entries of a key of the link, in their order."""
    texts = query.get(key) or []
    parts = (part.strip() for text in texts for part in text.split(",")) if key in LISTS else texts
    return [entry for entry in dict.fromkeys(parts) if entry]


def left_out_in_words(choice: Choice, lang: Language) -> str:
    """Return which slides are asked for and yet will not be there, and why."""
    slides = ", ".join(f"{lang(SLIDES[code])} ({lang(LEFT_OUT[code])})" for code in choice.left_out)
    return lang("Left out: {slides}.", slides=slides)
