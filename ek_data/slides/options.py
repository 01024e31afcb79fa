"""Options of a presentation, as the page, the link, the public route and the command line ask for it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ek_data.charts.named import NAMED, Named
from ek_data.dataset.filters import (
    EVERYTHING,
    Selection,
    Since,
    number_from,
    selection_from,
    selection_into,
    since_from,
)
from ek_data.figures.attendance import has_conferences
from ek_data.geo import regional_key
from ek_data.i18n import LANGUAGES, N_, Language
from ek_data.maps.indicators import COHORT, category_of, offered
from ek_data.text import allowed_in_xml

CONFERENCES = "conferences"
SLIDES: dict[str, str] = {
    "title": N_("Title"),
    "map": N_("Map"),
    "headline": N_("Headline figures"),
    "curve": N_("Cohort comparison over programme time"),
    "matrix": N_("Categories by cohort"),
    "strip": N_("Measures per municipality"),
    "status": N_("Measures by status"),
    CONFERENCES: N_("{conferences}: people attending"),
    "profiles": N_("Profiles"),
    "changes": N_("What has changed"),
    "closing": N_("Closing slide"),
}
LEFT_OUT = {
    "map": N_("it would show names"),
    "profiles": N_("no municipality is chosen"),
    "changes": N_("neither a meeting nor an earlier release is chosen"),
    CONFERENCES: N_("no type of event counts its attendance"),
    "picture": N_("it would show names"),
    "text": N_("own words may hold names"),
}
PROFILES, PROFILE, PICTURE, TEXT = "profiles", "profile", "picture", "text"
USUAL = tuple(code for code in SLIDES if code not in (PROFILES, "changes"))
READY = {
    "map": "map",
    "cohort-comparison-curve": "curve",
    "cohort-comparison-categories": "matrix",
    "measures-per-municipality": "strip",
    "measures-by-status": "status",
    "event-attendance": CONFERENCES,
    "map-of-the-news": "changes",
}
"""The slides that show a picture of the pages, by the name of the picture, so that none is there in two ways."""
LISTS = ("folien", "reihenfolge", "kommunen", "nacheinander")  # written with commas
ANONYMOUS, YES = "anonym", "1"
STEPWISE = "nacheinander"  # in a link: the slides whose parts come one after the other
SAVED = "praesentation"  # in a link: the name of a saved presentation, in place of slides and since when
MOST_PROFILES = 20  # anybody may ask the public address for them
MOST_SLIDES = 40
LONGEST_PRINTED = 90  # characters of an address that somebody would type
ARS = re.compile(regional_key.ANY)
AGAIN = re.compile(r"~[2-9]\d?$")  # behind a code: the same slide a second time and more
HERE_ONLY = ("://localhost", "://127.0.0.1", "://[::1]")


def only_here(address: str) -> bool:
    """Whether an address means the computer it is opened on, so that nobody else gets there."""
    return any(host in address for host in HERE_ONLY)


def printed(address: str) -> str:
    """Return the whole address as it is read and typed, so that it leads to the same slides; nothing if it is long."""
    short = address.partition("://")[2]
    return short if len(short) <= LONGEST_PRINTED else ""


def once(code: str) -> str:
    """Return the code of the slide that a code is once more."""
    return AGAIN.sub("", code)


def again(code: str, slides: Sequence[str]) -> str:
    """Return the code under which a slide stands among `slides` once more; a text becomes another text."""
    if kind_of(code) == TEXT:
        return next_text(slides)
    return next(twice for number in range(2, MOST_SLIDES + 2) if (twice := f"{once(code)}~{number}") not in slides)


def next_text(slides: Sequence[str]) -> str:
    """Return the code of one more slide of text."""
    return f"{TEXT}-{max((int(told_of(code)) for code in slides if kind_of(code) == TEXT), default=0) + 1}"


def kind_of(code: str) -> str:
    """Return what kind of slide a code means: the code itself, or what stands before its first hyphen."""
    return once(code).partition("-")[0]


def told_of(code: str) -> str:
    """Return what a code tells of: what stands behind its first hyphen."""
    return once(code).partition("-")[2]


@dataclass(frozen=True)
class OwnWords:
    """Somebody's own words for one slide: a title in place of the computed one, notes before the computed ones, and the
    lines of a slide of text. Empty is as computed."""

    title: str = ""
    notes: str = ""
    lines: str = ""


NO_WORDS = OwnWords()


@dataclass(frozen=True)
class Choice:
    """The slides in their order with somebody's own words for them, since when to tell changes, and what of the data is
    shown in which language.

    A slide is a key of `SLIDES`; or "profile-" and the key of a municipality; or "picture-" and the name of a picture
    of the pages, with a dot and the municipality or the mode of the map behind it; or "text-" and a number. None comes
    twice, but one with "~2" behind its code is the same slide once more, for other words. "profiles" is a profile
    without a municipality and is left out; "changes" is left out where `since` is no day and no earlier release. An
    `anonymous` presentation names no municipality, hence has no map and no own words.

    `words` are by slide. They are never part of a link, because then anybody could let this address show their text.
    Slides in `stepwise` show their parts one after the other on the projector.
    """

    slides: tuple[str, ...] = USUAL
    since: Since | None = None
    words: tuple[tuple[str, OwnWords], ...] = ()
    selection: Selection = EVERYTHING
    release: int | None = None
    language: str = "de"
    anonymous: bool = False
    stepwise: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        slides: Sequence[str] | None = None,
        profiles: Sequence[str] = (),
        since: Since | None = None,
        title: str = "",
        **shown: Any,
    ) -> Choice:
        """Return the choice of `slides`, else of the usual ones with all that there is something for.

        "profiles" stands for one slide for each of the `profiles`. `title` is that of the first slide and of the
        presentation; `shown` are the further fields of a choice.
        """
        something = {PROFILES: bool(profiles), "changes": since is not None, CONFERENCES: has_conferences()}
        wanted = [code for code in SLIDES if something.get(code, True)] if slides is None else slides
        each = {PROFILES: [f"{PROFILE}-{ars}" for ars in profiles] or [PROFILES]}
        codes = dict.fromkeys(single for code in wanted for single in each.get(code, [code]))
        choice = cls(tuple(codes), since, **shown)
        return choice.saying("title", OwnWords(title)) if title else choice

    @property
    def compared(self) -> int | None:
        """The earlier release to compare with, if it is not a day since when changes are told."""
        return self.since if isinstance(self.since, int) else None

    @property
    def profiles(self) -> tuple[str, ...]:
        """The keys of the municipalities that have a slide."""
        return tuple(told_of(code) for code in self.slides if kind_of(code) == PROFILE)

    @property
    def left_out(self) -> tuple[str, ...]:
        """The slides asked for that there is nothing to show on."""
        return tuple(code for code in self.slides if not self._has_something(code))

    @property
    def shown(self) -> tuple[str, ...]:
        """The slides asked for without those left out."""
        return tuple(code for code in self.slides if self._has_something(code))

    def _has_something(self, code: str) -> bool:
        kind, names = kind_of(code), self.anonymous
        if kind == PICTURE:
            return not (names and _named(code).names)
        something = {PROFILES: False, "changes": self.since is not None, "map": not names, TEXT: not names}
        something[CONFERENCES] = has_conferences()
        return something.get(kind, True)

    def own(self, code: str) -> OwnWords:
        """Return somebody's own words for a slide."""
        return dict(self.words).get(code, NO_WORDS)

    def saying(self, code: str, own: OwnWords) -> Choice:
        """Return the same choice with other words for one slide, without what no file could hold."""
        own = OwnWords(*(allowed_in_xml(text) for text in (own.title, own.notes, own.lines)))
        words = {**dict(self.words), code: own}
        return replace(self, words=tuple((code, words) for code, words in words.items() if words != NO_WORDS))

    def stepping(self, code: str, *, on: bool) -> Choice:
        """Return the same choice with the parts of one slide coming one after the other, or all at once."""
        return replace(self, stepwise=self.stepwise | {code} if on else self.stepwise - {code})

    def ordered(self, codes: Sequence[str]) -> Choice:
        """Return the same choice with the slides `codes`, and what was said of others forgotten."""
        known = tuple(dict.fromkeys(code for code in codes if is_linked(code) or kind_of(code) == TEXT))[:MOST_SLIDES]
        words = tuple(each for each in self.words if each[0] in known)
        return replace(self, slides=known, words=words, stepwise=self.stepwise & set(known))

    @property
    def story(self) -> Choice:
        """The same slides with what was said and chosen of each, whatever is shown of the data and was said first."""
        places = {code: place for place, code in enumerate(self.slides)}
        words = sorted(self.words, key=lambda each: (places.get(each[0], -1), each[0]))
        return Choice(self.slides, self.since, tuple(words), stepwise=self.stepwise)

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> Choice:
        """Return what a link asks for, in the form of `urllib.parse.parse_qs`; what makes no sense is passed over."""
        asked = entries(query, "folien")
        language = _last(query, "sprache")
        return cls.of(
            [code for code in asked if is_linked(code)][:MOST_SLIDES] if asked else None,
            [ars for ars in entries(query, "kommunen") if ARS.fullmatch(ars)][:MOST_PROFILES],
            since_from(_last(query, "seit")),
            stepwise=frozenset(code for code in entries(query, STEPWISE) if is_linked(code)),
            selection=selection_from(query),
            release=number_from(_last(query, "stand")),
            anonymous=_last(query, ANONYMOUS) == YES,
            language={name: code for code, name in LANGUAGES.items()}.get(language, cls.language),
        )

    def with_slides_of(self, saved: Choice) -> Choice:
        """Return the slides and own words of a saved presentation with the data as this choice shows them."""
        return replace(self, slides=saved.slides, since=saved.since, words=saved.words, stepwise=saved.stepwise)

    def to_query(self, saved_as: str = "") -> dict[str, list[str]]:
        """Return the same choice for `urllib.parse.urlencode(…, doseq=True)`, without what is as usual or own words.

        Where the presentation is `saved_as` a name, that stands for its slides, and for own words as well.
        """
        linked = [code for code in self.slides if is_linked(code)]
        short = tuple(linked) == Choice.of(None, self.profiles, self.since).slides
        slides = {
            "folien": [] if short else [",".join(linked)],
            "kommunen": [",".join(self.profiles)] if short and self.profiles else [],
            "seit": [str(self.since)] if self.since is not None else [],
            STEPWISE: [",".join(code for code in linked if code in self.stepwise)] if self.stepwise else [],
        }
        query = {
            **({SAVED: [saved_as]} if saved_as else slides),
            **selection_into(self.selection),
            "stand": [str(self.release)] if self.release is not None else [],
            ANONYMOUS: [YES] if self.anonymous else [],
            "sprache": [LANGUAGES[self.language]] if self.language != "de" else [],
        }
        return {key: values for key, values in query.items() if values}


