"""Parsing of ``programm.toml``: checked like a table, each problem with its line and what would be right."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import MISSING, Field, dataclass, field, fields
from functools import lru_cache
from pathlib import Path
from typing import Any, get_args, get_origin, get_type_hints

from ek_data.errors import Invalid, Problem
from ek_data.i18n import N_, Words
from ek_data.programme.fixed import FIXED
from ek_data.programme.model import GROUPED, GROUPS, LISTS, Programme
from ek_data.programme.roles import Role
from ek_data.spelling import closest, folded

FILE_NAME = "programm.toml"
REFUSED = N_("The file {file} cannot be used. Errors: {n}. The first one: {first}")
NO_TOML = N_("The file is no TOML: {reason}.")
NO_UTF_8 = N_("The file is no UTF-8. Save it as “UTF-8”.")
NEEDED = N_("“{name}” is missing.")
UNKNOWN = N_("“{name}” means nothing here. Possible: {names}.")
WANTED = {
    str: N_("“{name}” must be a text in quotation marks."),
    int: N_("“{name}” must be a whole number."),
    bool: N_("“{name}” must be true or false."),
    Words: N_('“{name}” must say both languages: {{ de = "…", en = "…" }}.'),
    tuple: N_("“{name}” must be a list in square brackets."),
    Mapping: N_('“{name}” must be a section of its own with lines like “long = "short"”.'),
}
NO_ROLE = N_("There is no role “{role}”. Roles: {roles}.")
TWICE = N_("The code “{code}” is there twice. Each option needs a code of its own.")
NO_CODE = N_("The code “{code}” may hold small letters, digits and underscores only.")
NO_LINES = N_("The list “{name}” needs one option at least.")
FIXED_CODES = N_("The list “{name}” has the codes {codes} only; they can be called otherwise, not added to.")
NO_GROUP = N_("There is no group “{group}” for it. Groups: {groups}.")
ONLY_CATEGORIES = N_("Only categories stand in groups.")
NOT_PLAYED = N_("The list “{name}” needs an option with the role “{role}”.")
NO_LAND = N_("“{land}” is no key of a Land: two digits, from 01 to 16.")
ORDER = N_("The first year ({first}) comes after the last ({last}).")
NOTHING_MEANT = N_("“{of}” names no option: the list and the code, as in “kinds.district”.")
CODE = re.compile(r"[a-z][a-z0-9_]*")
LAND = re.compile(r"0[1-9]|1[0-6]")
SECTION = re.compile(r"\s*\[+\s*([\w.]+)\s*\]+")
AT_LINE = re.compile(r"at line (\d+)")
KEY = re.compile(r"\s*(\w+)\s*=")


@lru_cache(32)
def read(content: bytes, file: str = FILE_NAME) -> Programme:
    """Return the programme that a file declares, the same for the same content. Raises `Invalid` with all problems."""
    try:
        text = content.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise _refused([Problem(NO_UTF_8, file=file)], file) from error
    try:
        document = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = AT_LINE.search(str(error))
        row = int(at[1]) if at else len(text.splitlines())
        raise _refused([Problem(NO_TOML, {"reason": str(error)}, file=file, row=row)], file) from error
    reading = _Reading(file, tuple(_places(text)))
    found: Programme | None = reading.record(Programme, document, "")
    if not reading.problems and found is not None:
        reading.problems += _contradictions(found, reading)
    if reading.problems or found is None:
        raise _refused(reading.problems, file)
    return found.complete(text)


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


@dataclass
class _Reading:
    """One file being read: where each key stands, and what is wrong so far."""

    file: str
    places: tuple[tuple[str, int], ...]
    problems: list[Problem] = field(default_factory=list)

    def line(self, path: str) -> int:
        """Return the line at which `path`, or what holds it, is written."""
        lines = dict(self.places)
        while path and path not in lines:
            path = path.rpartition(".")[0]
        return lines.get(path, 1)

    def report(self, path: str, message: str, **values: Any) -> Any:
        """Note what is wrong, and return that there is no value."""
        self.problems.append(Problem(message, values, file=self.file, row=self.line(path)))

    def record(self, kind: type, given: Any, path: str) -> Any:
        """Return what a section or a line says as a dataclass, None where something is wrong with it."""
        if not isinstance(given, dict):
            self.report(path, WANTED[Mapping], name=path)
            return None
        wanted = {each.name: each for each in fields(kind) if each.metadata.get("written", True)}
        hints, rest, before = get_type_hints(kind), dict(given), len(self.problems)
        values = {}
        for name, each in wanted.items():
            own = _own(hints[name], name, rest)
            if own is not None:
                values[name] = self.value(hints[name], own, f"{path}.{name}".lstrip("."))
            elif _required(each):
                self.report(path, NEEDED, name=f"{path}.{name}".lstrip("."))
        for name in rest:
            self.report(f"{path}.{name}".lstrip("."), UNKNOWN, name=name, names=tuple(wanted))
        return kind(**values) if len(self.problems) == before else None

    def value(self, hint: Any, given: Any, path: str) -> Any:
        """Return a value as the type that is asked for."""
        hint = next((each for each in get_args(hint) if each is not type(None)), hint) if _optional(hint) else hint
        if hint is Role:
            return self.role(given, path)
        if hint is Words:
            return self.words(given, path)
        if hint in (str, int, bool):
            return given if type(given) is hint else self.report(path, WANTED[hint], name=path)
        if hint is float:
            return float(given) if isinstance(given, int | float) else self.report(path, WANTED[int], name=path)
        if get_origin(hint) is tuple:
            if not isinstance(given, list):
                return self.report(path, WANTED[tuple], name=path)
            return tuple(self.value(get_args(hint)[0], each, f"{path}.{n}") for n, each in enumerate(given))
        if get_origin(hint) is Mapping:
            return given if _names(given) else self.report(path, WANTED[Mapping], name=path)
        return self.record(hint, given, path)

    def words(self, given: Any, path: str) -> Words | None:
        if isinstance(given, dict) and set(given) == {"de", "en"} and _names(given):
            return Words(**given)
        self.report(path, WANTED[Words], name=path)
        return None

    def role(self, given: Any, path: str) -> Role | None:
        if given in set(Role):
            return Role(given)
        meant = closest(str(given), {folded(role): str(role) for role in Role})
        self.problems.append(
            Problem(
                NO_ROLE, {"role": given, "roles": tuple(map(str, Role))}, self.file, self.line(path), suggestion=meant
            )
        )
        return None


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


def _contradictions(found: Programme, reading: _Reading) -> Iterable[Problem]:
    """Yield what each value alone does not show."""
    check: list[tuple[bool, str, str, dict[str, Any]]] = []
    for name in (*LISTS, GROUPS):
        codes = [line.code for line in getattr(found, name)]
        check.append((not codes and name != GROUPS, name, NO_LINES, {"name": name}))
        for place, code in enumerate(codes):
            check.append((not CODE.fullmatch(code), f"{name}.{place}", NO_CODE, {"code": code}))
            check.append((code in codes[:place], f"{name}.{place}", TWICE, {"code": code}))
    groups = tuple(line.code for line in found.groups)
    for name in LISTS:
        for place, line in enumerate(getattr(found, name)):
            path = f"{name}.{place}.group"
            check.append((bool(line.group) and name != GROUPED, path, ONLY_CATEGORIES, {}))
            values = {"group": line.group, "groups": groups}
            check.append((bool(line.group) and name == GROUPED and line.group not in groups, path, NO_GROUP, values))
    for name, options in FIXED.items():
        known_codes = tuple(str(option.code) for option in options)
        for place, line in enumerate(getattr(found, name)):
            values = {"name": name, "codes": known_codes}
            check.append((line.code not in known_codes, f"{name}.{place}", FIXED_CODES, values))
    done = any(Role.DONE in line.roles for line in found.statuses)
    check.append((not done, "statuses", NOT_PLAYED, {"name": "statuses", "role": Role.DONE}))
    for land in found.places.lands:
        check.append((not LAND.fullmatch(land), "places.lands", NO_LAND, {"land": land}))
    first, last = found.cohorts.first, found.cohorts.last
    check.append((first > last, "cohorts.first", ORDER, {"first": first, "last": last}))
    known = found.codes | {"event_types"}
    for place, meaning in enumerate(found.meanings):
        check.append((meaning.of not in known, f"meanings.{place}.of", NOTHING_MEANT, {"of": meaning.of}))
    for wrong, path, message, values in check:
        if wrong:
            yield Problem(message, values, file=reading.file, row=reading.line(path))
