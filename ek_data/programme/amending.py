"""Amending a programme: options that are called otherwise, retired or new, put into ``programm.toml`` line by line."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, replace
from typing import Any

from ek_data.errors import Invalid
from ek_data.i18n import N_, Language
from ek_data.programme.model import ALL_LISTS, GROUPS, Line, Programme
from ek_data.programme.parsing import AMBIGUOUS, SAME_WORD, read
from ek_data.programme.roles import MEANT, Role

NOUNS = {  # what one option of each list is
    "kinds": N_("Kind of municipality"),
    "categories": N_("Category"),
    "statuses": N_("Status of measures"),
    "event_types": N_("Type of event"),
    "metrics": N_("Key fact"),
    GROUPS: N_("Group of categories"),
    "event_statuses": N_("Status of events"),
    "qualifiers": N_("Exactness of numbers"),
}
FIELDS = {  # what can be said of an option, each as one text
    "de": N_("German word"),
    "en": N_("English word"),
    "plural_de": N_("German plural"),
    "plural_en": N_("English plural"),
    "short": N_("Short form"),
    "group": N_("Group"),
    "spellings": N_("Further spellings"),
    "roles": N_("What it is for the figures"),
    "retired": N_("Retired"),
}
GROWING = ("categories", "event_types", "kinds", GROUPS)  # of the other lists order or role decide what is counted
WORDS = {"de": "words", "en": "words", "plural_de": "plural", "plural_en": "plural"}  # where they are one value
LISTED = "; "  # between the texts of a field that has several
YES = "true"
BOTH_LANGUAGES = N_("Please write the new word in both languages.")
BOTH_PLURALS = N_("Please write the plural in both languages, or in none.")
KNOWN = N_("“{word}” is known already. Choose it as the value.")


@dataclass(frozen=True)
class Amendment:
    """What is said anew of the option `code` of the list `name`, by field; one of which the code is unknown is new.

    `release` is the one in which somebody saw the option, 0 where that is today's.
    """

    name: str
    code: str
    texts: Mapping[str, str]
    release: int = 0

    @property
    def called(self) -> str:
        """The word by which it is told from others."""
        return self.texts.get("de") or self.texts.get("en") or self.code

    def sentence(self, programme: Programme, lang: Language, among: Collection[Amendment] = ()) -> str:
        """Return what becomes of the option that `programme` has, in words. Spellings follow from words that change.

        A group may be new, or called otherwise, by another of those `among` which it stands.
        """
        groups = {line.code: lang.of(line.words) for line in lines_of(programme, GROUPS)}
        groups |= {
            each.code: each.texts[lang.code] for each in among if each.name == GROUPS and lang.code in each.texts
        }
        before = texts_of(programme, self.name, self.code)
        if before is None:
            return replace(self, texts=_with_words(self.texts, groups)).as_new(lang)
        changed = {name: text for name, text in self.texts.items() if text != before[name]}
        if changed.keys() & {"de", "en"}:
            changed.pop("spellings", None)
        changed, there = _with_words(changed, groups), _with_words(before, groups)
        said = " · ".join(self._said(name, there[name], text, lang) for name, text in changed.items())
        return lang("{noun} “{option}” {changes}", noun=lang(NOUNS[self.name]), option=before[lang.code], changes=said)

    def as_new(self, lang: Language) -> str:
        """Return what a new option is, in both languages, and what it means for the figures."""
        words = {"de": self.texts["de"], "en": self.texts["en"]}
        head = lang("{noun} “{de}” is new, in English “{en}”", noun=lang(NOUNS[self.name]), **words)
        more = {name: text for name, text in self.texts.items() if text and name not in words}
        return " · ".join([head, *(self._field(name, "", text, lang) for name, text in more.items())])

    def _said(self, name: str, before: str, text: str, lang: Language) -> str:
        if name == "retired":
            return lang("is offered no more") if text else lang("is offered again")
        if name == lang.code:
            return lang("will be called “{word}”", word=text)
        return self._field(name, before, text, lang)

    def _field(self, name: str, before: str, text: str, lang: Language) -> str:
        if name == "roles":
            before, text = (lang.listing(roles_in_words(self.name, each, lang)) for each in (before, text))
        return f"{lang(FIELDS[name])}: {f'{before} → ' if before else ''}{text or '–'}"


def _with_words(texts: Mapping[str, str], groups: Mapping[str, str]) -> dict[str, str]:
    """Return texts with the words of a group in place of its code."""
    return {name: groups.get(text, text) if name == "group" else text for name, text in texts.items()}


def text_in_words(programme: Programme, name: str, field: str, text: str, lang: Language) -> str:
    """Return what a field says as it is shown: roles and groups in words."""
    if field == "roles":
        text = lang.listing(roles_in_words(name, text, lang))
    if field == "group":
        text = next((lang.of(line.words) for line in lines_of(programme, GROUPS) if line.code == text), text)
    return text or "–"


def roles_in_words(name: str, roles: str, lang: Language) -> list[str]:
    """Return what the roles of an option mean for the figures."""
    return [lang(MEANT[name][Role(each)]) for each in roles.split(LISTED) if each]


def texts_of(programme: Programme, name: str, code: str) -> dict[str, str] | None:
    """Return what a programme says of an option, by field; None where it has no such option."""
    line = next((line for line in lines_of(programme, name) if line.code == code), None)
    return dict(_texts(line)) if line else None


def lines_of(programme: Programme, name: str) -> tuple[Line, ...]:
    """Return the options of a list as the file says them."""
    lines: tuple[Line, ...] = getattr(programme, name)
    return lines


def _texts(line: Line) -> Iterator[tuple[str, str]]:
    for field in FIELDS:
        value = getattr(line, WORDS.get(field, field))
        if field in WORDS:
            yield field, getattr(value, field[-2:], "")
        elif isinstance(value, bool):
            yield field, YES if value else ""
        else:
            yield field, value if isinstance(value, str) else LISTED.join(value)


def amendments(before: Programme, after: Programme) -> Iterator[Amendment]:
    """Yield what makes of the options of `before` those of `after`. One that is there no more is retired."""
    for name in ALL_LISTS:
        known = [line.code for line in lines_of(before, name)]
        for code in known:
            was, now = texts_of(before, name, code) or {}, texts_of(after, name, code) or {"retired": YES}
            if changed := {field: text for field, text in now.items() if text != was[field]}:
                yield Amendment(name, code, changed)
        for line in lines_of(after, name):
            if line.code not in known:
                yield Amendment(name, line.code, {field: text for field, text in _texts(line) if text})


def amended(programme: Programme, made: Collection[Amendment]) -> Programme:
    """Return `programme` with the amendments; comments and the style of its file stay. Raises `Invalid`.

    Whatever an option was called before goes on to be understood in files, unless its spellings are amended as well.
    """
    import tomlkit  # here, because only who changes a programme needs it

    document = tomlkit.parse(programme.text)
    for each in made:
        _require_words(programme, each)
        if each.name not in document:
            document.append(each.name, tomlkit.array().multiline(True))
        lines: Any = document[each.name]
        at = next((at for at, line in enumerate(lines) if line["code"] == each.code), None)
        line = _begun(programme, each) if at is None else lines[at]
        _put(line, each.texts if at is None else _with_former_words(each, programme, made))
        if isinstance(lines, tomlkit.items.Array):
            written = ", ".join(f"{key} = {tomlkit.item(value).as_string()}" for key, value in line.items())
            line = tomlkit.value(f"{{ {written} }}")
        if at is None:
            lines.append(line)
        elif isinstance(lines, tomlkit.items.Array):
            lines[at] = line
    try:
        return read(tomlkit.dumps(document).encode())
    except Invalid as fault:
        shared = next((each for each in fault.problems if each.message == SAME_WORD), None)
        ambiguous = next((each for each in fault.problems if each.message in AMBIGUOUS), None)
        if shared:
            raise Invalid(KNOWN, word=shared.values["word"]) from None
        raise Invalid(ambiguous.message, **ambiguous.values) if ambiguous else fault from None


def possible(
    programme: Programme, made: Collection[Amendment]
) -> tuple[tuple[Amendment, ...], tuple[tuple[Amendment, Invalid], ...]]:
    """Return the amendments that can be made together, and each of the others with what is wrong with it."""
    good, refused = tuple(made), list[tuple[Amendment, Invalid]]()
    try:
        amended(programme, good)
    except Invalid:
        tried, good = good, ()
        for each in tried:
            try:
                amended(programme, [*good, each])
                good = (*good, each)
            except Invalid as fault:
                refused.append((each, fault))
    return good, tuple(refused)


def _begun(programme: Programme, made: Amendment) -> dict[str, Any]:
    """Return a new line; of an option that the file did not have to name, with its usual words."""
    there = texts_of(programme, made.name, made.code) or {}
    return {"code": made.code, **{name: there[name] for name in ("de", "en") if there}}


def _with_former_words(made: Amendment, programme: Programme, others: Collection[Amendment]) -> Mapping[str, str]:
    """Return the texts of an amendment; words that change stay spellings, if no other option takes them over."""
    before = texts_of(programme, made.name, made.code) or {}
    taken = {each.texts.get(name) for each in others if each.name == made.name for name in ("de", "en")}
    changed = [name for name in ("de", "en") if made.texts.get(name, before[name]) != before[name]]
    former = [before[name] for name in changed if before[name] not in taken]
    if "spellings" in made.texts or not former:
        return made.texts
    spellings = [each for each in (*before["spellings"].split(LISTED), *former) if each]
    return {**made.texts, "spellings": LISTED.join(dict.fromkeys(spellings))}


def _put(line: MutableMapping[str, Any], texts: Mapping[str, str]) -> None:
    """Write texts into a line of the file, each as it is written there; what is empty goes."""
    for field, text in texts.items():
        parts = [part.strip() for part in text.split(LISTED.strip()) if part.strip()]
        value: Any = {"spellings": parts, "roles": parts, "retired": bool(text)}.get(field, text)
        both = WORDS.get(field, "")
        if both in line:
            line[both][field[-2:]] = value
        elif value:
            line[field] = value
        else:
            line.pop(field, None)


def _require_words(programme: Programme, made: Amendment) -> None:
    """Raise `Invalid` if an option would lack a word in one language."""
    said = {**(texts_of(programme, made.name, made.code) or dict.fromkeys(FIELDS, "")), **made.texts}
    if not (is_readable(said["de"]) and is_readable(said["en"])):
        raise Invalid(BOTH_LANGUAGES)
    if bool(said["plural_de"]) != bool(said["plural_en"]):
        raise Invalid(BOTH_PLURALS)


def is_readable(text: str) -> bool:
    """Whether a text shows anything."""
    return any(sign.isprintable() and not sign.isspace() for sign in text)