def is_linked(code: str) -> bool:
    """Return whether a link can ask for a slide of this code: a slide of text has nothing but own words."""
    kind, about = kind_of(code), told_of(code)
    if kind == PICTURE:
        return _is_picture(*about.partition(".")[::2])
    return once(code) in SLIDES or (kind == PROFILE and bool(ARS.fullmatch(about)))


def slide_of(picture: str, about: str = "") -> str:
    """Return the slide that shows a picture of the pages; `about` is a municipality or the mode of the map."""
    if picture in READY and about in ("", COHORT):
        return READY[picture]
    return f"{PICTURE}-{picture}.{about}" if about else f"{PICTURE}-{picture}"


def picture_on(code: str) -> tuple[str, str]:
    """Return the name of the picture of the pages that a slide shows, and its municipality or mode; else nothing."""
    ready = next((name for name, slide in READY.items() if slide == once(code)), "")
    return (ready, "") if ready or kind_of(code) != PICTURE else (told_of(code).partition(".")[0], option_of(code))


def _is_picture(name: str, option: str) -> bool:
    if name not in NAMED:
        return False
    if NAMED[name].of_one:
        return bool(ARS.fullmatch(option))
    return not option or (name == "map" and (option in offered() or category_of(option) is not None))


def _named(code: str) -> Named:
    return NAMED[told_of(code).partition(".")[0]]


def option_of(code: str) -> str:
    """Return what a slide shows of several: the key of a municipality, a mode of the map, or nothing."""
    about = told_of(code)
    return about if kind_of(code) == PROFILE else about.partition(".")[2]


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
    slides = ", ".join(f"{name_of(code, lang)} ({lang(LEFT_OUT[kind_of(code)])})" for code in choice.left_out)
    return lang("Left out: {slides}.", slides=slides)


def name_of(code: str, lang: Language) -> str:
    """Return how a slide is called, whatever it finds."""
    kind = kind_of(code)
    if kind == PICTURE:
        return lang(_named(code).title)
    return lang(SLIDES.get(once(code)) or {PROFILE: N_("Profile"), TEXT: N_("Own text")}[kind])
