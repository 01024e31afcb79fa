"""Additions: new options as somebody says them, put into ``programm.toml`` as lines of their lists."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from itertools import chain, count

from ek_data.i18n import N_, Language
from ek_data.programme.listed import Listed
from ek_data.programme.model import Programme
from ek_data.programme.parsing import read
from ek_data.programme.roles import Role
from ek_data.spelling import UMLAUTS, folded

NEW = {  # the lists that grow: of the others order or role decide what is counted
    "categories": N_("New category: “{de}”, in English “{en}”"),
    "event_types": N_("New type of event: “{de}”, in English “{en}”"),
    "kinds": N_("New kind of municipality: “{de}”, in English “{en}”"),
}
PLAYED: Mapping[str, Mapping[Role, str]] = {
    "categories": {Role.CONFERENCE: N_("is an event with attendance as well")},
    "event_types": {
        Role.CONFERENCE: N_("its attendance is counted"),
        Role.MEETING: N_("the teams of municipalities meet"),
        Role.KICKOFF: N_("begins a cohort"),
        Role.NETWORK_MEETING: N_("counts among meetings of the network"),
        Role.WORKING_MEETING: N_("counts among meetings for work"),
        Role.TRAINING: N_("teaches something"),
    },
    "kinds": {
        Role.DISTRICT: N_("others lie inside it"),
        Role.LOCAL: N_("has an administration of its own in a district"),
        Role.MEMBER: N_("lies in an association"),
    },
}


@dataclass(frozen=True)
class Addition:
    """A new option of the list `name`, for a word of `file`."""

    file: str
    name: str
    de: str
    en: str
    roles: tuple[str, ...] = ()

    def sentence(self, lang: Language) -> str:
        """Return what is new, in both languages, and what it means for the figures."""
        said = lang(NEW[self.name], de=self.de, en=self.en)
        played = [lang(words) for role, words in PLAYED[self.name].items() if role in self.roles]
        return f"{said} ({lang.listing(played)})" if played else said


def list_of(options: object) -> str:
    """Return the list that a column chooses from where that grows, empty for any other column."""
    return options.name if isinstance(options, Listed) and options.name in NEW else ""


def having(programme: Programme, additions: Iterable[Addition]) -> Programme:
    """Return `programme` with the additions; one of which it knows a word already is not added again."""
    import tomlkit  # here, because only new options need it

    document = tomlkit.parse(programme.text)
    for each in unknown_to(programme, additions):
        codes = [line["code"] for line in document[each.name]]
        line = tomlkit.inline_table()
        line.update({"code": code_of(each.de, codes), "de": each.de, "en": each.en})
        if each.roles:
            line["roles"] = list(each.roles)
        document[each.name].append(line)
    return read(tomlkit.dumps(document).encode())


def unknown_to(programme: Programme, additions: Iterable[Addition]) -> list[Addition]:
    """Return those of the additions that are new to a programme."""
    return [each for each in additions if not is_known(programme, each.name, each.de)]


def is_known(programme: Programme, name: str, word: str) -> bool:
    """Whether a list has an option that is understood by this word."""
    options = programme.choices[name].options
    words = chain(*((option.code, *option.words, *option.spellings) for option in options))
    return folded(word) in map(folded, words)


def code_of(word: str, taken: Collection[str]) -> str:
    """Return a code that says the word in small letters, digits and underscores, numbered if it is `taken`."""
    spelled = re.sub(r"[^a-z0-9]+", "_", word.lower().translate(UMLAUTS)).strip("_")
    code = spelled if spelled[:1].isalpha() else f"option_{spelled}".strip("_")
    return next(each for each in chain([code], (f"{code}_{n}" for n in count(2))) if each not in taken)
