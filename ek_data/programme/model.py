"""Programme: all that ``programm.toml`` says, in the sections and under the names it has there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from ek_data.i18n import Words
from ek_data.palette import INK, KIND_SYMBOLS, STATUS, Look
from ek_data.programme import conference_words, status_words
from ek_data.programme.fixed_lists import FIXED
from ek_data.programme.options import Choices, Option
from ek_data.programme.roles import Role

NOTHING = Words("", "")
STATUS_SYMBOLS = {  # the first that holds of a status
    Role.OVER: "square-x-open",
    Role.DONE: "square",
    Role.UNDERWAY: "square-half",
    Role.PLANNED: "square-open",
}


@dataclass(frozen=True)
class Naming:
    """How the programme is called: itself, its participants, its region, its office and its award.

    `code` stands in file names and addresses. `title` stands above every page, with `region_short`; `of_title` is the
    same within a sentence, after "Veranstaltungen", and `in_region` the region after what is in it, which is needed
    where its name has an article: "im Saarland". `example` is the full name of a municipality. `host` holds events
    that no municipality holds, `held_by` is the same after "held". What ends in `meaning` stands in the glossary.
    """

    code: str
    name: Words
    title: Words
    of_title: Words
    region: Words
    award: Words
    example: str
    host: Words
    held_by: Words
    meaning: Words
    measure_meaning: Words
    region_short: str = ""
    in_region: Words | None = None
    office: Words | None = None
    office_meaning: Words | None = None


@dataclass(frozen=True)
class Cohorts:
    """The first and the last year that a cohort may have, and from when its months count.

    They count from 1 January or, `from_kickoff`, from the meeting that begins the cohort, unless a reader asks.
    """

    first: int
    last: int
    from_kickoff: bool = False


@dataclass(frozen=True)
class Places:
    """Where the municipalities lie, and how their names are shortened.

    `lands` are the first two digits of their keys. `shortened` says what a name begins with and what stands for it;
    `unsaid` is left out beside a map; `titles` are further words that a name may begin with.
    """

    lands: tuple[str, ...]
    shortened: Mapping[str, str] = field(default_factory=dict)
    unsaid: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Law:
    """On what the statements on accessibility and privacy rest, and to whom one may turn.

    `enforcement` introduces the lines of `body`; `authority` is the one for the protection of data.
    """

    accessibility: Words = NOTHING
    enforcement: Words = NOTHING
    body: tuple[str, ...] = ()
    authority: Words = NOTHING


@dataclass(frozen=True)
class Meaning:
    """What is meant by an option (``kinds.district``), or told of the list of the types of events."""

    of: str
    words: Words


@dataclass(frozen=True)
class Line:
    """An option as a line of the file says it."""

    code: str
    words: Words
    plural: Words | None = None
    short: str = ""
    roles: tuple[Role, ...] = ()
    spellings: tuple[str, ...] = ()
    usual: tuple[float, float] | None = None
    retired: bool = False
    group: str = ""


@dataclass(frozen=True, eq=False)
class Programme:
    """One programme. `units` are what its key facts count; `text` is the file itself, as it goes with every release."""

    programme: Naming
    cohorts: Cohorts
    places: Places
    kinds: tuple[Line, ...]
    categories: tuple[Line, ...]
    statuses: tuple[Line, ...]
    event_types: tuple[Line, ...]
    metrics: tuple[Line, ...]
    groups: tuple[Line, ...] = ()
    event_statuses: tuple[Line, ...] = ()
    qualifiers: tuple[Line, ...] = ()
    units: tuple[Words, ...] = ()
    licences: tuple[Words, ...] = ()
    law: Law = Law()
    meanings: tuple[Meaning, ...] = ()
    text: str = field(default="", metadata={"written": False})
    choices: Mapping[str, Choices] = field(default_factory=dict, metadata={"written": False})

    def complete(self, text: str) -> Programme:
        """Return the programme with the options that its lines declare: their looks and ranks follow from the order."""
        said = {meaning.of: meaning.words for meaning in self.meanings}
        made = {name: Choices(tuple(_options(name, getattr(self, name), said))) for name in LISTS}
        made |= {GROUPED: Choices(tuple(_by_group(self.categories, made[GROUPED].options, self.groups)))}
        lines = {name: tuple(_as_called(option, getattr(self, name)) for option in FIXED[name]) for name in FIXED}
        made |= {name: Choices(tuple(map(_called, FIXED[name], lines[name]))) for name in FIXED}
        return replace(
            self, text=text, choices=made, event_statuses=lines["event_statuses"], qualifiers=lines["qualifiers"]
        )

    @property
    def codes(self) -> frozenset[str]:
        """The codes of all options, each behind the name of its list: ``kinds.district``."""
        return frozenset(f"{name}.{line.code}" for name in LISTS for line in getattr(self, name))

    @property
    def terms(self) -> dict[str, Words]:
        """The words of the programme that sentences name, by the name they have there."""
        said = {meaning.of: meaning.words for meaning in self.meanings}
        region, types = self.programme.region, self.choices["event_types"].options
        return {
            "programme": self.programme.name,
            "programme_title": self.programme.title,
            "of_the_programme": self.programme.of_title,
            "region": region,
            "in_region": self.programme.in_region or Words(f"in {region.de}", f"in {region.en}"),
            "award": self.programme.award,
            "office": self.programme.office or OFFICE,
            "host": self.programme.host,
            "held_by": self.programme.held_by,
            "measure_meaning": self.programme.measure_meaning,
            "example": Words(self.programme.example, self.programme.example),
            "unfinished": status_words.unfinished(self.choices["statuses"].options),
            "underway": status_words.underway(self.choices["statuses"].options),
            "about_statuses": status_words.meanings(self.choices["statuses"].options),
            "about_event_types": said.get("event_types", ABOUT_EVENT_TYPES),
            **conference_words.conferences(types),
        }


LISTS = ("kinds", "categories", "statuses", "event_types", "metrics")
GROUPED, GROUPS = "categories", "groups"  # whose options may stand in groups, and the list of these
ALL_LISTS = (*LISTS, GROUPS, *FIXED)
OFFICE = Words("Geschäftsstelle", "office")
ABOUT_EVENT_TYPES = Words("Art der Veranstaltung.", "Type of the event.")


def _options(name: str, lines: Sequence[Line], meanings: Mapping[str, Words]) -> Iterator[Option]:
    """Yield the options of a list: statuses come in the order in which they are reached, what is over last."""
    for place, line in enumerate(lines):
        yield Option(
            line.code,
            line.words,
            line.spellings,
            line.plural,
            roles=line.roles,
            rank=place + 1 if name == "statuses" and Role.OVER not in line.roles else 0,
            look=_look(name, line, lines[:place]),
            short=line.short,
            usual=line.usual,
            retired=line.retired,
            meaning=meanings.get(f"{name}.{line.code}"),
        )


def _by_group(lines: Sequence[Line], options: Sequence[Option], groups: Sequence[Line]) -> Iterator[Option]:
    """Yield options group by group, in the order of the file, at the end those that are in none."""
    of_code = {line.code: line.group for line in lines}
    for group in (*groups, None):
        code = group.code if group else ""
        for option in options:
            if of_code[option.code] == code:
                yield replace(option, group=group.words) if group else option


def _as_called(option: Option, lines: Sequence[Line]) -> Line:
    """Return what is said of an option of a fixed list; its usual words where nothing is."""
    said = next((line for line in lines if line.code == option.code), None)
    return said or Line(str(option.code), option.words)


def _called(option: Option, line: Line) -> Option:
    """Return an option of a fixed list as it is called; its usual words go on to be understood."""
    former = () if line.words == option.words else tuple(option.words)
    spellings = (*option.spellings, *former, *line.spellings)
    return replace(option, words=line.words, plural=line.plural, spellings=spellings, retired=line.retired)


def _look(name: str, line: Line, before: Sequence[Line]) -> Look | None:
    """Return how a kind is drawn by its place, and a status by its role if it is the first that plays it."""
    if name == "kinds" and len(before) < len(KIND_SYMBOLS):
        return Look(INK, KIND_SYMBOLS[len(before)])
    symbol = _symbol(line)
    return Look(STATUS, symbol) if name == "statuses" and symbol and symbol not in map(_symbol, before) else None


def _symbol(line: Line) -> str | None:
    return next((symbol for role, symbol in STATUS_SYMBOLS.items() if role in line.roles), None)
