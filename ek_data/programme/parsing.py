"""Parsing of ``programm.toml``: checked like a table, each problem with its line and what would be right."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from ek_data.errors import Invalid, Problem
from ek_data.i18n import N_, Words
from ek_data.programme import syntax
from ek_data.programme.fixed_lists import FIXED
from ek_data.programme.model import ALL_LISTS, GROUPED, LISTS, Line, Programme
from ek_data.programme.options import Option
from ek_data.programme.roles import ALONE, MEANT, Role
from ek_data.programme.syntax import KEY, SECTION
from ek_data.spelling import closest, folded

FILE_NAME = "programm.toml"
REFUSED = N_("The file {file} cannot be used. Errors: {n}. The first one: {first}")
NEEDED = N_("“{name}” is missing.")
UNKNOWN = N_("“{name}” means nothing here. Possible: {names}.")
MISSPELT = N_("“{name}” means nothing here. Did you mean “{meant}”?")
FIRST = N_("“{name}” belongs at the beginning of the file, before the first section in square brackets.")
WANTED = {
    str: N_("“{name}” must be a text in quotation marks."),
    int: N_("“{name}” must be a whole number without quotation marks."),
    float: N_("“{name}” must be a number without quotation marks."),
    bool: N_("“{name}” must be true or false."),
    Words: N_('“{name}” must say both languages: {{ de = "…", en = "…" }}.'),
    tuple: N_("“{name}” must be a list in square brackets."),
    Mapping: N_('“{name}” must be a section of its own with lines like “long = "short"”.'),
    Line: N_('An option must be a line like {{ code = "…", de = "…", en = "…" }}.'),
}
OTHER_LANGUAGE = N_("“{name}” is missing: words are said in both languages.")
EMPTY = N_("“{name}” is empty. Write the word; only what is optional may be left out.")
NO_BRACES = N_("“{name}” may have no braces, because the dashboard fills in words there.")
ONE_LINE = N_("A word may not have line breaks or control characters.")
NO_ROLE = N_("There is no role “{role}” in the list “{name}”. Roles: {roles}.")
NO_ROLE_BUT = N_("There is no role “{role}” in the list “{name}”. Did you mean “{meant}”?")
NO_ROLES = N_("The list “{name}” has no roles.")
ROLE_TWICE = N_("The role “{role}” is there twice.")
SAME_WORD = N_("“{word}” is the word of two options: “{code}” and “{other}”.")
SAME_SPELLING = N_("“{word}” would mean two options in files: “{code}” and “{other}”. Take it away from one of them.")
ROLE_TAKEN = N_(
    "The role “{role}” is played by “{code}” already, and only one may. Leave it out here, or retire “{code}”."
)
ALL_RETIRED = N_("All options of the list “{name}” are retired. At least one must be offered.")
TWICE = N_("The code “{code}” is there twice. Each option needs a code of its own.")
NO_CODE = N_("The code “{code}” may hold small letters, digits and underscores only.")
NO_LINES = N_("The list “{name}” needs one option at least.")
FIXED_CODES = N_("The list “{name}” has the codes {codes} only; they can be called otherwise, not added to.")
NO_GROUP = N_("There is no group “{group}” for it. Groups: {groups}.")
NO_GROUPS = N_("There are no groups. A list “groups” makes them.")
NO_RANGE = N_("“usual” must be the smallest and the largest number that is usual, as in [20, 500].")
NO_NAME = N_("“{code}” stands in the names of files: small letters, digits and hyphens only.")
NO_YEAR = N_("“{year}” is no year of four digits.")
ONLY_CATEGORIES = N_("Only categories stand in groups.")
NOT_PLAYED = N_("The list “{name}” needs an option with the role “{role}”.")
NO_LAND = N_("“{land}” is no key of a Land: two digits, from 01 to 16.")
ORDER = N_("The first year ({first}) comes after the last ({last}).")
NOTHING_MEANT = N_("“{of}” names no option: the list and the code, as in “kinds.district”.")
AMBIGUOUS = (SAME_SPELLING, ROLE_TAKEN, ALL_RETIRED)  # which releases may hold from when it was not asked
CODE = re.compile(r"[a-z][a-z0-9_]*")
LAND = re.compile(r"0[1-9]|1[0-6]")
NAME = re.compile(r"[a-z0-9][a-z0-9_-]*")
YEARS = range(1900, 2201)


def read(content: bytes, file: str = FILE_NAME) -> Programme:
    """Return the programme that a file declares, the same for the same content. Raises `Invalid` with all problems."""
    programme, ambiguous = _read(content, file)
    if ambiguous:
        raise _refused(list(ambiguous), file)
    return programme


def published(content: bytes) -> Programme:
    """Return the programme of a release, of which no more is asked than when it was published. Raises `Invalid`."""
    return _read(content, FILE_NAME)[0]


@lru_cache(32)
def _read(content: bytes, file: str) -> tuple[Programme, tuple[Problem, ...]]:
    """Return what a file declares, and what is ambiguous about it. Raises `Invalid` with all that is wrong."""
    text, mistakes = syntax.decoded(content)
    document, of_lines = syntax.parsed(text)
    mistakes += of_lines
    rows = {each.row for each in of_lines}
    places = tuple(_places(text))
    reading = _Reading(file, places, frozenset(path for path, row in places if row in rows))
    found: Programme | None = reading.record(Programme, document, "") if document is not None else None
    ambiguous: tuple[Problem, ...] = ()
    if found is not None and not of_lines:
        reading.problems += reading.located((*_of_options(found), *_of_sections(found)))
        ambiguous = tuple(reading.located(_ambiguous(found)))
    reading.problems += [Problem(each.message, each.values, file=file, row=each.row) for each in mistakes]
    if reading.problems or found is None:
        raise _refused([*reading.problems, *ambiguous], file)
    return found.complete(text), ambiguous


def new() -> Programme:
    """Return a programme to begin with, with what each line means in its text."""
    return read((Path(__file__).parent / "new.toml").read_bytes())


def _refused(problems: list[Problem], file: str) -> Invalid:
    ordered = sorted(problems, key=lambda problem: problem.row or 0)
    return Invalid(REFUSED, problems=ordered, file=file, n=len(ordered), first=ordered[0])


def _places(text: str) -> Iterator[tuple[str, int]]:
    """Yield the path of each key, section and line of a list, with the number of its line."""
    section, listed, counts = "", "", dict[str, int]()
    for number, line in enumerate(text.splitlines(), 1):
        if found := SECTION.match(line) if not listed else None:
            section = found[1]
            if line.lstrip().startswith("[["):
                counts[section] = counts.get(section, -1) + 1
                section = f"{section}.{counts[section]}"
            yield section, number
        elif listed and line.lstrip().startswith("{"):
            counts[listed] = counts.get(listed, -1) + 1
            yield f"{listed}.{counts[listed]}", number
        elif listed and line.strip().startswith("]"):
            listed = ""
        elif not listed and (found := KEY.match(line)):
            path = f"{section}.{found[1]}".lstrip(".")
            yield path, number
            listed = path if line.rstrip().endswith("[") else ""


Told = tuple[str, str, dict[str, Any]]  # the path of what is wrong, the sentence and its values


@dataclass
class _Reading:
    """One file being read: where each key stands, what could not be read of it, and what is wrong so far."""

    file: str
    places: tuple[tuple[str, int], ...]
    unread: frozenset[str]
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: str) -> int:
        """Return the line at which `path`, or what holds it, is written."""
        lines = dict(self.places)
        while path and path not in lines:
            path = path.rpartition(".")[0]
        return lines.get(path, 1)

    def report(self, path: str, message: str, **values: Any) -> Any:
        """Note what is wrong, and return that there is no value."""
        self.problems += self.located([(path, message, values)])

    def located(self, told: Iterable[Told]) -> Iterator[Problem]:
        """Yield what is wrong with its line."""
        for path, message, values in told:
            yield Problem(message, values, file=self.file, row=self.line(path))

    def record(self, kind: type, given: Any, path: str) -> Any:
        """Return what a section or a line says as a dataclass, None where something is wrong with it."""
        if not isinstance(given, dict):
            return self.report(path, WANTED[Line if kind is Line else Mapping], name=path)
        wanted = {each.name: each for each in fields(kind) if each.metadata.get("written", True)}
        hints, rest, before = get_type_hints(kind), dict(given), len(self.problems)
        values = {}
        missing = []
        for name, each in wanted.items():
            own = _own(hints[name], name, rest)
            if own is not None and _required(each) and isinstance(own, str) and not own.strip():
                self.report(f"{path}.{name}".lstrip("."), EMPTY, name=name)
            elif own is not None:
                values[name] = self.value(hints[name], own, f"{path}.{name}".lstrip("."))
            elif _required(each) and f"{path}.{name}".lstrip(".") not in self.unread:
                missing.append(name)
        possible = tuple(each for name in wanted for each in _written(name, hints[name]))
        for name in rest:
            meant = closest(name, {folded(each): each for each in possible})
            missing = [each for each in missing if each != meant]
            self.unknown(name, meant, possible, path)
        for key in (key for name in missing for key in _written(name, hints[name])):
            self.report(path, NEEDED, name=key)
        return kind(**values) if len(self.problems) == before and not self.unread else None

    def unknown(self, name: str, meant: str | None, possible: tuple[str, ...], path: str) -> None:
        """Report a key that means nothing here: misspelt, in the wrong place, or unknown."""
        place = f"{path}.{name}".lstrip(".")
        if meant:
            self.report(place, MISSPELT, name=name, meant=meant)
        elif path and name in Programme.__dataclass_fields__:
            self.report(place, FIRST, name=name)
        else:
            self.report(place, UNKNOWN, name=name, names=possible)

    def value(self, hint: Any, given: Any, path: str) -> Any:
        """Return a value as the type that is asked for."""
        hint = next((each for each in get_args(hint) if each is not type(None)), hint) if _optional(hint) else hint
        if hint is Role:
            return self.role(given, path)
        if hint is Words:
            return self.words(given, path)
        if hint in (str, int, bool):
            return given if type(given) is hint else self.report(path, WANTED[hint], name=_key(path))
        if hint is float:
            return float(given) if isinstance(given, int | float) else self.report(path, WANTED[float], name=_key(path))
        if get_origin(hint) is tuple:
            if not isinstance(given, list):
                return self.report(path, WANTED[tuple], name=_key(path))
            return tuple(self.value(get_args(hint)[0], each, f"{path}.{n}") for n, each in enumerate(given))
        if get_origin(hint) is Mapping:
            return given if _names(given) else self.report(path, WANTED[Mapping], name=_key(path))
        return self.record(hint, given, path)

    def words(self, given: Any, path: str) -> Any:
        """Return words in both languages; what is missing, or has other names, is reported by its key."""
        keys = dict(zip(("de", "en"), _written(_key(path), Words), strict=False)) if _key(path) in SPLIT else {}
        if isinstance(given, dict) and _names(given) and set(given) < {"de", "en"} and given:
            (lacking,) = {"de", "en"} - set(given)
            return self.report(path, OTHER_LANGUAGE, name=keys.get(lacking, f"{_key(path)}: {lacking}"))
        if not (isinstance(given, dict) and set(given) == {"de", "en"} and _names(given)):
            return self.report(path, WANTED[Words], name=_key(path))
        for language, text in given.items():
            name = keys.get(language, f"{_key(path)}: {language}")
            if not text.strip():
                self.report(path, EMPTY, name=name)
            if "{" in text or "}" in text:
                self.report(path, NO_BRACES, name=name)
        return Words(**given)

    def role(self, given: Any, path: str) -> Any:
        """Return a role that options of the list may play."""
        name = path.partition(".")[0]
        roles = MEANT.get(name, {})
        if given in set(roles):
            return Role(given)
        if not roles:
            return self.report(path, NO_ROLES, name=name)
        if meant := closest(str(given), {folded(role): str(role) for role in roles}):
            return self.report(path, NO_ROLE_BUT, role=given, name=name, meant=meant)
        return self.report(path, NO_ROLE, role=given, name=name, roles=tuple(map(str, roles)))


SPLIT = ("words", "plural")  # of which each language is a key of its own


def _written(name: str, hint: Any) -> tuple[str, ...]:
    """Return the keys under which a field is written in the file."""
    if name not in SPLIT or hint not in (Words, Words | None):
        return (name,)
    return ("de", "en") if name == "words" else (f"{name}_de", f"{name}_en")


def _key(path: str) -> str:
    """Return the key at the end of a path, without the number of a value in its list."""
    return next(part for part in reversed(path.split(".")) if not part.isdigit())


def _own(hint: Any, name: str, rest: dict[str, Any]) -> Any:
    """Take from `rest` what is said of a field; words may be written as ``de`` and ``en``, a plural with its name."""
    if name in rest:
        return rest.pop(name)
    if hint not in (Words, Words | None):
        return None
    keys = {"de": "de", "en": "en"} if name == "words" else {"de": f"{name}_de", "en": f"{name}_en"}
    said = {language: rest.pop(key) for language, key in keys.items() if key in rest}
    return said or None


def _required(each: Field[Any]) -> bool:
    return each.default is MISSING and each.default_factory is MISSING


def _optional(hint: Any) -> bool:
    return type(None) in get_args(hint)


def _names(given: Any) -> bool:
    return isinstance(given, dict) and all(isinstance(each, str) for each in given.values())


def _of_options(found: Programme) -> Iterator[Told]:
    """Yield where something is wrong in the lists, what it is, and its values."""
    groups = tuple(line.code for line in found.groups)
    for name in ALL_LISTS:
        lines: tuple[Line, ...] = getattr(found, name)
        if name in LISTS and not lines:
            yield name, NO_LINES, {"name": name}
        known = tuple(str(option.code) for option in FIXED.get(name, ()))
        for place, line in enumerate(lines):
            path, before = f"{name}.{place}", lines[:place]
            if known and line.code not in known:
                yield path, FIXED_CODES, {"name": name, "codes": known}
            elif not CODE.fullmatch(line.code):
                yield path, NO_CODE, {"code": line.code}
            yield from ((path, message, values) for message, values in _of_line(line, before))
            if line.group and name != GROUPED:
                yield path, ONLY_CATEGORIES, {}
            elif line.group and line.group not in groups:
                yield path, NO_GROUP if groups else NO_GROUPS, {"group": line.group, "groups": groups}
    if not any(Role.DONE in line.roles for line in found.statuses):
        yield "statuses", NOT_PLAYED, {"name": "statuses", "role": Role.DONE}


def _ambiguous(found: Programme) -> Iterator[Told]:
    """Yield where it would not be known which option is meant, or nothing could be chosen."""
    for name in LISTS:
        lines: tuple[Line, ...] = getattr(found, name)
        if lines and all(line.retired for line in lines):
            yield name, ALL_RETIRED, {"name": name}
    for name in ALL_LISTS:
        lines = getattr(found, name)
        for place, line in enumerate(lines):
            usual = [each for each in FIXED.get(name, ()) if each.code not in _codes(lines)]
            others: list[Line | Option] = [*lines[:place], *usual]
            yield from ((f"{name}.{place}", SAME_SPELLING, values) for values in _shared(line, others))
    played: dict[Role, str] = {}
    for place, line in enumerate(found.metrics):
        for role in line.roles if not line.retired else ():
            if role in ALONE and played.setdefault(role, line.code) != line.code:
                yield f"metrics.{place}", ROLE_TAKEN, {"role": role, "code": played[role]}


def _codes(lines: Sequence[Line]) -> set[str]:
    return {line.code for line in lines}


def _shared(line: Line, others: Iterable[Line | Option]) -> Iterator[dict[str, str]]:
    """Yield with which of the others an option shares a spelling; words of both are told apart already."""
    words, spellings = set(map(folded, line.words)), set(map(folded, line.spellings))
    for each in others:
        understood = {*(word for word in each.words if folded(word) not in words), *each.spellings}
        shared = [word for word in sorted(understood) if folded(word) in words | spellings]
        if each.code != line.code and shared:
            yield {"word": shared[0], "code": each.code, "other": line.code}


def _of_line(line: Line, before: Sequence[Line]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield what is wrong with an option, also beside those `before` it."""
    if any(line.code == each.code for each in before):
        yield TWICE, {"code": line.code}
    for role in sorted({role for role in line.roles if line.roles.count(role) > 1}):
        yield ROLE_TWICE, {"role": role}
    if not all(word.isprintable() for word in line.words):
        yield ONE_LINE, {}
    if line.usual is not None and not (len(line.usual) == 2 and line.usual[0] < line.usual[-1]):
        yield NO_RANGE, {}
    words = set(map(folded, line.words))
    for each in before:
        if each.code != line.code and (shared := [word for word in each.words if folded(word) in words]):
            yield SAME_WORD, {"word": shared[0], "code": each.code, "other": line.code}


def _of_sections(found: Programme) -> Iterator[Told]:
    if not NAME.fullmatch(found.programme.code):
        yield "programme.code", NO_NAME, {"code": found.programme.code}
    for land in found.places.lands:
        if not LAND.fullmatch(land):
            yield "places.lands", NO_LAND, {"land": land}
    years = {"cohorts.first": found.cohorts.first, "cohorts.last": found.cohorts.last}
    for path, year in years.items():
        if year not in YEARS:
            yield path, NO_YEAR, {"year": str(year)}
    if set(years.values()) <= set(YEARS) and found.cohorts.first > found.cohorts.last:
        yield "cohorts.first", ORDER, {"first": found.cohorts.first, "last": found.cohorts.last}
    known = found.codes | {"event_types"}
    for place, meaning in enumerate(found.meanings):
        if meaning.of not in known:
            yield f"meanings.{place}.of", NOTHING_MEANT, {"of": meaning.of}
